//! `tokio_util::sync`.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use real::sync as real_sync;
use tokio::recording::{At, Birth, Done, Op, Resource};

/// Tells tasks that they should end.
#[derive(Clone)]
pub struct CancellationToken {
    real: real_sync::CancellationToken,
    token: Arc<Resource>,
}

/// Cancels its token when it is dropped.
#[must_use = "if unused the token is cancelled at once"]
pub struct DropGuard {
    // None once it is disarmed.
    token: Option<CancellationToken>,
}

impl CancellationToken {
    /// Creates a token that is not cancelled.
    #[track_caller]
    pub fn new() -> CancellationToken {
        CancellationToken::of(real_sync::CancellationToken::new(), At::caller())
    }

    fn of(real: real_sync::CancellationToken, at: At) -> CancellationToken {
        let birth = Birth { kind: "token", ..Birth::default() };
        CancellationToken { real, token: Arc::new(Resource::new(birth, at, ())) }
    }

    /// A token that is cancelled with this one, or alone.
    #[track_caller]
    pub fn child_token(&self) -> CancellationToken {
        CancellationToken::of(self.real.child_token(), At::caller())
    }

    /// Cancels it and its children.
    #[track_caller]
    pub fn cancel(&self) {
        self.cancel_at(&At::caller());
    }

    fn cancel_at(&self, at: &At) {
        self.token.act(at, |()| {
            self.token.done("cancel", at, Done::default());
            self.real.cancel();
        });
    }

    /// Whether it is cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.real.is_cancelled()
    }

    /// Waits until it is cancelled.
    #[track_caller]
    pub fn cancelled(&self) -> impl Future<Output = ()> {
        let at = At::caller();
        Op::new("cancelled", &self.token, at, self.real.cancelled(), |(), ()| (Some(Done::default()), ()))
    }

    /// Waits until it is cancelled, owning it.
    #[track_caller]
    pub fn cancelled_owned(self) -> impl Future<Output = ()> {
        let at = At::caller();
        async move {
            let real = self.real.cancelled();
            Op::new("cancelled", &self.token, at, real, |(), ()| (Some(Done::default()), ())).await;
        }
    }

    /// Polls `future` until it has ended, or the token is cancelled: then there is no result.
    #[track_caller]
    pub fn run_until_cancelled<F: Future>(&self, future: F) -> impl Future<Output = Option<F::Output>> {
        let cancelled = self.cancelled();
        async move {
            let (mut cancelled, mut future) = (pin!(cancelled), pin!(future));
            poll_fn(|cx| {
                if cancelled.as_mut().poll(cx).is_ready() {
                    return Poll::Ready(None);
                }
                future.as_mut().poll(cx).map(Some)
            })
            .await
        }
    }

    /// A guard that cancels it when it is dropped.
    pub fn drop_guard(self) -> DropGuard {
        DropGuard { token: Some(self) }
    }
}

impl DropGuard {
    /// Gives the token back without cancelling it.
    pub fn disarm(mut self) -> CancellationToken {
        self.token.take().expect("a guard is disarmed once")
    }
}

impl Drop for DropGuard {
    fn drop(&mut self) {
        if let Some(token) = self.token.take() {
            token.cancel_at(&At::here());
        }
    }
}

impl Default for CancellationToken {
    #[track_caller]
    fn default() -> CancellationToken {
        CancellationToken::new()
    }
}

impl fmt::Debug for CancellationToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.real, f)
    }
}

impl fmt::Debug for DropGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DropGuard").finish_non_exhaustive()
    }
}
