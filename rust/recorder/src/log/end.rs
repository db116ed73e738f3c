//! How the recording ends: with the process, or by one of its limits.

use std::panic::PanicHookInfo;
use std::time::Duration;

use super::event::{Event, Kind};
use super::settings::Settings;
use super::{Log, file, place, text};

/// Longest text of `exit`, in bytes.
const MAX_WORDS: usize = 16_384;
/// What a Rust program's process ends with after a panic of its main thread.
const PANICKED: i32 = 101;
/// What a run that was cut ends with; 124 is what timeout(1) says.
const CUT: i32 = 124;

/// The limits that end a run.
#[derive(Clone, Copy)]
pub(crate) enum Cut {
    Time(Duration),
    Events,
}

/// Sees to it that the recording is written when the process ends, whichever way.
pub(crate) fn install(settings: &Settings) {
    install_exit();
    let limit = settings.limit;
    let watch = std::thread::Builder::new().name("interleave-limit".into());
    let watching = watch.spawn(move || {
        std::thread::sleep(limit);
        cut(Cut::Time(limit));
    });
    if let Err(e) = watching {
        super::settings::refuse(&format!("the thread that watches the time limit could not be started: {e}."));
    }
    std::panic::set_hook(Box::new(report));
}

/// Ends the recording and the process.
pub(crate) fn cut(by: Cut) {
    let Some(log) = super::take() else { return };
    let (how, sentence) = match by {
        Cut::Time(limit) => {
            ("time limit", format!("the run was cut after {} s; its recording ends there", limit.as_secs_f64()))
        }
        Cut::Events => {
            ("event limit", format!("the run was cut after {} events; its recording ends there", log.events.len()))
        }
    };
    let written = finish(log, how, 0, sentence.clone());
    eprintln!("interleave: {sentence}.");
    leave(if written { CUT } else { 1 });
}

/// The process ends with `code`.
fn exited(code: i32) {
    let Some(mut log) = super::take() else { return };
    let panic = std::mem::take(&mut log.panic);
    let written = match code {
        0 => finish(log, "returned", 0, String::new()),
        PANICKED if !panic.is_empty() => finish(log, "panicked", code, panic),
        _ => finish(log, "exited", code, String::new()),
    };
    if !written {
        leave(1);
    }
}

/// Appends the last record and writes the file; false where that failed, which has been said.
fn finish(mut log: Log, how: &'static str, code: i32, words: String) -> bool {
    log.unfinished_lines();
    let alive = log.units.iter().enumerate().filter(|(_, unit)| unit.is_alive());
    let blocked = alive.map(|(index, _)| index as u32 + 1).collect();
    let v = text::clip(words, MAX_WORDS);
    log.push(Event { how, code, v, blocked, ..Event::new(Kind::Exit) });
    let out = log.settings.out.clone();
    match file::write(log) {
        Ok(()) => true,
        Err(e) => {
            eprintln!("interleave: the recording could not be written to {}: {e}.", out.display());
            false
        }
    }
}

/// Rust's own report of a panic, but for the thread's number, which no two runs share, and with the program's
/// files named from its folder.
fn report(info: &PanicHookInfo) {
    let payload = info.payload();
    let message =
        payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("<unnamed>");
    let place = info
        .location()
        .map(|l| format!("{}:{}:{}", place::relative(l.file()), l.line(), l.column()))
        .unwrap_or_default();
    let words = format!("thread '{name}' panicked at {place}:\n{}", message.unwrap_or("Box<dyn Any>"));
    eprintln!("{words}");
    if name == "main" {
        super::with(|log| log.panic = words);
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn install_exit() {
    use libc::{c_int, c_void};
    // Not declared by the libc crate: https://man7.org/linux/man-pages/man3/on_exit.3.html
    unsafe extern "C" {
        fn on_exit(function: extern "C" fn(c_int, *mut c_void), argument: *mut c_void) -> c_int;
    }
    extern "C" fn ended(code: c_int, _: *mut c_void) {
        exited(code);
    }
    // SAFETY: `ended` takes the arguments that on_exit passes and uses none of what is passed to it.
    if unsafe { on_exit(ended, std::ptr::null_mut()) } != 0 {
        super::settings::refuse("the C library takes no more functions for the exit, so nothing would be written.");
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn install_exit() {
    let _ = exited;
    super::settings::refuse("recording needs Linux with glibc; without INTERLEAVE_OUT the program runs anywhere.");
}

/// Ends the process at once, without another round of exit functions.
fn leave(code: i32) -> ! {
    #[cfg(unix)]
    // SAFETY: _exit has no conditions.
    unsafe {
        libc::_exit(code)
    }
    #[cfg(not(unix))]
    std::process::abort()
}
