//! What locks and their guards have in common.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A guard `G` of something inside `owner`, which it keeps alive.
pub(crate) struct Owned<G, M: ?Sized> {
    // Dropped before its owner: fields are dropped in order.
    guard: G,
    pub owner: Arc<M>,
}

impl<G, M: ?Sized> Owned<G, M> {
    /// # Safety
    /// What `guard` borrows, for longer than it seems to live, must lie inside `owner`.
    pub(crate) unsafe fn new(guard: G, owner: Arc<M>) -> Owned<G, M> {
        Owned { guard, owner }
    }

    /// The guard, which must not outlive the owner, and the owner.
    pub(crate) fn into_parts(self) -> (G, Arc<M>) {
        (self.guard, self.owner)
    }

    /// Has `act` drop the guard, then lets go of the owner.
    pub(crate) fn release(self, act: impl FnOnce(&M, G)) {
        act(&self.owner, self.guard);
    }
}

impl<G: Deref, M: ?Sized> Deref for Owned<G, M> {
    type Target = G::Target;

    fn deref(&self) -> &G::Target {
        &self.guard
    }
}

impl<G: DerefMut, M: ?Sized> DerefMut for Owned<G, M> {
    fn deref_mut(&mut self) -> &mut G::Target {
        &mut self.guard
    }
}

/// Makes a type with a field `real: Option<guard>`, none only while it is dropped, stand for the value that it guards.
macro_rules! guards {
    (read $guard:ty, $($bound:tt)*) => {
        impl<T: ?Sized + $($bound)*> std::ops::Deref for $guard {
            type Target = T;

            fn deref(&self) -> &T {
                self.real.as_ref().expect("a guard is not used after its drop")
            }
        }

        impl<T: ?Sized + std::fmt::Debug + $($bound)*> std::fmt::Debug for $guard {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&**self, f)
            }
        }

        impl<T: ?Sized + std::fmt::Display + $($bound)*> std::fmt::Display for $guard {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&**self, f)
            }
        }
    };
    (write $guard:ty, $($bound:tt)*) => {
        guards!(read $guard, $($bound)*);

        impl<T: ?Sized + $($bound)*> std::ops::DerefMut for $guard {
            fn deref_mut(&mut self) -> &mut T {
                self.real.as_mut().expect("a guard is not used after its drop")
            }
        }
    };
}
pub(crate) use guards;

/// Defines the guard `$name`, which keeps its lock alive; `$unlock` gives the real guard back to the lock. Around it `Arc`, `Owned` and
/// `real_sync` must be in scope.
macro_rules! owned {
    ($(#[$meta:meta])* $name:ident($guard:ident, $lock:ident) $of:ident, $unlock:expr) => {
        $(#[$meta])*
        pub struct $name<T: ?Sized + 'static> {
            real: Option<Owned<real_sync::$guard<'static, T>, $lock<T>>>,
        }

        impl<T: ?Sized> $name<T> {
            fn of(mut guard: $guard<'_, T>, lock: &Arc<$lock<T>>) -> $name<T> {
                let real = guard.real.take().expect("a guard is not used after its drop");
                // SAFETY: the guard borrows from the lock that it is stored with.
                let real = unsafe {
                    let real = std::mem::transmute::<real_sync::$guard<'_, T>, real_sync::$guard<'static, T>>(real);
                    Owned::new(real, lock.clone())
                };
                $name { real: Some(real) }
            }

            /// The lock that is held.
            pub fn $of(this: &Self) -> &Arc<$lock<T>> {
                &this.real.as_ref().expect("a guard is not used after its drop").owner
            }
        }

        impl<T: ?Sized> Drop for $name<T> {
            fn drop(&mut self) {
                if let Some(owned) = self.real.take() {
                    owned.release($unlock);
                }
            }
        }
    };
}
pub(crate) use owned;
