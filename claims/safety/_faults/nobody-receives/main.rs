//! Who asked has gone; who answers is told so.
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

fn main() {
    if let Err(error) = ask().join().unwrap() {
        println!("noticed: {error}");
    }
}

fn ask() -> JoinHandle<Result<(), mpsc::SendError<i32>>> {
    let (sender, _answer) = mpsc::sync_channel(0);
    thread::spawn(move || sender.send(42))
}
