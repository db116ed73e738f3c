//! The future of a unit.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use crate::log::seats::Role;

use super::stage::{self, Leave};
use super::waker::UnitWaker;

pin_project_lite::pin_project! {
    /// Polls `future` as the unit `unit` and records each poll, its end, and who wakes it. Unit 0 is not recorded.
    pub(crate) struct Traced<F> {
        #[pin]
        future: Option<F>,
        unit: u32,
        role: Role,
        // Tokio's waker of the last poll, and ours around it: as long as the one stays the same, so must the other.
        wakers: Option<(Waker, Waker)>,
    }

    impl<F> PinnedDrop for Traced<F> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            if this.future.is_some() && *this.unit != 0 {
                stage::dropping(*this.unit, || this.future.set(None));
            }
        }
    }
}

impl<F> Traced<F> {
    pub(crate) fn new(future: F, unit: u32, role: Role) -> Traced<F> {
        Traced { future: Some(future), unit, role, wakers: None }
    }
}

impl<F: Future> Future for Traced<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let mut this = self.project();
        let mut poll = |cx: &mut Context<'_>| {
            let future = this.future.as_mut().as_pin_mut().expect("a future is not polled after its end");
            let polled = future.poll(cx);
            if polled.is_ready() {
                // What it still holds is dropped while it runs: after its end it does nothing.
                this.future.set(None);
            }
            polled
        };
        if *this.unit == 0 {
            return poll(cx);
        }
        let waker = match this.wakers.take() {
            Some((theirs, ours)) if theirs.will_wake(cx.waker()) => this.wakers.insert((theirs, ours)),
            _ => {
                let ours = UnitWaker { unit: *this.unit, inner: cx.waker().clone() };
                this.wakers.insert((cx.waker().clone(), Waker::from(Arc::new(ours))))
            }
        };
        let role = if let Role::Worker(_) = this.role { Role::Worker(stage::worker_index()) } else { *this.role };
        let before = stage::enter(*this.unit, role);
        let polled = catch_unwind(AssertUnwindSafe(|| poll(&mut Context::from_waker(&waker.1))));
        match polled {
            Ok(Poll::Pending) => {
                stage::leave(before, Leave::Pending);
                Poll::Pending
            }
            Ok(ready) => {
                stage::leave(before, Leave::Returned);
                ready
            }
            Err(payload) => {
                let rest = catch_unwind(AssertUnwindSafe(|| this.future.set(None)));
                stage::leave(before, Leave::Panicked(message(&*payload)));
                resume_unwind(rest.err().unwrap_or(payload))
            }
        }
    }
}

/// What a panic was given to say.
pub(crate) fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    crate::log::text::clip(text.unwrap_or("a value that is no text").to_owned(), crate::log::text::MAX_VALUE)
}
