//! The threads that units run on.
//!
//! A thread takes a seat at the first unit that runs on it. Which worker a seat is, is said when the recording is
//! written: tokio's workers first, then the threads in `block_on`, then those of `spawn_blocking`.

use std::cell::Cell;

use super::Flavor;

/// What a thread does for the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Runs spawned tasks; the runtime's own number of it, where it says.
    Worker(Option<usize>),
    /// Is in `block_on`: the only worker of a current-thread runtime, a thread of its own beside the workers of the
    /// other.
    Root,
    /// Runs closures of `spawn_blocking`, or is itself the unit.
    Blocking,
}

pub(crate) struct Seat {
    pub role: Role,
    /// Whether a task, rather than a root or a closure, has run here.
    pub tasks: bool,
    pub idle: bool,
}

/// All seats, in the order in which they were taken.
#[derive(Default)]
pub(crate) struct Seats {
    pub all: Vec<Seat>,
}

thread_local! {
    /// The thread's index in `Seats::all` plus 1; 0: none yet.
    static HERE: Cell<u32> = const { Cell::new(0) };
}

impl Seats {
    /// The calling thread's seat, which must have been taken.
    pub(crate) fn here(&self) -> u32 {
        HERE.get() - 1
    }

    /// The calling thread's seat, if it has one.
    pub(crate) fn taken(&mut self) -> Option<(u32, &mut Seat)> {
        let index = HERE.try_with(Cell::get).unwrap_or(0).checked_sub(1)?;
        Some((index, &mut self.all[index as usize]))
    }

    /// Takes a seat for the calling thread; one that it has already it keeps, with its role.
    pub(crate) fn take(&mut self, role: Role) -> &mut Seat {
        if HERE.get() == 0 {
            self.all.push(Seat { role, tasks: false, idle: false });
            HERE.set(self.all.len() as u32);
        }
        &mut self.all[HERE.get() as usize - 1]
    }

    /// The worker's number of each seat, and how many workers can run tasks at once.
    pub(crate) fn numbers(&self, flavor: Flavor) -> (Vec<u32>, usize) {
        let mut order: Vec<usize> = (0..self.all.len()).collect();
        order.sort_by_key(|&i| match self.all[i].role {
            Role::Root if !flavor.multi_thread => (0, 0),
            Role::Worker(index) => (1, index.unwrap_or(0)),
            Role::Root => (2, 0),
            Role::Blocking => (3, 0),
        });
        let workers = self.all.iter().filter(|s| matches!(s.role, Role::Worker(_))).count().max(flavor.workers);
        let mut numbers = vec![0; self.all.len()];
        let mut worker = 0;
        let mut other = if flavor.multi_thread { workers } else { 0 };
        let mut threads = if flavor.multi_thread { workers } else { 1 };
        for i in order {
            let seat = &self.all[i];
            let number = match seat.role {
                Role::Worker(Some(index)) if flavor.multi_thread => index,
                Role::Worker(_) if flavor.multi_thread => {
                    worker += 1;
                    worker - 1
                }
                _ => {
                    other += 1;
                    other - 1
                }
            };
            numbers[i] = number as u32;
            if seat.tasks {
                threads = threads.max(number + 1);
            }
        }
        (numbers, threads)
    }
}
