//! `std::sync::RwLock`.

use std::fmt;
use std::panic::Location;
use std::sync::{self, Arc, LockResult, PoisonError, TryLockError, TryLockResult};

use interleave_tokio::recording::{At, Done, Resource, Waiter, text, thread, waits};

use super::guard::{guards, map};
use super::queue::Queue;

/// What one who waits wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Read,
    Write,
}

impl Wish {
    fn op(self) -> &'static str {
        match self {
            Wish::Read => "rlock",
            Wish::Write => "lock",
        }
    }
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

/// Blocks until `attempt` has the lock.
fn acquire<G>(
    resource: &Resource<Queue<Wish>>,
    wish: Wish,
    at: &At,
    attempt: impl Fn() -> TryLockResult<G>,
) -> LockResult<G> {
    thread::found(at);
    let mut waited = false;
    loop {
        let locked: Result<LockResult<G>, Arc<Waiter>> = resource.act(at, |queue| {
            let stands_behind = !waited && wish == Wish::Read && queue.any(|other| *other == Wish::Write);
            let attempted = if stands_behind { Err(TryLockError::WouldBlock) } else { attempt() };
            let real = match attempted {
                Ok(guard) => Ok(guard),
                Err(TryLockError::Poisoned(poisoned)) => Err(poisoned),
                Err(TryLockError::WouldBlock) if waited => {
                    let waiter = Waiter::stopped();
                    queue.push_front(waiter.clone(), wish);
                    return Err(waiter);
                }
                Err(TryLockError::WouldBlock) => {
                    waited = true;
                    waits(wish.op(), resource.id(), String::new(), None, at);
                    let waiter = Waiter::stopped();
                    queue.push(waiter.clone(), wish);
                    return Err(waiter);
                }
            };
            resource.done(wish.op(), at, Done::default());
            Ok(real)
        });
        match locked {
            Ok(real) => return real,
            Err(waiter) => waiter.block(),
        }
    }
}

fn try_acquire<G>(
    resource: &Resource<Queue<Wish>>,
    wish: Wish,
    at: &At,
    attempt: impl Fn() -> TryLockResult<G>,
) -> TryLockResult<G> {
    thread::found(at);
    resource.act(at, |_| {
        let real = attempt();
        let failed = matches!(real, Err(TryLockError::WouldBlock));
        resource.done(wish.op(), at, Done { failed, ..Done::default() });
        real
    })
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

fn map_try<G, H>(locked: TryLockResult<G>, with: impl FnOnce(G) -> H) -> TryLockResult<H> {
    match locked {
        Ok(guard) => Ok(with(guard)),
        Err(TryLockError::WouldBlock) => Err(TryLockError::WouldBlock),
        Err(TryLockError::Poisoned(poisoned)) => Err(PoisonError::new(with(poisoned.into_inner())).into()),
    }
}

impl<T: ?Sized> RwLock<T> {
    /// Blocks until it may read.
    #[track_caller]
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        let real = acquire(&self.resource, Wish::Read, &At::caller(), || self.real.try_read());
        map(real, |real| RwLockReadGuard { real: Some(real), lock: &self.resource })
    }

    /// Blocks until it may write.
    #[track_caller]
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        let real = acquire(&self.resource, Wish::Write, &At::caller(), || self.real.try_write());
        map(real, |real| RwLockWriteGuard { real: Some(real), lock: &self.resource })
    }

    /// Takes the lock for reading if it is free for that.
    #[track_caller]
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        let real = try_acquire(&self.resource, Wish::Read, &At::caller(), || self.real.try_read());
        map_try(real, |real| RwLockReadGuard { real: Some(real), lock: &self.resource })
    }

    /// Takes the lock for writing if it is free.
    #[track_caller]
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        let real = try_acquire(&self.resource, Wish::Write, &At::caller(), || self.real.try_write());
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

impl<T: Default> Default for RwLock<T> {
    #[track_caller]
    fn default() -> RwLock<T> {
        RwLock::new(T::default())
    }
}

impl<T> From<T> for RwLock<T> {
    #[track_caller]
    fn from(value: T) -> RwLock<T> {
        RwLock::new(value)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.real, f)
    }
}
