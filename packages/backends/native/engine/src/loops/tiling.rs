/// How a space is cut into tiles: where operands or results lie in runs, so that few tiles reach over the end of one.
pub(super) struct Tiling {
    /// Tiles end at multiples of it.
    row: usize,
    /// Most elements of a tile: several rows, or an even part of one.
    most: usize,
    /// Whether a tile is a part of a row.
    is_within: bool,
}

impl Tiling {
    /// # Parameters
    ///
    /// - `size`: elements of the space
    /// - `rows`: lengths of the runs
    /// - `limit`: most elements of a tile
    pub fn new(size: usize, rows: impl Iterator<Item = usize>, limit: usize) -> Tiling {
        let row = rows.filter(|row| *row > 1).max().unwrap_or(limit);
        let is_within = row > limit;
        let most = if is_within {
            row.div_ceil(row.div_ceil(limit)).next_multiple_of(16)
        } else {
            limit / row * row
        };
        Tiling { row, most: most.min(size.max(1)), is_within }
    }

    /// Most elements of a tile.
    pub fn most(&self) -> usize {
        self.most
    }

    /// Elements of the tile that begins here, if so many are left.
    #[inline(always)]
    pub fn length(&self, at: usize, left: usize) -> usize {
        if left <= self.most && !self.is_within {
            return left;
        }
        let skip = at % self.row;
        let length = if self.is_within {
            (self.row - skip).min(self.most - skip % self.most)
        } else {
            self.most - skip
        };
        length.min(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(tiling: &Tiling, begin: usize, end: usize) -> Vec<usize> {
        let (mut at, mut found) = (begin, Vec::new());
        while at < end {
            found.push(tiling.length(at, end - at));
            at += found[found.len() - 1];
        }
        found
    }

    #[test]
    fn takes_whole_rows() {
        let tiling = Tiling::new(1000, [10].into_iter(), 512);
        assert_eq!(lengths(&tiling, 0, 1000), [510, 490]);
        assert_eq!(lengths(&tiling, 16, 1000), [504, 480]);
    }

    #[test]
    fn cuts_long_rows_evenly() {
        let tiling = Tiling::new(3000, [600].into_iter(), 512);
        assert_eq!(lengths(&tiling, 0, 1200), [304, 296, 304, 296]);
        assert_eq!(lengths(&tiling, 500, 700), [100, 100]);
    }

    #[test]
    fn is_no_larger_than_the_space() {
        assert_eq!(Tiling::new(5, std::iter::empty(), 512).most(), 5);
        assert_eq!(Tiling::new(0, std::iter::empty(), 512).most(), 1);
    }
}
