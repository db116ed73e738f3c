//! The channel without bounds.

use std::future::{Future, poll_fn};
use std::sync::Arc;
use std::task::{Context, Poll};

use real::sync::mpsc as real_mpsc;
use real_mpsc::error::{SendError, TryRecvError};

use super::flow::{Flow, Parcel, Slots};
use super::receiver::receiver;
use crate::leaf::{Leaf, Op};
use crate::log::place::At;
use crate::log::text;
use crate::resource::{Birth, Done, Resource};
use crate::unit::park::block_on;

type Channel = Arc<Resource<Flow>>;

/// Creates a channel without bounds.
#[track_caller]
pub fn unbounded_channel<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    let (sender, receiver) = real_mpsc::unbounded_channel();
    let birth = Birth { kind: "unbounded", of_type: text::type_name::<T>(), ..Birth::default() };
    let channel = Arc::new(Resource::new(birth, At::caller(), Flow::new()));
    (UnboundedSender { real: Some(sender), channel: channel.clone() }, UnboundedReceiver::new(receiver, channel))
}

/// Sends values to the associated [`UnboundedReceiver`].
pub struct UnboundedSender<T> {
    // None only while it is dropped.
    real: Option<real_mpsc::UnboundedSender<Parcel<T>>>,
    channel: Channel,
}

/// A sender that does not keep the channel open.
pub struct WeakUnboundedSender<T> {
    real: real_mpsc::WeakUnboundedSender<Parcel<T>>,
    channel: Channel,
}

impl<T> UnboundedSender<T> {
    fn real(&self) -> &real_mpsc::UnboundedSender<Parcel<T>> {
        self.real.as_ref().expect("a sender is not used after its drop")
    }

    /// Sends a value; there is always room.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        let at = At::caller();
        let parcel = Parcel::new(value);
        let text = parcel.text.clone();
        self.channel.act(&at, |flow| {
            let sent = self.real().send(parcel);
            let done = match sent {
                Ok(()) => flow.sent(text, Slots::NONE),
                Err(_) => Done { v: text, ..Done::without("closed") },
            };
            self.channel.done("send", &at, done);
            sent.map_err(|SendError(parcel)| SendError(parcel.value))
        })
    }

    /// Waits until the channel is closed.
    #[track_caller]
    pub fn closed(&self) -> impl Future<Output = ()> {
        let at = At::caller();
        Op::new("closed", &self.channel, at, self.real().closed(), |_, ()| (None, ()))
    }

    /// Whether the receiver is gone or has closed the channel.
    pub fn is_closed(&self) -> bool {
        self.real().is_closed()
    }

    /// Whether both belong to one channel.
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real().same_channel(other.real())
    }

    /// A sender that does not keep the channel open.
    pub fn downgrade(&self) -> WeakUnboundedSender<T> {
        WeakUnboundedSender { real: self.real().downgrade(), channel: self.channel.clone() }
    }

    /// Senders of this channel.
    pub fn strong_count(&self) -> usize {
        self.real().strong_count()
    }

    /// Weak senders of this channel.
    pub fn weak_count(&self) -> usize {
        self.real().weak_count()
    }
}

impl<T> Clone for UnboundedSender<T> {
    fn clone(&self) -> Self {
        self.channel.join();
        UnboundedSender { real: self.real.clone(), channel: self.channel.clone() }
    }
}

impl<T> Drop for UnboundedSender<T> {
    fn drop(&mut self) {
        if let Some(real) = self.real.take() {
            self.channel.part(|| drop(real));
        }
    }
}

impl<T> WeakUnboundedSender<T> {
    /// A sender again, if there is one left.
    pub fn upgrade(&self) -> Option<UnboundedSender<T>> {
        let real = self.real.upgrade()?;
        self.channel.join();
        Some(UnboundedSender { real: Some(real), channel: self.channel.clone() })
    }

    /// Senders of this channel.
    pub fn strong_count(&self) -> usize {
        self.real.strong_count()
    }

    /// Weak senders of this channel.
    pub fn weak_count(&self) -> usize {
        self.real.weak_count()
    }
}

impl<T> Clone for WeakUnboundedSender<T> {
    fn clone(&self) -> Self {
        WeakUnboundedSender { real: self.real.clone(), channel: self.channel.clone() }
    }
}

receiver! {
    /// Receives values from the associated [`UnboundedSender`].
    UnboundedReceiver, (|_: &_| Slots::NONE)
}

super::opaque!(UnboundedSender<T>, WeakUnboundedSender<T>, UnboundedReceiver<T>);
