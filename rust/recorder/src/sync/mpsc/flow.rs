//! What is recorded of a channel, of whatever kind.

use real::sync::mpsc::error::TryRecvError;

use crate::log::place::At;
use crate::log::text;
use crate::resource::{Done, Resource};

/// A value on its way, with the text under which it was sent: a receive shows what really came.
#[derive(Clone)]
pub(crate) struct Parcel<T> {
    pub value: T,
    pub text: String,
}

impl<T> Parcel<T> {
    pub(crate) fn new(value: T) -> Parcel<T> {
        let text = text::of(&value);
        Parcel { value, text }
    }
}

/// The channel's state under its lock.
pub(crate) struct Flow {
    /// Values in it; of a broadcast or a watch not counted.
    pub len: usize,
    /// Senders, and owned permits, which will be senders again. When the last is gone the channel closes.
    pub senders: usize,
    pub closed: bool,
}

impl Flow {
    pub(crate) fn new() -> Flow {
        Flow { len: 0, senders: 1, closed: false }
    }

    /// A value goes in.
    pub(crate) fn sent(&mut self, text: String, slots: Slots) -> Done {
        self.len += 1;
        Done { v: text, len: Some(self.len), held: slots.held(self.len), ..Done::default() }
    }

    /// A value has come out, or there will be none.
    pub(crate) fn received<T>(&mut self, out: Option<Parcel<T>>, slots: Slots) -> (Done, Option<T>) {
        match out {
            Some(Parcel { value, text }) => {
                self.len -= 1;
                let done = Done { v: text, len: Some(self.len), held: slots.held(self.len), ..Done::default() };
                (done, Some(value))
            }
            None => (Done { len: self.shown(), ..Done::without("closed") }, None),
        }
    }

    /// What a receive that does not wait came to.
    pub(crate) fn tried<T>(
        &mut self,
        tried: Result<Parcel<T>, TryRecvError>,
        slots: Slots,
    ) -> (Done, Result<T, TryRecvError>) {
        match tried {
            Ok(parcel) => {
                let (done, value) = self.received(Some(parcel), slots);
                (done, value.ok_or(TryRecvError::Disconnected))
            }
            Err(e @ TryRecvError::Empty) => (Done::without("empty"), Err(e)),
            Err(e @ TryRecvError::Disconnected) => (Done::without("closed"), Err(e)),
        }
    }

    fn shown(&self) -> Option<usize> {
        (self.len != 0).then_some(self.len)
    }
}

/// How many slots a bounded channel has, and how many are free.
#[derive(Clone, Copy)]
pub(crate) struct Slots {
    pub all: usize,
    pub free: usize,
}

impl Slots {
    /// Of a channel without bounds.
    pub(crate) const NONE: Slots = Slots { all: 0, free: 0 };

    /// Slots that are neither free nor taken by one of the `len` values: permits hold them.
    pub(crate) fn held(self, len: usize) -> usize {
        self.all.saturating_sub(self.free + len)
    }
}

impl Resource<Flow> {
    /// One more sender.
    pub(crate) fn join(&self) {
        self.act(&At::Unknown, |flow| flow.senders += 1);
    }

    /// One more sender, if `upgrade` gives one; the last cannot go between the two.
    pub(crate) fn rejoin<S>(&self, upgrade: impl FnOnce() -> Option<S>) -> Option<S> {
        self.act(&At::Unknown, |flow| {
            let sender = upgrade()?;
            flow.senders += 1;
            Some(sender)
        })
    }

    /// A sender goes; `drop` drops the real one. The last closes the channel.
    pub(crate) fn part(&self, drop: impl FnOnce()) {
        let is_last = self.act(&At::Unknown, |flow| flow.senders == 1 && !flow.closed);
        let at = if is_last { At::here() } else { At::Unknown };
        self.act(&at, |flow| {
            flow.senders -= 1;
            if flow.senders == 0 {
                self.close(flow, &at);
            }
            drop();
        });
    }

    /// The channel takes no more values, unless that was so before.
    pub(crate) fn close(&self, flow: &mut Flow, at: &At) {
        if !std::mem::replace(&mut flow.closed, true) {
            self.done("close", at, Done { len: flow.shown(), ..Done::default() });
        }
    }
}
