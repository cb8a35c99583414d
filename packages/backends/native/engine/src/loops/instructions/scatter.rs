use super::{Detail, Entry, Instruction, Tile};
use crate::lanes::Lanes;
use crate::loops::access::Cursor;
use crate::versions;

versions!(
    /// The instruction that writes a value where it belongs in something larger.
    scatter_of, scatter, (instruction: &Instruction, tile: &Tile) -> ()
);

/// Operand 0 is the value, and the target where the memory begins.
#[inline(always)]
unsafe fn scatter<V: Lanes>(instruction: &Instruction, tile: &Tile) {
    let Detail::Runs(runs) = &instruction.detail else { return };
    // SAFETY: the entries are valid, and the memory is large enough for all elements of the space.
    unsafe {
        let Entry { address: value, step } = *tile.table.add(instruction.operands[0] as usize);
        let memory = (*tile.table.add(instruction.targets[0] as usize)).address;
        let (number, mut skip) = runs.locate(tile.begin);
        let mut cursor = Cursor::new(runs, number);
        let mut at = 0;
        while at < tile.count {
            let end = tile.count.min(at + runs.length - skip);
            let mut to = memory.wrapping_add(cursor.offset + skip);
            while at < end {
                let lanes = V::COUNT.min(end - at);
                V::load_partial(value.wrapping_add(at * step), lanes).store_partial(to, lanes);
                to = to.wrapping_add(lanes);
                at += lanes;
            }
            skip = 0;
            cursor.advance(1);
        }
    }
}
