//! A unit that blocks its thread until another unit wakes it.
//!
//! The operating system does not say whose doing it is that a thread goes on. So a thread that would block waits here
//! instead, in the queue of the resource that it waits for, and who frees the resource wakes it by name.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{Wait, stage};
use crate::log::event::{Event, Kind};
use crate::log::place::At;

/// One wait of one thread, ended once.
#[derive(Debug)]
pub struct Waiter {
    unit: u32,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Waits,
    /// Somebody is about to wake it; its time can no longer run out.
    Claimed,
    Woken,
    /// Its time has run out.
    Left,
}

/// Records that the current unit begins to wait for `op` on resource `r` (0: of none), for at most `limit`.
pub fn waits(op: &'static str, r: u32, v: String, limit: Option<Duration>, at: &At) {
    let at = at.clone();
    stage::wait(|log, u| {
        let limit_ns = limit.map(|limit| u64::try_from(limit.as_nanos()).unwrap_or(u64::MAX));
        let until = limit_ns.map_or(0, |ns| log.clock.now().saturating_add(ns));
        log.unit(u).waits.push(Wait { op, r, until });
        log.push(Event { u, r, op, v, until, at, ..Event::new(Kind::Wait) });
    });
}

impl Waiter {
    /// For a wait of the current unit, which must be known to who ends it before the unit stops.
    pub fn new() -> Arc<Waiter> {
        Arc::new(Waiter { unit: stage::current(), state: Mutex::new(State::Waits), changed: Condvar::new() })
    }

    /// As [`new`](Waiter::new), of a unit that stops at once.
    pub fn stopped() -> Arc<Waiter> {
        let waiter = Waiter::new();
        waiter.stop();
        waiter
    }

    /// The unit stops; its wait is recorded.
    pub fn stop(&self) {
        stage::stops();
    }

    /// The unit that waits, 0: none.
    pub fn unit(&self) -> u32 {
        self.unit
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the right to wake it; false: another has it, or its time has run out.
    pub fn claim(&self) -> bool {
        let mut state = self.state();
        let waits = *state == State::Waits;
        if waits {
            *state = State::Claimed;
        }
        waits
    }

    /// Wakes what was claimed, as the current unit's doing at `at`.
    pub fn wake(&self, at: &At) {
        if self.unit != 0 {
            stage::wakes(self.unit, at.clone());
        }
        *self.state() = State::Woken;
        self.changed.notify_one();
    }

    /// Blocks until it is woken. The unit has stopped.
    pub fn block(&self) {
        let woken = self.changed.wait_while(self.state(), |state| *state != State::Woken);
        drop(woken.unwrap_or_else(PoisonError::into_inner));
        stage::resumes();
    }

    /// Blocks until it is woken, at most for `limit`; false: its time has run out.
    pub fn block_for(&self, limit: Duration) -> bool {
        let waited = self.changed.wait_timeout_while(self.state(), limit, |state| *state != State::Woken);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if *state == State::Waits {
            *state = State::Left;
            drop(state);
            stage::expires();
            stage::resumes();
            return false;
        }
        drop(state);
        self.block();
        true
    }
}
