use super::super::output::{Block, Destination, Output};
use super::super::sections::Section;
use super::super::shape::ProductShape;
use super::left_operand::{LeftBlock, LeftOperand};
use super::panel::{Panel, tiles_and_panels};
use super::right_operand::{RightGroup, RightOperand};
use super::split::Split;
use super::tile::Tile;
use crate::lanes::Isa;
use crate::memory::Frame;
use std::ops::Range;

/// Terms of a sum that are added up before the next tile has its turn.
const TERMS_AT_A_TIME: usize = 512;
/// Tiles, one below the other, that share a panel in the cache of second level.
const TILES_AT_A_TIME: usize = 8;

/// A section of a product, computed tile by tile.
///
/// A group of panels of the right operand stays in the cache of third level while blocks of rows of the left one pass by;
/// of these, stretches of terms stay in the cache of second level while the panels pass by.
pub(in super::super) struct TiledProduct {
    left: LeftOperand,
    right: RightOperand,
    first_row: usize,
    /// Columns of the whole result.
    result_columns: usize,
    /// Rows, in tiles.
    tiles: Split,
    /// Terms of the sums.
    stretches: Split,
    panels: Vec<Panel>,
    /// Panels, as many as are ready at a time.
    groups: Split,
    /// Words of scratch before the copies of the operands, and of that of the left one.
    output_words: usize,
    left_words: usize,
}

impl TiledProduct {
    pub fn new(shape: &ProductShape, section: &Section, output: &Output, isa: Isa) -> TiledProduct {
        let (tiles, panels) = tiles_and_panels(section, isa);
        let left = LeftOperand::new(shape, section, isa);
        let right = RightOperand::new(shape, section, isa);
        let stretches = Split::into_at_most(shape.inner, TERMS_AT_A_TIME);
        let groups = Split::into_at_most(panels.len(), right.panels_at_a_time(panels[0].width));
        let tile_count = TILES_AT_A_TIME.min(tiles.count);
        let left_words = left.scratch_words(&tiles, tile_count, stretches.largest());
        let group_width = groups.largest() * panels[0].width;
        let output_words = output.scratch_words(tile_count * tiles.largest() * group_width);
        TiledProduct {
            left,
            right,
            first_row: section.rows.start,
            result_columns: shape.columns,
            tiles,
            stretches,
            panels,
            groups,
            output_words,
            left_words,
        }
    }

    /// Words of scratch memory that it needs.
    pub fn scratch_words(&self) -> usize {
        let group_width = self.groups.largest() * self.panels[0].width;
        self.output_words + self.left_words + self.right.scratch_words(group_width)
    }

    /// Computes the section of one product; `begin` is the number of the first element of its result.
    ///
    /// # Safety
    ///
    /// The operands must be there, as the shape describes them, with a vector readable behind them; the frame must have
    /// the scratch memory.
    #[inline(always)]
    pub unsafe fn run(&self, frame: &Frame<'_>, output: &Output, [a, b]: [*const f32; 2], begin: usize) {
        // SAFETY: the section lies in the operands; blocks and groups lie in the section.
        unsafe {
            let left_scratch = frame.scratch().add(self.output_words);
            let right_scratch = left_scratch.add(self.left_words);
            for group in 0..self.groups.count {
                let panels = &self.panels[self.groups.range(group)];
                let right = self.right.group(b, panels, right_scratch);
                let columns = panels.iter().map(|panel| panel.columns).sum();
                for first in (0..self.tiles.count).step_by(TILES_AT_A_TIME) {
                    let tiles = first..(first + TILES_AT_A_TIME).min(self.tiles.count);
                    let (top, end) = (self.tiles.begin(tiles.start), self.tiles.begin(tiles.end));
                    let block = Block {
                        begin: begin + (self.first_row + top) * self.result_columns + panels[0].column,
                        rows: end - top,
                        columns,
                    };
                    let destination = output.destination(frame, block);
                    for stretch in 0..self.stretches.count {
                        let terms = self.stretches.range(stretch);
                        let left =
                            self.left.block(a, &self.tiles, tiles.clone(), terms.clone(), left_scratch);
                        self.stretch(terms, tiles.clone(), &left, panels, &right, destination);
                    }
                    output.finish(frame, block, destination);
                }
            }
        }
    }

    /// A stretch of the sums of a block.
    ///
    /// # Safety
    ///
    /// As above.
    #[inline(always)]
    unsafe fn stretch(
        &self,
        terms: Range<usize>,
        tiles: Range<usize>,
        left: &LeftBlock,
        panels: &[Panel],
        right: &RightGroup,
        destination: Destination,
    ) {
        let top = self.tiles.begin(tiles.start);
        // SAFETY: up to the caller.
        unsafe {
            for panel in panels {
                let (b, b_inner) = right.panel(panel, terms.start);
                let result = destination.at.add(panel.column - panels[0].column);
                for (number, tile) in tiles.clone().enumerate() {
                    let row = self.tiles.begin(tile) - top;
                    panel.function(self.tiles.size(tile))(&Tile {
                        a: left.tile(number, row),
                        a_row: left.strides.outer,
                        a_inner: left.strides.inner,
                        b,
                        b_inner,
                        result: result.add(row * destination.row),
                        result_row: destination.row,
                        inner: terms.len(),
                        last: panel.last,
                        continues: terms.start > 0,
                    });
                }
            }
        }
    }
}
