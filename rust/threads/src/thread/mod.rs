//! `std::thread`.

mod finish;
mod park;
mod scope;
mod sleep;
mod spawn;

pub use std::thread::*;

pub use park::{Thread, current, park, park_timeout};
pub use scope::{Scope, ScopedJoinHandle, scope};
pub use sleep::{sleep, yield_now};
pub use spawn::{Builder, JoinHandle, spawn};
