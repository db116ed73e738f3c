//! Threads that borrow.

use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::ptr::null_mut;
use std::sync::{Mutex, PoisonError};
use std::thread::Result;

use interleave_tokio::recording::At;

use super::finish::Finish;
use super::park::{ParkingLot, Thread};
use super::spawn::Builder;

/// Where threads are spawned that borrow, and that all end before it.
#[derive(Debug)]
pub struct Scope<'scope, 'env: 'scope> {
    real: &'scope std::thread::Scope<'scope, 'env>,
    /// Threads that were not awaited at the end yet.
    threads: Mutex<Vec<Finish>>,
}

/// Runs `f`, then blocks until all threads of the scope have ended: a join of each that was not joined.
#[track_caller]
pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let at = At::caller();
    let mut place = Place(null_mut());
    std::thread::scope(|real| {
        let scope = Box::into_raw(Box::new(Scope { real, threads: Mutex::default() }));
        place.0 = scope.cast();
        // SAFETY: it is freed with `place`, when the real scope and all its threads have ended.
        let scope = unsafe { &*scope };
        let ran = catch_unwind(AssertUnwindSafe(|| f(scope)));
        while let Some(thread) = scope.first() {
            thread.join_unless_joined(&at);
        }
        ran.unwrap_or_else(|payload| resume_unwind(payload))
    })
}

/// Where a scope lies; freed by its drop.
struct Place(*mut ());

impl Drop for Place {
    fn drop(&mut self) {
        if !self.0.is_null() {
            // SAFETY: a box of this type but for the lifetimes, and nobody is left who borrows it.
            drop(unsafe { Box::from_raw(self.0.cast::<Scope<'_, '_>>()) });
        }
    }
}

impl<'scope, 'env> Scope<'scope, 'env> {
    /// Spawns a thread.
    #[track_caller]
    pub fn spawn<F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        self.spawn_as(Builder::new(), f, At::caller()).expect("failed to spawn thread")
    }

    pub(super) fn spawn_as<F, T>(
        &'scope self,
        builder: Builder,
        f: F,
        at: At,
    ) -> io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let finish = Finish::new::<F>(&builder.name, &at);
        let lot = ParkingLot::default();
        let spawned = builder.real.spawn_scoped(self.real, {
            let (finish, lot) = (finish.clone(), lot.clone());
            move || finish.run(lot, f)
        });
        let real = spawned.inspect_err(|_| finish.never())?;
        self.threads.lock().unwrap_or_else(PoisonError::into_inner).push(finish.clone());
        let thread = Thread::new(real.thread().clone(), lot);
        Ok(ScopedJoinHandle { real, thread, finish })
    }

    fn first(&self) -> Option<Finish> {
        let mut threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
        (!threads.is_empty()).then(|| threads.remove(0))
    }
}

/// A thread of a scope that can be joined.
pub struct ScopedJoinHandle<'scope, T> {
    real: std::thread::ScopedJoinHandle<'scope, T>,
    thread: Thread,
    finish: Finish,
}

impl<T> ScopedJoinHandle<'_, T> {
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

impl<T> fmt::Debug for ScopedJoinHandle<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScopedJoinHandle").finish_non_exhaustive()
    }
}
