//! What a value makes of a lock. The recorder of threads takes this file too: an exported macro would stand in the programs' `tokio`.

/// Gives a lock with a field `real` what a value gives it.
macro_rules! locks {
    ($lock:ident) => {
        impl<T: Default> Default for $lock<T> {
            #[track_caller]
            fn default() -> $lock<T> {
                $lock::new(T::default())
            }
        }

        impl<T> From<T> for $lock<T> {
            #[track_caller]
            fn from(value: T) -> $lock<T> {
                $lock::new(value)
            }
        }

        impl<T: ?Sized + std::fmt::Debug> std::fmt::Debug for $lock<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&self.real, f)
            }
        }
    };
}
pub(crate) use locks;
