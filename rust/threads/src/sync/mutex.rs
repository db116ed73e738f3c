//! `std::sync::Mutex`.

use std::panic::Location;
use std::sync::{self, LockResult, TryLockResult};

use interleave_tokio::recording::{At, Done, Resource, text};

use super::guard::{acquire, guards, map, map_try, try_acquire};
use super::locks::locks;
use super::queue::Queue;

/// A mutual exclusion that threads block for.
pub struct Mutex<T: ?Sized> {
    resource: Resource<Queue>,
    real: sync::Mutex<T>,
}

/// The lock while it is held.
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized> {
    real: Option<sync::MutexGuard<'a, T>>,
    mutex: &'a Mutex<T>,
}

impl<T> Mutex<T> {
    /// Creates a mutex that nobody holds.
    #[track_caller]
    pub const fn new(value: T) -> Mutex<T> {
        let resource = Resource::later("mutex", text::type_name::<T>, Location::caller(), Queue::new());
        Mutex { resource, real: sync::Mutex::new(value) }
    }

    /// The value, when nobody else has the mutex.
    pub fn into_inner(self) -> LockResult<T> {
        self.real.into_inner()
    }
}

impl<T: ?Sized> Mutex<T> {
    /// Blocks until it has the lock.
    #[track_caller]
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        self.lock_at(&At::caller())
    }

    pub(super) fn lock_at(&self, at: &At) -> LockResult<MutexGuard<'_, T>> {
        let real = acquire(&self.resource, ("lock", ()), at, |_| false, || self.real.try_lock());
        map(real, |real| MutexGuard { real: Some(real), mutex: self })
    }

    /// Takes the lock if it is free.
    #[track_caller]
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        let real = try_acquire(&self.resource, "lock", &At::caller(), || self.real.try_lock());
        map_try(real, |real| MutexGuard { real: Some(real), mutex: self })
    }

    /// Whether a thread panicked while it held the lock.
    pub fn is_poisoned(&self) -> bool {
        self.real.is_poisoned()
    }

    /// Forgets that a thread panicked while it held the lock.
    pub fn clear_poison(&self) {
        self.real.clear_poison();
    }

    /// The value, which needs no lock as nobody else has the mutex.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        self.real.get_mut()
    }
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    pub(super) fn mutex(&self) -> &'a Mutex<T> {
        self.mutex
    }

    pub(super) fn unlock(mut self, at: &At) {
        self.release(at);
    }

    fn release(&mut self, at: &At) {
        let Some(real) = self.real.take() else { return };
        let resource = &self.mutex.resource;
        resource.act(at, |queue| {
            resource.done("unlock", at, Done::default());
            drop(real);
            queue.wake(at);
        });
    }
}

guards!(write MutexGuard);
locks!(Mutex);

impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        if self.real.is_some() {
            self.release(&At::here());
        }
    }
}
