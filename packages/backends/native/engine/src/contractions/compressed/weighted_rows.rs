use crate::lanes::Lanes;
use crate::memory::CompressedRows;
use crate::versions;
use std::ops::Range;

/// Rows of `x · W`: each is the sum of the rows of `W` that the entries of a row of `x` name, times their values.
pub(super) struct WeightedRows<'a> {
    pub batch: &'a CompressedRows,
    /// Of the batch.
    pub rows: Range<usize>,
    /// Rows of the weights.
    pub features: usize,
    /// A vector can be read behind the last one.
    pub weights: *const f32,
    pub columns: usize,
    /// Where the first of the rows is written, and the others behind it.
    pub result: *mut f32,
}

pub(super) type WeightedRowsFunction = unsafe fn(&WeightedRows<'_>);

versions!(weighted_rows_function, weighted_rows, (work: &WeightedRows<'_>) -> ());

/// Columns and values.
type Entries<'a> = (&'a [u32], &'a [f32]);

/// # Safety
///
/// The operands must be there, as [`WeightedRows`] describes them.
#[inline(always)]
unsafe fn weighted_rows<V: Lanes>(work: &WeightedRows<'_>) {
    let mut column = 0;
    // SAFETY: up to the caller.
    unsafe {
        while column < work.columns {
            let left = (work.columns - column).div_ceil(V::COUNT);
            column += V::COUNT
                * match left {
                    8.. => columns_at::<V, 1, 8>(work, column),
                    4.. => columns_at::<V, 1, 4>(work, column),
                    2.. => columns_at::<V, 2, 2>(work, column),
                    _ => columns_at::<V, 4, 1>(work, column),
                };
        }
    }
}

/// `N` vectors of columns of all rows, `R` rows at a time so that enough sums grow side by side. Answers `N`.
///
/// # Safety
///
/// As above.
#[inline(always)]
unsafe fn columns_at<V: Lanes, const R: usize, const N: usize>(
    work: &WeightedRows<'_>,
    column: usize,
) -> usize {
    let mut row = work.rows.start;
    // SAFETY: up to the caller.
    unsafe {
        while row + R <= work.rows.end {
            rows_at::<V, R, N>(work, row, column);
            row += R;
        }
        while row < work.rows.end {
            rows_at::<V, 1, N>(work, row, column);
            row += 1;
        }
    }
    N
}

/// # Safety
///
/// As above, for rows `row .. row + R`.
#[inline(always)]
unsafe fn rows_at<V: Lanes, const R: usize, const N: usize>(
    work: &WeightedRows<'_>,
    row: usize,
    column: usize,
) {
    let columns = work.columns;
    // SAFETY: up to the caller; columns of entries were compared with the rows of the weights.
    unsafe {
        let weights = work.weights.add(column);
        let mut entries: [Entries<'_>; R] = [(&[], &[]); R];
        let mut shared = usize::MAX;
        for (r, own) in entries.iter_mut().enumerate() {
            *own = entries_within(work, row + r);
            shared = shared.min(own.0.len());
        }
        let mut sums = [[V::zero(); N]; R];
        for i in 0..shared {
            for (sum, (at, values)) in sums.iter_mut().zip(&entries) {
                let from = weights.add(columns * *at.get_unchecked(i) as usize);
                add::<V, N>(sum, *values.get_unchecked(i), from);
            }
        }
        for (sum, (at, values)) in sums.iter_mut().zip(&entries) {
            for i in shared..at.len() {
                let from = weights.add(columns * *at.get_unchecked(i) as usize);
                add::<V, N>(sum, *values.get_unchecked(i), from);
            }
        }
        let last = (columns - column - (N - 1) * V::COUNT).min(V::COUNT);
        for (r, row_sums) in sums.iter().enumerate() {
            let to = work.result.add((row - work.rows.start + r) * columns + column);
            for (n, sum) in row_sums.iter().enumerate() {
                if n + 1 < N || last == V::COUNT {
                    sum.store(to.add(n * V::COUNT));
                } else {
                    sum.store_partial(to.add(n * V::COUNT), last);
                }
            }
        }
    }
}

/// # Safety
///
/// `N` vectors must be readable.
#[inline(always)]
unsafe fn add<V: Lanes, const N: usize>(sums: &mut [V; N], value: f32, from: *const f32) {
    // SAFETY: up to the caller.
    unsafe {
        let value = V::splat(value);
        for (n, sum) in sums.iter_mut().enumerate() {
            *sum = value.mul_add(V::load(from.add(n * V::COUNT)), *sum);
        }
    }
}

/// The entries of a row; none if they do not belong to these weights, which only a malformed program can bring about.
///
/// # Safety
///
/// The row must be in the batch.
#[inline(always)]
unsafe fn entries_within<'a>(work: &WeightedRows<'a>, row: usize) -> Entries<'a> {
    // SAFETY: up to the caller.
    let entries = unsafe { work.batch.row(row) };
    match entries.0.last() {
        Some(last) if *last as usize >= work.features => (&[], &[]),
        _ => entries,
    }
}
