//! A channel's state, and the operations on it that do not wait.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SendError, TryRecvError, TrySendError};
use std::time::Duration;

use interleave_tokio::recording::{At, Done, Party, Resource, Waiter, hand_over, text, thread};

use crate::sync::queue::Queue;

pub(super) type Channel = Arc<Resource<Flow>>;

/// A value on its way, with the text under which it was sent: a receive shows what really came.
pub(super) struct Parcel<T> {
    pub value: T,
    pub text: String,
}

impl<T> Parcel<T> {
    pub(super) fn new(value: T) -> Parcel<T> {
        let text = text::of(&value);
        Parcel { value, text }
    }
}

/// Changed under the channel's lock only.
pub(super) struct Flow {
    rendezvous: bool,
    /// Values in it.
    len: usize,
    pub senders: usize,
    /// The receiver is there.
    pub received: bool,
    /// Who waits to send, and on a rendezvous what and where.
    pub sends: Queue<Offer>,
    /// The receiver, where it waits, and its line.
    pub receives: Queue<At>,
}

pub(super) struct Offer {
    text: String,
    at: At,
}

/// The real channel's sending end.
pub(super) trait Real<T> {
    /// Sends without waiting.
    fn put(&self, parcel: Parcel<T>) -> Result<(), TrySendError<Parcel<T>>>;
    /// Sends to a receiver that waits, or is about to.
    fn meet(&self, parcel: Parcel<T>) -> Result<(), SendError<Parcel<T>>>;
}

impl Flow {
    pub(super) fn new(rendezvous: bool) -> Flow {
        Flow { rendezvous, len: 0, senders: 1, received: true, sends: Queue::new(), receives: Queue::new() }
    }

    /// Sends, and records that, unless it would have to wait or the channel is closed.
    pub(super) fn try_send<T>(
        &mut self,
        channel: &Channel,
        real: &impl Real<T>,
        parcel: Parcel<T>,
        at: &At,
    ) -> Result<(), TrySendError<Parcel<T>>> {
        if !self.received {
            return Err(TrySendError::Disconnected(parcel));
        }
        if self.rendezvous {
            let Some((receiver, to)) = self.receives.claim() else { return Err(TrySendError::Full(parcel)) };
            let to = Party { unit: receiver.unit(), at: to };
            hand_over(channel, &me(at), &to, &parcel.text);
            receiver.wake(at);
            return real.meet(parcel).map_err(|SendError(parcel)| TrySendError::Disconnected(parcel));
        }
        let text = parcel.text.clone();
        real.put(parcel)?;
        self.len += 1;
        channel.done("send", at, Done { v: text, len: Some(self.len), ..Done::default() });
        self.receives.wake(at);
        Ok(())
    }

    /// The current unit stops until there is room; `again`: it was woken in vain.
    pub(super) fn wait_to_send<T>(
        &mut self,
        channel: &Channel,
        parcel: &Parcel<T>,
        again: bool,
        at: &At,
    ) -> Arc<Waiter> {
        let offer = Offer { text: parcel.text.clone(), at: at.clone() };
        if again {
            return self.sends.again(offer);
        }
        self.sends.wait("send", channel.id(), parcel.text.clone(), None, offer, at)
    }

    /// Receives, and records that or that there will be no more, unless it would have to wait.
    pub(super) fn try_receive<T>(
        &mut self,
        channel: &Channel,
        real: &Receiver<Parcel<T>>,
        at: &At,
    ) -> Result<T, TryRecvError> {
        if self.rendezvous
            && let Some((sender, Offer { text, at: from })) = self.sends.claim()
        {
            hand_over(channel, &Party { unit: sender.unit(), at: from }, &me(at), &text);
            sender.wake(at);
            return real.recv().map(|parcel| parcel.value).map_err(|_| TryRecvError::Disconnected);
        }
        let received = real.try_recv();
        match &received {
            Ok(parcel) => {
                self.len -= 1;
                let done = Done { v: parcel.text.clone(), len: Some(self.len), ..Done::default() };
                channel.done("receive", at, done);
                self.sends.wake(at);
            }
            Err(TryRecvError::Disconnected) => channel.done("receive", at, Done::without("closed")),
            Err(TryRecvError::Empty) => {}
        }
        received.map(|parcel| parcel.value)
    }

    /// The current unit stops until there is a value.
    pub(super) fn wait_to_receive(&mut self, channel: &Channel, limit: Option<Duration>, at: &At) -> Arc<Waiter> {
        self.receives.wait("receive", channel.id(), String::new(), limit, at.clone(), at)
    }
}

fn me(at: &At) -> Party {
    Party { unit: thread::current(), at: at.clone() }
}
