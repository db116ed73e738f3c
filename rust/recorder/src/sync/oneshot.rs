//! `tokio::sync::oneshot`.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use real::sync::oneshot as real_oneshot;
pub use real_oneshot::error;
use real_oneshot::error::{RecvError, TryRecvError};

use super::mpsc::flow::{Flow, Parcel, Slots};
use super::mpsc::opaque;
use crate::leaf::{Leaf, Op};
use crate::log::place::At;
use crate::log::text;
use crate::resource::{Birth, Done, Resource};
use crate::unit::park::block_on;

type Channel = Arc<Resource<Flow>>;

/// Creates a channel for one value.
#[track_caller]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = real_oneshot::channel();
    let birth = Birth { kind: "oneshot", of_type: text::type_name::<T>(), ..Birth::default() };
    let channel = Arc::new(Resource::new(birth, At::caller(), Flow::new()));
    let leaf = Leaf::new("receive", channel.id(), At::Unknown);
    let closed = Leaf::new("closed", channel.id(), At::Unknown);
    let sender = Sender { real: Some(sender), channel: channel.clone(), leaf: closed };
    (sender, Receiver { real: Some(receiver), channel, leaf })
}

/// Sends one value to the associated [`Receiver`].
pub struct Sender<T> {
    // None once it has sent.
    real: Option<real_oneshot::Sender<Parcel<T>>>,
    channel: Channel,
    /// Of `poll_closed`.
    leaf: Leaf,
}

/// Receives one value from the associated [`Sender`].
pub struct Receiver<T> {
    // None only while it is dropped.
    real: Option<real_oneshot::Receiver<Parcel<T>>>,
    channel: Channel,
    leaf: Leaf,
}

impl<T> Sender<T> {
    /// Sends the value, or gives it back if nobody will receive it.
    #[track_caller]
    pub fn send(mut self, value: T) -> Result<(), T> {
        let at = At::caller();
        let parcel = Parcel::new(value);
        let text = parcel.text.clone();
        let real = self.real.take().expect("a sender sends once");
        self.channel.act(&at, |flow| {
            let sent = real.send(parcel);
            let done = match sent {
                Ok(()) => flow.sent(text, Slots::NONE),
                Err(_) => Done { v: text, ..Done::without("closed") },
            };
            self.channel.done("send", &at, done);
            sent.map_err(|parcel| parcel.value)
        })
    }

    /// Waits until nobody will receive the value.
    #[track_caller]
    pub fn closed(&mut self) -> impl Future<Output = ()> {
        let at = At::caller();
        let Sender { real, channel, .. } = self;
        let real = real.as_mut().expect("a sender sends once");
        Op::new("closed", channel, at, real.closed(), |_: &mut Flow, ()| (None, ()))
    }

    /// As [`closed`](Sender::closed), for a future of the program's own.
    #[track_caller]
    pub fn poll_closed(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let at = At::caller();
        let Sender { real, channel, leaf } = self;
        let real = real.as_mut().expect("a sender sends once");
        channel.act(&at, |_| {
            let budget = Leaf::budget();
            let polled = real.poll_closed(cx);
            leaf.at = at.clone();
            if polled.is_pending() {
                leaf.pending(budget)
            } else {
                leaf.cancel()
            }
            polled
        })
    }

    /// Whether nobody will receive the value.
    pub fn is_closed(&self) -> bool {
        self.real.as_ref().is_none_or(real_oneshot::Sender::is_closed)
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        if let Some(real) = self.real.take() {
            self.channel.part(|| drop(real));
        }
    }
}

impl<T> Receiver<T> {
    /// Takes no value from here on, but one that has been sent.
    #[track_caller]
    pub fn close(&mut self) {
        self.close_at(&At::caller());
    }

    fn close_at(&mut self, at: &At) {
        let Receiver { real: Some(real), channel, .. } = self else { return };
        channel.act(at, |flow| {
            // A value that was sent is in it, and nothing more can come.
            if flow.len == 0 {
                channel.close(flow, at);
            }
            real.close();
        });
    }

    /// The value if it is there now.
    #[track_caller]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        let at = At::caller();
        let Receiver { real: Some(real), channel, .. } = self else { return Err(TryRecvError::Closed) };
        channel.act(&at, |flow| {
            let (done, out) = match real.try_recv() {
                Ok(parcel) => {
                    let (done, value) = flow.received(Some(parcel), Slots::NONE);
                    (done, value.ok_or(TryRecvError::Closed))
                }
                Err(e @ TryRecvError::Empty) => (Done::without("empty"), Err(e)),
                Err(e @ TryRecvError::Closed) => (Done::without("closed"), Err(e)),
            };
            channel.done("receive", &at, done);
            out
        })
    }

    /// The value, waiting on a thread where it may block.
    #[track_caller]
    pub fn blocking_recv(mut self) -> Result<T, RecvError> {
        self.leaf.at = At::caller();
        block_on(self)
    }

    /// Whether the value has been received, or will never come.
    pub fn is_terminated(&self) -> bool {
        self.real.as_ref().is_none_or(real_oneshot::Receiver::is_terminated)
    }

    /// Whether there is no value in it.
    pub fn is_empty(&self) -> bool {
        self.real.as_ref().is_none_or(real_oneshot::Receiver::is_empty)
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, RecvError>;

    #[track_caller]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Receiver { real, channel, leaf } = &mut *self;
        if matches!(leaf.at, At::Unknown) {
            leaf.at = At::caller();
        }
        let real = Pin::new(real.as_mut().expect("it is not polled after its drop"));
        let at = leaf.at.clone();
        channel.act(&at, |flow| {
            let budget = Leaf::budget();
            match real.poll(cx) {
                Poll::Pending => {
                    leaf.pending(budget);
                    Poll::Pending
                }
                Poll::Ready(out) => {
                    let error = out.as_ref().err().cloned();
                    let (done, value) = flow.received(out.ok(), Slots::NONE);
                    leaf.done(done);
                    Poll::Ready(value.ok_or_else(|| error.expect("there is a value or an error")))
                }
            }
        })
    }
}

impl<T> Unpin for Receiver<T> {}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        if !self.is_terminated() {
            self.close_at(&At::here());
        }
        self.leaf.cancel();
    }
}

opaque!(Sender<T>, Receiver<T>);
