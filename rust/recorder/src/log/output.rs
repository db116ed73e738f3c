//! The lines that the program prints, and who prints them.
//!
//! This crate defines `write` and `writev`, so that the standard library's own calls come by here, on the thread
//! that prints and at that moment. Both do what libc's do. A pipe on standard output was refused: what stands in it
//! does not say which of several running tasks wrote it, and a full one stops a program that prints more than it
//! records.

use super::event::{Event, Kind};
use super::text::clip;

/// Longest line in bytes.
const MAX_LINE: usize = 4096;

/// What has been printed of lines that are not complete yet, of standard output and standard error.
#[derive(Default)]
pub(crate) struct Lines {
    begun: [Vec<u8>; 2],
}

impl super::Log {
    /// Takes in what the unit `u` (0: nobody knows) wrote to the descriptor `fd`.
    fn printed(&mut self, fd: i32, mut bytes: &[u8], u: u32) {
        let index = fd as usize - 1;
        while let Some(end) = bytes.iter().position(|b| *b == b'\n') {
            let mut line = std::mem::take(&mut self.output.begun[index]);
            line.extend_from_slice(&bytes[..end]);
            bytes = &bytes[end + 1..];
            self.out(fd, line, u);
        }
        self.output.begun[index].extend_from_slice(bytes);
    }

    /// Records what was printed without an end of line, at the end of the recording.
    pub(crate) fn unfinished_lines(&mut self) {
        for fd in [1, 2] {
            let line = std::mem::take(&mut self.output.begun[fd as usize - 1]);
            if !line.is_empty() {
                self.out(fd, line, 0);
            }
        }
    }

    fn out(&mut self, fd: i32, line: Vec<u8>, u: u32) {
        let v = clip(String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned(), MAX_LINE);
        self.push(Event { u, v, fd, ..Event::new(Kind::Out) });
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(crate) use interposed::install;

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(crate) fn install() {}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod interposed {
    use libc::{SYS_write, SYS_writev, c_int, c_void, iovec, size_t, ssize_t, syscall};

    /// Makes sure that the linker takes this module's `write` into the program.
    pub(crate) fn install() {
        std::hint::black_box((write as *const (), writev as *const ()));
    }

    /// # Safety
    /// As libc's: `buf` points to `count` bytes.
    #[unsafe(no_mangle)]
    unsafe extern "C" fn write(fd: c_int, buf: *const c_void, count: size_t) -> ssize_t {
        // SAFETY: the arguments are the caller's, for the system call that they are meant for.
        let written = unsafe { syscall(SYS_write, fd, buf, count) } as ssize_t;
        if written > 0 && (fd == 1 || fd == 2) {
            // SAFETY: the kernel has just read that many bytes there.
            hear(fd, unsafe { std::slice::from_raw_parts(buf.cast(), written as usize) });
        }
        written
    }

    /// # Safety
    /// As libc's: `parts` points to `count` descriptions of memory.
    #[unsafe(no_mangle)]
    unsafe extern "C" fn writev(fd: c_int, parts: *const iovec, count: c_int) -> ssize_t {
        // SAFETY: as above.
        let written = unsafe { syscall(SYS_writev, fd, parts, count) } as ssize_t;
        let mut rest = usize::try_from(written).unwrap_or(0);
        if fd == 1 || fd == 2 {
            for i in 0..count as usize {
                // SAFETY: the kernel has read the first `written` bytes of these parts.
                let bytes = unsafe {
                    let part = &*parts.add(i);
                    std::slice::from_raw_parts(part.iov_base.cast::<u8>(), part.iov_len.min(rest))
                };
                rest -= bytes.len();
                if !bytes.is_empty() {
                    hear(fd, bytes);
                }
            }
        }
        written
    }

    fn hear(fd: c_int, bytes: &[u8]) {
        if super::super::ON.load(std::sync::atomic::Ordering::Relaxed) {
            crate::unit::stage::printing(|log, u| log.printed(fd, bytes, u));
        }
    }
}
