//! Records programs of tokio, those of every scenario or any other one, and programs of threads.

mod arguments;
mod program;
mod recording;
mod run;
mod scenario;
mod setup;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use arguments::{Arguments, Command};
use program::Program;
use recording::Recording;
use scenario::Scenario;
use setup::Setup;

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
        let done = if arguments.check { check(&scenario) } else { renew(&scenario, arguments.again) };
        if let Err(sentence) = done {
            eprintln!("record: {sentence}");
            wrong.push(scenario.name);
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("not everything is as it should be in {}.", wrong.join(", "))) }
}

/// Records every combination of one scenario. A file that would only say another machine and day is left as it is,
/// and so is one of several workers, which no run repeats, as long as the program and the tools are the same.
fn renew(scenario: &Scenario, again: bool) -> Result<()> {
    let binary = Program::of_scenario(&scenario.name).build()?;
    let mut expected = Vec::new();
    for setup in Setup::of_scenarios() {
        for params in scenario.combinations() {
            let file = scenario.trace(&setup, &params);
            expected.push(file.clone());
            let fresh = run::record(&run::Job::of(scenario, &binary, &setup, &params), run::Output::Hidden)?;
            let same = Recording::read(&file).is_ok_and(|old| {
                if fresh.is_deterministic() { old.same(&fresh) } else { !again && old.same_header(&fresh) }
            });
            if same {
                println!("{}: as before", shown(&file));
            } else {
                fresh.write(&file)?;
                println!("{}: {}", shown(&file), fresh.summary());
            }
        }
    }
    for file in scenario.traces()? {
        if !expected.contains(&file) {
            std::fs::remove_file(&file).map_err(|e| format!("{} could not be removed: {e}.", shown(&file)))?;
            println!("{}: removed, as the scenario has no such run", shown(&file));
        }
    }
    Ok(())
}

/// Compares every recording of one scenario with what its program does now.
fn check(scenario: &Scenario) -> Result<()> {
    let binary = Program::of_scenario(&scenario.name).build()?;
    let mut wrong = Vec::new();
    let mut expected = Vec::new();
    for setup in Setup::of_scenarios() {
        for params in scenario.combinations() {
            let file = scenario.trace(&setup, &params);
            expected.push(file.clone());
            let fresh = run::record(&run::Job::of(scenario, &binary, &setup, &params), run::Output::Hidden)?;
            match Recording::read(&file) {
                Err(sentence) => wrong.push(sentence),
                Ok(old) if !old.same_header(&fresh) => {
                    wrong.push(format!(
                        "{} is not of this program and these tools: {}; record it again.",
                        shown(&file),
                        old.difference(&fresh)
                    ));
                }
                Ok(old) if fresh.is_deterministic() && !old.same(&fresh) => {
                    wrong.push(format!(
                        "{} differs from what the program does now: {}",
                        shown(&file),
                        old.difference(&fresh)
                    ));
                }
                Ok(_) => println!("{}: as before", shown(&file)),
            }
        }
    }
    let surplus = scenario.traces()?.into_iter().filter(|file| !expected.contains(file));
    wrong.extend(surplus.map(|file| format!("{} is of a run that the scenario does not have.", shown(&file))));
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\nrecord: ")) }
}

/// A file of the repository by its path in there.
fn shown(file: &Path) -> std::path::Display<'_> {
    file.strip_prefix(program::repository()).unwrap_or(file).display()
}
