//! How threads end, and the process.
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn main() -> Result<(), String> {
    let mut numbers = vec![1, 2, 3];
    let sum = thread::scope(|s| {
        s.spawn(|| thread::sleep(Duration::from_millis(1)));
        let sum = s.spawn(|| numbers.iter().sum::<i32>());
        s.spawn(|| println!("in the scope"));
        sum.join().unwrap()
    });
    numbers.push(sum);
    println!("{numbers:?}");

    let panicked = thread::spawn(|| panic!("no way on")).join();
    println!("{:?}", panicked.unwrap_err().downcast_ref::<&str>());

    let parked = thread::spawn(|| {
        thread::park();
        thread::current().name().map(str::to_owned)
    });
    parked.thread().unpark();
    println!("{:?}", parked.join().unwrap());
    thread::park_timeout(Duration::from_millis(1));

    static READY: AtomicBool = AtomicBool::new(false);
    let (never, waits) = mpsc::channel::<()>();
    thread::spawn(move || {
        READY.store(true, Ordering::SeqCst);
        waits.recv()
    });
    while !READY.load(Ordering::SeqCst) {
        thread::yield_now();
    }
    match std::env::args().nth(1).as_deref() {
        Some("exit") => std::process::exit(3),
        Some("error") => return Err("in vain".into()),
        Some("panic") => panic!("main goes first"),
        Some("hang") => _ = thread::spawn(thread::park).join(),
        _ => {}
    }
    std::mem::forget(never);
    Ok(())
}
