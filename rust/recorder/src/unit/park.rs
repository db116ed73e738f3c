//! Waiting on a thread that may block.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{Thread, current, park};

use super::stage;
use super::waker::UnitWaker;

/// Wakes a parked thread. The flag tells a wake from a return of `park` without one, which happens.
struct Unpark {
    thread: Thread,
    woken: AtomicBool,
}

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.woken.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// Runs a leaf on the calling thread, which stops, as the unit that it runs, as long as the leaf is pending.
#[track_caller]
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    // Panics, in tokio's words, on a thread that must not block.
    drop(real::sync::Mutex::new(()).blocking_lock());
    let unpark = Arc::new(Unpark { thread: current(), woken: AtomicBool::new(false) });
    let inner = Waker::from(unpark.clone());
    let waker = match stage::current() {
        0 => inner,
        unit => Waker::from(Arc::new(UnitWaker { unit, inner })),
    };
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(out) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return out;
        }
        stage::stops();
        while !unpark.woken.swap(false, Ordering::Acquire) {
            park();
        }
        stage::resumes();
    }
}
