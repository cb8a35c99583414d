//! Rows of a filter that are summed up together, and the windows that have a pixel for them.

use crate::convolutions::geometry::{Block, ConvolutionShape, Interval, TapAxis};
use crate::convolutions::tiles::{WindowWalk, split_evenly};
use std::ops::Range;

/// Neighboring rows of the filter: a channel of a place each.
pub(super) struct RowGroup {
    /// Numbers of the rows.
    pub rows: Range<usize>,
    pub portions: Vec<Portion>,
}

/// Windows of which the same rows of a tile have a pixel in the image.
pub(super) struct Portion {
    /// Numbers of these rows, and for each the elements of the image before the pixel of the first window.
    pub rows: Vec<(usize, usize)>,
    window_rows: Range<usize>,
    /// Elements of the slopes, from the beginning of a row, before those of the first window.
    first_slope: usize,
    walk: WindowWalk,
}

impl RowGroup {
    /// All rows of a filter, at most `most` at a time.
    pub fn all(shape: &ConvolutionShape, most: usize) -> Vec<RowGroup> {
        let count = shape.vertical.kernel * shape.horizontal.kernel * shape.channels;
        let down = TapAxis::forward(&shape.vertical).intervals();
        let across = TapAxis::forward(&shape.horizontal).intervals();
        let mut end = 0;
        split_evenly(count, most)
            .map(|size| {
                let rows = end..end + size;
                end = rows.end;
                let pairs = down.iter().flat_map(|down| across.iter().map(move |across| (down, across)));
                let portions = pairs.filter_map(|(down, across)| Portion::new(shape, &rows, down, across));
                RowGroup { portions: portions.collect(), rows }
            })
            .collect()
    }
}

impl Portion {
    /// None if none of the rows has a pixel.
    fn new(
        shape: &ConvolutionShape,
        rows: &Range<usize>,
        down: &Interval,
        across: &Interval,
    ) -> Option<Portion> {
        let &ConvolutionShape { vertical, horizontal, channels, filters, .. } = shape;
        let (pixels, windows) = (shape.pixel_image(), shape.window_image());
        let rows: Vec<_> = rows
            .clone()
            .filter_map(|row| {
                let (place, channel) = (row / channels, row % channels);
                let (y, x) = (place / horizontal.kernel, place % horizontal.kernel);
                if !down.taps.contains(&y) || !across.taps.contains(&x) {
                    return None;
                }
                let y = down.source + (y - down.taps.start) * vertical.dilation;
                let x = across.source + (x - across.taps.start) * horizontal.dilation;
                Some((row, y * pixels.row() + x * channels + channel))
            })
            .collect();
        let walk = WindowWalk {
            images: 0,
            rows: 0,
            columns: across.results.len(),
            pixel_image: pixels.size(),
            pixel_row: vertical.stride * pixels.row(),
            pixel_column: horizontal.stride * channels,
            slope_image: windows.size(),
            slope_row: windows.row(),
            slope_column: filters,
        };
        let first_slope = across.results.start * filters;
        let window_rows = down.results.clone();
        (!rows.is_empty()).then_some(Portion { rows, window_rows, first_slope, walk })
    }

    /// The windows in a block, and the elements of an image before their first pixel and slope; none if there are no windows.
    #[inline(always)]
    pub fn within(&self, block: &Block) -> Option<(WindowWalk, usize, usize)> {
        let begin = self.window_rows.start.max(block.rows.start);
        let end = self.window_rows.end.min(block.rows.end);
        if begin >= end {
            return None;
        }
        let walk = WindowWalk { images: block.images, rows: end - begin, ..self.walk };
        let pixel = (begin - self.window_rows.start) * self.walk.pixel_row;
        Some((walk, pixel, begin * self.walk.slope_row + self.first_slope))
    }
}
