//! Threads of their own.

use std::fmt;
use std::io;
use std::thread::Result;

use interleave_tokio::recording::At;

use super::finish::Finish;
use super::park::{ParkingLot, Thread};
use super::scope::{Scope, ScopedJoinHandle};

/// Spawns a thread.
#[track_caller]
pub fn spawn<F, T>(f: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    Builder::new().spawn_at(f, At::caller()).expect("failed to spawn thread")
}

/// The name and stack of a thread to be spawned.
#[derive(Debug)]
#[must_use = "must eventually spawn the thread"]
pub struct Builder {
    pub(super) real: std::thread::Builder,
    pub(super) name: String,
}

impl Builder {
    /// Neither a name nor a size yet.
    #[allow(clippy::new_without_default, reason = "std's has none")]
    pub fn new() -> Builder {
        Builder { real: std::thread::Builder::new(), name: String::new() }
    }

    /// Names the thread.
    pub fn name(self, name: String) -> Builder {
        Builder { real: self.real.name(name.clone()), name }
    }

    /// Sets the size of its stack, in bytes.
    pub fn stack_size(self, size: usize) -> Builder {
        Builder { real: self.real.stack_size(size), ..self }
    }

    /// Spawns the thread.
    #[track_caller]
    pub fn spawn<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        self.spawn_at(f, At::caller())
    }

    fn spawn_at<F, T>(self, f: F, at: At) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let finish = Finish::new::<F>(&self.name, &at);
        let lot = ParkingLot::default();
        let spawned = self.real.spawn({
            let (finish, lot) = (finish.clone(), lot.clone());
            move || finish.run(lot, f)
        });
        let real = spawned.inspect_err(|_| finish.never())?;
        let thread = Thread::new(real.thread().clone(), lot);
        Ok(JoinHandle { real, thread, finish })
    }

    /// Spawns the thread in a scope.
    #[track_caller]
    pub fn spawn_scoped<'scope, 'env, F, T>(
        self,
        scope: &'scope Scope<'scope, 'env>,
        f: F,
    ) -> io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        scope.spawn_as(self, f, At::caller())
    }
}

/// A thread that can be joined; dropped, the thread goes on by itself.
pub struct JoinHandle<T> {
    real: std::thread::JoinHandle<T>,
    thread: Thread,
    finish: Finish,
}

impl<T> JoinHandle<T> {
    /// The thread.
    pub fn thread(&self) -> &Thread {
        &self.thread
    }

    /// Blocks until the thread has ended, and returns what it returned or panicked with.
    #[track_caller]
    pub fn join(self) -> Result<T> {
        self.finish.join(&At::caller());
        self.real.join()
    }

    /// Whether the thread has ended.
    pub fn is_finished(&self) -> bool {
        self.real.is_finished()
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle").finish_non_exhaustive()
    }
}
