//! What is recorded of each part of tokio, on one thread with its own clock: the records are the same every time.

mod common;

use common::{Recording, Run, VIRTUAL, record, record_virtual};

fn expect(lines: Vec<String>, expected: &str) {
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(lines, expected);
}

/// What the unit of this name did, but for its runs.
fn done_by(recording: &Recording, unit: &str) -> Vec<String> {
    let lines =
        recording.short(|record| !["run", "stop", "spawn", "new"].contains(&record["e"].as_str().unwrap_or_default()));
    lines.into_iter().filter_map(|line| line.strip_prefix(&format!("{unit} ")).map(str::to_owned)).collect()
}

#[test]
fn a_permit_holds_a_slot_until_it_is_written() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_mpsc"));
    expect(
        recording.on("queue"),
        "main op send 1 len=1
         main op reserve len=1 held=1
         main op send 9 full
         main op send 2 len=2
         sender wait send 3
         main op receive 1 len=1 held=1
         sender op send 3 len=2
         sender wait send 4
         main op receive 2 len=1 held=1
         main op receive 3 len=0 held=1
         main op receive empty
         sender op send 4 len=1
         main op receive 4 len=0
         main wait receive
         sender op close
         main op receive closed",
    );
}

#[test]
fn a_receive_stands_before_the_wake_that_it_causes() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_mpsc"));
    let receive = recording.records.iter().position(|record| record["op"] == "receive").expect("there is a receive");
    let wake = &recording.records[receive + 1];
    assert_eq!((&wake["e"], &wake["u"], &wake["by"]), (&"wake".into(), &2.into(), &1.into()));
    assert_eq!(wake["at"], recording.records[receive]["at"], "it is the waker's line");
}

#[test]
fn lines_are_the_program_s_own() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_mpsc"));
    let at = |op: &str| {
        let record = recording.records.iter().find(|record| record["op"] == op);
        record.and_then(|record| record["at"].as_str()).unwrap_or_default().to_owned()
    };
    let source = include_str!("../src/bin/mpsc.rs");
    let line = |text: &str| format!("mpsc.rs:{}", source.lines().position(|l| l.contains(text)).map_or(0, |i| i + 1));
    assert_eq!(at("send"), line("queue.send(1)"));
    assert_eq!(at("receive"), line("println!(\"{:?}\", jobs.recv()"));
    let end_of_sender = source.lines().count();
    assert_eq!(at("close"), format!("mpsc.rs:{end_of_sender}"), "a drop's line is where the function ends");
}

#[test]
fn an_unbounded_channel_never_makes_a_sender_wait() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_channels"));
    expect(
        recording.on("tx"),
        "main wait receive
         task op send 0 len=1
         task op send 1 len=2
         task op send 2 len=3
         task op close len=3
         main op receive 0 len=2
         main op receive 1 len=1
         main op receive 2 len=0
         main op receive closed",
    );
}

#[test]
fn values_are_shown_without_debug_too() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_channels"));
    let shown: Vec<&str> =
        recording.records.iter().filter(|r| r["op"] == "send").filter_map(|r| r["v"].as_str()).collect();
    assert!(shown.contains(&"Opaque"), "{shown:?}");
    assert!(shown.contains(&"\"order 1\""), "{shown:?}");
}

#[test]
fn a_broadcast_says_who_lagged() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_channels"));
    let lagged = recording.short(|record| record["why"] == "lagged");
    assert_eq!(lagged, ["main op receive 1 lagged"]);
}

#[test]
fn a_mutex_is_handed_on_in_the_order_of_waiting() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_locks"));
    expect(
        recording.on("total"),
        "task op lock
         task wait lock
         task wait lock
         main op lock failed
         task op unlock
         task op lock
         task op unlock
         task op lock
         task op unlock
         main op lock
         main op lock failed
         main op unlock",
    );
}

#[test]
fn a_writer_waits_for_all_readers() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_locks"));
    expect(
        recording.on("page"),
        "main op rlock
         main op rlock
         task wait lock
         main op lock failed
         main op runlock
         main op runlock
         task op lock
         task op unlock
         main op lock
         main op unlock
         main op rlock
         main op rlock
         main op runlock
         main op runlock",
    );
}

#[test]
fn a_semaphore_counts_its_permits() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_locks"));
    expect(
        recording.on("GATE"),
        "main op acquire 1 len=0
         main op release 2 len=2
         main op acquire 2 len=0
         main op acquire 1 empty",
    );
    let pool = recording.on("pool");
    assert_eq!(pool.iter().filter(|line| line.starts_with("task wait acquire")).count(), 2, "{pool:?}");
    assert_eq!(pool.last().map(String::as_str), Some("main op acquire 1 closed"));
}

