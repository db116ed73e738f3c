//! `tokio::io`.

use std::future::Future;
use std::io::IoSlice;
pub use std::io::{Error, ErrorKind, Result, SeekFrom};
use std::pin::Pin;
use std::task::{Context, Poll};

use super::{Gone, This};

area! {
    "Interleave's recorder does not cover `tokio::io`",
    "`println!` and `spawn_blocking` with `std::io` are covered; the list is in rust/README.md of Interleave";
    type ReadBuf<'a> {
        sync new(A) -> Self;
        sync uninit(A) -> Self;
        methods sync usize: capacity() remaining();
        methods sync Gone: filled() filled_mut() initialized() initialized_mut() inner_mut() unfilled_mut()
            initialize_unfilled() initialize_unfilled_to(A);
        methods sync Self: take(A);
        methods sync (): clear() advance(A) set_filled(A) assume_init(A) put_slice(A);
    }
    type Interest {
        const READABLE WRITABLE ERROR PRIORITY;
        methods sync bool: is_readable() is_writable() is_error() is_priority();
        methods sync Self: add(A);
        methods sync Option<Self>: remove(A);
    }
    type Ready {
        const EMPTY READABLE WRITABLE READ_CLOSED WRITE_CLOSED PRIORITY ERROR ALL;
        methods sync bool: is_empty() is_readable() is_writable() is_read_closed() is_write_closed()
            is_priority() is_error();
    }
    type Stderr;
    type Stdin;
    type Stdout;
    type ReadHalf<T> {
        methods sync bool: is_pair_of(A);
        methods sync Gone: unsplit(A);
    }
    type WriteHalf<T> {
        methods sync bool: is_pair_of(A);
    }
    type Join<R, W> {
        methods sync (Gone, Gone): into_inner();
        methods sync Gone: reader() writer() reader_mut() writer_mut() reader_pin_mut() writer_pin_mut();
    }
    type BufReader<R> {
        sync new(A) -> Self;
        sync with_capacity(A B) -> Self;
        methods sync Gone: get_ref() get_mut() get_pin_mut() into_inner() buffer();
    }
    type BufStream<RW> {
        sync new(A) -> Gone;
        sync with_capacity(A B C) -> Gone;
        methods sync Gone: get_ref() get_mut() get_pin_mut() into_inner();
    }
    type BufWriter<W> {
        sync new(A) -> Self;
        sync with_capacity(A B) -> Self;
        methods sync Gone: get_ref() get_mut() get_pin_mut() into_inner() buffer();
    }
    type Chain<T, U> {
        methods sync (Gone, Gone): get_ref() get_mut() get_pin_mut() into_inner();
    }
    type DuplexStream;
    type Empty;
    type Lines<R> {
        methods async Result<Option<String>>: next_line();
        methods sync Gone: get_mut() get_ref() into_inner() poll_next_line(A);
    }
    type Repeat;
    type Sink;
    type Split<R> {
        methods async Result<Option<Vec<u8>>>: next_segment();
        methods sync Gone: poll_next_segment(A);
    }
    type Take<R> {
        methods sync u64: limit();
        methods sync (): set_limit(A);
        methods sync Gone: get_ref() get_mut() get_pin_mut() into_inner();
    }
    type SimplexStream {
        sync new_unsplit(A) -> Self;
    }
    sync stderr() -> Stderr;
    sync stdin() -> Stdin;
    sync stdout() -> Stdout;
    sync split(A) -> (Gone, Gone);
    sync join(A B) -> Gone;
    async copy(A B) -> Result<u64>;
    async copy_bidirectional(A B) -> Result<(u64, u64)>;
    async copy_bidirectional_with_sizes(A B C D) -> Result<(u64, u64)>;
    async copy_buf(A B) -> Result<u64>;
    sync duplex(A) -> (DuplexStream, DuplexStream);
    sync empty() -> Empty;
    sync repeat(A) -> Repeat;
    sync sink() -> Sink;
    sync simplex(A) -> (Gone, Gone);
}

/// Declares the traits that programs implement themselves.
macro_rules! implemented {
    ($($name:ident { $($methods:tt)* })*) => {$(
        #[diagnostic::on_unimplemented(message = "Interleave's recorder does not cover `tokio::io`")]
        pub trait $name: Covered {
            $($methods)*
        }
    )*};
}

implemented! {
    AsyncRead {
        fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>>;
    }
    AsyncBufRead {
        fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<&[u8]>>;
        fn consume(self: Pin<&mut Self>, amount: usize);
    }
    AsyncWrite {
        fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>>;
        fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>>;
        fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>>;
        fn poll_write_vectored(self: Pin<&mut Self>, _: &mut Context<'_>, _: &[IoSlice<'_>]) -> Poll<Result<usize>> {
            unreachable!("nothing is Covered")
        }
        fn is_write_vectored(&self) -> bool {
            unreachable!("nothing is Covered")
        }
    }
    AsyncSeek {
        fn start_seek(self: Pin<&mut Self>, position: SeekFrom) -> Result<()>;
        fn poll_complete(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<u64>>;
    }
}

