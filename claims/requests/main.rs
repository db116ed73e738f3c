//! A server on this machine answers requests, one line each; its clients are in the same process.
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, Result};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

fn main() -> Result<()> {
    let clients = claims::arg("-clients", 64);
    let requests = claims::arg("-requests", 500);
    let (mut all, took) = claims::block_on(async move {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let addr = listener.local_addr()?;
        tokio::spawn(serve(listener));

        let start = Instant::now();
        let mut latencies = JoinSet::new();
        for _ in 0..clients {
            latencies.spawn(client(addr, requests));
        }
        let all: Result<Vec<_>> = latencies.join_all().await.into_iter().collect();
        Result::Ok((all?.concat(), start.elapsed()))
    })?;
    all.sort();
    println!(
        "requests a second\t{:.0}\t/s",
        all.len() as f64 / took.as_secs_f64()
    );
    println!(
        "99 of 100 take less than\t{:.0}\tµs",
        all[all.len() * 99 / 100].as_nanos() as f64 / 1000.0
    );
    Ok(())
}

async fn serve(listener: TcpListener) {
    while let Ok((conn, _)) = listener.accept().await {
        tokio::spawn(answer(conn));
    }
}

async fn answer(conn: TcpStream) -> Result<()> {
    let mut conn = BufReader::new(conn);
    let mut line = Vec::new();
    while conn.read_until(b'\n', &mut line).await? > 0 {
        conn.get_mut().write_all(&line).await?;
        line.clear();
    }
    Ok(())
}

async fn client(addr: SocketAddr, requests: usize) -> Result<Vec<Duration>> {
    let mut conn = TcpStream::connect(addr).await?;
    conn.set_nodelay(true)?;
    let mut line = format!("{:063}\n", 0).into_bytes();
    let mut took = Vec::new();
    for _ in 0..requests {
        let start = Instant::now();
        conn.write_all(&line).await?;
        conn.read_exact(&mut line).await?;
        took.push(start.elapsed());
    }
    Ok(took)
}
