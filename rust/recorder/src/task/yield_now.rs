//! `yield_now`.

use std::future::poll_fn;
use std::future::Future;
use std::pin::pin;
use std::task::Poll;

use crate::log::place::At;
use crate::resource::{Done, record};
use crate::unit::stage;

/// Gives way to other tasks, once.
#[track_caller]
pub fn yield_now() -> impl Future<Output = ()> {
    let at = At::caller();
    async move {
        let mut real = pin!(real::task::yield_now());
        poll_fn(|cx| match real.as_mut().poll(cx) {
            Poll::Pending => {
                stage::yields();
                Poll::Pending
            }
            ready => ready,
        })
        .await;
        record(0, "yield", &at, Done::default());
    }
}
