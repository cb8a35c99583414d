use super::{Detail, Entry, Instruction, SPLAT, Tile};
use crate::lanes::{IntLanes, Lanes};
use crate::loops::access::{Cursor, Runs};
use crate::versions;

versions!(
    /// The instruction that makes an operand that is broadcast, or a part of something, look as if it lay element by element.
    gather_of, gather, (instruction: &Instruction, tile: &Tile) -> ()
);

/// Operand 0 is where the memory begins, operand 1 the register for what is gathered, and the target the entry that names
/// it: the memory itself where the tile lies within one run.
#[inline(always)]
unsafe fn gather<V: Lanes>(instruction: &Instruction, tile: &Tile) {
    let Detail::Runs(runs) = &instruction.detail else { return };
    // SAFETY: the entries are valid, and what they name is large enough for all elements of the space; registers have room
    // for a vector more than a tile.
    unsafe {
        let start = tile.table.add(instruction.operands[0] as usize);
        let memory = (*start).address;
        let register = (*tile.table.add(instruction.operands[1] as usize)).address;
        let entry = tile.table.add(instruction.targets[0] as usize);
        let (number, skip) = runs.locate(tile.begin);
        if skip + tile.count > runs.length {
            *entry = Entry { address: register, step: 1 };
            let held = &mut (*start).step;
            if runs.is_periodic() && skip == 0 {
                // What the register holds from the last tile is the same, if it is enough.
                if tile.count <= *held {
                    return;
                }
                *held = tile.count;
            } else {
                *held = 0;
            }
            copy::<V>(runs, memory, register, number, skip, tile.count);
        } else {
            let first = memory.wrapping_add(runs.offset(number) + skip * runs.step);
            if runs.step == 1 {
                *entry = Entry { address: first, step: 1 };
            } else {
                repeat::<V>(first, register, SPLAT);
                *entry = Entry { address: register, step: 0 };
            }
        }
    }
}

/// Writes an element so many times, in whole vectors.
#[inline(always)]
unsafe fn repeat<V: Lanes>(from: *const f32, to: *mut f32, count: usize) {
    // SAFETY: up to the caller; integers keep the bits of all types.
    unsafe {
        let value = V::from_bits(V::Int::splat(from.cast::<i32>().read_unaligned()));
        let mut at = 0;
        while at < count {
            value.store(to.add(at));
            at += V::COUNT;
        }
    }
}

/// Copies so many elements, in whole vectors.
#[inline(always)]
unsafe fn transfer<V: Lanes>(from: *const f32, to: *mut f32, count: usize) {
    let mut at = 0;
    while at < count {
        // SAFETY: up to the caller.
        unsafe { V::load(from.add(at)).store(to.add(at)) };
        at += V::COUNT;
    }
}

/// Run after run: what is written beyond the end of one is written over by the next.
#[inline(always)]
unsafe fn copy<V: Lanes>(
    runs: &Runs,
    memory: *const f32,
    register: *mut f32,
    number: usize,
    mut skip: usize,
    count: usize,
) {
    let mut cursor = Cursor::new(runs, number);
    let mut at = 0;
    while at < count {
        let length = (runs.length - skip).min(count - at);
        let from = memory.wrapping_add(cursor.offset);
        // SAFETY: up to the caller; behind the end of a slot there are readable bytes for a vector.
        unsafe {
            if runs.step == 0 {
                repeat::<V>(from, register.add(at), length);
            } else {
                transfer::<V>(from.add(skip), register.add(at), length);
            }
        }
        cursor.advance(1);
        at += length;
        skip = 0;
    }
}
