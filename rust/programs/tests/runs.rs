//! Many runs: rules that always hold, runs that repeat, and what the program prints with tokio itself.

mod common;

use std::path::Path;
use std::process::Command;

use common::{Run, TWO_WORKERS, VIRTUAL, record, record_virtual};

const PROGRAMS: [(&str, &str); 6] = [
    ("channels", env!("CARGO_BIN_EXE_channels")),
    ("ends", env!("CARGO_BIN_EXE_ends")),
    ("locks", env!("CARGO_BIN_EXE_locks")),
    ("rare", env!("CARGO_BIN_EXE_rare")),
    ("threads", env!("CARGO_BIN_EXE_threads")),
    ("time", env!("CARGO_BIN_EXE_time")),
];

#[test]
fn the_rules_hold_on_several_workers() {
    for (_, binary) in PROGRAMS {
        for _ in 0..40 {
            let recording = record(&Run { binary, arguments: &[], settings: TWO_WORKERS });
            assert_eq!(recording.records[0]["flavor"], "multi_thread");
            assert_eq!(recording.exit()["how"], "returned");
        }
    }
}

#[test]
fn the_rules_hold_in_a_storm() {
    for threads in ["1", "2", "4", "8"] {
        let settings = [("FLAVOR", "multi_thread"), ("THREADS", threads), ("CLOCK", "real")];
        for _ in 0..3 {
            let recording = record(&Run { binary: env!("CARGO_BIN_EXE_storm"), arguments: &[], settings: &settings });
            assert_eq!(recording.exit()["how"], "returned");
        }
    }
}

#[test]
fn the_header_names_the_tokio_that_was_compiled() {
    let lock = include_str!("../../Cargo.lock");
    let version = lock.split("name = \"tokio\"\nversion = \"").nth(1).and_then(|rest| rest.split('"').next());
    let recording = record_virtual(env!("CARGO_BIN_EXE_mpsc"));
    assert_eq!(recording.records[0]["runtime"], format!("tokio {}", version.expect("tokio is in the lock file")));
}

/// `watch`, `Barrier` and `select!` draw lots; only a build with `--cfg tokio_unstable` can seed them. Closures on threads of their
/// own come as they like.
#[test]
fn a_run_on_tokio_s_clock_repeats_to_the_byte() {
    let seeded = cfg!(tokio_unstable);
    let settings = [VIRTUAL, &[("SEED", "7")][..usize::from(seeded)]].concat();
    for (_, binary) in PROGRAMS
        .iter()
        .filter(|(name, _)| !["rare", "threads"].contains(name) && (seeded || ["channels", "ends"].contains(name)))
    {
        let first = record(&Run { binary, arguments: &[], settings: &settings });
        for _ in 1..20 {
            let again = record(&Run { binary, arguments: &[], settings: &settings });
            assert!(first.events() == again.events(), "{binary} did something else\n{}\n{}", first.text, again.text);
        }
    }
}

#[test]
fn a_program_prints_what_it_prints_with_tokio_itself() {
    let folder = Path::new(PROGRAMS[0].1).parent().expect("a program lies in a folder");
    let target = folder.parent().expect("the folder lies in the target folder");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "plain", "--target-dir"])
        .arg(target)
        .status();
    assert!(built.is_ok_and(|status| status.success()), "the programs do not compile with tokio itself");
    for (name, binary) in PROGRAMS {
        let printed = |command: &mut Command| {
            let output = command.output().expect("the program can be started");
            assert!(output.status.success(), "{name} fails: {output:?}");
            String::from_utf8_lossy(&output.stdout).into_owned()
        };
        let expected = printed(&mut Command::new(folder.join(format!("plain-{name}"))));
        assert!(!expected.is_empty(), "{name} prints nothing");
        assert_eq!(printed(&mut Command::new(binary)), expected, "{name}, not recorded");
        assert_eq!(record_virtual(binary).stdout(), expected, "{name}, recorded");
    }
}

/// tokio counts the polls of its tasks, as the recorder does.
#[cfg(tokio_unstable)]
#[test]
fn tokio_s_own_hooks_see_the_same_polls() {
    for _ in 0..10 {
        let recording = record(&Run { binary: env!("CARGO_BIN_EXE_hooks"), arguments: &[], settings: TWO_WORKERS });
        let polls: usize = recording.stdout().trim().parse().expect("the program prints a number");
        let runs = recording.records.iter().filter(|r| r["e"] == "run" && r["u"] != 1).count();
        assert!(polls > 40, "{polls}");
        assert_eq!(runs, polls);
    }
}
