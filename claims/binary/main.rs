//! A small program of the kind that is written: it starts a worker, sends it numbers, prints what comes back.
use tokio::sync::mpsc;

#[tokio::main]
async fn main() {
    let (numbers, received) = mpsc::channel(1);
    let (sender, mut squares) = mpsc::channel(1);
    tokio::spawn(square(received, sender));
    for n in 0..3 {
        numbers.send(n).await.unwrap();
        println!("{}", squares.recv().await.unwrap());
    }
}

async fn square(mut numbers: mpsc::Receiver<u32>, squares: mpsc::Sender<u32>) {
    while let Some(n) = numbers.recv().await {
        squares.send(n * n).await.unwrap();
    }
}
