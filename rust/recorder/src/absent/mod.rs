//! What the recorder does not cover: a call does not compile, and the compiler gives the area's own message.
//!
//! Every function of tokio is covered or is here; `rust/programs/tests/api.rs` holds that. What stands here takes as
//! many arguments as tokio's, of any type, and gives what it gives as far as that keeps the compiler from complaining
//! of more than the call. `#[deprecated]` was refused: it warns, and the program runs unrecorded.
#![allow(
    clippy::extra_unused_lifetimes,
    clippy::len_without_is_empty,
    clippy::new_ret_no_self,
    clippy::should_implement_trait,
    clippy::too_many_arguments,
    clippy::type_complexity,
    clippy::unused_async,
    clippy::wrong_self_convention,
    missing_docs,
    non_camel_case_types,
    reason = "these stand for tokio's own"
)]

use std::marker::PhantomData;

/// What no area's trait is implemented for. Its lifetime lets a bound on it stand that nothing fulfils: the compiler
/// checks it where the function is called.
pub struct This<'a>(PhantomData<&'a ()>);

/// What a function would give that is not covered, where nothing better is known.
#[derive(Debug)]
pub struct Gone;

/// Declares an area: the message, a note on what to do instead, and what the area has. After `methods` stand those of
/// one kind, with as many capital letters as they take arguments.
macro_rules! area {
    ($message:literal, $note:literal; $($items:tt)*) => {
        #[diagnostic::on_unimplemented(message = $message, label = "this would run unrecorded", note = $note)]
        pub trait Covered {}

        area!(@ $($items)*);
    };
    (@ type $name:ident $(<$($life:lifetime),* $(,)? $($param:ident),*>)?; $($rest:tt)*) => {
        area!(@ type $name $(<$($life),* $($param),*>)? {} $($rest)*);
    };
    (@ type $name:ident { $($functions:tt)* } $($rest:tt)*) => {
        #[derive(Debug)]
        pub struct $name;

        impl $name {
            area!(@ $($functions)*);
        }
        area!(@ $($rest)*);
    };
    (@ type $name:ident<$($life:lifetime),* $(,)? $($param:ident),*> { $($functions:tt)* } $($rest:tt)*) => {
        #[derive(Debug)]
        pub struct $name<$($life,)* $($param),*>(std::marker::PhantomData<($(&$life (),)* $($param,)*)>);

        impl<$($life,)* $($param),*> $name<$($life,)* $($param),*> {
            area!(@ $($functions)*);
        }
        area!(@ $($rest)*);
    };
    (@ const $($name:ident)*; $($rest:tt)*) => {
        $(pub const $name: Self = Self;)*
        area!(@ $($rest)*);
    };
    (@ methods async $out:ty: $($name:ident($($argument:ident)*))*; $($rest:tt)*) => {
        $(pub async fn $name<'x, $($argument),*>(&self, $(_: $argument),*) -> $out
        where
            $crate::absent::This<'x>: Covered,
        {
            unreachable!("nothing is Covered")
        })*
        area!(@ $($rest)*);
    };
    (@ methods sync $out:ty: $($name:ident($($argument:ident)*))*; $($rest:tt)*) => {
        $(pub fn $name<'x, $($argument),*>(&self, $(_: $argument),*) -> $out
        where
            $crate::absent::This<'x>: Covered,
        {
            unreachable!("nothing is Covered")
        })*
        area!(@ $($rest)*);
    };
    (@ async $name:ident($($argument:ident)*) -> $out:ty; $($rest:tt)*) => {
        pub async fn $name<'x, $($argument),*>($(_: $argument),*) -> $out
        where
            $crate::absent::This<'x>: Covered,
        {
            unreachable!("nothing is Covered")
        }
        area!(@ $($rest)*);
    };
    (@ sync $name:ident($($argument:ident)*) -> $out:ty; $($rest:tt)*) => {
        pub fn $name<'x, $($argument),*>($(_: $argument),*) -> $out
        where
            $crate::absent::This<'x>: Covered,
        {
            unreachable!("nothing is Covered")
        }
        area!(@ $($rest)*);
    };
    (@) => {};
}

pub mod fs;
pub mod io;
pub mod net;
pub mod process;
pub mod runtime;
pub mod signal;
pub mod sync;
pub mod task;
pub mod time;
