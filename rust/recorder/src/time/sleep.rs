//! `sleep`.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use real::time::{Duration, Instant};

use crate::leaf::Leaf;
use crate::log::place::At;
use crate::resource::Done;

/// Waits until `duration` has passed.
#[track_caller]
pub fn sleep(duration: Duration) -> Sleep {
    Sleep::new(real::time::sleep(duration), At::caller())
}

/// Waits until `deadline`.
#[track_caller]
pub fn sleep_until(deadline: Instant) -> Sleep {
    Sleep::new(real::time::sleep_until(deadline), At::caller())
}

pin_project_lite::pin_project! {
    /// The future of [`sleep`].
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct Sleep {
        #[pin]
        real: real::time::Sleep,
        leaf: Leaf,
    }
}

impl Sleep {
    fn new(real: real::time::Sleep, at: At) -> Sleep {
        let mut leaf = Leaf::new("sleep", 0, at);
        leaf.until = Some(real.deadline());
        Sleep { real, leaf }
    }

    /// When it is due.
    pub fn deadline(&self) -> Instant {
        self.real.deadline()
    }

    /// Whether it is over.
    pub fn is_elapsed(&self) -> bool {
        self.real.is_elapsed()
    }

    /// Makes it due at `deadline`.
    #[track_caller]
    pub fn reset(self: Pin<&mut Self>, deadline: Instant) {
        let this = self.project();
        this.leaf.cancel();
        this.leaf.at = At::caller();
        this.leaf.until = Some(deadline);
        this.real.reset(deadline);
    }
}

impl fmt::Debug for Sleep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.real, f)
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.project();
        let budget = Leaf::budget();
        match this.real.poll(cx) {
            Poll::Pending => this.leaf.pending(budget),
            Poll::Ready(()) => {
                this.leaf.done(Done::default());
                return Poll::Ready(());
            }
        }
        Poll::Pending
    }
}
