//! `std::sync::Barrier`.

use std::panic::Location;

use interleave_tokio::recording::{At, Done, Resource, thread};

use super::queue::Queue;

/// Lets threads go on once so many have come.
#[derive(Debug)]
pub struct Barrier {
    resource: Resource<Arrived>,
    /// How many it waits for.
    size: usize,
}

#[derive(Debug)]
struct Arrived {
    count: usize,
    queue: Queue,
}

/// Whether the thread is the one of a barrier's that leads.
#[derive(Debug)]
pub struct BarrierWaitResult(bool);

impl BarrierWaitResult {
    /// Whether it leads.
    pub fn is_leader(&self) -> bool {
        self.0
    }
}

impl Barrier {
    /// Creates a barrier for `n` threads.
    #[track_caller]
    pub const fn new(n: usize) -> Barrier {
        let arrived = Arrived { count: 0, queue: Queue::new() };
        Barrier { resource: Resource::later("barrier", String::new, Location::caller(), arrived), size: n }
    }

    /// Blocks until as many as it is for have come. The last of them is told that it leads.
    #[track_caller]
    pub fn wait(&self) -> BarrierWaitResult {
        let at = At::caller();
        thread::found(&at);
        let waiter = self.resource.act(&at, |arrived| {
            arrived.count += 1;
            if arrived.count >= self.size {
                arrived.count = 0;
                self.resource.done("wait", &at, Done::value("leader".into()));
                arrived.queue.claim_all().iter().for_each(|waiter| waiter.wake(&at));
                return None;
            }
            Some(arrived.queue.wait("wait", self.resource.id(), String::new(), None, (), &at))
        });
        let Some(waiter) = waiter else { return BarrierWaitResult(true) };
        waiter.block();
        self.resource.done("wait", &at, Done::default());
        BarrierWaitResult(false)
    }
}
