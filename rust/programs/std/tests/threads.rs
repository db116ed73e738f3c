//! What is recorded of programs of threads.

#[path = "../../tests/common/mod.rs"]
mod common;

use std::path::Path;
use std::process::Command;

use common::{Recording, Run, record};
use serde_json::Value;

const PROGRAMS: [(&str, &str); 4] = [
    ("joins", env!("CARGO_BIN_EXE_joins")),
    ("contention", env!("CARGO_BIN_EXE_contention")),
    ("rendezvous", env!("CARGO_BIN_EXE_rendezvous")),
    ("queue", env!("CARGO_BIN_EXE_queue")),
];

fn run(name: &str, arguments: &[&str], settings: &[(&str, &str)]) -> Recording {
    let (_, binary) = PROGRAMS.iter().find(|(program, _)| *program == name).expect("a program");
    record(&Run { binary, arguments, settings })
}

/// The one record that has these fields.
fn only<'a>(recording: &'a Recording, fields: &[(&str, Value)]) -> &'a Value {
    let mut found = recording.records.iter().filter(|record| fields.iter().all(|(key, value)| record[*key] == *value));
    let first = found.next().unwrap_or_else(|| panic!("no {fields:?} in\n{}", recording.text));
    assert_eq!(found.next(), None, "one {fields:?}");
    first
}

#[test]
fn the_rules_hold_however_the_threads_run() {
    for (name, _) in PROGRAMS {
        for _ in 0..50 {
            let recording = run(name, &[], &[]);
            assert_eq!(recording.records[0]["model"], "threads");
            assert_eq!(recording.exit()["how"], "returned");
        }
    }
}

#[test]
fn a_program_prints_what_it_prints_with_std_itself() {
    let folder = Path::new(PROGRAMS[0].1).parent().expect("a program lies in a folder");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "plain", "--target-dir"])
        .arg(folder.parent().expect("the folder lies in the target folder"))
        .status();
    assert!(built.is_ok_and(|status| status.success()), "the programs do not compile with std itself");
    for (name, binary) in PROGRAMS {
        let printed = |path: &Path| {
            let output = Command::new(path).output().expect("the program can be started");
            assert!(output.status.success(), "{name} fails: {output:?}");
            String::from_utf8_lossy(&output.stdout).into_owned()
        };
        let expected = printed(&folder.join(format!("plain-std-{name}")));
        assert!(!expected.is_empty(), "{name} prints nothing");
        assert_eq!(printed(Path::new(binary)), expected, "{name}, not recorded");
        assert_eq!(run(name, &[], &[]).stdout(), expected, "{name}, recorded");
    }
}

#[test]
fn what_is_printed_before_the_first_operation_is_main_s() {
    let recording = run("rendezvous", &[], &[]);
    assert_eq!(only(&recording, &[("e", "out".into()), ("v", "begin".into())])["u"], 1);
}

#[test]
fn a_hand_over_is_a_send_and_its_receive_side_by_side() {
    let recording = run("rendezvous", &[], &[]);
    let r = &only(&recording, &[("e", "new".into()), ("name", "there".into())])["r"];
    let sends: Vec<usize> = (0..recording.records.len())
        .filter(|&i| recording.records[i]["op"] == "send" && recording.records[i]["r"] == *r)
        .filter(|&i| recording.records[i]["ok"] == true)
        .collect();
    assert_eq!(sends.len(), 5);
    for (ball, &i) in sends.iter().enumerate() {
        let [send, receive, wake] = &recording.records[i..i + 3] else { panic!("records follow") };
        assert_eq!((&send["v"], &receive["op"], &receive["u"]), (&receive["v"], &"receive".into(), &2.into()));
        // Whoever came first waited, and is woken by the other.
        let (first, second) = if send["by"].is_null() { (receive, send) } else { (send, receive) };
        assert_eq!(first["by"], second["u"]);
        // Another thread's record may stand before the wake.
        if wake["e"] == "wake" {
            assert_eq!((&wake["u"], &wake["by"], &wake["at"]), (&first["u"], &second["u"], &second["at"]));
        }
        assert_eq!(send["len"], 0, "ball {ball}");
    }
}

