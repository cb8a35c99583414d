//! Copies of rows as columns.

use super::{PackFunction, Rows};
use crate::lanes::Isa;

/// Copies rows to columns: the elements of a row end up at a distance, those of a column one after the other.
pub(in super::super) fn transpose_rows(isa: Isa) -> PackFunction {
    match isa {
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512 | Isa::Avx2 => by_vectors::transpose,
        Isa::Portable => by_elements,
    }
}

/// # Safety
///
/// The rows must be readable, `width` columns of `rows` elements writable.
unsafe fn by_elements(rows: &Rows, to: *mut f32, distance: usize) {
    for row in 0..rows.rows {
        for column in 0..rows.width {
            // SAFETY: up to the caller.
            unsafe { *to.add(column * distance + row) = *rows.from.add(row * rows.row + column) };
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod by_vectors {
    use super::{Rows, by_elements};
    use std::arch::x86_64::*;

    /// Rows and columns of a block.
    const SIDE: usize = 8;

    /// # Safety
    ///
    /// As for elements; the processor must have AVX2.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn transpose(rows: &Rows, to: *mut f32, distance: usize) {
        if rows.rows < SIDE || rows.width < SIDE {
            // SAFETY: up to the caller.
            return unsafe { by_elements(rows, to, distance) };
        }
        for column in block_begins(rows.width) {
            for row in block_begins(rows.rows) {
                // SAFETY: the block is within the rows and columns.
                unsafe {
                    let from = rows.from.add(row * rows.row + column);
                    transpose_block(from, rows.row, to.add(column * distance + row), distance);
                }
            }
        }
    }

    /// Where blocks begin that cover so many rows or columns: the last one may overlap the one before.
    fn block_begins(count: usize) -> impl Iterator<Item = usize> {
        (0..count.div_ceil(SIDE)).map(move |block| (block * SIDE).min(count - SIDE))
    }

    /// # Safety
    ///
    /// A block must be readable and writable; the processor must have AVX2.
    #[target_feature(enable = "avx2")]
    unsafe fn transpose_block(from: *const f32, row: usize, to: *mut f32, distance: usize) {
        // SAFETY: up to the caller.
        unsafe {
            let mut rows = [_mm256_setzero_ps(); SIDE];
            for (r, values) in rows.iter_mut().enumerate() {
                *values = _mm256_loadu_ps(from.add(r * row));
            }
            let [a, b, c, d, e, f, g, h] = rows;
            let [a, b] = [_mm256_unpacklo_ps(a, b), _mm256_unpackhi_ps(a, b)];
            let [c, d] = [_mm256_unpacklo_ps(c, d), _mm256_unpackhi_ps(c, d)];
            let [e, f] = [_mm256_unpacklo_ps(e, f), _mm256_unpackhi_ps(e, f)];
            let [g, h] = [_mm256_unpacklo_ps(g, h), _mm256_unpackhi_ps(g, h)];
            // Four rows of columns 0 and 4, 1 and 5, 2 and 6, 3 and 7.
            let upper = [
                _mm256_shuffle_ps::<0b01_00_01_00>(a, c),
                _mm256_shuffle_ps::<0b11_10_11_10>(a, c),
                _mm256_shuffle_ps::<0b01_00_01_00>(b, d),
                _mm256_shuffle_ps::<0b11_10_11_10>(b, d),
            ];
            let lower = [
                _mm256_shuffle_ps::<0b01_00_01_00>(e, g),
                _mm256_shuffle_ps::<0b11_10_11_10>(e, g),
                _mm256_shuffle_ps::<0b01_00_01_00>(f, h),
                _mm256_shuffle_ps::<0b11_10_11_10>(f, h),
            ];
            for (column, (upper, lower)) in upper.into_iter().zip(lower).enumerate() {
                let first = _mm256_permute2f128_ps::<0x20>(upper, lower);
                let second = _mm256_permute2f128_ps::<0x31>(upper, lower);
                _mm256_storeu_ps(to.add(column * distance), first);
                _mm256_storeu_ps(to.add((column + 4) * distance), second);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rows;
    use super::transpose_rows;
    use crate::lanes::Isa;
    use crate::testing::arbitrary;

    #[test]
    fn rows_become_columns() {
        for (count, width) in [(1, 1), (8, 8), (3, 20), (20, 3), (33, 19), (16, 24)] {
            let (row, distance) = (width + 2, count + 3);
            let from = arbitrary(count * row, 3);
            for isa in Isa::available() {
                let mut to = vec![0.0; width * distance];
                let rows = Rows { from: from.as_ptr(), row, rows: count, width };
                // SAFETY: both are as large as that.
                unsafe { transpose_rows(isa)(&rows, to.as_mut_ptr(), distance) };
                for (column, found) in to.chunks(distance).enumerate() {
                    let expected: Vec<f32> = (0..count).map(|r| from[r * row + column]).collect();
                    assert_eq!(found[..count], expected);
                    assert_eq!(found[count..], [0.0; 3]);
                }
            }
        }
    }
}
