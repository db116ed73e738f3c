//! `tokio::net`.

use std::io::Result;

use super::Gone;

area! {
    "Interleave's recorder does not cover `tokio::net`",
    "a channel can stand for a connection: `tokio::sync::mpsc` is covered; the list is in rust/README.md of Interleave";
    type TcpListener {
        async bind(A) -> Result<Self>;
        sync from_std(A) -> Result<Self>;
        methods async Result<(TcpStream, Gone)>: accept();
        methods sync Gone: poll_accept(A);
        methods sync Result<Self>: into_std();
        methods sync Result<Gone>: local_addr();
        methods sync Result<u32>: ttl();
        methods sync Result<()>: set_ttl(A);
    }
    type TcpStream {
        async connect(A) -> Result<Self>;
        sync from_std(A) -> Result<Self>;
        methods sync Result<Self>: into_std();
        methods sync Result<Gone>: local_addr() peer_addr() try_io(A B);
        methods sync Result<Option<Gone>>: take_error() linger();
        methods sync Gone: poll_peek(A B) poll_read_ready(A) poll_write_ready(A);
        methods async Result<Gone>: ready(A) async_io(A B);
        methods async Result<()>: readable() writable();
        methods sync Result<usize>: try_read(A) try_read_vectored(A) try_read_buf(A) try_write(A)
            try_write_vectored(A);
        methods async Result<usize>: peek(A);
        methods sync Result<bool>: nodelay() quickack();
        methods sync Result<()>: set_nodelay(A) set_quickack(A) set_linger(A) set_zero_linger() set_ttl(A);
        methods sync Result<u32>: ttl();
        methods sync (Gone, Gone): split() into_split();
    }
    type TcpSocket {
        sync new_v4() -> Result<Self>;
        sync new_v6() -> Result<Self>;
        sync from_std_stream(A) -> Self;
        methods sync Result<()>: set_keepalive(A) set_reuseaddr(A) set_reuseport(A) set_send_buffer_size(A)
            set_recv_buffer_size(A) set_linger(A) set_zero_linger() set_nodelay(A) set_tclass_v6(A)
            set_tos_v4(A) bind_device(A) bind(A);
        methods sync Result<bool>: keepalive() reuseaddr() reuseport() nodelay();
        methods sync Result<u32>: send_buffer_size() recv_buffer_size() tclass_v6() tos_v4();
        methods sync Result<Option<Gone>>: linger() take_error();
        methods sync Result<Option<Vec<u8>>>: device();
        methods sync Result<Gone>: local_addr() listen(A);
        methods async Result<Gone>: connect(A);
    }
    type UdpSocket {
        async bind(A) -> Result<Self>;
        sync from_std(A) -> Result<Self>;
        methods sync Result<Self>: into_std();
        methods sync Result<Gone>: local_addr() peer_addr() try_io(A B) try_peek_sender();
        methods async Result<()>: connect(A) writable() readable();
        methods async Result<Gone>: ready(A) async_io(A B) peek_sender();
        methods sync Gone: poll_send_ready(A) poll_send(A B) poll_recv_ready(A) poll_recv(A B)
            poll_send_to(A B C) poll_recv_from(A B) poll_peek(A B) poll_peek_from(A B) poll_peek_sender(A);
        methods async Result<usize>: send(A) recv(A) recv_buf(A) send_to(A B) peek(A);
        methods sync Result<usize>: try_send(A) try_recv(A) try_recv_buf(A) try_send_to(A B) try_peek(A);
        methods sync Result<(usize, Gone)>: try_recv_buf_from(A) try_recv_from(A) try_peek_from(A);
        methods async Result<(usize, Gone)>: recv_buf_from(A) recv_from(A) peek_from(A);
        methods sync Result<bool>: broadcast() multicast_loop_v4() multicast_loop_v6();
        methods sync Result<()>: set_broadcast(A) set_multicast_loop_v4(A) set_multicast_ttl_v4(A)
            set_multicast_loop_v6(A) set_tclass_v6(A) set_ttl(A) set_tos_v4(A) bind_device(A)
            join_multicast_v4(A B) join_multicast_v6(A B) leave_multicast_v4(A B) leave_multicast_v6(A B);
        methods sync Result<u32>: multicast_ttl_v4() tclass_v6() ttl() tos_v4();
        methods sync Result<Option<Vec<u8>>>: device();
        methods sync Result<Option<Gone>>: take_error();
    }
    type UnixListener {
        sync bind(A) -> Result<Self>;
        sync bind_addr(A) -> Result<Self>;
        sync from_std(A) -> Result<Self>;
        methods sync Result<Self>: into_std();
        methods sync Result<Gone>: local_addr();
        methods sync Result<Option<Gone>>: take_error();
        methods async Result<(UnixStream, Gone)>: accept();
        methods sync Gone: poll_accept(A);
    }
    type UnixStream {
        async connect(A) -> Result<Self>;
        async connect_addr(A) -> Result<Self>;
        sync from_std(A) -> Result<Self>;
        sync pair() -> Result<(Self, Self)>;
        methods async Result<Gone>: ready(A) async_io(A B);
        methods async Result<()>: readable() writable();
        methods sync Gone: poll_read_ready(A) poll_write_ready(A);
        methods sync Result<usize>: try_read(A) try_read_vectored(A) try_read_buf(A) try_write(A)
            try_write_vectored(A);
        methods sync Result<Gone>: try_io(A B) local_addr() peer_addr() peer_cred();
        methods sync Result<Self>: into_std();
        methods sync Result<Option<Gone>>: take_error();
        methods sync (Gone, Gone): split() into_split();
    }
    type UnixDatagram {
        sync bind(A) -> Result<Self>;
        sync pair() -> Result<(Self, Self)>;
        sync from_std(A) -> Result<Self>;
        sync unbound() -> Result<Self>;
        methods sync Result<Self>: into_std();
        methods async Result<Gone>: ready(A) async_io(A B);
        methods async Result<()>: readable() writable();
        methods sync Gone: poll_send_ready(A) poll_recv_ready(A) poll_recv_from(A B) poll_send_to(A B C)
            poll_send(A B) poll_recv(A B);
        methods sync Result<()>: connect(A) shutdown(A);
        methods async Result<usize>: send(A) recv(A) recv_buf(A) send_to(A B);
        methods sync Result<usize>: try_send(A) try_send_to(A B) try_recv(A) try_recv_buf(A);
        methods async Result<(usize, Gone)>: recv_from(A) recv_buf_from(A);
        methods sync Result<(usize, Gone)>: try_recv_from(A) try_recv_buf_from(A);
        methods sync Result<Gone>: try_io(A B) local_addr() peer_addr();
        methods sync Result<Option<Gone>>: take_error();
    }
    type UnixSocket {
        sync new_datagram() -> Result<Self>;
        sync new_stream() -> Result<Self>;
        methods sync Result<()>: bind(A);
        methods sync Result<Gone>: listen(A) datagram();
        methods async Result<Gone>: connect(A);
    }
    async lookup_host(A) -> Result<std::vec::IntoIter<std::net::SocketAddr>>;
}

