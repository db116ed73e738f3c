//! `tokio::sync::Semaphore`.

use std::fmt;
use std::future::Future;
use std::mem::{replace, take};
use std::panic::Location;
use std::sync::Arc;

use real::sync as real_sync;
use real_sync::{AcquireError, TryAcquireError};

use crate::leaf::Op;
use crate::log::place::At;
use crate::resource::{Birth, Done, Resource};

/// Permits, of which there are so many.
pub struct Semaphore {
    resource: Resource,
    real: real_sync::Semaphore,
}

/// Permits that are held.
#[must_use = "if unused the permit will be released at once"]
#[derive(Debug)]
pub struct SemaphorePermit<'a> {
    semaphore: &'a Semaphore,
    permits: u32,
}

/// Permits that are held, with their semaphore.
#[must_use = "if unused the permit will be released at once"]
#[derive(Debug)]
pub struct OwnedSemaphorePermit {
    semaphore: Arc<Semaphore>,
    permits: u32,
}

impl Semaphore {
    /// The most permits there can be.
    pub const MAX_PERMITS: usize = real_sync::Semaphore::MAX_PERMITS;

    /// Creates a semaphore with so many permits.
    #[track_caller]
    pub fn new(permits: usize) -> Semaphore {
        let birth = Birth { kind: "semaphore", cap: Some(permits), ..Birth::default() };
        Semaphore { resource: Resource::new(birth, At::caller(), ()), real: real_sync::Semaphore::new(permits) }
    }

    /// Creates a semaphore with so many permits, in a constant.
    #[track_caller]
    pub const fn const_new(permits: usize) -> Semaphore {
        let resource = Resource::later("semaphore", String::new, Location::caller(), ());
        Semaphore { resource, real: real_sync::Semaphore::const_new(permits) }
    }

