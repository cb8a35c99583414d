use super::super::sections::Section;
use super::split::Split;
use super::tile::{MOST_VECTORS, TileFunction, most_rows, tile_function};
use crate::lanes::Isa;

/// Columns that tiles, one below the other, have in common.
pub(super) struct Panel {
    /// The first one.
    pub column: usize,
    pub columns: usize,
    /// Columns with those that fill up the last vector.
    pub width: usize,
    /// Columns in the last vector.
    pub last: usize,
    /// For the smaller tiles and for those with one row more.
    functions: [TileFunction; 2],
    smaller_rows: usize,
}

impl Panel {
    /// The function for tiles of so many rows.
    #[inline(always)]
    pub fn function(&self, rows: usize) -> TileFunction {
        self.functions[rows - self.smaller_rows]
    }
}

/// The rows of a section, in tiles, and its columns, in panels.
pub(super) fn tiles_and_panels(section: &Section, isa: Isa) -> (Split, Vec<Panel>) {
    let lanes = isa.lanes();
    let (rows, columns) = (section.rows.len(), section.columns.len());
    let widths = Split::into_at_most(columns.div_ceil(lanes), widest(isa, rows));
    let tiles = Split::into_at_most(rows, most_rows(isa, widths.largest()));
    let panel = |piece: usize| {
        let vectors = widths.size(piece);
        let (begin, width) = (widths.begin(piece) * lanes, vectors * lanes);
        let own = width.min(columns - begin);
        let smaller_rows = tiles.smallest();
        Panel {
            column: section.columns.start + begin,
            columns: own,
            width,
            last: own - (width - lanes),
            functions: [smaller_rows, tiles.largest()].map(|rows| tile_function(isa, rows, vectors)),
            smaller_rows,
        }
    };
    (tiles, (0..widths.count).map(panel).collect())
}

/// Vectors of the widest tiles for so many rows: as many as tiles can have that hold all rows, so that the right operand is
/// read once; with more rows than that, three, which takes few reads for each multiply-add.
fn widest(isa: Isa, rows: usize) -> usize {
    (3..=MOST_VECTORS).rev().find(|vectors| most_rows(isa, *vectors) >= rows).unwrap_or(3)
}

#[cfg(test)]
mod tests {
    use super::super::super::sections::Section;
    use super::tiles_and_panels;
    use crate::lanes::Isa;

    #[test]
    fn panels_cover_the_columns_of_a_section() {
        for isa in Isa::available() {
            for (rows, columns) in [(1, 1), (1, 300), (5, 17), (100, 64), (100, 65), (7, 128)] {
                let section = Section { products: 0..1, rows: 3..3 + rows, columns: 16..16 + columns };
                let (tiles, panels) = tiles_and_panels(&section, isa);
                assert_eq!(tiles.begin(tiles.count), rows);
                let mut column = 16;
                for panel in &panels {
                    assert_eq!(panel.column, column);
                    assert_eq!(panel.width, panel.columns.next_multiple_of(isa.lanes()));
                    assert_eq!(panel.last, panel.columns + isa.lanes() - panel.width);
                    column += panel.columns;
                }
                assert_eq!(column, 16 + columns);
            }
        }
    }
}
