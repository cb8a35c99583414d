//! The parts of exponentials: `x = k·ln 2 + r` with whole `k` and `|r| ≤ ln 2 / 2`; `e^r` is a polynomial, and `2^k` is put
//! together from bits.

use super::polynomial::polynomial;
use crate::lanes::{IntLanes, Lanes};

/// Adding it rounds to a whole number, which then lies in the low bits.
const ROUNDER: f32 = 12_582_912.0;
/// Its bits: those of [`Reduction::k`] for `k = 0`.
pub(super) const ROUNDER_BITS: i32 = 0x4b40_0000;
/// The bits of the float 1.
pub(super) const ONE_BITS: i32 = 0x3f80_0000;
/// ln 2 in two parts; the first has few bits, so that its products with `k` are exact.
pub(super) const LN2_HIGH: f32 = 355.0 / 512.0;
pub(super) const LN2_LOW: f32 = (std::f64::consts::LN_2 - 355.0 / 512.0) as f32;
/// `(e^r - 1 - r) / r²`, highest power first.
const TAIL: [f32; 5] = [1.378_059_4e-3, 8.373_125e-3, 4.166_953_6e-2, 1.666_647_2e-1, 4.999_998_5e-1];

/// `x = k·ln 2 + r`.
#[derive(Clone, Copy)]
pub(super) struct Reduction<V: Lanes> {
    pub r: V,
    /// Whole numbers whose lowest 9 bits are those of `k`; they shift to the right like `k`.
    pub k: V::Int,
}

/// Reduces `x`, which is small enough for `k` to have 9 bits.
#[inline(always)]
pub(super) unsafe fn reduce<V: Lanes>(x: V) -> Reduction<V> {
    // SAFETY: the caller has the instruction set.
    unsafe {
        let k = x.mul_add(V::splat(std::f32::consts::LOG2_E), V::splat(ROUNDER));
        let whole = k.sub(V::splat(ROUNDER));
        let r = whole.neg_mul_add(V::splat(LN2_HIGH), x);
        Reduction { r: whole.neg_mul_add(V::splat(LN2_LOW), r), k: k.bits() }
    }
}

/// `(e^r - 1 - r) / r²`.
#[inline(always)]
pub(super) unsafe fn exponential_tail<V: Lanes>(r: V) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe { polynomial(r, TAIL) }
}

/// `scale·e^r`.
#[inline(always)]
pub(super) unsafe fn reduced_exponential<V: Lanes>(r: V, scale: f32) -> V {
    let [a, b, c, d, e] = TAIL.map(|one| one * scale);
    // SAFETY: the caller has the instruction set.
    unsafe { polynomial(r, [a, b, c, d, e, scale, scale]) }
}

/// `2^k·value`, rounded once, for `k` from -250 to 250.
#[inline(always)]
pub(super) unsafe fn scaled<V: Lanes>(value: V, k: V::Int) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        // In two steps: 2^k may lie outside the normal numbers. As factors: adding to the bits would not keep NaN.
        let half = k.shift_right_signed::<1>();
        value.mul(power_of_two(half, ONE_BITS)).mul(power_of_two(k.sub(half), ONE_BITS))
    }
}

/// `2^k` times the float whose bits are given; the product is normal.
#[inline(always)]
pub(super) unsafe fn power_of_two<V: Lanes>(k: V::Int, bits: i32) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe { V::from_bits(k.shift_left::<23>().add(V::Int::splat(bits))) }
}

/// `x`, not below `low` and not above `high`; NaN stays.
#[inline(always)]
pub(super) unsafe fn clamped<V: Lanes>(x: V, low: f32, high: f32) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe { V::splat(low).max(V::splat(high).min(x)) }
}
