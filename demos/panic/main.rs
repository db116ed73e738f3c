//! Three jobs run at the same time, and one fails.
use std::time::Duration;
use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let jobs = [1, 2, 3].map(|number| tokio::spawn(job(number)));
    for job in jobs {
        match job.await { // @mark main waits [wait]
            Ok(number) => println!("job {number} is done"),
            Err(failure) if failure.is_panic() => println!("a job panicked"),
            Err(_) => println!("a job was cancelled"),
        }
    }
    println!("main goes on");
}

async fn job(number: u64) -> u64 {
    sleep(Duration::from_millis(number * 10)).await; // @mark a job wakes up [sleep]
    if number == 2 {
        panic!("job 2 is broken");
    }
    number
}
