//! "What always holds" of records/FORMAT.md, as far as a recording of tokio or of threads can break it. The whole of it is in
//! `records/`, in Go; this much is here so that a test needs nothing but Cargo.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

#[derive(Default)]
struct Unit {
    is_ready: bool,
    worker: Option<u64>,
    woken: bool,
    ended: bool,
    blocks: bool,
    waits: Vec<(String, u64)>,
}

#[derive(Default)]
struct Resource {
    kind: String,
    cap: u64,
    values: Vec<String>,
    closed: bool,
    locked: bool,
    readers: u32,
}

/// Every breach, with its line's number.
pub fn breaches(records: &[Value]) -> Vec<String> {
    let mut checker = Checker { threads: records[0]["threads"].as_u64().unwrap_or(0), ..Checker::default() };
    checker.must(records[0]["e"] == "header" && records[0]["version"] == 1, "a header of version 1");
    for (index, record) in records.iter().enumerate().skip(1) {
        checker.line = index + 1;
        checker.event(record);
    }
    checker.must(records.last().is_some_and(|last| last["e"] == "exit"), "the last line is an exit");
    checker.breaches
}

#[derive(Default)]
struct Checker {
    threads: u64,
    line: usize,
    time: u64,
    units: HashMap<u64, Unit>,
    resources: HashMap<u64, Resource>,
    /// Worker to the unit on it.
    workers: HashMap<u64, u64>,
    breaches: Vec<String>,
}

impl Checker {
    fn must(&mut self, holds: bool, what: &str) {
        if !holds {
            self.breaches.push(format!("line {}: not so: {what}", self.line));
        }
    }

    fn runs(&self, u: u64) -> bool {
        u == 0 || self.units.get(&u).is_some_and(|unit| unit.worker.is_some())
    }

    fn event(&mut self, record: &Value) {
        let number = |key: &str| record[key].as_u64().unwrap_or(0);
        let text = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
        let (t, u, by, r) = (number("t"), number("u"), number("by"), number("r"));
        self.must(t >= self.time, "time does not go back");
        self.must(number("until") < 1 << 53, "a double holds when a timer is due");
        self.time = t;
        let kind = text("e");
        if kind == "spawn" {
            self.must(self.runs(by), "who spawns runs");
            let unit = Unit { is_ready: true, blocks: !text("kind").is_empty(), ..Unit::default() };
            let is_new = self.units.insert(u, unit).is_none();
            return self.must(is_new, "a unit is spawned once");
        }
        if u != 0 && !self.units.contains_key(&u) {
            return self.must(false, "a unit is spawned before it does anything");
        }
        if matches!(kind.as_str(), "run" | "wait" | "unwait" | "op" | "end" | "new") && u != 0 {
            self.must(!self.units[&u].ended, "a unit does nothing after its end");
        }
        match kind.as_str() {
            "run" => self.run(u, number("w")),
            "stop" => self.stop(u, number("w"), &text("why")),
            "wake" => {
                self.must(self.runs(by), "who wakes runs");
                let unit = self.units.get_mut(&u).expect("known");
                unit.woken |= unit.worker.is_some();
                unit.is_ready |= unit.worker.is_none();
            }
            "wait" => {
                self.must(self.runs(u), "who waits runs");
                self.units.get_mut(&u).expect("known").waits.push((text("op"), r));
            }
            "unwait" => {
                let ended = self.settle(u, &text("op"), r);
                self.must(ended, "what ends a wait ends one that began");
            }
            "new" => {
                let resource = Resource { kind: text("kind"), cap: number("cap"), ..Resource::default() };
                let is_new = self.resources.insert(r, resource).is_none();
                self.must(is_new, "a resource is born once");
            }
            "op" => {
                let waited = u != 0 && self.settle(u, &text("op"), r);
                if by == 0 {
                    self.must(self.runs(u), "who does something runs");
                } else {
                    self.must(self.runs(by) && waited, "who completes another's operation runs, and the other waits");
                }
                if r != 0 {
                    self.op(record, r, &text("op"), text("v"));
                }
            }
            "end" => {
                let unit = self.units.get_mut(&u).expect("known");
                unit.ended = true;
                unit.waits.clear();
            }
            "exit" => {
                let blocked: HashSet<u64> =
                    record["blocked"].as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
                let alive: HashSet<u64> = self.units.iter().filter(|(_, unit)| !unit.ended).map(|(u, _)| *u).collect();
                self.must(blocked == alive, "every unit has an end or is blocked");
            }
            "idle" | "busy" | "out" => {}
            other => self.must(false, &format!("{other} is a kind")),
        }
    }

