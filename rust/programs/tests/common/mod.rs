//! Runs a program and reads what was recorded of it.
#![allow(dead_code, reason = "each test file uses its part")]

pub mod rules;

use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

/// How to run it.
pub struct Run<'a> {
    pub binary: &'a str,
    pub arguments: &'a [&'a str],
    /// Without the prefix `INTERLEAVE_`.
    pub settings: &'a [(&'a str, &'a str)],
}

pub const VIRTUAL: &[(&str, &str)] = &[("FLAVOR", "current_thread"), ("CLOCK", "virtual")];
pub const TWO_WORKERS: &[(&str, &str)] = &[("FLAVOR", "multi_thread"), ("THREADS", "2"), ("CLOCK", "real")];

/// One recorded run: header first.
pub struct Recording {
    pub text: String,
    pub records: Vec<Value>,
    pub output: Output,
}

/// The command, and the file that the recording goes to.
pub fn command(run: &Run) -> (Command, PathBuf) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("recorded-{}-{}.ndjson", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut command = Command::new(run.binary);
    command.args(run.arguments).env("INTERLEAVE_OUT", &out).env_remove("RUST_BACKTRACE");
    for (name, value) in run.settings {
        command.env(format!("INTERLEAVE_{name}"), value);
    }
    (command, out)
}

/// Runs and reads; panics where there is no recording or it breaks a rule.
pub fn record(run: &Run) -> Recording {
    let (mut command, out) = command(run);
    let output = command.output().expect("the program can be started");
    let text =
        std::fs::read_to_string(&out).unwrap_or_else(|e| panic!("no recording of {}: {e}; {output:?}", run.binary));
    std::fs::remove_file(out).expect("the recording can be removed");
    let records: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    let breaches = rules::breaches(&records);
    assert!(breaches.is_empty(), "{} breaks rules:\n{}\n{text}", run.binary, breaches.join("\n"));
    Recording { text, records, output }
}

/// As [`record`], on one thread with tokio's own clock.
pub fn record_virtual(binary: &str) -> Recording {
    record(&Run { binary, arguments: &[], settings: VIRTUAL })
}

impl Recording {
    /// Records that have all of these fields, each as a short line: `u e op r why v ok len` where they stand.
    pub fn short(&self, keep: impl Fn(&Value) -> bool) -> Vec<String> {
        self.records.iter().filter(|record| keep(record)).map(|record| self.line(record)).collect()
    }

    /// What happened on the resource of this name.
    pub fn on(&self, resource: &str) -> Vec<String> {
        let born = self.records.iter().find(|record| record["e"] == "new" && record["name"] == resource);
        let r = &born.unwrap_or_else(|| panic!("no resource {resource} in\n{}", self.text))["r"];
        self.short(|record| record["e"] != "new" && record["r"] == *r)
    }

    fn line(&self, record: &Value) -> String {
        let mut words = vec![self.unit(&record["u"])];
        for key in ["e", "op", "v", "why", "how", "len", "held"] {
            match &record[key] {
                Value::Null => {}
                Value::String(text) => words.push(text.clone()),
                other => words.push(format!("{key}={other}")),
            }
        }
        if record["ok"] == false && record["why"].is_null() {
            words.push("failed".into());
        }
        words.join(" ")
    }

    /// A unit's name, without where it was spawned.
    fn unit(&self, u: &Value) -> String {
        let spawn = self.records.iter().find(|record| record["e"] == "spawn" && record["u"] == *u);
        spawn
            .and_then(|s| s["name"].as_str())
            .map_or("nobody".into(), |name| name.split(" at ").next().unwrap_or(name).into())
    }

    pub fn exit(&self) -> &Value {
        self.records.last().expect("a recording has an end")
    }

    /// The events, without the header, which says where and when.
    pub fn events(&self) -> &str {
        self.text.split_once('\n').map_or("", |(_, rest)| rest)
    }

    pub fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }
}
