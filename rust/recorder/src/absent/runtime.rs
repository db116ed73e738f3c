//! What is not covered of `tokio::runtime`.

use std::io::Result;

use super::Gone;
use crate::runtime::Builder;

area! {
    "Interleave's recorder does not cover `LocalRuntime`",
    "a `LocalSet` on a current-thread runtime is covered; the list is in rust/README.md of Interleave";
    type LocalOptions;
    type LocalRuntime {
        sync new() -> Result<Self>;
        methods sync Gone: block_on(A) enter() handle() metrics() spawn_blocking(A) spawn_local(A);
        methods sync (): shutdown_background() shutdown_timeout(A);
    }
}

impl Builder {
    area! { @ methods sync Result<LocalRuntime>: build_local(A); }
}
