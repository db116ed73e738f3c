//! Tasks wait for a signal; the system says how much memory that takes.
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Notify;

fn main() {
    let units = claims::arg("-units", 10_000);
    claims::block_on(async move {
        let before = resident();
        let signal = Arc::new(Notify::new());
        let waiting = Arc::new(AtomicUsize::new(0));
        let tasks: Vec<_> = (0..units)
            .map(|_| {
                let (signal, waiting) = (signal.clone(), waiting.clone());
                tokio::spawn(async move {
                    waiting.fetch_add(1, Ordering::Relaxed);
                    signal.notified().await;
                })
            })
            .collect();
        while waiting.load(Ordering::Relaxed) < units {
            tokio::task::yield_now().await;
        }
        println!(
            "one that waits\t{:.0}\tbytes",
            (resident() - before) as f64 / units as f64
        );
        signal.notify_waiters();
        for task in tasks {
            task.await.unwrap();
        }
    });
}

/// The memory that the system has given to this process, in bytes.
fn resident() -> usize {
    let Ok(text) = std::fs::read_to_string("/proc/self/smaps_rollup") else {
        eprintln!("memory is measured on Linux only");
        std::process::exit(1);
    };
    let line = text
        .lines()
        .find(|l| l.starts_with("Rss:"))
        .expect("the resident size");
    let kib: usize = line
        .split_whitespace()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .expect("a number");
    kib * 1024
}
