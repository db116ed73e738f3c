//! Records programs of tokio, those of every scenario or any other one, and programs of threads.

mod arguments;
mod frontmatter;
mod program;
mod recording;
mod refusal;
mod renew;
mod run;
mod scenario;
mod setup;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use arguments::{Arguments, Command};
use program::Program;
use scenario::Scenario;

/// An error is a sentence for whoever started this.
pub type Result<T> = std::result::Result<T, String>;

fn main() -> ExitCode {
    let done = arguments::parse().and_then(|arguments| match &arguments.command {
        Command::Help => {
            println!("{}", arguments::USAGE.trim());
            Ok(())
        }
        Command::Program(path) => one(path, &arguments),
        Command::Scenarios(names) => scenarios(names, &arguments),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("record: {sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Records a program that belongs to no scenario.
fn one(path: &Path, arguments: &Arguments) -> Result<()> {
    let program = Program::of_file(path, arguments.edition, arguments.setup.recorder())?;
    let out = match &arguments.out {
        Some(out) => out.clone(),
        None => PathBuf::from(format!("{}-{}.ndjson", program.name(), arguments.setup.name())),
    };
    let binary = program.build()?;
    let job = run::Job {
        binary: &binary,
        setup: &arguments.setup,
        demo: "",
        params: &[],
        arguments: &arguments.rest,
        limit: arguments.limit,
    };
    let recording = run::record(&job, run::Output::Shown)?;
    recording.write(&out)?;
    println!("{}: {}", out.display(), recording.summary());
    Ok(())
}

/// Records scenarios, or checks that what they have is what their programs do.
fn scenarios(names: &[String], arguments: &Arguments) -> Result<()> {
    let mut wrong = Vec::new();
    for scenario in Scenario::find(&program::repository().join("demos"), names)? {
        let done = if arguments.check { renew::check(&scenario) } else { renew::renew(&scenario, arguments.again) };
        if let Err(sentence) = done {
            eprintln!("record: {sentence}");
            wrong.push(scenario.name);
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("not everything is as it should be in {}.", wrong.join(", "))) }
}
