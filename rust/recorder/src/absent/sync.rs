//! What is not covered of `tokio::sync`.

pub use guards::{MappedMutexGuard, OwnedMappedMutexGuard, OwnedRwLockMappedWriteGuard, RwLockMappedWriteGuard};
pub use once::{SetOnce, SetOnceError};

mod guards {
    use crate::absent::{Gone, This};
    use crate::sync::{
        MutexGuard, OwnedMutexGuard, OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLockReadGuard, RwLockWriteGuard,
    };

    area! {
        "Interleave's recorder does not cover guards that are mapped to a part of what they guard",
        "hold the guard itself, and borrow the part from it; the list is in rust/README.md of Interleave";
        type MappedMutexGuard<'a, T>;
        type OwnedMappedMutexGuard<T, U>;
        type RwLockMappedWriteGuard<'a, T>;
        type OwnedRwLockMappedWriteGuard<T, U> { sync rwlock(A) -> Gone; }
    }

    /// Declares functions that map a guard, whose closure the compiler must know to take a reference.
    macro_rules! maps {
        ($([$($generics:tt)*] $guard:ty, $of:ty: $($name:ident -> $out:ty),*;)*) => {$(
            impl<$($generics)*> $guard {
                $(pub fn $name<'x, F: FnOnce(&mut $of) -> R, R>(_: Self, _: F) -> $out
                where
                    This<'x>: Covered,
                {
                    unreachable!("nothing is Covered")
                })*
            }
        )*};
    }

    maps! {
        ['g, T: ?Sized] MutexGuard<'g, T>, T: map -> Gone, try_map -> Result<Gone, Self>;
        [T: ?Sized] OwnedMutexGuard<T>, T: map -> Gone, try_map -> Result<Gone, Self>;
        ['g, T] MappedMutexGuard<'g, T>, T: map -> Gone, try_map -> Result<Gone, Self>;
        [T, U] OwnedMappedMutexGuard<T, U>, U: map -> Gone, try_map -> Result<Gone, Self>;
        ['g, T: ?Sized] RwLockReadGuard<'g, T>, T: map -> Gone, try_map -> Result<Gone, Self>;
        [T: ?Sized] OwnedRwLockReadGuard<T>, T: map -> Gone, try_map -> Result<Gone, Self>;
        ['g, T: ?Sized] RwLockWriteGuard<'g, T>, T: map -> Gone, try_map -> Result<Gone, Self>,
            downgrade_map -> Gone, try_downgrade_map -> Result<Gone, Self>;
        [T: ?Sized] OwnedRwLockWriteGuard<T>, T: map -> Gone, try_map -> Result<Gone, Self>,
            downgrade_map -> Gone, try_downgrade_map -> Result<Gone, Self>;
        ['g, T] RwLockMappedWriteGuard<'g, T>, T: map -> Gone, try_map -> Result<Gone, Self>;
        [T, U] OwnedRwLockMappedWriteGuard<T, U>, U: map -> Gone, try_map -> Result<Gone, Self>;
    }

    impl<T: ?Sized> RwLockWriteGuard<'_, T> {
        area! { @ sync into_mapped(A) -> Gone; }
    }

    impl<T: ?Sized> OwnedRwLockWriteGuard<T> {
        area! { @ sync into_mapped(A) -> Gone; }
    }
}

mod once {
    use crate::absent::Gone;

    area! {
        "Interleave's recorder does not cover `SetOnce`",
        "`OnceCell`, `watch` and `Notify` are covered; the list is in rust/README.md of Interleave";
        type SetOnce<T> {
            sync new() -> Self;
            sync const_new() -> Self;
            sync new_with(A) -> Self;
            sync const_new_with(A) -> Self;
            methods async Gone: wait();
            methods sync bool: initialized();
            methods sync Option<Gone>: get() into_inner();
            methods sync Result<(), SetOnceError<T>>: set(A);
        }
        type SetOnceError<T>;
    }
}
