//! Threads as units, where the program is one of threads: then its main thread is a unit from the process' start.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::block::Waiter;
use super::{Unit, stage};
use crate::log::event::{Event, Kind};
use crate::log::place::{At, set_root};
use crate::log::seats::Role;
use crate::log::settings::refuse;
use crate::log::{self, Log};

static UNITS: AtomicBool = AtomicBool::new(false);
/// The program ends by `exit`, not by the end of its main.
static EXITS: AtomicBool = AtomicBool::new(false);
/// The unit of the main thread.
const MAIN: u32 = 1;

/// Whether threads are the units of this recording.
pub(crate) fn are_units() -> bool {
    UNITS.load(Ordering::Relaxed)
}

/// Makes threads the units, and begins with the main thread, which calls this before anything else runs.
pub fn begin() {
    UNITS.store(true, Ordering::Relaxed);
    log::with(|log| {
        log.units.push(Unit { noun: "thread", ..Unit::default() });
        log.push(Event { u: MAIN, noun: "thread", name: "main".into(), ..Event::new(Kind::Spawn) });
    });
    if log::with(|log| log.settings.virtual_clock == Some(true)) == Some(true) {
        refuse("INTERLEAVE_CLOCK is virtual; threads run by the machine's clock, which is real.");
    }
    if log::on() {
        stage::enter(MAIN, Role::Root);
    }
}

/// Records that the current unit spawns a thread, named as `F` is unless it has a name; returns its number, 0 where
/// nothing is recorded.
pub fn spawn<F>(name: &str, at: &At) -> u32 {
    found(at);
    super::spawn::<F>("thread", name, at.clone())
}

/// The program's folder is where its first operation stands.
pub fn found(at: &At) {
    if log::on() {
        set_root(at);
    }
}

/// The calling thread becomes unit `u`, 0: none.
pub fn start(u: u32) {
    if u != 0 {
        stage::enter(u, Role::Blocking);
    }
}

/// The thread's unit has ended, by the panic of this message if any, which wakes those who join it.
pub fn end(panicked: Option<String>, joiners: Vec<Arc<Waiter>>) {
    let how = if panicked.is_some() { "panicked" } else { "returned" };
    stage::ends(how, panicked.unwrap_or_default(), || joiners.iter().for_each(|joiner| joiner.wake(&At::Unknown)));
}

/// The thread of unit `u` could not be started.
pub fn never(u: u32) {
    log::with(|log| {
        if u != 0 {
            log.end(u, "cancelled", String::new());
        }
    });
}

/// What a panic was given to say.
pub fn message(payload: &(dyn std::any::Any + Send)) -> String {
    super::traced::message(payload)
}

/// The current unit gives way by itself.
pub fn yields(act: impl FnOnce()) {
    stage::gives_way(act);
}

/// The program is about to end without the end of its main.
pub fn exits() {
    EXITS.store(true, Ordering::Relaxed);
}

/// Whether a unit runs on the calling thread, and which.
pub fn current() -> u32 {
    stage::current()
}

/// Records that the current unit stopped waiting for `op` on nothing, without the operation.
pub fn unwaits(op: &'static str) {
    stage::wait(|log, u| {
        if log.unit(u).settle(op, 0) {
            log.push(Event { u, op, ..Event::new(Kind::Unwait) });
        }
    });
}

/// Records that the current unit completed an operation on no resource.
pub fn done(op: &'static str, at: &At) {
    crate::resource::record(0, op, at, crate::resource::Done::default());
}

/// The main thread of std's threads has ended, after this panic if any, and the process ends with `code`, if that is what ends it.
pub(crate) fn main_ends(log: &mut Log, code: i32, panic: &str) {
    if EXITS.load(Ordering::Relaxed) || stage::current() != MAIN || !log.unit(MAIN).is_alive() {
        return;
    }
    match panic.split_once('\n') {
        Some((_, message)) if code == log::end::PANICKED => {
            log.end(MAIN, "panicked", log::text::clip(message.to_owned(), log::text::MAX_VALUE));
        }
        _ => log.end(MAIN, "returned", String::new()),
    }
    log.stop(MAIN, "end");
}
