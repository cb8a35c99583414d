//! How a space is cut into the stretches that threads share: by its shape alone, so that the order of sums does not depend
//! on how many threads there are.

/// Most chunks of a space.
const MOST: usize = 64;
/// Fewest elements of a chunk where each takes as long as an addition.
const LEAST: usize = 8192;

/// Stretches of the same length, but for the last one.
pub(super) struct Chunks {
    size: usize,
    length: usize,
    count: usize,
}

impl Chunks {
    /// # Parameters
    ///
    /// - `size`: elements of the space
    /// - `cost`: time for an element, in additions
    /// - `unit`: chunks begin at multiples of it
    /// - `partial`: elements of the largest result of which every chunk makes a part; 0 if there is none
    pub fn new(size: usize, cost: usize, unit: usize, partial: usize) -> Chunks {
        let least = (LEAST / cost.max(1)).max(LEAST / 16);
        // What is put together in the end should be little beside the work.
        let length = least.max(size.div_ceil(MOST)).max(8 * partial).max(1);
        let length = length.next_multiple_of(unit);
        Chunks { size, length, count: size.div_ceil(length).max(1) }
    }

    pub fn count(&self) -> usize {
        self.count
    }

    /// Elements of a chunk.
    pub fn range(&self, number: usize) -> std::ops::Range<usize> {
        let begin = number * self.length;
        begin..(begin + self.length).min(self.size)
    }
}
