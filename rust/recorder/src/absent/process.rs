//! `tokio::process`.

use std::io::Result;

use super::Gone;

area! {
    "Interleave's recorder does not cover `tokio::process`",
    "`spawn_blocking` with `std::process` is covered; the list is in rust/README.md of Interleave";
    type Command {
        sync new(A) -> Self;
        methods sync Gone: as_std() as_std_mut() into_std();
        methods sync Self: arg(A) args(A) env(A B) envs(A) env_remove(A) env_clear() current_dir(A) stdin(A)
            stdout(A) stderr(A) kill_on_drop(A) uid(A) gid(A) arg0(A) pre_exec(A) process_group(A);
        methods sync Result<Child>: spawn();
        methods async Result<std::process::ExitStatus>: status();
        methods async Result<std::process::Output>: output();
        methods sync bool: get_kill_on_drop();
    }
    type Child {
        methods sync Option<u32>: id();
        methods sync Result<()>: start_kill();
        methods async Result<()>: kill();
        methods async Result<Gone>: wait() wait_with_output();
        methods sync Result<Option<Gone>>: try_wait();
    }
    type ChildStdin {
        sync from_std(A) -> Result<Self>;
        methods sync Result<Gone>: into_owned_fd();
    }
    type ChildStdout {
        sync from_std(A) -> Result<Self>;
        methods sync Result<Gone>: into_owned_fd();
    }
    type ChildStderr {
        sync from_std(A) -> Result<Self>;
        methods sync Result<Gone>: into_owned_fd();
    }
}
