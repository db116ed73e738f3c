//! The scenarios in demos/, as far as their Rust programs go.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::frontmatter::FrontMatter;
use crate::program::{self, Program, Recorder};
use crate::setup::Setup;

/// One folder with a `main.rs`, a `refused.rs`, or both.
pub struct Scenario {
    pub name: String,
    pub folder: PathBuf,
    /// What stands below its `main.rs`; none: it has no such file.
    recorder: Option<Recorder>,
    pub front: FrontMatter,
}

/// A value for each parameter, in the order of the front matter.
pub type Params = Vec<(String, i64)>;

/// Up to how many combinations of parameters all are recorded; beyond, one parameter at a time differs from its default.
/// Go's recordings have the same limit (build/record).
const MAX_COMBINATIONS: usize = 16;

/// The same of several workers and of threads, which show nothing by a combination that they don't by its parts.
const MAX_COMBINATIONS_OF_SEVERAL: usize = 8;

/// The program that the compiler is to refuse.
pub const REFUSED: &str = "refused.rs";

impl Scenario {
    /// The scenarios of these names, or all where there are no names, sorted.
    pub fn find(demos: &Path, names: &[String]) -> Result<Vec<Scenario>> {
        let entries = fs::read_dir(demos).map_err(|e| format!("{} could not be read: {e}.", demos.display()))?;
        let mut found: Vec<String> = entries
            .flatten()
            .filter(|entry| ["main.rs", REFUSED].iter().any(|file| entry.path().join(file).is_file()))
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        found.sort();
        if let Some(unknown) = names.iter().find(|name| !found.contains(name)) {
            return Err(format!(
                "there is no scenario {unknown:?} with a Rust program; there are {}.",
                found.join(", ")
            ));
        }
        found.retain(|name| names.is_empty() || names.contains(name));
        found.into_iter().map(|name| Scenario::read(demos.join(&name), name)).collect()
    }

    fn read(folder: PathBuf, name: String) -> Result<Scenario> {
        let main = folder.join("main.rs");
        let recorder = if main.is_file() { Some(program::recorder_of(&main)?) } else { None };
        let file = folder.join("demo.md");
        let text = fs::read_to_string(&file).map_err(|e| format!("{} could not be read: {e}.", file.display()))?;
        let model = if recorder == Some(Recorder::Std) { "threads" } else { "tokio" };
        let front = FrontMatter::parse(&text, model).map_err(|e| format!("{}: {e}.", file.display()))?;
        Ok(Scenario { name, folder, recorder, front })
    }

    /// Its `main.rs`, to be compiled.
    pub fn program(&self) -> Result<Option<Program>> {
        match self.recorder {
            None => Ok(None),
            Some(Recorder::Tokio) => Ok(Some(Program::of_scenario(&self.name))),
            // A package has one std for all of its programs, so this one has its own.
            Some(other) => Program::of_file(&self.folder.join("main.rs"), 2024, other).map(Some),
        }
    }

    /// Its `refused.rs`, where it has one.
    pub fn refused(&self) -> Option<PathBuf> {
        Some(self.folder.join(REFUSED)).filter(|file| file.is_file())
    }

    /// Everything that its `main.rs` is recorded with.
    pub fn runs(&self) -> Vec<(Setup, Params)> {
        let setups = match self.recorder {
            None => Vec::new(),
            Some(Recorder::Tokio) => self.front.setups.clone(),
            Some(_) => vec![Setup::of_threads()],
        };
        let runs = setups.into_iter().flat_map(|setup| {
            let max = if setup.is_current_thread() { MAX_COMBINATIONS } else { MAX_COMBINATIONS_OF_SEVERAL };
            self.combinations(max).into_iter().map(move |params| (setup.clone(), params))
        });
        runs.collect()
    }

