//! Memory that programs run in.

mod block;
mod frame;
mod readable_behind;

pub use block::Block;
pub use frame::{CompressedRows, Frame, Operand};
pub use readable_behind::{READABLE_BEHIND, is_readable_behind};
