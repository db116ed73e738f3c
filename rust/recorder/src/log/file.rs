//! Writes the finished recording.

use std::collections::{BTreeMap, HashMap};
use std::io;

use sha2::{Digest, Sha256};

use super::event::{Kind, Object};
use super::names::Sources;
use super::place::{At, in_root, relative};
use super::{Flavor, Log};

/// Writes header and events to the file of the settings, which stands complete or not at all.
pub(crate) fn write(mut log: Log) -> io::Result<()> {
    let flavor = log.flavor.unwrap_or(Flavor { multi_thread: false, workers: 1, virtual_clock: false });
    let (workers, threads) = log.seats.numbers(flavor);
    let threads = if log.threads { log.units.len().max(1) } else { threads };
    let mut sources = Sources::default();
    let mut places = Places::default();
    let mut lines = String::new();
    for event in &mut log.events {
        let at = places.text(&event.at);
        // A thread is its own worker, by the order in which threads were spawned.
        event.w = event.w.map(|seat| if log.threads { event.u - 1 } else { workers[seat as usize] });
        let location = if let At::Line(location) = event.at { Some(location) } else { None };
        match (event.kind, location) {
            (Kind::Spawn, _) if event.name.is_empty() => {
                let noun = match event.noun {
                    "blocking" => "closure",
                    "thread" => "thread",
                    _ => "task",
                };
                event.name = sources.unit(event.runs, noun, location, &at);
            }
            (Kind::New, Some(location)) if event.name.is_empty() => {
                event.name = sources.variable(location).unwrap_or_default();
            }
            _ => {}
        }
        event.write(&mut lines, &at);
    }
    let mut text = header(&log, flavor, threads, &checksums(&places, &mut sources));
    text.push('\n');
    text.push_str(&lines);
    let out = &log.settings.out;
    let part = out.with_extension("part");
    std::fs::write(&part, text)?;
    std::fs::rename(part, out)
}

fn header(log: &Log, flavor: Flavor, threads: usize, files: &BTreeMap<String, String>) -> String {
    let mut line = String::new();
    let mut o = Object::open(&mut line);
    o.text("e", "header");
    o.number("t", 0);
    o.number("version", 1);
    if log.threads {
        o.text("model", "threads");
        o.text("runtime", &format!("rust {} std", env!("INTERLEAVE_RUSTC")));
    } else {
        o.text("model", "tokio");
        o.text("runtime", "tokio 1.53.1");
        o.text("flavor", if flavor.multi_thread { "multi_thread" } else { "current_thread" });
    }
    o.number("threads", threads as u64);
    o.text("clock", if flavor.virtual_clock { "virtual" } else { "real" });
    // With several workers the machine makes choices too, and no seed stands for the run.
    o.number_if("seed", log.settings.seed.filter(|_| !flavor.multi_thread).unwrap_or(0));
    o.text_if("demo", &log.settings.demo);
    if !log.settings.params.is_empty() {
        o.raw(
            "params",
            &object(|o| log.settings.params.iter().for_each(|(name, value)| o.raw(name, &value.to_string()))),
        );
    }
    if !files.is_empty() {
        o.raw("files", &object(|o| files.iter().for_each(|(name, sum)| o.text(name, sum))));
    }
    o.raw(
        "tools",
        &object(|o| {
            let recorder = if log.threads { "interleave-std" } else { "interleave-tokio" };
            o.text(recorder, env!("CARGO_PKG_VERSION"));
            o.text("rustc", env!("INTERLEAVE_RUSTC"));
        }),
    );
    o.text("machine", &machine());
    o.text("date", &time::OffsetDateTime::now_utc().date().to_string());
    o.close();
    line
}

fn object(fill: impl FnOnce(&mut Object)) -> String {
    let mut text = String::new();
    let mut o = Object::open(&mut text);
    fill(&mut o);
    o.close();
    text
}

/// Operating system, architecture and CPUs, by the names that Go has for them.
fn machine() -> String {
    let architecture = match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    };
    let cpus = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{}/{architecture}, {cpus} cpu{}", std::env::consts::OS, if cpus == 1 { "" } else { "s" })
}

/// Places as `file:line`. Looking up an address is slow, and most are asked for often.
#[derive(Default)]
struct Places {
    frames: HashMap<Box<[usize]>, String>,
    /// Every file of the program that was mentioned, relative to its folder.
    files: std::collections::BTreeSet<String>,
}

impl Places {
    fn text(&mut self, at: &At) -> String {
        if let At::Frames(frames) = at {
            if let Some(text) = self.frames.get(&**frames) {
                return text.clone();
            }
            let text = self.look_up(at);
            self.frames.insert((**frames).into(), text.clone());
            return text;
        }
        self.look_up(at)
    }

    fn look_up(&mut self, at: &At) -> String {
        let Some((file, line)) = at.line() else { return String::new() };
        let file = relative(&file);
        self.files.insert(file.to_owned());
        format!("{file}:{line}")
    }
}

/// sha256, in hex, of each mentioned file that can be read.
fn checksums(places: &Places, sources: &mut Sources) -> BTreeMap<String, String> {
    let sums = places.files.iter().filter_map(|file| {
        let text = sources.text(&in_root(file))?;
        let sum: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
        Some((file.clone(), sum))
    });
    sums.collect()
}
