//! Nobody asks whether something was found.
use std::collections::HashMap;

struct User {
    name: String,
}

fn main() {
    let users = HashMap::from([(1, User { name: "Ada".into() })]);
    println!("{}", users.get(&2).name);
}
