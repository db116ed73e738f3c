//! Handles to threads, and parking.

use std::cell::OnceCell;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::ThreadId;
use std::time::Duration;

use interleave_tokio::recording::{At, Waiter, thread, waits};

/// A thread, to be named or unparked.
#[derive(Clone, Debug)]
pub struct Thread {
    real: std::thread::Thread,
    parking: Arc<Mutex<Parking>>,
}

#[derive(Debug, Default)]
struct Parking {
    /// It was unparked and has not parked since.
    token: bool,
    /// It is parked.
    waiter: Option<Arc<Waiter>>,
}

thread_local! {
    static CURRENT: OnceCell<Thread> = const { OnceCell::new() };
}

/// The calling thread.
pub fn current() -> Thread {
    let fresh = || Thread { real: std::thread::current(), parking: Arc::default() };
    CURRENT.try_with(|current| current.get_or_init(fresh).clone()).unwrap_or_else(|_| fresh())
}

impl Thread {
    /// Of a thread just spawned; its own [`current`] shares `parking`.
    pub(super) fn new(real: std::thread::Thread, parking: ParkingLot) -> Thread {
        Thread { real, parking: parking.0 }
    }

    /// Its number in the process.
    pub fn id(&self) -> ThreadId {
        self.real.id()
    }

    /// Its name, if it has one.
    pub fn name(&self) -> Option<&str> {
        self.real.name()
    }

    /// Ends its parking, or its next one.
    #[track_caller]
    pub fn unpark(&self) {
        let at = At::caller();
        let mut parking = self.parking.lock().unwrap_or_else(PoisonError::into_inner);
        parking.token = true;
        if let Some(waiter) = parking.waiter.take()
            && waiter.claim()
        {
            waiter.wake(&at);
        }
    }
}

/// Where a thread will park, known before the thread is.
#[derive(Clone, Default)]
pub(super) struct ParkingLot(Arc<Mutex<Parking>>);

impl ParkingLot {
    /// Makes it the calling thread's.
    pub(super) fn enter(self) {
        CURRENT.with(|current| current.set(Thread { real: std::thread::current(), parking: self.0 }).ok());
    }
}

/// Blocks until the thread is unparked.
#[track_caller]
pub fn park() {
    park_at(None, &At::caller());
}

/// Blocks until the thread is unparked, at most for `limit`.
#[track_caller]
pub fn park_timeout(limit: Duration) {
    park_at(Some(limit), &At::caller());
}

/// What a thread that parks waits for, which is no operation on a resource.
const PARK: &str = "park";

fn park_at(limit: Option<Duration>, at: &At) {
    thread::found(at);
    let thread = current();
    let lock = || thread.parking.lock().unwrap_or_else(PoisonError::into_inner);
    let mut parking = lock();
    if std::mem::take(&mut parking.token) {
        return;
    }
    waits(PARK, 0, String::new(), limit, at);
    let waiter = Waiter::stopped();
    parking.waiter = Some(waiter.clone());
    drop(parking);
    match limit {
        Some(limit) => _ = waiter.block_for(limit),
        None => waiter.block(),
    }
    let mut parking = lock();
    parking.token = false;
    parking.waiter = None;
    drop(parking);
    thread::unwaits(PARK);
}
