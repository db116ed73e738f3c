//! Two threads write to one map.
use std::collections::HashMap;
use std::thread;

fn main() {
    let mut seen = HashMap::new();
    thread::scope(|s| {
        s.spawn(|| {
            for n in 0..1_000_000 {
                seen.insert(2 * n, true);
            }
        });
        s.spawn(|| {
            for n in 0..1_000_000 {
                seen.insert(2 * n + 1, true);
            }
        });
    });
    if seen.len() != 2_000_000 {
        println!("wrong: {} instead of 2000000", seen.len());
    }
}
