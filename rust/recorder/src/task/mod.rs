//! `tokio::task`.

mod handle;
mod join_set;
mod spawn;
mod yield_now;

pub use handle::{AbortHandle, JoinHandle};
pub use join_set::JoinSet;
pub use real::task::{Id, JoinError, coop, id, try_id};
pub use spawn::{spawn, spawn_blocking};
pub use yield_now::yield_now;

pub(crate) use spawn::{blocking_on, spawn_on};
