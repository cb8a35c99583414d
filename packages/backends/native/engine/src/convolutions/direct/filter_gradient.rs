//! The derivative of a convolution by its filter: for each place of the kernel, channel and filter, the sum over all windows of
//! all images of pixel times slope.

use super::gradient_sums::GradientSums;
use crate::convolutions::geometry::{ConvolutionShape, parts_for};
use crate::convolutions::results::Results;
use crate::error::Result;
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext, share};
use crate::program::ContractionTask;

/// From so many tiles on, threads share the rows of the filter evenly enough.
const MANY_TILES: usize = 16;
/// Most chunks of the images.
const MOST_CHUNKS: usize = 16;
/// Windows of a chunk, at least: adding up chunks is little work beside them.
const LEAST_WINDOWS: usize = 256;

/// Parts do different rows of the filter; where these are few, different images. Which it is depends on the shape alone, so that
/// all numbers of threads get the same sums.
pub(in crate::convolutions) fn filter_gradient(
    task: &ContractionTask,
    shape: &ConvolutionShape,
    context: &TaskContext<'_>,
) -> Result<Box<dyn Kernel>> {
    let sums = GradientSums::build(&task.contraction, shape, context)?;
    let elements = shape.filter_size();
    let results = Results::build(task, elements, context)?;
    context.need_scratch(4 * results.scratch_words());
    let window_rows = shape.images * shape.vertical.windows;
    let chunks = (window_rows * shape.horizontal.windows / LEAST_WINDOWS).min(MOST_CHUNKS).min(window_rows);
    if sums.tiles().len() >= MANY_TILES || chunks <= 1 {
        let parts = parts_for(shape, sums.tiles().len(), context);
        return Ok(Box::new(ByRows { sums, results, window_rows, filters: shape.filters, parts }));
    }
    let granule = if shape.images >= chunks { shape.vertical.windows } else { 1 };
    let chunk_sums = context.shared(elements * chunks);
    let parts = parts_for(shape, chunks, context);
    Ok(Box::new(ByChunks { sums, results, window_rows, granule, chunks, chunk_sums, elements, parts }))
}

/// Every part has some rows of the filter.
struct ByRows {
    sums: GradientSums,
    results: Results,
    /// Of all images together.
    window_rows: usize,
    filters: usize,
    parts: usize,
}

impl Kernel for ByRows {
    fn parts(&self) -> usize {
        self.parts
    }

    unsafe fn run(&self, part: usize, frame: &Frame<'_>) {
        let tiles = share(self.sums.tiles().len(), part, self.parts, 1);
        let [first, last] = [tiles.start, tiles.end - 1].map(|tile| &self.sums.tiles()[tile].rows);
        let (begin, end) = (first.start * self.filters, last.end * self.filters);
        // SAFETY: as promised to this function; the rows belong to this part.
        unsafe {
            let results = self.results.stretch(frame, frame.scratch(), begin);
            self.sums.sum(frame, tiles, 0..self.window_rows, results);
            self.results.complete(frame, frame.scratch(), results, begin, end - begin);
        }
    }
}

/// Every part has some chunks of the images. Their sums are added up in the end.
struct ByChunks {
    sums: GradientSums,
    results: Results,
    /// Of all images together.
    window_rows: usize,
    /// Chunks begin at multiples of so many rows.
    granule: usize,
    chunks: usize,
    /// The sums of a whole filter for each chunk.
    chunk_sums: Operand,
    /// Of the filter.
    elements: usize,
    parts: usize,
}

impl Kernel for ByChunks {
    fn parts(&self) -> usize {
        self.parts
    }

    unsafe fn run(&self, part: usize, frame: &Frame<'_>) {
        for chunk in share(self.chunks, part, self.parts, 1) {
            let windows = share(self.window_rows, chunk, self.chunks, self.granule);
            // SAFETY: as promised to this function; the sums of a chunk belong to its part.
            unsafe {
                let sums = frame.at(&self.chunk_sums).add(chunk * self.elements);
                self.sums.sum(frame, 0..self.sums.tiles().len(), windows, sums);
            }
        }
    }

    fn has_finish(&self) -> bool {
        true
    }

    unsafe fn finish(&self, frame: &Frame<'_>) {
        // SAFETY: as promised to this function; there are sums for each chunk, and as many results.
        unsafe {
            let sums = frame.at(&self.chunk_sums);
            let results = self.results.stretch(frame, frame.scratch(), 0);
            results.copy_from_nonoverlapping(sums, self.elements);
            for chunk in 1..self.chunks {
                let sums = sums.add(chunk * self.elements);
                for i in 0..self.elements {
                    *results.add(i) += *sums.add(i);
                }
            }
            self.results.complete(frame, frame.scratch(), results, 0, self.elements);
        }
    }
}
