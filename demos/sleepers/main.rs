//! Many of them sleep for 100 ms, all at the same time.
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let sleepers = arg("-sleepers", 4);

    let mut asleep = JoinSet::new();
    for _ in 0..sleepers {
        asleep.spawn(sleeper());
    }
    asleep.join_all().await; // @mark main waits [wait]
    println!("all awake");
}

async fn sleeper() {
    sleep(Duration::from_millis(100)).await; // @mark falls asleep [wait], wakes up [sleep]
}

fn arg(name: &str, default: usize) -> usize {
    let prefix = format!("{name}=");
    std::env::args()
        .find_map(|a| a.strip_prefix(&prefix).and_then(|v| v.parse().ok()))
        .unwrap_or(default)
}
