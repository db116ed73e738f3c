//! Each filter drops the multiples of its prime.
use tokio::sync::mpsc::{self, Receiver, Sender};

#[tokio::main]
async fn main() {
    let primes = arg("-primes", 5);

    let (generated, mut numbers) = mpsc::channel(1);
    tokio::spawn(generator(generated));

    for _ in 0..primes {
        let prime = numbers.recv().await.unwrap(); // @mark the first prime [receive]
        println!("{prime}");
        let (passed, rest) = mpsc::channel(1);
        tokio::spawn(filter(prime, numbers, passed));
        numbers = rest;
    }
}

async fn generator(numbers: Sender<usize>) {
    for n in 2.. {
        if numbers.send(n).await.is_err() {
            return;
        }
    }
}

async fn filter(prime: usize, mut numbers: Receiver<usize>, passed: Sender<usize>) {
    while let Some(n) = numbers.recv().await {
        if n % prime != 0 && passed.send(n).await.is_err() { // @mark a number gets past 2 [send]
            return;
        }
    }
}

fn arg(name: &str, default: usize) -> usize {
    let prefix = format!("{name}=");
    std::env::args()
        .find_map(|a| a.strip_prefix(&prefix).and_then(|v| v.parse().ok()))
        .unwrap_or(default)
}
