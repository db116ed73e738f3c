//! `tokio::sync`.

pub mod mpsc;
mod mutex;

pub use mutex::{Mutex, MutexGuard, OwnedMutexGuard};
pub use real::sync::{AcquireError, TryAcquireError, TryLockError};
