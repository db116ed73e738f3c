//! Two of them add to one variable, without a lock.
use tokio::task::{JoinSet, yield_now};

#[tokio::main]
async fn main() {
    let mut count = 0;
    let mut adders = JoinSet::new();
    adders.spawn(adder(&mut count));
    adders.spawn(adder(&mut count));
    adders.join_all().await;
    println!("6 added, the count is {count}");
}

async fn adder(count: &mut u32) {
    for _ in 0..3 {
        let seen = *count;
        yield_now().await;
        *count = seen + 1;
    }
}
