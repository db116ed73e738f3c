//! Leaf futures: what a unit waits for in the end.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use real::task::coop;

use crate::log::event::{Event, Kind};
use crate::log::place::At;
use crate::resource::{Done, Resource, record};
use crate::unit::{Wait, stage};

/// The records of one leaf: a wait when it is pending, an operation when it is ready, an `unwait` when it is dropped
/// in between.
pub(crate) struct Leaf {
    pub op: &'static str,
    pub r: u32,
    /// What it wants to send.
    pub v: String,
    pub at: At,
    /// When its timer is due.
    pub until: Option<real::time::Instant>,
    pub waits: bool,
}

/// Whether there was cooperative budget before a poll. A leaf that is pending without any only makes its task give way.
#[derive(Clone, Copy)]
pub(crate) struct Budget(bool);

impl Leaf {
    pub(crate) fn new(op: &'static str, r: u32, at: At) -> Leaf {
        Leaf { op, r, v: String::new(), at, until: None, waits: false }
    }

    /// To be asked before the real leaf is polled.
    pub(crate) fn budget() -> Budget {
        Budget(coop::has_budget_remaining())
    }

    /// The real leaf is pending.
    pub(crate) fn pending(&mut self, budget: Budget) {
        if !budget.0 {
            stage::spends();
            return;
        }
        if std::mem::replace(&mut self.waits, true) {
            return;
        }
        let Leaf { op, r, .. } = *self;
        let (v, at, until) = (self.v.clone(), self.at.clone(), self.until);
        stage::wait(|log, u| {
            let until = until.map_or(0, |moment| log.clock.of(moment));
            log.unit(u).waits.push(Wait { op, r, until });
            log.push(Event { u, r, op, v, until, at, ..Event::new(Kind::Wait) });
        });
    }

    /// The real leaf is ready.
    pub(crate) fn done(&mut self, done: Done) {
        self.waits = false;
        record(self.r, self.op, &self.at, done);
    }

    /// The real leaf is given up.
    pub(crate) fn cancel(&mut self) {
        if !std::mem::take(&mut self.waits) {
            return;
        }
        let Leaf { op, r, .. } = *self;
        stage::wait(|log, u| {
            // Another unit may drop what this one waited with; then there is nothing to end here.
            if log.unit(u).settle(op, r) {
                log.push(Event { u, r, op, ..Event::new(Kind::Unwait) });
            }
        });
    }
}

impl Drop for Leaf {
    fn drop(&mut self) {
        self.cancel();
    }
}

pin_project_lite::pin_project! {
    /// A leaf on a resource: the future `real`, polled and recorded under the resource's lock.
    ///
    /// `finish` is given what the resource keeps and what `real` came to, and says how the operation completed
    /// (none: it is recorded elsewhere) and what the program gets.
    pub struct Op<'a, S, F, D> {
        #[pin]
        real: Option<F>,
        resource: &'a Resource<S>,
        leaf: Leaf,
        finish: Option<D>,
    }

    impl<S, F, D> PinnedDrop for Op<'_, S, F, D> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            if this.real.is_some() {
                let at = this.leaf.at.clone();
                this.resource.act(&at, |_| {
                    this.leaf.cancel();
                    this.real.set(None);
                });
            }
        }
    }
}

impl<'a, S, F, D, T> Op<'a, S, F, D>
where
    F: Future,
    D: FnOnce(&mut S, F::Output) -> (Option<Done>, T),
{
    /// The operation `op` on `resource`, asked for at `at`.
    pub fn new(op: &'static str, resource: &'a Resource<S>, at: At, real: F, finish: D) -> Op<'a, S, F, D> {
        Op { real: Some(real), resource, leaf: Leaf::new(op, resource.id(), at), finish: Some(finish) }
    }

    /// It wants to send `v`.
    pub fn sending(mut self, v: String) -> Self {
        self.leaf.v = v;
        self
    }
}

impl<S, F, D, T> Future for Op<'_, S, F, D>
where
    F: Future,
    D: FnOnce(&mut S, F::Output) -> (Option<Done>, T),
{
    type Output = T;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let mut this = self.project();
        let at = this.leaf.at.clone();
        this.resource.act(&at, |shared| {
            let budget = Leaf::budget();
            let real = this.real.as_mut().as_pin_mut().expect("an operation is not polled after its end");
            match real.poll(cx) {
                Poll::Pending => {
                    this.leaf.pending(budget);
                    Poll::Pending
                }
                Poll::Ready(out) => {
                    let finish = this.finish.take().expect("an operation ends once");
                    let (done, out) = finish(shared, out);
                    match done {
                        Some(done) => this.leaf.done(done),
                        None => this.leaf.cancel(),
                    }
                    this.real.set(None);
                    Poll::Ready(out)
                }
            }
        })
    }
}
