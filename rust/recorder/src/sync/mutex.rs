//! `tokio::sync::Mutex`.

use std::fmt;
use std::future::Future;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use real::sync as real_sync;
use real_sync::TryLockError;

use crate::leaf::Op;
use crate::log::place::At;
use crate::log::text;
use crate::resource::{Birth, Done, Resource};

/// A mutual exclusion that tasks wait for.
pub struct Mutex<T: ?Sized> {
    resource: Resource,
    // Shared only with owned guards, which hold this mutex too.
    real: Arc<real_sync::Mutex<T>>,
}

/// The lock while it is held.
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized> {
    // None only while it is dropped.
    real: Option<real_sync::MutexGuard<'a, T>>,
    mutex: &'a Mutex<T>,
}

/// The lock while it is held, with its mutex.
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct OwnedMutexGuard<T: ?Sized> {
    // None only while it is dropped.
    real: Option<real_sync::OwnedMutexGuard<T>>,
    mutex: Arc<Mutex<T>>,
}

impl<T> Mutex<T> {
    /// Creates a mutex that nobody holds.
    #[track_caller]
    pub fn new(value: T) -> Mutex<T> {
        let birth = Birth { kind: "mutex", of_type: text::type_name::<T>(), ..Birth::default() };
        Mutex { resource: Resource::new(birth, At::caller(), ()), real: Arc::new(real_sync::Mutex::new(value)) }
    }

    /// The value, when nobody else has the mutex.
    pub fn into_inner(self) -> T {
        Arc::into_inner(self.real).expect("nobody else has the mutex").into_inner()
    }
}

impl<T: ?Sized> Mutex<T> {
    /// Waits for the lock; those who wait get it in the order in which they came.
    #[track_caller]
    pub fn lock(&self) -> impl Future<Output = MutexGuard<'_, T>> {
        let at = At::caller();
        Op::new("lock", &self.resource, at, self.real.lock(), |(), guard| (Some(Done::default()), MutexGuard { real: Some(guard), mutex: self }))
    }

    /// Takes the lock if it is free.
    #[track_caller]
    pub fn try_lock(&self) -> Result<MutexGuard<'_, T>, TryLockError> {
        let at = At::caller();
        let guard = self.tried(&at, || self.real.try_lock())?;
        Ok(MutexGuard { real: Some(guard), mutex: self })
    }

    /// Waits for the lock and keeps the mutex alive as long as it is held.
    #[track_caller]
    pub fn lock_owned(self: Arc<Self>) -> impl Future<Output = OwnedMutexGuard<T>> {
        let at = At::caller();
        async move {
            let real = self.real.clone().lock_owned();
            let guard = Op::new("lock", &self.resource, at, real, |(), guard| (Some(Done::default()), guard)).await;
            OwnedMutexGuard { real: Some(guard), mutex: self }
        }
    }

    /// Takes the lock if it is free, and keeps the mutex alive as long as it is held.
    #[track_caller]
    pub fn try_lock_owned(self: Arc<Self>) -> Result<OwnedMutexGuard<T>, TryLockError> {
        let at = At::caller();
        let guard = self.tried(&at, || self.real.clone().try_lock_owned())?;
        Ok(OwnedMutexGuard { real: Some(guard), mutex: self })
    }

    fn tried<G>(&self, at: &At, lock: impl FnOnce() -> Result<G, TryLockError>) -> Result<G, TryLockError> {
        self.resource.act(at, |()| {
            let guard = lock();
            self.resource.done("lock", at, Done { failed: guard.is_err(), ..Done::default() });
            guard
        })
    }

    /// The value, which needs no lock as nobody else has the mutex.
    pub fn get_mut(&mut self) -> &mut T {
        Arc::get_mut(&mut self.real).expect("nobody else has the mutex").get_mut()
    }

    fn unlock(&self, guard: impl Sized) {
        let at = At::here();
        self.resource.act(&at, |()| {
            self.resource.done("unlock", &at, Done::default());
            drop(guard);
        });
    }
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    /// The mutex that is held.
    pub fn mutex(this: &Self) -> &'a Mutex<T> {
        this.mutex
    }
}

impl<T: ?Sized> OwnedMutexGuard<T> {
    /// The mutex that is held.
    pub fn mutex(this: &Self) -> &Arc<Mutex<T>> {
        &this.mutex
    }
}

macro_rules! guard {
    ($($guard:ty),*) => {$(
        impl<T: ?Sized> Deref for $guard {
            type Target = T;

            fn deref(&self) -> &T {
                self.real.as_ref().expect("a guard is not used after its drop")
            }
        }

        impl<T: ?Sized> DerefMut for $guard {
            fn deref_mut(&mut self) -> &mut T {
                self.real.as_mut().expect("a guard is not used after its drop")
            }
        }

        impl<T: ?Sized> Drop for $guard {
            fn drop(&mut self) {
                let real = self.real.take();
                self.mutex.unlock(real);
            }
        }

        impl<T: ?Sized + fmt::Debug> fmt::Debug for $guard {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&**self, f)
            }
        }

        impl<T: ?Sized + fmt::Display> fmt::Display for $guard {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&**self, f)
            }
        }
    )*};
}

guard!(MutexGuard<'_, T>, OwnedMutexGuard<T>);

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
