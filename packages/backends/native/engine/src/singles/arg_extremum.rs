//! Places of the largest or smallest elements along an axis, the first of several. As in tfjs, a NaN never wins, except where
//! it comes first.

use super::contest::{Contest, LargestFloat, LargestInt, SmallestFloat, SmallestInt};
use super::runs::{load, store};
use super::units::{Units, divided};
use super::values::{AxisSplit, check_elements, input, output};
use crate::error::{Error, Result};
use crate::lanes::{IntLanes, Isa, Lanes, MOST_LANES};
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext};
use crate::program::{DataType, Operation};
use crate::require;
use crate::versions;
use std::ops::Range;

/// The kernel of `ArgMax`.
pub(super) fn arg_max(operation: &Operation, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    arg_extremum(operation, context, find_of::<LargestFloat>, find_of::<LargestInt>)
}

/// The kernel of `ArgMin`.
pub(super) fn arg_min(operation: &Operation, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    arg_extremum(operation, context, find_of::<SmallestFloat>, find_of::<SmallestInt>)
}

fn arg_extremum(
    operation: &Operation,
    context: &TaskContext<'_>,
    of_floats: fn(Isa) -> Find,
    of_ints: fn(Isa) -> Find,
) -> Result<Box<dyn Kernel>> {
    let name = operation.kernel.name();
    let (source, result) = (input(operation, 0)?, output(operation, 0)?);
    check_elements(operation, context)?;
    let value = context.value(source);
    let split = AxisSplit::of(operation, &value.shape)?;
    let places = context.value(result);
    require!(places.size() == split.outer * split.inner, "{name} has a result of another size");
    require!(places.dtype == DataType::Int32, "{name} has a result that is not int32");
    require!(split.length <= i32::MAX as usize, "{name} has too long an axis");
    let find = match value.dtype {
        DataType::Float32 => of_floats(context.isa()),
        DataType::Int32 => of_ints(context.isa()),
        DataType::Bool => return Err(Error::unsupported(name, "a bool input")),
    };
    let work = Search { source: context.operand(source)?, result: context.operand(result)?, split, find };
    Ok(divided(context, value.size(), split.outer, work))
}

/// Units are entries before the axis.
struct Search {
    source: Operand,
    result: Operand,
    split: AxisSplit,
    find: Find,
}

type Find = unsafe fn(*const f32, *mut f32, AxisSplit);

impl Units for Search {
    unsafe fn run(&self, units: Range<usize>, frame: &Frame<'_>) {
        let AxisSplit { length, inner, .. } = self.split;
        // SAFETY: there are such entries in both operands.
        unsafe {
            let source = frame.at(&self.source).add(units.start * length * inner);
            let result = frame.at(&self.result).add(units.start * inner);
            (self.find)(source, result, AxisSplit { outer: units.len(), ..self.split });
        }
    }
}

versions!(find_of, [C: Contest], find, [C], (source: *const f32, result: *mut f32, split: AxisSplit) -> ());

#[inline(always)]
unsafe fn find<V: Lanes, C: Contest>(source: *const f32, result: *mut f32, split: AxisSplit) {
    let AxisSplit { outer, length, inner } = split;
    for entry in 0..outer {
        // SAFETY: up to the caller.
        unsafe {
            let (from, to) = (source.add(entry * length * inner), result.add(entry * inner));
            if inner == 1 {
                to.cast::<i32>().write(find_in_row::<V, C>(from, length));
            } else {
                find_in_columns::<V, C>(from, to, length, inner);
            }
        }
    }
}

/// Contests side by side along a row, then one among their winners.
#[inline(always)]
unsafe fn find_in_row<V: Lanes, C: Contest>(from: *const f32, length: usize) -> i32 {
    // SAFETY: up to the caller.
    unsafe {
        let element = |i: usize| from.add(i).cast::<u32>().read();
        if C::is_nan(element(0)) {
            return 0;
        }
        let vectors = length / V::COUNT;
        let (mut best, mut at) = (C::WORST, 0);
        if vectors > 1 {
            (best, at) = find_in_vectors::<V, C>(from, vectors);
        }
        let begin = if vectors > 1 { vectors * V::COUNT } else { 0 };
        for i in begin..length {
            let wins = C::is_better(element(i), best);
            best = if wins { element(i) } else { best };
            at = if wins { i as i32 } else { at };
        }
        at
    }
}

/// The best element of some vectors and where it is first.
#[inline(always)]
unsafe fn find_in_vectors<V: Lanes, C: Contest>(from: *const f32, vectors: usize) -> (u32, i32) {
    let mut places = [0i32; MOST_LANES];
    for (lane, place) in places.iter_mut().enumerate() {
        *place = lane as i32;
    }
    let mut bests = [0u32; MOST_LANES];
    // SAFETY: arrays are as long as the longest vector, the rest is up to the caller.
    unsafe {
        let worst = V::from_bits(V::Int::splat(C::WORST as i32));
        let mut place = V::Int::load(places.as_ptr());
        let (mut best, mut at) = (worst, place);
        for i in 0..vectors {
            let value = V::load(from.add(i * V::COUNT));
            let wins = C::better(value, best);
            best = V::select(wins, value, best);
            at = V::Int::select(wins, place, at);
            place = place.add(V::Int::splat(V::COUNT as i32));
        }
        best.store(bests.as_mut_ptr().cast());
        at.store(places.as_mut_ptr());
    }
    let (mut best, mut at) = (bests[0], places[0]);
    for lane in 1..V::COUNT {
        let wins = C::is_better(bests[lane], best) || (!C::is_better(best, bests[lane]) && places[lane] < at);
        if wins {
            (best, at) = (bests[lane], places[lane]);
        }
    }
    (best, at)
}

/// A contest for each element of the axes behind, a vector of them at a time.
#[inline(always)]
unsafe fn find_in_columns<V: Lanes, C: Contest>(from: *const f32, to: *mut f32, length: usize, inner: usize) {
    for column in (0..inner).step_by(V::COUNT) {
        let lanes = V::COUNT.min(inner - column);
        // SAFETY: up to the caller.
        unsafe {
            let mut best = load::<V>(from.add(column), lanes);
            let mut at = V::Int::splat(0);
            for place in 1..length {
                let value = load::<V>(from.add(place * inner + column), lanes);
                let wins = C::better(value, best);
                best = V::select(wins, value, best);
                at = V::Int::select(wins, V::Int::splat(place as i32), at);
            }
            store(V::from_bits(at), to.add(column), lanes);
        }
    }
}
