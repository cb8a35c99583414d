//! Rows of data that programs take their batches from.

mod bring;
mod column;
mod compress;
mod gather;
mod store;

#[cfg(test)]
mod tests;

pub use column::{Column, ColumnForm, fits_bytes};
pub(crate) use gather::{Gather, gather};
pub use store::{RowStore, RowStoreBuilder};
