//! `tokio::task`.

pub mod coop;
mod handle;
mod join_set;
mod local;
mod spawn;
mod yield_now;

pub use crate::absent::task::block_in_place;
pub use handle::{AbortHandle, JoinHandle};
pub use join_set::JoinSet;
pub use local::{LocalEnterGuard, LocalSet, spawn_local};
pub use real::task::{Id, JoinError, LocalKey, futures, id, try_id, unconstrained};
pub use spawn::{spawn, spawn_blocking};
pub use yield_now::{consume_budget, yield_now};

#[doc(hidden)]
pub use spawn::spawn_as;
pub(crate) use spawn::{blocking_on, spawn_on};
