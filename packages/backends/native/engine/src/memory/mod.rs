//! Memory that programs run in.

mod block;
mod frame;

pub use block::{Block, READABLE_BEHIND};
pub use frame::{CompressedRows, Frame, Operand};
