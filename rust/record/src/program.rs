//! A program to record, and how it is compiled: with the recorder as its tokio or its std, and two switches that a plain build
//! does not have. `tokio_unstable` lets a run be seeded. `interleave_values` shows values by their `Debug` where
//! they have one, for which the compiler lets the recorder's crate, and no other, use specialization.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::Result;

const SWITCHES: &str = "--cfg tokio_unstable --cfg interleave_values";
const MAY_SPECIALIZE: &str = "interleave_tokio";

/// What stands below a program in place of which crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorder {
    Tokio,
    Std,
    /// Nothing: it has tokio and std themselves, and cannot be recorded. The lock file says which version.
    Nothing,
}

impl Recorder {
    fn dependencies(self) -> String {
        let crates: &[_] = match self {
            Recorder::Nothing => {
                let real = [
                    "tokio = { version = \"1\", features = [\"full\"] }",
                    "tokio-util = { version = \"0.7\", features = [\"rt\"] }",
                ];
                return real.join("\n");
            }
            Recorder::Tokio => {
                &[("tokio", "interleave-tokio", "recorder"), ("tokio-util", "interleave-tokio-util", "util")]
            }
            Recorder::Std => &[("std", "interleave-std", "threads")],
        };
        let lines = crates.iter().map(|(name, package, folder)| {
            format!("{name} = {{ package = {package:?}, path = {:?} }}\n", workspace().join(folder))
        });
        lines.collect()
    }

    fn stands_for(self) -> &'static str {
        match self {
            Recorder::Tokio => "tokio",
            Recorder::Std => "std",
            Recorder::Nothing => "nothing",
        }
    }
}

pub struct Program {
    recorder: Recorder,
    /// Where it is one file of its own.
    file: Option<PathBuf>,
    manifest: PathBuf,
    /// The binary's name.
    binary: String,
    name: String,
}

/// The folder of the Rust workspace.
fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this package lies in a workspace")
}

/// The folder of the repository.
pub fn repository() -> &'static Path {
    workspace().parent().expect("the workspace lies in a repository")
}

/// What the program in this file is recorded with: tokio's if it mentions that outside its comments. build/scenario has
/// the same rule.
pub fn recorder_of(path: &Path) -> Result<Recorder> {
    let text = fs::read_to_string(path).map_err(|e| format!("{} could not be read: {e}", path.display()))?;
    let mut code = text.lines().map(|line| line.split("//").next().unwrap_or(line));
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let tokio = code.any(|line| line.split(|c| !is_word(c)).any(|word| word.starts_with("tokio")));
    Ok(if tokio { Recorder::Tokio } else { Recorder::Std })
}

/// Crates that would bring tokio's futures, or threads, of their own.
const NOT_COVERED: [&str; 9] = [
    "tokio_stream",
    "tokio_rustls",
    "tokio_tungstenite",
    "hyper",
    "axum",
    "reqwest",
    "crossbeam",
    "rayon",
    "parking_lot",
];

/// What the compiler cannot know of a program that does not compile: that it uses what is not covered.
fn hint(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let used: Vec<&str> =
        NOT_COVERED.into_iter().filter(|name| text.split(|c| !is_word(c)).any(|word| word == *name)).collect();
    match &used[..] {
        [] => String::new(),
        used => format!(" The recorder does not cover {}; a program has tokio, tokio-util and std.", used.join(", ")),
    }
}

fn target() -> PathBuf {
    workspace().join("target/record")
}

impl Program {
    /// The program of a scenario.
    pub fn of_scenario(name: &str) -> Program {
        let manifest = workspace().join("Cargo.toml");
        Program { recorder: Recorder::Tokio, file: None, manifest, binary: name.into(), name: name.into() }
    }

    /// The program in a file of its own, for which a package is made.
    pub fn of_file(path: &Path, edition: u32, recorder: Recorder) -> Result<Program> {
        let path = path.canonicalize().map_err(|e| format!("{} could not be opened: {e}.", path.display()))?;
        let file = path.to_str().ok_or_else(|| format!("{} has a name that Cargo cannot take.", path.display()))?;
        let stem = match path.file_stem().and_then(|stem| stem.to_str()) {
            Some("main") | None => {
                path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or("program")
            }
            Some(stem) => stem,
        };
        let key: String = Sha256::digest(file).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let folder = target().join("programs").join(&key);
        let binary = format!("program-{key}");
        let text = format!(
            "[package]\nname = \"{binary}\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\n\n\
             [[bin]]\nname = \"{binary}\"\npath = {file:?}\n\n\
             [dependencies]\n{}\n\
             [profile.dev]\ndebug = \"line-tables-only\"\n\n[workspace]\n",
            recorder.dependencies(),
        );
        let manifest = folder.join("Cargo.toml");
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&manifest, text))
            .and_then(|()| fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")))
            .map_err(|e| format!("no package could be made in {}: {e}.", folder.display()))?;
        let name = stem.into();
        Ok(Program { recorder, file: Some(path), manifest, binary, name })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Compiles it and returns the binary.
    pub fn build(&self) -> Result<PathBuf> {
        let status = self.cargo().status().map_err(|e| format!("Cargo could not be started: {e}."))?;
        if !status.success() {
            return Err(format!(
                "{} does not compile with the recorder as its {}; the compiler says why above.{}",
                self.name,
                self.recorder.stands_for(),
                self.file.as_deref().map(hint).unwrap_or_default()
            ));
        }
        Ok(self.target().join("debug").join(format!("{}{}", self.binary, env::consts::EXE_SUFFIX)))
    }

    /// Compiles it to be refused, and returns what Cargo says then, one JSON object a line; none: it compiles.
    pub fn refused(&self) -> Result<Option<String>> {
        let mut cargo = self.cargo();
        let output = cargo.args(["--message-format", "json"]).output();
        let output = output.map_err(|e| format!("Cargo could not be started: {e}."))?;
        Ok((!output.status.success()).then(|| String::from_utf8_lossy(&output.stdout).into_owned()))
    }

    fn cargo(&self) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .args(["build", "--quiet", "--manifest-path"])
            .arg(&self.manifest)
            .arg("--target-dir")
            .arg(self.target())
            .args(["--bin", &self.binary])
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        if self.recorder != Recorder::Nothing {
            cargo.env("RUSTFLAGS", SWITCHES).env("RUSTC_BOOTSTRAP", MAY_SPECIALIZE);
        }
        cargo
    }

    /// What is compiled without the switches would else make what is compiled with them anew.
    fn target(&self) -> PathBuf {
        if self.recorder == Recorder::Nothing { target().join("plain") } else { target() }
    }
}
