//! Wakers that know whom they wake, and whose doing it is.

use std::cell::RefCell;
use std::sync::Arc;
use std::task::{Wake, Waker};

use crate::log::place::At;

use super::stage;

/// Wakes unit `unit` through tokio's own waker.
pub(crate) struct UnitWaker {
    pub unit: u32,
    pub inner: Waker,
}

impl Wake for UnitWaker {
    fn wake(self: Arc<Self>) {
        let held = HELD.try_with(|held| {
            let mut held = held.borrow_mut();
            let Some(hold) = held.as_mut() else { return false };
            hold.wakers.push(self.clone());
            true
        });
        if !held.unwrap_or(false) {
            self.pass(At::Unknown);
        }
    }
}

impl UnitWaker {
    fn pass(&self, at: At) {
        stage::wakes(self.unit, at);
        self.inner.wake_by_ref();
    }
}

struct Hold {
    at: At,
    wakers: Vec<Arc<UnitWaker>>,
}

thread_local! {
    static HELD: RefCell<Option<Hold>> = const { RefCell::new(None) };
}

/// While it lives, the calling thread's wakes are held back; dropping it passes them on, as done at its place.
///
/// So an operation's record stands before the wakes that it causes, though the runtime wakes inside of it, and
/// nobody who is woken can get ahead of the record.
pub(crate) struct Holding {
    outermost: bool,
}

pub(crate) fn hold(at: &At) -> Holding {
    let outermost = HELD.with(|held| {
        let mut held = held.borrow_mut();
        let outermost = held.is_none();
        if outermost {
            *held = Some(Hold { at: at.clone(), wakers: Vec::new() });
        }
        outermost
    });
    Holding { outermost }
}

impl Drop for Holding {
    fn drop(&mut self) {
        if !self.outermost {
            return;
        }
        let Some(Hold { at, wakers }) = HELD.with(|held| held.borrow_mut().take()) else { return };
        for waker in wakers {
            waker.pass(at.clone());
        }
    }
}
