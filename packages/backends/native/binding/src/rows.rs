use crate::failure::{Result, thrown};
use myelin_engine::error::{self, Error};
use myelin_engine::lanes::Isa;
use myelin_engine::rows::{Column, ColumnForm, RowStore, RowStoreBuilder, fits_bytes};
use napi::bindgen_prelude::{Either3, Float32ArraySlice, Int32ArraySlice, Uint8ArraySlice};
use napi_derive::napi;
use std::sync::{Arc, Mutex};

/// Rows that programs take their batches from.
#[napi]
pub struct NativeRows {
    store: Mutex<Option<Arc<RowStore<'static>>>>,
}

impl NativeRows {
    pub(crate) fn store(&self) -> Result<Arc<RowStore<'static>>> {
        let store = self.store.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).clone();
        store.ok_or_else(|| thrown(Error::malformed("the rows were disposed")))
    }
}

#[napi]
impl NativeRows {
    /// Gives the memory back, as soon as no run needs it.
    #[napi(catch_unwind)]
    pub fn dispose(&self) {
        *self.store.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = None;
    }
}

/// Numbers that stay where JavaScript has them.
pub type Numbers<'a> = Either3<Float32ArraySlice<'a>, Int32ArraySlice<'a>, Uint8ArraySlice<'a>>;

/// Rows of columns that stay where JavaScript has them, for as long as it waits.
pub(crate) fn rows_in_place<'a>(
    rows: usize,
    names: &[String],
    columns: &'a [Numbers<'_>],
) -> error::Result<RowStore<'a>> {
    let mut store = RowStore::new(rows);
    for (name, numbers) in names.iter().zip(columns) {
        let (count, column) = match numbers {
            Either3::A(floats) => (floats.len(), Column::Floats(floats[..].into())),
            Either3::B(integers) => (integers.len(), Column::Integers(integers[..].into())),
            Either3::C(bytes) => (bytes.len(), Column::Bytes(bytes[..].into())),
        };
        store.lay(name, count.checked_div(rows).unwrap_or(0), column)?;
    }
    Ok(store)
}

/// Where the numbers of a column lie.
pub(crate) fn bytes_of(numbers: &Numbers<'_>) -> std::ops::Range<*const u8> {
    match numbers {
        Either3::A(floats) => range_of(floats),
        Either3::B(integers) => range_of(integers),
        Either3::C(bytes) => range_of(bytes),
    }
}

pub(crate) fn range_of<T>(numbers: &[T]) -> std::ops::Range<*const u8> {
    let std::ops::Range { start, end } = numbers.as_ptr_range();
    start.cast()..end.cast()
}

/// Takes rows in, piece by piece.
#[napi]
pub struct NativeRowsBuilder {
    builder: Option<RowStoreBuilder>,
}

/// Whether all numbers are whole and from 0 to 255.
#[napi]
pub fn are_bytes(values: &[f32]) -> bool {
    fits_bytes(values)
}

impl NativeRowsBuilder {
    pub(crate) fn new(rows: usize, isa: Isa) -> Self {
        NativeRowsBuilder { builder: Some(RowStoreBuilder::new(rows, isa)) }
    }

    fn builder(&mut self) -> Result<&mut RowStoreBuilder> {
        self.builder.as_mut().ok_or_else(|| thrown(Error::malformed("the rows are complete")))
    }
}

#[napi]
impl NativeRowsBuilder {
    /// Begins the next column; `form` is `floats`, `integers`, `bytes` or `compressed`.
    #[napi(catch_unwind)]
    pub fn column(&mut self, name: String, width: u32, form: String) -> Result<()> {
        let form = match form.as_str() {
            "floats" => ColumnForm::Floats,
            "integers" => ColumnForm::Integers,
            "bytes" => ColumnForm::Bytes,
            "compressed" => ColumnForm::Compressed,
            _ => return Err(thrown(Error::malformed(format!("there is no form {form}")))),
        };
        self.builder()?.column(&name, width as usize, form).map_err(thrown)
    }

    #[napi(catch_unwind)]
    pub fn add_floats(&mut self, values: &[f32]) -> Result<()> {
        self.builder()?.add_floats(values).map_err(thrown)
    }

    #[napi(catch_unwind)]
    pub fn add_integers(&mut self, values: &[i32]) -> Result<()> {
        self.builder()?.add_integers(values).map_err(thrown)
    }

    #[napi(catch_unwind)]
    pub fn add_bytes(&mut self, values: &[u8]) -> Result<()> {
        self.builder()?.add_bytes(values).map_err(thrown)
    }

    #[napi(catch_unwind)]
    pub fn finish(&mut self) -> Result<NativeRows> {
        let builder = self.builder.take().ok_or_else(|| thrown(Error::malformed("the rows are complete")))?;
        let store = builder.finish().map_err(thrown)?;
        Ok(NativeRows { store: Mutex::new(Some(Arc::new(store))) })
    }
}
