//! Locks and what else tasks meet at.
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Barrier, Mutex, Notify, OnceCell, RwLock, Semaphore};
use tokio::task::JoinSet;
use tokio::time::sleep;

static GATE: Semaphore = Semaphore::const_new(1);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    mutex().await;
    rwlock().await;
    semaphore().await;
    notify().await;
    barrier().await;
    once().await;
}

async fn mutex() {
    let total = Arc::new(Mutex::new(0));
    let mut workers = JoinSet::new();
    for i in 1..=3 {
        let total = total.clone();
        workers.spawn(async move {
            let mut guard = total.lock().await;
            sleep(Duration::from_millis(1)).await;
            *guard += i;
        });
    }
    sleep(Duration::from_micros(500)).await;
    println!("{}", total.try_lock().is_err());
    workers.join_all().await;
    let owned = total.clone().lock_owned().await;
    println!("{owned} {}", total.clone().try_lock_owned().is_err());
}

async fn rwlock() {
    let page = Arc::new(RwLock::new(String::from("a")));
    let readers = [page.read().await, page.read().await];
    let writer = tokio::spawn({
        let page = page.clone();
        async move {
            let mut text = page.write_owned().await;
            text.push('b');
        }
    });
    sleep(Duration::from_millis(1)).await;
    println!("{} {}", readers[0].len(), page.try_write().is_err());
    drop(readers);
    writer.await.unwrap();
    let guard = page.write().await.downgrade();
    println!("{guard} {}", page.try_read().is_ok());
}

async fn semaphore() {
    let pool = Arc::new(Semaphore::new(2));
    let mut guests = JoinSet::new();
    for _ in 0..4 {
        let pool = pool.clone();
        guests.spawn(async move {
            let _permit = pool.acquire_owned().await.unwrap();
            sleep(Duration::from_millis(1)).await;
        });
    }
    while guests.join_next().await.is_some() {}
    let mut three = GATE.acquire().await.unwrap();
    GATE.add_permits(2);
    three.merge(GATE.acquire_many(2).await.unwrap());
    println!("{} {}", three.num_permits(), GATE.try_acquire().is_err());
    three.forget();
    pool.close();
    println!("{} {}", GATE.available_permits(), pool.acquire().await.is_err());
}

async fn notify() {
    let bell = Arc::new(Notify::new());
    let waiting = tokio::spawn({
        let bell = bell.clone();
        async move {
            bell.notified().await;
            bell.notified().await;
        }
    });
    bell.notify_one();
    sleep(Duration::from_millis(1)).await;
    while !waiting.is_finished() {
        bell.notify_waiters();
        sleep(Duration::from_millis(1)).await;
    }
    println!("rung");
}

async fn barrier() {
    let start = Arc::new(Barrier::new(3));
    let mut runners = JoinSet::new();
    for _ in 0..3 {
        let start = start.clone();
        runners.spawn(async move { start.wait().await.is_leader() });
    }
    let leaders = runners.join_all().await.into_iter().filter(|leads| *leads).count();
    println!("{leaders}");
}

async fn once() {
    let cell = Arc::new(OnceCell::new());
    let maker = tokio::spawn({
        let cell = cell.clone();
        async move {
            *cell
                .get_or_init(|| async {
                    sleep(Duration::from_millis(1)).await;
                    42
                })
                .await
        }
    });
    tokio::task::yield_now().await;
    println!("{} {}", cell.get_or_init(|| async { 43 }).await, maker.await.unwrap());
}
