//! Handles of tasks.

use std::fmt;
use std::future::Future;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use real::task::{Id, JoinError};

use crate::leaf::Leaf;
use crate::log::place::At;
use crate::resource::{Birth, Done, Resource};
use crate::unit;

/// The join handle of a unit as a resource. It is born when it is first used: most are dropped at once.
pub(crate) struct Join {
    pub unit: u32,
    spawned: At,
    resource: OnceLock<Resource>,
}

impl Join {
    pub(crate) fn new(unit: u32, spawned: At) -> Arc<Join> {
        Arc::new(Join { unit, spawned, resource: OnceLock::new() })
    }

    pub(crate) fn resource(&self) -> &Resource {
        self.resource.get_or_init(|| {
            let birth = Birth { kind: "join handle", of: self.unit, ..Birth::default() };
            Resource::new(birth, self.spawned.clone(), ())
        })
    }

    /// Asks for the unit's end; `abort` tells tokio.
    fn abort(&self, at: &At, abort: impl FnOnce()) {
        self.resource().act(at, |()| {
            self.resource().done("abort", at, Done::default());
            unit::stage::act(|log, by| unit::abort(log, by, self.unit, at));
            abort();
        });
    }
}

/// Waits for the end of a task.
pub struct JoinHandle<T> {
    real: real::task::JoinHandle<T>,
    join: Arc<Join>,
    leaf: Option<Leaf>,
}

impl<T> JoinHandle<T> {
    pub(crate) fn new(real: real::task::JoinHandle<T>, unit: u32, spawned: At) -> JoinHandle<T> {
        JoinHandle { real, join: Join::new(unit, spawned), leaf: None }
    }

    /// Asks for the task's end, at its next `.await`.
    #[track_caller]
    pub fn abort(&self) {
        self.join.abort(&At::caller(), || self.real.abort());
    }

    /// Whether the task has ended.
    pub fn is_finished(&self) -> bool {
        self.real.is_finished()
    }

    /// A handle that can only abort.
    pub fn abort_handle(&self) -> AbortHandle {
        AbortHandle { real: self.real.abort_handle(), join: self.join.clone() }
    }

    /// The task's number in tokio.
    pub fn id(&self) -> Id {
        self.real.id()
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, JoinError>;

    #[track_caller]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let leaf = match &mut this.leaf {
            Some(leaf) => leaf,
            None => {
                let r = this.join.resource().id();
                this.leaf.insert(Leaf::new("join", r, At::caller()))
            }
        };
        let budget = Leaf::budget();
        match Pin::new(&mut this.real).poll(cx) {
            Poll::Pending => {
                leaf.pending(budget);
                Poll::Pending
            }
            Poll::Ready(out) => {
                leaf.done(Done { failed: out.is_err(), ..Done::default() });
                Poll::Ready(out)
            }
        }
    }
}

impl<T> Unpin for JoinHandle<T> {}
impl<T> UnwindSafe for JoinHandle<T> {}
impl<T> RefUnwindSafe for JoinHandle<T> {}

impl<T: fmt::Debug> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.real, f)
    }
}

/// Asks for the end of a task.
#[derive(Clone)]
pub struct AbortHandle {
    real: real::task::AbortHandle,
    join: Arc<Join>,
}

impl AbortHandle {
    pub(crate) fn new(real: real::task::AbortHandle, join: Arc<Join>) -> AbortHandle {
        AbortHandle { real, join }
    }

    /// Asks for the task's end, at its next `.await`.
    #[track_caller]
    pub fn abort(&self) {
        self.join.abort(&At::caller(), || self.real.abort());
    }

    /// Whether the task has ended.
    pub fn is_finished(&self) -> bool {
        self.real.is_finished()
    }

    /// The task's number in tokio.
    pub fn id(&self) -> Id {
        self.real.id()
    }
}

impl fmt::Debug for AbortHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.real, f)
    }
}
