//! Producers, a queue with little room, and consumers that share its receiver.
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

#[derive(Debug)]
struct Job(u32);

fn consume(jobs: Arc<Mutex<Receiver<Job>>>, sums: mpsc::Sender<u32>) {
    loop {
        let job = jobs.lock().unwrap().recv();
        match job {
            Ok(Job(n)) => sums.send(n).unwrap(),
            Err(_) => return,
        }
    }
}

fn main() {
    let (queue, jobs) = mpsc::sync_channel(2);
    let (sums, all) = mpsc::channel();
    let jobs = Arc::new(Mutex::new(jobs));
    let consumers: Vec<_> = (0..3)
        .map(|_| {
            let (jobs, sums) = (jobs.clone(), sums.clone());
            thread::spawn(move || consume(jobs, sums))
        })
        .collect();
    drop(sums);
    let producers: Vec<_> = (0..2)
        .map(|producer| {
            let queue = queue.clone();
            thread::spawn(move || (0..20).for_each(|n| queue.send(Job(producer * 100 + n)).unwrap()))
        })
        .collect();
    drop(queue);
    for thread in producers.into_iter().chain(consumers) {
        thread.join().unwrap();
    }
    let first = all.recv_timeout(Duration::MAX).unwrap();
    println!("{}", first + all.iter().sum::<u32>());
}
