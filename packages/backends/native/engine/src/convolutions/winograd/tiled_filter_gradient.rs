//! The derivative of a convolution by its filter of 3 by 3 places, by tiles of 4 by 4 windows.
//!
//! For each point, a matrix of channels by filters is the sum over all tiles of pixels times slopes. Tiles are summed up some
//! at a time, and only the sums are mapped back.

use super::kernel_results::{KernelRows, kernel_results_of};
use super::maps::{PixelsToPoints, SlopesToPoints};
use super::planes::Planes;
use super::tile_grid::{KERNEL, PLANES, TileGrid, tiles_at_hand};
use super::to_points::{ToPoints, ToPointsFunction, to_points_by};
use crate::convolutions::geometry::{Block, ConvolutionShape, parts_for};
use crate::convolutions::results::Results;
use crate::convolutions::tiles::{
    GradientRows, GradientTile, MOST_ROWS, Panel, WindowWalk, gradient_tiles, panels, split_evenly,
};
use crate::error::Result;
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext, share};
use crate::program::ContractionTask;
use std::ptr::{null, null_mut};

/// Parts have a multiple of so many channels.
const GRANULE: usize = 8;

/// Every part has some channels.
pub(in crate::convolutions) struct TiledFilterGradient {
    image: Operand,
    slopes: Operand,
    to_points: (ToPointsFunction, ToPoints),
    slopes_to_points: (ToPointsFunction, ToPoints),
    sums_to_kernel: unsafe fn(&KernelRows, *const f32, *mut f32),
    results: Results,
    grid: TileGrid,
    /// Most tiles that are in work together.
    at_hand: usize,
    /// Planes of the sums.
    sums: Planes,
    panels: Vec<Panel>,
    /// For each panel.
    products: Vec<Box<[GradientTile]>>,
    parts: usize,
}

impl TiledFilterGradient {
    pub fn build(
        task: &ContractionTask,
        shape: &ConvolutionShape,
        context: &TaskContext<'_>,
    ) -> Result<TiledFilterGradient> {
        let (isa, grid) = (context.isa(), TileGrid::new(shape));
        let &ConvolutionShape { vertical, horizontal, channels, filters, .. } = shape;
        let parts = parts_for(shape, channels.div_ceil(GRANULE), context);
        let most_channels = channels.div_ceil(GRANULE).div_ceil(parts) * GRANULE;
        let at_hand = tiles_at_hand(most_channels + filters);
        let planes = |channels| Planes::new(at_hand, channels, isa.lanes());
        let pixels = ToPoints {
            grid,
            image: shape.pixel_image(),
            before: [vertical.before, horizontal.before],
            planes: planes(most_channels),
        };
        let slopes = ToPoints { grid, image: shape.window_image(), before: [0, 0], planes: planes(filters) };
        let sums = Planes::new(most_channels, filters, isa.lanes());
        let results = Results::build(task, shape.filter_size(), context)?;
        let words = pixels.planes.words() + slopes.planes.words() + sums.words();
        context.need_scratch(4 * (words + results.scratch_words()));
        let panels = panels(filters, isa);
        Ok(TiledFilterGradient {
            image: context.operand(task.contraction.inputs[0])?,
            slopes: context.operand(task.contraction.inputs[1])?,
            to_points: (to_points_by::<PixelsToPoints, _>(isa), pixels),
            slopes_to_points: (to_points_by::<SlopesToPoints, _>(isa), slopes),
            sums_to_kernel: kernel_results_of(isa),
            results,
            grid,
            at_hand,
            sums,
            products: panels.iter().map(|panel| gradient_tiles(isa, panel.vectors)).collect(),
            panels,
            parts,
        })
    }

    /// Adds the products of some tiles to the sums of each point.
    ///
    /// # Safety
    ///
    /// The pointers are those of the points of pixels and slopes, which have rows for all tiles, and of the sums, which
    /// have rows for the channels.
    unsafe fn multiply(
        &self,
        tiles: usize,
        channels: usize,
        pixels: *const f32,
        slopes: *const f32,
        sums: *mut f32,
    ) {
        let (a, b) = (self.to_points.1.planes, self.slopes_to_points.1.planes);
        let walk = WindowWalk::single(tiles, a.row, b.row);
        let mut rows = GradientRows { pixels: [null(); MOST_ROWS], sums: [null_mut(); MOST_ROWS] };
        for plane in 0..PLANES {
            for (panel, products) in self.panels.iter().zip(&self.products) {
                let mut channel = 0;
                for count in split_evenly(channels, panel.most_rows) {
                    // SAFETY: columns and rows of these planes; those of the slopes and sums have whole vectors.
                    unsafe {
                        for r in 0..count {
                            let row = channel + r;
                            rows.pixels[r] = pixels.add(plane * a.plane + row);
                            rows.sums[r] =
                                sums.add(plane * self.sums.plane + row * self.sums.row + panel.column);
                        }
                        let slopes = slopes.add(plane * b.plane + panel.column);
                        products[count - 1](&walk, &rows, slopes, panel.width / panel.vectors);
                    }
                    channel += count;
                }
            }
        }
    }
}

impl Kernel for TiledFilterGradient {
    fn parts(&self) -> usize {
        self.parts
    }

    unsafe fn run(&self, part: usize, frame: &Frame<'_>) {
        let ((to_points, image), (slopes_to_points, windows)) = (&self.to_points, &self.slopes_to_points);
        let (all_channels, filters) = (image.image.channels, windows.image.channels);
        let channels = share(all_channels, part, self.parts, GRANULE);
        let all = Block { image: 0, images: self.grid.images, rows: 0..1 };
        // SAFETY: as promised to this function; the scratch is as large as was asked for: points of pixels and slopes, sums,
        // and behind them what the results need. The channels of a part belong to it.
        unsafe {
            let pixels = frame.scratch();
            let slopes = pixels.add(image.planes.words());
            let sums = slopes.add(windows.planes.words());
            let scratch = sums.add(self.sums.words());
            sums.write_bytes(0, self.sums.words());
            for tiles in self.grid.stretches(&all, self.at_hand) {
                to_points(image, channels.clone(), tiles.clone(), frame.at(&self.image), pixels);
                slopes_to_points(windows, 0..filters, tiles.clone(), frame.at(&self.slopes), slopes);
                self.multiply(tiles.len(), channels.len(), pixels, slopes, sums);
            }
            let place = all_channels * filters;
            let first = channels.start * filters;
            let rows = KernelRows { rows: channels.len(), filters, planes: self.sums, place };
            let results = self.results.stretch(frame, scratch, first);
            (self.sums_to_kernel)(&rows, sums, results);
            for number in 0..KERNEL * KERNEL {
                let begin = number * place;
                let results = results.add(begin);
                self.results.complete(frame, scratch, results, first + begin, channels.len() * filters);
            }
        }
    }
}
