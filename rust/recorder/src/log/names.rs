//! Names that a reader knows: of variables from the source, of tasks from their functions.

use std::collections::HashMap;
use std::panic::Location;
use std::path::PathBuf;

/// The program's source files, read once.
#[derive(Default)]
pub(crate) struct Sources {
    files: HashMap<String, Option<String>>,
}

impl Sources {
    /// The text of a file that the compiler knew as `file`, or none where it is not to be found here.
    pub(crate) fn text(&mut self, file: &str) -> Option<&str> {
        self.files
            .entry(file.to_owned())
            .or_insert_with(|| find(file).and_then(|p| std::fs::read_to_string(p).ok()))
            .as_deref()
    }

    /// The variable, field or static that is given the value made at `location`.
    pub(crate) fn variable(&mut self, location: &Location) -> Option<String> {
        variable(&self.before(location)?)
    }

    /// The text of the statement that ends where `location` begins.
    fn before(&mut self, location: &Location) -> Option<String> {
        const STATEMENT_LINES: usize = 6;
        let text = self.text(location.file())?;
        let lines: Vec<&str> = text.lines().take(location.line() as usize).map(without_comment).collect();
        let (last, earlier) = lines.split_last()?;
        let start = earlier.len().saturating_sub(STATEMENT_LINES);
        let mut statement = earlier[start..].join(" ");
        statement.push(' ');
        statement.extend(last.chars().take(location.column() as usize - 1));
        Some(statement)
    }

    /// What the call at `location` is given first, and some of what follows.
    fn argument(&mut self, location: &Location) -> Option<String> {
        const LINES: usize = 8;
        let lines = self.text(location.file())?.lines().skip(location.line() as usize - 1).take(LINES);
        let text: String = lines.map(without_comment).collect::<Vec<_>>().join(" ");
        let call: String = text.chars().skip(location.column() as usize - 1).collect();
        call.split_once('(').map(|(_, given)| given.trim_start().to_owned())
    }

    /// The name of a unit that runs a value of type `runs`, spawned at `location`; `noun at line` where its function
    /// has none.
    pub(crate) fn unit(&mut self, runs: &str, noun: &str, location: Option<&Location>, at: &str) -> String {
        let path = without_generics(runs);
        let mut parts: Vec<&str> = path.split("::").filter(|p| !p.is_empty()).collect();
        let closures = parts.len();
        parts.retain(|p| *p != "{{closure}}");
        let closures = closures - parts.len();
        let given = location.and_then(|location| self.argument(location)).unwrap_or_default();
        let is_block = given.starts_with("async");
        match parts.last() {
            // An async function's future is the one closure in it; more is a block inside one.
            Some(name) if closures == 1 && noun == "task" && !is_block => (*name).to_owned(),
            Some(name) if closures == 0 && noun != "task" => (*name).to_owned(),
            _ if at.is_empty() => noun.to_owned(),
            _ => only_call(&given).unwrap_or_else(|| format!("{noun} at {at}")),
        }
    }
}

/// The function that a closure or an `async` block calls, if nothing else: `worker` of `move || worker(&queue)`.
fn only_call(given: &str) -> Option<String> {
    let rest = given.strip_prefix("async").unwrap_or(given).trim_start();
    let rest = rest.strip_prefix("move").unwrap_or(rest).trim_start();
    let body = match rest.strip_prefix('|') {
        Some(arguments) => arguments.split_once('|')?.1.trim_start(),
        None if given.starts_with("async") => rest,
        None => return None,
    };
    let (body, end) = match body.strip_prefix('{') {
        Some(block) => (block.trim_start(), "}"),
        None => (body, ""),
    };
    let (path, after) = body.split_once('(')?;
    let name = path.strip_prefix("self.").unwrap_or(path).rsplit("::").next()?;
    let is_function = name.starts_with(|c: char| c.is_lowercase() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let mut depth = 1;
    let close = after.find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    })?;
    let (given, rest) = (&after[..close], after[close + 1..].trim_start());
    let rest = rest.strip_prefix(".await").unwrap_or(rest).trim_start_matches(';').trim_start();
    let rest = rest.strip_prefix(end)?.trim_start();
    // A closure that it is given does something else.
    (is_function && !given.contains(['|', '{']) && rest.starts_with([',', ')'])).then(|| name.to_owned())
}

/// The compiler may have run in another folder than this process: then the file lies below a folder above this one's,
/// or above the executable.
fn find(file: &str) -> Option<PathBuf> {
    let folders = [std::env::current_dir(), std::env::current_exe()];
    let above = folders.iter().flatten().flat_map(|folder| folder.ancestors());
    above.map(|folder| folder.join(file)).find(|path| path.is_file())
}

fn without_comment(line: &str) -> &str {
    line.split("//").next().unwrap_or(line)
}

fn without_generics(path: &str) -> String {
    let mut depth = 0;
    path.chars()
        .filter(|c| {
            depth += i32::from(*c == '<');
            let keep = depth == 0;
            depth -= i32::from(*c == '>');
            keep
        })
        .collect()
}

