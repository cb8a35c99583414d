use crate::failure::{Result, thrown};
use myelin_engine::error::Error;
use myelin_engine::rows::{ColumnForm, RowStore, RowStoreBuilder, fits_bytes};
use napi_derive::napi;
use std::sync::{Arc, Mutex};

/// Rows that programs take their batches from.
#[napi]
pub struct NativeRows {
    store: Mutex<Option<Arc<RowStore>>>,
}

impl NativeRows {
    pub(crate) fn store(&self) -> Result<Arc<RowStore>> {
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
    pub(crate) fn new(rows: usize) -> Self {
        NativeRowsBuilder { builder: Some(RowStoreBuilder::new(rows)) }
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
