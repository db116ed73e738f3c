//! Workers take jobs from one channel, as they come.
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, mpsc};
use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let workers = arg("-workers", 3);

    let (jobs, queue) = mpsc::channel(1);
    let (results, mut finished) = mpsc::channel(1);
    tokio::spawn(boss(jobs));

    let queue = Arc::new(Mutex::new(queue));
    for _ in 0..workers {
        tokio::spawn(worker(queue.clone(), results.clone()));
    }
    drop(results);

    let mut sum = 0;
    while let Some(result) = finished.recv().await { // @mark no more results [closed]
        sum += result;
    }
    println!("sum {sum}");
}

async fn boss(jobs: mpsc::Sender<u32>) {
    for job in 1..=6 {
        jobs.send(job).await.unwrap(); // @mark boss waits [wait]
    }
} // @mark the last job is given out

/// Needs 1 ms for job 1, 2 ms for job 2, and so on.
async fn worker(queue: Arc<Mutex<mpsc::Receiver<u32>>>, results: mpsc::Sender<u32>) {
    loop {
        let next = queue.lock().await.recv().await;
        let Some(job) = next else { break };
        sleep(Duration::from_millis(job.into())).await;
        results.send(job * job).await.unwrap();
    }
}

fn arg(name: &str, default: usize) -> usize {
    let prefix = format!("{name}=");
    std::env::args()
        .find_map(|a| a.strip_prefix(&prefix).and_then(|v| v.parse().ok()))
        .unwrap_or(default)
}
