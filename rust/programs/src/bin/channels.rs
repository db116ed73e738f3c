//! Every kind of channel, one after another.
use std::time::Duration;
use tokio::sync::{broadcast, mpsc, oneshot, watch};
use tokio::time::sleep;

#[derive(Debug)]
#[allow(dead_code)]
struct Order {
    id: u32,
    reply: oneshot::Sender<String>,
}

/// Has no `Debug`, and needs none.
struct Opaque(u32);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    unbounded().await;
    reply().await;
    bounded().await;
    everyone().await;
    latest().await;
    opaque().await;
}

async fn unbounded() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    let weak = tx.downgrade();
    tokio::spawn(async move {
        for i in 0..3 {
            tx.clone().send(i).unwrap();
        }
    });
    let mut sum = 0;
    while let Some(i) = rx.recv().await {
        sum += i;
    }
    println!("unbounded {sum} {}", weak.upgrade().is_none());
}

async fn reply() {
    let (orders, mut inbox) = mpsc::channel::<Order>(4);
    let shop = tokio::spawn(async move {
        while let Some(Order { id, reply }) = inbox.recv().await {
            reply.send(format!("order {id}")).unwrap();
        }
    });
    for id in 1..=2 {
        let (reply, answer) = oneshot::channel();
        orders.send(Order { id, reply }).await.unwrap();
        println!("{}", answer.await.unwrap());
    }
    drop(orders);
    shop.await.unwrap();
    let (tx, rx) = oneshot::channel::<u8>();
    drop(tx);
    println!("{}", rx.await.is_err());
    let (tx, rx) = oneshot::channel();
    drop(rx);
    println!("{:?}", tx.send(7));
}

async fn bounded() {
    let (tx, mut rx) = mpsc::channel(2);
    println!("{:?}", tx.try_send(1));
    let permit = tx.reserve().await.unwrap();
    println!("{:?} {}", tx.try_send(9), tx.capacity());
    permit.send(2);
    let owned = tokio::spawn(tx.clone().reserve_owned());
    sleep(Duration::from_millis(1)).await;
    let mut both = Vec::new();
    println!("{} {both:?}", rx.recv_many(&mut both, 5).await);
    let back = owned.await.unwrap().unwrap().send(3);
    println!("{both:?} {:?} {:?}", rx.try_recv(), rx.try_recv());
    rx.close();
    println!("{:?} {}", back.send(4).await, tx.is_closed());
    drop((tx, back));
    println!("{:?} {:?}", rx.recv().await, rx.try_recv());
}

async fn everyone() {
    let (tx, mut first) = broadcast::channel(2);
    let mut second = tx.subscribe();
    let listener = tokio::spawn(async move {
        let mut heard = Vec::new();
        while let Ok(word) = first.recv().await {
            heard.push(word);
            tokio::task::yield_now().await;
        }
        heard
    });
    for word in ["a", "b"] {
        tx.send(word).unwrap();
        tokio::task::yield_now().await;
    }
    tx.send("c").unwrap();
    println!("{:?}", second.recv().await);
    drop(tx);
    println!("{:?} {:?}", listener.await.unwrap(), second.try_recv());
}

async fn latest() {
    let (tx, mut rx) = watch::channel(0);
    let seen = tokio::spawn(async move {
        let mut seen = Vec::new();
        while rx.changed().await.is_ok() {
            seen.push(*rx.borrow_and_update());
        }
        seen
    });
    for i in 1..=2 {
        tx.send(i).unwrap();
        sleep(Duration::from_millis(1)).await;
    }
    tx.send_modify(|v| *v += 40);
    sleep(Duration::from_millis(1)).await;
    drop(tx);
    println!("{:?}", seen.await.unwrap());
}

async fn opaque() {
    let (tx, mut rx) = mpsc::channel(1);
    tx.send(Opaque(5)).await.ok();
    println!("{}", rx.recv().await.map_or(0, |o| o.0));
}
