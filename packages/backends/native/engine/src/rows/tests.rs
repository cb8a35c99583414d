use super::{ColumnForm, RowStore, RowStoreBuilder, gather};
use crate::error::{Error, Result};
use crate::lanes::Isa;
use crate::memory::Block;
use crate::program::DataType;
use crate::testing::arbitrary;

const ROWS: usize = 7;
const FORMS: [ColumnForm; 4] =
    [ColumnForm::Floats, ColumnForm::Integers, ColumnForm::Bytes, ColumnForm::Compressed];

/// Whole numbers from 0 to 255, many of them 0.
fn whole_numbers(count: usize) -> Vec<f32> {
    arbitrary(count, 5).into_iter().map(|number| (number * 255.0).max(0.0).floor()).collect()
}

fn store(form: ColumnForm, values: &[f32]) -> RowStore<'static> {
    let width = values.len() / ROWS;
    let mut builder = RowStoreBuilder::new(ROWS, Isa::best());
    builder.column("x", width, form).expect("room");
    for piece in values.chunks(2 * width) {
        builder.add_floats(piece).expect("room");
    }
    builder.finish().expect("rows")
}

#[test]
fn rows_of_any_form_arrive_as_the_numbers_they_are() {
    let order = [6, 0, 3, 3, 5];
    for width in [1, 2, 15, 16, 17, 40] {
        let values = whole_numbers(ROWS * width);
        let expected = order.iter().flat_map(|row| &values[*row as usize * width..][..width]);
        let expected: Vec<f32> = expected.copied().collect();
        for (form, isa) in
            FORMS.into_iter().flat_map(|form| Isa::available().into_iter().map(move |isa| (form, isa)))
        {
            let store = store(form, &values);
            for dtype in [DataType::Float32, DataType::Int32] {
                let Ok(gather) = gather(&store, "x", dtype, width, isa) else {
                    assert_eq!(dtype, DataType::Int32, "{form:?}");
                    continue;
                };
                let mut batch = Block::zeroed(order.len() * width).expect("memory");
                batch.as_mut_slice().fill(f32::NAN.to_bits());
                for part in [0..2, 2..2, 2..5] {
                    // SAFETY: the batch has as many rows, and nobody else uses it.
                    unsafe { gather.rows(&order, part, batch.pointer()) };
                }
                let number = |word: &u32| match dtype {
                    DataType::Float32 => f32::from_bits(*word),
                    _ => *word as i32 as f32,
                };
                let found: Vec<f32> = batch.as_slice().iter().map(number).collect();
                assert_eq!(found, expected, "{form:?} as {dtype:?}, {width} wide, {isa:?}");
            }
        }
    }
}

#[test]
fn compressed_rows_hold_what_is_not_0() {
    let values = whole_numbers(ROWS * 20);
    let store = store(ColumnForm::Compressed, &values);
    let gather = gather(&store, "x", DataType::Float32, 20, Isa::Portable).expect("a column");
    let order = [4, 0, 6];
    let batch = gather.compressed(&order).expect("compressed rows");
    assert_eq!(batch.rows(), 3);
    for (i, row) in order.iter().enumerate() {
        // SAFETY: the batch has that row.
        let (columns, found) = unsafe { batch.row(i) };
        let dense = values[*row as usize * 20..][..20].iter().enumerate();
        let expected: Vec<(u32, f32)> = dense
            .filter(|(_, value)| **value != 0.0)
            .map(|(column, value)| (column as u32, *value))
            .collect();
        assert_eq!(columns.iter().copied().zip(found.iter().copied()).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn a_column_that_a_program_cannot_use_is_refused() {
    let whole = store(ColumnForm::Floats, &whole_numbers(ROWS * 3));
    let refused = |name, dtype, width| {
        matches!(gather(&whole, name, dtype, width, Isa::Portable), Err(Error::Malformed(_)))
    };
    assert!(refused("y", DataType::Float32, 3));
    assert!(refused("x", DataType::Float32, 2));
    assert!(refused("x", DataType::Int32, 3));
    assert!(!refused("x", DataType::Float32, 3));
}

#[test]
fn columns_hold_neither_more_nor_less_than_there_are_rows_for() {
    let begun = |form| -> Result<RowStoreBuilder> {
        let mut builder = RowStoreBuilder::new(ROWS, Isa::best());
        builder.column("x", 3, form)?;
        Ok(builder)
    };
    for form in FORMS {
        assert!(begun(form).and_then(|mut one| one.add_floats(&[1.0; 3 * ROWS + 3])).is_err(), "{form:?}");
        let incomplete = begun(form).and_then(|mut one| {
            one.add_floats(&[1.0; 3])?;
            one.finish()
        });
        assert!(incomplete.is_err(), "{form:?}");
    }
    assert!(begun(ColumnForm::Compressed).and_then(|mut one| one.add_floats(&[1.0; 4])).is_err());
    assert!(begun(ColumnForm::Floats).and_then(|mut one| one.add_integers(&[1; 3])).is_err());
    assert!(begun(ColumnForm::Integers).and_then(|mut one| one.add_bytes(&[1; 3])).is_err());
    assert!(RowStoreBuilder::new(ROWS, Isa::best()).add_floats(&[1.0]).is_err());
    for (rows, width) in [(usize::MAX, 1), (usize::MAX, 2), (1 << 63, 1), (1, 0)] {
        for form in FORMS {
            assert!(RowStoreBuilder::new(rows, Isa::best()).column("x", width, form).is_err(), "{form:?}");
        }
    }
}
