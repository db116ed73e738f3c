//! The recording's clock.

use std::time::Instant;

/// Nanoseconds since the start of the recording: tokio's paused clock where it is virtual, the machine's else.
#[derive(Default)]
pub(crate) struct Clock {
    start: Option<Instant>,
    virtual_start: Option<real::time::Instant>,
    /// The time of the last event; times never decrease.
    last_ns: u64,
    /// What had passed when the present virtual clock began; a program may build several runtimes.
    base_ns: u64,
}

impl Clock {
    /// Makes the clock of the runtime that the calling thread has entered the recording's.
    pub(crate) fn become_virtual(&mut self) {
        self.base_ns = self.last_ns;
        self.virtual_start = Some(real::time::Instant::now());
    }

    pub(crate) fn now(&mut self) -> u64 {
        let now_ns = match self.virtual_start {
            // Outside the runtime tokio's `Instant::now` is the machine's clock: no virtual time passes there.
            Some(_) if real::runtime::Handle::try_current().is_err() => self.last_ns,
            Some(start) => self.base_ns + nanos(real::time::Instant::now().saturating_duration_since(start)),
            None => nanos(self.start.get_or_insert_with(Instant::now).elapsed()),
        };
        self.last_ns = self.last_ns.max(now_ns);
        self.last_ns
    }

    /// A moment of tokio's clock as a time of the recording.
    pub(crate) fn of(&mut self, moment: real::time::Instant) -> u64 {
        let start = match self.virtual_start {
            Some(start) => start,
            None => (*self.start.get_or_insert_with(Instant::now)).into(),
        };
        self.base_ns + nanos(moment.saturating_duration_since(start))
    }
}

fn nanos(d: std::time::Duration) -> u64 {
    u64::try_from(d.as_nanos()).unwrap_or(u64::MAX)
}
