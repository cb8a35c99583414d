//! Kernels that put a border around their input.

use super::piece::{Piece, Placement, Source, strides_of};
use crate::error::{Error, Result};
use crate::plan::TaskContext;
use crate::program::Operation;
use crate::require;
use crate::singles::values::{element_bits, input, number_or, output};

/// Pieces that a mirrored border may have.
const MOST_PIECES: usize = 1 << 12;

/// What there is before and behind each axis.
fn paddings(operation: &Operation, shape: &[usize], padded: &[usize]) -> Result<Vec<[usize; 2]>> {
    let paddings = operation.attributes.pairs("paddings")?;
    let name = operation.kernel.name();
    require!(paddings.len() == shape.len() && padded.len() == shape.len(), "{name} changes the rank");
    for (axis, [before, behind]) in paddings.iter().enumerate() {
        let wanted = shape[axis].checked_add(*before).and_then(|size| size.checked_add(*behind));
        require!(wanted == Some(padded[axis]), "{name} has a result of another shape");
    }
    Ok(paddings)
}

pub(super) fn pad(operation: &Operation, context: &TaskContext<'_>) -> Result<Vec<Piece>> {
    let value = context.value(input(operation, 0)?);
    let (shape, padded) = (&value.shape, context.shape(output(operation, 0)?));
    let paddings = paddings(operation, shape, padded)?;
    let bits = element_bits(number_or(operation, "constantValue", 0.0)?, value.dtype);
    let strides = strides_of(padded);
    let first: Vec<isize> = paddings.iter().map(|[before, _]| *before as isize).collect();
    let to = Placement::at(&first, strides.clone());
    let from = Source::Input { index: 0, placement: Placement::whole(shape) };
    let mut pieces = vec![Piece { sizes: shape.clone(), to, from }];
    // Slabs before and behind each axis: as wide as the result in axes behind, as the input in those before.
    for (axis, [before, behind]) in paddings.iter().enumerate() {
        for (at, thickness) in [(0, *before), (before + shape[axis], *behind)] {
            let mut sizes = [&shape[..axis], &padded[axis..]].concat();
            sizes[axis] = thickness;
            let mut corner = first[..axis].to_vec();
            corner.push(at as isize);
            let to = Placement::at(&corner, strides.clone());
            pieces.push(Piece { sizes, to, from: Source::Bits(bits) });
        }
    }
    Ok(pieces)
}

/// A stretch of one axis of the result, and where it comes from.
#[derive(Clone, Copy)]
struct Stretch {
    to: usize,
    size: usize,
    from: isize,
    step: isize,
}

pub(super) fn mirror_pad(operation: &Operation, context: &TaskContext<'_>) -> Result<Vec<Piece>> {
    let shape = context.shape(input(operation, 0)?);
    let padded = context.shape(output(operation, 0)?);
    let paddings = paddings(operation, shape, padded)?;
    let skipped = if operation.attributes.text("mode")? == "reflect" { 1 } else { 0 };
    // All combinations of the stretches of each axis.
    let mut combinations: Vec<Vec<Stretch>> = vec![Vec::new()];
    for (axis, [before, behind]) in paddings.iter().enumerate() {
        let stretches = stretches(shape[axis], *before, *behind, skipped);
        if combinations.len() * stretches.len() > MOST_PIECES {
            return Err(Error::unsupported("MirrorPad", "too many padded axes"));
        }
        let with = |chosen: &Vec<Stretch>, next: &Stretch| [chosen.as_slice(), &[*next]].concat();
        combinations = combinations
            .iter()
            .flat_map(|chosen| stretches.iter().map(move |one| with(chosen, one)))
            .collect();
    }
    let (from, to) = (strides_of(shape), strides_of(padded));
    Ok(combinations.iter().map(|chosen| mirrored(chosen, &from, &to)).collect())
}

/// The mirrored beginning, the middle and the mirrored end of an axis.
fn stretches(size: usize, before: usize, behind: usize, skipped: isize) -> Vec<Stretch> {
    let end = size as isize - 1;
    let all = [
        Stretch { to: 0, size: before, from: before as isize - 1 + skipped, step: -1 },
        Stretch { to: before, size, from: 0, step: 1 },
        Stretch { to: before + size, size: behind, from: end - skipped, step: -1 },
    ];
    all.into_iter().filter(|stretch| stretch.size > 0).collect()
}

fn mirrored(chosen: &[Stretch], from: &[isize], to: &[isize]) -> Piece {
    let first_from: Vec<isize> = chosen.iter().map(|stretch| stretch.from).collect();
    let first_to: Vec<isize> = chosen.iter().map(|stretch| stretch.to as isize).collect();
    let mut placement = Placement::at(&first_from, from.to_vec());
    for (stride, stretch) in placement.strides.iter_mut().zip(chosen) {
        *stride = stride.saturating_mul(stretch.step);
    }
    Piece {
        sizes: chosen.iter().map(|stretch| stretch.size).collect(),
        to: Placement::at(&first_to, to.to_vec()),
        from: Source::Input { index: 0, placement },
    }
}
