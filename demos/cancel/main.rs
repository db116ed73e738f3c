//! Who cancels a branch ends what grows on it.
use std::time::Duration;
use tokio::select;
use tokio::task::JoinSet;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

#[tokio::main]
async fn main() {
    let root = CancellationToken::new();
    let branch = root.child_token();

    let mut tree = JoinSet::new();
    tree.spawn(leaf(branch.clone(), "branch, first leaf"));
    tree.spawn(leaf(branch.clone(), "branch, second leaf"));
    tree.spawn(leaf(root.clone(), "leaf of the root"));

    sleep(Duration::from_millis(3)).await;
    println!("main cancels the branch");
    branch.cancel(); // @mark the branch is cancelled
    sleep(Duration::from_millis(2)).await;
    println!("main cancels the root");
    root.cancel(); // @mark the root is cancelled
    tree.join_all().await;
}

async fn leaf(token: CancellationToken, name: &str) {
    loop {
        select! { // @mark a leaf waits for two things [wait]
            _ = sleep(Duration::from_millis(2)) => {}
            _ = token.cancelled() => {
                println!("{name} stops");
                return;
            }
        }
    }
}
