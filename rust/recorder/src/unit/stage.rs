//! Who runs on the calling thread.
//!
//! A thread runs one unit at a time. Where a unit polls or drops others inside its own poll (a `LocalSet` does), it
//! gives way to them: it stops by `yield` and runs again after them.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::log::event::{Event, Kind};
use crate::log::place::At;
use crate::log::seats::Role;
use crate::log::{self, Log};

use super::traced::message;
use super::{FOREIGN, State, Wait};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It runs.
    Running,
    /// Its end is recorded and its stop is due: tokio wakes who joins it right after its last poll, and that is its
    /// doing.
    Ending { outer: u32 },
    /// It is being dropped. That is a run of it only if something is recorded meanwhile.
    Dropped { outer: u32 },
}

thread_local! {
    /// The unit on stage; 0: none.
    static UNIT: Cell<u32> = const { Cell::new(0) };
    static PART: Cell<Part> = const { Cell::new(Part::Running) };
    static YIELDED: Cell<bool> = const { Cell::new(false) };
    static SPENT: Cell<bool> = const { Cell::new(false) };
}

/// How a poll ended.
pub(crate) enum Leave {
    Pending,
    Returned,
    Panicked(String),
}

/// What must be put back when a unit leaves the stage.
pub(crate) struct Before {
    unit: u32,
    yielded: bool,
    spent: bool,
}

/// The unit that runs on the calling thread, 0: none.
pub(crate) fn current() -> u32 {
    UNIT.try_with(Cell::get).unwrap_or(0)
}

/// Says that the current unit gives way by itself.
pub(crate) fn yields() {
    YIELDED.set(true);
}

/// Says that the current unit's cooperative budget is spent.
pub(crate) fn spends() {
    SPENT.set(true);
}

/// Records something that the current unit (0: none) does.
pub(crate) fn act<T>(f: impl FnOnce(&mut Log, u32) -> T) -> Option<T> {
    log::with(|log| {
        settle(log);
        appear(log);
        f(log, current())
    })
}

/// Records something that concerns the current unit's waits, unless there is no unit or it is being dropped: its end
/// ends them.
pub(crate) fn wait(f: impl FnOnce(&mut Log, u32)) {
    log::with(|log| {
        settle(log);
        if current() != 0 && !matches!(PART.get(), Part::Dropped { .. }) {
            f(log, current());
        }
    });
}

/// Records something that the current unit prints.
pub(crate) fn printing(f: impl FnOnce(&mut Log, u32)) {
    log::with(|log| f(log, if PART.get() == Part::Running { current() } else { 0 }));
}

/// Records a wake of `u` by the current unit.
pub(crate) fn wakes(u: u32, at: At) {
    log::with(|log| {
        appear(log);
        log.wake(u, current(), at);
    });
}

/// The thread has nothing to run.
pub(crate) fn idles() {
    log::with(|log| {
        settle(log);
        if current() != 0 {
            return;
        }
        if let Some((w, seat)) = log.seats.taken()
            && seat.role != Role::Blocking
            && !std::mem::replace(&mut seat.idle, true)
        {
            log.push(Event { w: Some(w), ..Event::new(Kind::Idle) });
        }
    });
}

/// The stop of a unit that has ended, if it is due.
fn settle(log: &mut Log) {
    if let Part::Ending { outer } = PART.get() {
        log.stop(current(), "end");
        UNIT.set(outer);
        PART.set(Part::Running);
        log.go_on(outer);
    }
}

/// Has a unit that is being dropped run, now that it does something.
fn appear(log: &mut Log) {
    let Part::Dropped { outer } = PART.get() else { return };
    PART.set(Part::Running);
    log.step_aside(outer);
    let u = current();
    if log.unit(u).state == State::Waiting {
        log.wake(u, 0, At::Unknown);
    }
    log.take_seat(u, Role::Worker(worker_index()));
    log.run(u);
}

impl Log {
    fn go_on(&mut self, outer: u32) {
        if outer != 0 {
            self.run(outer);
        }
    }

    fn take_seat(&mut self, u: u32, role: Role) {
        let is_task = self.unit(u).noun.is_empty();
        self.seats.take(role).tasks |= is_task;
    }
}

/// A poll of `u` begins on the calling thread.
pub(crate) fn enter(u: u32, role: Role) -> Before {
    let mut before = Before { unit: 0, yielded: YIELDED.replace(false), spent: SPENT.replace(false) };
    log::with(|log| {
        settle(log);
        appear(log);
        before.unit = current();
        log.step_aside(before.unit);
        log.take_seat(u, role);
        log.run(u);
    });
    UNIT.set(u);
    before
}

