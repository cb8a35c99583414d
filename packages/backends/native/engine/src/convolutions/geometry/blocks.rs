//! Pieces of a batch of images that stay in the cache while something is done with them.

use std::ops::Range;

/// So much of the operands a second-level cache holds, beside other things.
const CACHED_BYTES: usize = 384 * 1024;

/// Whole images, or some rows of one image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::convolutions) struct Block {
    pub image: usize,
    pub images: usize,
    pub rows: Range<usize>,
}

/// How a batch is cut into blocks.
#[derive(Clone, Copy, Debug)]
pub(in crate::convolutions) struct Blocks {
    /// Rows of an image.
    height: usize,
    /// Most rows of a block.
    most: usize,
}

impl Blocks {
    /// `row_bytes`: of all that belongs to a row.
    pub fn new(height: usize, row_bytes: usize) -> Blocks {
        Blocks { height, most: (CACHED_BYTES / row_bytes).max(1) }
    }

    /// Most rows of a block of a batch of `images`, all images together.
    pub fn most_rows(&self, images: usize) -> usize {
        if self.most < self.height { self.most } else { self.most.min(images * self.height) }
    }

    /// The blocks of a stretch of rows, which are counted through all images.
    pub fn within(self, stretch: Range<usize>) -> impl Iterator<Item = Block> {
        let mut next = stretch.start;
        std::iter::from_fn(move || {
            let left = stretch.end.checked_sub(next).filter(|rows| *rows > 0)?;
            let (image, row) = (next / self.height, next % self.height);
            let images = left.min(self.most) / self.height;
            let block = if row == 0 && images > 0 {
                Block { image, images, rows: 0..self.height }
            } else {
                let rows = left.min(self.most).min(self.height - row);
                Block { image, images: 1, rows: row..row + rows }
            };
            next += block.images * block.rows.len();
            Some(block)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_whole_images_where_these_are_small() {
        let blocks: Vec<_> = Blocks { height: 4, most: 9 }.within(2..24).collect();
        let block = |image, images, rows| Block { image, images, rows };
        assert_eq!(blocks, [block(0, 1, 2..4), block(1, 2, 0..4), block(3, 2, 0..4), block(5, 1, 0..4)]);
    }

    #[test]
    fn blocks_are_rows_of_large_images() {
        let blocks: Vec<_> = Blocks { height: 5, most: 3 }.within(0..7).collect();
        let block = |image, rows| Block { image, images: 1, rows };
        assert_eq!(blocks, [block(0, 0..3), block(0, 3..5), block(1, 0..2)]);
    }
}
