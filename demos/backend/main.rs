//! Requests share a few connections to a database.
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

#[tokio::main]
async fn main() {
    let gap = Duration::from_millis(arg("-gap", 2));
    let connections = arg("-connections", 2);
    let limit = Duration::from_millis(arg("-patience", 50));

    let pool = Arc::new(Semaphore::new(connections as usize));

    let mut requests = JoinSet::new();
    for request in 1..=12 {
        requests.spawn(handle(request, pool.clone(), limit));
        sleep(gap).await;
    }
    requests.join_all().await; // @mark all have come [wait]
}

async fn handle(request: u64, pool: Arc<Semaphore>, limit: Duration) {
    match timeout(limit, pool.acquire()).await { // @mark no connection is free [wait]
        Ok(connection) => {
            query(request).await;
            drop(connection); // @mark a connection is free again
            println!("request {request} is answered");
        }
        Err(_) => println!("request {request} gave up"),
    }
}

/// Takes 3 ms, but every fourth one 12 ms.
async fn query(request: u64) {
    if request.is_multiple_of(4) {
        sleep(Duration::from_millis(12)).await; // @mark a slow query [wait]
        return;
    }
    sleep(Duration::from_millis(3)).await;
}

fn arg(name: &str, default: u64) -> u64 {
    let prefix = format!("{name}=");
    std::env::args()
        .find_map(|a| a.strip_prefix(&prefix).and_then(|v| v.parse().ok()))
        .unwrap_or(default)
}
