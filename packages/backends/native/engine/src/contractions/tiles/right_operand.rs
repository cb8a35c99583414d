use super::super::packing::{PackFunction, Rows, copy_rows, transpose_rows};
use super::super::sections::Section;
use super::super::shape::{ProductShape, Strides};
use super::panel::Panel;
use crate::lanes::{Isa, MOST_LANES};

/// Elements that are packed at a time: half of what a thread may have of the cache of third level.
const PACKED_AT_A_TIME: usize = 1 << 20;
/// So few elements stay in the cache of second level as they lie.
const NEAR: usize = 1 << 16;
/// With so few rows of the result, an element is not used often enough to be packed.
const FEW_ROWS: usize = 64;

/// How tiles read the right operand: as it lies, or from a copy of each panel, whose rows lie one after the other.
pub(super) struct RightOperand {
    strides: Strides,
    inner: usize,
    pack: Option<PackFunction>,
}

impl RightOperand {
    pub fn new(shape: &ProductShape, section: &Section, isa: Isa) -> RightOperand {
        let is_far = shape.inner * section.columns.len() > NEAR;
        let pack = if shape.is_by_columns() {
            Some(transpose_rows(isa))
        } else if is_far && section.rows.len() >= FEW_ROWS {
            Some(copy_rows(isa))
        } else {
            None
        };
        RightOperand { strides: shape.b, inner: shape.inner, pack }
    }

    /// The most panels of a width that are copied at a time.
    pub fn panels_at_a_time(&self, width: usize) -> usize {
        if self.pack.is_some() { (PACKED_AT_A_TIME / (self.inner * width)).max(1) } else { usize::MAX }
    }

    /// Words of scratch memory for panels that are together so wide.
    pub fn scratch_words(&self, width: usize) -> usize {
        if self.pack.is_some() { self.inner * width + MOST_LANES } else { 0 }
    }

    /// Gets panels ready.
    ///
    /// # Safety
    ///
    /// They must lie in the operand `b`, with a vector readable behind it; `scratch` must have
    /// [`RightOperand::scratch_words`].
    #[inline(always)]
    pub unsafe fn group(&self, b: *const f32, panels: &[Panel], scratch: *mut f32) -> RightGroup {
        let first_column = panels[0].column;
        let Some(pack) = self.pack else {
            return RightGroup { from: b, first_column: 0, column: 1, row: Some(self.strides.inner) };
        };
        for panel in panels {
            // SAFETY: up to the caller; all panels before the last one are as wide as they have columns.
            unsafe {
                let from = b.add(panel.column * self.strides.outer);
                let rows = if self.strides.outer == 1 {
                    Rows { from, row: self.strides.inner, rows: self.inner, width: panel.columns }
                } else {
                    Rows { from, row: self.strides.outer, rows: panel.columns, width: self.inner }
                };
                pack(&rows, scratch.add((panel.column - first_column) * self.inner), panel.width);
            }
        }
        RightGroup { from: scratch, first_column, column: self.inner, row: None }
    }
}

/// Panels of the right operand that are ready to be read.
pub(super) struct RightGroup {
    from: *const f32,
    first_column: usize,
    /// Elements from one column to the next, for whole panels.
    column: usize,
    /// Elements from one row to the next; None where the rows of a panel lie one after the other.
    row: Option<usize>,
}

impl RightGroup {
    /// Where a panel begins in the row of a term, and how many elements further on the next row is.
    ///
    /// # Safety
    ///
    /// The group must have the panel.
    #[inline(always)]
    pub unsafe fn panel(&self, panel: &Panel, term: usize) -> (*const f32, usize) {
        let row = self.row.unwrap_or(panel.width);
        // SAFETY: up to the caller.
        (unsafe { self.from.add((panel.column - self.first_column) * self.column + term * row) }, row)
    }
}
