//! `a^b = 2^(b·log₂|a|)`. A float32 logarithm has too few digits for that, so that all is in doubles.

use super::doubles::{in_doubles, integers_in_doubles, pairs_in_doubles};
use super::polynomial::double_polynomial;
use crate::lanes::{Lanes, MOST_LANES};

/// The bits of √½, where the mantissas begin.
const FIRST_MANTISSA: u64 = 0x3fe6_a09e_667f_3bcd;
/// `log₂((1 + s) / (1 - s)) / s` in `s²`. Relative error 4.2e-12.
const LOG2: [f64; 5] =
    [0.34073010670580955, 0.41167271876522193, 0.5770835849752233, 0.9617966733416873, 2.8853900817900864];
/// `2^d` for `|d| ≤ 0.5`. Relative error 1.9e-9.
const EXP2: [f64; 7] = [
    0.00015345788986230848,
    0.0013399957627904873,
    0.00961848924435394,
    0.0555032871180321,
    0.24022646886080187,
    0.6931472057671413,
    1.0000000005550496,
];
/// Adding it rounds a double to a whole number, which then lies in the low bits.
const ROUNDER: f64 = 6_755_399_441_055_744.0;

/// `a^b` with the special cases of `Math.pow`, and an error of at most 0.54 ulp.
#[inline(always)]
pub(crate) unsafe fn pow<V: Lanes>(a: V, b: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        pairs_in_doubles(a, b, |a, b| {
            let size = power_of_two(b * log2(a.abs()));
            let is_whole = b.trunc() == b;
            let is_odd = is_whole && (b * 0.5).trunc() != b * 0.5;
            let signed = if is_odd { size.copysign(a) } else { size };
            let real = if a < 0.0 && a > f64::NEG_INFINITY && !is_whole { f64::NAN } else { signed };
            if b == 0.0 { 1.0 } else { real }
        })
    }
}

/// `base^b`, given `log₂ base` in two parts, the same in all lanes that count.
#[inline(always)]
pub(crate) unsafe fn power_of_known<V: Lanes>(b: V, high: V, low: V) -> V {
    // SAFETY: the caller has the instruction set. The first lane counts, however many there are.
    unsafe {
        let (mut highs, mut lows) = ([0.0; MOST_LANES], [0.0; MOST_LANES]);
        high.store(highs.as_mut_ptr());
        low.store(lows.as_mut_ptr());
        let logarithm = f64::from(highs[0]) + f64::from(lows[0]);
        in_doubles(b, |b| power_of_two(b * logarithm))
    }
}

/// The logarithm of a float32 number, not negative.
#[inline(always)]
fn log2(x: f64) -> f64 {
    let exponent = (x.to_bits().wrapping_sub(FIRST_MANTISSA) as i64 >> 52) as u64;
    let mantissa = f64::from_bits(x.to_bits().wrapping_sub(exponent << 52));
    let whole = f64::from_bits(ROUNDER.to_bits().wrapping_add(exponent)) - ROUNDER;
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let finite = double_polynomial(s * s, LOG2) * s + whole;
    // ∞ and NaN stay what they are.
    let positive = if x < f64::INFINITY { finite } else { x };
    if x == 0.0 { f64::NEG_INFINITY } else { positive }
}

#[inline(always)]
fn power_of_two(y: f64) -> f64 {
    // Beyond these the result is infinite, and 0; NaN stays.
    let low = if y < -160.0 { -160.0 } else { y };
    let y = if low > 130.0 { 130.0 } else { low };
    let k = y + ROUNDER;
    let power = f64::from_bits((k.to_bits() << 52).wrapping_add(1f64.to_bits()));
    double_polynomial(y - (k - ROUNDER), EXP2) * power
}

/// `a^b` of int32: fractions are dropped, what leaves the range becomes the largest or smallest number.
#[inline(always)]
pub(crate) unsafe fn pow_int<V: Lanes>(a: V::Int, b: V::Int) -> V::Int {
    // SAFETY: the caller has the instruction set.
    unsafe { integers_in_doubles::<V>(a, b, f64::powf) }
}