/// The poll of the unit on stage has ended.
pub(crate) fn leave(before: Before, how: Leave) {
    log::with(|log| {
        settle(log);
        let u = current();
        match how {
            Leave::Pending => {
                let why = pending(log, u);
                log.stop(u, why);
            }
            Leave::Returned => log.end(u, "returned", String::new()),
            Leave::Panicked(message) => log.end(u, "panicked", message),
        }
        if !log.unit(u).is_alive() {
            PART.set(Part::Ending { outer: before.unit });
            // Only a task's thread soon does something else, which is when the stop is recorded.
            if !log.unit(u).noun.is_empty() {
                settle(log);
            }
        } else {
            UNIT.set(before.unit);
            log.go_on(before.unit);
        }
    });
    if !log::on() {
        UNIT.set(0);
    }
    YIELDED.set(before.yielded);
    SPENT.set(before.spent);
}

/// The unit on stage waits on its thread, which it keeps.
pub(crate) fn stops() {
    log::with(|log| {
        let u = current();
        if u != 0 {
            let why = pending(log, u);
            log.stop(u, why);
        }
    });
}

/// The unit on stage has waited on its thread.
pub(crate) fn resumes() {
    log::with(|log| {
        if current() != 0 {
            log.run(current());
        }
    });
}

/// The time of the unit on stage, which waits on its thread, has run out.
pub(crate) fn expires() {
    log::with(|log| {
        if current() != 0 {
            log.wake(current(), 0, At::Unknown);
        }
    });
}

/// The unit on stage gives way by itself while `act` runs.
pub(crate) fn gives_way(act: impl FnOnce()) {
    let stopped = log::with(|log| {
        let u = current();
        if u != 0 {
            log.stop(u, "yield");
        }
    });
    act();
    if stopped.is_some() {
        resumes();
    }
}

/// The unit on stage has ended, and its thread with it; `then` runs as its last doing.
pub(crate) fn ends(how: &'static str, v: String, then: impl FnOnce()) {
    log::with(|log| {
        if current() != 0 {
            log.end(current(), how, v);
        }
    });
    then();
    log::with(|log| {
        if current() != 0 {
            log.stop(current(), "end");
        }
    });
    UNIT.set(0);
}

/// Why a unit stops whose poll was pending.
fn pending(log: &mut Log, u: u32) -> &'static str {
    let unit = log.unit(u);
    if unit.waits.len() > 1 && unit.settle(FOREIGN, 0) {
        log.push(Event { u, op: FOREIGN, ..Event::new(Kind::Unwait) });
    }
    if SPENT.get() {
        return "budget";
    }
    let unit = log.unit(u);
    if YIELDED.get() || (unit.waits.is_empty() && unit.woken) {
        return "yield";
    }
    if unit.waits.is_empty() {
        unit.waits.push(Wait { op: FOREIGN, r: 0, until: 0 });
        log.push(Event { u, op: FOREIGN, ..Event::new(Kind::Wait) });
    }
    "wait"
}

/// Drops what a unit that has not ended is made of, which ends it.
pub(crate) fn dropping(u: u32, drop: impl FnOnce()) {
    let mut before = 0;
    log::with(|log| {
        settle(log);
        appear(log);
        before = current();
        UNIT.set(u);
        PART.set(Part::Dropped { outer: before });
    });
    let dropped = catch_unwind(AssertUnwindSafe(drop));
    log::with(|log| {
        settle(log);
        let has_run = PART.get() == Part::Running;
        match &dropped {
            Err(payload) => log.end(u, "panicked", message(&**payload)),
            Ok(()) if log.shutting_down && !log.unit(u).aborted => log.end(u, "shut down", String::new()),
            Ok(()) => log.end(u, "cancelled", String::new()),
        }
        if has_run {
            PART.set(Part::Ending { outer: before });
        } else {
            UNIT.set(before);
            PART.set(Part::Running);
        }
    });
    if !log::on() {
        UNIT.set(0);
        PART.set(Part::Running);
    }
    if let Err(payload) = dropped {
        resume_unwind(payload);
    }
}

/// Records the stop of a unit that has ended on this thread, if it is due: the thread goes on to something else.
pub(crate) fn clear() {
    log::with(settle);
}

/// The runtime's own number of the calling worker, where it says.
pub(crate) fn worker_index() -> Option<usize> {
    #[cfg(tokio_unstable)]
    return real::runtime::worker_index();
    #[cfg(not(tokio_unstable))]
    None
}
