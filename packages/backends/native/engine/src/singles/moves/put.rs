//! Kernels that put whole inputs into the result, side by side.

use super::piece::{Piece, Placement, Source, strides_of};
use crate::error::Result;
use crate::plan::TaskContext;
use crate::program::Operation;
use crate::require;
use crate::singles::values::{input, output};

pub(super) fn tile(operation: &Operation, context: &TaskContext<'_>) -> Result<Vec<Piece>> {
    let shape = context.shape(input(operation, 0)?);
    let tiled = context.shape(output(operation, 0)?);
    let times = operation.attributes.sizes("reps")?;
    require!(times.len() == shape.len() && tiled.len() == shape.len(), "Tile changes the rank");
    let (from, to) = (strides_of(shape), strides_of(tiled));
    // Each axis becomes two: the copies, and the elements of a copy.
    let mut sizes = Vec::new();
    let (mut to_strides, mut from_strides) = (Vec::new(), Vec::new());
    for axis in 0..shape.len() {
        let wanted = shape[axis].checked_mul(times[axis]);
        require!(wanted == Some(tiled[axis]), "Tile has a result of another shape");
        sizes.extend([times[axis], shape[axis]]);
        to_strides.extend([to[axis] * shape[axis] as isize, to[axis]]);
        from_strides.extend([0, from[axis]]);
    }
    let placement = Placement { start: 0, strides: from_strides };
    let to = Placement { start: 0, strides: to_strides };
    Ok(vec![Piece { sizes, to, from: Source::Input { index: 0, placement } }])
}

pub(super) fn concat(operation: &Operation, context: &TaskContext<'_>) -> Result<Vec<Piece>> {
    let axis = operation.attributes.size("axis")?;
    let result = context.shape(output(operation, 0)?);
    require!(axis < result.len(), "Concat has no axis {axis}");
    let strides = strides_of(result);
    let mut done = 0usize;
    let mut pieces = Vec::new();
    for (index, id) in operation.inputs.iter().enumerate() {
        let shape = context.shape(*id);
        require!(shape.len() == result.len(), "Concat changes the rank");
        let differs = (0..shape.len()).find(|i| *i != axis && shape[*i] != result[*i]);
        require!(differs.is_none(), "Concat has inputs of different sizes");
        let start = strides[axis].saturating_mul(done as isize);
        done = done.saturating_add(shape[axis]);
        let to = Placement { start, strides: strides.clone() };
        let from = Source::Input { index, placement: Placement::whole(shape) };
        pieces.push(Piece { sizes: shape.to_vec(), to, from });
    }
    require!(done == result[axis], "Concat has a result of another size");
    Ok(pieces)
}
