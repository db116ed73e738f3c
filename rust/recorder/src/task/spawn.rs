//! `spawn` and `spawn_blocking`.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use real::runtime::Handle;

use super::JoinHandle;
use crate::log::place::At;
use crate::log::seats::Role;
use crate::unit;
use crate::unit::stage::{self, Leave};
use crate::unit::traced::{Traced, message};

/// Spawns a task.
#[track_caller]
pub fn spawn<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    spawn_on(&Handle::current(), future, At::caller())
}

pub(crate) fn spawn_on<F>(handle: &Handle, future: F, at: At) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    spawn_as::<F, F>(handle, future, at)
}

/// Spawns a task that is named as `N` would be.
#[doc(hidden)]
pub fn spawn_as<N, F>(handle: &Handle, future: F, at: At) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let unit = unit::spawn::<N>("", "", at.clone());
    JoinHandle::new(handle.spawn(Traced::new(future, unit, Role::Worker(None))), unit, at)
}

/// Runs a closure on a thread where it may block.
#[track_caller]
pub fn spawn_blocking<F, R>(work: F) -> JoinHandle<R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    blocking_on(&Handle::current(), work, At::caller())
}

pub(crate) fn blocking_on<F, R>(handle: &Handle, work: F, at: At) -> JoinHandle<R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    let unit = unit::spawn::<F>("blocking", "", at.clone());
    let closure = Closure::new(work, unit);
    JoinHandle::new(handle.spawn_blocking(move || closure.run()), unit, at)
}

/// A closure of `spawn_blocking`, which ends without having run if the runtime ends first.
pub(crate) struct Closure<F> {
    work: Option<F>,
    unit: u32,
}

impl<F> Closure<F> {
    pub(crate) fn new(work: F, unit: u32) -> Closure<F> {
        Closure { work: Some(work), unit }
    }

    pub(crate) fn run<R>(mut self) -> R
    where
        F: FnOnce() -> R,
    {
        let work = self.work.take().expect("a closure runs once");
        if self.unit == 0 {
            return work();
        }
        let before = stage::enter(self.unit, Role::Blocking);
        let ran = catch_unwind(AssertUnwindSafe(work));
        stage::leave(
            before,
            match &ran {
                Ok(_) => Leave::Returned,
                Err(payload) => Leave::Panicked(message(&**payload)),
            },
        );
        ran.unwrap_or_else(|payload| resume_unwind(payload))
    }
}

impl<F> Drop for Closure<F> {
    fn drop(&mut self) {
        if let Some(work) = self.work.take()
            && self.unit != 0
        {
            stage::dropping(self.unit, || drop(work));
        }
    }
}
