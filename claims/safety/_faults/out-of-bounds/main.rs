//! An index is one too far.
fn main() {
    let numbers = vec![1, 2, 3];
    let mut sum = 0;
    for i in 0..=numbers.len() {
        sum += numbers[i];
    }
    println!("wrong: {sum}");
}
