//! What the recorder does not cover and can say so: these compile for nobody.

/// What no type is.
#[diagnostic::on_unimplemented(
    message = "Interleave's recorder does not cover `tokio::task::block_in_place`",
    label = "this would run unrecorded",
    note = "`spawn_blocking` is covered; the list is in rust/README.md of Interleave"
)]
pub trait Covered {}

/// Not covered: a worker would become another thread in the middle of a task.
pub fn block_in_place<F: Covered, R>(_: F) -> R {
    unreachable!("no type is Covered")
}
