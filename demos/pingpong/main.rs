//! Two tasks pass a ball over channels with room for one: tokio has no channel without a buffer.
use tokio::sync::mpsc::{self, Receiver, Sender};

#[tokio::main]
async fn main() {
    let (ping, pings) = mpsc::channel(1);
    let (pong, pongs) = mpsc::channel(1);

    let pinger = tokio::spawn(pinger(ping, pongs));
    let ponger = tokio::spawn(ponger(pings, pong));
    pinger.await.unwrap();
    ponger.await.unwrap();
}

async fn pinger(ping: Sender<u32>, mut pongs: Receiver<u32>) {
    for ball in 1..=3 {
        ping.send(ball).await.unwrap(); // @mark serve [send]
        println!("pong {}", pongs.recv().await.unwrap()); // @mark back again [receive]
    }
}

async fn ponger(mut pings: Receiver<u32>, pong: Sender<u32>) {
    while let Some(ball) = pings.recv().await { // @mark game over [closed]
        println!("ping {ball}");
        pong.send(ball).await.unwrap(); // @mark return [send]
    }
}
