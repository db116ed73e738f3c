//! The end of a thread, for those who join it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use interleave_tokio::recording::{At, Birth, Done, Resource, thread};

use crate::sync::queue::Queue;

use super::park::ParkingLot;

/// What a thread and its join handle share.
#[derive(Clone, Debug)]
pub(super) struct Finish {
    unit: u32,
    handle: Arc<Resource<Ended>>,
}

#[derive(Debug)]
struct Ended {
    over: bool,
    panicked: bool,
    /// It was joined by its handle.
    joined: bool,
    joiners: Queue,
}

impl Finish {
    /// Records the spawn of a thread that will run an `F`, and its join handle.
    pub(super) fn new<F>(name: &str, at: &At) -> Finish {
        let unit = thread::spawn::<F>(name, at);
        let ended = Ended { over: false, panicked: false, joined: false, joiners: Queue::new() };
        let birth = Birth { kind: "join handle", of: unit, ..Birth::default() };
        Finish { unit, handle: Arc::new(Resource::new(birth, at.clone(), ended)) }
    }

    /// Runs `work` as the unit, on its new thread.
    pub(super) fn run<T>(self, lot: ParkingLot, work: impl FnOnce() -> T) -> T {
        lot.enter();
        thread::start(self.unit);
        let ran = catch_unwind(AssertUnwindSafe(work));
        self.end(ran.as_ref().err().map(|payload| &**payload));
        ran.unwrap_or_else(|payload| resume_unwind(payload))
    }

    fn end(&self, panic: Option<&(dyn Any + Send)>) {
        self.handle.act(&At::Unknown, |ended| {
            ended.over = true;
            ended.panicked = panic.is_some();
            thread::end(panic.map(thread::message), ended.joiners.claim_all());
        });
    }

    /// The thread could not be started.
    pub(super) fn never(&self) {
        thread::never(self.unit);
    }

    /// Blocks until the thread has ended.
    pub(super) fn join(&self, at: &At) {
        let waiter = self.handle.act(at, |ended| {
            ended.joined = true;
            if ended.over {
                return None;
            }
            Some(ended.joiners.wait("join", self.handle.id(), String::new(), None, (), at))
        });
        if let Some(waiter) = waiter {
            waiter.block();
        }
        self.handle.act(at, |ended| {
            self.handle.done("join", at, Done { failed: ended.panicked, ..Done::default() });
        });
    }

    /// As [`join`](Finish::join), if it has not been joined by its handle.
    pub(super) fn join_unless_joined(&self, at: &At) {
        if !self.handle.act(at, |ended| ended.joined) {
            self.join(at);
        }
    }
}
