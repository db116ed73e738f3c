//! Three jobs run at the same time, and one of them fails.
use std::time::Duration;
use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let jobs: Vec<_> = (1..=3).map(|number| tokio::spawn(job(number))).collect();
    for job in jobs {
        match job.await { // @mark main waits [wait]
            Ok(number) => println!("job {number} is done"),
            Err(failure) => println!("{}", if failure.is_panic() { "a job panicked" } else { "a job was cancelled" }),
        }
    }
    println!("main goes on");
}

async fn job(number: u64) -> u64 {
    sleep(Duration::from_millis(number)).await; // @mark a job wakes up [sleep]
    if number == 2 {
        panic!("job 2 is broken");
    }
    number
}
