//! `tokio::sync::Mutex`.

use std::future::Future;
use std::panic::Location;
use std::sync::Arc;

use real::sync as real_sync;
use real_sync::TryLockError;

use super::guard::{Owned, guards, owned};
use super::locks::locks;
use crate::leaf::Op;
use crate::log::place::At;
use crate::log::text;
use crate::resource::{Birth, Done, Resource};
use crate::unit::park::block_on;

/// A mutual exclusion that tasks wait for.
pub struct Mutex<T: ?Sized> {
    resource: Resource,
    real: real_sync::Mutex<T>,
}

/// The lock while it is held.
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized> {
    real: Option<real_sync::MutexGuard<'a, T>>,
    mutex: &'a Mutex<T>,
}

owned! {
    /// The lock while it is held, with its mutex.
    #[must_use = "if unused the Mutex will immediately unlock"]
    OwnedMutexGuard(MutexGuard, Mutex) mutex, Mutex::unlock
}

impl<T> Mutex<T> {
    /// Creates a mutex that nobody holds.
    #[track_caller]
    pub fn new(value: T) -> Mutex<T> {
        let birth = Birth { kind: "mutex", of_type: text::type_name::<T>(), ..Birth::default() };
        Mutex { resource: Resource::new(birth, At::caller(), ()), real: real_sync::Mutex::new(value) }
    }

    /// Creates a mutex that nobody holds, in a constant.
    #[track_caller]
    pub const fn const_new(value: T) -> Mutex<T> {
        let resource = Resource::later("mutex", text::type_name::<T>, Location::caller(), ());
        Mutex { resource, real: real_sync::Mutex::const_new(value) }
    }

    /// The value, when nobody else has the mutex.
    pub fn into_inner(self) -> T {
        self.real.into_inner()
    }
}

impl<T: ?Sized> Mutex<T> {
    /// Waits for the lock; those who wait get it in the order in which they came.
    #[track_caller]
    pub fn lock(&self) -> impl Future<Output = MutexGuard<'_, T>> {
        self.lock_at(At::caller())
    }

    fn lock_at(&self, at: At) -> impl Future<Output = MutexGuard<'_, T>> {
        Op::new("lock", &self.resource, at, self.real.lock(), |(), guard| {
            (Some(Done::default()), MutexGuard { real: Some(guard), mutex: self })
        })
    }

    /// Waits for the lock on a thread where it may block.
    #[track_caller]
    pub fn blocking_lock(&self) -> MutexGuard<'_, T> {
        block_on(self.lock_at(At::caller()))
    }

    /// Takes the lock if it is free.
    #[track_caller]
    pub fn try_lock(&self) -> Result<MutexGuard<'_, T>, TryLockError> {
        let at = At::caller();
        self.resource.act(&at, |()| {
            let guard = self.real.try_lock();
            self.resource.done("lock", &at, Done { failed: guard.is_err(), ..Done::default() });
            guard.map(|guard| MutexGuard { real: Some(guard), mutex: self })
        })
    }

    /// The value, which needs no lock as nobody else has the mutex.
    pub fn get_mut(&mut self) -> &mut T {
        self.real.get_mut()
    }

    fn unlock(&self, guard: real_sync::MutexGuard<'_, T>) {
        let at = At::here();
        self.resource.act(&at, |()| {
            self.resource.done("unlock", &at, Done::default());
            drop(guard);
        });
    }
}

impl<T: ?Sized + 'static> Mutex<T> {
    /// Waits for the lock and keeps the mutex alive as long as it is held.
    #[track_caller]
    pub fn lock_owned(self: Arc<Self>) -> impl Future<Output = OwnedMutexGuard<T>> {
        let at = At::caller();
        async move {
            let guard = self.lock_at(at).await;
            OwnedMutexGuard::of(guard, &self)
        }
    }

    /// Waits for the lock on a thread where it may block, and keeps the mutex alive as long as it is held.
    #[track_caller]
    pub fn blocking_lock_owned(self: Arc<Self>) -> OwnedMutexGuard<T> {
        let guard = self.blocking_lock();
        OwnedMutexGuard::of(guard, &self)
    }

    /// Takes the lock if it is free, and keeps the mutex alive as long as it is held.
    #[track_caller]
    pub fn try_lock_owned(self: Arc<Self>) -> Result<OwnedMutexGuard<T>, TryLockError> {
        let guard = self.try_lock()?;
        Ok(OwnedMutexGuard::of(guard, &self))
    }
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    /// The mutex that is held.
    pub fn mutex(this: &Self) -> &'a Mutex<T> {
        this.mutex
    }
}

guards!(write MutexGuard<'_, T>,);
guards!(write OwnedMutexGuard<T>, 'static);
locks!(Mutex);

impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        if let Some(guard) = self.real.take() {
            self.mutex.unlock(guard);
        }
    }
}
