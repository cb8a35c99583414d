use crate::error::{Error, Result};
use std::borrow::Cow;

/// How the numbers of a column are kept: as small as their values allow, for gathering waits for memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnForm {
    Floats,
    Integers,
    /// Whole numbers from 0 to 255.
    Bytes,
    /// Without the zeros, where most numbers are 0.
    Compressed,
}

/// The numbers of all rows under one name: the engine's own, or where they lie.
pub enum Column<'a> {
    Floats(Cow<'a, [f32]>),
    Integers(Cow<'a, [i32]>),
    Bytes(Cow<'a, [u8]>),
    Compressed(CompressedColumn),
}

/// Numbers other than 0, row after row.
#[derive(Default)]
pub struct CompressedColumn {
    /// Where the entries of each row begin, and where those of the last one end.
    pub(crate) starts: Vec<usize>,
    /// Of each entry, rising within a row.
    pub(crate) columns: Vec<u32>,
    pub(crate) values: Vec<f32>,
}

impl Column<'_> {
    pub(super) fn new(form: ColumnForm, elements: usize, rows: usize) -> Result<Self> {
        Ok(match form {
            ColumnForm::Floats => Column::Floats(room(elements)?.into()),
            ColumnForm::Integers => Column::Integers(room(elements)?.into()),
            ColumnForm::Bytes => Column::Bytes(room(elements)?.into()),
            ColumnForm::Compressed => {
                let mut starts = room(rows.saturating_add(1))?;
                starts.push(0);
                Column::Compressed(CompressedColumn { starts, ..CompressedColumn::default() })
            }
        })
    }

    /// Elements that were added so far.
    pub(super) fn elements(&self, width: usize) -> usize {
        match self {
            Column::Floats(values) => values.len(),
            Column::Integers(values) => values.len(),
            Column::Bytes(values) => values.len(),
            Column::Compressed(column) => (column.starts.len() - 1) * width,
        }
    }
}

/// Whether all numbers are whole and from 0 to 255 (and not -0).
pub fn fits_bytes(values: &[f32]) -> bool {
    values.chunks(4096).all(|piece| {
        let mut strays = 0;
        for value in piece {
            let narrow = *value as u8;
            strays |= value.to_bits() ^ f32::from(narrow).to_bits();
        }
        strays == 0
    })
}

pub(super) fn room<T>(count: usize) -> Result<Vec<T>> {
    let mut values = Vec::new();
    values.try_reserve_exact(count).map_err(|_| out_of_memory::<T>(count))?;
    Ok(values)
}

fn out_of_memory<T>(count: usize) -> Error {
    Error::OutOfMemory { bytes: count.saturating_mul(size_of::<T>()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_told_from_other_numbers() {
        let bytes: Vec<f32> = (0..5000).map(|i| (i % 256) as f32).collect();
        assert!(fits_bytes(&bytes));
        for stray in [-1.0, 256.0, 0.5, -0.0, f32::NAN, f32::INFINITY] {
            for at in [0, 4095, 4096, 4999] {
                let mut values = bytes.clone();
                values[at] = stray;
                assert!(!fits_bytes(&values), "{stray} at {at}");
            }
        }
    }
}
