//! Who waits for a resource.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use interleave_tokio::recording::{At, Waiter, waits};

/// Those who wait, with what they wait for; who has waited longest comes first.
#[derive(Debug)]
pub(crate) struct Queue<T = ()>(VecDeque<(Arc<Waiter>, T)>);

impl<T> Queue<T> {
    pub(crate) const fn new() -> Queue<T> {
        Queue(VecDeque::new())
    }

    /// The current unit stops, after all others, to wait for `op` on resource `r` (0: of none), for at most `limit`.
    pub(crate) fn wait(
        &mut self,
        op: &'static str,
        r: u32,
        v: String,
        limit: Option<Duration>,
        what: T,
        at: &At,
    ) -> Arc<Waiter> {
        waits(op, r, v, limit, at);
        let waiter = Waiter::stopped();
        self.push(waiter.clone(), what);
        waiter
    }

    /// The current unit, which was woken in vain, stops again, before all others.
    pub(crate) fn again(&mut self, what: T) -> Arc<Waiter> {
        let waiter = Waiter::stopped();
        self.0.push_front((waiter.clone(), what));
        waiter
    }

    /// One who waits comes after all others.
    pub(crate) fn push(&mut self, waiter: Arc<Waiter>, what: T) {
        self.0.push_back((waiter, what));
    }

    /// Takes out the first whose time has not run out, to be woken.
    pub(crate) fn claim(&mut self) -> Option<(Arc<Waiter>, T)> {
        while let Some((waiter, what)) = self.0.pop_front() {
            if waiter.claim() {
                return Some((waiter, what));
            }
        }
        None
    }

    /// Takes out all whose time has not run out, to be woken.
    pub(crate) fn claim_all(&mut self) -> Vec<Arc<Waiter>> {
        std::iter::from_fn(|| self.claim()).map(|(waiter, _)| waiter).collect()
    }

    /// Wakes the first, if there is one.
    pub(crate) fn wake(&mut self, at: &At) {
        if let Some((waiter, _)) = self.claim() {
            waiter.wake(at);
        }
    }

    /// Takes out one whose time has run out.
    pub(crate) fn forget(&mut self, waiter: &Arc<Waiter>) {
        self.0.retain(|(other, _)| !Arc::ptr_eq(other, waiter));
    }

    /// What the first waits for.
    pub(crate) fn first(&self) -> Option<&T> {
        self.0.front().map(|(_, what)| what)
    }

    pub(crate) fn any(&self, is: impl Fn(&T) -> bool) -> bool {
        self.0.iter().any(|(_, what)| is(what))
    }
}
