//! `JoinSet`.
//!
//! In a recording the set is one join handle that waits for whichever of its tasks ends first.

use std::collections::HashMap;
use std::fmt;
use std::future::{Future, poll_fn};
use std::panic::resume_unwind;
use std::task::{Context, Poll};

use real::runtime::Handle;
use real::task::{Id, JoinError};

use super::handle::Join;
use super::spawn::Closure;
use super::{AbortHandle, LocalSet};
use crate::leaf::Leaf;
use crate::log::place::At;
use crate::log::seats::Role;
use crate::log::text;
use crate::resource::{Birth, Done, Resource};
use crate::unit::traced::Traced;
use crate::unit::{self, stage};

/// Tasks that are joined as they end.
pub struct JoinSet<T> {
    real: real::task::JoinSet<T>,
    resource: Resource,
    /// The unit of each task in the set.
    units: HashMap<Id, u32>,
    /// Of `poll_join_next`, while it waits.
    polled: Option<Leaf>,
}

impl<T> JoinSet<T> {
    /// Creates an empty set.
    #[track_caller]
    pub fn new() -> JoinSet<T> {
        let birth = Birth { kind: "join handle", ..Birth::default() };
        JoinSet {
            real: real::task::JoinSet::new(),
            resource: Resource::new(birth, At::caller(), ()),
            units: HashMap::new(),
            polled: None,
        }
    }

    /// Tasks in the set.
    pub fn len(&self) -> usize {
        self.real.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.real.is_empty()
    }
}

