//! Two tasks hand a number back and forth.
use std::time::Instant;
use tokio::sync::mpsc;

fn main() {
    let trips = claims::arg("-trips", 200_000);
    let took = claims::block_on(async move {
        // Both ends are tasks: the root of a runtime of several threads runs on a thread of its own.
        tokio::spawn(async move {
            let (there, mut there_rx) = mpsc::channel(1);
            let (back, mut back_rx) = mpsc::channel(1);
            tokio::spawn(async move {
                while let Some(v) = there_rx.recv().await {
                    back.send(v).await.unwrap();
                }
            });
            let start = Instant::now();
            for i in 0..trips {
                there.send(i).await.unwrap();
                back_rx.recv().await;
            }
            start.elapsed()
        })
        .await
        .unwrap()
    });
    println!(
        "round trip\t{:.1}\tns",
        took.as_nanos() as f64 / trips as f64
    );
}
