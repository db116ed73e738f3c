//! What programs seldom use: many permits at once, polls of their own futures, senders that keep nothing open.
use std::future::poll_fn;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, Notify, OnceCell, RwLock, Semaphore, broadcast, mpsc, oneshot, watch};
use tokio::task::{JoinSet, LocalSet, coop};
use tokio::time::{interval, sleep, timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    permits().await;
    polls().await;
    everyone().await;
    latest().await;
    locks().await;
    sets().await;
    budget().await;
    forever().await;
    countless().await;
}

async fn countless() {
    let gate = Semaphore::new(Semaphore::MAX_PERMITS);
    let permit = gate.acquire().await.unwrap();
    println!("{}", gate.available_permits());
    drop(permit);
    let (endless, mut out) = mpsc::channel(Semaphore::MAX_PERMITS);
    endless.send(1).await.unwrap();
    println!("{:?}", out.recv().await);
}

async fn permits() {
    let (many, mut rx) = mpsc::channel(3);
    println!("{} {}", many.try_reserve_many(4).is_err(), many.reserve_many(4).await.is_err());
    let mut permits = many.reserve_many(2).await.unwrap();
    println!("{} {:?}", permits.len(), many.try_reserve_many(2).map(drop));
    permits.next().unwrap().send(1);
    drop(permits);
    let full = many.try_reserve_many(2).unwrap();
    let late = tokio::spawn({
        let many = many.clone();
        async move { many.reserve_many(1).await.unwrap().for_each(|permit| permit.send(2)) }
    });
    sleep(Duration::from_millis(1)).await;
    drop(full);
    late.await.unwrap();
    let owned = many.clone().try_reserve_owned().unwrap();
    println!("{} {}", owned.same_channel_as_sender(&many), many.clone().try_reserve_owned().is_err());
    drop((owned, many));
    let mut all = Vec::new();
    println!("{} {all:?} {:?}", rx.recv_many(&mut all, 8).await, rx.recv().await);
}

async fn polls() {
    let (polled, mut rx) = mpsc::channel(4);
    let reader = tokio::spawn(async move {
        let first = poll_fn(|cx| rx.poll_recv(cx)).await;
        let mut rest = Vec::new();
        while poll_fn(|cx| rx.poll_recv_many(cx, &mut rest, 2)).await > 0 {}
        (first, rest)
    });
    sleep(Duration::from_millis(1)).await;
    for i in 1..=4 {
        polled.send(i).await.unwrap();
    }
    drop(polled);
    println!("{:?}", reader.await.unwrap());

    let (mut heard, ear) = oneshot::channel::<u8>();
    let deaf = tokio::spawn(async move { poll_fn(|cx| heard.poll_closed(cx)).await });
    sleep(Duration::from_millis(1)).await;
    drop(ear);
    deaf.await.unwrap();

    let mut ticks = interval(Duration::from_millis(2));
    for _ in 0..2 {
        poll_fn(|cx| ticks.poll_tick(cx)).await;
    }
    println!("{}", timeout(Duration::from_millis(1), std::future::ready(7)).into_inner().await);
}

async fn everyone() {
    let news = broadcast::Sender::new(4);
    let weak = news.downgrade();
    let mut first = news.subscribe();
    println!("{:?} {}", weak.upgrade().map(|again| again.send("a")), weak.strong_count());
    let thread = tokio::task::spawn_blocking(move || (first.blocking_recv(), first.blocking_recv()));
    news.send("b").unwrap();
    println!("{:?}", thread.await.unwrap());
    news.closed().await;
    drop(news);
    println!("{}", weak.upgrade().is_none());
}

async fn latest() {
    let (level, mut rx) = watch::channel(0);
    let high =
        tokio::spawn(
            async move { (rx.wait_for(|v| *v > 1).await.map(|v| *v), rx.wait_for(|v| *v < 0).await.is_err()) },
        );
    for i in 1..=2 {
        level.send(i).unwrap();
        sleep(Duration::from_millis(1)).await;
    }
    drop(level);
    println!("{:?}", high.await.unwrap());
}

async fn locks() {
    let page = Arc::new(RwLock::with_max_readers(1, 2));
    let readers = (page.clone().try_read_owned().unwrap(), page.read().await);
    println!("{} {}", page.try_read().is_err(), page.clone().try_write_owned().is_err());
    drop(readers);
    let reader = page.clone().write_owned().await.downgrade();
    println!("{reader} {}", page.try_read().is_ok());

    let bell = Arc::new(Notify::new());
    let waiting = tokio::spawn(bell.clone().notified_owned());
    sleep(Duration::from_millis(1)).await;
    bell.notify_one();
    waiting.await.unwrap();

    let total = Arc::new(Mutex::new(5));
    let thread = tokio::task::spawn_blocking({
        let total = total.clone();
        move || *total.blocking_lock_owned()
    });
    println!("{} {:?}", thread.await.unwrap(), OnceCell::from(3).clone().get());
}

async fn sets() {
    let local = LocalSet::new();
    let mut set = JoinSet::new();
    set.extend([async { 1 }]);
    set.spawn_local_on(async { 2 }, &local);
    set.spawn_blocking_on(|| 3, &tokio::runtime::Handle::current());
    let sum = local.run_until(async {
        let mut sum = 0;
        while let Some(out) = poll_fn(|cx| set.poll_join_next(cx)).await {
            sum += out.unwrap();
        }
        sum
    });
    println!("{}", sum.await);
}

async fn budget() {
    let greedy = tokio::spawn(async {
        for _ in 0..200 {
            coop::cooperative(async {}).await;
        }
    });
    greedy.await.unwrap();
}

async fn forever() {
    let far = tokio::spawn(timeout(Duration::MAX, sleep(Duration::MAX)));
    sleep(Duration::from_millis(1)).await;
    far.abort();
    println!("{}", far.await.is_err());
}
