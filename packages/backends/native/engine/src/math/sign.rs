use crate::lanes::{IntLanes, Lanes};

/// Gives a value that is not negative, or has this sign already, the sign of `x`; so -0 stays -0.
#[inline(always)]
pub(super) unsafe fn with_sign_of<V: Lanes>(value: V, x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe { V::from_bits(value.bits().or(x.bits().and(V::Int::splat(i32::MIN)))) }
}
