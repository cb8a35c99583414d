use super::lines::Lines;
use super::transposed_tile::{TILE, transposed_tile};
use crate::lanes::Lanes;

/// Lines and columns of a block: cache lines are read and written as a whole.
const BLOCK: usize = 16;

/// Turns rows into columns: neighbors of a line are far from each other in the source, neighbors of lines are not.
///
/// # Safety
///
/// As for [`MoveLines`](super::lines::MoveLines); lines lie side by side in the source.
#[inline(always)]
pub(super) unsafe fn transposed_plane<V: Lanes>(lines: &Lines, from: *const f32, to: *mut f32, count: usize) {
    let Lines { along, between, .. } = lines;
    for line in (0..count).step_by(BLOCK) {
        for column in (0..along.size).step_by(BLOCK) {
            let block = [BLOCK.min(count - line), BLOCK.min(along.size - column)];
            // SAFETY: the block lies in the plane.
            unsafe {
                let from = from.offset(column as isize * along.from + line as isize);
                let to = to.offset(line as isize * between.to + column as isize);
                transposed_block::<V>(from, along.from, to, between.to, block);
            }
        }
    }
}

/// Some lines of some columns each.
#[inline(always)]
unsafe fn transposed_block<V: Lanes>(
    from: *const f32,
    from_step: isize,
    to: *mut f32,
    to_step: isize,
    [lines, columns]: [usize; 2],
) {
    for line in (0..lines).step_by(TILE) {
        for column in (0..columns).step_by(TILE) {
            // SAFETY: the tile lies in the block.
            unsafe {
                let from = from.offset(column as isize * from_step + line as isize);
                let to = to.offset(line as isize * to_step + column as isize);
                if line + TILE <= lines && column + TILE <= columns {
                    transposed_tile::<V>(from, from_step, to, to_step);
                } else {
                    let tile = [TILE.min(lines - line), TILE.min(columns - column)];
                    transposed_rest(from, from_step, to, to_step, tile);
                }
            }
        }
    }
}

/// What is left at the border, element by element.
#[inline(always)]
unsafe fn transposed_rest(
    from: *const f32,
    from_step: isize,
    to: *mut f32,
    to_step: isize,
    [lines, columns]: [usize; 2],
) {
    for column in 0..columns as isize {
        for line in 0..lines as isize {
            // SAFETY: up to the caller.
            unsafe {
                let element = from.offset(column * from_step + line).cast::<u32>().read();
                to.offset(line * to_step + column).cast::<u32>().write(element);
            }
        }
    }
}
