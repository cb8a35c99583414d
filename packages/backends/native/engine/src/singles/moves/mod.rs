//! Kernels that only move elements: all are pieces, regular arrangements of elements that are moved from one place in memory
//! to another.

mod cut;
mod kernel;
mod lines;
mod padding;
mod piece;
mod put;
mod strided_slice;
mod transposed_plane;
mod transposed_tile;

use self::kernel::move_kernel;
use crate::error::Result;
use crate::plan::{Kernel, TaskContext};
use crate::program::Operation;

/// The kernel of an operation; none if it does not move elements.
pub(super) fn moving_kernel(
    operation: &Operation,
    context: &TaskContext<'_>,
) -> Result<Option<Box<dyn Kernel>>> {
    let pieces = match operation.kernel.name() {
        "Slice" => cut::slice,
        "StridedSlice" => strided_slice::strided_slice,
        "Transpose" => cut::transpose,
        "Reverse" => cut::reverse,
        "Tile" => put::tile,
        "Concat" => put::concat,
        "PadV2" => padding::pad,
        "MirrorPad" => padding::mirror_pad,
        _ => return Ok(None),
    };
    move_kernel(operation, context, &pieces(operation, context)?).map(Some)
}
