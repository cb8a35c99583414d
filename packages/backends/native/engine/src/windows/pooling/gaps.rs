use super::plan::PoolingPlan;
use std::ops::Range;

/// What lies in no window, of windows that do not overlap.
pub(super) struct Gaps {
    /// Rows before each row of windows, and behind the last one.
    rows: Box<[Range<usize>]>,
    /// Columns, those that are not empty.
    columns: Box<[Range<usize>]>,
}

impl Gaps {
    pub fn of(plan: &PoolingPlan) -> Gaps {
        let columns = plan.steps.horizontal().gaps(plan.images.width);
        Gaps {
            rows: plan.steps.vertical().gaps(plan.images.height),
            columns: columns.iter().filter(|gap| !gap.is_empty()).cloned().collect(),
        }
    }

    /// Zeros the gaps before and in a row of windows, and behind the last one.
    ///
    /// # Safety
    ///
    /// `gradient` must be an image of the plan, and have such a row.
    #[inline(always)]
    pub unsafe fn clear(&self, plan: &PoolingPlan, row: usize, gradient: *mut f32) {
        let PoolingPlan { images, .. } = plan;
        // SAFETY: gaps lie in the image.
        let clear = |begin: usize, count: usize| unsafe { gradient.add(begin).write_bytes(0, count) };
        let clear_rows = |gap: &Range<usize>| clear(gap.start * images.row(), gap.len() * images.row());
        clear_rows(&self.rows[row]);
        if row + 1 == plan.windows.height {
            clear_rows(&self.rows[row + 1]);
        }
        let span = plan.steps.vertical().spans[row];
        for line in span.source..span.source + span.count {
            for gap in &self.columns {
                clear(line * images.row() + gap.start * images.channels, gap.len() * images.channels);
            }
        }
    }
}
