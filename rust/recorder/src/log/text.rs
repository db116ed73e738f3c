//! Values as text.
//!
//! A program's types need not be `Debug`, and the facade must not ask for it. Built with `--cfg interleave_values`
//! (and the compiler's leave to use `specialization`), a value is shown as its `Debug` where it has one. Without,
//! the primitives and `String` are, and of everything else its type.

/// Longest value in bytes.
pub(crate) const MAX_VALUE: usize = 64;

/// The value as a reader should see it.
pub fn of<T>(value: &T) -> String {
    if !super::on() {
        return String::new();
    }
    clip(show(value), MAX_VALUE)
}

/// Shortens `text` to `max` bytes, ending in `…` if it was cut.
pub(crate) fn clip(mut text: String, max: usize) -> String {
    if text.len() > max {
        text.truncate(text.floor_char_boundary(max - '…'.len_utf8()));
        text.push('…');
    }
    text
}

/// The last names in a type's path: `Receiver<u32>` for `tokio::sync::mpsc::Receiver<u32>`.
pub fn type_name<T: ?Sized>() -> String {
    let full = std::any::type_name::<T>();
    let mut short = String::new();
    let mut rest = full;
    while let Some(end) = rest.find(|c: char| !(c.is_alphanumeric() || "_:{}#".contains(c))) {
        short.push_str(last(&rest[..end]));
        let next = rest[end..].chars().next().map_or(1, char::len_utf8);
        short.push_str(&rest[end..end + next]);
        rest = &rest[end + next..];
    }
    short.push_str(last(rest));
    short
}

fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

#[cfg(interleave_values)]
fn show<T>(value: &T) -> String {
    use std::fmt::Debug;

    trait Show {
        fn show(&self) -> String;
    }
    impl<T> Show for T {
        default fn show(&self) -> String {
            plain(self)
        }
    }
    impl<T: Debug> Show for T {
        fn show(&self) -> String {
            format!("{self:?}")
        }
    }
    value.show()
}

#[cfg(not(interleave_values))]
fn show<T>(value: &T) -> String {
    plain(value)
}

fn plain<T>(value: &T) -> String {
    macro_rules! shown {
        ($($primitive:ty),*) => {
            $(if let Ok(v) = castaway::cast!(value, &$primitive) { return format!("{v:?}"); })*
        };
    }
    shown!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64, bool, char, String, ());
    type_name::<T>()
}
