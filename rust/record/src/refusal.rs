//! A program that the compiler is to refuse, and what it says of it.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::Result;
use crate::program::{Program, Recorder};

/// As it stands in `traces/refused.json`.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The source's name in the scenario's folder.
    file: String,
    /// Hex.
    sha256: String,
    /// `rustc 1.95.0`
    compiler: String,
    /// The errors as the compiler renders them, without colours; paths are relative to the scenario's folder.
    message: String,
}

impl Refusal {
    /// Compiles the program with tokio itself, so that the compiler says what it says to everybody. That it compiles is an error.
    pub fn of(source: &Path) -> Result<Refusal> {
        let text = fs::read(source).map_err(|e| format!("{} could not be read: {e}.", source.display()))?;
        let name = source.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let program = Program::of_file(source, 2024, Recorder::Nothing)?;
        let Some(said) = program.refused()? else {
            return Err(format!("{} compiles, and stands there as a program that does not.", source.display()));
        };
        let message = relative(&errors(&said, source), source);
        if message.is_empty() {
            return Err(format!("{} could not be compiled, as what it uses could not be.", source.display()));
        }
        let sha256 = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Refusal { file: name.into(), sha256, compiler: compiler()?, message })
    }

    pub fn read(path: &Path) -> Result<Refusal> {
        let text = fs::read_to_string(path).map_err(|e| format!("{} could not be read: {e}.", path.display()))?;
        let value: Value = serde_json::from_str(&text).map_err(|e| format!("{} is not JSON: {e}.", path.display()))?;
        let of = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        Ok(Refusal { file: of("file"), sha256: of("sha256"), compiler: of("compiler"), message: of("message") })
    }

    /// Whether a compiler refuses the same program, with the same words if it is the same compiler: each release finds its own.
    pub fn same(&self, other: &Refusal) -> bool {
        let program = self.file == other.file && self.sha256 == other.sha256;
        program && (self.compiler != other.compiler || self.message == other.message)
    }

    pub fn write(&self, path: &Path) -> Result<()> {
        let Refusal { file, sha256, compiler, message } = self;
        let value = json!({"file": file, "sha256": sha256, "compiler": compiler, "message": message});
        path.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(path, format!("{value:#}\n")))
            .map_err(|e| format!("{} could not be written: {e}.", path.display()))
    }
}

/// The errors of one program among what Cargo says in JSON, rendered. An error without a place (`aborting due to …`)
/// only counts the others.
fn errors(cargo: &str, source: &Path) -> String {
    let source = source.canonicalize().unwrap_or_else(|_| source.into());
    let lines = cargo.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let rendered = lines.filter_map(|line| {
        let message = &line["message"];
        let of_program = line["target"]["src_path"].as_str().is_some_and(|path| Path::new(path) == source);
        let is_error =
            message["level"] == "error" && message["spans"].as_array().is_some_and(|spans| !spans.is_empty());
        (of_program && is_error).then(|| message["rendered"].as_str().unwrap_or_default().trim_end().to_owned())
    });
    rendered.collect::<Vec<_>>().join("\n\n")
}

/// Without what only this machine has: of the program's files the name stays, of Rust's library and of crates the path from
/// their own folder on.
fn relative(message: &str, source: &Path) -> String {
    let source = source.canonicalize().unwrap_or_else(|_| source.into());
    let folder = source.parent().unwrap_or(Path::new(""));
    let mut text = message.replace(&format!("{}/", folder.display()), "");
    for inside in ["/registry/src/", "/rustlib/src/rust/", "/rustc/"] {
        text = from_inside(&text, inside);
    }
    text
}

/// Each absolute path with this inside, from there on; below `registry/src` and `rustc` there is one more folder, of this machine
/// or this compiler.
fn from_inside(text: &str, inside: &str) -> String {
    let one_more = inside != "/rustlib/src/rust/";
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(inside) {
        let begin = rest[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
        let after = &rest[at + inside.len()..];
        let skipped = if one_more { after.find('/').map_or(0, |slash| slash + 1) } else { 0 };
        out.push_str(&rest[..begin]);
        rest = &after[skipped..];
    }
    out + rest
}

/// The compiler's name and version.
fn compiler() -> Result<String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output =
        Command::new(rustc).arg("--version").output().map_err(|e| format!("rustc could not be started: {e}."))?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.split(' ').take(2).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_compiler_may_say_it_in_other_words() {
        let of = |sha256: &str, compiler: &str, message: &str| Refusal {
            file: "refused.rs".into(),
            sha256: sha256.into(),
            compiler: compiler.into(),
            message: message.into(),
        };
        let old = of("1", "rustc 1.95.0", "error[E0382]");
        assert!(old.same(&of("1", "rustc 1.96.0", "error[E0382]: it moved")));
        assert!(!old.same(&of("1", "rustc 1.95.0", "error[E0382]: it moved")));
        assert!(!old.same(&of("2", "rustc 1.96.0", "error[E0382]")));
    }

    #[test]
    fn paths_are_those_of_the_program_and_of_crates() {
        for (said, path) in [
            ("--> /x/.cargo/registry/src/index-1f/tokio-1.53.1/src/a.rs:1:2", "--> tokio-1.53.1/src/a.rs:1:2"),
            ("--> /x/lib/rustlib/src/rust/library/core/src/a.rs:1:2", "--> library/core/src/a.rs:1:2"),
            ("a\n  ::: /rustc/12ab/library/std/src/a.rs:1:2\nb", "a\n  ::: library/std/src/a.rs:1:2\nb"),
            ("--> /y/demos/counter/refused.rs:3:4", "--> refused.rs:3:4"),
        ] {
            assert_eq!(relative(said, Path::new("/y/demos/counter/refused.rs")), path);
        }
    }

    #[test]
    fn only_errors_of_the_program_that_have_a_place_are_taken() {
        let line = |path: &str, level: &str, spans: Value| {
            let message = json!({"level": level, "spans": spans, "rendered": format!("{level} in {path}\n\n")});
            json!({"reason": "compiler-message", "target": {"src_path": path}, "message": message}).to_string()
        };
        let cargo = [
            line("/y/refused.rs", "warning", json!([{}])),
            line("/y/refused.rs", "error", json!([{}])),
            line("/y/other.rs", "error", json!([{}])),
            line("/y/refused.rs", "error", json!([])),
            "no JSON".into(),
        ];
        assert_eq!(errors(&cargo.join("\n"), Path::new("/y/refused.rs")), "error in /y/refused.rs");
    }
}
