//! Two threads count with one variable.
use std::thread;

fn main() {
    let mut n = 0;
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                for _ in 0..20_000_000 {
                    n += 1;
                }
            });
        }
    });
    if n != 40_000_000 {
        println!("wrong: {n} instead of 40000000");
    }
}
