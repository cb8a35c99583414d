use crate::memory::CompressedRows;
use std::ops::Range;

/// Rows of the batch that are looked at.
const SAMPLES: usize = 32;

/// The columns of a batch that a part does, so that all parts have about as many entries: the first columns often have
/// far more of them than the last ones, such as those of frequent words.
///
/// # Safety
///
/// The batch must have so many rows.
pub(super) unsafe fn column_range(
    batch: &CompressedRows,
    rows: usize,
    features: usize,
    part: usize,
    parts: usize,
) -> Range<usize> {
    let boundary = |part: usize| {
        if part == 0 || part == parts {
            return part / parts * features;
        }
        let (mut sum, mut count) = (0usize, 0);
        for row in (0..rows).step_by(rows.div_ceil(SAMPLES)) {
            // SAFETY: up to the caller.
            let (columns, _) = unsafe { batch.row(row) };
            if let Some(column) = columns.get(columns.len() * part / parts) {
                sum += *column as usize;
                count += 1;
            }
        }
        sum.checked_div(count).unwrap_or(features * part / parts).min(features)
    };
    boundary(part)..boundary(part + 1)
}
