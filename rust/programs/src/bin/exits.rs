//! The ways in which a program ends; the argument says which.
use tokio::sync::oneshot;
use tokio::task::yield_now;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), String> {
    println!("begun");
    let (_tx, rx) = oneshot::channel::<()>();
    let waiting = tokio::spawn(async { rx.await.is_ok() });
    yield_now().await;
    match std::env::args().nth(1).as_deref() {
        Some("hang") => println!("{}", waiting.await.unwrap()),
        Some("panic") => panic!("no way\nout"),
        Some("exit") => std::process::exit(3),
        Some("error") => return Err("failed".into()),
        Some("spin") => loop {
            yield_now().await;
        },
        Some("unfinished") => print!("no end of line"),
        _ => println!("done"),
    }
    Ok(())
}
