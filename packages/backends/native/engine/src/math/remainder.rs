//! The remainder with the sign of the divisor, and division of int32.

use super::doubles::{integers_in_doubles, pairs_in_doubles};
use crate::lanes::Lanes;

/// `a - floor(a / b)·b`, exact but for one rounding at the end.
#[inline(always)]
pub(crate) unsafe fn modulo<V: Lanes>(a: V, b: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        pairs_in_doubles(a, b, |a, b| {
            let rest = a % b;
            if (a < 0.0) == (b < 0.0) {
                return rest;
            }
            // Where the signs differ the remainder counts from the other side; what is then all of b is nothing.
            let other = rest + b;
            if other.abs() < b.abs() { other } else { other - b }
        })
    }
}

/// The same for int32; 0 where `b` is 0.
#[inline(always)]
pub(crate) unsafe fn modulo_int<V: Lanes>(a: V::Int, b: V::Int) -> V::Int {
    // SAFETY: the caller has the instruction set.
    unsafe { integers_in_doubles::<V>(a, b, |a, b| a - (a / b).floor() * b) }
}

/// `a / b` of int32 without its fraction; 0 where `b` is 0.
#[inline(always)]
pub(crate) unsafe fn quotient_int<V: Lanes>(a: V::Int, b: V::Int) -> V::Int {
    // SAFETY: the caller has the instruction set.
    unsafe { integers_in_doubles::<V>(a, b, |a, b| if b == 0.0 { 0.0 } else { a / b }) }
}
