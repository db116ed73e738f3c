//! Two of them add to one variable, in one step.
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use tokio::task::{JoinSet, yield_now};

#[tokio::main]
async fn main() {
    let count = Arc::new(AtomicU32::new(0));
    let mut adders = JoinSet::new();
    adders.spawn(adder(count.clone()));
    adders.spawn(adder(count.clone()));
    adders.join_all().await;
    println!("6 added, the count is {}", count.load(Relaxed));
}

async fn adder(count: Arc<AtomicU32>) {
    for _ in 0..3 {
        count.fetch_add(1, Relaxed);
        yield_now().await;
    }
}
