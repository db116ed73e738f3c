//! `tokio::signal`.

use std::io::Result;

area! {
    "Interleave's recorder does not cover `tokio::signal`",
    "Ctrl-C ends a recording, which is kept; the list of what is covered is in rust/README.md of Interleave";
    async ctrl_c() -> Result<()>;
}

pub mod unix {
    use std::io::Result;

    use super::Covered;
    use crate::absent::Gone;

    area! {
        @
        type SignalKind {
            sync from_raw(A) -> Self;
            sync alarm() -> Self;
            sync child() -> Self;
            sync hangup() -> Self;
            sync interrupt() -> Self;
            sync io() -> Self;
            sync pipe() -> Self;
            sync quit() -> Self;
            sync terminate() -> Self;
            sync user_defined1() -> Self;
            sync user_defined2() -> Self;
            sync window_change() -> Self;
            methods sync Gone: as_raw_value();
        }
        type Signal {
            methods async Option<()>: recv();
            methods sync Gone: poll_recv(A);
        }
        sync signal(A) -> Result<Signal>;
    }
}
