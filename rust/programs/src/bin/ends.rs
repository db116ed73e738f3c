//! How tasks end: aborted, dropped with their set, panicked, shut down.
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, mpsc};
use tokio::task::{JoinSet, yield_now};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let lock = Arc::new(Mutex::new(0));
    let (held, mut is_held) = mpsc::channel::<()>(1);
    let holder = tokio::spawn({
        let lock = lock.clone();
        async move {
            let _guard = lock.lock().await;
            held.send(()).await.unwrap();
            sleep(Duration::from_secs(60)).await;
        }
    });
    is_held.recv().await;
    let waiting = tokio::spawn({
        let lock = lock.clone();
        async move { *lock.lock().await }
    });
    yield_now().await;
    // The holder's guard is dropped with it, and that wakes the other.
    holder.abort();
    println!("{} {}", holder.await.unwrap_err().is_cancelled(), waiting.await.unwrap());

    let panicking = tokio::spawn(async { panic!("on purpose") });
    println!("{}", panicking.await.unwrap_err().is_panic());

    let never_polled = tokio::spawn(async {});
    never_polled.abort();
    println!("{}", never_polled.await.is_err());

    let mut set = JoinSet::new();
    set.spawn(sleep(Duration::from_secs(60)));
    yield_now().await;
    drop(set);

    tokio::spawn(async move {
        let _guard = lock.lock().await;
        sleep(Duration::from_secs(60)).await;
    });
    yield_now().await;
}