#[test]
fn threads_are_named_by_their_builder_or_their_place() {
    let names = |recording: &Recording| -> Vec<String> {
        let spawns = recording.records.iter().filter(|record| record["e"] == "spawn");
        spawns.map(|spawn| spawn["name"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let names = names(&run("rendezvous", &[], &[]));
    assert_eq!(names[..2], ["main", "player"]);
    assert!(names[2].starts_with("thread at rendezvous.rs:"), "{names:?}");
}

#[test]
fn an_unlock_wakes_who_has_waited() {
    let recording = run("contention", &[], &[]);
    for (i, wake) in recording.records.iter().enumerate().filter(|(_, r)| r["e"] == "wake" && !r["by"].is_null()) {
        let cause = recording.records[..i]
            .iter()
            .rfind(|r| r["u"] == wake["by"] && r["e"] != "wake")
            .expect("the waker did something");
        // A broadcast, a barrier and an end wake several.
        let causes = ["unlock", "runlock", "signal", "broadcast", "wait"];
        let op = cause["op"].as_str().unwrap_or_default();
        assert!(causes.contains(&op) || cause["e"] == "end", "{wake} by {cause}");
    }
}

#[test]
fn every_wake_of_a_sleep_is_the_timer_s() {
    let recording = run("joins", &[], &[]);
    let sleep = only(&recording, &[("e", "wait".into()), ("op", "sleep".into())]);
    let after = recording.records.iter().find(|r| r["e"] == "wake" && r["u"] == sleep["u"]).expect("it is woken");
    assert_eq!((&after["why"], &after["by"]), (&"timer".into(), &Value::Null));
    assert!(after["t"].as_u64() >= sleep["until"].as_u64(), "{sleep} {after}");
}

#[test]
fn threads_and_the_process_end_in_their_ways() {
    let recording = run("joins", &[], &[]);
    let panicked = only(&recording, &[("e", "end".into()), ("how", "panicked".into())]);
    let handle = only(&recording, &[("e", "new".into()), ("of", panicked["u"].clone())]);
    let join = only(&recording, &[("e", "op".into()), ("r", handle["r"].clone())]);
    assert_eq!((&panicked["v"], &join["ok"]), (&"no way on".into(), &false.into()));
    let main = [("e", "end".into()), ("u", 1.into())];
    assert_eq!(only(&recording, &main)["how"], "returned");
    let left = [("e", "end".into()), ("u", 7.into())];
    assert_eq!(only(&recording, &left)["how"], "shut down", "main does not wait for it");

    let failed = run("joins", &["error"], &[]);
    assert_eq!((&failed.exit()["how"], &only(&failed, &main)["how"]), (&"exited".into(), &"returned".into()));
    let panicked = run("joins", &["panic"], &[]);
    assert_eq!(panicked.exit()["how"], "panicked");
    assert_eq!(only(&panicked, &main)["v"], "main goes first");
    let exited = run("joins", &["exit"], &[]);
    assert_eq!((&exited.exit()["code"], &only(&exited, &main)["how"]), (&3.into(), &"shut down".into()));
    let hung = run("joins", &["hang"], &[("LIMIT", "1")]);
    assert_eq!((&hung.exit()["how"], &hung.exit()["blocked"]), (&"time limit".into(), &serde_json::json!([1, 7, 8])));
}

#[test]
fn a_virtual_clock_is_refused_in_words() {
    let (mut command, out) =
        common::command(&Run { binary: PROGRAMS[0].1, arguments: &[], settings: &[("CLOCK", "virtual")] });
    let output = command.output().expect("the program can be started");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("threads run by the machine's clock"), "{output:?}");
    assert!(!out.exists(), "nothing is recorded");
}
