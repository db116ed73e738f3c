//! `tokio::sync::Barrier`.

use std::fmt;
use std::future::Future;

use real::sync as real_sync;
pub use real_sync::BarrierWaitResult;

use crate::leaf::Op;
use crate::log::place::At;
use crate::resource::{Birth, Done, Resource};

/// Lets tasks go on once so many have come.
pub struct Barrier {
    resource: Resource,
    real: real_sync::Barrier,
}

impl Barrier {
    /// Creates a barrier for `n` tasks.
    #[track_caller]
    pub fn new(n: usize) -> Barrier {
        let birth = Birth { kind: "barrier", cap: Some(n), ..Birth::default() };
        Barrier { resource: Resource::new(birth, At::caller(), ()), real: real_sync::Barrier::new(n) }
    }

    /// Waits until as many as it is for have come. One of them is told that it leads.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = BarrierWaitResult> {
        let at = At::caller();
        Op::new("wait", &self.resource, at, self.real.wait(), |(), result| {
            let v = if result.is_leader() { "leader" } else { "" };
            (Some(Done::value(v.to_owned())), result)
        })
    }
}

impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.real, f)
    }
}
