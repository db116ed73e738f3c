//! What demo.md says above its text, as far as it concerns recording Rust. build/scenario checks the rest of it.

use yaml_rust2::{Yaml, YamlLoader};

use crate::Result;
use crate::setup::Setup;

#[derive(Debug)]
pub struct FrontMatter {
    pub parameters: Vec<Parameter>,
    /// What tokio is recorded with, in the order of `flavors`.
    pub setups: Vec<Setup>,
    /// Seconds of real time after which a run is cut.
    pub limit: u32,
}

/// A parameter and the values that it can have with the program's model.
#[derive(Debug)]
pub struct Parameter {
    pub name: String,
    pub values: Vec<i64>,
    /// One of the values; the first where the default itself cannot be.
    pub default: i64,
}

/// Recorded where `flavors` does not say otherwise: what can be repeated, and as programs usually run.
const FLAVORS: [&str; 3] = ["current_thread", "multi_thread-2", "multi_thread-4"];

/// Seconds.
pub const DEFAULT_LIMIT: u32 = 10;

impl FrontMatter {
    /// The front matter of a demo.md. The model is that of the Rust program, as in a recording's header. An error is
    /// the end of a sentence.
    pub fn parse(text: &str, model: &str) -> Result<FrontMatter> {
        let front = text
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"))
            .ok_or("it does not begin with front matter between two lines ---")?;
        let documents = YamlLoader::load_from_str(front.0).map_err(|e| format!("its front matter is not YAML: {e}"))?;
        let front = documents.first().unwrap_or(&Yaml::BadValue);
        let wall = match given(front, "clock").map(|clock| clock.as_str()) {
            None | Some(Some("virtual")) => false,
            Some(Some("wall")) => true,
            Some(_) => return Err("clock can be virtual or wall".into()),
        };
        let limit = match given(front, "limit") {
            None => DEFAULT_LIMIT,
            Some(limit) => limit
                .as_i64()
                .and_then(|seconds| u32::try_from(seconds).ok())
                .filter(|seconds| *seconds > 0)
                .ok_or("limit is not a whole number of seconds above 0")?,
        };
        Ok(FrontMatter { parameters: parameters(front, model)?, setups: setups(front, wall)?, limit })
    }
}

/// What stands under a key, if it stands there.
fn given<'a>(front: &'a Yaml, key: &str) -> Option<&'a Yaml> {
    Some(&front[key]).filter(|value| !matches!(value, Yaml::BadValue | Yaml::Null))
}

fn setups(front: &Yaml, wall: bool) -> Result<Vec<Setup>> {
    let names = match given(front, "flavors") {
        None => FLAVORS.map(Some).to_vec(),
        Some(list) => list.as_vec().ok_or("flavors is not a list")?.iter().map(Yaml::as_str).collect(),
    };
    names.into_iter().map(|name| Setup::of_name(name.ok_or("a flavor is not a word")?, wall)).collect()
}

fn parameters(front: &Yaml, model: &str) -> Result<Vec<Parameter>> {
    let Some(list) = given(front, "parameters") else { return Ok(Vec::new()) };
    list.as_vec().ok_or("parameters is not a list")?.iter().map(|entry| parameter(entry, model)).collect()
}

fn parameter(entry: &Yaml, model: &str) -> Result<Parameter> {
    let name = entry["name"].as_str().ok_or("a parameter has no name")?.to_owned();
    let values = entry["values"].as_vec().ok_or(format!("the parameter {name} has no values"))?;
    let without = entry["without"][model].as_hash();
    let mut kept = Vec::new();
    for value in values {
        let number = value.as_i64().ok_or(format!("a value of the parameter {name} is not an integer"))?;
        if !without.is_some_and(|reasons| reasons.contains_key(value)) {
            kept.push(number);
        }
    }
    let first = *kept.first().ok_or(format!("the parameter {name} has no value that {model} can have"))?;
    let default = entry["default"].as_i64().filter(|default| kept.contains(default)).unwrap_or(first);
    Ok(Parameter { name, values: kept, default })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(front: &str) -> Result<FrontMatter> {
        FrontMatter::parse(&format!("---\n{front}\n---\ntext"), "tokio")
    }

    #[test]
    fn what_is_not_said_has_a_default() {
        let front = parse("title: T\nunknown: 3").expect("it is right");
        assert_eq!(front.setups.iter().map(Setup::name).collect::<Vec<_>>(), FLAVORS);
        assert!(front.setups[0].virtual_clock && !front.setups[1].virtual_clock);
        assert_eq!(front.limit, DEFAULT_LIMIT);
        assert!(front.parameters.is_empty());
    }

    #[test]
    fn clock_limit_and_flavors_are_what_is_said() {
        let front = parse("clock: wall\nlimit: 2\nflavors: [multi_thread-8, current_thread]").expect("it is right");
        assert_eq!(front.setups.iter().map(Setup::name).collect::<Vec<_>>(), ["multi_thread-8", "current_thread"]);
        assert!(front.setups.iter().all(|setup| !setup.virtual_clock));
        assert_eq!(front.limit, 2);
    }

    #[test]
    fn a_default_that_tokio_cannot_have_gives_way_to_the_first_value() {
        let front = parse("parameters:\n  - {name: n, values: [0, 1, 2], default: 0, without: {tokio: {0: why}}}");
        assert_eq!(front.expect("it is right").parameters[0].default, 1);
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (front, words) in [
            ("parameters: 3", "parameters is not a list"),
            ("parameters:\n  - {name: n, values: [a]}", "a value of the parameter n is not an integer"),
            ("clock: slow", "clock can be"),
            ("limit: soon", "limit is not"),
            ("limit: 0", "limit is not"),
            ("flavors: current_thread", "flavors is not a list"),
            ("flavors: [threads]", "flavor \"threads\""),
            ("flavors: [multi_thread-0]", "at least one worker"),
        ] {
            let error = parse(front).expect_err(front);
            assert!(error.contains(words), "{front}: {error}");
        }
        for front in ["no front", "---\ntitle: T\n--- more\n"] {
            assert!(FrontMatter::parse(front, "tokio").is_err(), "{front}");
        }
    }
}
