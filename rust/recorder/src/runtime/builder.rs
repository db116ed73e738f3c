//! `Builder`.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::{Handle, Runtime};
use crate::log::settings::refuse;
use crate::log::{self, Flavor};
use crate::unit::stage;

/// Builds a runtime: the program's, unless the recording was asked for another flavor or clock.
pub struct Builder {
    flavor: Flavor,
    enabled: bool,
    /// What the program sets and the recording leaves alone, in order.
    rest: Vec<Setting>,
    /// What the program wants to be called, as the recorder does at the same moments.
    on_park: Option<Hook>,
    on_stop: Option<Hook>,
}

type Hook = Arc<dyn Fn() + Send + Sync>;

type Setting = Box<dyn Fn(&mut real::runtime::Builder)>;

impl Builder {
    /// A runtime that runs tasks on the thread of `block_on`.
    pub fn new_current_thread() -> Builder {
        Builder::of(false, 1)
    }

    /// A runtime with several workers.
    pub fn new_multi_thread() -> Builder {
        Builder::of(true, std::thread::available_parallelism().map_or(1, usize::from))
    }

    fn of(multi_thread: bool, workers: usize) -> Builder {
        let flavor = Flavor { multi_thread, workers, virtual_clock: false };
        Builder { flavor, enabled: false, rest: Vec::new(), on_park: None, on_stop: None }
    }

    fn set(&mut self, setting: impl Fn(&mut real::runtime::Builder) + 'static) -> &mut Self {
        self.rest.push(Box::new(setting));
        self
    }

    /// Enables timers and I/O.
    pub fn enable_all(&mut self) -> &mut Self {
        self.enabled = true;
        self
    }

    /// Enables timers.
    pub fn enable_time(&mut self) -> &mut Self {
        self.enable_all()
    }

    /// Enables I/O, of which nothing is covered.
    pub fn enable_io(&mut self) -> &mut Self {
        self
    }

    /// How many I/O events are taken at once; there are none.
    pub fn max_io_events_per_tick(&mut self, _events: usize) -> &mut Self {
        self
    }

    /// What the runtime is called.
    pub fn name(&mut self, name: impl Into<String>) -> &mut Self {
        let name = name.into();
        self.set(move |real| _ = real.name(name.clone()))
    }

