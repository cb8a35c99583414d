use std::ops::Range;

/// A number of units cut into pieces that differ by one unit at most, the larger ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Split {
    pub count: usize,
    /// Units of the smaller pieces.
    size: usize,
    /// How many pieces have one unit more.
    larger: usize,
}

impl Split {
    /// As few pieces as there can be if none has more than `most` units.
    pub fn into_at_most(total: usize, most: usize) -> Split {
        Split::into_pieces(total, total.div_ceil(most))
    }

    pub fn into_pieces(total: usize, count: usize) -> Split {
        let count = count.clamp(1, total.max(1));
        Split { count, size: total / count, larger: total % count }
    }

    #[inline(always)]
    pub fn begin(&self, piece: usize) -> usize {
        piece * self.size + piece.min(self.larger)
    }

    #[inline(always)]
    pub fn size(&self, piece: usize) -> usize {
        self.size + usize::from(piece < self.larger)
    }

    #[inline(always)]
    pub fn range(&self, piece: usize) -> Range<usize> {
        self.begin(piece)..self.begin(piece + 1)
    }

    /// Units of the largest piece.
    pub fn largest(&self) -> usize {
        self.size(0)
    }

    pub fn smallest(&self) -> usize {
        self.size
    }
}

#[cfg(test)]
mod tests {
    use super::Split;

    #[test]
    fn pieces_are_even_and_cover_everything() {
        for total in 1..50 {
            for most in 1..20 {
                let split = Split::into_at_most(total, most);
                assert!(split.largest() <= most && split.largest() <= split.smallest() + 1);
                let sizes: usize = (0..split.count).map(|piece| split.size(piece)).sum();
                assert_eq!(sizes, total);
                assert_eq!(split.begin(split.count), total);
            }
        }
    }
}