#[diagnostic::on_unimplemented(message = "Interleave's recorder does not cover `tokio::net`")]
pub trait ToSocketAddrs {}

/// Declares the two halves of a stream, which are alike but for what `read` adds to those that read, and what else there is.
macro_rules! halves {
    (read { $($read:tt)* } $($more:tt)*) => {
        area! {
            @
            type ReadHalf<'a> {
                $($read)*
                methods async Result<Gone>: ready(A);
                methods async Result<()>: readable();
                methods sync Result<usize>: try_read(A) try_read_vectored(A) try_read_buf(A);
                methods sync Result<Gone>: peer_addr() local_addr();
            }
            type WriteHalf<'a> {
                methods async Result<Gone>: ready(A);
                methods async Result<()>: writable();
                methods sync Result<usize>: try_write(A) try_write_vectored(A);
                methods sync Result<Gone>: peer_addr() local_addr();
            }
            type OwnedReadHalf {
                $($read)*
                methods sync Result<Gone>: reunite(A) peer_addr() local_addr();
                methods async Result<Gone>: ready(A);
                methods async Result<()>: readable();
                methods sync Result<usize>: try_read(A) try_read_vectored(A) try_read_buf(A);
            }
            type OwnedWriteHalf {
                methods sync Result<Gone>: reunite(A) peer_addr() local_addr();
                methods sync (): forget();
                methods async Result<Gone>: ready(A);
                methods async Result<()>: writable();
                methods sync Result<usize>: try_write(A) try_write_vectored(A);
            }
            type ReuniteError;
            $($more)*
        }
    };
}

pub mod tcp {
    use std::io::Result;

    use super::{Covered, Gone};

    halves! {
        read {
            methods sync Gone: poll_peek(A B);
            methods async Result<usize>: peek(A);
        }
    }
}

pub mod unix {
    use std::io::Result;

    use super::{Covered, Gone};

    pub type uid_t = u32;
    pub type gid_t = u32;
    pub type pid_t = i32;

    halves! {
        read {}
        type SocketAddr {
            methods sync bool: is_unnamed();
            methods sync Option<Gone>: as_pathname() as_abstract_name();
        }
        type UCred {
            methods sync Gone: uid() gid();
            methods sync Option<Gone>: pid();
        }
    }

    pub mod pipe {
        use std::io::Result;

        use super::super::{Covered, Gone};

        area! {
            @
            type OpenOptions {
                sync new() -> Self;
                methods sync Self: read_write(A) unchecked(A);
                methods sync Result<Gone>: open_receiver(A) open_sender(A);
            }
            type Sender {
                sync from_file(A) -> Result<Self>;
                sync from_owned_fd(A) -> Result<Self>;
                sync from_file_unchecked(A) -> Result<Self>;
                sync from_owned_fd_unchecked(A) -> Result<Self>;
                methods async Result<Gone>: ready(A);
                methods async Result<()>: writable();
                methods sync Gone: poll_write_ready(A);
                methods sync Result<usize>: try_write(A) try_write_vectored(A);
                methods sync Result<Gone>: try_io(A) into_blocking_fd() into_nonblocking_fd();
            }
            type Receiver {
                sync from_file(A) -> Result<Self>;
                sync from_owned_fd(A) -> Result<Self>;
                sync from_file_unchecked(A) -> Result<Self>;
                sync from_owned_fd_unchecked(A) -> Result<Self>;
                methods async Result<Gone>: ready(A);
                methods async Result<()>: readable();
                methods sync Gone: poll_read_ready(A);
                methods sync Result<usize>: try_read(A) try_read_vectored(A) try_read_buf(A);
                methods sync Result<Gone>: try_io(A) into_blocking_fd() into_nonblocking_fd();
            }
            sync pipe() -> Result<(Sender, Receiver)>;
        }
    }
}
