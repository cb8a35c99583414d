use crate::lanes::Lanes;
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{
    _mm256_loadu_ps, _mm256_permute2f128_ps, _mm256_shuffle_ps, _mm256_storeu_ps, _mm256_unpackhi_ps,
    _mm256_unpacklo_ps,
};

/// Lines and columns of a tile.
pub(super) const TILE: usize = 8;

/// Writes 8 lines of 8 elements, the columns of what is read.
///
/// # Safety
///
/// As for [`Lanes`]; there are as many elements at both places, with so many elements between lines.
#[inline(always)]
pub(super) unsafe fn transposed_tile<V: Lanes>(
    from: *const f32,
    from_step: isize,
    to: *mut f32,
    to_step: isize,
) {
    // SAFETY: vectors of 8 numbers and more have AVX2 with them, the rest is up to the caller.
    unsafe {
        #[cfg(target_arch = "x86_64")]
        if V::COUNT >= TILE {
            shuffled(from, from_step, to, to_step);
            return;
        }
        element_by_element(from, from_step, to, to_step);
    }
}

/// Pairs of numbers, then fours, then halves of vectors find together.
///
/// # Safety
///
/// As for [`transposed_tile`]; the processor must have AVX.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
unsafe fn shuffled(from: *const f32, from_step: isize, to: *mut f32, to_step: isize) {
    // SAFETY: up to the caller.
    unsafe {
        let row = |i: isize| _mm256_loadu_ps(from.offset(i * from_step));
        let rows = [row(0), row(1), row(2), row(3), row(4), row(5), row(6), row(7)];
        let low = |a: usize| _mm256_unpacklo_ps(rows[a], rows[a + 1]);
        let high = |a: usize| _mm256_unpackhi_ps(rows[a], rows[a + 1]);
        let pairs = [low(0), high(0), low(2), high(2), low(4), high(4), low(6), high(6)];
        let first = |a: usize| _mm256_shuffle_ps::<0b01_00_01_00>(pairs[a], pairs[a + 2]);
        let second = |a: usize| _mm256_shuffle_ps::<0b11_10_11_10>(pairs[a], pairs[a + 2]);
        let fours = [first(0), second(0), first(1), second(1), first(4), second(4), first(5), second(5)];
        for i in 0..4 {
            let line = _mm256_permute2f128_ps::<0x20>(fours[i], fours[i + 4]);
            _mm256_storeu_ps(to.offset(i as isize * to_step), line);
            let line = _mm256_permute2f128_ps::<0x31>(fours[i], fours[i + 4]);
            _mm256_storeu_ps(to.offset((i + 4) as isize * to_step), line);
        }
    }
}

#[inline(always)]
unsafe fn element_by_element(from: *const f32, from_step: isize, to: *mut f32, to_step: isize) {
    for line in 0..TILE as isize {
        for column in 0..TILE as isize {
            // SAFETY: up to the caller.
            unsafe {
                let element = from.offset(column * from_step + line).cast::<u32>().read();
                to.offset(line * to_step + column).cast::<u32>().write(element);
            }
        }
    }
}
