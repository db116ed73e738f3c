//! A sum does not fit its type.
fn main() {
    let mut sum: i32 = 0;
    for _ in 0..3 {
        sum += std::hint::black_box(1_000_000_000);
    }
    if sum < 0 {
        println!("wrong: {sum}");
    }
}
