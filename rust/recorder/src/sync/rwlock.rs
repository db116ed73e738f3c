//! `tokio::sync::RwLock`.

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

/// A lock for many readers or one writer.
pub struct RwLock<T: ?Sized> {
    resource: Resource,
    real: real_sync::RwLock<T>,
}

/// The lock while it is held for reading.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockReadGuard<'a, T: ?Sized> {
    real: Option<real_sync::RwLockReadGuard<'a, T>>,
    lock: &'a RwLock<T>,
}

/// The lock while it is held for writing.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockWriteGuard<'a, T: ?Sized> {
    real: Option<real_sync::RwLockWriteGuard<'a, T>>,
    lock: &'a RwLock<T>,
}

owned! {
    /// The lock while it is held for reading, with the lock itself.
    #[must_use = "if unused the RwLock will immediately unlock"]
    OwnedRwLockReadGuard(RwLockReadGuard, RwLock) rwlock, |lock, guard| lock.unlock("runlock", guard)
}

owned! {
    /// The lock while it is held for writing, with the lock itself.
    #[must_use = "if unused the RwLock will immediately unlock"]
    OwnedRwLockWriteGuard(RwLockWriteGuard, RwLock) rwlock, |lock, guard| lock.unlock("unlock", guard)
}

fn born<T>(at: At) -> Resource {
    Resource::new(Birth { kind: "rwmutex", of_type: text::type_name::<T>(), ..Birth::default() }, at, ())
}

impl<T> RwLock<T> {
    /// Creates a lock that nobody holds.
    #[track_caller]
    pub fn new(value: T) -> RwLock<T> {
        RwLock { resource: born::<T>(At::caller()), real: real_sync::RwLock::new(value) }
    }

    /// Creates a lock that nobody holds, in a constant.
    #[track_caller]
    pub const fn const_new(value: T) -> RwLock<T> {
        let resource = Resource::later("rwmutex", text::type_name::<T>, Location::caller(), ());
        RwLock { resource, real: real_sync::RwLock::const_new(value) }
    }

    /// Creates a lock that nobody holds, for at most so many readers at once.
    #[track_caller]
    pub fn with_max_readers(value: T, max_readers: u32) -> RwLock<T> {
        RwLock { resource: born::<T>(At::caller()), real: real_sync::RwLock::with_max_readers(value, max_readers) }
    }

    /// The same in a constant.
    #[track_caller]
    pub const fn const_with_max_readers(value: T, max_readers: u32) -> RwLock<T> {
        let resource = Resource::later("rwmutex", text::type_name::<T>, Location::caller(), ());
        RwLock { resource, real: real_sync::RwLock::const_with_max_readers(value, max_readers) }
    }

    /// The value, when nobody else has the lock.
    pub fn into_inner(self) -> T {
        self.real.into_inner()
    }
}

impl<T: ?Sized> RwLock<T> {
    /// Waits until there is no writer and none before it in line.
    #[track_caller]
    pub fn read(&self) -> impl Future<Output = RwLockReadGuard<'_, T>> {
        self.read_at(At::caller())
    }

    fn read_at(&self, at: At) -> impl Future<Output = RwLockReadGuard<'_, T>> {
        Op::new("rlock", &self.resource, at, self.real.read(), |(), guard| {
            (Some(Done::default()), RwLockReadGuard { real: Some(guard), lock: self })
        })
    }

    /// Waits until nobody holds the lock.
    #[track_caller]
    pub fn write(&self) -> impl Future<Output = RwLockWriteGuard<'_, T>> {
        self.write_at(At::caller())
    }

    fn write_at(&self, at: At) -> impl Future<Output = RwLockWriteGuard<'_, T>> {
        Op::new("lock", &self.resource, at, self.real.write(), |(), guard| {
            (Some(Done::default()), RwLockWriteGuard { real: Some(guard), lock: self })
        })
    }

    /// Waits for the lock, for reading, on a thread where it may block.
    #[track_caller]
    pub fn blocking_read(&self) -> RwLockReadGuard<'_, T> {
        block_on(self.read_at(At::caller()))
    }

    /// Waits for the lock, for writing, on a thread where it may block.
    #[track_caller]
    pub fn blocking_write(&self) -> RwLockWriteGuard<'_, T> {
        block_on(self.write_at(At::caller()))
    }

    /// Takes the lock for reading if that needs no waiting.
    #[track_caller]
    pub fn try_read(&self) -> Result<RwLockReadGuard<'_, T>, TryLockError> {
        let guard = self.tried("rlock", &At::caller(), || self.real.try_read())?;
        Ok(RwLockReadGuard { real: Some(guard), lock: self })
    }

    /// Takes the lock for writing if that needs no waiting.
    #[track_caller]
    pub fn try_write(&self) -> Result<RwLockWriteGuard<'_, T>, TryLockError> {
        let guard = self.tried("lock", &At::caller(), || self.real.try_write())?;
        Ok(RwLockWriteGuard { real: Some(guard), lock: self })
    }

    fn tried<G>(
        &self,
        op: &'static str,
        at: &At,
        lock: impl FnOnce() -> Result<G, TryLockError>,
    ) -> Result<G, TryLockError> {
        self.resource.act(at, |()| {
            let guard = lock();
            self.resource.done(op, at, Done { failed: guard.is_err(), ..Done::default() });
            guard
        })
    }

    /// The value, which needs no lock as nobody else has it.
    pub fn get_mut(&mut self) -> &mut T {
        self.real.get_mut()
    }

    fn unlock(&self, op: &'static str, guard: impl Sized) {
        let at = At::here();
        self.resource.act(&at, |()| {
            self.resource.done(op, &at, Done::default());
            drop(guard);
        });
    }
}

