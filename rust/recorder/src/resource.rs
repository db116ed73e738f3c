//! What units meet at: channels, locks, join handles.

use std::panic::Location;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::log::event::{Event, Kind};
use crate::log::place::At;
use crate::unit::{stage, waker};

/// A resource, and what the recorder keeps of it under its lock.
///
/// An operation acts on the real one and is recorded inside one call of [`act`](Resource::act), so the records stand
/// in the order in which the operations took effect, whichever workers they ran on.
pub struct Resource<S = ()> {
    /// Set at its birth, 0: nothing is recorded.
    id: OnceLock<u32>,
    /// How it is born at its first use, where it was made in a constant.
    later: Option<Later>,
    shared: Mutex<S>,
}

struct Later {
    kind: &'static str,
    of_type: fn() -> String,
    location: &'static Location<'static>,
}

/// What a resource is born as.
#[derive(Default)]
pub struct Birth {
    /// The field `kind` of the format.
    pub kind: &'static str,
    /// The variable it is given to, where that is known already; else it is looked up in the source.
    pub name: String,
    /// Its capacity, where it has one.
    pub cap: Option<usize>,
    /// The type of its values; empty where it has none.
    pub of_type: String,
    /// The unit that a join handle waits for, 0: it is none.
    pub of: u32,
}

/// How an operation completed.
#[derive(Default)]
pub struct Done {
    /// Empty: it had its effect. Else why it did not.
    pub why: &'static str,
    /// It did not have its effect, though no `why` says so: a join of a task that panicked.
    pub failed: bool,
    /// The value, as text.
    pub v: String,
    /// How many values the resource holds now.
    pub len: Option<usize>,
    /// How many slots are reserved and not written yet.
    pub held: usize,
}

impl<S> Resource<S> {
    /// Records the birth of a resource.
    pub fn new(birth: Birth, at: At, shared: S) -> Resource<S> {
        let Birth { kind, name, cap, of_type, of } = birth;
        let id: Option<u32> = stage::act(|log, u| {
            log.resources += 1;
            let r = log.resources;
            log.push(Event { u, r, noun: kind, name, cap, of_type, of, at, ..Event::new(Kind::New) });
            r
        });
        Resource { id: id.unwrap_or(0).into(), later: None, shared: Mutex::new(shared) }
    }

    /// A resource made where nothing can be recorded, in a constant at `location`: it is born when it is first used.
    pub const fn later(
        kind: &'static str,
        of_type: fn() -> String,
        location: &'static Location<'static>,
        shared: S,
    ) -> Resource<S> {
        Resource { id: OnceLock::new(), later: Some(Later { kind, of_type, location }), shared: Mutex::new(shared) }
    }

    /// Its number in the recording, 0: it has none.
    pub fn id(&self) -> u32 {
        *self.id.get_or_init(|| {
            let Some(Later { kind, of_type, location }) = self.later else { return 0 };
            let birth = Birth { kind, of_type: of_type(), ..Birth::default() };
            Resource::new(birth, At::of(location), ()).id()
        })
    }

    /// Acts on it alone. Wakes that this causes are passed on afterwards, as done at `at`.
    ///
    /// `f` must not run the program's code: it would find the lock taken.
    pub fn act<T>(&self, at: &At, f: impl FnOnce(&mut S) -> T) -> T {
        let holding = waker::hold(at);
        let out = f(&mut self.shared.lock().unwrap_or_else(PoisonError::into_inner));
        drop(holding);
        out
    }

    /// Records an operation that the current unit completed without having waited.
    pub fn done(&self, op: &'static str, at: &At, done: Done) {
        record(self.id(), op, at, done);
    }
}

/// Who takes part in a hand-over, and the line of its operation.
#[derive(Clone)]
pub struct Party {
    /// The unit's number.
    pub unit: u32,
    /// Its own line.
    pub at: At,
}

/// Records that a value, as text, went from one unit to another without a stop: a `send` and its `receive`. One of
/// the two is the current unit, the other waits.
pub fn hand_over<S>(resource: &Resource<S>, from: &Party, to: &Party, v: &str) {
    let r = resource.id();
    stage::act(|log, current| {
        for (op, party) in [("send", from), ("receive", to)] {
            let Party { unit: u, at } = party.clone();
            if u != 0 {
                log.unit(u).settle(op, r);
            }
            let by = if u == current { 0 } else { current };
            log.push(Event { u, by, r, op, v: v.to_owned(), len: Some(0), ok: true, at, ..Event::new(Kind::Op) });
        }
    });
}

/// Records that the current unit completed an operation, which ends its wait for it if it had one.
pub(crate) fn record(r: u32, op: &'static str, at: &At, done: Done) {
    stage::act(|log, u| {
        if u != 0 {
            log.unit(u).settle(op, r);
        }
        let Done { why, failed, v, len, held } = done;
        let ok = why.is_empty() && !failed;
        log.push(Event { u, r, op, v, len, held, ok, why, at: at.clone(), ..Event::new(Kind::Op) });
    });
}

impl Done {
    /// It did not have its effect.
    pub fn without(why: &'static str) -> Done {
        Done { why, ..Done::default() }
    }

    /// It moved or handed over a value.
    pub fn value(v: String) -> Done {
        Done { v, ..Done::default() }
    }
}

impl<S> std::fmt::Debug for Resource<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Resource").field(&self.id.get()).finish()
    }
}
