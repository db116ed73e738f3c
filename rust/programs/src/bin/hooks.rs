//! Counts polls by tokio's own hooks, which only a build with `--cfg tokio_unstable` has.

#[cfg(not(tokio_unstable))]
fn main() {}

#[cfg(tokio_unstable)]
fn main() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;
    use tokio::sync::mpsc;
    use tokio::task::{JoinSet, yield_now};

    static POLLS: AtomicUsize = AtomicUsize::new(0);

    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .on_before_task_poll(|_| {
            POLLS.fetch_add(1, Ordering::SeqCst);
        })
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut tasks = JoinSet::new();
        for i in 0..20 {
            let (tx, mut rx) = mpsc::channel(2);
            tasks.spawn(async move {
                for n in 0..20 {
                    tx.send(n).await.unwrap();
                }
            });
            tasks.spawn(async move {
                while let Some(n) = rx.recv().await {
                    match (n + i) % 5 {
                        0 => yield_now().await,
                        1 => tokio::time::sleep(Duration::from_millis(1)).await,
                        _ => {}
                    }
                }
            });
        }
        tasks.join_all().await;
    });
    drop(runtime);
    println!("{}", POLLS.load(Ordering::SeqCst));
}