#[test]
fn a_notification_is_kept_for_the_next_who_waits() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_locks"));
    expect(
        recording.on("bell"),
        "main op notify one
         task op notified
         task wait notified
         main op notify waiters
         task op notified",
    );
}

#[test]
fn who_makes_the_value_of_a_cell_does_not_wait_for_it() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_locks"));
    expect(
        recording.on("cell"),
        "main wait do
         task op do
         main op do",
    );
}

#[test]
fn what_loses_a_select_stops_waiting() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_time"));
    expect(
        recording.on("tx"),
        "main wait receive
         main unwait receive
         main wait receive
         main unwait receive
         main wait receive
         task op send 1 len=1
         task op close len=1
         main op receive 1 len=0",
    );
    let timeouts = recording.short(|record| record["op"] == "timeout");
    assert_eq!(timeouts, ["main wait timeout", "main op timeout elapsed", "main op timeout"]);
}

#[test]
fn a_timer_says_when_it_is_due_and_wakes_then() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_time"));
    let ticks: Vec<_> = recording.records.iter().filter(|r| r["op"] == "tick" && r["e"] == "wait").collect();
    assert_eq!(ticks.len(), 2, "the first tick is at once");
    for wait in ticks {
        let until = wait["until"].as_u64().expect("a tick has a time");
        let woken = recording.records.iter().any(|r| r["e"] == "wake" && r["why"] == "timer" && r["t"] == until);
        assert!(woken, "nobody is woken at {until}");
    }
}

#[test]
fn an_aborted_task_lets_go_of_what_it_holds_before_its_end() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_ends"));
    expect(
        recording.on("lock"),
        "task op lock
         task wait lock
         task op unlock
         task op lock
         task op unlock
         task op lock
         task op unlock",
    );
    let ends = recording.short(|record| record["e"] == "end");
    expect(
        ends,
        "task end cancelled
         task end returned
         task end on purpose panicked
         task end cancelled
         task end cancelled
         main end returned
         task end shut down",
    );
}

#[test]
fn joins_follow_the_ends_of_tasks() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_ends"));
    expect(recording.on("holder"), "main op abort\nmain wait join\nmain op join failed");
    expect(recording.on("panicking"), "main wait join\nmain op join failed");
    let end =
        recording.records.iter().position(|r| r["e"] == "end" && r["how"] == "panicked").expect("a task panicked");
    let wake = &recording.records[end + 1];
    assert_eq!((&wake["e"], &wake["by"]), (&"wake".into(), &recording.records[end]["u"]), "the end wakes who joins");
}

#[test]
fn a_poll_that_spends_the_budget_gives_way() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_threads"));
    let stops = recording.short(|record| record["why"] == "budget");
    assert_eq!(stops, ["main stop budget", "main stop budget"], "300 receives take two budgets of 128, and a part");
}

#[test]
fn a_future_of_another_maker_is_waited_for_too() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_threads"));
    let foreign = recording.short(|record| record["op"] == "future");
    assert_eq!(foreign.first().map(String::as_str), Some("main wait future"));
}

#[test]
fn closures_that_block_are_units_of_their_own() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_threads"));
    let closure = done_by(&recording, "closure");
    assert_eq!(closure.iter().filter(|line| line.starts_with("op send")).count(), 3, "{closure:?}");
    assert_eq!(closure.last().map(String::as_str), Some("end returned"));
    let worker = recording.records.iter().find(|r| r["e"] == "run" && r["u"] == 2).map(|r| &r["w"]);
    assert_eq!(worker, Some(&1.into()), "beside the one worker");
}

#[test]
fn tokens_and_trackers_are_resources() {
    let recording = record_virtual(env!("CARGO_BIN_EXE_threads"));
    expect(recording.on("stop"), "main op cancel");
    expect(
        recording.on("tasks"),
        "main op add 1 len=1
         main op add 1 len=2
         main op close
         main wait wait
         task op done len=1
         task op done len=0
         main op wait",
    );
}

#[test]
fn lines_are_printed_by_whoever_printed_them() {
    let recording = record(&Run { binary: env!("CARGO_BIN_EXE_ends"), arguments: &[], settings: VIRTUAL });
    let printed = recording.short(|record| record["e"] == "out" && record["fd"] == 2);
    assert_eq!(printed.last().map(String::as_str), Some("task out on purpose"));
    let lines: Vec<_> =
        recording.records.iter().filter(|r| r["e"] == "out" && r["fd"] == 1).filter_map(|r| r["v"].as_str()).collect();
    assert_eq!(lines, recording.stdout().lines().collect::<Vec<_>>());
}
