use super::lines::{Lines, MoveLines};
use super::piece::{Axis, Piece, Source};
use crate::error::{Error, Result};
use crate::lanes::Isa;
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext, share};
use crate::program::Operation;
use crate::require;
use crate::singles::parts_for;
use crate::singles::values::output;
use std::ops::Range;

/// The kernel that moves pieces, which together are the result and do not overlap there. Each of them is shared among the
/// parts.
pub(super) fn move_kernel(
    operation: &Operation,
    context: &TaskContext<'_>,
    pieces: &[Piece],
) -> Result<Box<dyn Kernel>> {
    let name = operation.kernel.name();
    let result = output(operation, 0)?;
    let value = context.value(result);
    let size = value.size();
    if size == 0 {
        return Err(Error::unsupported(name, "it has no elements"));
    }
    let is_same_type = operation.inputs.iter().all(|id| context.value(*id).dtype == value.dtype);
    require!(is_same_type, "{name} changes the type");
    let input_sizes: Vec<usize> = operation.inputs.iter().map(|id| context.value(*id).size()).collect();
    let mut moves = Vec::new();
    let mut moved = 0usize;
    for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
        piece.check(size, &input_sizes)?;
        let elements = piece.sizes.iter().try_fold(1usize, |size, axis| size.checked_mul(*axis));
        moved = moved.saturating_add(elements.unwrap_or(usize::MAX));
        moves.extend(Move::of(piece, context.isa()));
    }
    require!(moved == size, "{name} has a result of another size");
    let units = moves.iter().map(|one| one.units.div_ceil(one.granule)).max().unwrap_or(1);
    Ok(Box::new(MoveKernel {
        inputs: operation.inputs.iter().map(|id| context.operand(*id)).collect::<Result<_>>()?,
        result: context.operand(result)?,
        moves: moves.into(),
        parts: parts_for(context, size, units),
    }))
}

struct MoveKernel {
    inputs: Box<[Operand]>,
    result: Operand,
    moves: Box<[Move]>,
    parts: usize,
}

impl Kernel for MoveKernel {
    fn parts(&self) -> usize {
        self.parts
    }

    unsafe fn run(&self, part: usize, frame: &Frame<'_>) {
        for one in &self.moves {
            let from = match one.input {
                Some(input) => frame.at(&self.inputs[input]).cast_const(),
                None => std::ptr::null(),
            };
            let units = share(one.units, part, self.parts, one.granule);
            // SAFETY: the piece lies within the operands; parts have different lines.
            unsafe { one.run(from, frame.at(&self.result), units) };
        }
    }
}

/// A piece that is ready to be moved.
struct Move {
    input: Option<usize>,
    /// Where the first element lies.
    from: isize,
    to: isize,
    /// All axes but those of the lines.
    outer: Box<[Axis]>,
    /// Lines of each entry of the outer axes.
    count: usize,
    lines: Lines,
    move_lines: MoveLines,
    /// Lines of all.
    units: usize,
    /// Lines that stay together.
    granule: usize,
}

/// Elements of the lines that a long run is divided into.
const LINE: usize = 1024;

impl Move {
    /// A piece with elements; a single long run is two: lines, and what is left behind them.
    fn of(piece: &Piece, isa: Isa) -> Vec<Move> {
        let (input, from, bits) = match &piece.from {
            Source::Input { index, placement } => (Some(*index), placement.start, 0),
            Source::Bits(bits) => (None, 0, *bits),
        };
        let to = piece.to.start;
        let axes = piece.axes();
        let build = |axes: &[Axis], from, to| Move::along(axes, [from, to], (input, bits), isa);
        match *axes {
            [run] if run.size >= 2 * LINE => {
                let lines = run.size / LINE;
                let step = LINE as isize;
                let between = Axis { size: lines, to: run.to * step, from: run.from * step };
                let mut moves = vec![build(&[between, Axis { size: LINE, ..run }], from, to)];
                let (rest, done) = (run.size % LINE, (lines * LINE) as isize);
                if rest > 0 {
                    let rest = Axis { size: rest, ..run };
                    moves.push(build(&[rest], from + done * run.from, to + done * run.to));
                }
                moves
            }
            _ => vec![build(&axes, from, to)],
        }
    }

    fn along(axes: &[Axis], [from, to]: [isize; 2], (input, bits): (Option<usize>, u32), isa: Isa) -> Move {
        let (along, mut outer) = (axes[axes.len() - 1], axes[..axes.len() - 1].to_vec());
        // Of lines that are transposed, neighbors in the source come one after the other.
        let is_transposed = input.is_some() && along.to == 1 && along.from > 1;
        let neighbors = outer.iter().position(|axis| axis.from == 1).filter(|_| is_transposed);
        let between = match neighbors {
            Some(axis) => outer.remove(axis),
            None => outer.pop().unwrap_or(Axis { size: 1, to: 0, from: 0 }),
        };
        let lines = Lines { along, between, bits };
        let entries: usize = outer.iter().map(|axis| axis.size).product();
        Move {
            input,
            from,
            to,
            outer: outer.into(),
            count: between.size,
            lines,
            move_lines: lines.mover(isa, input.is_none()),
            units: entries * between.size,
            granule: if neighbors.is_some() { 16 } else { 1 },
        }
    }

    /// Moves some lines, counted through all entries of the outer axes.
    unsafe fn run(&self, from: *const f32, to: *mut f32, units: Range<usize>) {
        let mut unit = units.start;
        while unit < units.end {
            let (entry, line) = (unit / self.count, unit % self.count);
            let count = (self.count - line).min(units.end - unit);
            let (mut from_at, mut to_at) = self.entry(entry);
            from_at += line as isize * self.lines.between.from;
            to_at += line as isize * self.lines.between.to;
            // SAFETY: the piece has been checked to lie within the operands. What is filled has no source.
            unsafe { (self.move_lines)(&self.lines, from.wrapping_offset(from_at), to.offset(to_at), count) };
            unit += count;
        }
    }

    /// Where the first line of an entry of the outer axes begins.
    fn entry(&self, mut entry: usize) -> (isize, isize) {
        let (mut from, mut to) = (self.from, self.to);
        for axis in self.outer.iter().rev() {
            let at = (entry % axis.size) as isize;
            entry /= axis.size;
            from += at * axis.from;
            to += at * axis.to;
        }
        (from, to)
    }
}
