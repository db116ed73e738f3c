//! std with a recorder under its threads.
//!
//! A program depends on this crate under the name `std` and stays as it is:
//!
//! ```toml
//! std = { package = "interleave-std", path = "…" }
//! ```
//!
//! The compiler takes the crate of that name for what it would have taken from the toolchain: `use std::…`,
//! `::std::…`, the prelude and the macros, in every edition. What is not here is the real std, re-exported.
//! A module named `std` around the program was refused: `::std` passes it by, and the file's own `#![…]` and `//!`
//! stand in the wrong place there.
//!
//! The values, locks and poisons are the real ones'. Only the blocking is the recorder's: the operating system does
//! not say which thread's doing it is that another goes on. So what would block is tried, and if it must wait, its
//! thread waits in the resource's queue until whoever frees the resource wakes it, as std does: the one that has
//! waited longest, which then competes for the resource with whoever comes.
//!
//! Without `INTERLEAVE_OUT` nothing is recorded. It is `interleave-tokio` that records; its `log/settings.rs` names
//! the other variables.
#![warn(missing_docs)]

pub use std::*;

mod begin;
pub mod process;
pub mod sync;
pub mod thread;
