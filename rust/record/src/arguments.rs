//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::Arg::{Long, Short, Value};
use lexopt::ValueExt;

use crate::Result;
use crate::frontmatter::DEFAULT_LIMIT;
use crate::program::{self, Recorder};
use crate::setup::{SEED, Setup};

pub const USAGE: &str = "
record [NAME…]                 record the programs of the scenarios of these names, or of all
record --check [NAME…]         compare what is recorded with what the programs do now
record PATH/main.rs [-- ARGS]  record any program that is one file, of tokio or of std's threads

  --again          scenarios: also record anew what ran on the real clock
  --flavor FLAVOR  current_thread or multi_thread of tokio, or threads
                   (default: current_thread; threads where the program never says tokio)
  --threads N      workers of multi_thread (default 2)
  --clock CLOCK    virtual (default of current_thread) or real (the only one of threads)
  --seed N         what seeds select! and the scheduler of current_thread (default 7)
  --limit SECONDS  real time after which the run is cut (default 10)
  --edition YEAR   of the file (default 2024)
  --out FILE       where the recording goes (default: <program>-<flavor>.ndjson here)
";

pub enum Command {
    Help,
    /// One file that belongs to no scenario.
    Program(PathBuf),
    /// The scenarios of these names; of none: all.
    Scenarios(Vec<String>),
}

pub struct Arguments {
    pub command: Command,
    pub check: bool,
    pub again: bool,
    pub setup: Setup,
    /// Seconds.
    pub limit: u32,
    pub edition: u32,
    pub out: Option<PathBuf>,
    /// What the program gets.
    pub rest: Vec<OsString>,
}

pub fn parse() -> Result<Arguments> {
    read().map_err(|e| format!("{e}. `record --help` says what there is."))
}

fn read() -> std::result::Result<Arguments, lexopt::Error> {
    let mut parser = lexopt::Parser::from_env();
    let (mut help, mut check, mut again) = (false, false, false);
    let (mut flavor, mut clock): (Option<String>, Option<String>) = (None, None);
    let (mut threads, mut seed, mut limit, mut edition) = (2, SEED, DEFAULT_LIMIT, 2024);
    let mut out = None;
    let mut words: Vec<OsString> = Vec::new();
    let mut rest = Vec::new();
    loop {
        if let Some(mut raw) = parser.try_raw_args()
            && raw.peek().is_some_and(|word| word == "--")
        {
            raw.next();
            rest.extend(raw);
            break;
        }
        let Some(argument) = parser.next()? else { break };
        match argument {
            Short('h') | Long("help") => help = true,
            Long("check") => check = true,
            Long("again") => again = true,
            Long("flavor") => flavor = Some(parser.value()?.string()?),
            Long("threads") => threads = parser.value()?.parse()?,
            Long("clock") => clock = Some(parser.value()?.string()?),
            Long("seed") => seed = parser.value()?.parse()?,
            Long("limit") => limit = parser.value()?.parse()?,
            Long("edition") => edition = parser.value()?.parse()?,
            Long("out") => out = Some(parser.value()?.into()),
            Value(word) => words.push(word),
            other => return Err(other.unexpected()),
        }
    }
    let command = match &words[..] {
        _ if help => Command::Help,
        [word] if PathBuf::from(word).extension().is_some_and(|end| end == "rs") => Command::Program(word.into()),
        _ => Command::Scenarios(words.into_iter().map(|word| word.string()).collect::<std::result::Result<_, _>>()?),
    };
    if matches!(command, Command::Scenarios(_)) && (out.is_some() || !rest.is_empty()) {
        return Err("--out and arguments after -- are for a single program: PATH/main.rs".into());
    }
    let flavor = match (&flavor, &command) {
        (Some(flavor), _) => flavor,
        (None, Command::Program(path)) if program::recorder_of(path)? == Recorder::Std => "threads",
        _ => "current_thread",
    };
    let setup = Setup::new(flavor, threads, clock.as_deref(), seed)?;
    Ok(Arguments { command, check, again, setup, limit, edition, out, rest })
}
