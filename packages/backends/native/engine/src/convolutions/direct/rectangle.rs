//! Results of a correlation that have the same taps.

use super::pixel_walk::{PixelWalk, Steps};
use crate::convolutions::geometry::{Block, Image, Interval, TapAxis};
use crate::convolutions::tiles::TapWalk;
use std::ops::Range;

/// Some rows and columns of results in each image.
pub(super) struct Rectangle {
    pub taps: TapWalk,
    /// Rows of weights before those of the first tap.
    pub weights: usize,
    /// Numbers of the rows of results.
    rows: Range<usize>,
    /// Where row number 0 lies in the result.
    first_row: usize,
    row_step: usize,
    columns: usize,
    /// Of the first result: elements of the source before its first tap, and of the row of results before itself.
    source: usize,
    result: usize,
    result_row: usize,
    source_steps: Steps,
    result_steps: Steps,
}

impl Rectangle {
    /// All rectangles of a class of results.
    pub fn all(vertical: &TapAxis, horizontal: &TapAxis, source: Image, result: Image) -> Vec<Rectangle> {
        let columns = horizontal.intervals();
        vertical
            .intervals()
            .iter()
            .flat_map(|rows| columns.iter().map(move |columns| (rows, columns)))
            .map(|(rows, columns)| Rectangle::new((vertical, rows), (horizontal, columns), source, result))
            .collect()
    }

    fn new(
        (vertical, rows): (&TapAxis, &Interval),
        (horizontal, columns): (&TapAxis, &Interval),
        source: Image,
        result: Image,
    ) -> Rectangle {
        let depth = source.channels;
        // Taps side by side are one stretch.
        let (stretches, length) = if horizontal.tap_step == 1 {
            (1, columns.taps.len() * depth)
        } else {
            (columns.taps.len(), depth)
        };
        let taps = TapWalk {
            rows: rows.taps.len(),
            stretches,
            length,
            source_row: vertical.tap_step * source.row(),
            source_stretch: horizontal.tap_step * depth,
            weights_row: horizontal.taps * depth,
            weights_stretch: depth,
        };
        Rectangle {
            taps,
            weights: (rows.taps.start * horizontal.taps + columns.taps.start) * depth,
            rows: rows.results.clone(),
            first_row: vertical.first,
            row_step: vertical.step,
            columns: columns.results.len(),
            source: rows.source * source.row() + columns.source * depth,
            result: (horizontal.first + columns.results.start * horizontal.step) * result.channels,
            result_row: result.row(),
            source_steps: Steps {
                column: horizontal.advance * depth,
                row: vertical.advance * source.row(),
                image: source.size(),
            },
            result_steps: Steps {
                column: horizontal.step * result.channels,
                row: vertical.step * result.row(),
                image: result.size(),
            },
        }
    }

    /// A walk over the results that are in a block. Of these, there are as many as the product of its counts.
    #[inline(always)]
    pub fn within(&self, block: &Block) -> PixelWalk {
        let number_of = |row: usize| row.saturating_sub(self.first_row).div_ceil(self.row_step);
        let begin = self.rows.start.max(number_of(block.rows.start));
        let end = self.rows.end.min(number_of(block.rows.end)).max(begin);
        let source = self.source + (begin - self.rows.start) * self.source_steps.row;
        // Wraps around where there is no result.
        let row = (self.first_row + begin * self.row_step).wrapping_sub(block.rows.start);
        let result = row.wrapping_mul(self.result_row).wrapping_add(self.result);
        let counts = [block.images, end - begin, self.columns];
        PixelWalk::new(counts, source, result, self.source_steps, self.result_steps)
    }
}
