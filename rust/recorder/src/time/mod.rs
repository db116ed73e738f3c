//! `tokio::time`.

mod interval;
mod sleep;
mod timeout;

pub use crate::absent::time::{advance, pause, resume};
pub use interval::{Interval, MissedTickBehavior, interval, interval_at};
pub use real::time::{Duration, Instant, error};
pub use sleep::{Sleep, sleep, sleep_until};
pub use timeout::{Timeout, timeout, timeout_at};
