use super::super::output::{Block, Output};
use super::super::sections::Section;
use super::super::shape::{ProductShape, Strides};
use super::tile::{MOST_VECTORS, Tile, TileFunction, most_rows, tile_function};
use crate::lanes::Isa;
use crate::memory::Frame;

/// A product so small that it is a single tile: without the loops that larger ones need, which would take longer than
/// the sums themselves.
pub(in super::super) struct SingleTile {
    function: TileFunction,
    rows: usize,
    columns: usize,
    inner: usize,
    a: Strides,
    b_inner: usize,
    /// Columns in the last vector.
    last: usize,
}

/// So many terms need not be cut into stretches.
const FEW_TERMS: usize = 256;

impl SingleTile {
    /// None if the product is larger than a tile, or its operands do not lie as tiles read them.
    pub fn new(shape: &ProductShape, section: &Section, isa: Isa) -> Option<SingleTile> {
        let &ProductShape { rows, columns, inner, a, b, .. } = shape;
        let vectors = columns.div_ceil(isa.lanes());
        let is_whole = section.rows == (0..rows) && section.columns == (0..columns);
        let is_small = vectors <= MOST_VECTORS && rows <= most_rows(isa, vectors) && inner <= FEW_TERMS;
        if !is_whole || !is_small || shape.is_by_columns() {
            return None;
        }
        let function = tile_function(isa, rows, vectors);
        let last = columns - (vectors - 1) * isa.lanes();
        Some(SingleTile { function, rows, columns, inner, a, b_inner: b.inner, last })
    }

    /// Words of scratch memory that it needs.
    pub fn scratch_words(&self, output: &Output) -> usize {
        output.scratch_words(self.rows * self.columns)
    }

    /// Computes one product; `begin` is the number of the first element of its result.
    ///
    /// # Safety
    ///
    /// The operands must be there, as the shape describes them, with a vector readable behind them; the frame must have
    /// the scratch memory.
    #[inline(always)]
    pub unsafe fn run(&self, frame: &Frame<'_>, output: &Output, [a, b]: [*const f32; 2], begin: usize) {
        let block = Block { begin, rows: self.rows, columns: self.columns };
        // SAFETY: up to the caller.
        unsafe {
            let destination = output.destination(frame, block);
            (self.function)(&Tile {
                a,
                a_row: self.a.outer,
                a_inner: self.a.inner,
                b,
                b_inner: self.b_inner,
                result: destination.at,
                result_row: destination.row,
                inner: self.inner,
                last: self.last,
                continues: false,
            });
            output.finish(frame, block, destination);
        }
    }
}
