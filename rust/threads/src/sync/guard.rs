//! What locks and their guards have in common.

use std::sync::{Arc, LockResult, PoisonError, TryLockError, TryLockResult};

use interleave_tokio::recording::{At, Done, Resource, Waiter, thread};

use super::queue::Queue;

/// Makes a type with a field `real: Option<guard>`, none only while it is dropped, stand for the value that it guards.
macro_rules! guards {
    (read $guard:ident) => {
        impl<T: ?Sized> std::ops::Deref for $guard<'_, T> {
            type Target = T;

            fn deref(&self) -> &T {
                self.real.as_ref().expect("a guard is not used after its drop")
            }
        }

        impl<T: ?Sized + std::fmt::Debug> std::fmt::Debug for $guard<'_, T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&**self, f)
            }
        }

        impl<T: ?Sized + std::fmt::Display> std::fmt::Display for $guard<'_, T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&**self, f)
            }
        }
    };
    (write $guard:ident) => {
        guards!(read $guard);

        impl<T: ?Sized> std::ops::DerefMut for $guard<'_, T> {
            fn deref_mut(&mut self) -> &mut T {
                self.real.as_mut().expect("a guard is not used after its drop")
            }
        }
    };
}
pub(crate) use guards;

/// The same result with another guard in it, poisoned or not.
pub(crate) fn map<G, H>(locked: LockResult<G>, with: impl FnOnce(G) -> H) -> LockResult<H> {
    match locked {
        Ok(guard) => Ok(with(guard)),
        Err(poisoned) => Err(PoisonError::new(with(poisoned.into_inner()))),
    }
}

/// As [`map`], of what was only tried.
pub(crate) fn map_try<G, H>(locked: TryLockResult<G>, with: impl FnOnce(G) -> H) -> TryLockResult<H> {
    match locked {
        Ok(guard) => Ok(with(guard)),
        Err(TryLockError::WouldBlock) => Err(TryLockError::WouldBlock),
        Err(TryLockError::Poisoned(poisoned)) => Err(PoisonError::new(with(poisoned.into_inner())).into()),
    }
}

/// Blocks until `attempt` has the lock. Who comes and finds `behind` true of the queue waits without an attempt.
pub(crate) fn acquire<W: Copy, G>(
    resource: &Resource<Queue<W>>,
    (op, wish): (&'static str, W),
    at: &At,
    behind: impl Fn(&Queue<W>) -> bool,
    attempt: impl Fn() -> TryLockResult<G>,
) -> LockResult<G> {
    thread::found(at);
    let mut waited = false;
    loop {
        let locked: Result<LockResult<G>, Arc<Waiter>> = resource.act(at, |queue| {
            let attempted = if !waited && behind(queue) { Err(TryLockError::WouldBlock) } else { attempt() };
            let real = match attempted {
                Ok(guard) => Ok(guard),
                Err(TryLockError::Poisoned(poisoned)) => Err(poisoned),
                Err(TryLockError::WouldBlock) if waited => return Err(queue.again(wish)),
                Err(TryLockError::WouldBlock) => {
                    waited = true;
                    return Err(queue.wait(op, resource.id(), String::new(), None, wish, at));
                }
            };
            resource.done(op, at, Done::default());
            Ok(real)
        });
        match locked {
            Ok(real) => return real,
            Err(waiter) => waiter.block(),
        }
    }
}

/// Takes the lock by `attempt`, or leaves it.
pub(crate) fn try_acquire<W, G>(
    resource: &Resource<Queue<W>>,
    op: &'static str,
    at: &At,
    attempt: impl FnOnce() -> TryLockResult<G>,
) -> TryLockResult<G> {
    thread::found(at);
    resource.act(at, |_| {
        let real = attempt();
        let failed = matches!(real, Err(TryLockError::WouldBlock));
        resource.done(op, at, Done { failed, ..Done::default() });
        real
    })
}
