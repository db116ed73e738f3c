//! `tokio::fs`.

use std::io::Result;
use std::path::PathBuf;

use super::Gone;

area! {
    "Interleave's recorder does not cover `tokio::fs`",
    "`spawn_blocking` with `std::fs` is covered; the list is in rust/README.md of Interleave";
    type DirBuilder {
        sync new() -> Self;
        methods sync Self: recursive(A) mode(A);
        methods async Result<()>: create(A);
    }
    type File {
        async open(A) -> Result<Self>;
        async create(A) -> Result<Self>;
        async create_new(A) -> Result<Self>;
        sync options() -> OpenOptions;
        sync from_std(A) -> Self;
        methods async Result<()>: sync_all() sync_data() set_len(A) set_permissions(A);
        methods async Result<std::fs::Metadata>: metadata();
        methods async Result<Self>: try_clone();
        methods async Gone: into_std();
        methods sync Result<Gone>: try_into_std();
        methods sync (): set_max_buf_size(A);
        methods sync usize: max_buf_size();
    }
    type OpenOptions {
        sync new() -> Self;
        methods sync Self: read(A) write(A) append(A) truncate(A) create(A) create_new(A) mode(A)
            custom_flags(A);
        methods async Result<Gone>: open(A);
    }
    type DirEntry {
        methods sync u64: ino();
        methods sync PathBuf: path();
        methods sync Gone: file_name();
        methods async Result<std::fs::Metadata>: metadata();
        methods async Result<Gone>: file_type();
    }
    type ReadDir {
        methods async Result<Option<DirEntry>>: next_entry();
        methods sync Gone: poll_next_entry(A);
    }
    async canonicalize(A) -> Result<PathBuf>;
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
    async set_permissions(A B) -> Result<()>;
    async symlink_metadata(A) -> Result<std::fs::Metadata>;
    async write(A B) -> Result<()>;
    async copy(A B) -> Result<u64>;
    async try_exists(A) -> Result<bool>;
    async symlink(A B) -> Result<()>;
}
