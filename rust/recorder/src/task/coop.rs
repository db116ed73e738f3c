//! `tokio::task::coop`.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use real::task::coop;
pub use real::task::coop::{RestoreOnPending, Unconstrained, has_budget_remaining, unconstrained};

pub use super::consume_budget;
use crate::unit::stage;

/// Has each poll of `future` spend one unit of the task's cooperative budget.
pub fn cooperative<F: Future>(future: F) -> Coop<F> {
    Coop { real: coop::cooperative(future) }
}

/// Spends one unit of the task's cooperative budget; pending if there is none.
pub fn poll_proceed(cx: &mut Context<'_>) -> Poll<RestoreOnPending> {
    let proceeds = coop::poll_proceed(cx);
    if proceeds.is_pending() {
        stage::spends();
    }
    proceeds
}

pin_project_lite::pin_project! {
    /// The future of [`cooperative`].
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct Coop<F: Future> {
        #[pin]
        real: coop::Coop<F>,
    }
}

impl<F: Future> Future for Coop<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let had_budget = coop::has_budget_remaining();
        let polled = self.project().real.poll(cx);
        if polled.is_pending() && !had_budget {
            stage::spends();
        }
        polled
    }
}
