//! A fast producer and a queue that takes every job.
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinSet;
use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let consumers = arg("-consumers", 1);

    let (queue, jobs) = mpsc::unbounded_channel();
    tokio::spawn(producer(queue));

    let jobs = Arc::new(Mutex::new(jobs));
    let mut handled = JoinSet::new();
    for _ in 0..consumers {
        handled.spawn(consumer(jobs.clone()));
    }
    handled.join_all().await;
}

async fn producer(queue: mpsc::UnboundedSender<u32>) {
    for job in 1..=8 {
        queue.send(job).unwrap();
    }
} // @mark all sent

async fn consumer(jobs: Arc<Mutex<mpsc::UnboundedReceiver<u32>>>) {
    loop {
        let next = jobs.lock().await.recv().await; // @mark drained [closed]
        let Some(job) = next else { break };
        sleep(Duration::from_millis(1)).await;
        println!("handled {job}");
    }
}

fn arg(name: &str, default: usize) -> usize {
    let prefix = format!("{name}=");
    std::env::args()
        .find_map(|a| a.strip_prefix(&prefix).and_then(|v| v.parse().ok()))
        .unwrap_or(default)
}
