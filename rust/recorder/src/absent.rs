//! What the recorder does not cover: a call does not compile, and the compiler gives the area's own message.
//!
//! Of a type there are only the functions that make it; without them nothing else of it can be used.
//! `#[deprecated]` was refused: it warns, and the program runs unrecorded.
#![allow(clippy::new_ret_no_self, clippy::unused_async, missing_docs, reason = "these stand for tokio's own")]

use std::marker::PhantomData;

/// What no area's trait is implemented for. Its lifetime lets a bound on it stand that nothing fulfils: the compiler
/// checks it where the function is called.
pub struct This<'a>(PhantomData<&'a ()>);

/// Declares an area: the message, a note on what to do instead, and what the area has.
macro_rules! area {
    ($message:literal, $note:literal; $($items:tt)*) => {
        use super::This;

        #[diagnostic::on_unimplemented(message = $message, label = "this would run unrecorded", note = $note)]
        pub trait Covered {}

        area!(@ $($items)*);
    };
    (@ type $name:ident; $($rest:tt)*) => {
        #[derive(Debug)]
        pub struct $name;
        area!(@ $($rest)*);
    };
    (@ type $name:ident { $($makers:tt)* } $($rest:tt)*) => {
        #[derive(Debug)]
        pub struct $name;
        impl $name { area!(@ $($makers)*); }
        area!(@ $($rest)*);
    };
    (@ trait $($name:ident)*; $($rest:tt)*) => {
        $(pub trait $name {})*
        area!(@ $($rest)*);
    };
    (@ async $name:ident($($argument:ident)*) -> $out:ty; $($rest:tt)*) => {
        pub async fn $name<'a, $($argument),*>($(_: $argument),*) -> $out where This<'a>: Covered {
            unreachable!("nothing is Covered")
        }
        area!(@ $($rest)*);
    };
    (@ sync $name:ident($($argument:ident)*) -> $out:ty; $($rest:tt)*) => {
        pub fn $name<'a, $($argument),*>($(_: $argument),*) -> $out where This<'a>: Covered {
            unreachable!("nothing is Covered")
        }
        area!(@ $($rest)*);
    };
    (@) => {};
}

pub mod net {
    use std::io::Result;

    area! {
        "Interleave's recorder does not cover `tokio::net`",
        "a channel can stand for a connection: `tokio::sync::mpsc` is covered; the list is in rust/README.md of Interleave";
        type TcpStream { async connect(A) -> Result<Self>; sync from_std(A) -> Result<Self>; }
        type TcpListener { async bind(A) -> Result<Self>; sync from_std(A) -> Result<Self>; }
        type TcpSocket { sync new_v4() -> Result<Self>; sync new_v6() -> Result<Self>; }
        type UdpSocket { async bind(A) -> Result<Self>; sync from_std(A) -> Result<Self>; }
        type UnixStream { async connect(A) -> Result<Self>; sync pair() -> Result<(Self, Self)>; }
        type UnixListener { sync bind(A) -> Result<Self>; }
        type UnixDatagram { sync bind(A) -> Result<Self>; sync unbound() -> Result<Self>; sync pair() -> Result<(Self, Self)>; }
        trait ToSocketAddrs;
        async lookup_host(A) -> Result<std::vec::IntoIter<std::net::SocketAddr>>;
    }
}

pub mod fs {
    use std::io::Result;
    use std::path::PathBuf;

