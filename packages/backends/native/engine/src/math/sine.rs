//! `sin` and `cos`: `x = k·π/2 + r` with whole `k` and `|r| ≤ π/4`; `sin r` and `cos r` are polynomials, of which `k` chooses
//! one and its sign. All in doubles, since `r` may be tiny where `x` is not.

use super::doubles::in_doubles;
use super::polynomial::double_polynomial;
use crate::lanes::Lanes;

/// Up to here `k` has 20 bits, so that its product with the first part of π/2 is exact; beyond, the standard library
/// computes.
const LIMIT: f32 = 1e6;
/// π/2 in two parts; the first has 33 bits.
const HALF_PI_HIGH: f64 = 1.5707963267341256;
const HALF_PI_LOW: f64 = 6.077100506506192e-11;
/// Adding it rounds a double to a whole number, which then lies in the low bits.
const ROUNDER: f64 = 6_755_399_441_055_744.0;
/// `sin r / r` in `r²`, highest power first. Relative error 2^-37.
const SINE: [f64; 5] =
    [2.718114105549153e-6, -1.9839311484025823e-4, 8.333329302412483e-3, -0.1666666664077621, 1.0];
/// `cos r` in `r²`. Relative error 2^-33.
const COSINE: [f64; 5] =
    [2.438348275853913e-5, -1.3886680750364072e-3, 4.16666203287465e-2, -0.4999999969422485, 1.0];

/// `sin x`, with an error of at most 0.51 ulp.
#[inline(always)]
pub(crate) unsafe fn sin<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        if V::any(V::splat(LIMIT).lt(x.abs())) {
            return in_doubles(x, |x| if x.abs() > f64::from(LIMIT) { x.sin() } else { turned(x, 0.0) });
        }
        in_doubles(x, |x| turned(x, 0.0))
    }
}

/// `cos x`, with an error of at most 0.51 ulp.
#[inline(always)]
pub(crate) unsafe fn cos<V: Lanes>(x: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        // cos x = sin(x + π/2): one quarter of a turn further.
        if V::any(V::splat(LIMIT).lt(x.abs())) {
            return in_doubles(x, |x| if x.abs() > f64::from(LIMIT) { x.cos() } else { turned(x, 1.0) });
        }
        in_doubles(x, |x| turned(x, 1.0))
    }
}

/// The sine, so many quarters of a turn further on.
#[inline(always)]
fn turned(x: f64, quarters: f64) -> f64 {
    let k = x * std::f64::consts::FRAC_2_PI + ROUNDER;
    let whole = k - ROUNDER;
    let r = x - whole * HALF_PI_HIGH - whole * HALF_PI_LOW;
    let turns = (k + quarters).to_bits();
    let value =
        if turns & 1 == 1 { double_polynomial(r * r, COSINE) } else { double_polynomial(r * r, SINE) * r };
    f64::from_bits(value.to_bits() ^ (turns & 2) << 62)
}
