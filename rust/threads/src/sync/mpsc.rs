//! `std::sync::mpsc`.
//!
//! Values go through the real channel. On a rendezvous one side waits in the queue until the other comes, which
//! records the hand-over; then both meet in the real channel, where neither can fail the other any more. Who was woken
//! there must not ask for the channel's lock first: its partner holds it.

mod flow;
mod iter;

pub use std::sync::mpsc::*;

use std::fmt;
use std::sync::Arc;
use std::sync::mpsc as real_mpsc;
use std::time::{Duration, Instant};

use interleave_tokio::recording::{At, Birth, Done, Resource, Waiter, text, thread};

use flow::{Channel, Flow, Parcel, Real};
pub use iter::{IntoIter, Iter, TryIter};

/// Creates a channel without bounds.
#[track_caller]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let (sender, real) = real_mpsc::channel();
    let channel = open::<T>("unbounded", None, At::caller());
    let sender = Sender(End { real: Some(sender), rendezvous: false, channel: channel.clone() });
    (sender, Receiver { real: Some(real), rendezvous: false, channel })
}

/// Creates a channel with room for `bound` values; 0: a rendezvous.
#[track_caller]
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    let (sender, real) = real_mpsc::sync_channel(bound);
    let channel = open::<T>("channel", Some(bound), At::caller());
    let rendezvous = bound == 0;
    let sender = SyncSender(End { real: Some(sender), rendezvous, channel: channel.clone() });
    (sender, Receiver { real: Some(real), rendezvous, channel })
}

fn open<T>(kind: &'static str, cap: Option<usize>, at: At) -> Channel {
    thread::found(&at);
    let birth = Birth { kind, cap, of_type: text::type_name::<T>(), ..Birth::default() };
    Arc::new(Resource::new(birth, at, Flow::new(cap == Some(0))))
}

/// A sending end, which counts among the channel's senders.
struct End<S> {
    /// None only while it is dropped.
    real: Option<S>,
    rendezvous: bool,
    channel: Channel,
}

/// Sends values without ever waiting.
pub struct Sender<T>(End<real_mpsc::Sender<Parcel<T>>>);

/// Sends values, waiting where there is no room.
pub struct SyncSender<T>(End<real_mpsc::SyncSender<Parcel<T>>>);

/// Receives values.
pub struct Receiver<T> {
    /// None only while it is dropped.
    real: Option<real_mpsc::Receiver<Parcel<T>>>,
    rendezvous: bool,
    channel: Channel,
}

impl<S> End<S> {
    fn real(&self) -> &S {
        self.real.as_ref().expect("a sender is not used after its drop")
    }
}

impl<S: Clone> Clone for End<S> {
    fn clone(&self) -> End<S> {
        self.channel.act(&At::Unknown, |flow| flow.senders += 1);
        End { real: self.real.clone(), rendezvous: self.rendezvous, channel: self.channel.clone() }
    }
}

impl<S> Drop for End<S> {
    fn drop(&mut self) {
        let is_last = self.channel.act(&At::Unknown, |flow| flow.senders == 1 && flow.received);
        let at = if is_last { At::here() } else { At::Unknown };
        self.channel.act(&at, |flow| {
            flow.senders -= 1;
            drop(self.real.take());
            if flow.senders == 0 && flow.received {
                self.channel.done("close", &at, Done::default());
                flow.receives.claim_all().iter().for_each(|waiter| waiter.wake(&at));
            }
        });
    }
}

impl<T> Sender<T> {
    /// Sends a value.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        let at = At::caller();
        let parcel = Parcel::new(value);
        let channel = &self.0.channel;
        channel.act(&at, |flow| match flow.try_send(channel, self.0.real(), parcel, &at) {
            Ok(()) => Ok(()),
            Err(TrySendError::Full(parcel) | TrySendError::Disconnected(parcel)) => {
                channel.done("send", &at, Done { v: parcel.text, ..Done::without("closed") });
                Err(SendError(parcel.value))
            }
        })
    }
}