    /// Calls `hook` on each new thread. What it does there is no unit's doing, as of the three below.
    pub fn on_thread_start<F: Fn() + Send + Sync + 'static>(&mut self, hook: F) -> &mut Self {
        let hook = Arc::new(hook);
        self.set(move |real| {
            let hook = hook.clone();
            real.on_thread_start(move || hook());
        })
    }

    /// Calls `hook` on each thread before it ends.
    pub fn on_thread_stop<F: Fn() + Send + Sync + 'static>(&mut self, hook: F) -> &mut Self {
        self.on_stop = Some(Arc::new(hook));
        self
    }

    /// Calls `hook` on each worker that has nothing to run.
    pub fn on_thread_park<F: Fn() + Send + Sync + 'static>(&mut self, hook: F) -> &mut Self {
        self.on_park = Some(Arc::new(hook));
        self
    }

    /// Calls `hook` on each worker that has something to run again.
    pub fn on_thread_unpark<F: Fn() + Send + Sync + 'static>(&mut self, hook: F) -> &mut Self {
        let hook = Arc::new(hook);
        self.set(move |real| {
            let hook = hook.clone();
            real.on_thread_unpark(move || hook());
        })
    }

    /// How many workers a multi-thread runtime has.
    #[track_caller]
    pub fn worker_threads(&mut self, workers: usize) -> &mut Self {
        assert!(workers > 0, "Worker threads cannot be set to 0");
        if self.flavor.multi_thread {
            self.flavor.workers = workers;
        }
        self
    }

    /// How many threads run closures that block.
    pub fn max_blocking_threads(&mut self, threads: usize) -> &mut Self {
        self.set(move |real| _ = real.max_blocking_threads(threads))
    }

    /// What the threads are called.
    pub fn thread_name(&mut self, name: impl Into<String>) -> &mut Self {
        let name = name.into();
        self.set(move |real| _ = real.thread_name(name.clone()))
    }

    /// What each thread is called.
    pub fn thread_name_fn<F: Fn() -> String + Send + Sync + 'static>(&mut self, name: F) -> &mut Self {
        let name = Arc::new(name);
        self.set(move |real| {
            let name = name.clone();
            real.thread_name_fn(move || name());
        })
    }

    /// How large a thread's stack is, in bytes.
    pub fn thread_stack_size(&mut self, bytes: usize) -> &mut Self {
        self.set(move |real| _ = real.thread_stack_size(bytes))
    }

    /// How long an idle thread for closures that block is kept.
    pub fn thread_keep_alive(&mut self, duration: Duration) -> &mut Self {
        self.set(move |real| _ = real.thread_keep_alive(duration))
    }

    /// After how many tasks a worker looks at the global queue.
    pub fn global_queue_interval(&mut self, tasks: u32) -> &mut Self {
        self.set(move |real| _ = real.global_queue_interval(tasks))
    }

    /// After how many tasks a worker looks at timers and I/O.
    pub fn event_interval(&mut self, tasks: u32) -> &mut Self {
        self.set(move |real| _ = real.event_interval(tasks))
    }

    /// Whether time moves only when nothing can run. Only on a current-thread runtime.
    pub fn start_paused(&mut self, paused: bool) -> &mut Self {
        self.flavor.virtual_clock = paused;
        self
    }

    /// Calls `hook` before each poll of a task.
    #[cfg(tokio_unstable)]
    pub fn on_before_task_poll<F>(&mut self, hook: F) -> &mut Self
    where
        F: Fn(&real::runtime::TaskMeta<'_>) + Send + Sync + 'static,
    {
        let hook = Arc::new(hook);
        self.set(move |real| {
            let hook = hook.clone();
            real.on_before_task_poll(move |task| hook(task));
        })
    }

    /// Builds it.
    pub fn build(&mut self) -> io::Result<Runtime> {
        let flavor = log::with(|log| log.flavored(self.flavor)).unwrap_or(self.flavor);
        if log::on() && flavor.multi_thread && flavor.virtual_clock {
            refuse(
                "tokio's clock can only be virtual on a current_thread runtime: record this one with \
                 INTERLEAVE_CLOCK=real, or with INTERLEAVE_FLAVOR=current_thread.",
            );
        }
        let mut builder = if flavor.multi_thread {
            let mut builder = real::runtime::Builder::new_multi_thread();
            builder.worker_threads(flavor.workers);
            builder
        } else {
            real::runtime::Builder::new_current_thread()
        };
        if self.enabled {
            builder.enable_all();
        }
        if flavor.virtual_clock {
            builder.enable_time().start_paused(true);
        }
        self.rest.iter().for_each(|set| set(&mut builder));
        builder.on_thread_park(then(stage::idles, self.on_park.clone()));
        builder.on_thread_stop(then(stage::clear, self.on_stop.clone()));
        if log::on() {
            #[cfg(tokio_unstable)]
            log::with(|log| {
                if let Some(seed) = log.settings.seed {
                    builder.rng_seed(real::runtime::RngSeed::from_bytes(&seed.to_le_bytes()));
                }
            });
        }
        let real = builder.build()?;
        if flavor.virtual_clock {
            let _entered = real.enter();
            log::with(|log| log.clock.become_virtual());
        }
        let handle = Handle::new(real.handle().clone());
        Ok(Runtime { real: Some(real), handle, flavor })
    }
}

/// What the recorder does at a moment, and then the program.
fn then(record: fn(), hook: Option<Hook>) -> impl Fn() + Send + Sync + 'static {
    move || {
        record();
        if let Some(hook) = &hook {
            hook();
        }
    }
}

impl log::Log {
    /// What the recording makes of the program's flavor. The first is the header's.
    fn flavored(&mut self, program: Flavor) -> Flavor {
        let multi_thread = self.settings.multi_thread.unwrap_or(program.multi_thread);
        let flavor = Flavor {
            multi_thread,
            workers: if multi_thread { self.settings.threads.unwrap_or(program.workers) } else { 1 },
            virtual_clock: self.settings.virtual_clock.unwrap_or(program.virtual_clock && !multi_thread),
        };
        *self.flavor.get_or_insert(flavor)
    }
}

impl std::fmt::Debug for Builder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Builder").finish_non_exhaustive()
    }
}
