//! What is not covered of `tokio::task`.

area! {
    "Interleave's recorder does not cover `tokio::task::block_in_place`",
    "`spawn_blocking` is covered; the list is in rust/README.md of Interleave";
}

/// A worker would become another thread in the middle of a task.
pub fn block_in_place<'x, F: FnOnce() -> R, R>(_: F) -> R
where
    super::This<'x>: Covered,
{
    unreachable!("nothing is Covered")
}
