//! Locks, conditions and barriers that threads contend for.
use std::collections::VecDeque;
use std::sync::{Arc, Barrier, Condvar, Mutex, PoisonError, RwLock, TryLockError};
use std::thread;
use std::time::Duration;

static TOTAL: Mutex<u32> = Mutex::new(0);

fn add(rounds: u32) {
    for _ in 0..rounds {
        let mut total = TOTAL.lock().unwrap();
        *total += 1;
        thread::yield_now();
    }
}

fn main() {
    let threads = [thread::spawn(|| add(20)), thread::spawn(|| add(20)), thread::spawn(|| add(20))];
    for thread in threads {
        thread.join().unwrap();
    }
    println!("{}", TOTAL.lock().unwrap());

    let ready = Arc::new((Mutex::new(VecDeque::new()), Condvar::new()));
    let takers: Vec<_> = (0..2)
        .map(|_| {
            let ready = ready.clone();
            thread::spawn(move || {
                let (queue, changed) = &*ready;
                let mut sum = 0;
                while sum < 10 {
                    let mut queue = changed.wait_while(queue.lock().unwrap(), |queue| queue.is_empty()).unwrap();
                    sum += queue.pop_front().unwrap_or(0);
                }
                sum
            })
        })
        .collect();
    for _ in 0..4 {
        ready.0.lock().unwrap().push_back(5);
        ready.1.notify_one();
    }
    ready.0.lock().unwrap().extend([10, 10]);
    ready.1.notify_all();
    println!("{}", takers.into_iter().all(|taker| taker.join().unwrap() >= 10));

    let (lock, never) = (Mutex::new(0), Condvar::new());
    let (guard, waited) = never.wait_timeout(lock.lock().unwrap(), Duration::from_millis(2)).unwrap();
    println!("{} {}", *guard, waited.timed_out());
    assert!(matches!(lock.try_lock(), Err(TryLockError::WouldBlock)));
    drop(guard);

    let (table, gate) = (RwLock::new(vec![0]), Barrier::new(4));
    let leaders = thread::scope(|s| {
        let threads: Vec<_> = (0..4)
            .map(|i| {
                let (table, gate) = (&table, &gate);
                s.spawn(move || {
                    let leads = gate.wait().is_leader();
                    let len = table.read().unwrap().len();
                    table.write().unwrap().push(i.min(len));
                    leads
                })
            })
            .collect();
        threads.into_iter().filter(|_| true).map(|thread| thread.join().unwrap()).filter(|leads| *leads).count()
    });
    println!("{leaders} {}", table.read().unwrap().len());

    let poisoned = Arc::new(Mutex::new(1));
    let other = poisoned.clone();
    let end = thread::spawn(move || {
        let _held = other.lock().unwrap();
        panic!("while it is held");
    })
    .join();
    println!("{} {}", end.is_err(), *poisoned.lock().unwrap_or_else(PoisonError::into_inner));
}
