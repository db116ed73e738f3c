//! Nobody looks at what went wrong.
fn main() {
    std::fs::remove_file("no such file");
    println!("wrong: nothing was removed, and nobody knows");
}