    area! {
        "Interleave's recorder does not cover `tokio::fs`",
        "`spawn_blocking` with `std::fs` is covered; the list is in rust/README.md of Interleave";
        type File { async open(A) -> Result<Self>; async create(A) -> Result<Self>; sync options() -> OpenOptions; sync from_std(A) -> Self; }
        type OpenOptions { sync new() -> Self; }
        type DirBuilder { sync new() -> Self; }
        type ReadDir;
        type DirEntry;
        async canonicalize(A) -> Result<PathBuf>;
        async copy(A B) -> Result<u64>;
        async create_dir(A) -> Result<()>;
        async create_dir_all(A) -> Result<()>;
        async hard_link(A B) -> Result<()>;
        async metadata(A) -> Result<std::fs::Metadata>;
        async read(A) -> Result<Vec<u8>>;
        async read_dir(A) -> Result<ReadDir>;
        async read_link(A) -> Result<PathBuf>;
        async read_to_string(A) -> Result<String>;
        async remove_dir(A) -> Result<()>;
        async remove_dir_all(A) -> Result<()>;
        async remove_file(A) -> Result<()>;
        async rename(A B) -> Result<()>;
        async symlink(A B) -> Result<()>;
        async try_exists(A) -> Result<bool>;
        async write(A B) -> Result<()>;
    }
}

pub mod io {
    pub use std::io::{Error, ErrorKind, Result, SeekFrom};

    area! {
        "Interleave's recorder does not cover `tokio::io`",
        "`println!` is recorded, and `spawn_blocking` with `std::io` is covered; the list is in rust/README.md of Interleave";
        type Stdin;
        type Stdout;
        type Stderr;
        type DuplexStream;
        type Empty;
        type Sink;
        type ReadBuf;
        type ReadHalf;
        type WriteHalf;
        type BufReader { sync new(A) -> Self; sync with_capacity(A B) -> Self; }
        type BufWriter { sync new(A) -> Self; sync with_capacity(A B) -> Self; }
        type BufStream { sync new(A) -> Self; }
        trait AsyncRead AsyncWrite AsyncBufRead AsyncSeek AsyncReadExt AsyncWriteExt AsyncBufReadExt AsyncSeekExt;
        sync stdin() -> Stdin;
        sync stdout() -> Stdout;
        sync stderr() -> Stderr;
        sync duplex(A) -> (DuplexStream, DuplexStream);
        sync empty() -> Empty;
        sync sink() -> Sink;
        sync split(A) -> (ReadHalf, WriteHalf);
        async copy(A B) -> Result<u64>;
        async copy_bidirectional(A B) -> Result<(u64, u64)>;
    }
}

pub mod process {
    area! {
        "Interleave's recorder does not cover `tokio::process`",
        "`spawn_blocking` with `std::process` is covered; the list is in rust/README.md of Interleave";
        type Command { sync new(A) -> Self; }
        type Child;
        type ChildStdin;
        type ChildStdout;
        type ChildStderr;
    }
}

pub mod signal {
    use std::io::Result;

    area! {
        "Interleave's recorder does not cover `tokio::signal`",
        "Ctrl-C ends a recording, which is kept; the list of what is covered is in rust/README.md of Interleave";
        async ctrl_c() -> Result<()>;
    }

    pub mod unix {
        use std::io::Result;

        use super::super::This;
        use super::Covered;

        area! {
            @
            type Signal;
            type SignalKind {
                sync interrupt() -> Self;
                sync terminate() -> Self;
                sync hangup() -> Self;
                sync user_defined1() -> Self;
                sync user_defined2() -> Self;
            }
            sync signal(A) -> Result<Signal>;
        }
    }
}

pub mod task {
    use super::This;

    #[diagnostic::on_unimplemented(
        message = "Interleave's recorder does not cover `tokio::task::block_in_place`",
        label = "this would run unrecorded",
        note = "`spawn_blocking` is covered; the list is in rust/README.md of Interleave"
    )]
    pub trait Covered {}

    /// A worker would become another thread in the middle of a task.
    pub fn block_in_place<'a, F: FnOnce() -> R, R>(_: F) -> R
    where
        This<'a>: Covered,
    {
        unreachable!("nothing is Covered")
    }
}

pub mod time {
    use std::time::Duration;

    area! {
        "Interleave's recorder does not cover `pause`, `resume` and `advance` of `tokio::time`",
        "the clock is chosen with the recording: `--clock virtual`, or INTERLEAVE_CLOCK=virtual";
        sync pause() -> ();
        sync resume() -> ();
    }

    pub async fn advance<'a>(_: Duration)
    where
        This<'a>: Covered,
    {
        unreachable!("nothing is Covered")
    }
}
