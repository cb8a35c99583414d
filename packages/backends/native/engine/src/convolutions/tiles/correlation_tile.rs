//! The innermost loops of correlations.

use super::panels::{MOST_ROWS, tiles_by_rows};
use crate::lanes::{Isa, Lanes};
use crate::versions;

/// The taps of a result: some rows of some stretches of source elements that lie side by side. Distances are in elements of
/// the source, and in rows of the weights.
#[derive(Clone, Copy, Debug)]
pub(in crate::convolutions) struct TapWalk {
    pub rows: usize,
    pub stretches: usize,
    pub length: usize,
    pub source_row: usize,
    pub source_stretch: usize,
    pub weights_row: usize,
    pub weights_stretch: usize,
}

impl TapWalk {
    /// A single stretch.
    pub fn single(length: usize) -> TapWalk {
        TapWalk {
            rows: 1,
            stretches: 1,
            length,
            source_row: 0,
            source_stretch: 0,
            weights_row: 0,
            weights_stretch: 0,
        }
    }
}

/// For each row of the tile, the source of its first tap, and where its results go.
#[derive(Clone, Copy)]
pub(in crate::convolutions) struct CorrelationRows {
    pub sources: [*const f32; MOST_ROWS],
    pub results: [*mut f32; MOST_ROWS],
}

/// Sums over taps of source times weights. The weights are rows of whole vectors; of the last vector of results, only the
/// first `last` numbers are written.
pub(in crate::convolutions) type CorrelationTile = unsafe fn(&TapWalk, &CorrelationRows, *const f32, usize);

/// Tiles of 1, 2, … results by a number of vectors of channels.
pub(in crate::convolutions) fn correlation_tiles(isa: Isa, vectors: usize) -> Box<[CorrelationTile]> {
    tiles_by_rows!(tile_of, isa, vectors)
}

versions!(
    tile_of,
    [const ROWS: usize, const VECTORS: usize],
    tile,
    [ROWS, VECTORS],
    (taps: &TapWalk, rows: &CorrelationRows, weights: *const f32, last: usize) -> ()
);

/// # Safety
///
/// The taps of all rows lie in the source, and there are weights for all of them.
#[inline(always)]
#[expect(clippy::needless_range_loop, reason = "iterators over two arrays are not always inlined here")]
unsafe fn tile<V: Lanes, const ROWS: usize, const VECTORS: usize>(
    taps: &TapWalk,
    rows: &CorrelationRows,
    weights: *const f32,
    last: usize,
) {
    // SAFETY: up to the caller.
    unsafe {
        let mut sums = [[V::zero(); VECTORS]; ROWS];
        let mut sources = [rows.sources[0]; ROWS];
        sources.copy_from_slice(&rows.sources[..ROWS]);
        for row in 0..taps.rows {
            for stretch in 0..taps.stretches {
                let begin = row * taps.source_row + stretch * taps.source_stretch;
                let first = row * taps.weights_row + stretch * taps.weights_stretch;
                let mut weights = weights.add(first * VECTORS * V::COUNT);
                for at in begin..begin + taps.length {
                    let mut factors = [V::zero(); VECTORS];
                    for v in 0..VECTORS {
                        factors[v] = V::load(weights.add(v * V::COUNT));
                    }
                    weights = weights.add(VECTORS * V::COUNT);
                    for r in 0..ROWS {
                        let source = V::splat(*sources[r].add(at));
                        for v in 0..VECTORS {
                            sums[r][v] = source.mul_add(factors[v], sums[r][v]);
                        }
                    }
                }
            }
        }
        for r in 0..ROWS {
            let to = rows.results[r];
            for v in 0..VECTORS - 1 {
                sums[r][v].store(to.add(v * V::COUNT));
            }
            sums[r][VECTORS - 1].store_partial(to.add((VECTORS - 1) * V::COUNT), last);
        }
    }
}
