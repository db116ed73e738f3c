//! The bounded channel.
//!
//! tokio's own `send` waits for a permit and then writes the value. Here the two steps are taken apart, so that
//! the value is written and recorded under one lock.

use std::future::{Future, poll_fn};
use std::iter::FusedIterator;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use real::sync::mpsc as real_mpsc;
use real_mpsc::error::{SendError, SendTimeoutError, TryRecvError, TrySendError};

use super::flow::{Flow, Parcel, Slots};
use super::receiver::receiver;
use crate::leaf::{Leaf, Op};
use crate::log::place::At;
use crate::log::text;
use crate::resource::{Birth, Done, Resource};
use crate::sync::sender::sender;
use crate::unit::park::block_on;

type Channel = Arc<Resource<Flow>>;

/// Creates a bounded channel with room for `buffer` values.
#[track_caller]
pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {
    let at = At::caller();
    let (sender, receiver) = real_mpsc::channel(buffer);
    let birth = Birth { kind: "channel", cap: Some(buffer), of_type: text::type_name::<T>(), ..Birth::default() };
    let channel = Arc::new(Resource::new(birth, at, Flow::new()));
    (Sender { real: Some(sender), channel: channel.clone() }, Receiver::new(receiver, channel))
}

sender! {
    /// Sends values to the associated [`Receiver`].
    Sender(real_mpsc::Sender<Parcel<T>>) weak WeakSender(real_mpsc::WeakSender<Parcel<T>>)
}

/// A slot of the channel, to be written to.
pub struct Permit<'a, T> {
    real: Option<real_mpsc::Permit<'a, Parcel<T>>>,
    sender: &'a Sender<T>,
}

/// Slots of the channel, to be written to.
pub struct PermitIterator<'a, T> {
    real: Option<real_mpsc::PermitIterator<'a, Parcel<T>>>,
    sender: &'a Sender<T>,
}

/// A slot of the channel, to be written to, that owns its sender.
pub struct OwnedPermit<T> {
    real: Option<real_mpsc::OwnedPermit<Parcel<T>>>,
    channel: Channel,
}

fn slots<T>(sender: &real_mpsc::Sender<Parcel<T>>) -> Slots {
    Slots { all: sender.max_capacity(), free: sender.capacity() }
}

impl<T> Sender<T> {
    /// Sends a value, waiting until there is room.
    #[track_caller]
    pub fn send(&self, value: T) -> impl Future<Output = Result<(), SendError<T>>> {
        self.send_at(value, At::caller())
    }

    async fn send_at(&self, value: T, at: At) -> Result<(), SendError<T>> {
        let real = self.real();
        let parcel = Parcel::new(value);
        let text = parcel.text.clone();
        Op::new("send", &self.channel, at, real.reserve(), |flow: &mut Flow, permit| match permit {
            Ok(permit) => {
                let text = parcel.text.clone();
                permit.send(parcel);
                (Some(flow.sent(text, slots(real))), Ok(()))
            }
            Err(_) => (Some(Done { v: parcel.text, ..Done::without("closed") }), Err(SendError(parcel.value))),
        })
        .sending(text)
        .await
    }

    /// Sends a value, waiting until there is room, on a thread where it may block.
    #[track_caller]
    pub fn blocking_send(&self, value: T) -> Result<(), SendError<T>> {
        block_on(self.send_at(value, At::caller()))
    }

