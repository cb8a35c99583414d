use crate::error::{Error, Result};
use crate::require;

/// Where the elements of a piece lie in a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placement {
    /// The first one, in elements from the beginning.
    pub start: isize,
    /// Steps along the axes of the piece, in elements; they may be 0 or negative.
    pub strides: Vec<isize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Input {
        index: usize,
        placement: Placement,
    },
    /// The same 32 bits everywhere.
    Bits(u32),
}

/// Elements that are moved from one regular arrangement to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub sizes: Vec<usize>,
    pub to: Placement,
    pub from: Source,
}

/// The kinds of the axes of a piece: size, and steps in the result and in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Axis {
    pub size: usize,
    pub to: isize,
    pub from: isize,
}

impl Placement {
    /// All of a value, row-major.
    pub fn whole(shape: &[usize]) -> Placement {
        Placement { start: 0, strides: strides_of(shape) }
    }

    /// A part of a value that begins at these coordinates.
    pub fn at(coordinates: &[isize], strides: Vec<isize>) -> Placement {
        Placement { start: offset_of(coordinates, &strides), strides }
    }

    /// Whether all elements lie within a value.
    fn check(&self, sizes: &[usize], elements: usize) -> Result<()> {
        let outside = || Error::malformed("elements are moved that do not exist");
        require!(self.strides.len() == sizes.len(), "a piece has another number of axes than strides");
        let (mut first, mut last) = (self.start, self.start);
        for (size, stride) in sizes.iter().zip(&self.strides) {
            let reach = isize::try_from(size - 1).ok().and_then(|steps| stride.checked_mul(steps));
            let reach = reach.ok_or_else(outside)?;
            first = first.checked_add(reach.min(0)).ok_or_else(outside)?;
            last = last.checked_add(reach.max(0)).ok_or_else(outside)?;
        }
        if first < 0 || last as usize >= elements { Err(outside()) } else { Ok(()) }
    }
}

impl Piece {
    pub fn is_empty(&self) -> bool {
        self.sizes.contains(&0)
    }

    /// Whether all elements, of which there are some, lie within the result and the inputs of these sizes.
    pub fn check(&self, result: usize, inputs: &[usize]) -> Result<()> {
        self.to.check(&self.sizes, result)?;
        match &self.from {
            Source::Input { index, placement } => placement.check(&self.sizes, inputs[*index]),
            Source::Bits(_) => Ok(()),
        }
    }

    /// The fewest axes that say the same, at least one.
    pub fn axes(&self) -> Vec<Axis> {
        let mut axes: Vec<Axis> = Vec::new();
        for (i, size) in self.sizes.iter().enumerate().filter(|(_, size)| **size > 1) {
            let from = match &self.from {
                Source::Input { placement, .. } => placement.strides[i],
                Source::Bits(_) => 0,
            };
            let next = Axis { size: *size, to: self.to.strides[i], from };
            match axes.last_mut() {
                Some(outer) if outer.spans(&next) => *outer = Axis { size: outer.size * size, ..next },
                _ => axes.push(next),
            }
        }
        if axes.is_empty() {
            axes.push(Axis { size: 1, to: 1, from: 1 });
        }
        axes
    }
}

impl Axis {
    /// Whether each step is a whole round of the next axis, so that both are one.
    fn spans(&self, next: &Axis) -> bool {
        let size = next.size as isize;
        self.to == next.to * size && self.from == next.from * size
    }
}

/// Elements from one to the next along each axis of a row-major shape.
pub(super) fn strides_of(shape: &[usize]) -> Vec<isize> {
    let mut stride = 1isize;
    let mut strides = vec![0; shape.len()];
    for (own, size) in strides.iter_mut().zip(shape).rev() {
        *own = stride;
        // Shapes with an axis of size 0 may have others of any size.
        stride = stride.wrapping_mul(*size as isize);
    }
    strides
}

/// Where the element with these coordinates lies. Those that are too large for a number are checked with the piece.
pub(super) fn offset_of(coordinates: &[isize], strides: &[isize]) -> isize {
    let steps = coordinates.iter().zip(strides).map(|(at, stride)| at.saturating_mul(*stride));
    steps.fold(0, isize::saturating_add)
}
