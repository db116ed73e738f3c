//! Three stages work at the same time.
use std::time::Duration;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let buffer = arg("-buffer", 1) as usize;
    let pace = Duration::from_millis(arg("-slow", 3));

    let (read, to_resize) = mpsc::channel(buffer);
    let (resized, mut to_write) = mpsc::channel(buffer);
    tokio::spawn(reader(read));
    tokio::spawn(resizer(to_resize, resized, pace));

    while let Some(item) = to_write.recv().await { // @mark all written [closed]
        sleep(Duration::from_millis(1)).await;
        println!("written {item}");
    }
}

async fn reader(read: Sender<u32>) {
    for item in 1..=6 {
        sleep(Duration::from_millis(1)).await;
        read.send(item).await.unwrap(); // @mark the reader has to wait [wait]
    }
}

async fn resizer(mut to_resize: Receiver<u32>, resized: Sender<u32>, pace: Duration) {
    while let Some(item) = to_resize.recv().await {
        sleep(pace).await;
        resized.send(item).await.unwrap(); // @mark the first item is resized
    }
}

fn arg(name: &str, default: u64) -> u64 {
    let prefix = format!("{name}=");
    std::env::args()
        .find_map(|a| a.strip_prefix(&prefix).and_then(|v| v.parse().ok()))
        .unwrap_or(default)
}
