//! How a recording ends, whatever the program does.

mod common;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use common::{Recording, Run, TWO_WORKERS, VIRTUAL, command, record};

fn exits(argument: &str, settings: &[(&str, &str)]) -> Recording {
    let settings = [VIRTUAL, settings].concat();
    record(&Run { binary: env!("CARGO_BIN_EXE_exits"), arguments: &[argument], settings: &settings })
}

#[test]
fn a_program_that_returns() {
    let recording = exits("", &[]);
    assert_eq!(recording.exit()["how"], "returned");
    assert_eq!(recording.exit()["blocked"], serde_json::Value::Null);
    assert_eq!(recording.output.status.code(), Some(0));
}

#[test]
fn a_program_that_waits_for_ever_is_cut() {
    let recording = exits("hang", &[("LIMIT", "1")]);
    assert_eq!(recording.exit()["how"], "time limit");
    assert_eq!(recording.exit()["blocked"], serde_json::json!([1, 2]));
    assert_eq!(recording.output.status.code(), Some(124));
    assert!(String::from_utf8_lossy(&recording.output.stderr).contains("cut after 1 s"));
}

#[test]
fn a_program_that_never_waits_is_cut_too() {
    let recording = exits("spin", &[("EVENTS", "500")]);
    assert_eq!(recording.exit()["how"], "event limit");
    assert_eq!(recording.records.len(), 1 + 500 + 1);
}

#[test]
fn a_program_that_is_stopped_leaves_its_recording() {
    let run = Run { binary: env!("CARGO_BIN_EXE_exits"), arguments: &["hang"], settings: VIRTUAL };
    let (mut command, out) = command(&run);
    let mut child = command.stdout(Stdio::piped()).spawn().expect("the program can be started");
    // Its first line says that it has begun.
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("the program prints");
    let killed = Command::new("kill").arg("-INT").arg(child.id().to_string()).status();
    assert!(killed.is_ok_and(|status| status.success()));
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    let text = std::fs::read_to_string(out).expect("there is a recording");
    assert!(text.lines().last().is_some_and(|last| last.contains(r#""how":"stopped""#)), "{text}");
}

#[test]
fn a_panic_of_main_is_told_in_rust_s_words() {
    let recording = exits("panic", &[]);
    let exit = recording.exit();
    assert_eq!((&exit["how"], &exit["code"]), (&"panicked".into(), &101.into()));
    let words = exit["v"].as_str().expect("a panic has words");
    assert!(words.starts_with("thread 'main' panicked at exits.rs:") && words.ends_with(":\nno way\nout"), "{words}");
}

#[test]
fn a_program_that_fails_or_exits_says_its_code() {
    for (argument, code) in [("exit", 3), ("error", 1)] {
        let recording = exits(argument, &[]);
        assert_eq!((&recording.exit()["how"], &recording.exit()["code"]), (&"exited".into(), &code.into()));
        assert_eq!(recording.output.status.code(), Some(code));
    }
}

#[test]
fn who_lives_when_the_program_exits_is_shut_down() {
    for settings in [VIRTUAL, TWO_WORKERS] {
        let run = Run { binary: env!("CARGO_BIN_EXE_exits"), arguments: &["exit"], settings };
        let recording = record(&run);
        let ends = recording.short(|record| record["e"] == "end");
        assert_eq!(ends, ["main end shut down", "task end shut down"]);
        assert_eq!(recording.exit()["blocked"], serde_json::Value::Null);
        let stop = recording.records.iter().rfind(|record| record["e"] == "stop" && record["u"] == 1);
        assert_eq!(stop.map(|stop| &stop["why"]), Some(&"end".into()), "main ran when the program ended");
    }
}

#[test]
fn a_line_without_its_end_is_a_line() {
    let recording = exits("unfinished", &[]);
    let last = recording.records.iter().rfind(|record| record["e"] == "out");
    assert_eq!(last.map(|record| &record["v"]), Some(&"no end of line".into()));
}

#[test]
fn settings_that_make_no_sense_are_refused_in_words() {
    let both = [("FLAVOR", "multi_thread"), ("CLOCK", "virtual")];
    for (settings, word) in [
        (&[("FLAVOR", "single")][..], "current_thread or multi_thread"),
        (&[("CLOCK", "sun")], "real or virtual"),
        (&[("THREADS", "0")], "at least one worker"),
        (&[("LIMIT", "soon")], "not a number"),
        (&[("PARAMS", "a=b")], "name=number"),
        (&both, "can only be virtual on a current_thread runtime"),
    ] {
        let (mut command, out) = command(&Run { binary: env!("CARGO_BIN_EXE_exits"), arguments: &[], settings });
        let output = command.output().expect("the program can be started");
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(word), "{said}");
        assert!(!out.exists(), "nothing is recorded");
    }
}
