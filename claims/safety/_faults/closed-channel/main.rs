//! Somebody sends after the other side has gone.
use std::sync::mpsc;

fn main() {
    let (numbers, received) = mpsc::sync_channel(1);
    drop(received);
    if let Err(error) = numbers.send(1) {
        println!("noticed: {error}");
    }
}
