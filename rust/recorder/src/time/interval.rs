//! `interval`.

use std::fmt;
use std::future::{Future, poll_fn};
use std::task::{Context, Poll};

pub use real::time::MissedTickBehavior;
use real::time::{Duration, Instant};

use crate::leaf::Leaf;
use crate::log::place::At;
use crate::resource::{Birth, Done, Resource};

/// Ticks now, and then every `period`.
#[track_caller]
pub fn interval(period: Duration) -> Interval {
    Interval::new(real::time::interval(period), Instant::now(), At::caller())
}

/// Ticks at `start`, and then every `period`.
#[track_caller]
pub fn interval_at(start: Instant, period: Duration) -> Interval {
    Interval::new(real::time::interval_at(start, period), start, At::caller())
}

/// A timer that goes off again and again.
pub struct Interval {
    real: real::time::Interval,
    resource: Resource,
    /// When the next tick is due, as far as its user has not been late.
    due: Instant,
    /// Of `poll_tick`, while it waits.
    polled: Option<Leaf>,
}

impl Interval {
    fn new(real: real::time::Interval, due: Instant, at: At) -> Interval {
        let resource = Resource::new(Birth { kind: "timer", ..Birth::default() }, at, ());
        Interval { real, resource, due, polled: None }
    }

    /// Waits for the next tick.
    #[track_caller]
    pub fn tick(&mut self) -> impl Future<Output = Instant> {
        let at = At::caller();
        async move {
            let mut leaf = self.leaf(at);
            poll_fn(|cx| self.poll(cx, &mut leaf)).await
        }
    }

    /// As [`tick`](Interval::tick), for a future of the program's own.
    #[track_caller]
    pub fn poll_tick(&mut self, cx: &mut Context<'_>) -> Poll<Instant> {
        let at = At::caller();
        let mut leaf = self.polled.take().unwrap_or_else(|| self.leaf(at));
        let polled = self.poll(cx, &mut leaf);
        self.polled = Some(leaf).filter(|_| polled.is_pending());
        polled
    }

    fn leaf(&self, at: At) -> Leaf {
        let mut leaf = Leaf::new("tick", self.resource.id(), at);
        leaf.until = Some(self.due);
        leaf
    }

    fn poll(&mut self, cx: &mut Context<'_>, leaf: &mut Leaf) -> Poll<Instant> {
        let budget = Leaf::budget();
        let polled = self.real.poll_tick(cx);
        match polled {
            Poll::Pending => leaf.pending(budget),
            Poll::Ready(instant) => {
                leaf.done(Done::default());
                self.due = instant + self.real.period();
            }
        }
        polled
    }

    /// Makes the next tick due a period from now.
    pub fn reset(&mut self) {
        self.real.reset();
        self.due = Instant::now() + self.real.period();
    }

    /// Makes the next tick due now.
    pub fn reset_immediately(&mut self) {
        self.real.reset_immediately();
        self.due = Instant::now();
    }

    /// Makes the next tick due after `after`.
    pub fn reset_after(&mut self, after: Duration) {
        self.real.reset_after(after);
        self.due = Instant::now() + after;
    }

    /// Makes the next tick due at `deadline`.
    pub fn reset_at(&mut self, deadline: Instant) {
        self.real.reset_at(deadline);
        self.due = deadline;
    }

    /// What happens to ticks that were missed.
    pub fn missed_tick_behavior(&self) -> MissedTickBehavior {
        self.real.missed_tick_behavior()
    }

    /// Says what happens to ticks that were missed.
    pub fn set_missed_tick_behavior(&mut self, behavior: MissedTickBehavior) {
        self.real.set_missed_tick_behavior(behavior);
    }

    /// The time between ticks.
    pub fn period(&self) -> Duration {
        self.real.period()
    }
}

impl fmt::Debug for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.real, f)
    }
}
