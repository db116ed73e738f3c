//! `tokio::sync::mpsc`.

mod bounded;
mod flow;

pub use bounded::{OwnedPermit, Permit, Receiver, Sender, WeakSender, channel};
pub use real::sync::mpsc::error;