    /// Waits for a permit.
    #[track_caller]
    pub fn acquire(&self) -> impl Future<Output = Result<SemaphorePermit<'_>, AcquireError>> {
        self.acquire_many(1)
    }

    /// Waits for so many permits.
    #[track_caller]
    pub fn acquire_many(&self, permits: u32) -> impl Future<Output = Result<SemaphorePermit<'_>, AcquireError>> {
        let at = At::caller();
        async move {
            self.acquire_at(permits, at).await?;
            Ok(SemaphorePermit { semaphore: self, permits })
        }
    }

    /// Waits for a permit that keeps the semaphore alive.
    #[track_caller]
    pub fn acquire_owned(self: Arc<Self>) -> impl Future<Output = Result<OwnedSemaphorePermit, AcquireError>> {
        self.acquire_many_owned(1)
    }

    /// Waits for so many permits that keep the semaphore alive.
    #[track_caller]
    pub fn acquire_many_owned(
        self: Arc<Self>,
        permits: u32,
    ) -> impl Future<Output = Result<OwnedSemaphorePermit, AcquireError>> {
        let at = At::caller();
        async move {
            self.acquire_at(permits, at).await?;
            Ok(OwnedSemaphorePermit { semaphore: self, permits })
        }
    }

    /// Takes permits, which the caller owes from then on.
    async fn acquire_at(&self, permits: u32, at: At) -> Result<(), AcquireError> {
        Op::new("acquire", &self.resource, at, self.real.acquire_many(permits), |(), acquired| match acquired {
            Ok(permit) => {
                permit.forget();
                (Some(self.moved(permits)), Ok(()))
            }
            Err(closed) => (Some(Done { v: permits.to_string(), ..Done::without("closed") }), Err(closed)),
        })
        .sending(permits.to_string())
        .await
    }

    /// Takes a permit if there is one.
    #[track_caller]
    pub fn try_acquire(&self) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        self.try_acquire_many(1)
    }

    /// Takes so many permits if there are as many.
    #[track_caller]
    pub fn try_acquire_many(&self, permits: u32) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        self.try_at(permits, &At::caller())?;
        Ok(SemaphorePermit { semaphore: self, permits })
    }

    /// Takes a permit that keeps the semaphore alive, if there is one.
    #[track_caller]
    pub fn try_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        self.try_acquire_many_owned(1)
    }

    /// Takes so many permits that keep the semaphore alive, if there are as many.
    #[track_caller]
    pub fn try_acquire_many_owned(self: Arc<Self>, permits: u32) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        self.try_at(permits, &At::caller())?;
        Ok(OwnedSemaphorePermit { semaphore: self, permits })
    }

    fn try_at(&self, permits: u32, at: &At) -> Result<(), TryAcquireError> {
        self.resource.act(at, |()| {
            let tried = self.real.try_acquire_many(permits).map(real_sync::SemaphorePermit::forget);
            let done = match tried {
                Ok(()) => self.moved(permits),
                Err(TryAcquireError::NoPermits) => Done { v: permits.to_string(), ..Done::without("empty") },
                Err(TryAcquireError::Closed) => Done { v: permits.to_string(), ..Done::without("closed") },
            };
            self.resource.done("acquire", at, done);
            tried
        })
    }

    fn release(&self, permits: u32, at: &At) {
        if permits == 0 {
            return;
        }
        self.resource.act(at, |()| {
            self.real.add_permits(permits as usize);
            self.resource.done("release", at, self.moved(permits));
        });
    }

    /// So many permits went, or came back. The length is what can be had now.
    fn moved(&self, permits: u32) -> Done {
        Done { v: permits.to_string(), len: Some(self.real.available_permits()), ..Done::default() }
    }

    /// Adds permits.
    #[track_caller]
    pub fn add_permits(&self, permits: usize) {
        let at = At::caller();
        self.resource.act(&at, |()| {
            self.real.add_permits(permits);
            let len = Some(self.real.available_permits());
            self.resource.done("release", &at, Done { v: permits.to_string(), len, ..Done::default() });
        });
    }

    /// Takes away up to so many permits, and says how many those were.
    pub fn forget_permits(&self, permits: usize) -> usize {
        self.resource.act(&At::Unknown, |()| self.real.forget_permits(permits))
    }

    /// Permits that can be had now.
    pub fn available_permits(&self) -> usize {
        self.real.available_permits()
    }

    /// Has all waits for permits fail, now and later.
    #[track_caller]
    pub fn close(&self) {
        let at = At::caller();
        self.resource.act(&at, |()| {
            self.resource.done("close", &at, Done::default());
            self.real.close();
        });
    }

    /// Whether it is closed.
    pub fn is_closed(&self) -> bool {
        self.real.is_closed()
    }
}

impl fmt::Debug for Semaphore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.real, f)
    }
}

macro_rules! permit {
    ($permit:ty) => {
        impl $permit {
            /// Never gives the permits back.
            pub fn forget(mut self) {
                self.permits = 0;
            }

            /// Takes over the permits of another.
            #[track_caller]
            pub fn merge(&mut self, mut other: Self) {
                assert!(
                    std::ptr::eq(&*self.semaphore, &*other.semaphore),
                    "merging permits from different semaphore instances"
                );
                self.permits += take(&mut other.permits);
            }

            /// Gives away `n` of the permits, if there are as many.
            pub fn split(&mut self, n: usize) -> Option<Self> {
                let n = u32::try_from(n).ok().filter(|n| *n <= self.permits)?;
                self.permits -= n;
                Some(Self { semaphore: Clone::clone(&self.semaphore), permits: n })
            }

            /// How many permits these are.
            pub fn num_permits(&self) -> usize {
                self.permits as usize
            }
        }

        impl Drop for $permit {
            fn drop(&mut self) {
                let permits = replace(&mut self.permits, 0);
                if permits > 0 {
                    self.semaphore.release(permits, &At::here());
                }
            }
        }
    };
}

permit!(SemaphorePermit<'_>);
permit!(OwnedSemaphorePermit);

impl OwnedSemaphorePermit {
    /// The semaphore that the permits are of.
    pub fn semaphore(&self) -> &Arc<Semaphore> {
        &self.semaphore
    }
}
