//! `tokio::sync::Notify`.

use std::fmt;
use std::future::Future;
use std::mem::transmute;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use real::sync as real_sync;

use crate::leaf::Leaf;
use crate::log::place::At;
use crate::resource::{Birth, Done, Resource};

/// Tells tasks that something has happened.
#[derive(Debug)]
pub struct Notify {
    resource: Resource,
    real: real_sync::Notify,
}

impl Notify {
    /// Creates one that has not been told anything.
    #[track_caller]
    pub fn new() -> Notify {
        let birth = Birth { kind: "notify", ..Birth::default() };
        Notify { resource: Resource::new(birth, At::caller(), ()), real: real_sync::Notify::new() }
    }

    /// Creates one that has not been told anything, in a constant.
    #[track_caller]
    pub const fn const_new() -> Notify {
        let resource = Resource::later("notify", String::new, Location::caller(), ());
        Notify { resource, real: real_sync::Notify::const_new() }
    }

    /// Waits to be notified.
    #[track_caller]
    pub fn notified(&self) -> Notified<'_> {
        let leaf = Leaf::new("notified", self.resource.id(), At::caller());
        Notified { real: Some(self.real.notified()), resource: &self.resource, leaf }
    }

    /// Waits to be notified, and keeps this alive meanwhile.
    #[track_caller]
    pub fn notified_owned(self: Arc<Self>) -> OwnedNotified {
        // SAFETY: what it borrows from lies in what it is stored with, and is dropped after it.
        let notified = unsafe { transmute::<Notified<'_>, Notified<'static>>(self.notified()) };
        OwnedNotified { notified, _notify: self }
    }

    /// Notifies the task that has waited longest; if none does, the next that will.
    #[track_caller]
    pub fn notify_one(&self) {
        self.notify("one", &At::caller(), real_sync::Notify::notify_one);
    }

    /// Notifies the task that came last; if none waits, the next that will.
    #[track_caller]
    pub fn notify_last(&self) {
        self.notify("last", &At::caller(), real_sync::Notify::notify_last);
    }

    /// Notifies all tasks that wait now.
    #[track_caller]
    pub fn notify_waiters(&self) {
        self.notify("waiters", &At::caller(), real_sync::Notify::notify_waiters);
    }

    fn notify(&self, whom: &str, at: &At, notify: impl FnOnce(&real_sync::Notify)) {
        self.resource.act(at, |()| {
            self.resource.done("notify", at, Done::value(whom.to_owned()));
            notify(&self.real);
        });
    }
}

impl Default for Notify {
    #[track_caller]
    fn default() -> Notify {
        Notify::new()
    }
}

pin_project_lite::pin_project! {
    /// The future of [`Notify::notified`].
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct Notified<'a> {
        // None only while it is dropped.
        #[pin]
        real: Option<real_sync::futures::Notified<'a>>,
        resource: &'a Resource,
        leaf: Leaf,
    }

    impl PinnedDrop for Notified<'_> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            let at = this.leaf.at.clone();
            this.resource.act(&at, |()| {
                this.leaf.cancel();
                this.real.set(None);
            });
        }
    }
}

impl fmt::Debug for Notified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.real, f)
    }
}

impl Notified<'_> {
    /// Begins to wait without a poll.
    pub fn enable(self: Pin<&mut Self>) -> bool {
        let this = self.project();
        let at = this.leaf.at.clone();
        this.resource.act(&at, |()| this.real.as_pin_mut().is_some_and(|real| real.enable()))
    }
}

impl Future for Notified<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.project();
        let at = this.leaf.at.clone();
        this.resource.act(&at, |()| {
            let budget = Leaf::budget();
            let polled = this.real.as_pin_mut().expect("it is not polled after its drop").poll(cx);
            match polled {
                Poll::Pending => this.leaf.pending(budget),
                Poll::Ready(()) => this.leaf.done(Done::default()),
            }
            polled
        })
    }
}

pin_project_lite::pin_project! {
    /// The future of [`Notify::notified_owned`].
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    #[derive(Debug)]
    pub struct OwnedNotified {
        // Dropped before what it borrows from: fields are dropped in order.
        #[pin]
        notified: Notified<'static>,
        _notify: Arc<Notify>,
    }
}

impl OwnedNotified {
    /// Begins to wait without a poll.
    pub fn enable(self: Pin<&mut Self>) -> bool {
        self.project().notified.enable()
    }
}

impl Future for OwnedNotified {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.project().notified.poll(cx)
    }
}
