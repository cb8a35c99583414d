use crate::lanes::{Isa, Lanes};
use crate::versions;

/// A tile of a product: a few rows and a few vectors of columns, whose sums stay in registers.
///
/// Each sum has one accumulator and takes its terms in order, so that results do not depend on the sizes of tiles.
pub(super) struct Tile {
    pub a: *const f32,
    /// Elements of `a` from one row to the next.
    pub a_row: usize,
    /// Elements of `a` from one term of a sum to the next.
    pub a_inner: usize,
    /// Whole vectors are read, even where the tile has fewer columns.
    pub b: *const f32,
    /// Elements of `b` from one term of a sum to the next.
    pub b_inner: usize,
    pub result: *mut f32,
    /// Elements of the result from one row to the next.
    pub result_row: usize,
    /// Terms of each sum.
    pub inner: usize,
    /// Columns in the last vector.
    pub last: usize,
    /// Whether the sums go on from what the result holds.
    pub continues: bool,
}

pub(super) type TileFunction = unsafe fn(&Tile);

/// The most vectors of columns of any tile.
pub(super) const MOST_VECTORS: usize = 8;

/// The most rows of any tile.
const MOST_ROWS: usize = 14;

/// Rows of the largest tile that is so many vectors wide; 0 if there is none.
pub(super) fn most_rows(isa: Isa, vectors: usize) -> usize {
    rows_within(isa.registers(), vectors)
}

/// Sums, a row of `b` and an element of `a` are in registers.
const fn rows_within(registers: usize, vectors: usize) -> usize {
    let rows = registers.saturating_sub(1 + vectors) / vectors;
    if rows < MOST_ROWS { rows } else { MOST_ROWS }
}

macro_rules! tile_functions {
    ($isa:expr, $rows:expr, $vectors:expr, { $($width:literal: [$($height:literal)*],)* }) => {
        match ($vectors, $rows) {
            $($(($width, $height) => tile_of::<$height, $width>($isa),)*)*
            (vectors, rows) => unreachable!("no tile has {rows} rows of {vectors} vectors"),
        }
    };
}

/// The function for tiles of a size: at most [`most_rows`] and [`MOST_VECTORS`].
pub(super) fn tile_function(isa: Isa, rows: usize, vectors: usize) -> TileFunction {
    tile_functions!(isa, rows, vectors, {
        1: [1 2 3 4 5 6 7 8 9 10 11 12 13 14],
        2: [1 2 3 4 5 6 7 8 9 10 11 12 13 14],
        3: [1 2 3 4 5 6 7 8 9],
        4: [1 2 3 4 5 6],
        5: [1 2 3 4 5],
        6: [1 2 3 4],
        7: [1 2 3],
        8: [1 2],
    })
}

versions!(tile_of, [const R: usize, const N: usize], tile, [R, N], (work: &Tile) -> ());

/// # Safety
///
/// The operands must be there, as [`Tile`] describes them.
#[inline(always)]
unsafe fn tile<V: Lanes, const R: usize, const N: usize>(work: &Tile) {
    if const { R > rows_within(V::REGISTERS, N) } {
        unreachable!("too large for the registers");
    }
    let Tile { mut a, mut b, result, result_row, last, .. } = *work;
    // SAFETY: up to the caller.
    unsafe {
        let mut sums = [[V::zero(); N]; R];
        if work.continues {
            for (r, row) in sums.iter_mut().enumerate() {
                let from = result.add(r * result_row);
                for (n, sum) in row.iter_mut().enumerate() {
                    *sum = if n + 1 < N || last == V::COUNT {
                        V::load(from.add(n * V::COUNT))
                    } else {
                        V::load_partial(from.add(n * V::COUNT), last)
                    };
                }
            }
        }
        for _ in 0..work.inner {
            let mut factors = [V::zero(); N];
            for (n, factor) in factors.iter_mut().enumerate() {
                *factor = V::load(b.add(n * V::COUNT));
            }
            for (r, row) in sums.iter_mut().enumerate() {
                let element = V::splat(*a.add(r * work.a_row));
                for (sum, factor) in row.iter_mut().zip(factors) {
                    *sum = element.mul_add(factor, *sum);
                }
            }
            a = a.add(work.a_inner);
            b = b.add(work.b_inner);
        }
        for (r, row) in sums.iter().enumerate() {
            let to = result.add(r * result_row);
            for (n, sum) in row.iter().enumerate() {
                if n + 1 < N || last == V::COUNT {
                    sum.store(to.add(n * V::COUNT));
                } else {
                    sum.store_partial(to.add(n * V::COUNT), last);
                }
            }
        }
    }
}
