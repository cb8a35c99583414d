//! `log` and `log1p`: the argument is `2^e·(1 + t)` with `t` from -1/3 to 1/3; `log(1 + t)` is a polynomial.

use super::polynomial::polynomial;
use super::reduced_exponential::{LN2_HIGH, LN2_LOW, ONE_BITS};
use super::sign::with_sign_of;
use crate::lanes::{IntLanes, Lanes};

/// The bits of 2/3, where the mantissas begin.
const FIRST_MANTISSA: i32 = 0x3f2a_aaab;
const EXPONENT_MASK: i32 = -0x0080_0000;
/// Makes subnormal numbers normal.
const LIFT_EXPONENT: f32 = 23.0;
const LIFT: f32 = 8_388_608.0;
/// `(log(1 + t) - t + t²/2) / t³`, highest power first.
const TAIL: [f32; 8] = [
    -0.130_310_06,
    0.140_869_14,
    -0.121_483_68,
    0.139_814_85,
    -0.166_846_13,
    0.200_120_35,
    -0.249_996_2,
    0.333_331_97,
];

/// `log x`: -∞ for 0, NaN for negative numbers. The error is at most 1.9 ulp.
#[inline(always)]
pub(crate) unsafe fn log<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        let subnormal = x.lt(V::splat(f32::MIN_POSITIVE));
        let normal = V::select(subnormal, x.mul(V::splat(LIFT)), x);
        let exponent = exponent(normal);
        let lift = V::select(subnormal, V::splat(LIFT_EXPONENT), V::zero());
        let e = V::from_int(exponent.shift_right_signed::<23>()).sub(lift);
        let t = V::from_bits(normal.bits().sub(exponent)).sub(V::splat(1.0));
        special(sum(e, t, V::zero()), x)
    }
}

/// `log(1 + x)`, without loss of digits where `x` is small. The error is at most 1.9 ulp.
#[inline(always)]
pub(crate) unsafe fn log1p<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        let sum = x.add(V::splat(1.0));
        with_sign_of(special(logarithm_of_sum(x, sum, V::zero()), sum), x)
    }
}

/// `log(1 + x) + small` for finite `x > -1`, given the sum as it is rounded.
#[inline(always)]
pub(super) unsafe fn logarithm_of_sum<V: Lanes>(x: V, rounded: V, small: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        let exponent = exponent(rounded);
        let e = V::from_int(exponent.shift_right_signed::<23>());
        // 2^-e·x + (2^-e - 1) keeps the digits that 1 + x loses. Where 2^-e is not normal it may be 0.
        let scaled = V::from_bits(x.bits().sub(exponent));
        let power = V::from_bits(V::Int::splat(ONE_BITS).sub(exponent).max(V::Int::splat(0)));
        sum(e, scaled.add(power.sub(V::splat(1.0))), small)
    }
}

/// The exponent that leaves a mantissa from 2/3 to 4/3, in its place among the bits.
#[inline(always)]
unsafe fn exponent<V: Lanes>(x: V) -> V::Int {
    // SAFETY: the caller has the instruction set.
    unsafe { x.bits().sub(V::Int::splat(FIRST_MANTISSA)).and(V::Int::splat(EXPONENT_MASK)) }
}

/// `e·ln 2 + log(1 + t) + small`.
#[inline(always)]
unsafe fn sum<V: Lanes>(e: V, t: V, small: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        let high = e.mul_add(V::splat(LN2_HIGH), t);
        let low = e.mul_add(V::splat(LN2_LOW), small);
        let series = polynomial(t, TAIL).mul_add(t, V::splat(-0.5));
        series.mul_add(t.mul(t), low).add(high)
    }
}

/// Puts a logarithm right for arguments that are 0, negative, infinite or NaN.
#[inline(always)]
unsafe fn special<V: Lanes>(value: V, x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        let finite = V::select(x.lt(V::splat(f32::INFINITY)), value, x);
        let real = V::select(x.lt(V::zero()), V::splat(f32::NAN), finite);
        V::select(x.eq(V::zero()), V::splat(f32::NEG_INFINITY), real)
    }
}
