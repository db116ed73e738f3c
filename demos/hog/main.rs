//! One ticks every 10 ms, one computes without a pause.
use std::time::Duration;
use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let ticker = tokio::spawn(ticker());
    let hog = tokio::spawn(hog());
    ticker.await.unwrap();
    hog.await.unwrap();
}

async fn ticker() {
    for tick in 1..=5 {
        sleep(Duration::from_millis(10)).await; // @mark the ticker waits [wait], the first tick [sleep]
        println!("tick {tick}");
    }
}

/// Counts the primes below 400,000.
async fn hog() {
    let mut primes = 0;
    for n in 2..400_000 {
        let mut divisor = 2;
        while divisor * divisor <= n && n % divisor != 0 {
            divisor += 1;
        }
        if divisor * divisor > n {
            primes += 1;
        }
    }
    println!("primes: {primes}");
}
