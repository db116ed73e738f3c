//! Timers, and futures that are polled together.
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{interval, sleep, timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (tx, mut rx) = mpsc::channel::<u32>(1);
    println!("{}", timeout(Duration::from_millis(2), rx.recv()).await.is_err());
    println!("{:?}", timeout(Duration::from_millis(2), async { 3 }).await);

    let late = tokio::spawn(async move {
        sleep(Duration::from_millis(3)).await;
        tx.send(1).await.unwrap();
    });
    tokio::select! {
        value = rx.recv() => println!("value {value:?}"),
        () = sleep(Duration::from_millis(1)) => println!("nothing yet"),
    }
    tokio::select! {
        value = rx.recv() => println!("value {value:?}"),
        () = sleep(Duration::from_millis(50)) => println!("nothing yet"),
    }
    late.await.unwrap();

    tokio::join!(sleep(Duration::from_millis(1)), sleep(Duration::from_millis(2)));
    let failed = tokio::try_join!(async { Err::<(), _>("first") }, async {
        sleep(Duration::from_secs(1)).await;
        Ok(())
    });
    println!("{failed:?}");

    let mut clock = interval(Duration::from_millis(2));
    for _ in 0..3 {
        clock.tick().await;
    }
    println!("ticked");
}
