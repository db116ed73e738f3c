//! How the recording ends: with the process, or by one of its limits.

use std::panic::PanicHookInfo;
use std::time::Duration;

use super::event::{Event, Kind};
use super::settings::Settings;
use super::{Log, file, place, text};
use crate::unit::thread;

/// Longest text of `exit`, in bytes.
const MAX_WORDS: usize = 16_384;
/// What a Rust program's process ends with after a panic of its main thread.
pub(crate) const PANICKED: i32 = 101;
/// What a run that was cut ends with, as timeout(1) does.
const CUT: i32 = 124;
/// What a run that was stopped ends with, as a shell has it for SIGINT.
const STOPPED: i32 = 130;

/// What ends a run before its time.
#[derive(Clone, Copy)]
pub(crate) enum Cut {
    Time(Duration),
    Events,
    /// Ctrl-C, or a polite kill.
    Signal,
}

/// Sees to it that the recording is written when the process ends, whichever way.
pub(crate) fn install(settings: &Settings) {
    install_exit();
    let limit = settings.limit;
    let signals = hold_signals();
    let watch = std::thread::Builder::new().name("interleave-limit".into());
    let watching = watch.spawn(move || cut(await_signal(&signals, limit)));
    if let Err(e) = watching {
        super::settings::refuse(&format!("the thread that watches the time limit could not be started: {e}."));
    }
    std::panic::set_hook(Box::new(report));
}

/// Ends the recording and the process.
pub(crate) fn cut(by: Cut) {
    let Some(log) = super::take() else { return };
    let (how, why) = match by {
        Cut::Time(limit) => ("time limit", format!("cut after {} s", limit.as_secs_f64())),
        Cut::Events => ("event limit", format!("cut after {} events", log.events.len())),
        Cut::Signal => ("stopped", "stopped".to_owned()),
    };
    let sentence = format!("the run was {why}; its recording ends there");
    let written = finish(log, how, 0, sentence.clone());
    eprintln!("interleave: {sentence}.");
    leave(match by {
        _ if !written => 1,
        Cut::Signal => STOPPED,
        Cut::Time(_) | Cut::Events => CUT,
    });
}

/// The process ends with `code`.
fn exited(code: i32) {
    let Some(mut log) = super::take() else { return };
    let panic = std::mem::take(&mut log.panic);
    if log.threads {
        thread::main_ends(&mut log, code, &panic);
    }
    log.shut_down();
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
use linux::{await_signal, hold_signals, install_exit};

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod linux {
    use std::mem::zeroed;
    use std::ptr::null_mut;
    use std::time::{Duration, Instant};

    use libc::{SIG_BLOCK, SIGHUP, SIGINT, SIGTERM, c_int, c_void, sigset_t, timespec};

    use super::Cut;
    use crate::log::settings::refuse;

    pub(super) fn install_exit() {
        // Not declared by the libc crate: https://man7.org/linux/man-pages/man3/on_exit.3.html
        unsafe extern "C" {
            fn on_exit(function: extern "C" fn(c_int, *mut c_void), argument: *mut c_void) -> c_int;
        }
        extern "C" fn ended(code: c_int, _: *mut c_void) {
            super::exited(code);
        }
        // SAFETY: `ended` takes the arguments that on_exit passes and uses none of what is passed to it.
        if unsafe { on_exit(ended, null_mut()) } != 0 {
            refuse("the C library takes no more functions for the exit, so nothing would be written.");
        }
    }

    /// Keeps the signals that end a process from this thread and those that it starts, for one that waits for them.
    pub(super) fn hold_signals() -> sigset_t {
        // SAFETY: an all-zero set is memory for sigemptyset to fill; the calls are given pointers to it alone.
        unsafe {
            let mut signals = zeroed();
            libc::sigemptyset(&mut signals);
            for signal in [SIGINT, SIGTERM, SIGHUP] {
                libc::sigaddset(&mut signals, signal);
            }
            libc::pthread_sigmask(SIG_BLOCK, &signals, null_mut());
            signals
        }
    }

    /// Waits for one of the signals, at most as long as the run may take.
    pub(super) fn await_signal(signals: &sigset_t, limit: Duration) -> Cut {
        let start = Instant::now();
        loop {
            let rest = limit.saturating_sub(start.elapsed());
            let seconds = rest.as_secs().try_into().unwrap_or(libc::time_t::MAX);
            let timeout = timespec { tv_sec: seconds, tv_nsec: rest.subsec_nanos().into() };
            // SAFETY: both pointers are to memory that lives as long as the call.
            if unsafe { libc::sigtimedwait(signals, null_mut(), &timeout) } != -1 {
                return Cut::Signal;
            }
            // A handler of the program's for another signal ends the call too.
            if rest.is_zero() || std::io::Error::last_os_error().raw_os_error() != Some(libc::EINTR) {
                return Cut::Time(limit);
            }
        }
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn install_exit() {
    let _ = exited;
    super::settings::refuse("recording needs Linux with glibc; without INTERLEAVE_OUT the program runs anywhere.");
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn hold_signals() {}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn await_signal((): &(), _: Duration) -> Cut {
    Cut::Signal
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
