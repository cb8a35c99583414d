use super::{Detail, Instruction, Tile};
use crate::lanes::{Lanes, MOST_LANES};
use crate::math::{BLOCK_WORDS, Philox};
use crate::versions;

versions!(
    /// The instruction that makes random numbers. Element `i` of the space is word `i mod 4` of block `i div 4`.
    random_of, random, (instruction: &Instruction, tile: &Tile) -> ()
);

/// Operands are seed, step and, in loops, the index.
#[inline(always)]
unsafe fn random<V: Lanes>(instruction: &Instruction, tile: &Tile) {
    let Detail::Random { stream, has_index } = instruction.detail else { return };
    // SAFETY: the entries are valid for the tile.
    unsafe {
        let scalar = |k: usize| {
            let entry = *tile.table.add(instruction.operands[k] as usize);
            entry.address.cast::<u32>().read_unaligned()
        };
        let index = if has_index { scalar(2) } else { 0 };
        let philox = Philox { seed: scalar(0), step: scalar(1), stream, index };
        let mut to = (*tile.table.add(instruction.targets[0] as usize)).address;
        let numbers = BLOCK_WORDS * V::COUNT;
        let mut block = tile.begin / BLOCK_WORDS;
        let mut skip = tile.begin % BLOCK_WORDS;
        let mut left = tile.count;
        while left > 0 {
            let count = left.min(numbers - skip);
            if count == numbers {
                philox.write::<V>(block as u32, to);
            } else {
                let mut all = [0f32; BLOCK_WORDS * MOST_LANES];
                philox.write::<V>(block as u32, all.as_mut_ptr());
                std::ptr::copy_nonoverlapping(all.as_ptr().add(skip), to, count);
            }
            to = to.wrapping_add(count);
            left -= count;
            skip = 0;
            block += V::COUNT;
        }
    }
}
