//! Closures that block, tasks that stay, a budget that is spent, futures of other makers.
use std::future::poll_fn;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use tokio::sync::mpsc;
use tokio::task::{LocalSet, spawn_blocking, spawn_local};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (tx, mut rx) = mpsc::channel(1);
    let blocking = spawn_blocking(move || {
        for i in 0..3 {
            tx.blocking_send(i).unwrap();
        }
        "sent"
    });
    while let Some(i) = rx.recv().await {
        println!("{i}");
    }
    println!("{}", blocking.await.unwrap());

    let set = LocalSet::new();
    let shared = Rc::new(5);
    let sum = set.run_until(async move { spawn_local(async move { *shared + 1 }).await.unwrap() }).await;
    println!("{sum}");

    budget().await;
    foreign().await;
    stop().await;
}

/// More ready receives than one poll may do.
async fn budget() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    for i in 0..300 {
        tx.send(i).unwrap();
    }
    drop(tx);
    let mut count = 0;
    while rx.recv().await.is_some() {
        count += 1;
    }
    println!("{count}");
}

/// A future that is no part of tokio.
async fn foreign() {
    let ready = Arc::new(AtomicBool::new(false));
    let waker = Arc::new(Mutex::new(None::<Waker>));
    let other = tokio::spawn({
        let (ready, waker) = (ready.clone(), waker.clone());
        async move {
            ready.store(true, Ordering::SeqCst);
            if let Some(waker) = waker.lock().unwrap().take() {
                waker.wake();
            }
        }
    });
    poll_fn(|cx| {
        *waker.lock().unwrap() = Some(cx.waker().clone());
        if ready.load(Ordering::SeqCst) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    other.await.unwrap();
    println!("foreign");
}

async fn stop() {
    let stop = CancellationToken::new();
    let tasks = TaskTracker::new();
    for _ in 0..2 {
        let stop = stop.child_token();
        tasks.spawn(async move { stop.cancelled().await });
    }
    tasks.close();
    stop.cancel();
    tasks.wait().await;
    println!("stopped {}", tasks.is_empty());
}
