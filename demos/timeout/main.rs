//! Main asks a slow server, and gives up.
use std::time::Duration;
use tokio::time::{sleep, timeout};

#[tokio::main]
async fn main() {
    let limit = Duration::from_millis(arg("-patience", 20));

    match timeout(limit, ask()).await { // @mark main waits [wait], time is up [elapsed]
        Ok(n) => println!("the answer is {n}"),
        Err(_) => println!("no answer in time"),
    }

    sleep(Duration::from_millis(50)).await; // something else
    println!("main is done");
}

async fn ask() -> u32 {
    sleep(Duration::from_millis(40)).await;
    println!("the server has answered");
    42
}

fn arg(name: &str, default: u64) -> u64 {
    let prefix = format!("{name}=");
    std::env::args()
        .find_map(|a| a.strip_prefix(&prefix).and_then(|v| v.parse().ok()))
        .unwrap_or(default)
}
