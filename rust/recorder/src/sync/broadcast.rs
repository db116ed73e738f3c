//! `tokio::sync::broadcast`.

use std::future::Future;
use std::sync::Arc;

use error::{RecvError, SendError, TryRecvError};
use real::sync::broadcast as real_broadcast;
pub use real_broadcast::error;

use super::mpsc::flow::{Flow, Parcel};
use super::mpsc::opaque;
use super::sender::sender;
use crate::leaf::Op;
use crate::log::place::At;
use crate::log::text;
use crate::resource::{Birth, Done, Resource};
use crate::unit::park::block_on;

type Channel = Arc<Resource<Flow>>;

/// Creates a channel in which every receiver gets every value; those who lag by more than `capacity` lose some.
#[track_caller]
pub fn channel<T: Clone>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    let at = At::caller();
    let (sender, receiver) = real_broadcast::channel(capacity);
    // tokio rounds up to a power of two; that is what a receiver may lag by.
    let cap = Some(capacity.next_power_of_two());
    let birth = Birth { kind: "broadcast", cap, of_type: text::type_name::<T>(), ..Birth::default() };
    let channel = Arc::new(Resource::new(birth, at, Flow::new()));
    (Sender { real: Some(sender), channel: channel.clone() }, Receiver { real: receiver, channel })
}

sender! {
    /// Sends values to all receivers.
    Sender(real_broadcast::Sender<Parcel<T>>) weak WeakSender(real_broadcast::WeakSender<Parcel<T>>)
}

/// Receives every value that was sent since it subscribed.
pub struct Receiver<T> {
    real: real_broadcast::Receiver<Parcel<T>>,
    channel: Channel,
}

impl<T: Clone> Sender<T> {
    /// Creates a channel without receivers.
    #[track_caller]
    pub fn new(capacity: usize) -> Sender<T> {
        channel(capacity).0
    }
}

impl<T> Sender<T> {
    /// Sends a value and says how many receivers there are; with none it is given back.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<usize, SendError<T>> {
        let at = At::caller();
        let parcel = Parcel::new(value);
        let v = parcel.text.clone();
        self.channel.act(&at, |_| {
            let sent = self.real().send(parcel);
            let done = match sent {
                Ok(_) => Done { v, len: Some(self.real().len()), ..Done::default() },
                Err(_) => Done { v, ..Done::without("closed") },
            };
            self.channel.done("send", &at, done);
            sent.map_err(|SendError(parcel)| SendError(parcel.value))
        })
    }

    /// Waits until there are no receivers.
    #[track_caller]
    pub fn closed(&self) -> impl Future<Output = ()> {
        Op::new("closed", &self.channel, At::caller(), self.real().closed(), |_, ()| (None, ()))
    }

    /// One more receiver, of what is sent from now on.
    pub fn subscribe(&self) -> Receiver<T> {
        Receiver { real: self.real().subscribe(), channel: self.channel.clone() }
    }

    /// Values that some receiver has not received.
    pub fn len(&self) -> usize {
        self.real().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.real().is_empty()
    }

    /// How many receivers there are.
    pub fn receiver_count(&self) -> usize {
        self.real().receiver_count()
    }
}

impl<T: Clone> Receiver<T> {
    /// One more receiver, of what is sent from now on.
    pub fn resubscribe(&self) -> Self {
        Receiver { real: self.real.resubscribe(), channel: self.channel.clone() }
    }

    /// The next value.
    #[track_caller]
    pub fn recv(&mut self) -> impl Future<Output = Result<T, RecvError>> {
        self.recv_at(At::caller())
    }

    /// The next value, waiting on a thread where it may block.
    #[track_caller]
    pub fn blocking_recv(&mut self) -> Result<T, RecvError> {
        block_on(self.recv_at(At::caller()))
    }

    fn recv_at(&mut self, at: At) -> impl Future<Output = Result<T, RecvError>> {
        let Receiver { real, channel } = self;
        Op::new("receive", channel, at, real.recv(), |_: &mut Flow, out| {
            let done = match &out {
                Ok(parcel) => Done::value(parcel.text.clone()),
                Err(RecvError::Lagged(lost)) => Done { v: lost.to_string(), ..Done::without("lagged") },
                Err(RecvError::Closed) => Done::without("closed"),
            };
            (Some(done), out.map(|parcel| parcel.value))
        })
    }

    /// The next value if there is one now.
    #[track_caller]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        let at = At::caller();
        let Receiver { real, channel } = self;
        channel.act(&at, |_| {
            let out = real.try_recv();
            let done = match &out {
                Ok(parcel) => Done::value(parcel.text.clone()),
                Err(TryRecvError::Lagged(lost)) => Done { v: lost.to_string(), ..Done::without("lagged") },
                Err(TryRecvError::Empty) => Done::without("empty"),
                Err(TryRecvError::Closed) => Done::without("closed"),
            };
            channel.done("receive", &at, done);
            out.map(|parcel| parcel.value)
        })
    }
}

impl<T> Receiver<T> {
    /// Values that it has not received.
    pub fn len(&self) -> usize {
        self.real.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.real.is_empty()
    }

    /// Whether all senders are gone.
    pub fn is_closed(&self) -> bool {
        self.real.is_closed()
    }

    /// Whether both belong to one channel.
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real.same_channel(&other.real)
    }

    /// Senders of this channel.
    pub fn sender_strong_count(&self) -> usize {
        self.real.sender_strong_count()
    }

    /// Weak senders of this channel.
    pub fn sender_weak_count(&self) -> usize {
        self.real.sender_weak_count()
    }
}

opaque!(Sender<T>, WeakSender<T>, Receiver<T>);
