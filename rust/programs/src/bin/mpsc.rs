//! A bounded channel, from the first value to the last.
use tokio::sync::mpsc::{self, Sender};
use tokio::task::yield_now;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (queue, mut jobs) = mpsc::channel(2);
    queue.send(1).await.unwrap();
    let slot = queue.reserve().await.unwrap();
    println!("{}", queue.try_send(9).is_err());
    slot.send(2);
    tokio::spawn(sender(queue));
    yield_now().await;
    println!("{:?}", jobs.recv().await);
    yield_now().await;
    println!("{:?} {:?} {}", jobs.recv().await, jobs.recv().await, jobs.try_recv().is_err());
    yield_now().await;
    while let Some(job) = jobs.recv().await {
        println!("{job}");
    }
}

async fn sender(queue: Sender<u32>) {
    queue.send(3).await.unwrap();
    queue.send(4).await.unwrap();
    yield_now().await;
}
