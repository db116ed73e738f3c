//! What is recorded of functions that programs seldom use.

mod common;

use common::{Recording, record_virtual};

fn recording() -> Recording {
    record_virtual(env!("CARGO_BIN_EXE_rare"))
}

#[test]
fn of_many_permits_each_is_reserved() {
    assert_eq!(
        recording().on("many"),
        [
            "main op reserve full",
            "main op reserve full",
            "main op reserve len=0 held=1",
            "main op reserve len=0 held=2",
            "main op reserve full",
            "main op send 1 len=1 held=1",
            "main op reserve len=1 held=1",
            "main op reserve len=1 held=2",
            "task wait reserve",
            "task op reserve len=1 held=1",
            "task op send 2 len=2",
            "main op reserve len=2 held=1",
            "main op reserve full",
            "main op close len=2",
            "main op receive 1 len=1",
            "main op receive 2 len=0",
            "main op receive closed",
        ]
    );
}

#[test]
fn a_future_of_the_program_s_own_waits_for_what_it_polls() {
    let recording = recording();
    assert_eq!(
        recording.on("polled"),
        [
            "task wait receive",
            "main op send 1 len=1",
            "main op send 2 len=2",
            "main op send 3 len=3",
            "main op send 4 len=4",
            "main op close len=4",
            "task op receive 1 len=3",
            "task op receive 2 len=2",
            "task op receive 3 len=1",
            "task op receive 4 len=0",
            "task op receive closed",
        ]
    );
    assert_eq!(recording.on("heard"), ["task wait closed", "main op close", "task unwait closed"]);
    assert_eq!(recording.on("ticks"), ["main op tick", "main wait tick", "main op tick"]);
    let mut joins = recording.on("set");
    joins.retain(|line| line.contains("op"));
    joins.sort();
    assert_eq!(joins, ["main op join 1", "main op join 2", "main op join 3"]);
}

#[test]
fn who_waits_for_a_value_receives_the_one_it_wants() {
    assert_eq!(
        recording().on("level"),
        [
            "main op send 1",
            "task wait receive",
            "main op send 2",
            "task op receive",
            "task wait receive",
            "main op close",
            "task op receive closed",
        ]
    );
}

#[test]
fn a_cooperative_future_without_budget_gives_way() {
    let budgets = recording().records.iter().filter(|record| record["why"] == "budget").count();
    assert_eq!(budgets, 1, "tokio's budget is 128 of the 200 polls");
}

#[test]
fn what_no_record_can_count_is_so_many_or_more() {
    let recording = recording();
    let most = (1u64 << 53) - 1;
    for name in ["gate", "endless"] {
        let born = recording.records.iter().find(|record| record["e"] == "new" && record["name"] == name);
        assert_eq!(born.expect("it is recorded")["cap"], most, "{name}");
    }
    assert_eq!(
        recording.on("gate"),
        [format!("main op acquire 1 len={most}"), format!("main op release 1 len={most}")]
    );
    assert_eq!(recording.on("endless")[..2], ["main op send 1 len=1", "main op receive 1 len=0"]);
}
