//! `Handle`.

use std::future::Future;

use real::runtime::{EnterGuard, Id, RuntimeFlavor, RuntimeMetrics, TryCurrentError};

use crate::log::place::At;
use crate::task::JoinHandle;

/// Spawns on a runtime.
#[derive(Clone, Debug)]
pub struct Handle {
    real: real::runtime::Handle,
}

impl Handle {
    pub(crate) fn new(real: real::runtime::Handle) -> Handle {
        Handle { real }
    }

    pub(crate) fn real(&self) -> &real::runtime::Handle {
        &self.real
    }

    /// The calling thread's runtime.
    #[track_caller]
    pub fn current() -> Handle {
        Handle::new(real::runtime::Handle::current())
    }

    /// The calling thread's runtime, if it has one.
    pub fn try_current() -> Result<Handle, TryCurrentError> {
        real::runtime::Handle::try_current().map(Handle::new)
    }

    /// Makes it the calling thread's runtime while the guard lives.
    pub fn enter(&self) -> EnterGuard<'_> {
        self.real.enter()
    }

    /// Spawns a task.
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        crate::task::spawn_on(&self.real, future, At::caller())
    }

    /// Runs a closure on a thread where it may block.
    #[track_caller]
    pub fn spawn_blocking<F, R>(&self, work: F) -> JoinHandle<R>
    where
        F: FnOnce() -> R + Send + 'static,
        R: Send + 'static,
    {
        crate::task::blocking_on(&self.real, work, At::caller())
    }

    /// Runs `future` on the calling thread, which is none of the workers, until it has ended.
    #[track_caller]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.root(future, At::caller(), true, |traced| self.real.block_on(traced))
    }

    /// Which kind of runtime it is.
    pub fn runtime_flavor(&self) -> RuntimeFlavor {
        self.real.runtime_flavor()
    }

    /// The runtime's number in tokio.
    pub fn id(&self) -> Id {
        self.real.id()
    }

    /// The runtime's name, if it has one.
    pub fn name(&self) -> Option<&str> {
        self.real.name()
    }

    /// What tokio counts.
    pub fn metrics(&self) -> RuntimeMetrics {
        self.real.metrics()
    }
}
