use super::reduced_exponential::{
    ONE_BITS, ROUNDER_BITS, clamped, exponential_tail, reduce, reduced_exponential, scaled,
};
use super::sign::with_sign_of;
use crate::lanes::{IntLanes, Lanes};

/// From here on the result is infinite.
const HIGHEST: f32 = 89.0;

/// `e^x`, with an error of at most 1.2 ulp.
#[inline(always)]
pub(crate) unsafe fn exp<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        // Below -104 the result is 0.
        let reduction = reduce(clamped(x, -104.0, HIGHEST));
        scaled(reduced_exponential(reduction.r, 1.0), reduction.k)
    }
}

/// `e^x - 1`, without loss of digits where `x` is small; the error is at most 1.4 ulp.
#[inline(always)]
pub(crate) unsafe fn expm1<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        // Below -25 the result is -1.
        let reduction = reduce(clamped(x, -25.0, HIGHEST));
        let (r, k) = (reduction.r, reduction.k);
        // 2^k·((1 - 2^-k + r) + r²·tail): nothing is lost when the ones cancel. Beside 1, 2^-64 is nothing already.
        let shifted = k.min(V::Int::splat(ROUNDER_BITS + 64)).shift_left::<23>();
        let inverse = V::from_bits(V::Int::splat(ONE_BITS).sub(shifted));
        let sum = V::splat(1.0).sub(inverse).add(r);
        let whole = exponential_tail(r).mul(r).mul_add(r, sum);
        with_sign_of(scaled(whole, k), x)
    }
}
