//! Functions that are rare enough to be left to the standard library, one lane at a time, in doubles.

use super::doubles::{in_doubles, pairs_in_doubles};
use crate::lanes::Lanes;

#[inline(always)]
pub(crate) unsafe fn tan<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe { in_doubles(x, f64::tan) }
}

#[inline(always)]
pub(crate) unsafe fn asin<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe { in_doubles(x, f64::asin) }
}

#[inline(always)]
pub(crate) unsafe fn acos<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe { in_doubles(x, f64::acos) }
}

#[inline(always)]
pub(crate) unsafe fn atan<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe { in_doubles(x, f64::atan) }
}

#[inline(always)]
pub(crate) unsafe fn atan2<V: Lanes>(y: V, x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe { pairs_in_doubles(y, x, f64::atan2) }
}
