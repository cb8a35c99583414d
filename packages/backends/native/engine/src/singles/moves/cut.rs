//! Kernels whose result is one part of the input, in another order.

use super::piece::{Piece, Placement, Source, offset_of, strides_of};
use crate::error::Result;
use crate::plan::TaskContext;
use crate::program::Operation;
use crate::require;
use crate::singles::values::{input, output};

/// A corner of the input and steps along its axes, moved to all of the result.
pub(super) fn cut_out(shape: &[usize], sizes: Vec<usize>, corner: &[isize], steps: &[isize]) -> Piece {
    let strides = strides_of(shape);
    let start = offset_of(corner, &strides);
    let strides = strides.iter().zip(steps).map(|(stride, step)| stride.saturating_mul(*step)).collect();
    let placement = Placement { start, strides };
    Piece { to: Placement::whole(&sizes), sizes, from: Source::Input { index: 0, placement } }
}

pub(super) fn slice(operation: &Operation, context: &TaskContext<'_>) -> Result<Vec<Piece>> {
    let shape = context.shape(input(operation, 0)?);
    let sizes = context.shape(output(operation, 0)?);
    let begin = operation.attributes.sizes("begin")?;
    require!(begin.len() == shape.len() && sizes.len() == shape.len(), "Slice changes the rank");
    for (axis, size) in shape.iter().enumerate() {
        let end = begin[axis].checked_add(sizes[axis]);
        require!(end.is_some_and(|end| end <= *size), "Slice reaches beyond axis {axis}");
    }
    let corner: Vec<isize> = begin.iter().map(|at| *at as isize).collect();
    Ok(vec![cut_out(shape, sizes.to_vec(), &corner, &vec![1; shape.len()])])
}

pub(super) fn transpose(operation: &Operation, context: &TaskContext<'_>) -> Result<Vec<Piece>> {
    let from = context.shape(input(operation, 0)?);
    let shape = context.shape(output(operation, 0)?);
    let permutation = operation.attributes.sizes("perm")?;
    require!(permutation.len() == from.len() && shape.len() == from.len(), "Transpose changes the rank");
    let mut sorted = permutation.clone();
    sorted.sort_unstable();
    require!(sorted.iter().copied().eq(0..from.len()), "Transpose has no permutation of the axes");
    let permuted = permutation.iter().map(|axis| from[*axis]);
    require!(permuted.eq(shape.iter().copied()), "Transpose has a result of another shape");
    let strides = strides_of(from);
    let strides = permutation.iter().map(|axis| strides[*axis]).collect();
    let from = Source::Input { index: 0, placement: Placement { start: 0, strides } };
    Ok(vec![Piece { sizes: shape.to_vec(), to: Placement::whole(shape), from }])
}

pub(super) fn reverse(operation: &Operation, context: &TaskContext<'_>) -> Result<Vec<Piece>> {
    let shape = context.shape(input(operation, 0)?);
    let reversed = operation.attributes.sizes("dims")?;
    require!(reversed.iter().all(|axis| *axis < shape.len()), "Reverse names axes that are not there");
    let is_reversed = |axis: &usize| reversed.contains(axis);
    let axes = 0..shape.len();
    let corner: Vec<isize> =
        axes.clone().map(|axis| if is_reversed(&axis) { shape[axis] as isize - 1 } else { 0 }).collect();
    let steps: Vec<isize> = axes.map(|axis| if is_reversed(&axis) { -1 } else { 1 }).collect();
    Ok(vec![cut_out(shape, shape.to_vec(), &corner, &steps)])
}
