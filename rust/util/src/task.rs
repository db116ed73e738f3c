//! `tokio_util::task`.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use real::task::task_tracker as real_tracker;
use tokio::recording::{At, Birth, Done, Op, Resource, spawn_as};
use tokio::task::JoinHandle;

type Group = Arc<Resource<usize>>;

/// Waits for the ends of tasks. A recording shows it as a wait group.
#[derive(Clone)]
pub struct TaskTracker {
    real: real_tracker::TaskTracker,
    /// How many tasks it tracks.
    group: Group,
}

impl TaskTracker {
    /// Creates an open tracker without tasks.
    #[track_caller]
    pub fn new() -> TaskTracker {
        let birth = Birth { kind: "wait group", ..Birth::default() };
        TaskTracker { real: real_tracker::TaskTracker::new(), group: Arc::new(Resource::new(birth, At::caller(), 0)) }
    }

    /// Spawns a task and tracks it.
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let at = At::caller();
        let tracked = self.track(future, &at);
        spawn_as::<F, _>(&real_tokio::runtime::Handle::current(), tracked, at)
    }

    /// Tracks a future that somebody else polls.
    #[track_caller]
    pub fn track_future<F: Future>(&self, future: F) -> TrackedFuture<F> {
        self.track(future, &At::caller())
    }

    fn track<F: Future>(&self, future: F, at: &At) -> TrackedFuture<F> {
        self.group.act(at, |count| {
            *count += 1;
            self.group.done("add", at, Done { v: "1".into(), len: Some(*count), ..Done::default() });
        });
        TrackedFuture { future: Some(self.real.track_future(future)), group: self.group.clone() }
    }

    /// Waits until it is closed and all its tasks have ended.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = ()> {
        let at = At::caller();
        Op::new("wait", &self.group, at, self.real.wait(), |_: &mut usize, ()| (Some(Done::default()), ()))
    }

    /// Lets waits end once there are no tasks; false if it was closed before.
    #[track_caller]
    pub fn close(&self) -> bool {
        let at = At::caller();
        self.group.act(&at, |_| {
            self.group.done("close", &at, Done::default());
            self.real.close()
        })
    }

    /// Opens it again; false if it was open.
    pub fn reopen(&self) -> bool {
        self.real.reopen()
    }

    /// Whether it is closed.
    pub fn is_closed(&self) -> bool {
        self.real.is_closed()
    }

    /// Tasks that have not ended.
    pub fn len(&self) -> usize {
        self.real.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.real.is_empty()
    }
}

impl Default for TaskTracker {
    #[track_caller]
    fn default() -> TaskTracker {
        TaskTracker::new()
    }
}

impl fmt::Debug for TaskTracker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.real, f)
    }
}

pin_project_lite::pin_project! {
    /// A future that is tracked until it is dropped.
    pub struct TrackedFuture<F> {
        // None only while it is dropped.
        #[pin]
        future: Option<real_tracker::TrackedFuture<F>>,
        group: Group,
    }

    impl<F> PinnedDrop for TrackedFuture<F> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            let at = At::here();
            this.group.act(&at, |count| {
                *count -= 1;
                this.group.done("done", &at, Done { len: Some(*count), ..Done::default() });
            });
            // Outside the lock, as this may drop what is the program's.
            this.future.set(None);
        }
    }
}

impl<F: Future> Future for TrackedFuture<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.project().future.as_pin_mut().expect("it is not polled after its drop").poll(cx)
    }
}
