//! The recording begins before `main`: its thread is a unit, and what it prints first is recorded too.

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod linux {
    extern "C" fn begin() {
        if std::env::var_os("INTERLEAVE_OUT").is_some() {
            interleave_tokio::recording::thread::begin();
        }
    }

    // What the C library calls at the start, after its own and before `main`.
    #[used]
    // SAFETY: the section holds pointers to functions that take what this ignores.
    #[unsafe(link_section = ".init_array")]
    static BEGIN: extern "C" fn() = begin;
}
