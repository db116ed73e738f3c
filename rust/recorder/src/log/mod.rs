//! The recording while it is made: one list of events in order of occurrence, behind one lock.
//!
//! One lock for all threads is slower than a buffer for each, and it makes the list itself the order. A
//! recording is for looking at; costs are never measured in a recorded run.

pub(crate) mod clock;
pub(crate) mod end;
pub(crate) mod event;
pub(crate) mod file;
pub(crate) mod names;
pub(crate) mod output;
pub(crate) mod place;
pub(crate) mod seats;
pub(crate) mod settings;
pub mod text;

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use clock::Clock;
use event::{Event, Kind};
use seats::Seats;
use settings::Settings;

use crate::unit::Unit;

/// What is known while recording, and everything recorded so far.
pub(crate) struct Log {
    pub settings: Settings,
    pub clock: Clock,
    pub events: Vec<Event>,
    /// Unit `id` is `units[id - 1]`.
    pub units: Vec<Unit>,
    pub seats: Seats,
    /// The last resource's id.
    pub resources: u32,
    pub output: output::Lines,
    /// How the runtime was set up; the first one's, where a program builds several.
    pub flavor: Option<Flavor>,
    /// The program's threads are the units, and no tokio is there.
    pub threads: bool,
    /// The runtime is being dropped, and every task with it.
    pub shutting_down: bool,
    /// The words of the last panic on the main thread.
    pub panic: String,
}

/// How a runtime was set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Flavor {
    pub multi_thread: bool,
    /// Workers of a multi-thread runtime; 1 for the other.
    pub workers: usize,
    pub virtual_clock: bool,
}

static LOG: Mutex<Option<Log>> = Mutex::new(None);
static ON: AtomicBool = AtomicBool::new(false);
static START: Once = Once::new();

thread_local! {
    /// Whether the calling thread is in `with`: what a panic in there prints is not recorded, as it would wait for
    /// itself.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Whether this run is being recorded. The first call starts the recording if the environment asks for one.
pub(crate) fn on() -> bool {
    START.call_once(start);
    ON.load(Ordering::Relaxed)
}

fn start() {
    let Some(settings) = settings::from_environment() else { return };
    end::install(&settings);
    output::install();
    *LOG.lock().unwrap_or_else(PoisonError::into_inner) = Some(Log {
        settings,
        clock: Clock::default(),
        events: Vec::new(),
        units: Vec::new(),
        seats: Seats::default(),
        resources: 0,
        output: output::Lines::default(),
        flavor: None,
        threads: crate::unit::thread::are_units(),
        shutting_down: false,
        panic: String::new(),
    });
    ON.store(true, Ordering::Relaxed);
}

fn lock() -> MutexGuard<'static, Option<Log>> {
    LOG.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs `f` on the recording, or not at all where there is none or it has ended.
pub(crate) fn with<T>(f: impl FnOnce(&mut Log) -> T) -> Option<T> {
    struct Leave;
    impl Drop for Leave {
        fn drop(&mut self) {
            INSIDE.set(false);
        }
    }
    if !on() || INSIDE.replace(true) {
        return None;
    }
    let inside = Leave;
    let mut guard = lock();
    let log = guard.as_mut()?;
    let out = f(log);
    let full = log.events.len() >= log.settings.events;
    drop(guard);
    drop(inside);
    if full {
        end::cut(end::Cut::Events);
    }
    Some(out)
}

/// Takes the recording: from here on nothing is recorded.
fn take() -> Option<Log> {
    ON.store(false, Ordering::Relaxed);
    lock().take()
}

impl Log {
    /// Appends an event at the present time.
    pub(crate) fn push(&mut self, mut event: Event) {
        event.t = self.clock.now();
        self.events.push(event);
    }

    pub(crate) fn unit(&mut self, id: u32) -> &mut Unit {
        &mut self.units[id as usize - 1]
    }

    /// Appends a `run` or `stop` of unit `u` on the calling thread.
    pub(crate) fn seat(&mut self, kind: Kind, u: u32, why: &'static str) {
        let w = self.seats.here();
        self.push(Event { u, w: Some(w), why, ..Event::new(kind) });
    }
}
