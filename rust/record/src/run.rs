//! One run of a program, recorded.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use crate::Result;
use crate::recording::Recording;
use crate::setup::Setup;

pub struct Job<'a> {
    pub binary: &'a Path,
    pub setup: &'a Setup,
    /// The scenario's name; empty: it is of none.
    pub demo: &'a str,
    pub params: &'a [(String, i64)],
    pub arguments: &'a [OsString],
    /// Seconds of real time.
    pub limit: u32,
}

/// Whether the program's own output is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Output {
    Shown,
    Hidden,
}

/// Runs the program and returns its recording, however the program ended.
pub fn record(job: &Job, output: Output) -> Result<Recording> {
    let out = env::temp_dir().join(format!("interleave-{}.ndjson", std::process::id()));
    _ = fs::remove_file(&out); // of a process of this number that was killed
    let params: Vec<String> = job.params.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut command = Command::new(job.binary);
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("INTERLEAVE_")) {
        command.env_remove(name);
    }
    command
        .args(params.iter().map(|param| format!("-{param}")))
        .args(job.arguments)
        .envs(job.setup.variables())
        .env("INTERLEAVE_OUT", &out)
        .env("INTERLEAVE_DEMO", job.demo)
        .env("INTERLEAVE_PARAMS", params.join(","))
        .env("INTERLEAVE_LIMIT", job.limit.to_string())
        .env_remove("RUST_BACKTRACE")
        .stdin(Stdio::null());
    if output == Output::Hidden {
        command.stdout(Stdio::null()).stderr(Stdio::null());
    }
    let status = command.status().map_err(|e| format!("{} could not be started: {e}.", job.binary.display()))?;
    let recording = Recording::read(&out).map_err(|_| lost(job, status));
    _ = fs::remove_file(&out);
    recording
}

fn lost(job: &Job, status: ExitStatus) -> String {
    let name = job.binary.file_stem().unwrap_or_default().to_string_lossy();
    format!(
        "{name} ended before its recording could be written ({status}). A program that is killed or aborts leaves none."
    )
}
