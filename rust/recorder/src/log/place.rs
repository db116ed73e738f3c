//! Lines of the program: where something was called, or dropped.

use std::panic::Location;
use std::sync::{Arc, OnceLock};

/// A place in the program, found out in full only when the recording is written.
#[derive(Clone, Debug, Default)]
pub enum At {
    /// Nobody knows.
    #[default]
    Unknown,
    /// The caller's line.
    Line(&'static Location<'static>),
    /// Return addresses, innermost first; the program's innermost frame is the place.
    Frames(Arc<[usize]>),
}

/// Deepest frame that is looked at; between a program's frame and ours lie a few of tokio's and of drop glue.
const DEEPEST: usize = 40;

impl At {
    /// The line that called the function this stands in, which must be `#[track_caller]` itself. Where that line is not
    /// the program's (a future polled by a combinator), the innermost frame that is.
    #[track_caller]
    pub fn caller() -> At {
        if !super::on() {
            return At::Unknown;
        }
        let location = Location::caller();
        if is_program(location.file()) { At::Line(location) } else { At::here() }
    }

    /// The place of something that was made at compile time.
    pub fn of(location: &'static Location<'static>) -> At {
        if super::on() && is_program(location.file()) { At::Line(location) } else { At::Unknown }
    }

    /// The program's innermost frame, for what has no caller to ask: a drop.
    pub fn here() -> At {
        if !super::on() {
            return At::Unknown;
        }
        let mut frames = Vec::with_capacity(DEEPEST);
        backtrace::trace(|frame| {
            frames.push(frame.ip() as usize);
            frames.len() < DEEPEST
        });
        At::Frames(frames.into())
    }

    /// The source file and line, the file as the compiler was given it.
    pub(crate) fn line(&self) -> Option<(String, u32)> {
        match self {
            At::Unknown => None,
            At::Line(location) => Some((location.file().to_owned(), location.line())),
            At::Frames(frames) => frames.iter().find_map(|&ip| {
                let mut found = None;
                backtrace::resolve(ip as *mut _, |symbol| {
                    let file = symbol.filename().and_then(|f| f.to_str());
                    if let (None, Some(file), Some(line)) = (&found, file, symbol.lineno())
                        && is_program(file)
                    {
                        found = Some((file.to_owned(), line));
                    }
                });
                found
            }),
        }
    }
}

/// Whether a file is the program's own, not the C library's, the standard library's, a registry's or ours.
fn is_program(file: &str) -> bool {
    // This file as the compiler was given it, for `Location`; the workspace's folder, for debug information.
    let ours = file!().trim_end_matches("recorder/src/log/place.rs");
    let workspace = env!("CARGO_MANIFEST_DIR").trim_end_matches("recorder");
    let is_ours = |prefix: &str| {
        file.strip_prefix(prefix)
            .is_some_and(|rest| ["recorder/src/", "util/src/", "threads/src/"].iter().any(|own| rest.starts_with(own)))
    };
    file.ends_with(".rs")
        && !(is_ours(ours)
            || is_ours(workspace)
            || file.starts_with("/rustc/")
            || ["/rustlib/src/", "/registry/src/", "/git/checkouts/", "<"].iter().any(|part| file.contains(part)))
}

static ROOT: OnceLock<String> = OnceLock::new();

/// Makes the folder of the file that `at` is in the program's folder, if none is yet.
pub(crate) fn set_root(at: &At) {
    if ROOT.get().is_none()
        && let Some((file, _)) = at.line()
    {
        ROOT.get_or_init(|| file.rfind('/').map_or(String::new(), |end| file[..end + 1].to_owned()));
    }
}

/// A file relative to the program's folder; of a file elsewhere its last name.
pub(crate) fn relative(file: &str) -> &str {
    let root = ROOT.get().map_or("", String::as_str);
    if let Some(rest) = file.strip_prefix(root)
        && !rest.starts_with('/')
    {
        return rest;
    }
    // Debug information names the folder in full, `Location` from where the compiler ran.
    let inner = format!("/{}", root.trim_start_matches("./"));
    match file.find(&inner) {
        Some(start) if !root.is_empty() => &file[start + inner.len()..],
        _ => file.rsplit('/').next().unwrap_or(file),
    }
}

/// A file of the program as its parts were compiled, from its name relative to the program's folder.
pub(crate) fn in_root(relative: &str) -> String {
    format!("{}{relative}", ROOT.get().map_or("", String::as_str))
}
