//! `yield_now` and `consume_budget`.

use std::future::{Future, poll_fn};
use std::pin::pin;

use real::task::coop;

use crate::log::place::At;
use crate::resource::{Done, record};
use crate::unit::stage;

/// Gives way to other tasks, once.
#[track_caller]
pub fn yield_now() -> impl Future<Output = ()> {
    let at = At::caller();
    async move {
        pending_is(real::task::yield_now(), stage::yields).await;
        record(0, "yield", &at, Done::default());
    }
}

/// Spends one unit of the task's cooperative budget, giving way when there is none.
pub fn consume_budget() -> impl Future<Output = ()> {
    pending_is(coop::consume_budget(), stage::spends)
}

/// Says what it means that `real` is pending.
async fn pending_is(real: impl Future<Output = ()>, say: fn()) {
    let mut real = pin!(real);
    poll_fn(|cx| {
        let polled = real.as_mut().poll(cx);
        if polled.is_pending() {
            say();
        }
        polled
    })
    .await;
}
