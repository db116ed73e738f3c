//! What the receivers of bounded and of unbounded channels have in common.

/// Defines the receiver `$name`, with tokio's of the same name below; `$slots` says how many slots that has. Around it the
/// names of the file that uses this must be in scope.
macro_rules! receiver {
    ($(#[$doc:meta])* $name:ident, $slots:expr) => {
        $(#[$doc])*
        pub struct $name<T> {
            real: real_mpsc::$name<Parcel<T>>,
            channel: Channel,
            /// Of `poll_recv`.
            polled: Leaf,
        }

        impl<T> $name<T> {
            fn new(real: real_mpsc::$name<Parcel<T>>, channel: Channel) -> Self {
                let polled = Leaf::new("receive", channel.id(), At::Unknown);
                $name { real, channel, polled }
            }

            /// The next value, or none once the channel is closed and empty.
            #[track_caller]
            pub fn recv(&mut self) -> impl Future<Output = Option<T>> {
                self.recv_at(At::caller())
            }

            fn recv_at(&mut self, at: At) -> impl Future<Output = Option<T>> {
                let $name { real, channel, .. } = self;
                let next = poll_fn(move |cx| real.poll_recv(cx).map(|out| (out, $slots(real))));
                Op::new("receive", channel, at, next, |flow: &mut Flow, (out, slots)| {
                    let (done, out) = flow.received(out, slots);
                    (Some(done), out)
                })
            }

            /// As [`recv`](Self::recv), for a future of the program's own.
            #[track_caller]
            pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>> {
                self.poll_at(cx, At::caller())
            }

            fn poll_at(&mut self, cx: &mut Context<'_>, at: At) -> Poll<Option<T>> {
                let $name { real, channel, polled } = self;
                channel.act(&at, |flow| {
                    let budget = Leaf::budget();
                    polled.at = at.clone();
                    match real.poll_recv(cx) {
                        Poll::Pending => {
                            polled.pending(budget);
                            Poll::Pending
                        }
                        Poll::Ready(out) => {
                            let (done, out) = flow.received(out, $slots(real));
                            polled.done(done);
                            Poll::Ready(out)
                        }
                    }
                })
            }

            /// The next value, waiting on a thread where it may block.
            #[track_caller]
            pub fn blocking_recv(&mut self) -> Option<T> {
                block_on(self.recv_at(At::caller()))
            }

            /// At least one value, and up to `limit` of those that are there then; 0 once the channel is closed and empty.
            #[track_caller]
            pub fn recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> impl Future<Output = usize> {
                self.many_at(buffer, limit, At::caller())
            }

            async fn many_at(&mut self, buffer: &mut Vec<T>, limit: usize, at: At) -> usize {
                if limit == 0 {
                    return 0;
                }
                let first = self.recv_at(at.clone()).await;
                self.add(first, buffer, limit, &at)
            }

            /// As [`recv_many`](Self::recv_many), for a future of the program's own.
            #[track_caller]
            pub fn poll_recv_many(&mut self, cx: &mut Context<'_>, buffer: &mut Vec<T>, limit: usize) -> Poll<usize> {
                if limit == 0 {
                    return Poll::Ready(0);
                }
                let at = At::caller();
                self.poll_at(cx, at.clone()).map(|first| self.add(first, buffer, limit, &at))
            }

            /// As [`recv_many`](Self::recv_many), on a thread where it may block.
            #[track_caller]
            pub fn blocking_recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> usize {
                block_on(self.many_at(buffer, limit, At::caller()))
            }

            /// Puts the first of many values into `buffer`, and those that are there after it.
            fn add(&mut self, first: Option<T>, buffer: &mut Vec<T>, limit: usize, at: &At) -> usize {
                let before = buffer.len();
                buffer.extend(first);
                while (1..limit).contains(&(buffer.len() - before))
                    && !self.real.is_empty()
                    && let Ok(value) = self.try_recv_at(at)
                {
                    buffer.push(value);
                }
                buffer.len() - before
            }

            /// The next value if there is one now.
            #[track_caller]
            pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
                self.try_recv_at(&At::caller())
            }

            fn try_recv_at(&mut self, at: &At) -> Result<T, TryRecvError> {
                let $name { real, channel, .. } = self;
                channel.act(at, |flow| {
                    let tried = real.try_recv();
                    let (done, out) = flow.tried(tried, $slots(real));
                    channel.done("receive", at, done);
                    out
                })
            }

            /// Closes the channel: what is in it can still be received.
            #[track_caller]
            pub fn close(&mut self) {
                self.close_at(&At::caller());
            }

            fn close_at(&mut self, at: &At) {
                let $name { real, channel, .. } = self;
                channel.act(at, |flow| {
                    channel.close(flow, at);
                    real.close();
                });
            }

            /// Whether it is closed.
            pub fn is_closed(&self) -> bool {
                self.real.is_closed()
            }

            /// Whether it is empty.
            pub fn is_empty(&self) -> bool {
                self.real.is_empty()
            }

            /// Values in it.
            pub fn len(&self) -> usize {
                self.real.len()
            }

            /// Senders of this channel.
            pub fn sender_strong_count(&self) -> usize {
                self.real.sender_strong_count()
            }

            /// Weak senders of this channel.
            pub fn sender_weak_count(&self) -> usize {
                self.real.sender_weak_count()
            }
        }

        impl<T> Drop for $name<T> {
            fn drop(&mut self) {
                // Only closes under the lock; the values left are dropped after it, as their drops are the program's code.
                let at = if self.real.is_closed() { At::Unknown } else { At::here() };
                self.close_at(&at);
            }
        }
    };
}
pub(super) use receiver;
