//! Numbers of tiles at the points, a plane for each point.

use super::squares::Strided;
use super::tile_grid::{PLANES, POINTS};

/// Words between planes, so that those of a tile do not share few places of a cache.
const GAP: usize = 16;

/// How planes lie in memory: rows of whole vectors, one for each tile.
#[derive(Clone, Copy, Debug)]
pub(super) struct Planes {
    /// Words of a row.
    pub row: usize,
    /// Words from plane to plane.
    pub plane: usize,
}

impl Planes {
    pub fn new(rows: usize, channels: usize, lanes: usize) -> Planes {
        let row = channels.next_multiple_of(lanes);
        Planes { row, plane: (rows * row).next_multiple_of(GAP) + GAP }
    }

    /// The points of a tile, from the first one on.
    #[inline(always)]
    pub fn square(&self, first: *mut f32) -> Strided {
        Strided { first, row: POINTS * self.plane, column: self.plane }
    }

    pub fn words(&self) -> usize {
        PLANES * self.plane
    }
}
