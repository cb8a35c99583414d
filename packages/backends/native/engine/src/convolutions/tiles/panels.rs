//! How channels of results are divided among vectors, and how large tiles are.

use crate::lanes::Isa;

/// Most rows of a tile: their addresses have to stay in registers.
pub(in crate::convolutions) const MOST_ROWS: usize = 9;

/// Neighboring columns (channels of a result) that a tile has at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::convolutions) struct Panel {
    pub column: usize,
    pub columns: usize,
    pub vectors: usize,
    /// Numbers that the vectors hold.
    pub width: usize,
    /// Columns of the last vector.
    pub last: usize,
    /// Most rows of a tile: sums, a row of the panel and a number for all its lanes fit into the registers.
    pub most_rows: usize,
}

/// As few panels as possible, of about the same width.
pub(in crate::convolutions) fn panels(columns: usize, isa: Isa) -> Vec<Panel> {
    let (lanes, registers) = (isa.lanes(), isa.registers());
    let most_vectors = if registers >= 32 { 4 } else { 2 };
    let vectors = columns.div_ceil(lanes);
    let count = vectors.div_ceil(most_vectors);
    (0..count)
        .map(|i| {
            let (begin, end) = (vectors * i / count, vectors * (i + 1) / count);
            let column = begin * lanes;
            let columns = (end * lanes).min(columns) - column;
            let vectors = end - begin;
            let last = columns - (vectors - 1) * lanes;
            let most_rows = ((registers - vectors - 2) / vectors).min(MOST_ROWS);
            Panel { column, columns, vectors, width: vectors * lanes, last, most_rows }
        })
        .collect()
}

/// Cuts `total` into the fewest pieces of at most `most`, of sizes that differ by 1 at most, larger ones first.
#[inline(always)]
pub(in crate::convolutions) fn split_evenly(total: usize, most: usize) -> impl Iterator<Item = usize> {
    let pieces = total.div_ceil(most).max(1);
    let (size, larger) = (total / pieces, total % pieces);
    (0..pieces).map(move |i| size + usize::from(i < larger)).filter(|size| *size > 0)
}

/// Functions for tiles of 1, 2, … rows by a number of vectors: `tiles_by_rows!(tile_of, isa, vectors)`, where `tile_of` is
/// made by `versions!` and has rows and vectors as generic arguments.
macro_rules! tiles_by_rows {
    ($tile_of:ident, $isa:expr, $vectors:expr) => {
        match $vectors {
            1 => tiles_by_rows!(@rows $tile_of, $isa, 1, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
            2 => tiles_by_rows!(@rows $tile_of, $isa, 2, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
            3 => tiles_by_rows!(@rows $tile_of, $isa, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
            _ => tiles_by_rows!(@rows $tile_of, $isa, 4, [1, 2, 3, 4, 5, 6]),
        }
    };
    (@rows $tile_of:ident, $isa:expr, $vectors:literal, [$($rows:literal),*]) => {
        Box::new([$($tile_of::<$rows, $vectors>($isa)),*])
    };
}

pub(super) use tiles_by_rows;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_cover_all_columns_with_full_vectors_but_the_last() {
        for isa in Isa::available() {
            for columns in 1..200 {
                let mut next = 0;
                for panel in panels(columns, isa) {
                    assert_eq!(panel.column, next);
                    assert_eq!(panel.columns, (panel.vectors - 1) * isa.lanes() + panel.last);
                    assert!(panel.last == isa.lanes() || panel.column + panel.columns == columns);
                    assert!((1..=isa.lanes()).contains(&panel.last) && panel.most_rows >= 1);
                    next += panel.columns;
                }
                assert_eq!(next, columns);
            }
        }
    }

    #[test]
    fn pieces_differ_by_one_at_most() {
        assert_eq!(split_evenly(11, 6).collect::<Vec<_>>(), [6, 5]);
        assert_eq!(split_evenly(25, 9).collect::<Vec<_>>(), [9, 8, 8]);
        assert_eq!(split_evenly(0, 9).count(), 0);
    }
}
