//! tokio with a recorder under it.
//!
//! A program depends on this crate under the name `tokio` and stays as it is:
//!
//! ```toml
//! tokio = { package = "interleave-tokio", path = "…" }
//! ```
//!
//! Every type here wraps the one of the same name in the real tokio, which does all the work. Run as it is,
//! the program just runs. With `INTERLEAVE_OUT=<file>` it also records what its tasks did, in the format of
//! `records/FORMAT.md`; the other variables are in `log/settings.rs`.
//!
//! How it sees:
//!
//! - A spawned future is wrapped (`unit/traced.rs`): its polls are the runs of a task, its waker knows whom it wakes
//!   and who called it.
//! - A leaf future, such as a send, is wrapped (`leaf.rs`): pending is a wait, ready is the operation, dropped while
//!   pending is a wait given up.
//! - An operation acts and is recorded under one lock of its resource (`resource.rs`), and the wakes that it causes
//!   are passed on after it. So the order of the records is the order of what happened, on any number of workers.
//!
//! What is not covered does not compile, and says so (`absent/`): nothing ever runs unrecorded.
#![cfg_attr(interleave_values, allow(incomplete_features), feature(specialization))]
#![warn(missing_docs)]

mod absent;
mod leaf;
mod log;
mod resource;
pub mod runtime;
pub mod sync;
pub mod task;
pub mod time;
mod unit;

pub use absent::{fs, io, net, process, signal};
pub use real::{join, main, pin, select, task_local, test, try_join};
pub use task::spawn;

/// What `interleave-tokio-util` and `interleave-std` record with. No program should name it.
#[doc(hidden)]
pub mod recording {
    pub use crate::leaf::Op;
    pub use crate::log::place::At;
    pub use crate::log::text;
    pub use crate::resource::{Birth, Done, Party, Resource, hand_over};
    pub use crate::task::spawn_as;
    pub use crate::unit::block::{Waiter, waits};
    pub use crate::unit::thread;
}
