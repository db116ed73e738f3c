//! One event, and its line.

use std::fmt::Write;

use super::place::At;

/// The kinds of records that this recorder writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Spawn,
    Run,
    Stop,
    End,
    Wait,
    Wake,
    Unwait,
    New,
    Op,
    Idle,
    Busy,
    Out,
    Exit,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Spawn => "spawn",
            Kind::Run => "run",
            Kind::Stop => "stop",
            Kind::End => "end",
            Kind::Wait => "wait",
            Kind::Wake => "wake",
            Kind::Unwait => "unwait",
            Kind::New => "new",
            Kind::Op => "op",
            Kind::Idle => "idle",
            Kind::Busy => "busy",
            Kind::Out => "out",
            Kind::Exit => "exit",
        }
    }
}

/// An event of `records/FORMAT.md`; a field that does not stand has its default.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub kind: Kind,
    /// Nanoseconds since the start of the recording.
    pub t: u64,
    pub u: u32,
    /// The seat, see [`Seats`](super::seats::Seats); it becomes the worker's number when the recording is written.
    pub w: Option<u32>,
    pub by: u32,
    pub r: u32,
    pub op: &'static str,
    /// The field `kind`: of a unit or a resource.
    pub noun: &'static str,
    pub name: String,
    /// What a spawn runs, by its type; its name is found when the recording is written.
    pub runs: &'static str,
    pub v: String,
    pub len: Option<usize>,
    pub cap: Option<usize>,
    pub held: usize,
    pub ok: bool,
    pub why: &'static str,
    pub of_type: String,
    pub of: u32,
    /// Nanoseconds, as `t`.
    pub until: u64,
    pub how: &'static str,
    pub code: i32,
    pub blocked: Vec<u32>,
    pub fd: i32,
    pub at: At,
}

impl Event {
    /// An event of this kind with nothing in it, to be filled by struct update.
    pub(crate) fn new(kind: Kind) -> Event {
        Event {
            kind,
            t: 0,
            u: 0,
            w: None,
            by: 0,
            r: 0,
            op: "",
            noun: "",
            name: String::new(),
            runs: "",
            v: String::new(),
            len: None,
            cap: None,
            held: 0,
            ok: false,
            why: "",
            of_type: String::new(),
            of: 0,
            until: 0,
            how: "",
            code: 0,
            blocked: Vec::new(),
            fd: 0,
            at: At::Unknown,
        }
    }

    /// Appends the event's line; `at` is its place as text. Keys stand in the order in which `records/` writes them.
    pub(crate) fn write(&self, out: &mut String, at: &str) {
        let mut o = Object::open(out);
        o.text("e", self.kind.word());
        o.number("t", self.t);
        o.number_if("u", self.u.into());
        o.maybe("w", self.w.map(|w| w as usize));
        o.number_if("by", self.by.into());
        o.number_if("r", self.r.into());
        o.text_if("op", self.op);
        o.text_if("kind", self.noun);
        o.text_if("name", &self.name);
        if self.kind == Kind::Out {
            o.text("v", &self.v);
        } else {
            o.text_if("v", &self.v);
        }
        o.maybe("len", self.len.map(sayable));
        o.maybe("cap", self.cap.map(sayable));
        o.number_if("held", self.held as u64);
        if self.kind == Kind::Op {
            o.raw("ok", if self.ok { "true" } else { "false" });
        }
        o.text_if("why", self.why);
        o.text_if("type", &self.of_type);
        o.number_if("of", self.of.into());
        o.number_if("until", if self.until > MAX_NUMBER { 0 } else { self.until });
        o.text_if("how", self.how);
        if self.code != 0 {
            o.raw("code", &self.code.to_string());
        }
        if !self.blocked.is_empty() {
            o.raw("blocked", &format!("{:?}", self.blocked).replace(' ', ""));
        }
        o.number_if("fd", self.fd.unsigned_abs().into());
        o.text_if("at", at);
        o.close();
        out.push('\n');
    }
}

/// The greatest number that a record may hold. A timer that is due later (`Duration::MAX`) is not said to be due.
const MAX_NUMBER: u64 = (1 << 53) - 1;

/// A capacity or a length as a record can hold it: the greatest number says so many, or more (`Semaphore::MAX_PERMITS`).
fn sayable(n: usize) -> usize {
    usize::try_from(MAX_NUMBER).map_or(n, |most| n.min(most))
}

/// Appends one JSON object, key by key.
pub(crate) struct Object<'a> {
    out: &'a mut String,
    first: bool,
}

impl Object<'_> {
    pub(crate) fn open(out: &mut String) -> Object<'_> {
        out.push('{');
        Object { out, first: true }
    }

    /// A key with a value that is JSON already.
    pub(crate) fn raw(&mut self, key: &str, json: &str) {
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
        write!(self.out, "{}:{json}", quoted(key)).expect("a String takes everything");
    }

    pub(crate) fn text(&mut self, key: &str, text: &str) {
        self.raw(key, &quoted(text));
    }

    pub(crate) fn text_if(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.text(key, text);
        }
    }

    pub(crate) fn number(&mut self, key: &str, n: u64) {
        self.raw(key, &n.to_string());
    }

    pub(crate) fn number_if(&mut self, key: &str, n: u64) {
        if n != 0 {
            self.number(key, n);
        }
    }

    fn maybe(&mut self, key: &str, n: Option<usize>) {
        if let Some(n) = n {
            self.number(key, n as u64);
        }
    }

    pub(crate) fn close(self) {
        self.out.push('}');
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
