//! Two of them add to one variable, one at a time.
use std::sync::Arc;
use tokio::sync::Mutex;
use tokio::task::{JoinSet, yield_now};

#[tokio::main]
async fn main() {
    let count = Arc::new(Mutex::new(0));
    let mut adders = JoinSet::new();
    adders.spawn(adder(count.clone()));
    adders.spawn(adder(count.clone()));
    adders.join_all().await;
    println!("6 added, the count is {}", count.lock().await);
}

async fn adder(count: Arc<Mutex<u32>>) {
    for _ in 0..3 {
        let mut count = count.lock().await; // @mark the other one holds the lock [wait]
        let seen = *count;
        yield_now().await;
        *count = seen + 1;
    } // @mark the lock is given back [unlock]
}
