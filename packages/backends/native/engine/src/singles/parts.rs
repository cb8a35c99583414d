use crate::plan::TaskContext;

/// Element visits below which a task is one part: other threads would join in only to find it done. Tests divide all.
const WORTH_DIVIDING: usize = if cfg!(test) { 1 } else { 100_000 };

/// In how many parts a task of so much work, in element visits, is done: at most one for each of its units.
pub(crate) fn parts_for(context: &TaskContext<'_>, work: usize, units: usize) -> usize {
    if work < WORTH_DIVIDING { 1 } else { context.threads().min(units).max(1) }
}
