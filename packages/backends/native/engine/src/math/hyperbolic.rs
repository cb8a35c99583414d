//! `tanh`, `sinh` and `cosh`: polynomials near 0, where exponentials cancel, and exponentials elsewhere.

use super::polynomial::polynomial;
use super::reduced_exponential::{ONE_BITS, clamped, power_of_two, reduce, reduced_exponential, scaled};
use super::sign::with_sign_of;
use crate::lanes::Lanes;

/// `(tanh x / x - 1) / x²` in `x²`, up to 0.55. Relative error of the whole 2^-29.8.
const TANH: [f32; 5] = [-0.006_274_24, 0.021_071_68, -0.053_852_31, 0.133_325_87, -0.333_333_17];
const TANH_LIMIT: f32 = 0.55;
/// `(sinh x / x - 1) / x²` in `x²`, up to 1.
const SINH: [f32; 3] = [2.037_219_1e-4, 8.330_284e-3, 1.666_671_6e-1];

/// `tanh x`, with an error of at most 1.6 ulp.
#[inline(always)]
pub(crate) unsafe fn tanh<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        let size = x.abs();
        let one = V::splat(1.0);
        // 1 - 2 / (e^2|x| + 1), which is 1 from 9.1 on.
        let reduction = reduce(V::splat(20.0).min(size.add(size)));
        let power = power_of_two(reduction.k, ONE_BITS);
        let sum = reduced_exponential(reduction.r, 1.0).mul(power).add(one);
        let far = one.sub(V::splat(2.0).div(sum));
        with_sign_of(V::select(V::splat(TANH_LIMIT).le(size), far, odd(size, TANH)), x)
    }
}

/// `sinh x`, with an error of at most 1.8 ulp.
#[inline(always)]
pub(crate) unsafe fn sinh<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        let size = x.abs();
        let half = half_exp(size);
        let far = half.sub(V::splat(0.25).div(half));
        with_sign_of(V::select(V::splat(1.0).le(size), far, odd(size, SINH)), x)
    }
}

/// `cosh x`, with an error of at most 1.7 ulp.
#[inline(always)]
pub(crate) unsafe fn cosh<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        let half = half_exp(x.abs());
        half.add(V::splat(0.25).div(half))
    }
}

/// `x + x·x²·p(x²)`.
#[inline(always)]
unsafe fn odd<V: Lanes, const N: usize>(x: V, coefficients: [f32; N]) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        let square = x.mul(x);
        polynomial(square, coefficients).mul(square).mul_add(x, x)
    }
}

/// `e^x / 2`, which is finite a little longer than `e^x`.
#[inline(always)]
unsafe fn half_exp<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        let reduction = reduce(clamped(x, 0.0, 90.0));
        scaled(reduced_exponential(reduction.r, 0.5), reduction.k)
    }
}
