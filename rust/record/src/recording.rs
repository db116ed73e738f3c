//! A recording as a file.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::Result;

pub struct Recording {
    text: String,
    /// Without that in which two recordings of one run may differ.
    header: Map<String, Value>,
}

/// Provenance: where and when, not what.
const PROVENANCE: [&str; 2] = ["machine", "date"];

/// Of the tools, what stands for the machine too: the recorder pins tokio and itself, and takes the compiler that is there.
const COMPILER: &str = "rustc";

impl Recording {
    pub fn read(path: &Path) -> Result<Recording> {
        let text = fs::read_to_string(path).map_err(|e| format!("{} could not be read: {e}.", path.display()))?;
        let first = text.lines().next().unwrap_or_default();
        let mut header: Map<String, Value> = serde_json::from_str(first)
            .map_err(|e| format!("{} is no recording, its first line is no header: {e}.", path.display()))?;
        header.retain(|key, _| !PROVENANCE.contains(&key.as_str()));
        if let Some(tools) = header.get_mut("tools").and_then(Value::as_object_mut) {
            tools.remove(COMPILER);
        }
        Ok(Recording { text, header })
    }

    pub fn write(&self, path: &Path) -> Result<()> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(path, &self.text))
            .map_err(|e| format!("{} could not be written: {e}.", path.display()))
    }

    fn events(&self) -> impl Iterator<Item = &str> {
        self.text.lines().skip(1)
    }

    /// Whether nothing but where, when and with which compiler differs in the headers.
    pub fn same_header(&self, other: &Recording) -> bool {
        self.header == other.header
    }

    /// Whether nothing but where, when and with which compiler differs.
    pub fn same(&self, other: &Recording) -> bool {
        self.same_header(other) && self.events().eq(other.events())
    }

    /// The first thing that differs from a newer recording.
    pub fn difference(&self, newer: &Recording) -> String {
        let keys: Vec<&str> = self.header.keys().chain(newer.header.keys()).map(String::as_str).collect();
        if let Some(key) = keys.into_iter().find(|key| self.header.get(*key) != newer.header.get(*key)) {
            let of = |recording: &Recording| recording.header.get(key).map_or("missing".into(), Value::to_string);
            return format!("its {key} was {} and is {}", of(self), of(newer));
        }
        let (mut old, mut new) = (self.events(), newer.events());
        let mut line = 1;
        loop {
            line += 1;
            match (old.next(), new.next()) {
                (None, None) => return "nothing differs".into(),
                (was, is) if was == is => {}
                (was, is) => {
                    return format!(
                        "line {line} was\n  {}\nand is\n  {}",
                        was.unwrap_or("missing"),
                        is.unwrap_or("missing")
                    );
                }
            }
        }
    }

    /// Whether another run gives the same bytes: one thread, tokio's own clock, a seed.
    pub fn is_deterministic(&self) -> bool {
        self.header.get("flavor").is_some_and(|flavor| flavor == "current_thread")
            && self.header.get("clock").is_some_and(|clock| clock == "virtual")
            && !self.events().any(|line| line.contains(r#""kind":"blocking""#) && line.starts_with(r#"{"e":"spawn""#))
    }

    /// What happened, in a few words.
    pub fn summary(&self) -> String {
        let count = self.events().count();
        let last: Value = self.events().last().and_then(|line| serde_json::from_str(line).ok()).unwrap_or_default();
        let how = last.get("how").and_then(Value::as_str).unwrap_or("no end");
        format!("{count} events, {how}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_machine_and_compiler_make_no_other_recording() {
        let of = |name: &str, header: &str| {
            let file = std::env::temp_dir().join(format!("interleave-{}-{name}.ndjson", std::process::id()));
            fs::write(&file, header).unwrap();
            let recording = Recording::read(&file).unwrap();
            fs::remove_file(file).unwrap();
            recording
        };
        let old =
            of("old", r#"{"e":"header","seed":1,"tools":{"interleave-tokio":"1","rustc":"1.95.0"},"machine":"a"}"#);
        assert!(old.same(&of(
            "new",
            r#"{"e":"header","seed":1,"tools":{"interleave-tokio":"1","rustc":"1.96.0"},"machine":"b"}"#
        )));
        assert!(!old.same(&of(
            "recorder",
            r#"{"e":"header","seed":1,"tools":{"interleave-tokio":"2","rustc":"1.95.0"},"machine":"a"}"#
        )));
        assert!(!old.same(&of(
            "seed",
            r#"{"e":"header","seed":2,"tools":{"interleave-tokio":"1","rustc":"1.95.0"},"machine":"a"}"#
        )));
    }
}
