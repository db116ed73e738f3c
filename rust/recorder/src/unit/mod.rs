//! Units: tasks, the roots of `block_on`, and the closures of `spawn_blocking`; for `interleave-std`, threads.

pub mod block;
pub(crate) mod park;
pub(crate) mod stage;
pub mod thread;
pub(crate) mod traced;
pub(crate) mod waker;

use crate::log::event::{Event, Kind};
use crate::log::place::At;
use crate::log::{self, Log};

/// What the recording knows of a unit.
#[derive(Default)]
pub(crate) struct Unit {
    /// The field `kind` of its spawn: ``, `blocking` or `thread`.
    pub noun: &'static str,
    state: State,
    /// Woken while it ran, so ready again after its stop.
    pub woken: bool,
    /// Has given way, in the middle of a poll, to a unit that it polls or drops itself.
    aside: bool,
    /// Woken while it had given way, so polled again after this poll, whatever that comes to.
    again: bool,
    pub waits: Vec<Wait>,
    /// Somebody asked for its end.
    pub aborted: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ready,
    Running,
    Waiting,
    Ended,
}

/// Something that a unit waits for.
pub(crate) struct Wait {
    pub op: &'static str,
    pub r: u32,
    /// When its timer is due, in ns; 0: it has none.
    pub until: u64,
}

/// The operation of a wait for something that is none of tokio's: a future of the program's own, or of another crate.
pub(crate) const FOREIGN: &str = "future";

impl Unit {
    pub(crate) fn is_alive(&self) -> bool {
        self.state != State::Ended
    }

    /// Whether a timer of its own is due at `t`.
    pub(crate) fn is_due(&self, t: u64) -> bool {
        self.waits.iter().any(|w| w.until != 0 && w.until <= t)
    }

    /// Ends a wait; false if there is none.
    pub(crate) fn settle(&mut self, op: &str, r: u32) -> bool {
        let found = self.waits.iter().position(|w| w.op == op && w.r == r);
        found.map(|index| self.waits.remove(index)).is_some()
    }
}

/// Records that the current unit spawns another, and returns its number; 0 where nothing is recorded.
pub(crate) fn spawn<F>(noun: &'static str, name: &str, at: At) -> u32 {
    stage::act(|log, by| {
        log.units.push(Unit { noun, ..Unit::default() });
        let u = log.units.len() as u32;
        let runs = std::any::type_name::<F>();
        log.push(Event { u, by, noun, name: name.to_owned(), runs, at, ..Event::new(Kind::Spawn) });
        u
    })
    .unwrap_or(0)
}

/// Records that the unit `by` asks for the end of `u`, which makes it ready: tokio schedules an aborted task to drop
/// it.
pub(crate) fn abort(log: &mut Log, by: u32, u: u32, at: &At) {
    if u == 0 || !log.unit(u).is_alive() {
        return;
    }
    log.unit(u).aborted = true;
    log.wake(u, by, at.clone());
}

impl Log {
    /// Appends a wake of `u` and makes it ready.
    pub(crate) fn wake(&mut self, u: u32, by: u32, at: At) {
        let now_ns = self.clock.now();
        let unit = self.unit(u);
        let why = if by == 0 && unit.is_due(now_ns) { "timer" } else { "" };
        unit.again |= unit.aside;
        match unit.state {
            State::Running => unit.woken = true,
            State::Waiting => unit.state = State::Ready,
            State::Ready | State::Ended => {}
        }
        let at = if by == 0 { At::Unknown } else { at };
        self.push(Event { u, by, why, at, ..Event::new(Kind::Wake) });
    }

    fn run(&mut self, u: u32) {
        if let Some((w, seat)) = self.seats.taken()
            && std::mem::take(&mut seat.idle)
        {
            self.push(Event { w: Some(w), ..Event::new(Kind::Busy) });
        }
        if self.unit(u).state == State::Waiting {
            // With several workers a wake can come when tokio has taken the task up and its run is not recorded yet.
            // It stands before that run then, as one of a unit that is ready, and yet has tokio poll once more after
            // it.
            self.push(Event { u, ..Event::new(Kind::Wake) });
        }
        let unit = self.unit(u);
        unit.state = State::Running;
        unit.woken = false;
        unit.aside = false;
        self.seat(Kind::Run, u, "");
    }

    /// `u`, if it is a unit, gives way in the middle of its poll; [`run`](Log::run) has it go on.
    fn step_aside(&mut self, u: u32) {
        if u != 0 {
            self.stop(u, "yield");
            self.unit(u).aside = true;
        }
    }

    fn stop(&mut self, u: u32, why: &'static str) {
        let unit = self.unit(u);
        let why = if std::mem::take(&mut unit.again) && why == "wait" { "yield" } else { why };
        unit.state = match why {
            "end" => State::Ended,
            "wait" if !unit.woken => State::Waiting,
            _ => State::Ready,
        };
        self.seat(Kind::Stop, u, why);
    }

    fn end(&mut self, u: u32, how: &'static str, v: String) {
        let unit = self.unit(u);
        unit.state = State::Ended;
        unit.waits.clear();
        self.push(Event { u, how, v, ..Event::new(Kind::End) });
    }

    /// All units that live end because the program has.
    pub(crate) fn shut_down(&mut self) {
        for u in 1..=self.units.len() as u32 {
            let Unit { state, .. } = *self.unit(u);
            if state != State::Ended {
                self.end(u, "shut down", String::new());
            }
            if state == State::Running {
                // Where it ran, which need not be the calling thread.
                let run = self.events.iter().rfind(|event| event.kind == Kind::Run && event.u == u);
                let w = run.and_then(|run| run.w);
                self.push(Event { u, w, why: "end", ..Event::new(Kind::Stop) });
            }
        }
    }
}

/// Whether tasks are being dropped because their runtime ends.
pub(crate) fn shut_down(begin: bool) {
    log::with(|log| log.shutting_down = begin);
}