impl<T: 'static> JoinSet<T> {
    /// Spawns a task into the set.
    #[track_caller]
    pub fn spawn<F>(&mut self, future: F) -> AbortHandle
    where
        F: Future<Output = T> + Send + 'static,
        T: Send,
    {
        let at = At::caller();
        let unit = unit::spawn::<F>("", "", at.clone());
        let real = self.real.spawn(Traced::new(future, unit, Role::Worker(None)));
        self.add(real, unit, at)
    }

    /// Spawns a task of another runtime into the set.
    #[track_caller]
    pub fn spawn_on<F>(&mut self, future: F, handle: &crate::runtime::Handle) -> AbortHandle
    where
        F: Future<Output = T> + Send + 'static,
        T: Send,
    {
        let at = At::caller();
        let unit = unit::spawn::<F>("", "", at.clone());
        let real = self.real.spawn_on(Traced::new(future, unit, Role::Worker(None)), handle.real());
        self.add(real, unit, at)
    }

    /// Runs a closure on a thread where it may block, in the set.
    #[track_caller]
    pub fn spawn_blocking<F>(&mut self, work: F) -> AbortHandle
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send,
    {
        self.blocking_on(work, &Handle::current(), At::caller())
    }

    /// Runs a closure on a thread of another runtime where it may block, in the set.
    #[track_caller]
    pub fn spawn_blocking_on<F>(&mut self, work: F, handle: &crate::runtime::Handle) -> AbortHandle
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send,
    {
        self.blocking_on(work, handle.real(), At::caller())
    }

    fn blocking_on<F>(&mut self, work: F, handle: &Handle, at: At) -> AbortHandle
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send,
    {
        let unit = unit::spawn::<F>("blocking", "", at.clone());
        let closure = Closure::new(work, unit);
        let real = self.real.spawn_blocking_on(move || closure.run(), handle);
        self.add(real, unit, at)
    }

    /// Spawns a task that stays on its thread into the set.
    #[track_caller]
    pub fn spawn_local<F>(&mut self, future: F) -> AbortHandle
    where
        F: Future<Output = T> + 'static,
    {
        let at = At::caller();
        let unit = unit::spawn::<F>("", "", at.clone());
        let real = self.real.spawn_local(Traced::new(future, unit, Role::Worker(None)));
        self.add(real, unit, at)
    }

    /// Spawns a task on a `LocalSet` into the set.
    #[track_caller]
    pub fn spawn_local_on<F>(&mut self, future: F, local_set: &LocalSet) -> AbortHandle
    where
        F: Future<Output = T> + 'static,
    {
        let at = At::caller();
        let unit = unit::spawn::<F>("", "", at.clone());
        let real = self.real.spawn_local_on(Traced::new(future, unit, Role::Worker(None)), local_set.real());
        self.add(real, unit, at)
    }

    fn add(&mut self, real: real::task::AbortHandle, unit: u32, at: At) -> AbortHandle {
        if unit != 0 {
            self.units.insert(real.id(), unit);
        }
        AbortHandle::new(real, Join::new(unit, at))
    }

    /// Waits for a task to end; none when the set is empty.
    #[track_caller]
    pub fn join_next(&mut self) -> impl Future<Output = Option<Result<T, JoinError>>> {
        let next = self.join_next_with_id();
        async move { Some(next.await?.map(|(_, out)| out)) }
    }

    /// Waits for a task to end, and says which; none when the set is empty.
    #[track_caller]
    pub fn join_next_with_id(&mut self) -> impl Future<Output = Option<Result<(Id, T), JoinError>>> {
        self.next_at(At::caller())
    }

    async fn next_at(&mut self, at: At) -> Option<Result<(Id, T), JoinError>> {
        let mut leaf = Leaf::new("join", self.resource.id(), at);
        poll_fn(|cx| self.poll_next(cx, &mut leaf)).await
    }

    /// As [`join_next`](JoinSet::join_next), for a future of the program's own.
    #[track_caller]
    pub fn poll_join_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, JoinError>>> {
        self.poll_join_next_with_id(cx).map(|out| out.map(|out| out.map(|(_, value)| value)))
    }

    /// As [`join_next_with_id`](JoinSet::join_next_with_id), for a future of the program's own.
    #[track_caller]
    pub fn poll_join_next_with_id(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<(Id, T), JoinError>>> {
        let at = At::caller();
        let r = self.resource.id();
        let mut leaf = self.polled.take().unwrap_or_else(|| Leaf::new("join", r, at));
        let polled = self.poll_next(cx, &mut leaf);
        self.polled = Some(leaf).filter(|_| polled.is_pending());
        polled
    }

    fn poll_next(&mut self, cx: &mut Context<'_>, leaf: &mut Leaf) -> Poll<Option<Result<(Id, T), JoinError>>> {
        let budget = Leaf::budget();
        match self.real.poll_join_next_with_id(cx) {
            Poll::Pending => leaf.pending(budget),
            Poll::Ready(Some(out)) => {
                leaf.done(self.joined(&out));
                return Poll::Ready(Some(out));
            }
            Poll::Ready(None) => return Poll::Ready(None),
        }
        Poll::Pending
    }

    fn joined(&mut self, out: &Result<(Id, T), JoinError>) -> Done {
        match out {
            Ok((id, value)) => {
                self.units.remove(id);
                let v = if size_of::<T>() == 0 { String::new() } else { text::of(value) };
                Done::value(v)
            }
            Err(e) => {
                self.units.remove(&e.id());
                Done { failed: true, ..Done::default() }
            }
        }
    }

    /// A task that has ended, if there is one now.
    #[track_caller]
    pub fn try_join_next(&mut self) -> Option<Result<T, JoinError>> {
        Some(self.try_join_next_with_id()?.map(|(_, out)| out))
    }

    /// A task that has ended, if there is one now, and which.
    #[track_caller]
    pub fn try_join_next_with_id(&mut self) -> Option<Result<(Id, T), JoinError>> {
        let at = At::caller();
        let out = self.real.try_join_next_with_id()?;
        let done = self.joined(&out);
        self.resource.done("join", &at, done);
        Some(out)
    }

    /// Waits for all tasks to end; panics if one has.
    #[track_caller]
    pub fn join_all(mut self) -> impl Future<Output = Vec<T>> {
        let at = At::caller();
        async move {
            let mut all = Vec::with_capacity(self.len());
            while let Some(out) = self.next_at(at.clone()).await {
                match out {
                    Ok((_, value)) => all.push(value),
                    Err(e) if e.is_panic() => resume_unwind(e.into_panic()),
                    Err(e) => panic!("{e}"),
                }
            }
            all
        }
    }

    /// Aborts all tasks and waits for their ends.
    #[track_caller]
    pub fn shutdown(&mut self) -> impl Future<Output = ()> {
        let at = At::caller();
        async move {
            self.record_abort(&at);
            self.real.abort_all();
            while self.next_at(at.clone()).await.is_some() {}
        }
    }

    /// Asks for the end of all tasks.
    #[track_caller]
    pub fn abort_all(&mut self) {
        self.record_abort(&At::caller());
        self.real.abort_all();
    }

    /// Lets all tasks go on without the set.
    pub fn detach_all(&mut self) {
        self.units.clear();
        self.real.detach_all();
    }
}

impl<T> JoinSet<T> {
    /// Recorded before tokio is told: then no task has ended before its end was asked for.
    fn record_abort(&self, at: &At) {
        let mut units: Vec<u32> = self.units.values().copied().collect();
        units.sort_unstable();
        self.resource.done("abort", at, Done::default());
        stage::act(|log, by| units.iter().for_each(|&u| unit::abort(log, by, u, at)));
    }
}

impl<T> Drop for JoinSet<T> {
    fn drop(&mut self) {
        if !self.units.is_empty() {
            self.record_abort(&At::here());
        }
    }
}

impl<T> Default for JoinSet<T> {
    #[track_caller]
    fn default() -> JoinSet<T> {
        JoinSet::new()
    }
}

impl<F> FromIterator<F> for JoinSet<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    #[track_caller]
    fn from_iter<I: IntoIterator<Item = F>>(futures: I) -> Self {
        let mut set = JoinSet::new();
        set.extend(futures);
        set
    }
}

impl<T, F> Extend<F> for JoinSet<T>
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    #[track_caller]
    fn extend<I: IntoIterator<Item = F>>(&mut self, futures: I) {
        for future in futures {
            self.spawn(future);
        }
    }
}

impl<T> fmt::Debug for JoinSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.real, f)
    }
}
