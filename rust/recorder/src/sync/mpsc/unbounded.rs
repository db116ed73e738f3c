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
use crate::sync::sender::sender;
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

sender! {
    /// Sends values to the associated [`UnboundedReceiver`].
    UnboundedSender(real_mpsc::UnboundedSender<Parcel<T>>) weak WeakUnboundedSender(real_mpsc::WeakUnboundedSender<Parcel<T>>)
}

impl<T> UnboundedSender<T> {
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
}

receiver! {
    /// Receives values from the associated [`UnboundedSender`].
    UnboundedReceiver, (|_: &_| Slots::NONE)
}

super::opaque!(UnboundedSender<T>, WeakUnboundedSender<T>, UnboundedReceiver<T>);