    /// The combinations of the parameters' values, one that is empty where there are none. If they are more than max: that
    /// of the defaults, and those in which one parameter differs from it.
    fn combinations(&self, max: usize) -> Vec<Params> {
        let parameters = &self.front.parameters;
        if parameters.iter().map(|parameter| parameter.values.len()).product::<usize>() > max {
            let preset: Params = parameters.iter().map(|p| (p.name.clone(), p.default)).collect();
            let mut all = vec![preset.clone()];
            for (i, parameter) in parameters.iter().enumerate() {
                for value in parameter.values.iter().filter(|value| **value != parameter.default) {
                    let mut params = preset.clone();
                    params[i].1 = *value;
                    all.push(params);
                }
            }
            return all;
        }
        parameters.iter().fold(vec![Params::new()], |all, parameter| {
            let extended = all.iter().flat_map(|params| {
                parameter.values.iter().map(|value| {
                    let mut params = params.clone();
                    params.push((parameter.name.clone(), *value));
                    params
                })
            });
            extended.collect()
        })
    }

    /// Where the recording of one combination belongs.
    pub fn trace(&self, setup: &Setup, params: &Params) -> PathBuf {
        let suffix: String = params.iter().map(|(name, value)| format!("-{name}={value}")).collect();
        let model = if setup.of_threads { "" } else { "tokio-" };
        self.folder.join("traces").join(format!("{model}{}{suffix}.ndjson", setup.name()))
    }

    /// Where the compiler's refusal belongs.
    pub fn refusal(&self) -> PathBuf {
        self.folder.join("traces/refused.json")
    }

    /// What was recorded of its Rust programs before.
    pub fn traces(&self) -> Result<Vec<PathBuf>> {
        let folder = self.folder.join("traces");
        let Ok(entries) = fs::read_dir(&folder) else { return Ok(Vec::new()) };
        let is_ours = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let of_run = name.starts_with("tokio-") || name.starts_with("threads");
            of_run && name.ends_with(".ndjson") || *path == self.refusal()
        };
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_ours).collect();
        files.sort();
        Ok(files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of what is recorded of a scenario with this front matter.
    fn traces(recorder: Recorder, front: &str) -> Vec<String> {
        let model = if recorder == Recorder::Std { "threads" } else { "tokio" };
        let front = FrontMatter::parse(&format!("---\n{front}\n---\ntext"), model).expect("the front matter is right");
        let scenario = Scenario { name: "x".into(), folder: "x".into(), recorder: Some(recorder), front };
        let files = scenario.runs().into_iter().map(|(setup, params)| scenario.trace(&setup, &params));
        files.map(|file| file.strip_prefix("x/traces").expect("it lies there").display().to_string()).collect()
    }

    #[test]
    fn without_parameters_there_is_one_run_of_each_flavor() {
        assert_eq!(
            traces(Recorder::Tokio, "title: T"),
            ["tokio-current_thread.ndjson", "tokio-multi_thread-2.ndjson", "tokio-multi_thread-4.ndjson"]
        );
        assert_eq!(traces(Recorder::Std, "title: T"), ["threads.ndjson"]);
    }

    #[test]
    fn values_that_tokio_cannot_have_are_left_out() {
        let front = "flavors: [current_thread]\nparameters:\n  - {name: buffer, values: [0, 1, 3], default: 3, without: \
                     {tokio: {0: no such channel}}}\n  - {name: n, values: [2, 4], default: 2}";
        assert_eq!(
            traces(Recorder::Tokio, front),
            ["buffer=1-n=2", "buffer=1-n=4", "buffer=3-n=2", "buffer=3-n=4"]
                .map(|params| format!("tokio-current_thread-{params}.ndjson"))
        );
        assert_eq!(traces(Recorder::Std, front).len(), 6);
    }

    #[test]
    fn of_several_workers_many_combinations_are_recorded_one_parameter_at_a_time() {
        let front = "flavors: [current_thread, multi_thread-3]\nparameters:\n  - {name: a, values: [1, 2, 3], default: 2}\n  \
                     - {name: b, values: [4, 5, 6], default: 4}";
        let all = traces(Recorder::Tokio, front);
        let of_one = all.iter().filter(|name| name.starts_with("tokio-current_thread-")).count();
        assert_eq!(of_one, 9);
        assert_eq!(
            all[of_one..],
            ["a=2-b=4", "a=1-b=4", "a=3-b=4", "a=2-b=5", "a=2-b=6"]
                .map(|params| format!("tokio-multi_thread-3-{params}.ndjson"))
        );
    }
}
