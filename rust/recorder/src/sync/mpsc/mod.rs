//! `tokio::sync::mpsc`.

mod bounded;
pub(crate) mod flow;
mod receiver;
mod unbounded;

pub use bounded::{OwnedPermit, Permit, PermitIterator, Receiver, Sender, WeakSender, channel};
pub use real::sync::mpsc::error;
pub use unbounded::{UnboundedReceiver, UnboundedSender, WeakUnboundedSender, unbounded_channel};

/// `Debug` of types whose values need not have it.
macro_rules! opaque {
    ($($name:ident<$($lifetime:lifetime,)? T>),*) => {$(
        impl<T> std::fmt::Debug for $name<$($lifetime,)? T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}
pub(crate) use opaque;
