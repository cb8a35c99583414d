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

/// Numbers as they are handed over.
pub(super) trait Number: Copy {
    /// Whether all of a block are 0: most often, and quickly told.
    fn are_zero(block: &[Self; BLOCK]) -> bool;
    fn is_zero(self) -> bool;
    fn to_float(self) -> f32;
}

impl Number for f32 {
    #[inline(always)]
    fn are_zero(block: &[Self; BLOCK]) -> bool {
        // The sign does not count.
        block.iter().fold(0, |bits, number| bits | number.to_bits()) << 1 == 0
    }

    #[inline(always)]
    fn is_zero(self) -> bool {
        self == 0.0
    }

    #[inline(always)]
    fn to_float(self) -> f32 {
        self
    }
}

impl Number for u8 {
    #[inline(always)]
    fn are_zero(block: &[Self; BLOCK]) -> bool {
        u128::from_ne_bytes(*block) == 0
    }

    #[inline(always)]
    fn is_zero(self) -> bool {
        self == 0
    }

    #[inline(always)]
    fn to_float(self) -> f32 {
        f32::from(self)
    }
}

/// Numbers that are looked at together.
const BLOCK: usize = 16;

impl CompressedColumn {
    /// Adds whole rows.
    pub(super) fn add(&mut self, values: &[impl Number], width: usize) -> Result<()> {
        for row in values.chunks_exact(width) {
            reserve(&mut self.columns, width)?;
            reserve(&mut self.values, width)?;
            let columns = &mut self.columns.spare_capacity_mut()[..width];
            let others = &mut self.values.spare_capacity_mut()[..width];
            let mut count = 0;
            for (block, numbers) in row.chunks(BLOCK).enumerate() {
                if numbers.first_chunk().is_some_and(Number::are_zero) {
                    continue;
                }
                for (i, number) in numbers.iter().enumerate() {
                    // Written in any case, and kept if it is not 0: a branch here is often foretold wrongly.
                    columns[count].write((block * BLOCK + i) as u32);
                    others[count].write(number.to_float());
                    count += usize::from(!number.is_zero());
                }
            }
            let entries = self.columns.len() + count;
            // SAFETY: there is room for `width` more, of which the first `count` have been written.
            unsafe {
                self.columns.set_len(entries);
                self.values.set_len(entries);
            }
            self.starts.push(entries);
        }
        Ok(())
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

fn reserve<T>(values: &mut Vec<T>, count: usize) -> Result<()> {
    values.try_reserve(count).map_err(|_| out_of_memory::<T>(count))
}

fn out_of_memory<T>(count: usize) -> Error {
    Error::OutOfMemory { bytes: count.saturating_mul(size_of::<T>()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_are_left_out_of_rows_of_any_width() {
        for width in [1, 15, 16, 17, 67] {
            let rows = 5;
            let floats: Vec<f32> =
                (0..rows * width).map(|i| [0.0, 0.0, -0.0, 1.5, f32::NAN, 0.0, 255.0][i * i % 7]).collect();
            let mut column = CompressedColumn { starts: vec![0], ..CompressedColumn::default() };
            column.add(&floats, width).expect("memory");
            for (row, expected) in floats.chunks(width).enumerate() {
                let mut found = vec![0.0f32; width];
                for at in column.starts[row]..column.starts[row + 1] {
                    assert_ne!(column.values[at], 0.0);
                    found[column.columns[at] as usize] = column.values[at];
                }
                for (a, b) in found.iter().zip(expected) {
                    assert!(a == b || (a.is_nan() && b.is_nan()));
                }
            }
        }
    }

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
