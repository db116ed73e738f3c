//! tokio-util with the recorder under it: `CancellationToken` and `TaskTracker`. The rest is not covered and does
//! not compile.
#![warn(missing_docs)]

pub mod sync;
pub mod task;