/// What a value is given to, from the text of its statement up to the value: `let (queue, jobs) = ` is `queue`.
fn variable(before: &str) -> Option<String> {
    let start = before.rfind([';', '{', '}']).map_or(0, |i| i + 1);
    let segment = before[start..].trim();
    let declaration = ["let ", "static ", "const ", "pub static "].iter().find_map(|word| segment.strip_prefix(word));
    if let Some(rest) = declaration {
        let (pattern, value) = rest.split_once('=')?;
        return match value.trim_start().strip_prefix('(') {
            Some(tuple) if is_wrapped(tuple.rsplit(',').next()?) => identifier(pattern, commas(tuple)),
            _ if is_wrapped(value) => identifier(pattern, 0),
            _ => None,
        };
    }
    if let Some((place, value)) = segment.split_once('=') {
        return if is_wrapped(value) { identifier(place.rsplit('.').next()?, 0) } else { None };
    }
    let (field, value) = segment.rsplit(',').next()?.split_once(':')?;
    if is_wrapped(value) { identifier(field, 0) } else { None }
}

/// Whether nothing stands between the value and what it is given to but what holds it: `Arc::new(`, `&`, `Some(`.
fn is_wrapped(between: &str) -> bool {
    let mut rest = between.trim();
    let is_path = |text: &str| text.chars().all(|c| c.is_alphanumeric() || "_.:".contains(c));
    while !rest.is_empty() {
        if rest.ends_with('.') && is_path(rest) {
            return true; // a method that makes one: `root.child_token()`
        }
        let holder = rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
        let name = &rest[..rest.len() - holder.len()];
        rest = match holder.strip_prefix('(') {
            Some(inner) if name.ends_with("::new") || ["Some", "Ok"].contains(&name) => inner.trim_start(),
            _ => match rest.strip_prefix('&') {
                Some(inner) => inner.trim_start(),
                None => return false,
            },
        };
    }
    true
}

/// Commas of the outermost level.
fn commas(text: &str) -> usize {
    let mut depth = 0;
    text.chars()
        .filter(|c| {
            depth += i32::from("([".contains(*c)) - i32::from(")]".contains(*c));
            *c == ',' && depth == 0
        })
        .count()
}

/// The identifier at `index` of a pattern; of one that is no tuple there is only the first.
fn identifier(pattern: &str, index: usize) -> Option<String> {
    let pattern = pattern.trim();
    let part = match pattern.strip_prefix('(') {
        Some(tuple) => tuple.split([',', ')']).nth(index)?,
        None if index == 0 => pattern,
        None => return None,
    };
    let part = part.trim().trim_start_matches("mut ").trim_start();
    let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!name.is_empty() && name != "_" && !name.starts_with(char::is_numeric)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_named_by_their_statement() {
        let named = |before: &str| variable(before).unwrap_or_default();
        assert_eq!(named("    let (queue, jobs) = "), "queue");
        assert_eq!(named("foo(); let jobs = Arc::new("), "jobs");
        assert_eq!(named("let mut handled: JoinSet<u32> = "), "handled");
        assert_eq!(named("let (left, right) = (Arc::new(Mutex::new(1)), Arc::new("), "right");
        assert_eq!(named("static GATE: Semaphore = "), "GATE");
        assert_eq!(named("self.inner.gate = "), "gate");
        assert_eq!(named("Self { name, queue: Arc::new("), "queue");
        assert_eq!(named("let branch = Arc::new(self.root."), "branch");
    }

    #[test]
    fn a_value_inside_another_call_has_no_name() {
        assert_eq!(variable("let result = serve("), None);
        assert_eq!(variable("let result = serve(root."), None);
        assert_eq!(variable("let locks: Vec<_> = (0..3).map(|_| "), None);
        assert_eq!(variable("serve("), None);
        assert_eq!(variable("let (_, rx) = "), None);
    }

    #[test]
    fn a_closure_that_only_calls_is_named_by_what_it_calls() {
        let named = |given: &str| only_call(given).unwrap_or_default();
        assert_eq!(named("move || worker(&queue, (1, 2))));"), "worker");
        assert_eq!(named("|| { jobs::work(id); });"), "work");
        assert_eq!(named("|scope| run(scope), 3)"), "run");
        assert_eq!(named("async move { self.serve(stream).await });"), "serve");
        assert_eq!(named("async { fetch(1).await; })"), "fetch");
        for more in [
            "|| a() + b())",
            "|| { a(); b(); })",
            "move || rx.recv())",
            "|| println!(\"(\"))",
            "worker(1))",
            "|| Job(3))",
        ] {
            assert_eq!(named(more), "", "{more}");
        }
    }

    #[test]
    fn units_are_named_by_their_function() {
        let mut sources = Sources::default();
        let mut name = |runs, noun| sources.unit(runs, noun, None, "main.rs:12");
        assert_eq!(name("backpressure::producer::{{closure}}", "task"), "producer");
        assert_eq!(name("demo::serve<alloc::string::String>::{{closure}}", "task"), "serve");
        assert_eq!(name("<demo::Actor as demo::Run>::go::{{closure}}", "task"), "go");
        assert_eq!(name("demo::main::{{closure}}::{{closure}}", "task"), "task at main.rs:12");
        assert_eq!(name("core::pin::Pin<alloc::boxed::Box<dyn Future>>", "task"), "task at main.rs:12");
        assert_eq!(name("demo::work", "closure"), "work");
    }
}
