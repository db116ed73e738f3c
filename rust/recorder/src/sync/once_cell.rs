//! `tokio::sync::OnceCell`.

use std::convert::Infallible;
use std::fmt;
use std::future::{Future, poll_fn};
use std::panic::Location;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};

use real::sync as real_sync;
pub use real_sync::SetError;

use crate::leaf::Leaf;
use crate::log::place::At;
use crate::log::text;
use crate::resource::{Birth, Done, Resource};

/// A value that is made once, by whoever comes first.
pub struct OnceCell<T> {
    resource: Resource,
    real: real_sync::OnceCell<T>,
}

impl<T> OnceCell<T> {
    /// Creates an empty cell.
    #[track_caller]
    pub fn new() -> OnceCell<T> {
        let birth = Birth { kind: "once", of_type: text::type_name::<T>(), ..Birth::default() };
        OnceCell { resource: Resource::new(birth, At::caller(), ()), real: real_sync::OnceCell::new() }
    }

    /// Creates an empty cell, in a constant.
    #[track_caller]
    pub const fn const_new() -> OnceCell<T> {
        let resource = Resource::later("once", text::type_name::<T>, Location::caller(), ());
        OnceCell { resource, real: real_sync::OnceCell::const_new() }
    }

    /// Creates a cell, with a value in it if there is one.
    #[track_caller]
    pub fn new_with(value: Option<T>) -> OnceCell<T> {
        OnceCell { real: real_sync::OnceCell::new_with(value), ..OnceCell::new() }
    }

    /// Creates a cell with a value in it, in a constant.
    #[track_caller]
    pub const fn const_new_with(value: T) -> OnceCell<T> {
        let resource = Resource::later("once", text::type_name::<T>, Location::caller(), ());
        OnceCell { resource, real: real_sync::OnceCell::const_new_with(value) }
    }

    /// The value; if there is none, `init` makes it, and all others wait.
    #[track_caller]
    pub fn get_or_init<F, Fut>(&self, init: F) -> impl Future<Output = &T>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = T>,
    {
        let made = self.get_or_try_init(|| async { Ok::<T, Infallible>(init().await) });
        async move {
            match made.await {
                Ok(value) => value,
                Err(never) => match never {},
            }
        }
    }

    /// The value; if there is none, `init` makes it or fails, and all others wait.
    #[track_caller]
    pub fn get_or_try_init<E, F, Fut>(&self, init: F) -> impl Future<Output = Result<&T, E>>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = Result<T, E>>,
    {
        let at = At::caller();
        async move {
            // Whoever makes the value does not wait for the cell, but for what `init` waits for.
            let makes = AtomicBool::new(false);
            let mut leaf = Leaf::new("do", self.resource.id(), at);
            let mut real = pin!(self.real.get_or_try_init(|| {
                makes.store(true, Ordering::Relaxed);
                init()
            }));
            let out = poll_fn(|cx| {
                let polled = real.as_mut().poll(cx);
                if makes.load(Ordering::Relaxed) {
                    leaf.cancel();
                } else if polled.is_pending() {
                    leaf.pending(Leaf::budget());
                }
                polled
            })
            .await;
            leaf.done(Done { failed: out.is_err(), ..Done::default() });
            out
        }
    }

    /// The value, if there is one.
    pub fn get(&self) -> Option<&T> {
        self.real.get()
    }

    /// The value, if there is one.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.real.get_mut()
    }

    /// Whether there is a value.
    pub fn initialized(&self) -> bool {
        self.real.initialized()
    }

    /// Puts a value in, if there is none.
    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), SetError<T>> {
        let at = At::caller();
        self.resource.act(&at, |()| {
            let set = self.real.set(value);
            if set.is_ok() {
                self.resource.done("do", &at, Done::default());
            }
            set
        })
    }

    /// The value, if there is one.
    pub fn into_inner(self) -> Option<T> {
        self.real.into_inner()
    }

    /// Takes the value out, if there is one.
    pub fn take(&mut self) -> Option<T> {
        self.real.take()
    }
}

impl<T> Default for OnceCell<T> {
    #[track_caller]
    fn default() -> OnceCell<T> {
        OnceCell::new()
    }
}

impl<T: Clone> Clone for OnceCell<T> {
    #[track_caller]
    fn clone(&self) -> OnceCell<T> {
        OnceCell::new_with(self.get().cloned())
    }
}

impl<T: PartialEq> PartialEq for OnceCell<T> {
    fn eq(&self, other: &OnceCell<T>) -> bool {
        self.get() == other.get()
    }
}

impl<T: Eq> Eq for OnceCell<T> {}

impl<T> From<T> for OnceCell<T> {
    #[track_caller]
    fn from(value: T) -> OnceCell<T> {
        OnceCell::new_with(Some(value))
    }
}

impl<T: fmt::Debug> fmt::Debug for OnceCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.real, f)
    }
}
