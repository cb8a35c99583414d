//! Memory that programs run in.

mod block;
mod frame;

pub use block::Block;
pub use frame::{CompressedRows, Frame, Operand};
