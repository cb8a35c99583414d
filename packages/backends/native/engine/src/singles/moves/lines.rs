//! Moves lines: elements along the last axis of a piece, line after line.

use super::piece::Axis;
use super::transposed_plane::transposed_plane;
use crate::lanes::{IntLanes, Isa, Lanes};
use crate::singles::runs::{copy_run, fill_run, store};
use crate::versions;

/// Lines that are alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines {
    /// Elements of a line, and the steps between them.
    pub along: Axis,
    /// Steps between lines; its size does not matter.
    pub between: Axis,
    /// What the elements are, if they come from nowhere.
    pub bits: u32,
}

/// Moves some lines: where the first one begins in the source and in the result, and how many.
pub(super) type MoveLines = unsafe fn(&Lines, *const f32, *mut f32, usize);

impl Lines {
    /// The fastest way for lines of this kind; `is_filled` if they come from nowhere.
    pub fn mover(&self, isa: Isa, is_filled: bool) -> MoveLines {
        let Lines { along, between, .. } = self;
        match (along.to, along.from) {
            (1, _) if is_filled => fill_lines_of(isa),
            (1, 1) => copy_lines_of(isa),
            (1, 0) => repeat_lines_of(isa),
            (1, step) if step > 1 && between.from == 1 => transposed_plane_of(isa),
            _ if is_filled => scatter_bits,
            _ => scatter_lines,
        }
    }
}

versions!(fill_lines_of, fill_lines, (lines: &Lines, from: *const f32, to: *mut f32, count: usize) -> ());
versions!(copy_lines_of, copy_lines, (lines: &Lines, from: *const f32, to: *mut f32, count: usize) -> ());
versions!(repeat_lines_of, repeat_lines, (lines: &Lines, from: *const f32, to: *mut f32, count: usize) -> ());
versions!(
    transposed_plane_of, transposed_plane,
    (lines: &Lines, from: *const f32, to: *mut f32, count: usize) -> ()
);

#[inline(always)]
unsafe fn fill_lines<V: Lanes>(lines: &Lines, _from: *const f32, to: *mut f32, count: usize) {
    for line in 0..count as isize {
        // SAFETY: the caller has checked where lines lie.
        unsafe { fill_run::<V>(to.offset(line * lines.between.to), lines.along.size, lines.bits) };
    }
}

#[inline(always)]
unsafe fn copy_lines<V: Lanes>(lines: &Lines, from: *const f32, to: *mut f32, count: usize) {
    let Lines { along, between, .. } = lines;
    for line in 0..count as isize {
        // SAFETY: the caller has checked where lines lie.
        unsafe {
            copy_run::<V>(from.offset(line * between.from), to.offset(line * between.to), along.size);
        }
    }
}

/// Each line is one element, over and over.
#[inline(always)]
unsafe fn repeat_lines<V: Lanes>(lines: &Lines, from: *const f32, to: *mut f32, count: usize) {
    let Lines { along, between, .. } = lines;
    for line in 0..count as isize {
        // SAFETY: the caller has checked where lines lie.
        unsafe {
            let bits = from.offset(line * between.from).cast::<i32>().read();
            let value = V::from_bits(V::Int::splat(bits));
            let to = to.offset(line * between.to);
            for i in (0..along.size).step_by(V::COUNT) {
                store(value, to.add(i), V::COUNT.min(along.size - i));
            }
        }
    }
}

/// Element by element.
unsafe fn scatter_lines(lines: &Lines, from: *const f32, to: *mut f32, count: usize) {
    let Lines { along, between, .. } = lines;
    for line in 0..count as isize {
        for i in 0..along.size as isize {
            // SAFETY: the caller has checked where lines lie.
            unsafe {
                let element = from.offset(line * between.from + i * along.from).cast::<u32>().read();
                to.offset(line * between.to + i * along.to).cast::<u32>().write(element);
            }
        }
    }
}

/// Element by element, of those that come from nowhere.
unsafe fn scatter_bits(lines: &Lines, _from: *const f32, to: *mut f32, count: usize) {
    let Lines { along, between, bits } = lines;
    for line in 0..count as isize {
        for i in 0..along.size as isize {
            // SAFETY: the caller has checked where lines lie.
            unsafe { to.offset(line * between.to + i * along.to).cast::<u32>().write(*bits) };
        }
    }
}
