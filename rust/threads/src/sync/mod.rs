//! `std::sync`.

mod barrier;
mod condvar;
mod guard;
#[path = "../../../recorder/src/sync/locks.rs"]
mod locks;
pub mod mpsc;
mod mutex;
pub(crate) mod queue;
mod rwlock;

pub use std::sync::*;

pub use barrier::{Barrier, BarrierWaitResult};
pub use condvar::{Condvar, WaitTimeoutResult};
pub use mutex::{Mutex, MutexGuard};
pub use rwlock::{RwLock, RwLockReadGuard, RwLockWriteGuard};
