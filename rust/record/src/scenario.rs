//! The scenarios in demos/, as far as their tokio programs go.

use std::fs;
use std::path::{Path, PathBuf};

use yaml_rust2::{Yaml, YamlLoader};

use crate::Result;
use crate::setup::Setup;

/// One folder with a `main.rs`.
pub struct Scenario {
    pub name: String,
    folder: PathBuf,
    parameters: Vec<Parameter>,
}

/// A parameter and the values that it can have with tokio.
struct Parameter {
    name: String,
    values: Vec<i64>,
}

/// A value for each parameter, in the order of the front matter.
pub type Params = Vec<(String, i64)>;

impl Scenario {
    /// The scenarios of these names, or all where there are no names, sorted.
    pub fn find(demos: &Path, names: &[String]) -> Result<Vec<Scenario>> {
        let entries = fs::read_dir(demos).map_err(|e| format!("{} could not be read: {e}.", demos.display()))?;
        let mut found: Vec<String> = entries
            .flatten()
            .filter(|entry| entry.path().join("main.rs").is_file())
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        found.sort();
        if let Some(unknown) = names.iter().find(|name| !found.contains(name)) {
            return Err(format!("there is no scenario {unknown:?} with a main.rs; there are {}.", found.join(", ")));
        }
        found.retain(|name| names.is_empty() || names.contains(name));
        found.into_iter().map(|name| Scenario::read(demos.join(&name), name)).collect()
    }

    fn read(folder: PathBuf, name: String) -> Result<Scenario> {
        let file = folder.join("demo.md");
        let text = fs::read_to_string(&file).map_err(|e| format!("{} could not be read: {e}.", file.display()))?;
        let parameters = parameters(&text).map_err(|e| format!("{}: {e}.", file.display()))?;
        Ok(Scenario { name, folder, parameters })
    }

    /// Every combination of the parameters' values; one that is empty where there are none.
    pub fn combinations(&self) -> Vec<Params> {
        self.parameters.iter().fold(vec![Params::new()], |all, parameter| {
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
        self.folder.join("traces").join(format!("tokio-{}{suffix}.ndjson", setup.name()))
    }

    /// The recordings of tokio that it has.
    pub fn traces(&self) -> Result<Vec<PathBuf>> {
        let folder = self.folder.join("traces");
        let Ok(entries) = fs::read_dir(&folder) else { return Ok(Vec::new()) };
        let is_ours = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.starts_with("tokio-") && name.ends_with(".ndjson")
        };
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_ours).collect();
        files.sort();
        Ok(files)
    }
}

/// The parameters in the front matter of demo.md, without the values that tokio cannot have.
fn parameters(text: &str) -> Result<Vec<Parameter>> {
    let front = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---"))
        .ok_or("it does not begin with front matter between two lines ---")?;
    let documents = YamlLoader::load_from_str(front.0).map_err(|e| format!("its front matter is not YAML: {e}"))?;
    let list = match documents.first().map(|front| &front["parameters"]) {
        None | Some(Yaml::BadValue | Yaml::Null) => return Ok(Vec::new()),
        Some(list) => list.as_vec().ok_or("parameters is not a list")?,
    };
    list.iter().map(parameter).collect()
}

fn parameter(entry: &Yaml) -> Result<Parameter> {
    let name = entry["name"].as_str().ok_or("a parameter has no name")?.to_owned();
    let values = entry["values"].as_vec().ok_or(format!("the parameter {name} has no values"))?;
    let without = entry["without"]["tokio"].as_hash();
    let mut kept = Vec::new();
    for value in values {
        let number = value.as_i64().ok_or(format!("a value of the parameter {name} is not an integer"))?;
        if !without.is_some_and(|reasons| reasons.contains_key(value)) {
            kept.push(number);
        }
    }
    if kept.is_empty() {
        return Err(format!("the parameter {name} has no value that tokio can have"));
    }
    Ok(Parameter { name, values: kept })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario(front: &str) -> Scenario {
        let parameters = parameters(&format!("---\n{front}\n---\ntext")).expect("the front matter is right");
        Scenario { name: "x".into(), folder: "x".into(), parameters }
    }

    #[test]
    fn values_that_tokio_cannot_have_are_left_out() {
        let s = scenario(
            "parameters:\n  - {name: buffer, values: [0, 1, 3], without: {tokio: {0: no such channel}}}\n  - {name: n, values: [2, 4]}",
        );
        let names: Vec<_> = s.combinations().iter().map(|params| s.trace(&Setup::of_scenarios()[0], params)).collect();
        assert_eq!(names.len(), 4);
        assert_eq!(names[1].to_str(), Some("x/traces/tokio-current_thread-buffer=1-n=4.ndjson"));
    }

    #[test]
    fn without_parameters_there_is_one_run() {
        let s = scenario("title: T");
        assert_eq!(
            s.trace(&Setup::of_scenarios()[1], &s.combinations()[0]).to_str(),
            Some("x/traces/tokio-multi_thread-2.ndjson")
        );
    }

    #[test]
    fn front_matter_that_is_wrong_is_named() {
        assert!(parameters("no front").is_err());
        assert!(parameters("---\nparameters: 3\n---\n").is_err());
        assert!(parameters("---\nparameters:\n  - {name: n, values: [a]}\n---\n").is_err());
    }
}