impl<T: ?Sized + 'static> RwLock<T> {
    /// As [`read`](RwLock::read), keeping the lock alive as long as it is held.
    #[track_caller]
    pub fn read_owned(self: Arc<Self>) -> impl Future<Output = OwnedRwLockReadGuard<T>> {
        let at = At::caller();
        async move {
            let guard = self.read_at(at).await;
            OwnedRwLockReadGuard::of(guard, &self)
        }
    }

    /// As [`write`](RwLock::write), keeping the lock alive as long as it is held.
    #[track_caller]
    pub fn write_owned(self: Arc<Self>) -> impl Future<Output = OwnedRwLockWriteGuard<T>> {
        let at = At::caller();
        async move {
            let guard = self.write_at(at).await;
            OwnedRwLockWriteGuard::of(guard, &self)
        }
    }

    /// As [`try_read`](RwLock::try_read), keeping the lock alive as long as it is held.
    #[track_caller]
    pub fn try_read_owned(self: Arc<Self>) -> Result<OwnedRwLockReadGuard<T>, TryLockError> {
        let guard = self.try_read()?;
        Ok(OwnedRwLockReadGuard::of(guard, &self))
    }

    /// As [`try_write`](RwLock::try_write), keeping the lock alive as long as it is held.
    #[track_caller]
    pub fn try_write_owned(self: Arc<Self>) -> Result<OwnedRwLockWriteGuard<T>, TryLockError> {
        let guard = self.try_write()?;
        Ok(OwnedRwLockWriteGuard::of(guard, &self))
    }
}

impl<T: ?Sized> OwnedRwLockWriteGuard<T> {
    /// Goes on holding the lock for reading only.
    #[track_caller]
    pub fn downgrade(mut self) -> OwnedRwLockReadGuard<T> {
        let (guard, lock) = self.real.take().expect("a guard is not used after its drop").into_parts();
        let reading = RwLockWriteGuard { real: Some(guard), lock: &lock }.downgrade();
        OwnedRwLockReadGuard::of(reading, &lock)
    }
}

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    /// Goes on holding the lock for reading only.
    #[track_caller]
    pub fn downgrade(mut self) -> RwLockReadGuard<'a, T> {
        let at = At::caller();
        let (lock, guard) = (self.lock, self.real.take().expect("a guard is not used after its drop"));
        lock.resource.act(&at, |()| {
            lock.resource.done("unlock", &at, Done::default());
            lock.resource.done("rlock", &at, Done::default());
            RwLockReadGuard { real: Some(guard.downgrade()), lock }
        })
    }
}

guards!(read RwLockReadGuard<'_, T>,);
guards!(write RwLockWriteGuard<'_, T>,);
guards!(read OwnedRwLockReadGuard<T>, 'static);
guards!(write OwnedRwLockWriteGuard<T>, 'static);
locks!(RwLock);

impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
    fn drop(&mut self) {
        if let Some(guard) = self.real.take() {
            self.lock.unlock("runlock", guard);
        }
    }
}

impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
    fn drop(&mut self) {
        if let Some(guard) = self.real.take() {
            self.lock.unlock("unlock", guard);
        }
    }
}
