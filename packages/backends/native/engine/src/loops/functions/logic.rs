//! Comparisons and logic: the results are truth values, all bits of a lane set or none.

use super::functions;
use crate::lanes::{IntLanes, Lanes};

/// A truth value as it lies in memory.
#[inline(always)]
unsafe fn truth<V: Lanes>(mask: V::Mask) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe { V::from_bits(V::Int::from_mask(mask)) }
}

functions! {
    IsNan(x) = truth::<V>(x.ne(x));
    IsFinite(x) = truth::<V>(x.abs().lt(V::splat(f32::INFINITY)));
    IsInf(x) = truth::<V>(x.abs().eq(V::splat(f32::INFINITY)));

    Equal(a, b) = truth::<V>(a.eq(b));
    NotEqual(a, b) = truth::<V>(a.ne(b));
    Less(a, b) = truth::<V>(a.lt(b));
    LessEqual(a, b) = truth::<V>(a.le(b));
    Greater(a, b) = truth::<V>(b.lt(a));
    GreaterEqual(a, b) = truth::<V>(b.le(a));

    EqualInt(a, b) = truth::<V>(a.bits().eq(b.bits()));
    NotEqualInt(a, b) = truth::<V>(V::mask_not(a.bits().eq(b.bits())));
    LessInt(a, b) = truth::<V>(a.bits().lt(b.bits()));
    LessEqualInt(a, b) = truth::<V>(V::mask_not(b.bits().lt(a.bits())));
    GreaterInt(a, b) = truth::<V>(b.bits().lt(a.bits()));
    GreaterEqualInt(a, b) = truth::<V>(V::mask_not(a.bits().lt(b.bits())));

    LogicalNot(x) = V::from_bits(x.bits().xor(V::Int::splat(-1)));
    LogicalAnd(a, b) = V::from_bits(a.bits().and(b.bits()));
    LogicalOr(a, b) = V::from_bits(a.bits().or(b.bits()));
    Select(condition, yes, no) = V::select(condition.bits().to_mask(), yes, no);
}
