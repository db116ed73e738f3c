//! Main asks two servers and takes the first answer.
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

#[tokio::main]
async fn main() {
    println!("the fastest is {}", search().await);
    sleep(Duration::from_millis(50)).await; // something else
    println!("main is done");
}

async fn search() -> &'static str {
    let (answers, mut first) = mpsc::channel(1);
    tokio::spawn(ask("east", Duration::from_millis(20), answers.clone()));
    tokio::spawn(ask("west", Duration::from_millis(40), answers));
    first.recv().await.unwrap() // @mark the first answer [receive]
}

async fn ask(server: &'static str, delay: Duration, answers: mpsc::Sender<&'static str>) {
    sleep(delay).await;
    match answers.send(server).await { // @mark the second answer [closed]
        Ok(()) => println!("{server} has answered"),
        Err(_) => println!("nobody listens to {server}"),
    }
}
