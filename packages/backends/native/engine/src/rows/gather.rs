use super::column::Column;
use super::store::{NamedColumn, RowStore};
use crate::error::Result;
use crate::lanes::{IntLanes, Isa, Lanes};
use crate::memory::CompressedRows;
use crate::program::DataType;
use crate::require;
use crate::versions;
use std::ops::Range;

/// How one column is brought to where a program reads it.
pub(crate) struct Gather<'a> {
    column: &'a NamedColumn,
    widen: unsafe fn(*const u8, *mut u8, usize),
}

/// Gets ready to bring a column to a batch of `words` elements in `rows` rows.
///
/// # Errors
///
/// The store lacks the column, or its rows are of another size.
pub(crate) fn gather<'a>(
    store: &'a RowStore,
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
    let widen = match column.column {
        Column::Bytes(_) if is_float => bytes_to_floats_of(isa),
        Column::Bytes(_) => bytes_to_integers_of(isa),
        Column::Integers(_) if is_float => integers_to_floats_of(isa),
        Column::Compressed(_) => {
            require!(is_float, "{name} is compressed, and the program wants whole numbers");
            copy_words
        }
        Column::Floats(_) => {
            require!(is_float, "{name} holds floats, and the program wants whole numbers");
            copy_words
        }
        Column::Integers(_) => copy_words,
    };
    Ok(Gather { column, widen })
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

    /// Brings some rows of a batch.
    ///
    /// # Safety
    ///
    /// All numbers in `order` are rows of the store; `to` points to a batch of `order.len()` rows, of which nobody else touches
    /// those in `rows`.
    pub unsafe fn rows(&self, order: &[i32], rows: Range<usize>, to: *mut u8) {
        let width = self.column.width;
        for i in rows {
            let from = order[i] as usize * width;
            // SAFETY: up to the caller: row `i` is one of the batch, and `order[i]` one of the store.
            unsafe {
                let to = to.add(4 * width * i);
                match &self.column.column {
                    Column::Floats(values) => (self.widen)(values.as_ptr().add(from).cast(), to, width),
                    Column::Integers(values) => (self.widen)(values.as_ptr().add(from).cast(), to, width),
                    Column::Bytes(values) => (self.widen)(values.as_ptr().add(from), to, width),
                    Column::Compressed(column) => {
                        let to: *mut f32 = to.cast();
                        to.write_bytes(0, width);
                        let row = order[i] as usize;
                        for at in column.starts[row]..column.starts[row + 1] {
                            to.add(column.columns[at] as usize).write(column.values[at]);
                        }
                    }
                }
            }
        }
    }
}

/// # Safety
///
/// `from` and `to` must be valid for `count` words and not overlap.
unsafe fn copy_words(from: *const u8, to: *mut u8, count: usize) {
    // SAFETY: up to the caller.
    unsafe { std::ptr::copy_nonoverlapping(from, to, 4 * count) };
}

versions!(bytes_to_floats_of, widen_bytes_to_floats, (from: *const u8, to: *mut u8, count: usize) -> ());
versions!(bytes_to_integers_of, widen_bytes_to_integers, (from: *const u8, to: *mut u8, count: usize) -> ());
versions!(integers_to_floats_of, convert_integers, (from: *const u8, to: *mut u8, count: usize) -> ());

/// # Safety
///
/// `from` must be valid for `count` bytes, `to` for as many words.
#[inline(always)]
unsafe fn widen_bytes_to_floats<V: Lanes>(from: *const u8, to: *mut u8, count: usize) {
    let to: *mut f32 = to.cast();
    let whole = count - count % V::COUNT;
    // SAFETY: up to the caller; vectors stay below `count`.
    unsafe {
        for i in (0..whole).step_by(V::COUNT) {
            V::from_int(V::Int::load_bytes(from.add(i))).store(to.add(i));
        }
        for i in whole..count {
            to.add(i).write(f32::from(*from.add(i)));
        }
    }
}

/// # Safety
///
/// As for [`widen_bytes_to_floats`].
#[inline(always)]
unsafe fn widen_bytes_to_integers<V: Lanes>(from: *const u8, to: *mut u8, count: usize) {
    let to: *mut i32 = to.cast();
    let whole = count - count % V::COUNT;
    // SAFETY: up to the caller; vectors stay below `count`.
    unsafe {
        for i in (0..whole).step_by(V::COUNT) {
            V::Int::load_bytes(from.add(i)).store(to.add(i));
        }
        for i in whole..count {
            to.add(i).write(i32::from(*from.add(i)));
        }
    }
}

/// # Safety
///
/// `from` and `to` must be valid for `count` words.
#[inline(always)]
unsafe fn convert_integers<V: Lanes>(from: *const u8, to: *mut u8, count: usize) {
    let (from, to): (*const i32, *mut f32) = (from.cast(), to.cast());
    let whole = count - count % V::COUNT;
    // SAFETY: up to the caller; vectors stay below `count`.
    unsafe {
        for i in (0..whole).step_by(V::COUNT) {
            V::from_int(V::Int::load(from.add(i))).store(to.add(i));
        }
        for i in whole..count {
            to.add(i).write(*from.add(i) as f32);
        }
    }
}
