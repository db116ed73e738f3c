//! What one thread can do at once, and what it cannot: sleeping, computing, and keeping time while it computes.
use std::hint::black_box;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep};

const TICK: Duration = Duration::from_millis(1);

fn main() {
    let steps = claims::arg("-steps", 100_000_000);
    claims::block_on(async move {
        tokio::spawn(measure(steps)).await.unwrap();
    });
}

async fn measure(steps: usize) {
    let start = Instant::now();
    let mut done = JoinSet::new();
    for _ in 0..1000 {
        done.spawn(sleep(Duration::from_millis(100)));
    }
    done.join_all().await;
    say("1000 sleeps of 100 ms", start.elapsed());

    let start = Instant::now();
    let mut done = JoinSet::new();
    for _ in 0..4 {
        done.spawn(async move {
            black_box(compute(steps));
        });
    }
    done.join_all().await;
    say("4 computations", start.elapsed());

    let (stop, mut stopped) = oneshot::channel::<()>();
    let late = tokio::spawn(async move {
        let mut tick = interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        tick.tick().await;
        let mut worst = Duration::ZERO;
        let mut last = Instant::now();
        loop {
            tokio::select! {
                _ = tick.tick() => {
                    worst = worst.max(last.elapsed().saturating_sub(TICK));
                    last = Instant::now();
                }
                _ = &mut stopped => return worst.max(last.elapsed().saturating_sub(TICK)),
            }
        }
    });
    sleep(Duration::from_millis(5)).await;
    tokio::spawn(async move {
        black_box(compute(steps));
    })
    .await
    .unwrap();
    drop(stop);
    say(
        "latest tick of 1 ms beside a computation",
        late.await.unwrap(),
    );
}

/// Keeps a processor busy: each step needs the one before it.
fn compute(steps: usize) -> u64 {
    let mut x = 1u64;
    for _ in 0..steps {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
    }
    x
}

fn say(what: &str, took: Duration) {
    println!("{what}\t{:.2}\tms", took.as_nanos() as f64 / 1e6);
}
