//! What instructions compute of one vector of each operand. Operands and results are float32 vectors; int32 and truth values
//! are their bits.

mod expressions;
mod float_arithmetic;
mod fused;
mod integers;
mod logic;
mod lookup;

pub(super) use expressions::Pattern;
pub(super) use fused::{FusedFunction, fused_functions};
pub(super) use lookup::{Plain, binary, plain, unary};

use crate::lanes::Lanes;

/// The most operands that a function has.
pub(super) const MOST_OPERANDS: usize = 10;
/// The most results that a function has besides the one that it returns.
pub(super) const MOST_STORED: usize = 2;

pub(super) trait Function: 'static {
    const OPERANDS: usize;
    /// Results besides the one that is returned.
    const STORED: usize;

    /// Of the first [`Function::OPERANDS`] vectors; sets the first [`Function::STORED`] of `stored`.
    ///
    /// # Safety
    ///
    /// The processor must have the instructions of `V`.
    unsafe fn apply<V: Lanes>(x: &[V; MOST_OPERANDS], stored: &mut [V; MOST_STORED]) -> V;
}

/// `Name(a, b) = expression of a and b`: types that are [`Function`]s. The expression is of vectors of the type `V`.
macro_rules! functions {
    ($($(#[$meta:meta])* $name:ident($($operand:ident),*) = $result:expr;)*) => {$(
        $(#[$meta])*
        pub(in crate::loops) struct $name;

        impl $crate::loops::functions::Function for $name {
            const OPERANDS: usize = [$(stringify!($operand)),*].len();
            const STORED: usize = 0;

            #[inline(always)]
            #[allow(unused_unsafe, reason = "some expressions are safe")]
            unsafe fn apply<V: $crate::lanes::Lanes>(
                x: &[V; $crate::loops::functions::MOST_OPERANDS],
                _stored: &mut [V; $crate::loops::functions::MOST_STORED],
            ) -> V {
                let [$($operand),*, ..] = *x;
                // SAFETY: the caller has the instruction set.
                unsafe { $result }
            }
        }
    )*};
}
pub(super) use functions;
