//! Two downloads of 3 ms, and something else to do first.
use std::time::Duration;
use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let first = tokio::spawn(download("first"));
    let second = tokio::spawn(download("second"));

    sleep(Duration::from_millis(2)).await;
    println!("main needs the results");
    println!("{} {}", first.await.unwrap(), second.await.unwrap()); // @mark main asks for the results
}

async fn download(name: &str) -> usize {
    println!("{name} download begins");
    sleep(Duration::from_millis(3)).await; // @mark the first download is under way [wait]
    name.len()
}
