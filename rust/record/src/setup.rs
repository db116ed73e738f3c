//! How a program is run to be recorded.

use crate::program::Recorder;

/// The seed where none is chosen.
pub const SEED: u64 = 7;

/// Flavor, workers, clock and seed.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The program is one of std's threads; the rest says nothing then.
    pub of_threads: bool,
    pub multi_thread: bool,
    pub threads: usize,
    pub virtual_clock: bool,
    pub seed: u64,
}

impl Setup {
    pub fn new(flavor: &str, threads: usize, clock: Option<&str>, seed: u64) -> Result<Setup, String> {
        if flavor == "threads" {
            if clock.is_some_and(|clock| clock != "real") {
                return Err("the clock of --flavor threads can only be real".into());
            }
            return Ok(Setup::of_threads());
        }
        let multi_thread = match flavor {
            "current_thread" => false,
            "multi_thread" => true,
            other => return Err(format!("--flavor is {other:?}; it can be current_thread, multi_thread or threads")),
        };
        let virtual_clock = match clock {
            None => !multi_thread,
            Some("real") => false,
            Some("virtual") if multi_thread => {
                return Err("tokio's clock can only be virtual with --flavor current_thread".into());
            }
            Some("virtual") => true,
            Some(other) => return Err(format!("--clock is {other:?}; it can be virtual or real")),
        };
        if threads == 0 {
            return Err("--threads is 0; a runtime needs at least one worker".into());
        }
        Ok(Setup { of_threads: false, multi_thread, threads, virtual_clock, seed })
    }

    /// Of a name as it stands in the names of files; what runs on one thread can do so by the wall's clock too.
    pub fn of_name(name: &str, wall: bool) -> Result<Setup, String> {
        let workers = name.strip_prefix("multi_thread-").and_then(|count| count.parse().ok());
        match (name, workers) {
            ("current_thread", _) => Setup::new(name, 1, wall.then_some("real"), SEED),
            (_, Some(workers)) => Setup::new("multi_thread", workers, None, SEED),
            _ => Err(format!(
                "flavor {name:?} is none; there are current_thread, and multi_thread-2 for any number of workers"
            )),
        }
    }

    /// Of std's threads.
    pub fn of_threads() -> Setup {
        Setup { of_threads: true, multi_thread: false, threads: 1, virtual_clock: false, seed: SEED }
    }

    /// Whether it is tokio's `current_thread`.
    pub fn is_current_thread(&self) -> bool {
        !self.of_threads && !self.multi_thread
    }

    /// What the program is compiled with.
    pub fn recorder(&self) -> Recorder {
        if self.of_threads { Recorder::Std } else { Recorder::Tokio }
    }

    /// As it stands in the names of files.
    pub fn name(&self) -> String {
        if self.of_threads {
            return "threads".into();
        }
        if self.multi_thread { format!("multi_thread-{}", self.threads) } else { "current_thread".into() }
    }

    /// The environment that the recorder reads.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        if self.of_threads {
            return Vec::new();
        }
        let mut variables = vec![
            ("INTERLEAVE_FLAVOR", if self.multi_thread { "multi_thread" } else { "current_thread" }.into()),
            ("INTERLEAVE_CLOCK", if self.virtual_clock { "virtual" } else { "real" }.into()),
            ("INTERLEAVE_SEED", self.seed.to_string()),
        ];
        if self.multi_thread {
            variables.push(("INTERLEAVE_THREADS", self.threads.to_string()));
        }
        variables
    }
}
