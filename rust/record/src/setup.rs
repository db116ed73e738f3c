//! How a program is run to be recorded.

/// Flavor, workers, clock and seed.
#[derive(Clone, Debug)]
pub struct Setup {
    pub multi_thread: bool,
    pub threads: usize,
    pub virtual_clock: bool,
    pub seed: u64,
}

impl Setup {
    pub fn new(flavor: &str, threads: usize, clock: Option<&str>, seed: u64) -> Result<Setup, String> {
        let multi_thread = match flavor {
            "current_thread" => false,
            "multi_thread" => true,
            other => return Err(format!("--flavor is {other:?}; it can be current_thread or multi_thread")),
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
        Ok(Setup { multi_thread, threads, virtual_clock, seed })
    }

    /// What every scenario is recorded with: once so that it can be repeated, and once as programs usually run.
    pub fn of_scenarios() -> [Setup; 2] {
        [
            Setup { multi_thread: false, threads: 1, virtual_clock: true, seed: 7 },
            Setup { multi_thread: true, threads: 2, virtual_clock: false, seed: 7 },
        ]
    }

    /// As it stands in the names of files.
    pub fn name(&self) -> String {
        if self.multi_thread { format!("multi_thread-{}", self.threads) } else { "current_thread".into() }
    }

    /// The environment that the recorder reads.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
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
