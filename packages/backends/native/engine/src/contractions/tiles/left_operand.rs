use super::super::packing::{PackFunction, Rows, copy_rows};
use super::super::sections::Section;
use super::super::shape::{ProductShape, Strides};
use super::split::Split;
use crate::lanes::{Isa, MOST_LANES};
use std::ops::Range;

/// Rows that lie a multiple of so many elements apart compete for the same lines of the cache of first level.
const COMPETING: usize = 512;
/// So many of them do not fit there.
const MANY: usize = 64;

/// How tiles read the left operand: as it lies, or from a copy of a block of it.
pub(super) struct LeftOperand {
    strides: Strides,
    /// Of the section.
    first_row: usize,
    pack: Option<PackFunction>,
}

impl LeftOperand {
    pub fn new(shape: &ProductShape, section: &Section, isa: Isa) -> LeftOperand {
        let do_compete = shape.a.distance().is_multiple_of(COMPETING);
        let are_many =
            [section.rows.len(), section.columns.len(), shape.inner].iter().all(|size| *size >= MANY);
        let pack = if do_compete && are_many { Some(copy_rows(isa)) } else { None };
        LeftOperand { strides: shape.a, first_row: section.rows.start, pack }
    }

    /// Words of scratch memory for a block of so many tiles and terms.
    pub fn scratch_words(&self, tiles: &Split, count: usize, terms: usize) -> usize {
        if self.pack.is_none() {
            return 0;
        }
        (count * packed_tile(tiles, terms) + MOST_LANES).next_multiple_of(MOST_LANES)
    }

    /// Gets a block ready: some terms of some of the `tiles` of the section.
    ///
    /// # Safety
    ///
    /// The block must lie in the operand `a`, with a vector readable behind it; `scratch` must have
    /// [`LeftOperand::scratch_words`].
    #[inline(always)]
    pub unsafe fn block(
        &self,
        a: *const f32,
        tiles: &Split,
        block: Range<usize>,
        terms: Range<usize>,
        scratch: *mut f32,
    ) -> LeftBlock {
        let Strides { outer, inner } = self.strides;
        // SAFETY: up to the caller.
        let a = unsafe { a.add(self.first_row * outer + terms.start * inner) };
        let Some(pack) = self.pack else {
            // SAFETY: up to the caller.
            let from = unsafe { a.add(tiles.begin(block.start) * outer) };
            return LeftBlock { from, strides: self.strides, tile: None };
        };
        let terms = terms.len();
        let step = packed_tile(tiles, terms);
        let strides = if inner == 1 {
            Strides { outer: packed_row(terms), inner: 1 }
        } else {
            Strides { outer: 1, inner: tiles.largest() }
        };
        for (number, tile) in block.enumerate() {
            let rows = tiles.size(tile);
            // SAFETY: up to the caller.
            unsafe {
                let from = a.add(tiles.begin(tile) * outer);
                let to = scratch.add(number * step);
                if inner == 1 {
                    pack(&Rows { from, row: outer, rows, width: terms }, to, strides.outer);
                } else {
                    let columns = Rows { from, row: inner, rows: terms, width: rows };
                    pack(&columns, to, strides.inner);
                }
            }
        }
        LeftBlock { from: scratch, strides, tile: Some(step) }
    }
}

/// Elements of a row of a copy: a little more than its terms, so that rows do not compete.
#[inline(always)]
fn packed_row(terms: usize) -> usize {
    terms + MOST_LANES
}

/// Elements of the copy of a tile.
#[inline(always)]
fn packed_tile(tiles: &Split, terms: usize) -> usize {
    tiles.largest() * packed_row(terms)
}

/// A block of the left operand that is ready to be read.
pub(super) struct LeftBlock {
    from: *const f32,
    pub strides: Strides,
    /// Elements from one tile to the next where these were copied.
    tile: Option<usize>,
}

impl LeftBlock {
    /// Where a tile begins, by its number and its first row in the block.
    ///
    /// # Safety
    ///
    /// The block must have it.
    #[inline(always)]
    pub unsafe fn tile(&self, number: usize, row: usize) -> *const f32 {
        // SAFETY: up to the caller.
        unsafe { self.from.add(self.tile.map_or(row * self.strides.outer, |tile| number * tile)) }
    }
}
