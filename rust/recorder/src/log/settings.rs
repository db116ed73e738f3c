//! What the environment asks of a recording.
//!
//! | variable | meaning | default |
//! |---|---|---|
//! | `INTERLEAVE_OUT` | the file to write; absent: do not record | |
//! | `INTERLEAVE_FLAVOR` | `current_thread` or `multi_thread`, whatever the program says | the program's |
//! | `INTERLEAVE_THREADS` | workers of `multi_thread` | the program's |
//! | `INTERLEAVE_CLOCK` | `virtual` (`current_thread` only) or `real` | the program's |
//! | `INTERLEAVE_SEED` | seeds `select!` and the scheduler; needs `--cfg tokio_unstable` | none |
//! | `INTERLEAVE_LIMIT` | seconds of real time after which the run is cut | 10 |
//! | `INTERLEAVE_EVENTS` | events after which the run is cut | 500,000 |
//! | `INTERLEAVE_DEMO`, `INTERLEAVE_PARAMS` | the header's `demo` and `params` (`buffer=3,consumers=1`) | none |

use std::env;
use std::path::PathBuf;
use std::process::exit;
use std::time::Duration;

/// The settings of one recording.
pub(crate) struct Settings {
    pub out: PathBuf,
    pub multi_thread: Option<bool>,
    pub threads: Option<usize>,
    pub virtual_clock: Option<bool>,
    pub seed: Option<u64>,
    pub limit: Duration,
    pub events: usize,
    pub demo: String,
    pub params: Vec<(String, i64)>,
}

/// The settings, or none where no recording is asked for. What cannot be understood ends the program, in words.
pub(crate) fn from_environment() -> Option<Settings> {
    let out = PathBuf::from(env::var_os("INTERLEAVE_OUT")?);
    let settings = Settings {
        out,
        multi_thread: word("INTERLEAVE_FLAVOR", ["current_thread", "multi_thread"]),
        threads: number("INTERLEAVE_THREADS"),
        virtual_clock: word("INTERLEAVE_CLOCK", ["real", "virtual"]),
        seed: number("INTERLEAVE_SEED"),
        limit: Duration::from_secs(number("INTERLEAVE_LIMIT").unwrap_or(10)),
        events: number("INTERLEAVE_EVENTS").unwrap_or(500_000),
        demo: env::var("INTERLEAVE_DEMO").unwrap_or_default(),
        params: params(),
    };
    if settings.threads == Some(0) {
        refuse("INTERLEAVE_THREADS is 0; a runtime needs at least one worker.");
    }
    if settings.seed.is_some() && !cfg!(tokio_unstable) {
        refuse(
            "INTERLEAVE_SEED needs a build with RUSTFLAGS=\"--cfg tokio_unstable\": without it tokio has no seed to set.",
        );
    }
    Some(settings)
}

/// Index of the variable's value among `words`, as a flag.
fn word(name: &str, words: [&str; 2]) -> Option<bool> {
    let value = env::var(name).ok()?;
    match words.iter().position(|w| *w == value) {
        Some(index) => Some(index == 1),
        None => refuse(&format!("{name} is {value:?}; it can be {} or {}.", words[0], words[1])),
    }
}

fn number<T: std::str::FromStr>(name: &str) -> Option<T> {
    let value = env::var(name).ok()?;
    match value.parse() {
        Ok(n) => Some(n),
        Err(_) => refuse(&format!("{name} is {value:?}, which is not a number in range.")),
    }
}

fn params() -> Vec<(String, i64)> {
    let text = env::var("INTERLEAVE_PARAMS").unwrap_or_default();
    let pairs = text.split(',').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| match pair.split_once('=').map(|(name, value)| (name, value.parse())) {
            Some((name, Ok(value))) => (name.to_owned(), value),
            _ => refuse(&format!("INTERLEAVE_PARAMS holds {pair:?}; it should read name=number,name=number.")),
        })
        .collect()
}

/// Ends the program: better no recording than another one than was asked for.
pub(crate) fn refuse(sentence: &str) -> ! {
    drop(super::take());
    eprintln!("interleave: {sentence}");
    exit(2)
}
