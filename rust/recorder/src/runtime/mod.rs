//! `tokio::runtime`.

mod builder;
mod handle;

use std::future::Future;
use std::time::Duration;

pub use crate::absent::runtime::{LocalOptions, LocalRuntime};
pub use builder::Builder;
pub use handle::Handle;
pub use real::runtime::{EnterGuard, Id, RuntimeFlavor, RuntimeMetrics, TryCurrentError, is_rt_shutdown_err};

use crate::log::place::{At, set_root};
use crate::log::seats::Role;
use crate::log::{self, Flavor};
use crate::task::JoinHandle;
use crate::unit::traced::Traced;
use crate::unit::{self, stage};

/// Runs tasks.
pub struct Runtime {
    // None only while it is dropped.
    real: Option<real::runtime::Runtime>,
    handle: Handle,
    flavor: Flavor,
}

impl Runtime {
    /// A runtime with a worker for each CPU.
    pub fn new() -> std::io::Result<Runtime> {
        Builder::new_multi_thread().enable_all().build()
    }

    /// Runs `future` on the calling thread until it has ended.
    #[track_caller]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.handle.root(future, At::caller(), self.flavor.multi_thread, |traced| self.real().block_on(traced))
    }

    /// Spawns a task.
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        crate::task::spawn_on(self.handle.real(), future, At::caller())
    }

    /// Runs a closure on a thread where it may block.
    #[track_caller]
    pub fn spawn_blocking<F, R>(&self, work: F) -> JoinHandle<R>
    where
        F: FnOnce() -> R + Send + 'static,
        R: Send + 'static,
    {
        crate::task::blocking_on(self.handle.real(), work, At::caller())
    }

    /// A handle that spawns on it.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Makes it the calling thread's runtime while the guard lives.
    pub fn enter(&self) -> EnterGuard<'_> {
        self.real().enter()
    }

    /// What tokio counts.
    pub fn metrics(&self) -> RuntimeMetrics {
        self.real().metrics()
    }

    /// Ends it, waiting at most `duration` for closures that block.
    pub fn shutdown_timeout(mut self, duration: Duration) {
        self.ending(|real| real.shutdown_timeout(duration));
    }

    /// Ends it without waiting.
    pub fn shutdown_background(mut self) {
        self.ending(real::runtime::Runtime::shutdown_background);
    }

    fn real(&self) -> &real::runtime::Runtime {
        self.real.as_ref().expect("a runtime is not used after its end")
    }

    fn ending(&mut self, end: impl FnOnce(real::runtime::Runtime)) {
        if let Some(real) = self.real.take() {
            unit::shut_down(true);
            end(real);
            unit::shut_down(false);
        }
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        self.ending(drop);
    }
}

impl std::fmt::Debug for Runtime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(&self.real, f)
    }
}

impl Handle {
    /// Runs `future` as a root: the first is the main unit. On a multi-thread runtime it has a thread of its own
    /// beside the workers.
    fn root<F: Future>(
        &self,
        future: F,
        at: At,
        is_thread: bool,
        run: impl FnOnce(Traced<F>) -> F::Output,
    ) -> F::Output {
        set_root(&at);
        let is_main = log::with(|log| log.units.is_empty()) == Some(true);
        let noun = if is_thread { "thread" } else { "" };
        let name = if is_main { "main" } else { "" };
        let at = if is_main { At::Unknown } else { at };
        let unit = unit::spawn::<F>(noun, name, at);
        let out = run(Traced::new(future, unit, Role::Root));
        stage::clear();
        out
    }
}
