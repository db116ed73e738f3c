//! What the senders of channels have in common.

/// Defines the sender `$name` over tokio's, `$real`, and, where `weak` follows, the one that does not keep the channel open. Around it
/// `Arc`, `Channel` and `At` must be in scope; a channel's state is a [`Flow`](super::mpsc::flow::Flow).
macro_rules! sender {
    ($(#[$doc:meta])* $name:ident($real:ty) $(weak $weak:ident($real_weak:ty))?) => {
        $(#[$doc])*
        pub struct $name<T> {
            // None only while it is dropped, or has become something else that sends.
            real: Option<$real>,
            channel: Channel,
        }

        impl<T> $name<T> {
            fn real(&self) -> &$real {
                self.real.as_ref().expect("a sender is not used after its drop")
            }

            /// Whether both belong to one channel.
            pub fn same_channel(&self, other: &Self) -> bool {
                self.real().same_channel(other.real())
            }
        }

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                self.channel.join();
                $name { real: self.real.clone(), channel: self.channel.clone() }
            }
        }

        impl<T> Drop for $name<T> {
            fn drop(&mut self) {
                if let Some(real) = self.real.take() {
                    self.channel.part(|| drop(real));
                }
            }
        }

        $(
            /// A sender that does not keep the channel open.
            pub struct $weak<T> {
                real: $real_weak,
                channel: Channel,
            }

            impl<T> $name<T> {
                /// A sender that does not keep the channel open.
                pub fn downgrade(&self) -> $weak<T> {
                    $weak { real: self.real().downgrade(), channel: self.channel.clone() }
                }

                /// Senders of this channel.
                pub fn strong_count(&self) -> usize {
                    self.real().strong_count()
                }

                /// Weak senders of this channel.
                pub fn weak_count(&self) -> usize {
                    self.real().weak_count()
                }
            }

            impl<T> $weak<T> {
                /// A sender again, if there is one left.
                pub fn upgrade(&self) -> Option<$name<T>> {
                    let real = self.channel.rejoin(|| self.real.upgrade())?;
                    Some($name { real: Some(real), channel: self.channel.clone() })
                }

                /// Senders of this channel.
                pub fn strong_count(&self) -> usize {
                    self.real.strong_count()
                }

                /// Weak senders of this channel.
                pub fn weak_count(&self) -> usize {
                    self.real.weak_count()
                }
            }

            impl<T> Clone for $weak<T> {
                fn clone(&self) -> Self {
                    $weak { real: self.real.clone(), channel: self.channel.clone() }
                }
            }
        )?
    };
}
pub(super) use sender;
