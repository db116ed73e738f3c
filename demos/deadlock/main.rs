//! Two transfers at the same time, in opposite directions.
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let checking = Arc::new(Mutex::new(100));
    let savings = Arc::new(Mutex::new(100));

    let mut transfers = JoinSet::new();
    transfers.spawn(transfer(checking.clone(), savings.clone(), 10));
    transfers.spawn(transfer(savings.clone(), checking.clone(), 20));
    transfers.join_all().await;
    println!("{} {}", checking.lock().await, savings.lock().await);
}

async fn transfer(from: Arc<Mutex<i32>>, to: Arc<Mutex<i32>>, amount: i32) {
    let mut from = from.lock().await; // @mark one lock each [lock]
    sleep(Duration::from_millis(1)).await; // ask for the balance

    let mut to = to.lock().await; // @mark the other has it [wait]
    *from -= amount;
    *to += amount;
}
