use super::{Entry, Instruction, Tile};
use crate::lanes::Lanes;
use crate::loops::functions::{Function, MOST_OPERANDS, MOST_STORED};
use crate::versions;

versions!(
    /// The instruction that applies a function element by element.
    applied, [F: Function], apply, [F], (instruction: &Instruction, tile: &Tile) -> ()
);

#[inline(always)]
unsafe fn apply<V: Lanes, F: Function>(instruction: &Instruction, tile: &Tile) {
    // SAFETY: the entries are valid for the tile. All loads of a vector come before its stores, so that operands and
    // results may be the same memory.
    unsafe {
        let mut from = [std::ptr::null::<f32>(); MOST_OPERANDS];
        let mut steps = [0; MOST_OPERANDS];
        for k in 0..F::OPERANDS {
            let Entry { address, step } = *tile.table.add(instruction.operands[k] as usize);
            (from[k], steps[k]) = (address, step * V::COUNT);
        }
        let mut to = [std::ptr::null_mut::<f32>(); 1 + MOST_STORED];
        for (to, target) in to.iter_mut().zip(instruction.targets).take(1 + F::STORED) {
            *to = (*tile.table.add(target as usize)).address;
        }
        let mut x = [V::zero(); MOST_OPERANDS];
        let mut stored = [V::zero(); MOST_STORED];
        let whole = tile.count - tile.count % V::COUNT;
        let mut at = 0;
        while at < whole {
            for k in 0..F::OPERANDS {
                x[k] = V::load(from[k]);
                from[k] = from[k].wrapping_add(steps[k]);
            }
            F::apply(&x, &mut stored).store(to[0].add(at));
            for k in 0..F::STORED {
                stored[k].store(to[1 + k].add(at));
            }
            at += V::COUNT;
        }
        let rest = tile.count - whole;
        if rest > 0 {
            let count = |padded: u16, k: usize| if padded >> k & 1 == 1 { V::COUNT } else { rest };
            for k in 0..F::OPERANDS {
                x[k] = load::<V>(from[k], count(instruction.padded_operands, k));
            }
            let result = F::apply(&x, &mut stored);
            store(result, to[0].add(at), count(instruction.padded_targets, 0));
            for k in 0..F::STORED {
                store(stored[k], to[1 + k].add(at), count(instruction.padded_targets, 1 + k));
            }
        }
    }
}

#[inline(always)]
unsafe fn load<V: Lanes>(from: *const f32, count: usize) -> V {
    // SAFETY: up to the caller.
    unsafe { if count == V::COUNT { V::load(from) } else { V::load_partial(from, count) } }
}

#[inline(always)]
unsafe fn store<V: Lanes>(value: V, to: *mut f32, count: usize) {
    // SAFETY: up to the caller.
    unsafe { if count == V::COUNT { value.store(to) } else { value.store_partial(to, count) } }
}
