//! Sums over windows of images, without copying the windows: a convolution, and its derivative by the image.
//!
//! The results of an image are divided into rectangles whose results have all the same taps in the source, so that
//! what lies outside is left out of the sums. A tile is some results of a rectangle, in any rows and images, by a panel
//! of their channels.

use super::rectangle::Rectangle;
use crate::convolutions::geometry::{Block, Blocks, ConvolutionShape, Direction, Image, parts_for};
use crate::convolutions::packed_filter::PackedFilter;
use crate::convolutions::results::Results;
use crate::convolutions::tiles::{
    CorrelationRows, CorrelationTile, MOST_ROWS, Panel, correlation_tiles, panels, split_evenly,
};
use crate::error::Result;
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext, share};
use crate::program::ContractionTask;
use std::ops::Range;
use std::ptr::{null, null_mut};

/// Every part has some images, or some rows of them.
pub(in crate::convolutions) struct Correlation {
    source: Operand,
    filter: Operand,
    packed: PackedFilter,
    results: Results,
    source_image: Image,
    result_image: Image,
    images: usize,
    panels: Vec<Panel>,
    /// For each panel.
    tiles: Vec<Box<[CorrelationTile]>>,
    classes: Vec<Class>,
    blocks: Blocks,
    parts: usize,
}

/// Results that are seen by the same places of windows.
struct Class {
    rectangles: Vec<Rectangle>,
    /// Where the packed weights of each panel begin.
    weights: Vec<usize>,
}

/// Where a block is read and written.
struct BlockMemory {
    source: *const f32,
    results: *mut f32,
    weights: *const f32,
}

impl Correlation {
    pub fn build(
        task: &ContractionTask,
        shape: &ConvolutionShape,
        direction: Direction,
        context: &TaskContext<'_>,
    ) -> Result<Correlation> {
        let images = shape.images;
        let (pixels, windows) = (shape.pixel_image(), shape.window_image());
        let (source_image, result_image) = match direction {
            Direction::Forward => (pixels, windows),
            Direction::Backward => (windows, pixels),
        };
        let axes = direction.classes(shape);
        let panels = panels(result_image.channels, context.isa());
        let (packed, offsets) = PackedFilter::build(shape, direction, &axes, &panels, context.isa());
        let classes = axes
            .iter()
            .zip(offsets)
            .map(|((vertical, horizontal), weights)| Class {
                rectangles: Rectangle::all(vertical, horizontal, source_image, result_image),
                weights,
            })
            .collect();
        let tiles = panels.iter().map(|panel| correlation_tiles(context.isa(), panel.vectors)).collect();
        let image_bytes = 4 * (source_image.size() + result_image.size());
        let blocks = Blocks::new(result_image.height, image_bytes.div_ceil(result_image.height));
        let results = Results::build(task, blocks.most_rows(images) * result_image.row(), context)?;
        context.need_scratch(4 * (packed.words() + results.scratch_words()));
        Ok(Correlation {
            source: context.operand(task.contraction.inputs[0])?,
            filter: context.operand(task.contraction.inputs[1])?,
            packed,
            results,
            source_image,
            result_image,
            images,
            panels,
            tiles,
            classes,
            blocks,
            parts: parts_for(shape, images * result_image.height, context),
        })
    }

    /// The rows that a part does, counted through all images: whole images if there are enough of them.
    fn rows_of(&self, part: usize) -> Range<usize> {
        let height = self.result_image.height;
        let is_by_images = self.images.is_multiple_of(self.parts) || self.images >= 8 * self.parts;
        share(self.images * height, part, self.parts, if is_by_images { height } else { 1 })
    }

    /// # Safety
    ///
    /// As for [`Kernel::run`]; `memory` is where the block lies: its first image, and its first row of results.
    #[inline(always)]
    unsafe fn run_block(&self, block: &Block, memory: &BlockMemory) {
        for (index, panel) in self.panels.iter().enumerate() {
            for class in &self.classes {
                for rectangle in &class.rectangles {
                    let weights = class.weights[index] + rectangle.weights * panel.width;
                    // SAFETY: up to the caller; the weights of the taps of the rectangle are those from there on.
                    unsafe {
                        self.run_rectangle(rectangle, index, block, memory, memory.weights.add(weights))
                    };
                }
            }
        }
    }

    /// # Safety
    ///
    /// As for [`Correlation::run_block`]; `weights` are those of the first tap of the rectangle.
    #[inline(always)]
    unsafe fn run_rectangle(
        &self,
        rectangle: &Rectangle,
        panel: usize,
        block: &Block,
        memory: &BlockMemory,
        weights: *const f32,
    ) {
        let (panel, tiles) = (&self.panels[panel], &self.tiles[panel]);
        let mut walk = rectangle.within(block);
        let mut rows = CorrelationRows { sources: [null(); MOST_ROWS], results: [null_mut(); MOST_ROWS] };
        for count in split_evenly(walk.pixels(), panel.most_rows) {
            for r in 0..count {
                let (source, result) = walk.next();
                // Where a result has no taps, its source may lie anywhere.
                rows.sources[r] = memory.source.wrapping_add(source);
                // SAFETY: the results of the rectangle in the block are some of the block.
                rows.results[r] = unsafe { memory.results.add(result + panel.column) };
            }
            // SAFETY: all taps of the rectangle lie in the source, and the weights are theirs.
            unsafe { tiles[count - 1](&rectangle.taps, &rows, weights, panel.last) };
        }
    }
}

impl Kernel for Correlation {
    fn parts(&self) -> usize {
        self.parts
    }

    unsafe fn run(&self, part: usize, frame: &Frame<'_>) {
        // SAFETY: as promised to this function; the scratch is as large as was asked for: packed weights, and behind them what
        // the results need. All blocks of a part lie in its rows, which no other part has.
        unsafe {
            let weights = frame.scratch();
            let scratch = weights.add(self.packed.words());
            self.packed.pack(frame.at(&self.filter), weights);
            let row = self.result_image.row();
            for block in self.blocks.within(self.rows_of(part)) {
                let first = (block.image * self.result_image.height + block.rows.start) * row;
                let memory = BlockMemory {
                    source: frame.at(&self.source).add(block.image * self.source_image.size()),
                    results: self.results.stretch(frame, scratch, first),
                    weights,
                };
                self.run_block(&block, &memory);
                let count = block.images * block.rows.len() * row;
                self.results.complete(frame, scratch, memory.results, first, count);
            }
        }
    }
}
