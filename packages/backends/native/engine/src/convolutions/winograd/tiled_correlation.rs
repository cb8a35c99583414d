//! Convolutions of 3 by 3 places, and their derivatives by the image, by tiles of 4 by 4 windows.
//!
//! For each point, the results of tiles are a matrix product: tiles by channels of the source, times those by channels of the
//! result. Some tiles are in work together, so that their points stay in the cache.

use super::filter_points::FilterPoints;
use super::from_points::{FromPoints, FromPointsFunction, from_points_by};
use super::maps::{PixelsToPoints, PointsToPixels, PointsToResults, SlopesToPoints};
use super::planes::Planes;
use super::tile_grid::{PLANES, TileGrid, tiles_at_hand};
use super::to_points::{ToPoints, ToPointsFunction, to_points_by};
use crate::convolutions::geometry::{Blocks, ConvolutionShape, Direction, parts_for};
use crate::convolutions::results::Results;
use crate::convolutions::tiles::{
    CorrelationRows, CorrelationTile, MOST_ROWS, Panel, TapWalk, correlation_tiles, panels, split_evenly,
};
use crate::error::Result;
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext, share};
use crate::program::ContractionTask;
use std::ptr::{null, null_mut};

/// Every part has some images.
pub(in crate::convolutions) struct TiledCorrelation {
    source: Operand,
    filter: Operand,
    filter_points: FilterPoints,
    to_points: (ToPointsFunction, ToPoints),
    from_points: (FromPointsFunction, FromPoints),
    results: Results,
    grid: TileGrid,
    /// Most tiles that are in work together.
    at_hand: usize,
    panels: Vec<Panel>,
    /// For each panel.
    products: Vec<Box<[CorrelationTile]>>,
    /// Whether tiles of results overlap.
    overlaps: bool,
    /// Of whole images.
    blocks: Blocks,
    parts: usize,
}

impl TiledCorrelation {
    pub fn build(
        task: &ContractionTask,
        shape: &ConvolutionShape,
        direction: Direction,
        context: &TaskContext<'_>,
    ) -> Result<TiledCorrelation> {
        let (isa, grid) = (context.isa(), TileGrid::new(shape));
        let (pixels, windows) = (shape.pixel_image(), shape.window_image());
        let (source, result) = match direction {
            Direction::Forward => (pixels, windows),
            Direction::Backward => (windows, pixels),
        };
        let at_hand = tiles_at_hand(source.channels + result.channels);
        let from_planes = Planes::new(at_hand, source.channels, isa.lanes());
        let to_planes = Planes::new(at_hand, result.channels, isa.lanes());
        let pixels_before = [shape.vertical.before, shape.horizontal.before];
        let to_points = |before| ToPoints { grid, image: source, before, planes: from_planes };
        let from_points = |before| FromPoints { grid, image: result, before, planes: to_planes };
        let (to_points, from_points) = match direction {
            Direction::Forward => (
                (to_points_by::<PixelsToPoints, _>(isa), to_points(pixels_before)),
                (from_points_by::<PointsToResults, _>(isa), from_points([0, 0])),
            ),
            Direction::Backward => (
                (to_points_by::<SlopesToPoints, _>(isa), to_points([0, 0])),
                (from_points_by::<PointsToPixels, _>(isa), from_points(pixels_before)),
            ),
        };
        let panels = panels(result.channels, isa);
        let filter_points = FilterPoints::build(shape, direction, &panels, isa);
        let blocks = Blocks::new(1, 4 * (source.size() + result.size()));
        let results = Results::build(task, blocks.most_rows(shape.images) * result.size(), context)?;
        let words = filter_points.words() + from_planes.words() + to_planes.words();
        context.need_scratch(4 * (words + results.scratch_words()));
        Ok(TiledCorrelation {
            source: context.operand(task.contraction.inputs[0])?,
            filter: context.operand(task.contraction.inputs[1])?,
            filter_points,
            to_points,
            from_points,
            results,
            grid,
            at_hand,
            products: panels.iter().map(|panel| correlation_tiles(isa, panel.vectors)).collect(),
            panels,
            overlaps: direction == Direction::Backward,
            blocks,
            parts: parts_for(shape, shape.images, context),
        })
    }

    /// The matrix products of some tiles.
    ///
    /// # Safety
    ///
    /// The pointers are those of the points of the source, the filter and the results, which have rows for all tiles.
    unsafe fn multiply(&self, tiles: usize, source: *const f32, filter: *const f32, results: *mut f32) {
        let (from, to) = (self.to_points.1.planes, self.from_points.1.planes);
        let length = self.to_points.1.image.channels;
        let sum = TapWalk::single(length);
        let mut rows = CorrelationRows { sources: [null(); MOST_ROWS], results: [null_mut(); MOST_ROWS] };
        for plane in 0..PLANES {
            for (index, (panel, products)) in self.panels.iter().zip(&self.products).enumerate() {
                let mut tile = 0;
                for count in split_evenly(tiles, panel.most_rows) {
                    // SAFETY: rows of these planes; those of the results have whole vectors.
                    unsafe {
                        for r in 0..count {
                            let row = tile + r;
                            rows.sources[r] = source.add(plane * from.plane + row * from.row);
                            rows.results[r] = results.add(plane * to.plane + row * to.row + panel.column);
                        }
                        let weights = filter.add(self.filter_points.offset(plane, index));
                        products[count - 1](&sum, &rows, weights, panel.width / panel.vectors);
                    }
                    tile += count;
                }
            }
        }
    }
}

impl Kernel for TiledCorrelation {
    fn parts(&self) -> usize {
        self.parts
    }

    unsafe fn run(&self, part: usize, frame: &Frame<'_>) {
        let ((to_points, source), (from_points, result)) = (&self.to_points, &self.from_points);
        // SAFETY: as promised to this function; the scratch is as large as was asked for: points of the filter, the source
        // and the results, and behind them what the results need. The images of a part belong to it.
        unsafe {
            let filter = frame.scratch();
            let from = filter.add(self.filter_points.words());
            let to = from.add(source.planes.words());
            let scratch = to.add(result.planes.words());
            self.filter_points.make(frame.at(&self.filter), filter);
            for block in self.blocks.within(share(self.grid.images, part, self.parts, 1)) {
                let (first, count) = (block.image * result.image.size(), block.images * result.image.size());
                let results = self.results.stretch(frame, scratch, first);
                if self.overlaps {
                    results.write_bytes(0, count);
                }
                for tiles in self.grid.stretches(&block, self.at_hand) {
                    to_points(source, 0..source.image.channels, tiles.clone(), frame.at(&self.source), from);
                    self.multiply(tiles.len(), from, filter, to);
                    from_points(result, tiles, to, results.wrapping_sub(first));
                }
                self.results.complete(frame, scratch, results, first, count);
            }
        }
    }
}
