//! A reference outlives the function whose variable it refers to.
fn main() {
    let n = local();
    if *n != 1 {
        println!("wrong: {n} instead of 1");
    }
}

fn local() -> &'static i32 {
    let n = 1;
    &n
}
