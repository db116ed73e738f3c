//! `LocalSet`.
//!
//! Its tasks are polled inside the poll of the unit that drives the set, which gives way to them meanwhile.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

pub use real::task::LocalEnterGuard;

use super::JoinHandle;
use crate::log::place::At;
use crate::log::seats::Role;
use crate::unit;
use crate::unit::traced::Traced;

/// Spawns a task on the `LocalSet` that is being driven.
#[track_caller]
pub fn spawn_local<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future + 'static,
    F::Output: 'static,
{
    let at = At::caller();
    let unit = unit::spawn::<F>("", "", at.clone());
    JoinHandle::new(real::task::spawn_local(Traced::new(future, unit, Role::Worker(None))), unit, at)
}

/// Tasks that stay on one thread.
#[derive(Default)]
pub struct LocalSet {
    real: real::task::LocalSet,
}

impl LocalSet {
    /// Creates an empty set.
    pub fn new() -> LocalSet {
        LocalSet::default()
    }

    /// Spawns a task on the set.
    #[track_caller]
    pub fn spawn_local<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        let at = At::caller();
        let unit = unit::spawn::<F>("", "", at.clone());
        JoinHandle::new(self.real.spawn_local(Traced::new(future, unit, Role::Worker(None))), unit, at)
    }

    /// Drives the set until `future` has ended.
    pub fn run_until<F: Future>(&self, future: F) -> impl Future<Output = F::Output> {
        self.real.run_until(future)
    }

    /// Makes it the set of `spawn_local` on the calling thread while the guard lives.
    pub fn enter(&self) -> LocalEnterGuard {
        self.real.enter()
    }

    /// Its number in tokio.
    pub fn id(&self) -> crate::runtime::Id {
        self.real.id()
    }

    pub(crate) fn real(&self) -> &real::task::LocalSet {
        &self.real
    }

    /// Drives the set on `runtime` until `future` has ended.
    #[track_caller]
    pub fn block_on<F: Future>(&self, runtime: &crate::runtime::Runtime, future: F) -> F::Output {
        runtime.block_on(self.real.run_until(future))
    }
}

impl Future for LocalSet {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        Pin::new(&mut self.real).poll(cx)
    }
}

impl fmt::Debug for LocalSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.real, f)
    }
}
