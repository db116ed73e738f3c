//! What the recorder does not cover does not compile, and the compiler says so in our words.

use std::fs;
use std::path::Path;
use std::process::Command;

/// What a program does, and what is said of it.
const PROGRAMS: [(&str, &str); 24] = [
    ("let mut s = tokio::net::TcpStream::connect(\"[::1]:80\").await?;", "does not cover `tokio::net`"),
    ("use tokio::net::TcpListener; let l = TcpListener::bind(\"[::1]:0\").await?;", "does not cover `tokio::net`"),
    ("let u = tokio::net::UdpSocket::bind((\"::1\", 0)).await?;", "does not cover `tokio::net`"),
    ("let text = tokio::fs::read_to_string(\"a\").await?;", "does not cover `tokio::fs`"),
    ("use tokio::fs::File; let file = File::open(\"a\").await?;", "does not cover `tokio::fs`"),
    (
        "use tokio::io::{AsyncReadExt, BufReader}; let r = BufReader::new(tokio::io::stdin());",
        "does not cover `tokio::io`",
    ),
    ("let child = tokio::process::Command::new(\"ls\").spawn()?;", "does not cover `tokio::process`"),
    ("tokio::signal::ctrl_c().await?;", "does not cover `tokio::signal`"),
    (
        "use tokio::signal::unix::{SignalKind, signal}; let s = signal(SignalKind::terminate())?;",
        "does not cover `tokio::signal`",
    ),
    ("tokio::task::block_in_place(|| 1);", "does not cover `tokio::task::block_in_place`"),
    ("tokio::time::pause();", "does not cover `pause`, `resume` and `advance` of `tokio::time`"),
    (
        "tokio::time::advance(std::time::Duration::from_secs(1)).await;",
        "does not cover `pause`, `resume` and `advance` of `tokio::time`",
    ),
    ("let n = tokio::io::AsyncReadExt::read(&mut &b\"x\"[..], &mut [0]).await?;", "does not cover `tokio::io`"),
    (
        "struct R; impl tokio::io::AsyncRead for R { fn poll_read(self: std::pin::Pin<&mut Self>, \
         _: &mut std::task::Context<'_>, _: &mut tokio::io::ReadBuf<'_>) -> std::task::Poll<std::io::Result<()>> { todo!() } }",
        "does not cover `tokio::io`",
    ),
    ("async fn f(mut s: tokio::net::TcpStream) { s.readable().await.unwrap(); }", "does not cover `tokio::net`"),
    (
        "fn f(l: tokio::io::Lines<tokio::io::BufReader<tokio::io::Stdin>>) { l.get_ref(); }",
        "does not cover `tokio::io`",
    ),
    ("tokio::process::Command::new(\"ls\").arg(\"-l\").status().await?;", "does not cover `tokio::process`"),
    ("let once = tokio::sync::SetOnce::<u32>::new();", "does not cover `SetOnce`"),
    (
        "let m = tokio::sync::Mutex::new((1, 2)); let first = tokio::sync::MutexGuard::map(m.lock().await, |m| &mut m.0);",
        "does not cover guards that are mapped",
    ),
    (
        "let l = std::sync::Arc::new(tokio::sync::RwLock::new((1, 2))); \
         let first = tokio::sync::OwnedRwLockReadGuard::map(l.read_owned().await, |l| &l.0);",
        "does not cover guards that are mapped",
    ),
    ("let r = tokio::runtime::LocalRuntime::new()?;", "does not cover `LocalRuntime`"),
    (
        "tokio::runtime::Builder::new_current_thread().build_local(Default::default())?;",
        "does not cover `LocalRuntime`",
    ),
    ("let s = tokio::signal::unix::SignalKind::from_raw(3);", "does not cover `tokio::signal`"),
    // What is covered compiles: the others fail for their own reason.
    ("tokio::task::yield_now().await;", ""),
];

#[test]
fn what_is_not_covered_does_not_compile_and_says_so() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("absent");
    let recorder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../recorder");
    fs::create_dir_all(folder.join("src/bin")).expect("a folder can be made");
    let manifest = format!(
        "[package]\nname = \"absent\"\nedition = \"2024\"\n\n[dependencies]\n\
         tokio = {{ package = \"interleave-tokio\", path = {recorder:?} }}\n\n[workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("a file can be written");
    fs::copy(recorder.join("../Cargo.lock"), folder.join("Cargo.lock")).expect("a file can be copied");
    for (i, (program, _)) in PROGRAMS.iter().enumerate() {
        let text = format!(
            "#![allow(unused)]\n#[tokio::main]\nasync fn main() -> std::io::Result<()> {{\n{program}\nOk(())\n}}\n"
        );
        fs::write(folder.join(format!("src/bin/program{i}.rs")), text).expect("a file can be written");
    }
    for (i, (program, words)) in PROGRAMS.iter().enumerate() {
        let output = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--bin", &format!("program{i}"), "--target-dir"])
            .arg(folder.join("target"))
            .current_dir(&folder)
            .output()
            .expect("Cargo can be started");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.success(), words.is_empty(), "{program}\n{said}");
        assert!(said.contains(words), "{program}\n{said}");
        assert!(words.is_empty() || said.contains("would run unrecorded"), "{program}\n{said}");
    }
}
