//! `std::sync::Mutex`.

use std::fmt;
use std::panic::Location;
use std::sync::{self, LockResult, PoisonError, TryLockError, TryLockResult};

use interleave_tokio::recording::{At, Done, Resource, Waiter, text, thread, waits};

use super::guard::{guards, map};
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
        thread::found(at);
        let mut waited = false;
        loop {
            let locked = self.resource.act(at, |queue| {
                let real = match self.real.try_lock() {
                    Ok(guard) => Ok(guard),
                    Err(TryLockError::Poisoned(poisoned)) => Err(poisoned),
                    Err(TryLockError::WouldBlock) => return Err(self.wait(queue, &mut waited, at)),
                };
                self.resource.done("lock", at, Done::default());
                Ok(real)
            });
            match locked {
                Ok(real) => return map(real, |real| MutexGuard { real: Some(real), mutex: self }),
                Err(waiter) => waiter.block(),
            }
        }
    }

    fn wait(&self, queue: &mut Queue, waited: &mut bool, at: &At) -> sync::Arc<Waiter> {
        if *waited {
            let waiter = Waiter::stopped();
            queue.push_front(waiter.clone(), ());
            return waiter;
        }
        *waited = true;
        waits("lock", self.resource.id(), String::new(), None, at);
        let waiter = Waiter::stopped();
        queue.push(waiter.clone(), ());
        waiter
    }

    /// Takes the lock if it is free.
    #[track_caller]
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        let at = At::caller();
        thread::found(&at);
        self.resource.act(&at, |_| {
            let real = self.real.try_lock();
            let failed = matches!(real, Err(TryLockError::WouldBlock));
            self.resource.done("lock", &at, Done { failed, ..Done::default() });
            let guard = |real| MutexGuard { real: Some(real), mutex: self };
            match real {
                Ok(real) => Ok(guard(real)),
                Err(TryLockError::WouldBlock) => Err(TryLockError::WouldBlock),
                Err(TryLockError::Poisoned(e)) => Err(PoisonError::new(guard(e.into_inner())).into()),
            }
        })
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

impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        if self.real.is_some() {
            self.release(&At::here());
        }
    }
}

impl<T: Default> Default for Mutex<T> {
    #[track_caller]
    fn default() -> Mutex<T> {
        Mutex::new(T::default())
    }
}

impl<T> From<T> for Mutex<T> {
    #[track_caller]
    fn from(value: T) -> Mutex<T> {
        Mutex::new(value)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.real, f)
    }
}
