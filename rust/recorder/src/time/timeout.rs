//! `timeout`.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::task::{Context, Poll};

use real::time::error::Elapsed;
use real::time::{Duration, Instant};

use crate::leaf::Leaf;
use crate::log::place::At;
use crate::resource::Done;

/// Gives `future` until `duration` has passed.
#[track_caller]
pub fn timeout<F: IntoFuture>(duration: Duration, future: F) -> Timeout<F::IntoFuture> {
    // As tokio does with a duration that no clock can hold: it never passes.
    Timeout::new(real::time::timeout(duration, future), Instant::now().checked_add(duration), At::caller())
}

/// Gives `future` until `deadline`.
#[track_caller]
pub fn timeout_at<F: IntoFuture>(deadline: Instant, future: F) -> Timeout<F::IntoFuture> {
    Timeout::new(real::time::timeout_at(deadline, future), Some(deadline), At::caller())
}

pin_project_lite::pin_project! {
    /// The future of [`timeout`].
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct Timeout<F> {
        #[pin]
        real: real::time::Timeout<F>,
        leaf: Leaf,
    }
}

impl<F> Timeout<F> {
    fn new(real: real::time::Timeout<F>, due: Option<Instant>, at: At) -> Timeout<F> {
        let mut leaf = Leaf::new("timeout", 0, at);
        leaf.until = due;
        Timeout { real, leaf }
    }

    /// What it limited.
    pub fn into_inner(self) -> F {
        self.real.into_inner()
    }

    /// What it limits.
    pub fn get_ref(&self) -> &F {
        self.real.get_ref()
    }

    /// What it limits.
    pub fn get_mut(&mut self) -> &mut F {
        self.real.get_mut()
    }
}

impl<F: Future> Future for Timeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        // What it limits polls leaves of its own, so no wakes are held back here.
        match this.real.poll(cx) {
            Poll::Pending => {
                this.leaf.pending(Leaf::budget());
                Poll::Pending
            }
            Poll::Ready(out) => {
                this.leaf.done(if out.is_err() { Done::without("elapsed") } else { Done::default() });
                Poll::Ready(out)
            }
        }
    }
}

impl<F> fmt::Debug for Timeout<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Timeout").finish_non_exhaustive()
    }
}
