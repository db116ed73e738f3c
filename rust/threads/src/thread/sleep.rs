//! Giving way, for a time or for once.

use std::time::Duration;

use interleave_tokio::recording::{At, Waiter, thread, waits};

/// Blocks the thread for at least `duration`.
#[track_caller]
pub fn sleep(duration: Duration) {
    let at = At::caller();
    thread::found(&at);
    waits("sleep", 0, String::new(), Some(duration), &at);
    let waiter = Waiter::stopped();
    std::thread::sleep(duration);
    waiter.block_for(Duration::ZERO);
    thread::done("sleep", &at);
}

/// Gives way to other threads.
pub fn yield_now() {
    thread::yields(std::thread::yield_now);
}
