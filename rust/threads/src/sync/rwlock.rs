//! `std::sync::RwLock`.

use std::panic::Location;
use std::sync::{self, LockResult, TryLockResult};

use interleave_tokio::recording::{At, Done, Resource, text};

use super::guard::{acquire, guards, map, map_try, try_acquire};
use super::locks::locks;
use super::queue::Queue;

/// What one who waits wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Read,
    Write,
}

/// Each wish with its operation.
const READ: (&str, Wish) = ("rlock", Wish::Read);
const WRITE: (&str, Wish) = ("lock", Wish::Write);

/// Who comes to read does not pass a writer that waits.
fn behind_a_writer(queue: &Queue<Wish>) -> bool {
    queue.any(|other| *other == Wish::Write)
}

/// A lock with many readers or one writer. Who comes to read waits behind a writer that waits.
pub struct RwLock<T: ?Sized> {
    resource: Resource<Queue<Wish>>,
    real: sync::RwLock<T>,
}

/// The lock while it is held for reading.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockReadGuard<'a, T: ?Sized> {
    real: Option<sync::RwLockReadGuard<'a, T>>,
    lock: &'a Resource<Queue<Wish>>,
}

/// The lock while it is held for writing.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockWriteGuard<'a, T: ?Sized> {
    real: Option<sync::RwLockWriteGuard<'a, T>>,
    lock: &'a Resource<Queue<Wish>>,
}

impl<T> RwLock<T> {
    /// Creates a lock that nobody holds.
    #[track_caller]
    pub const fn new(value: T) -> RwLock<T> {
        let resource = Resource::later("rwmutex", text::type_name::<T>, Location::caller(), Queue::new());
        RwLock { resource, real: sync::RwLock::new(value) }
    }

    /// The value, when nobody else has the lock.
    pub fn into_inner(self) -> LockResult<T> {
        self.real.into_inner()
    }
}

/// Lets go of the lock: a writer is followed by the first who waits, or by all readers at the head of the queue; of
/// several readers the last is followed by a writer.
fn release<G>(resource: &Resource<Queue<Wish>>, op: &'static str, real: G) {
    let at = At::here();
    resource.act(&at, |queue| {
        resource.done(op, &at, Done::default());
        drop(real);
        let reads = queue.first() == Some(&Wish::Read);
        queue.wake(&at);
        while reads && queue.first() == Some(&Wish::Read) {
            queue.wake(&at);
        }
    });
}

impl<T: ?Sized> RwLock<T> {
    /// Blocks until it may read.
    #[track_caller]
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        let real = acquire(&self.resource, READ, &At::caller(), behind_a_writer, || self.real.try_read());
        map(real, |real| RwLockReadGuard { real: Some(real), lock: &self.resource })
    }

    /// Blocks until it may write.
    #[track_caller]
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        let real = acquire(&self.resource, WRITE, &At::caller(), |_| false, || self.real.try_write());
        map(real, |real| RwLockWriteGuard { real: Some(real), lock: &self.resource })
    }

    /// Takes the lock for reading if it is free for that.
    #[track_caller]
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        let real = try_acquire(&self.resource, READ.0, &At::caller(), || self.real.try_read());
        map_try(real, |real| RwLockReadGuard { real: Some(real), lock: &self.resource })
    }

    /// Takes the lock for writing if it is free.
    #[track_caller]
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        let real = try_acquire(&self.resource, WRITE.0, &At::caller(), || self.real.try_write());
        map_try(real, |real| RwLockWriteGuard { real: Some(real), lock: &self.resource })
    }

    /// Whether a thread panicked while it wrote.
    pub fn is_poisoned(&self) -> bool {
        self.real.is_poisoned()
    }

    /// Forgets that a thread panicked while it wrote.
    pub fn clear_poison(&self) {
        self.real.clear_poison();
    }

    /// The value, which needs no lock as nobody else has it.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        self.real.get_mut()
    }
}

guards!(read RwLockReadGuard);
guards!(write RwLockWriteGuard);
locks!(RwLock);

impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
    fn drop(&mut self) {
        release(self.lock, "runlock", self.real.take());
    }
}

impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
    fn drop(&mut self) {
        release(self.lock, "unlock", self.real.take());
    }
}