/// Declares what tokio's extension traits add to every reader and writer.
macro_rules! extensions {
    ($($name:ident {
        async: $($method:ident($($argument:ident)*) -> $out:ty),*;
        sync: $($plain:ident($($more:ident)*))*;
    })*) => {$(
        pub trait $name {
            $(fn $method<'a, $($argument),*>(&self, $(_: $argument),*) -> impl Future<Output = Result<$out>>
            where
                This<'a>: Covered,
            {
                std::future::pending()
            })*
            $(fn $plain<'a, $($more),*>(&self, $(_: $more),*) -> Gone
            where
                This<'a>: Covered,
            {
                unreachable!("nothing is Covered")
            })*
        }

        impl<T: ?Sized> $name for T {}
    )*};
}

extensions! {
    AsyncBufReadExt {
        async: read_until(A B) -> usize, read_line(A) -> usize, fill_buf() -> Gone;
        sync: split(A) consume(A) lines();
    }
    AsyncReadExt {
        async: read(A) -> usize, read_buf(A) -> usize, read_exact(A) -> usize, read_u8() -> u8, read_i8() -> i8,
            read_u16() -> u16, read_i16() -> i16, read_u32() -> u32, read_i32() -> i32, read_u64() -> u64,
            read_i64() -> i64, read_u128() -> u128, read_i128() -> i128, read_f32() -> f32, read_f64() -> f64,
            read_u16_le() -> u16, read_i16_le() -> i16, read_u32_le() -> u32, read_i32_le() -> i32,
            read_u64_le() -> u64, read_i64_le() -> i64, read_u128_le() -> u128, read_i128_le() -> i128,
            read_f32_le() -> f32, read_f64_le() -> f64, read_to_end(A) -> usize, read_to_string(A) -> usize;
        sync: chain(A) take(A);
    }
    AsyncSeekExt {
        async: seek(A) -> u64, rewind() -> (), stream_position() -> u64;
        sync:;
    }
    AsyncWriteExt {
        async: write(A) -> usize, write_vectored(A) -> usize, write_buf(A) -> usize, write_all_buf(A) -> (),
            write_all(A) -> (), write_u8(A) -> (), write_i8(A) -> (), write_u16(A) -> (), write_i16(A) -> (),
            write_u32(A) -> (), write_i32(A) -> (), write_u64(A) -> (), write_i64(A) -> (), write_u128(A) -> (),
            write_i128(A) -> (), write_f32(A) -> (), write_f64(A) -> (), write_u16_le(A) -> (),
            write_i16_le(A) -> (), write_u32_le(A) -> (), write_i32_le(A) -> (), write_u64_le(A) -> (),
            write_i64_le(A) -> (), write_u128_le(A) -> (), write_i128_le(A) -> (), write_f32_le(A) -> (),
            write_f64_le(A) -> (), flush() -> (), shutdown() -> ();
        sync:;
    }
}

pub mod unix {
    use super::{Covered, Gone, Result};

    area! {
        @
        type AsyncFd<T> {
            sync new(A) -> Result<Self>;
            sync with_interest(A B) -> Result<Self>;
            sync try_new(A) -> Result<Self>;
            sync try_with_interest(A B) -> Result<Self>;
            methods sync Gone: get_ref() get_mut() into_inner() poll_read_ready(A) poll_read_ready_mut(A)
                poll_write_ready(A) poll_write_ready_mut(A);
            methods async Result<Gone>: ready(A) ready_mut(A) readable() readable_mut() writable() writable_mut()
                async_io(A B) async_io_mut(A B);
            methods sync Result<Gone>: try_io(A B) try_io_mut(A B);
        }
        type AsyncFdTryNewError<T> {
            methods sync (Gone, Gone): into_parts();
        }
        type AsyncFdReadyGuard<'a, T> {
            methods sync (): clear_ready() clear_ready_matching(A) retain_ready();
            methods sync Gone: ready() get_ref() get_inner();
            methods sync Result<Result<Gone>>: try_io(A);
        }
        type AsyncFdReadyMutGuard<'a, T> {
            methods sync (): clear_ready() clear_ready_matching(A) retain_ready();
            methods sync Gone: ready() get_ref() get_mut() get_inner() get_inner_mut();
            methods sync Result<Result<Gone>>: try_io(A);
        }
        type TryIoError;
    }
}
