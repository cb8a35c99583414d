use super::kinds::Kind;
use crate::lanes::{IntLanes, Lanes, MOST_LANES};
use crate::loops::access::{Cursor, Runs};
use crate::loops::instructions::Tile;
use crate::versions;

/// Combines the elements of a tile with what the result holds.
///
/// # Safety
///
/// The processor must have the instruction set; `value` holds as many elements as the tile, and `to` a result as `runs`
/// describes it.
pub(super) type Take = unsafe fn(runs: &Runs, tile: &Tile, value: *const f32, to: *mut f32);

/// Combines `count` rows of `length` elements to one.
///
/// # Safety
///
/// The processor must have the instruction set; the rows lie one after the other.
pub(super) type CombineRows = unsafe fn(rows: *const f32, count: usize, length: usize, to: *mut f32);

versions!(take_of, [K: Kind], take, [K], (runs: &Runs, tile: &Tile, value: *const f32, to: *mut f32) -> ());
versions!(rows_of, [K: Kind], combine_rows, [K], (rows: *const f32, count: usize, length: usize, to: *mut f32) -> ());

/// Sums that do not wait for each other.
const INDEPENDENT: usize = 4;

#[inline(always)]
unsafe fn take<V: Lanes, K: Kind>(runs: &Runs, tile: &Tile, value: *const f32, to: *mut f32) {
    let (number, mut skip) = runs.locate(tile.begin);
    let mut cursor = Cursor::new(runs, number);
    let mut at = 0;
    while at < tile.count {
        let length = (runs.length - skip).min(tile.count - at);
        let target = to.wrapping_add(cursor.offset);
        let from = value.wrapping_add(at);
        // SAFETY: every run lies in the tile, and what it belongs to in the result.
        unsafe {
            if runs.step == 0 {
                let row = K::join(over_row::<V, K>(from, length));
                K::combine(V::load_partial(target, 1), row).store_partial(target, 1);
                cursor.advance(1);
                at += length;
            } else {
                let is_part = length < runs.length;
                let rows = if is_part { 1 } else { cursor.repeats().min((tile.count - at) / length) };
                over_columns::<V, K>(from, rows, length, target.wrapping_add(skip));
                cursor.advance(rows);
                at += rows * length;
            }
        }
        skip = 0;
    }
}

/// The first `count` elements, and what changes nothing in the other lanes.
#[inline(always)]
unsafe fn load_first<V: Lanes, K: Kind>(from: *const f32, count: usize) -> V {
    let numbers: [i32; MOST_LANES] = std::array::from_fn(|lane| lane as i32);
    // SAFETY: up to the caller; the array has room for all lanes.
    unsafe {
        let loaded = V::load_partial(from, count);
        if K::IDENTITY == 0 {
            return loaded;
        }
        let mask = V::Int::load(numbers.as_ptr()).lt(V::Int::splat(count as i32));
        V::select(mask, loaded, identity::<V, K>())
    }
}

#[inline(always)]
unsafe fn identity<V: Lanes, K: Kind>() -> V {
    // SAFETY: up to the caller.
    unsafe { V::from_bits(V::Int::splat(K::IDENTITY as i32)) }
}

/// The elements of a row, combined in all lanes.
#[inline(always)]
unsafe fn over_row<V: Lanes, K: Kind>(from: *const f32, length: usize) -> V {
    // SAFETY: up to the caller.
    unsafe {
        if length <= V::COUNT {
            return load_first::<V, K>(from, length);
        }
        let mut all = [identity::<V, K>(); INDEPENDENT];
        let mut at = 0;
        while at + INDEPENDENT * V::COUNT <= length {
            for (k, one) in all.iter_mut().enumerate() {
                *one = K::combine(*one, V::load(from.add(at + k * V::COUNT)));
            }
            at += INDEPENDENT * V::COUNT;
        }
        let mut k = 0;
        while at < length {
            let count = V::COUNT.min(length - at);
            all[k] = K::combine(all[k], load_first::<V, K>(from.add(at), count));
            at += count;
            k += 1;
        }
        K::combine(K::combine(all[0], all[2]), K::combine(all[1], all[3]))
    }
}

/// Combines rows element by element with what the result holds.
#[inline(always)]
unsafe fn over_columns<V: Lanes, K: Kind>(from: *const f32, rows: usize, length: usize, to: *mut f32) {
    let mut at = 0;
    // SAFETY: up to the caller.
    unsafe {
        while at + 2 * V::COUNT <= length {
            let next = at + V::COUNT;
            let mut all = [V::load(from.add(at)), V::load(from.add(next))];
            for row in 1..rows {
                let row = from.add(row * length);
                all[0] = K::combine(all[0], V::load(row.add(at)));
                all[1] = K::combine(all[1], V::load(row.add(next)));
            }
            K::combine(V::load(to.add(at)), all[0]).store(to.add(at));
            K::combine(V::load(to.add(next)), all[1]).store(to.add(next));
            at = next + V::COUNT;
        }
        while at < length {
            let count = V::COUNT.min(length - at);
            let mut all = V::load_partial(from.add(at), count);
            for row in 1..rows {
                all = K::combine(all, V::load_partial(from.add(row * length + at), count));
            }
            K::combine(V::load_partial(to.add(at), count), all).store_partial(to.add(at), count);
            at += count;
        }
    }
}

#[inline(always)]
unsafe fn combine_rows<V: Lanes, K: Kind>(rows: *const f32, count: usize, length: usize, to: *mut f32) {
    let mut at = 0;
    while at < length {
        let lanes = V::COUNT.min(length - at);
        // SAFETY: up to the caller.
        unsafe {
            let mut all = V::load_partial(rows.add(at), lanes);
            for row in 1..count {
                all = K::combine(all, V::load_partial(rows.add(row * length + at), lanes));
            }
            all.store_partial(to.add(at), lanes);
        }
        at += lanes;
    }
}
