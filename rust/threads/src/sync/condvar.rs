//! `std::sync::Condvar`.

use std::panic::Location;
use std::sync::LockResult;
use std::time::{Duration, Instant};

use interleave_tokio::recording::{At, Done, Resource, Waiter, thread, waits};

use super::MutexGuard;
use super::guard::map;
use super::queue::Queue;

/// Lets threads wait for an event, with a mutex unlocked meanwhile. It never wakes one without a cause.
#[derive(Debug)]
pub struct Condvar {
    resource: Resource<Queue>,
}

/// Whether a wait ended because its time ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitTimeoutResult(bool);

impl WaitTimeoutResult {
    /// Whether its time ran out.
    pub fn timed_out(&self) -> bool {
        self.0
    }
}

impl Condvar {
    /// Creates a condition that nobody waits for.
    #[track_caller]
    pub const fn new() -> Condvar {
        Condvar { resource: Resource::later("cond", String::new, Location::caller(), Queue::new()) }
    }

    /// Unlocks the mutex, blocks until notified, and locks it again.
    #[track_caller]
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        map(self.wait_at(guard, None, &At::caller()), |(guard, _)| guard)
    }

    /// As [`wait`](Condvar::wait), at most for `limit`.
    #[track_caller]
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        limit: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        self.wait_at(guard, Some(limit), &At::caller())
    }

    /// Waits as long as `condition` holds.
    #[track_caller]
    pub fn wait_while<'a, T, F>(&self, guard: MutexGuard<'a, T>, mut condition: F) -> LockResult<MutexGuard<'a, T>>
    where
        F: FnMut(&mut T) -> bool,
    {
        let at = At::caller();
        let mut guard = guard;
        while condition(&mut *guard) {
            guard = map(self.wait_at(guard, None, &at), |(guard, _)| guard)?;
        }
        Ok(guard)
    }

    /// As [`wait_while`](Condvar::wait_while), at most for `limit`.
    #[track_caller]
    pub fn wait_timeout_while<'a, T, F>(
        &self,
        guard: MutexGuard<'a, T>,
        limit: Duration,
        mut condition: F,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)>
    where
        F: FnMut(&mut T) -> bool,
    {
        let at = At::caller();
        let start = Instant::now();
        let mut guard = guard;
        loop {
            if !condition(&mut *guard) {
                return Ok((guard, WaitTimeoutResult(false)));
            }
            let Some(rest) = limit.checked_sub(start.elapsed()) else {
                return Ok((guard, WaitTimeoutResult(true)));
            };
            (guard, _) = self.wait_at(guard, Some(rest), &at)?;
        }
    }

    fn wait_at<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        limit: Option<Duration>,
        at: &At,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        thread::found(at);
        let mutex = guard.mutex();
        let waiter = self.resource.act(at, |queue| {
            waits("wait", self.resource.id(), String::new(), limit, at);
            let waiter = Waiter::new();
            queue.push(waiter.clone(), ());
            waiter
        });
        guard.unlock(at);
        waiter.stop();
        let notified = match limit {
            Some(limit) => waiter.block_for(limit),
            None => {
                waiter.block();
                true
            }
        };
        if !notified {
            self.resource.act(at, |queue| queue.forget(&waiter));
        }
        self.resource.done("wait", at, if notified { Done::default() } else { Done::without("elapsed") });
        map(mutex.lock_at(at), |guard| (guard, WaitTimeoutResult(!notified)))
    }

    /// Wakes the thread that has waited longest.
    #[track_caller]
    pub fn notify_one(&self) {
        let at = At::caller();
        self.resource.act(&at, |queue| {
            self.resource.done("signal", &at, Done::default());
            queue.wake(&at);
        });
    }

    /// Wakes every thread that waits.
    #[track_caller]
    pub fn notify_all(&self) {
        let at = At::caller();
        self.resource.act(&at, |queue| {
            self.resource.done("broadcast", &at, Done::default());
            queue.claim_all().iter().for_each(|waiter| waiter.wake(&at));
        });
    }
}

impl Default for Condvar {
    #[track_caller]
    fn default() -> Condvar {
        Condvar::new()
    }
}
