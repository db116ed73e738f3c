//! Two threads that meet at channels without room.
#![allow(clippy::needless_range_loop)]
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, TrySendError, sync_channel};
use std::thread;
use std::time::Duration;

fn player(balls: Receiver<u32>, back: SyncSender<u32>) {
    for ball in balls {
        if back.send(ball + 1).is_err() {
            break;
        }
    }
}

fn main() {
    println!("begin");
    let (there, balls) = sync_channel(0);
    let (back, returned) = sync_channel(0);
    let other = thread::Builder::new().name("player".to_string()).spawn(move || player(balls, back)).unwrap();
    let mut ball = 0;
    for _ in 0..5 {
        there.send(ball).unwrap();
        ball = ::std::sync::mpsc::Receiver::recv(&returned).unwrap();
    }
    println!("{ball}");
    assert_eq!(returned.try_recv(), Err(TryRecvError::Empty));
    assert_eq!(returned.recv_timeout(Duration::from_millis(2)), Err(RecvTimeoutError::Timeout));
    drop(there);
    println!("{:?}", other.join());
    assert_eq!(returned.try_recv(), Err(TryRecvError::Disconnected));

    // A sender that waits when the receiver goes.
    let (lost, nobody) = sync_channel("value".len());
    let (full, gone) = sync_channel(0);
    assert_eq!(full.try_send('a'), Err(TrySendError::Full('a')));
    let sender = thread::spawn(move || {
        lost.send("begun").unwrap();
        full.send('b').is_err()
    });
    println!("{:?}", nobody.recv());
    drop(gone);
    println!("{:?}", sender.join().unwrap());
}
