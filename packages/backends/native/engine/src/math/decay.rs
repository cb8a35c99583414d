//! Exponentials of negative numbers, which cannot overflow, and functions made of them.

use super::logarithm::logarithm_of_sum;
use super::reduced_exponential::{exponential_tail, power_of_two, reduce, reduced_exponential};
use crate::lanes::Lanes;

/// Below it the result is 0.
const LOWEST: f32 = -104.0;
/// 2^100: keeps the power of two normal until the last product.
const GUARD: f32 = 1.267_650_6e30;
const GUARD_BITS: i32 = (127 + 100) << 23;

/// `e^x` for `x ≤ 0` (or NaN).
#[inline(always)]
pub(super) unsafe fn exp_of_negative<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        let reduction = reduce(V::splat(LOWEST).max(x));
        unguarded(reduced_exponential(reduction.r, 1.0), power_of_two(reduction.k, GUARD_BITS))
    }
}

#[inline(always)]
unsafe fn unguarded<V: Lanes>(value: V, power: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe { value.mul(power).mul(V::splat(1.0 / GUARD)) }
}

/// A number with more digits than a float32 has.
struct Decay<V> {
    value: V,
    /// What was rounded away.
    tail: V,
}

/// `e^-|x|` in two parts.
#[inline(always)]
unsafe fn decay<V: Lanes>(x: V) -> Decay<V> {
    // SAFETY: the caller has the instruction set.
    unsafe {
        let reduction = reduce(V::splat(LOWEST).max(x.abs().neg()));
        let r = reduction.r;
        // e^r = 1 + q, where q has digits that the sum loses.
        let q = exponential_tail(r).mul(r).mul_add(r, r);
        let value = q.add(V::splat(1.0));
        let tail = V::splat(1.0).sub(value).add(q);
        let power = power_of_two(reduction.k, GUARD_BITS);
        Decay { value: unguarded(value, power), tail: unguarded(tail, power) }
    }
}

/// `1 / (1 + e^-x)`, with an error of at most 1.5 ulp.
#[inline(always)]
pub(crate) unsafe fn sigmoid<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        let Decay { value: z, tail } = decay(x);
        let one = V::splat(1.0);
        let sum = z.add(one);
        let ratio = z.div(sum);
        let rest = one.sub(ratio);
        // For negative x, z / (1 + z), put right for what was rounded away from z and from the sum: the derivatives are
        // rest² and -rest·ratio. For others, 1 / (1 + z) = 1 - z / (1 + z).
        let lost = z.sub(sum.sub(one)).mul(ratio);
        let negative = ratio.add(tail.mul(rest).sub(lost).mul(rest));
        V::select(x.lt(V::zero()), negative, rest)
    }
}

/// `log(1 + e^x) = max(x, 0) + log(1 + e^-|x|)`, with an error of at most 1.9 ulp.
#[inline(always)]
pub(crate) unsafe fn softplus<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        let Decay { value: z, tail } = decay(x);
        let one = V::splat(1.0);
        // The tail over 1 + z, roughly.
        let small = tail.mul(one.sub(z.mul(V::splat(0.5))));
        logarithm_of_sum(z, z.add(one), small).add(V::zero().max(x))
    }
}
