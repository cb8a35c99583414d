//! Sums over windows of pixel times slope, for rows of a filter.

use super::row_group::{Portion, RowGroup};
use crate::convolutions::geometry::{Block, Blocks, ConvolutionShape};
use crate::convolutions::tiles::{GradientRows, GradientTile, MOST_ROWS, Panel, gradient_tiles, panels};
use crate::error::Result;
use crate::memory::{Frame, Operand};
use crate::plan::TaskContext;
use crate::program::Operation;
use std::ops::Range;
use std::ptr::{null, null_mut};

/// A tile is some rows of the filter by a panel of its columns. Tiles are summed up over a few images at a time, which stay
/// in the cache meanwhile, and wait in memory.
pub(super) struct GradientSums {
    image: Operand,
    slopes: Operand,
    image_size: usize,
    slopes_size: usize,
    /// Columns of the filter.
    filters: usize,
    /// Rows of the filter, from top to bottom.
    tiles: Vec<RowGroup>,
    panels: Vec<Panel>,
    /// For each panel.
    functions: Vec<Box<[GradientTile]>>,
    blocks: Blocks,
}

impl GradientSums {
    pub fn build(
        operation: &Operation,
        shape: &ConvolutionShape,
        context: &TaskContext<'_>,
    ) -> Result<GradientSums> {
        let (image_size, slopes_size) = (shape.pixel_image().size(), shape.window_image().size());
        let height = shape.vertical.windows;
        let panels = panels(shape.filters, context.isa());
        let most_rows = panels.iter().map(|panel| panel.most_rows).min().unwrap_or(1);
        Ok(GradientSums {
            image: context.operand(operation.inputs[0])?,
            slopes: context.operand(operation.inputs[1])?,
            image_size,
            slopes_size,
            filters: shape.filters,
            tiles: RowGroup::all(shape, most_rows),
            functions: panels.iter().map(|panel| gradient_tiles(context.isa(), panel.vectors)).collect(),
            panels,
            blocks: Blocks::new(height, (4 * (image_size + slopes_size)).div_ceil(height)),
        })
    }

    /// Rows of the filter, tile by tile.
    pub fn tiles(&self) -> &[RowGroup] {
        &self.tiles
    }

    /// Sums of some tiles over some rows of windows, which are counted through all images. `sums` is where the sums of the
    /// first of these tiles go; those of all rows of the filter lie one after the other.
    ///
    /// # Safety
    ///
    /// As for [`Kernel::run`](crate::plan::Kernel::run); there is room for the sums of the tiles, which belongs to the caller.
    pub unsafe fn sum(&self, frame: &Frame<'_>, tiles: Range<usize>, windows: Range<usize>, sums: *mut f32) {
        let tiles = &self.tiles[tiles];
        let [Some(first), Some(last)] = [tiles.first(), tiles.last()] else { return };
        let rows = first.rows.start..last.rows.end;
        // SAFETY: up to the caller.
        unsafe { sums.write_bytes(0, rows.len() * self.filters) };
        for block in self.blocks.within(windows) {
            // SAFETY: the block lies in the images.
            let (pixels, slopes) = unsafe {
                (
                    frame.at(&self.image).add(block.image * self.image_size),
                    frame.at(&self.slopes).add(block.image * self.slopes_size),
                )
            };
            for portion in tiles.iter().flat_map(|tile| &tile.portions) {
                // SAFETY: as above; the portion is one of the tiles.
                unsafe { self.sum_portion(portion, &block, pixels, slopes, (sums, rows.start)) };
            }
        }
    }

    /// # Safety
    ///
    /// As for [`GradientSums::sum`]; `pixels` and `slopes` are the first image of the block, and `sums` those from a row of
    /// the filter on that is not behind those of the portion.
    #[inline(always)]
    unsafe fn sum_portion(
        &self,
        portion: &Portion,
        block: &Block,
        pixels: *const f32,
        slopes: *const f32,
        (sums, first_row): (*mut f32, usize),
    ) {
        let Some((walk, first_pixel, first_slope)) = portion.within(block) else { return };
        let mut rows = GradientRows { pixels: [null(); MOST_ROWS], sums: [null_mut(); MOST_ROWS] };
        for (panel, functions) in self.panels.iter().zip(&self.functions) {
            // SAFETY: the pixels and slopes of all windows of the portion lie in the images, the rows in the filter. Vectors
            // of slopes reach behind the last one by less than a vector, which may be read.
            unsafe {
                for (r, (row, pixel)) in portion.rows.iter().enumerate() {
                    rows.pixels[r] = pixels.add(first_pixel + pixel);
                    rows.sums[r] = sums.add((row - first_row) * self.filters + panel.column);
                }
                let slopes = slopes.add(first_slope + panel.column);
                functions[portion.rows.len() - 1](&walk, &rows, slopes, panel.last);
            }
        }
    }
}
