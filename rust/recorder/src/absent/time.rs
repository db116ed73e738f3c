//! What is not covered of `tokio::time`.

area! {
    "Interleave's recorder does not cover `pause`, `resume` and `advance` of `tokio::time`",
    "the clock is chosen with the recording: `--clock virtual`, or INTERLEAVE_CLOCK=virtual";
    sync pause() -> ();
    sync resume() -> ();
    async advance(A) -> ();
}
