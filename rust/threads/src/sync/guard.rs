//! What the guards of locks have in common.

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
pub(crate) fn map<G, H>(locked: std::sync::LockResult<G>, with: impl FnOnce(G) -> H) -> std::sync::LockResult<H> {
    match locked {
        Ok(guard) => Ok(with(guard)),
        Err(poisoned) => Err(std::sync::PoisonError::new(with(poisoned.into_inner()))),
    }
}
