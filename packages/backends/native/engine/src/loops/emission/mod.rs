//! From a graph to instructions.

mod emitter;
mod registers;
mod table;

pub(super) use emitter::{Emitted, emit};
pub(super) use table::TableLayout;
