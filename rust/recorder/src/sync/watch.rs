//! `tokio::sync::watch`.
//!
//! A receiver's `receive` is that it has seen that there is a new value. A send is recorded before tokio is told of
//! it, so that nobody sees a value before the record that sends it.

use std::future::Future;
use std::sync::Arc;

use error::{RecvError, SendError};
use real::sync::watch as real_watch;
pub use real_watch::{Ref, error};

use super::mpsc::flow::Flow;
use super::mpsc::opaque;
use super::sender::sender;
use crate::leaf::Op;
use crate::log::place::At;
use crate::log::text;
use crate::resource::{Birth, Done, Resource};

type Channel = Arc<Resource<Flow>>;

/// Creates a channel that keeps the last value.
#[track_caller]
pub fn channel<T>(init: T) -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = real_watch::channel(init);
    let birth = Birth { kind: "watch", of_type: text::type_name::<T>(), ..Birth::default() };
    let channel = Arc::new(Resource::new(birth, At::caller(), Flow::new()));
    (Sender { real: Some(sender), channel: channel.clone() }, Receiver { real: receiver, channel })
}

sender! {
    /// Sends values to all receivers. The last to go without a receiver drops the value, under the channel's lock, which nobody else can want then.
    Sender(real_watch::Sender<T>)
}

/// Sees the last value.
pub struct Receiver<T> {
    real: real_watch::Receiver<T>,
    channel: Channel,
}

impl<T> Sender<T> {
    /// Creates a channel without receivers.
    #[track_caller]
    pub fn new(init: T) -> Sender<T> {
        channel(init).0
    }

    /// Sends a value, unless there are no receivers.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        let at = At::caller();
        let text = text::of(&value);
        if self.real().receiver_count() == 0 {
            self.channel.done("send", &at, Done { v: text, ..Done::without("closed") });
            return Err(SendError(value));
        }
        self.send_text(text, &at, |real| drop(real.send_replace(value)));
        Ok(())
    }

    /// Sends a value and returns the last, whether there are receivers or not.
    #[track_caller]
    pub fn send_replace(&self, value: T) -> T {
        self.send_text(text::of(&value), &At::caller(), |real| real.send_replace(value))
    }

    /// Changes the value in place.
    #[track_caller]
    pub fn send_modify<F: FnOnce(&mut T)>(&self, modify: F) {
        self.send_text(String::new(), &At::caller(), |real| real.send_modify(modify));
    }

    /// Changes the value in place, if `modify` says that it did.
    #[track_caller]
    pub fn send_if_modified<F: FnOnce(&mut T) -> bool>(&self, modify: F) -> bool {
        let at = At::caller();
        let _holding = crate::unit::waker::hold(&at);
        let modified = self.real().send_if_modified(modify);
        if modified {
            self.channel.done("send", &at, Done::default());
        }
        modified
    }

    /// The program's code runs in `send`, so the lock is not held around it.
    fn send_text<R>(&self, v: String, at: &At, send: impl FnOnce(&real_watch::Sender<T>) -> R) -> R {
        let _holding = crate::unit::waker::hold(at);
        self.channel.done("send", at, Done::value(v));
        send(self.real())
    }

    /// The last value.
    pub fn borrow(&self) -> Ref<'_, T> {
        self.real().borrow()
    }

    /// Whether there are no receivers.
    pub fn is_closed(&self) -> bool {
        self.real().is_closed()
    }

    /// Waits until there are no receivers.
    #[track_caller]
    pub fn closed(&self) -> impl Future<Output = ()> {
        let at = At::caller();
        Op::new("closed", &self.channel, at, self.real().closed(), |_, ()| (None, ()))
    }

    /// One more receiver, which has seen the last value.
    pub fn subscribe(&self) -> Receiver<T> {
        Receiver { real: self.real().subscribe(), channel: self.channel.clone() }
    }

    /// How many receivers there are.
    pub fn receiver_count(&self) -> usize {
        self.real().receiver_count()
    }

    /// How many senders there are.
    pub fn sender_count(&self) -> usize {
        self.real().sender_count()
    }
}

impl<T: Default> Default for Sender<T> {
    #[track_caller]
    fn default() -> Self {
        Sender::new(T::default())
    }
}

impl<T> Receiver<T> {
    /// Waits for a value that it has not seen.
    #[track_caller]
    pub fn changed(&mut self) -> impl Future<Output = Result<(), RecvError>> {
        let at = At::caller();
        let Receiver { real, channel } = self;
        Op::new("receive", channel, at, real.changed(), seen)
    }

    /// Waits for a value of which `is_it` says that it is the one; that can be the last one, seen or not. `is_it` runs under the
    /// channel's lock, as with tokio it runs under that of the value.
    #[track_caller]
    pub fn wait_for(&mut self, is_it: impl FnMut(&T) -> bool) -> impl Future<Output = Result<Ref<'_, T>, RecvError>> {
        let at = At::caller();
        let Receiver { real, channel } = self;
        Op::new("receive", channel, at, real.wait_for(is_it), seen)
    }

    /// The last value.
    pub fn borrow(&self) -> Ref<'_, T> {
        self.real.borrow()
    }

    /// The last value, which it has seen then.
    pub fn borrow_and_update(&mut self) -> Ref<'_, T> {
        self.real.borrow_and_update()
    }

    /// Whether there is a value that it has not seen.
    pub fn has_changed(&self) -> Result<bool, RecvError> {
        self.real.has_changed()
    }

    /// Takes the last value for one that it has not seen.
    pub fn mark_changed(&mut self) {
        self.real.mark_changed();
    }

    /// Takes the last value for one that it has seen.
    pub fn mark_unchanged(&mut self) {
        self.real.mark_unchanged();
    }

    /// Whether both belong to one channel.
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real.same_channel(&other.real)
    }
}

/// That there is a new value, or will be none.
fn seen<R>(_: &mut Flow, out: Result<R, RecvError>) -> (Option<Done>, Result<R, RecvError>) {
    let done = if out.is_ok() { Done::default() } else { Done::without("closed") };
    (Some(done), out)
}

impl<T> Clone for Receiver<T> {
    fn clone(&self) -> Self {
        Receiver { real: self.real.clone(), channel: self.channel.clone() }
    }
}

opaque!(Sender<T>, Receiver<T>);
