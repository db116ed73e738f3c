//! Two threads take two locks, each the other's first.
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

fn main() {
    let (a, b) = (Mutex::new(()), Mutex::new(()));
    thread::scope(|s| {
        s.spawn(|| both(&a, &b));
        s.spawn(|| both(&b, &a));
    });
}

fn both(first: &Mutex<()>, second: &Mutex<()>) {
    let _first = first.lock().unwrap();
    thread::sleep(Duration::from_millis(10));
    let _second = second.lock().unwrap();
}
