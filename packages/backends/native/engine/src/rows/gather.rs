use super::bring::{self, Bring};
use super::column::{Column, CompressedColumn};
use super::store::{NamedColumn, RowStore};
use crate::error::Result;
use crate::lanes::Isa;
use crate::memory::{CompressedRows, READABLE_BEHIND, is_readable_behind};
use crate::program::DataType;
use crate::require;
use std::ops::Range;

/// How one column is brought to where a program reads it.
pub(crate) struct Gather<'a> {
    column: &'a NamedColumn<'a>,
    bring: Bring,
    /// Whether the numbers are stored as the program wants them.
    is_as_wanted: bool,
}

/// Gets ready to bring a column to batches whose rows have `width` elements.
///
/// # Errors
///
/// The store lacks the column, or its rows are of another size.
pub(crate) fn gather<'a>(
    store: &'a RowStore<'a>,
    name: &str,
    dtype: DataType,
    width: usize,
    isa: Isa,
) -> Result<Gather<'a>> {
    let column = store.find(name);
    require!(column.is_some(), "the rows have no column {name}");
    let column = column.expect("it was checked");
    require!(
        column.width == width,
        "rows of {name} hold {} numbers, the program wants {width}",
        column.width
    );
    let is_float = dtype == DataType::Float32;
    let (bring, is_as_wanted) = match column.column {
        Column::Bytes(_) if is_float => (bring::bytes_as_floats(isa), false),
        Column::Bytes(_) => (bring::bytes_as_integers(isa), false),
        Column::Integers(_) if is_float => (bring::integers_as_floats(isa), false),
        Column::Integers(_) => (bring::words(isa), true),
        Column::Floats(_) | Column::Compressed(_) => {
            require!(is_float, "{name} holds floats, and the program wants whole numbers");
            (bring::words(isa), true)
        }
    };
    Ok(Gather { column, bring, is_as_wanted })
}

impl Gather<'_> {
    /// Whether the column is stored without zeros.
    pub fn is_compressed(&self) -> bool {
        matches!(self.column.column, Column::Compressed(_))
    }

    /// The rows of a batch as they are stored, if that is without zeros.
    pub fn compressed(&self, order: &[i32]) -> Option<CompressedRows> {
        let Column::Compressed(column) = &self.column.column else { return None };
        Some(CompressedRows {
            starts: column.starts.as_ptr(),
            columns: column.columns.as_ptr(),
            values: column.values.as_ptr(),
            order: order.as_ptr(),
            rows: order.len(),
        })
    }

    /// Where the rows of a batch lie one after the other, just as the program wants them.
    pub fn in_place(&self, order: &[i32]) -> Option<*const u8> {
        let Gather { column: NamedColumn { width, column, .. }, is_as_wanted: true, .. } = self else {
            return None;
        };
        let (words, all): (*const u32, usize) = match column {
            Column::Floats(values) => (values.as_ptr().cast(), values.len()),
            Column::Integers(values) => (values.as_ptr().cast(), values.len()),
            Column::Bytes(_) | Column::Compressed(_) => return None,
        };
        let first = *order.first()? as usize;
        let is_run = order.windows(2).all(|pair| pair[1] == pair[0].wrapping_add(1));
        let begin = words.wrapping_add(first * width);
        let count = order.len() * width;
        // Other rows, or the rest of a page.
        let is_readable = 4 * all.saturating_sub(first * width + count) >= READABLE_BEHIND
            || is_readable_behind(begin.wrapping_add(count).cast());
        (is_run && is_readable).then_some(begin.cast())
    }

    /// Brings some rows of a batch.
    ///
    /// # Safety
    ///
    /// All numbers in `order` are rows of the store; `to` points to a batch of `order.len()` rows, of which nobody else touches
    /// those in `rows`.
    pub unsafe fn rows(&self, order: &[i32], rows: Range<usize>, to: *mut u8) {
        let NamedColumn { width, column, .. } = self.column;
        let values: *const u8 = match column {
            Column::Floats(values) => values.as_ptr().cast(),
            Column::Integers(values) => values.as_ptr().cast(),
            Column::Bytes(values) => values.as_ptr(),
            Column::Compressed(column) => {
                // SAFETY: passed on.
                return unsafe {
                    spread(column, *width, &order[rows.clone()], to.add(4 * width * rows.start))
                };
            }
        };
        // SAFETY: up to the caller.
        unsafe { (self.bring)(values, &order[rows.clone()], *width, to.add(4 * width * rows.start)) };
    }
}

/// # Safety
///
/// As for [`Gather::rows`].
unsafe fn spread(column: &CompressedColumn, width: usize, order: &[i32], to: *mut u8) {
    let mut to: *mut f32 = to.cast();
    for row in order {
        // SAFETY: up to the caller; the entries of a row are columns of it.
        unsafe {
            to.write_bytes(0, width);
            let row = *row as usize;
            for at in column.starts[row]..column.starts[row + 1] {
                to.add(column.columns[at] as usize).write(column.values[at]);
            }
            to = to.add(width);
        }
    }
}
