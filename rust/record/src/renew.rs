//! Records a scenario, or checks that what it has is what its programs do.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::program;
use crate::recording::Recording;
use crate::refusal::Refusal;
use crate::run::{self, Job, Output};
use crate::scenario::Scenario;

/// Records every run of one scenario. A file that would only say another machine and day is left as it is, and so is
/// one of the real clock, which no run repeats, as long as the program and the tools are the same.
pub fn renew(scenario: &Scenario, again: bool) -> Result<()> {
    let expected = each(scenario, |file, fresh| {
        let same = Recording::read(file)
            .is_ok_and(|old| if fresh.is_deterministic() { old.same(fresh) } else { !again && old.same_header(fresh) });
        if same {
            println!("{}: as before", shown(file));
        } else {
            fresh.write(file)?;
            println!("{}: {}", shown(file), fresh.summary());
        }
        Ok(())
    })?;
    if let Some(source) = scenario.refused() {
        let (file, fresh) = (scenario.refusal(), Refusal::of(&source)?);
        if Refusal::read(&file).is_ok_and(|old| old == fresh) {
            println!("{}: as before", shown(&file));
        } else {
            fresh.write(&file)?;
            println!("{}: the compiler refuses it", shown(&file));
        }
    }
    for file in surplus(scenario, &expected)? {
        fs::remove_file(&file).map_err(|e| format!("{} could not be removed: {e}.", shown(&file)))?;
        println!("{}: removed, as the scenario has no such run", shown(&file));
    }
    Ok(())
}

/// Compares everything that is recorded of one scenario with what its programs do now.
pub fn check(scenario: &Scenario) -> Result<()> {
    let mut wrong = Vec::new();
    let expected = each(scenario, |file, fresh| {
        match Recording::read(file) {
            Err(sentence) => wrong.push(sentence),
            Ok(old) if !old.same_header(fresh) => wrong.push(format!(
                "{} is not of this program and these tools: {}; record it again.",
                shown(file),
                old.difference(fresh)
            )),
            Ok(old) if fresh.is_deterministic() && !old.same(fresh) => {
                wrong.push(format!("{} differs from what the program does now: {}", shown(file), old.difference(fresh)))
            }
            Ok(_) => println!("{}: as before", shown(file)),
        }
        Ok(())
    })?;
    if let Some(source) = scenario.refused() {
        let file = scenario.refusal();
        match (Refusal::read(&file), Refusal::of(&source)) {
            (Err(sentence), _) | (_, Err(sentence)) => wrong.push(sentence),
            (Ok(old), Ok(fresh)) if old.same(&fresh) => println!("{}: as before", shown(&file)),
            _ => wrong.push(format!("{} is not what the compiler says now; record it again.", shown(&file))),
        }
    }
    let surplus = surplus(scenario, &expected)?;
    wrong.extend(surplus.iter().map(|file| format!("{} is of a run that the scenario does not have.", shown(file))));
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\nrecord: ")) }
}

/// Makes every run of a scenario's `main.rs`, and returns the files in which they belong.
fn each(scenario: &Scenario, mut made: impl FnMut(&Path, &Recording) -> Result<()>) -> Result<Vec<PathBuf>> {
    let Some(program) = scenario.program()? else { return Ok(Vec::new()) };
    let binary = program.build()?;
    let mut files = Vec::new();
    for (setup, params) in scenario.runs() {
        let file = scenario.trace(&setup, &params);
        let job = Job {
            binary: &binary,
            setup: &setup,
            demo: &scenario.name,
            params: &params,
            arguments: &[],
            limit: scenario.front.limit,
        };
        made(&file, &run::record(&job, Output::Hidden)?)?;
        files.push(file);
    }
    Ok(files)
}

/// What lies in `traces/` without belonging to a run or a refusal.
fn surplus(scenario: &Scenario, expected: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = scenario.traces()?;
    files.retain(|file| !expected.contains(file) && (*file != scenario.refusal() || scenario.refused().is_none()));
    Ok(files)
}

/// A file of the repository by its path in there.
fn shown(file: &Path) -> std::path::Display<'_> {
    file.strip_prefix(program::repository()).unwrap_or(file).display()
}
