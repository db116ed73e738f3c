//! Every function of tokio is covered, or it is absent in our words: what rustdoc says of tokio and of the recorder is
//! compared, name by name.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// What a library has for others, by path: `sync::Mutex::lock`.
#[derive(Default)]
struct Api {
    items: BTreeMap<String, Item>,
    /// What it has from tokio as it is: all that is below is there too.
    whole: Vec<String>,
}

struct Item {
    kind: String,
    /// How many arguments a function takes.
    arguments: usize,
    /// It stands in the recorder's `absent/`.
    is_absent: bool,
    /// The compiler refuses a call, in our words.
    is_refused: bool,
    /// The traits that a type has, but for those that the compiler or its fields give it.
    traits: Vec<String>,
}

const GIVEN_BY_ITSELF: [&str; 7] =
    ["Drop", "Send", "StructuralPartialEq", "Sync", "Unpin", "UnwindSafe", "RefUnwindSafe"];

/// rustdoc's JSON. Only what is needed of it is read, untyped: its types change with the compiler, what is read here seldom does.
struct Docs {
    root: Value,
}

impl Docs {
    fn read(path: &Path) -> Api {
        let text = fs::read_to_string(path).expect("rustdoc has written it");
        let docs = Docs { root: serde_json::from_str(&text).expect("it is JSON") };
        let mut api = Api::default();
        docs.add(&mut api, "", &docs.root["index"][docs.root["root"].to_string()]);
        assert!(api.items.len() > 1000, "rustdoc's JSON is not of the format that is read here");
        api
    }

    fn each<'a>(&'a self, ids: &'a Value) -> impl Iterator<Item = &'a Value> {
        ids.as_array()
            .into_iter()
            .flatten()
            .map(|id| &self.root["index"][id.to_string()])
            .filter(|item| !item.is_null())
    }

    /// Adds an item that others see at `path`, and what is in it.
    fn add(&self, api: &mut Api, path: &str, item: &Value) {
        let (kind, inner) =
            item["inner"].as_object().and_then(|inner| inner.iter().next()).expect("an item has a kind");
        let below = |name: &Value| {
            let name = name.as_str().unwrap_or_default();
            if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") }
        };
        if kind == "module" {
            for child in self.each(&inner["items"]) {
                let used = &child["inner"]["use"];
                let target = &self.root["index"][used["id"].to_string()];
                if used.is_null() && child["visibility"] == "public" && !child["attrs"].to_string().contains("hidden") {
                    self.add(api, &below(&child["name"]), child);
                } else if used["is_glob"] == true {
                    self.add(api, path, target);
                } else if !used.is_null() && target.is_null() {
                    api.whole.push(below(&used["name"]));
                } else if !used.is_null() {
                    self.add(api, &below(&used["name"]), target);
                }
            }
            return;
        }
        let impls: Vec<&Value> = self.each(&inner["impls"]).map(|item| &item["inner"]["impl"]).collect();
        let written = impls.iter().filter(|of| of["is_synthetic"] == false && of["blanket_impl"].is_null());
        let traits = written.filter_map(|of| of["trait"]["path"].as_str()).filter_map(|path| path.rsplit("::").next());
        let traits = traits.filter(|name| !GIVEN_BY_ITSELF.contains(name)).map(str::to_owned).collect();
        let bounds = [&inner["generics"]["where_predicates"], &inner["bounds"]];
        let is_refused = bounds.iter().any(|bounds| bounds.to_string().contains(r#""path":"Covered""#));
        let arguments = inner["sig"]["inputs"].as_array().map_or(0, Vec::len);
        let is_absent = item["span"]["filename"].as_str().is_some_and(|file| file.contains("/absent/"));
        api.items.insert(path.to_owned(), Item { kind: kind.clone(), arguments, is_absent, is_refused, traits });
        let of_type = impls.iter().filter(|of| of["trait"].is_null()).flat_map(|of| self.each(&of["items"]));
        let of_type = of_type.filter(|item| item["visibility"] == "public");
        for child in of_type.chain(self.each(&inner["variants"])).chain(self.each(&inner["items"])) {
            self.add(api, &below(&child["name"]), child);
            // A trait that cannot be implemented refuses its functions.
            if kind == "trait"
                && is_refused
                && let Some(item) = api.items.get_mut(&below(&child["name"]))
            {
                item.is_refused = true;
            }
        }
    }
}

/// What tokio has, and what the recorder has.
fn apis() -> (Api, Api) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("api");
    let recorder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../recorder");
    fs::create_dir_all(folder.join("src")).expect("a folder can be made");
    let manifest = format!(
        "[package]\nname = \"api\"\nedition = \"2024\"\n\n[dependencies]\n\
         tokio = {{ version = \"1\", features = [\"full\", \"test-util\"] }}\n\
         interleave-tokio = {{ path = {recorder:?} }}\n\n[workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("a file can be written");
    fs::write(folder.join("src/lib.rs"), "").expect("a file can be written");
    fs::copy(recorder.join("../Cargo.lock"), folder.join("Cargo.lock")).expect("a file can be copied");
    let documented = Command::new(env!("CARGO"))
        .args(["doc", "--quiet", "--no-deps", "-p", "api", "-p", "tokio", "-p", "interleave-tokio", "--target-dir"])
        .arg(folder.join("target"))
        .current_dir(&folder)
        // rustdoc gives JSON to those who say that they know it may change.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTDOCFLAGS", "-Z unstable-options --output-format json")
        .env_remove("RUSTFLAGS")
        .status()
        .expect("Cargo can be started");
    assert!(documented.success());
    let of = |name: &str| Docs::read(&PathBuf::from(&folder).join("target/doc").join(name));
    (of("tokio.json"), of("interleave_tokio.json"))
}

#[test]
fn every_function_is_covered_or_absent_in_our_words() {
    let (tokio, recorder) = apis();
    let is_whole = |path: &str| {
        let below = |whole: &String| path.strip_prefix(whole.as_str()).is_some_and(|rest| rest.starts_with("::"));
        recorder.whole.iter().any(|whole| whole == path || below(whole))
    };
    let mut wrong = Vec::new();
    for path in tokio.items.keys().chain(&tokio.whole) {
        let (theirs, ours) = (tokio.items.get(path), recorder.items.get(path));
        match (theirs, ours) {
            _ if is_whole(path) => {}
            (_, None) => wrong.push(format!("{path} is neither covered nor absent")),
            (Some(theirs), Some(ours)) => {
                if theirs.kind == "function" && theirs.arguments != ours.arguments {
                    wrong.push(format!("{path} takes {} arguments, not {}", theirs.arguments, ours.arguments));
                }
                for name in theirs.traits.iter().filter(|name| !ours.is_absent && !ours.traits.contains(name)) {
                    wrong.push(format!("{path} has no {name}"));
                }
            }
            (None, Some(_)) => {}
        }
    }
    for (path, item) in recorder.items.iter().filter(|(_, item)| item.is_absent && item.kind == "function") {
        if !item.is_refused {
            wrong.push(format!("{path} is absent, and yet compiles"));
        }
    }
    assert!(wrong.is_empty(), "{} things:\n{}", wrong.len(), wrong.join("\n"));
}
