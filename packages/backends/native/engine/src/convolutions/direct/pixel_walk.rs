//! Pixels of a rectangle in several images, one after the other, across the ends of rows.

/// Distances of neighbors in memory, in elements.
#[derive(Clone, Copy, Debug)]
pub(super) struct Steps {
    pub column: usize,
    pub row: usize,
    pub image: usize,
}

/// Visits pixels row by row, image by image.
pub(super) struct PixelWalk {
    counts: [usize; 3],
    column: usize,
    row: usize,
    source: Place,
    result: Place,
}

/// Where a pixel lies, and how much further its successor.
struct Place {
    at: usize,
    to_column: usize,
    to_row: usize,
    to_image: usize,
}

impl Place {
    /// All arithmetic wraps around: behind the last pixel there is none.
    #[inline(always)]
    fn new(at: usize, steps: Steps, [_, rows, columns]: [usize; 3]) -> Place {
        let across = steps.column.wrapping_mul(columns.wrapping_sub(1));
        let down = steps.row.wrapping_mul(rows.wrapping_sub(1));
        Place {
            at,
            to_column: steps.column,
            to_row: steps.row.wrapping_sub(across),
            to_image: steps.image.wrapping_sub(down).wrapping_sub(across),
        }
    }
}

impl PixelWalk {
    /// `counts`: images, rows and columns. `source` and `result` are where the first pixel lies in either.
    #[inline(always)]
    pub fn new(
        counts: [usize; 3],
        source: usize,
        result: usize,
        source_steps: Steps,
        result_steps: Steps,
    ) -> PixelWalk {
        let source = Place::new(source, source_steps, counts);
        let result = Place::new(result, result_steps, counts);
        PixelWalk { counts, column: 0, row: 0, source, result }
    }

    /// Number of pixels.
    #[inline(always)]
    pub fn pixels(&self) -> usize {
        self.counts.iter().product()
    }

    /// Where the next pixel lies in the source and in the result.
    #[inline(always)]
    pub fn next(&mut self) -> (usize, usize) {
        let now = (self.source.at, self.result.at);
        let [_, rows, columns] = self.counts;
        self.column += 1;
        let (source, result) = if self.column < columns {
            (self.source.to_column, self.result.to_column)
        } else {
            self.column = 0;
            self.row += 1;
            if self.row < rows {
                (self.source.to_row, self.result.to_row)
            } else {
                self.row = 0;
                (self.source.to_image, self.result.to_image)
            }
        };
        self.source.at = self.source.at.wrapping_add(source);
        self.result.at = self.result.at.wrapping_add(result);
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_through_rows_and_images() {
        let source = Steps { column: 2, row: 10, image: 100 };
        let result = Steps { column: 1, row: 3, image: 6 };
        let mut walk = PixelWalk::new([2, 2, 3], 5, 0, source, result);
        let expected = [5, 7, 9, 15, 17, 19, 105, 107, 109, 115, 117, 119];
        assert_eq!(walk.pixels(), expected.len());
        for (i, at) in expected.into_iter().enumerate() {
            assert_eq!(walk.next(), (at, i));
        }
    }
}