    fn settle(&mut self, u: u64, op: &str, r: u64) -> bool {
        let waits = &mut self.units.get_mut(&u).expect("known").waits;
        let found = waits.iter().position(|(o, on)| o == op && *on == r);
        found.map(|index| waits.remove(index)).is_some()
    }

    fn run(&mut self, u: u64, w: u64) {
        let unit = self.units.get_mut(&u).expect("known");
        let (was_ready, blocks) = (unit.is_ready && unit.worker.is_none(), unit.blocks);
        *unit =
            Unit { is_ready: false, woken: false, worker: Some(w), waits: std::mem::take(&mut unit.waits), ..*unit };
        self.must(was_ready, "what runs was ready");
        self.must(blocks || w < self.threads, "a task runs on a worker");
        let was_free = self.workers.insert(w, u).is_none();
        self.must(was_free, "a worker runs one unit at a time");
    }

    fn stop(&mut self, u: u64, w: u64, why: &str) {
        let unit = self.units.get_mut(&u).expect("known");
        let same = unit.worker.take() == Some(w);
        unit.is_ready = !unit.ended && (why != "wait" || unit.woken);
        let waits = why != "wait" || !unit.waits.is_empty();
        let ends = unit.ended == (why == "end");
        self.must(same, "a unit stops where it ran");
        self.must(waits, "who stops to wait waits for something");
        self.must(ends, "it stops by its end when it has ended");
        self.workers.remove(&w);
    }

    fn op(&mut self, record: &Value, r: u64, op: &str, v: String) {
        let Some(resource) = self.resources.get_mut(&r) else {
            return self.must(false, "a resource is born before its use");
        };
        let ok = record["ok"] == true;
        let mut holds = vec![(
            ok || record["why"].is_string() || matches!(op, "join" | "lock" | "rlock" | "do"),
            "it says why not",
        )];
        match (resource.kind.as_str(), op, ok) {
            ("channel" | "unbounded" | "oneshot", "send", true) => resource.values.push(v),
            ("channel" | "unbounded" | "oneshot", "receive", true) => {
                let is_head = !resource.values.is_empty() && resource.values.remove(0) == v;
                holds.push((is_head, "values leave in the order in which they came"));
            }
            ("channel" | "unbounded" | "oneshot", "receive", false) => {
                let is_closed = record["why"] == "empty"
                    || record["why"] == "elapsed"
                    || (resource.closed && resource.values.is_empty());
                holds.push((is_closed, "a receive fails when there is nothing"));
            }
            (_, "close", true) => resource.closed = true,
            ("mutex" | "rwmutex", "lock", true) => {
                holds.push((!resource.locked && resource.readers == 0, "a lock has one holder"));
                resource.locked = true;
            }
            ("mutex" | "rwmutex", "unlock", _) => {
                holds.push((resource.locked, "what is unlocked was held"));
                resource.locked = false;
            }
            ("rwmutex", "rlock", true) => {
                holds.push((!resource.locked, "no reader beside a writer"));
                resource.readers += 1;
            }
            ("rwmutex", "runlock", _) => {
                holds.push((resource.readers > 0, "what is unlocked was held"));
                resource.readers = resource.readers.saturating_sub(1);
            }
            _ => {}
        }
        if resource.kind == "channel" && resource.cap == 0 && matches!(op, "send" | "receive") && ok {
            holds.push((record["len"] == 0, "a rendezvous holds nothing"));
        } else if resource.kind == "channel" && matches!(op, "send" | "receive") && ok {
            let (len, held) = (record["len"].as_u64(), record["held"].as_u64().unwrap_or(0));
            holds.push((len == Some(resource.values.len() as u64), "the length is how many values there are"));
            holds.push((resource.values.len() as u64 + held <= resource.cap, "no more than there is room for"));
        }
        for (is_so, what) in holds {
            self.must(is_so, what);
        }
    }
}
