//! Both queues are filled before anyone looks.
use tokio::select;
use tokio::sync::mpsc::{self, Receiver};

#[tokio::main]
async fn main() {
    let (left, lefts) = mpsc::channel(4);
    let (right, rights) = mpsc::channel(4);
    for n in 1..=4 {
        left.send(n).await.unwrap();
        right.send(n).await.unwrap();
    }
    taker(lefts, rights).await;
}

async fn taker(mut left: Receiver<u32>, mut right: Receiver<u32>) {
    for _ in 0..8 {
        select! { // @mark both are ready
            biased;
            Some(n) = left.recv() => println!("left {n}"),
            Some(n) = right.recv() => println!("right {n}"),
        }
    }
}