    /// Sends a value if there is room now.
    #[track_caller]
    pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
        let at = At::caller();
        let parcel = Parcel::new(value);
        self.channel.act(&at, |flow| {
            let (done, out) = match self.real().try_reserve() {
                Ok(permit) => {
                    let text = parcel.text.clone();
                    permit.send(parcel);
                    (flow.sent(text, slots(self.real())), Ok(()))
                }
                Err(TrySendError::Full(())) => {
                    (Done { v: parcel.text, ..Done::without("full") }, Err(TrySendError::Full(parcel.value)))
                }
                Err(TrySendError::Closed(())) => {
                    (Done { v: parcel.text, ..Done::without("closed") }, Err(TrySendError::Closed(parcel.value)))
                }
            };
            self.channel.done("send", &at, done);
            out
        })
    }

    /// Sends a value, waiting at most `timeout` for room.
    #[track_caller]
    pub fn send_timeout(&self, value: T, timeout: Duration) -> impl Future<Output = Result<(), SendTimeoutError<T>>> {
        let at = At::caller();
        let room = crate::time::timeout(timeout, self.reserve());
        async move {
            match room.await {
                Ok(Ok(permit)) => {
                    permit.send_at(value, at);
                    Ok(())
                }
                Ok(Err(_)) => Err(SendTimeoutError::Closed(value)),
                Err(_) => Err(SendTimeoutError::Timeout(value)),
            }
        }
    }

    /// Waits for room and reserves it.
    #[track_caller]
    pub fn reserve(&self) -> impl Future<Output = Result<Permit<'_, T>, SendError<()>>> {
        let at = At::caller();
        async move {
            let real = self.real();
            Op::new("reserve", &self.channel, at, real.reserve(), |flow, permit| match permit {
                Ok(permit) => (Some(reserved(flow, slots(real))), Ok(Permit { real: Some(permit), sender: self })),
                Err(closed) => (Some(Done::without("closed")), Err(closed)),
            })
            .await
        }
    }

    /// Reserves room if there is any now.
    #[track_caller]
    pub fn try_reserve(&self) -> Result<Permit<'_, T>, TrySendError<()>> {
        let at = At::caller();
        self.channel.act(&at, |flow| {
            let (done, out) = match self.real().try_reserve() {
                Ok(permit) => (reserved(flow, slots(self.real())), Ok(Permit { real: Some(permit), sender: self })),
                Err(e) => (unreserved(&e), Err(e)),
            };
            self.channel.done("reserve", &at, done);
            out
        })
    }

    /// Waits for room for `n` values and reserves it.
    #[track_caller]
    pub fn reserve_many(&self, n: usize) -> impl Future<Output = Result<PermitIterator<'_, T>, SendError<()>>> {
        let at = At::caller();
        async move {
            let real = self.real();
            Op::new(
                "reserve",
                &self.channel,
                at.clone(),
                real.reserve_many(n),
                |flow: &mut Flow, permits| match permits {
                    Ok(permits) => {
                        (self.reserved_many(flow, n, &at), Ok(PermitIterator { real: Some(permits), sender: self }))
                    }
                    Err(e) => (Some(Done::without(if n > real.max_capacity() { "full" } else { "closed" })), Err(e)),
                },
            )
            .await
        }
    }

    /// Reserves room for `n` values if there is so much now.
    #[track_caller]
    pub fn try_reserve_many(&self, n: usize) -> Result<PermitIterator<'_, T>, TrySendError<()>> {
        let at = At::caller();
        self.channel.act(&at, |flow| match self.real().try_reserve_many(n) {
            Ok(permits) => {
                if let Some(last) = self.reserved_many(flow, n, &at) {
                    self.channel.done("reserve", &at, last);
                }
                Ok(PermitIterator { real: Some(permits), sender: self })
            }
            Err(e) => {
                self.channel.done("reserve", &at, unreserved(&e));
                Err(e)
            }
        })
    }

    /// Records all of `n` permits but the last, and returns that; none if there is none.
    fn reserved_many(&self, flow: &Flow, n: usize, at: &At) -> Option<Done> {
        let all = slots(self.real()).held(flow.len);
        let mut each = (0..n).rev().map(|more| Done { len: Some(flow.len), held: all - more, ..Done::default() });
        let last = each.next_back();
        each.for_each(|done| self.channel.done("reserve", at, done));
        last
    }

    /// Waits for room and reserves it, giving the sender away.
    #[track_caller]
    pub fn reserve_owned(mut self) -> impl Future<Output = Result<OwnedPermit<T>, SendError<()>>> {
        let at = At::caller();
        async move {
            let weak = self.real().downgrade();
            let sender = self.real.clone().expect("a sender is not used after its drop");
            let out = Op::new("reserve", &self.channel, at, sender.reserve_owned(), |flow, permit| match permit {
                Ok(permit) => {
                    let slots = weak.upgrade().map_or(Slots::NONE, |sender| slots(&sender));
                    (Some(reserved(flow, slots)), Ok(permit))
                }
                Err(closed) => (Some(Done::without("closed")), Err(closed)),
            })
            .await;
            let permit = out?;
            // The permit stands for this sender from here on.
            self.real = None;
            Ok(OwnedPermit { real: Some(permit), channel: self.channel.clone() })
        }
    }

    /// Reserves room if there is any now, giving the sender away.
    #[track_caller]
    pub fn try_reserve_owned(mut self) -> Result<OwnedPermit<T>, TrySendError<Self>> {
        let at = At::caller();
        let channel = self.channel.clone();
        let real = self.real.take().expect("a sender is not used after its drop");
        let weak = real.downgrade();
        channel.act(&at, |flow| {
            let (done, out) = match real.try_reserve_owned() {
                Ok(permit) => {
                    let slots = weak.upgrade().map_or(Slots::NONE, |sender| slots(&sender));
                    (reserved(flow, slots), Ok(OwnedPermit { real: Some(permit), channel: channel.clone() }))
                }
                Err(e) => (unreserved(&e), Err(e)),
            };
            channel.done("reserve", &at, done);
            out.map_err(|e| match e {
                TrySendError::Full(real) => TrySendError::Full(Sender { real: Some(real), channel: channel.clone() }),
                TrySendError::Closed(real) => {
                    TrySendError::Closed(Sender { real: Some(real), channel: channel.clone() })
                }
            })
        })
    }

    /// Waits until the channel is closed.
    #[track_caller]
    pub fn closed(&self) -> impl Future<Output = ()> {
        let at = At::caller();
        async move { Op::new("closed", &self.channel, at, self.real().closed(), |_, ()| (None, ())).await }
    }

    /// Whether the receiver is gone or has closed the channel.
    pub fn is_closed(&self) -> bool {
        self.real().is_closed()
    }

    /// Free slots.
    pub fn capacity(&self) -> usize {
        self.real().capacity()
    }

    /// All slots.
    pub fn max_capacity(&self) -> usize {
        self.real().max_capacity()
    }
}

