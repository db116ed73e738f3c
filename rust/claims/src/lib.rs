//! What the measured programs share: their flags, and a runtime of as many threads as asked for.
use std::future::Future;
use tokio::runtime::Builder;

/// The whole number that the command line gives as `name=value`.
pub fn arg(name: &str, default: usize) -> usize {
    let prefix = format!("{name}=");
    std::env::args().find_map(|a| a.strip_prefix(&prefix).and_then(|v| v.parse().ok())).unwrap_or(default)
}

/// Runs a future on tokio: on `current_thread` with `-threads=1` (the default), else on `multi_thread` with so many workers.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let threads = arg("-threads", 1);
    let mut builder = if threads == 1 { Builder::new_current_thread() } else { Builder::new_multi_thread() };
    if threads > 1 {
        builder.worker_threads(threads);
    }
    builder.enable_all().build().expect("a runtime").block_on(future)
}
