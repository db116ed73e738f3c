//! Tasks that do nothing are started, and waited for.
use std::time::Instant;
use tokio::task::JoinSet;

fn main() {
    let units = claims::arg("-units", 200_000);
    let took = claims::block_on(async move {
        tokio::spawn(async move {
            let start = Instant::now();
            let mut done = JoinSet::new();
            for _ in 0..units {
                done.spawn(async {});
            }
            done.join_all().await;
            start.elapsed()
        })
        .await
        .unwrap()
    });
    println!(
        "start and end\t{:.1}\tns",
        took.as_nanos() as f64 / units as f64
    );
}
