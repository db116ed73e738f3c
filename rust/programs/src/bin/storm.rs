//! Many tasks that do a little of everything to the same few things, and are aborted in the middle of it.
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, RwLock, Semaphore, mpsc};
use tokio::task::{JoinSet, yield_now};
use tokio::time::timeout;

struct Shared {
    count: Mutex<u64>,
    page: RwLock<u64>,
    pool: Semaphore,
    queue: mpsc::Sender<u64>,
    jobs: Mutex<mpsc::Receiver<u64>>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (queue, jobs) = mpsc::channel(4);
    let shared = Arc::new(Shared {
        count: Mutex::new(0),
        page: RwLock::new(0),
        pool: Semaphore::new(3),
        queue,
        jobs: Mutex::new(jobs),
    });
    let mut tasks = JoinSet::new();
    for i in 0..40 {
        tasks.spawn(busy(shared.clone(), i));
    }
    for _ in 0..20 {
        tasks.join_next().await;
    }
    tasks.abort_all();
    while let Some(end) = tasks.join_next().await {
        assert!(end.is_ok() || end.is_err_and(|e| e.is_cancelled()));
    }
    println!("{}", *shared.count.lock().await > 0);
}

async fn busy(shared: Arc<Shared>, i: u64) {
    for j in 0..50 {
        match (i + j) % 7 {
            0 => *shared.count.lock().await += 1,
            1 => {
                let _permits = shared.pool.acquire_many(1 + (j % 3) as u32).await.unwrap();
                yield_now().await;
            }
            2 => _ = timeout(Duration::from_micros(300), shared.queue.send(j)).await,
            3 => {
                let mut jobs = shared.jobs.lock().await;
                tokio::select! {
                    _ = jobs.recv() => {}
                    () = yield_now() => {}
                }
            }
            4 => *shared.page.write().await += 1,
            5 => {
                let page = shared.page.read().await;
                yield_now().await;
                drop(page);
            }
            _ => {
                let queue = shared.queue.clone();
                let sender = tokio::spawn(async move { queue.reserve().await.map(|permit| permit.send(j)).is_ok() });
                yield_now().await;
                if j % 2 == 0 {
                    sender.abort();
                }
                if j % 3 == 0 {
                    _ = sender.await;
                }
            }
        }
    }
}
