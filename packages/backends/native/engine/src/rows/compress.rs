//! Leaves the zeros of rows out.

use super::column::CompressedColumn;
use crate::error::{Error, Result};
use crate::lanes::{IntLanes, Isa, Lanes, MOST_LANES};
use crate::versions;

/// Numbers as they are handed over.
pub(super) trait Number: Copy + 'static {
    fn to_float(self) -> f32;

    /// # Safety
    ///
    /// There must be as many numbers as a vector has lanes, which the processor must have.
    unsafe fn load<V: Lanes>(from: *const Self) -> V;
}

impl Number for f32 {
    #[inline(always)]
    fn to_float(self) -> f32 {
        self
    }

    #[inline(always)]
    unsafe fn load<V: Lanes>(from: *const f32) -> V {
        // SAFETY: up to the caller.
        unsafe { V::load(from) }
    }
}

impl Number for u8 {
    #[inline(always)]
    fn to_float(self) -> f32 {
        f32::from(self)
    }

    #[inline(always)]
    unsafe fn load<V: Lanes>(from: *const u8) -> V {
        // SAFETY: up to the caller.
        unsafe { V::from_int(V::Int::load_bytes(from)) }
    }
}

impl CompressedColumn {
    /// Adds whole rows.
    pub(super) fn add<N: Number>(&mut self, values: &[N], width: usize, isa: Isa) -> Result<()> {
        let compress = compress_of::<N>(isa);
        for row in values.chunks_exact(width) {
            // A vector may be written behind the last entry.
            reserve(&mut self.columns, width + MOST_LANES)?;
            reserve(&mut self.values, width + MOST_LANES)?;
            // SAFETY: there is room for `width` entries and a vector, and as many as were counted have been written.
            unsafe {
                let columns = self.columns.as_mut_ptr().add(self.columns.len());
                let count = compress(row, columns, self.values.as_mut_ptr().add(self.values.len()));
                self.columns.set_len(self.columns.len() + count);
                self.values.set_len(self.values.len() + count);
            }
            self.starts.push(self.columns.len());
        }
        Ok(())
    }
}

fn reserve<T>(values: &mut Vec<T>, count: usize) -> Result<()> {
    let bytes = count.saturating_mul(size_of::<T>());
    values.try_reserve(count).map_err(|_| Error::OutOfMemory { bytes })
}

versions!(
    /// Writes the entries of a row: columns and values.
    compress_of, [N: Number], compress, [N], (row: &[N], columns: *mut u32, values: *mut f32) -> usize
);

/// # Safety
///
/// There is room for as many entries as the row has numbers, and for a vector behind them.
#[inline(always)]
unsafe fn compress<V: Lanes, N: Number>(row: &[N], columns: *mut u32, values: *mut f32) -> usize {
    let mut count = 0;
    let whole = row.len() - row.len() % V::COUNT;
    // SAFETY: up to the caller; vectors stay in the row.
    unsafe {
        let first: [i32; MOST_LANES] = std::array::from_fn(|i| i as i32);
        let mut numbers = V::Int::load(first.as_ptr());
        for k in (0..whole).step_by(V::COUNT) {
            let vector: V = N::load(row.as_ptr().add(k));
            count += vector.store_others(values.add(count), numbers, columns.add(count).cast());
            numbers = numbers.add(V::Int::splat(V::COUNT as i32));
        }
        for (k, number) in row.iter().enumerate().skip(whole) {
            columns.add(count).write(k as u32);
            values.add(count).write(number.to_float());
            count += usize::from(number.to_float() != 0.0);
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_are_left_out_of_rows_of_any_width() {
        for (isa, width) in
            Isa::available().into_iter().flat_map(|isa| [1, 15, 16, 17, 67].map(|width| (isa, width)))
        {
            let rows = 5;
            let floats: Vec<f32> =
                (0..rows * width).map(|i| [0.0, 0.0, -0.0, 1.5, f32::NAN, 0.0, 255.0][i * i % 7]).collect();
            let mut column = CompressedColumn { starts: vec![0], ..CompressedColumn::default() };
            column.add(&floats, width, isa).expect("memory");
            let bytes: Vec<u8> = floats.iter().map(|value| *value as u8).collect();
            let mut of_bytes = CompressedColumn { starts: vec![0], ..CompressedColumn::default() };
            of_bytes.add(&bytes, width, isa).expect("memory");
            for row in 0..rows {
                for (column, expected) in [
                    (&column, floats[row * width..][..width].to_vec()),
                    (&of_bytes, bytes[row * width..][..width].iter().map(|byte| f32::from(*byte)).collect()),
                ] {
                    let mut found = vec![0.0f32; width];
                    let entries = column.starts[row]..column.starts[row + 1];
                    assert!(column.columns[entries.clone()].is_sorted_by(|a, b| a < b));
                    for at in entries {
                        assert_ne!(column.values[at], 0.0);
                        found[column.columns[at] as usize] = column.values[at];
                    }
                    for (a, b) in found.iter().zip(&expected) {
                        assert!(a == b || (a.is_nan() && b.is_nan()), "{width} wide, {isa:?}");
                    }
                }
            }
        }
    }
}