impl<T> SyncSender<T> {
    /// Sends a value, blocking until there is room for it, or on a rendezvous until it is received.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        let at = At::caller();
        let channel = &self.0.channel;
        let mut parcel = Parcel::new(value);
        let mut waited = false;
        loop {
            let tried: Result<(), (Parcel<T>, Option<Arc<Waiter>>)> =
                channel.act(&at, |flow| match flow.try_send(channel, self.0.real(), parcel, &at) {
                    Ok(()) => Ok(()),
                    Err(TrySendError::Full(parcel)) => {
                        let waiter = flow.wait_to_send(channel, &parcel, std::mem::replace(&mut waited, true), &at);
                        Err((parcel, Some(waiter)))
                    }
                    Err(TrySendError::Disconnected(parcel)) => Err((parcel, None)),
                });
            parcel = match tried {
                Ok(()) => return Ok(()),
                Err((parcel, None)) => return Err(self.refused(parcel, &at)),
                Err((parcel, Some(waiter))) => {
                    waiter.block();
                    parcel
                }
            };
            if self.0.rendezvous {
                // Woken by the receiver, which records the hand-over and is in the real `recv`, or by its drop.
                return self.0.real().send(parcel).map_err(|SendError(parcel)| self.refused(parcel, &at));
            }
        }
    }

    /// Sends a value if there is room now, or on a rendezvous if the receiver waits.
    #[track_caller]
    pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
        let at = At::caller();
        let channel = &self.0.channel;
        let parcel = Parcel::new(value);
        channel.act(&at, |flow| {
            flow.try_send(channel, self.0.real(), parcel, &at).map_err(|refused| {
                let (parcel, why, error): (_, _, fn(T) -> TrySendError<T>) = match refused {
                    TrySendError::Full(parcel) => (parcel, "full", TrySendError::Full),
                    TrySendError::Disconnected(parcel) => (parcel, "closed", TrySendError::Disconnected),
                };
                channel.done("send", &at, Done { v: parcel.text, ..Done::without(why) });
                error(parcel.value)
            })
        })
    }

    fn refused(&self, parcel: Parcel<T>, at: &At) -> SendError<T> {
        self.0.channel.done("send", at, Done { v: parcel.text, ..Done::without("closed") });
        SendError(parcel.value)
    }
}

impl<T> Receiver<T> {
    fn real(&self) -> &real_mpsc::Receiver<Parcel<T>> {
        self.real.as_ref().expect("a receiver is not used after its drop")
    }

    /// Blocks until there is a value, or will be none.
    #[track_caller]
    pub fn recv(&self) -> Result<T, RecvError> {
        self.receive(None, &At::caller()).map_err(|_| RecvError)
    }

    /// As [`recv`](Receiver::recv), at most for `timeout`.
    #[track_caller]
    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {
        self.receive(Some(timeout), &At::caller())
    }

    fn receive(&self, limit: Option<Duration>, at: &At) -> Result<T, RecvTimeoutError> {
        let channel = &self.channel;
        let start = Instant::now();
        let mut in_time = true;
        loop {
            let tried = channel.act(at, |flow| match flow.try_receive(channel, self.real(), at) {
                Err(TryRecvError::Empty) if in_time => Err(Some(flow.wait_to_receive(channel, limit, at))),
                Err(TryRecvError::Empty) => {
                    channel.done("receive", at, Done::without("elapsed"));
                    Err(None)
                }
                received => Ok(received),
            });
            let waiter = match tried {
                Ok(received) => return received.map_err(|_| RecvTimeoutError::Disconnected),
                Err(None) => return Err(RecvTimeoutError::Timeout),
                Err(Some(waiter)) => waiter,
            };
            match limit {
                None => waiter.block(),
                Some(limit) => in_time = waiter.block_for(limit.saturating_sub(start.elapsed())),
            }
            if !in_time {
                channel.act(at, |flow| flow.receives.forget(&waiter));
            } else if self.rendezvous {
                // Woken by a sender, which has recorded the hand-over and is in the real `send`, or by the last one's drop.
                return match self.real().recv() {
                    Ok(parcel) => Ok(parcel.value),
                    Err(_) => {
                        channel.done("receive", at, Done::without("closed"));
                        Err(RecvTimeoutError::Disconnected)
                    }
                };
            }
        }
    }

    /// Receives a value if there is one now.
    #[track_caller]
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        let at = At::caller();
        let channel = &self.channel;
        channel.act(&at, |flow| {
            let received = flow.try_receive(channel, self.real(), &at);
            if let Err(TryRecvError::Empty) = received {
                channel.done("receive", &at, Done::without("empty"));
            }
            received
        })
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let at = At::here();
        let waiting = self.channel.act(&at, |flow| {
            flow.received = false;
            if flow.senders > 0 {
                self.channel.done("close", &at, Done::default());
            }
            flow.sends.claim_all()
        });
        // Drops the values too, which is the program's code: not under the channel's lock.
        drop(self.real.take());
        waiting.iter().for_each(|waiter| waiter.wake(&at));
    }
}

impl<T> Real<T> for real_mpsc::Sender<Parcel<T>> {
    fn put(&self, parcel: Parcel<T>) -> Result<(), TrySendError<Parcel<T>>> {
        self.send(parcel).map_err(|SendError(parcel)| TrySendError::Disconnected(parcel))
    }

    fn meet(&self, parcel: Parcel<T>) -> Result<(), SendError<Parcel<T>>> {
        self.send(parcel)
    }
}

impl<T> Real<T> for real_mpsc::SyncSender<Parcel<T>> {
    fn put(&self, parcel: Parcel<T>) -> Result<(), TrySendError<Parcel<T>>> {
        self.try_send(parcel)
    }

    fn meet(&self, parcel: Parcel<T>) -> Result<(), SendError<Parcel<T>>> {
        self.send(parcel)
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        Sender(self.0.clone())
    }
}

impl<T> Clone for SyncSender<T> {
    fn clone(&self) -> SyncSender<T> {
        SyncSender(self.0.clone())
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for SyncSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SyncSender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}
