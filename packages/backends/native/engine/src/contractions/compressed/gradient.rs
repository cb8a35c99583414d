use crate::lanes::Lanes;
use crate::memory::CompressedRows;
use crate::versions;
use std::ops::Range;

/// Rows of `xᵀ · dY`: for each entry of `x`, a row of the result grows by a multiple of a row of `dY`.
pub(super) struct Gradient<'a> {
    pub batch: &'a CompressedRows,
    pub batch_rows: usize,
    /// Columns of the batch, and rows of the result: this part's.
    pub features: Range<usize>,
    /// Which part of how many, to guess where its entries begin.
    pub part: (usize, usize),
    /// `dY`.
    pub slopes: *const f32,
    pub columns: usize,
    /// The row of the first of the features, and the others behind it.
    pub result: *mut f32,
}

pub(super) type GradientFunction = unsafe fn(&Gradient<'_>);

versions!(gradient_function, gradient, (work: &Gradient<'_>) -> ());

/// # Safety
///
/// The operands must be there, as [`Gradient`] describes them.
#[inline(always)]
unsafe fn gradient<V: Lanes>(work: &Gradient<'_>) {
    let mut column = 0;
    // SAFETY: up to the caller.
    unsafe {
        work.result.write_bytes(0, work.features.len() * work.columns);
        while column < work.columns {
            let left = (work.columns - column).div_ceil(V::COUNT);
            column += V::COUNT
                * match left {
                    8.. => columns_at::<V, 8>(work, column),
                    4.. => columns_at::<V, 4>(work, column),
                    2.. => columns_at::<V, 2>(work, column),
                    _ => columns_at::<V, 1>(work, column),
                };
        }
    }
}

/// `N` vectors of columns of the result. Answers `N`.
///
/// # Safety
///
/// As above.
#[inline(always)]
unsafe fn columns_at<V: Lanes, const N: usize>(work: &Gradient<'_>, column: usize) -> usize {
    let columns = work.columns;
    let last = (columns - column - (N - 1) * V::COUNT).min(V::COUNT);
    for row in 0..work.batch_rows {
        // SAFETY: up to the caller; only entries of this part's features are used.
        unsafe {
            let mut slopes = [V::zero(); N];
            for (n, slope) in slopes.iter_mut().enumerate() {
                *slope = V::load(work.slopes.add(row * columns + column + n * V::COUNT));
            }
            let (features, values) = work.batch.row(row);
            for i in own_entries(features, &work.features, work.part) {
                let feature = *features.get_unchecked(i) as usize - work.features.start;
                let value = V::splat(*values.get_unchecked(i));
                let at = work.result.add(feature * columns + column);
                for (n, slope) in slopes.iter().enumerate() {
                    let at = at.add(n * V::COUNT);
                    if n + 1 < N || last == V::COUNT {
                        value.mul_add(*slope, V::load(at)).store(at);
                    } else {
                        value.mul_add(*slope, V::load_partial(at, last)).store_partial(at, last);
                    }
                }
            }
        }
    }
    N
}

/// The entries of a row whose columns are in a range.
#[inline(always)]
fn own_entries(columns: &[u32], own: &Range<usize>, (part, parts): (usize, usize)) -> Range<usize> {
    let guess = |part: usize| columns.len() * part / parts;
    first_at_least(columns, own.start, guess(part))..first_at_least(columns, own.end, guess(part + 1))
}

/// The first entry whose column is at least `bound`, looked for from a guess on: it is near.
#[inline(always)]
fn first_at_least(columns: &[u32], bound: usize, guess: usize) -> usize {
    let mut at = guess;
    while at < columns.len() && (columns[at] as usize) < bound {
        at += 1;
    }
    while at > 0 && columns[at - 1] as usize >= bound {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::first_at_least;

    #[test]
    fn the_first_entry_is_found_from_any_guess() {
        let columns = [1, 4, 5, 9];
        for (bound, first) in [(0, 0), (1, 0), (2, 1), (5, 2), (6, 3), (9, 3), (10, 4)] {
            for guess in 0..=4 {
                assert_eq!(first_at_least(&columns, bound, guess), first);
            }
        }
    }
}