fn reserved(flow: &Flow, slots: Slots) -> Done {
    Done { len: Some(flow.len), held: slots.held(flow.len), ..Done::default() }
}

fn unreserved<T>(error: &TrySendError<T>) -> Done {
    Done::without(if matches!(error, TrySendError::Full(_)) { "full" } else { "closed" })
}

impl<T> Permit<'_, T> {
    /// Writes the value to the slot.
    #[track_caller]
    pub fn send(self, value: T) {
        let at = At::caller();
        self.send_at(value, at);
    }

    fn send_at(mut self, value: T, at: At) {
        let parcel = Parcel::new(value);
        let channel = &self.sender.channel;
        let permit = self.real.take().expect("a permit is used once");
        channel.act(&at, |flow| {
            let text = parcel.text.clone();
            permit.send(parcel);
            channel.done("send", &at, flow.sent(text, slots(self.sender.real())));
        });
    }
}

impl<T> Drop for Permit<'_, T> {
    fn drop(&mut self) {
        if let Some(permit) = self.real.take() {
            self.sender.channel.act(&At::here(), |_| drop(permit));
        }
    }
}

impl<'a, T> Iterator for PermitIterator<'a, T> {
    type Item = Permit<'a, T>;

    fn next(&mut self) -> Option<Permit<'a, T>> {
        let permit = self.real.as_mut()?.next()?;
        Some(Permit { real: Some(permit), sender: self.sender })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.real.as_ref().map_or((0, Some(0)), Iterator::size_hint)
    }
}

impl<T> ExactSizeIterator for PermitIterator<'_, T> {}
impl<T> FusedIterator for PermitIterator<'_, T> {}

impl<T> Drop for PermitIterator<'_, T> {
    fn drop(&mut self) {
        if let Some(permits) = self.real.take() {
            self.sender.channel.act(&At::here(), |_| drop(permits));
        }
    }
}

impl<T> OwnedPermit<T> {
    /// Whether both belong to one channel.
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real().same_channel(other.real())
    }

    /// Whether both belong to one channel.
    pub fn same_channel_as_sender(&self, sender: &Sender<T>) -> bool {
        self.real().same_channel_as_sender(sender.real())
    }

    fn real(&self) -> &real_mpsc::OwnedPermit<Parcel<T>> {
        self.real.as_ref().expect("a permit is used once")
    }

    /// Writes the value to the slot.
    #[track_caller]
    pub fn send(mut self, value: T) -> Sender<T> {
        let at = At::caller();
        let parcel = Parcel::new(value);
        let permit = self.real.take().expect("a permit is used once");
        let channel = self.channel.clone();
        let real = channel.act(&at, |flow| {
            let text = parcel.text.clone();
            let real = permit.send(parcel);
            channel.done("send", &at, flow.sent(text, slots(&real)));
            real
        });
        Sender { real: Some(real), channel }
    }

    /// Gives the slot back.
    pub fn release(mut self) -> Sender<T> {
        let permit = self.real.take().expect("a permit is used once");
        let real = self.channel.act(&At::here(), |_| permit.release());
        Sender { real: Some(real), channel: self.channel.clone() }
    }
}

impl<T> Drop for OwnedPermit<T> {
    fn drop(&mut self) {
        if let Some(permit) = self.real.take() {
            self.channel.part(|| drop(permit));
        }
    }
}

receiver! {
    /// Receives values from the associated [`Sender`].
    Receiver, (|real: &real_mpsc::Receiver<Parcel<T>>| Slots { all: real.max_capacity(), free: real.capacity() })
}

impl<T> Receiver<T> {
    /// Free slots.
    pub fn capacity(&self) -> usize {
        self.real.capacity()
    }

    /// All slots.
    pub fn max_capacity(&self) -> usize {
        self.real.max_capacity()
    }
}

super::opaque!(Sender<T>, WeakSender<T>, Receiver<T>, Permit<'_, T>, PermitIterator<'_, T>, OwnedPermit<T>);
