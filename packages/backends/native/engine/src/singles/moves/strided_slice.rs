//! Slices with steps, and with the masks that TensorFlow knows: bit `i` of each is about entry `i` of the lists.

use super::cut::cut_out;
use super::piece::Piece;
use crate::error::Result;
use crate::plan::TaskContext;
use crate::program::{Attributes, Operation};
use crate::require;
use crate::singles::values::input;

/// What is taken of one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Taken {
    first: i64,
    step: i64,
    count: usize,
}

struct Masks {
    begin: u64,
    end: u64,
    ellipsis: u64,
    new_axis: u64,
    shrink_axis: u64,
}

impl Masks {
    fn of(attributes: &Attributes) -> Result<Masks> {
        let mask = |name| {
            if attributes.has(name) { attributes.size(name).map(|mask| mask as u64) } else { Ok(0) }
        };
        Ok(Masks {
            begin: mask("beginMask")?,
            end: mask("endMask")?,
            ellipsis: mask("ellipsisMask")?,
            new_axis: mask("newAxisMask")?,
            shrink_axis: mask("shrinkAxisMask")?,
        })
    }
}

pub(super) fn strided_slice(operation: &Operation, context: &TaskContext<'_>) -> Result<Vec<Piece>> {
    let shape = context.shape(input(operation, 0)?);
    let taken = taken_of(shape, &operation.attributes)?;
    let sizes = taken.iter().map(|one| one.count).collect();
    let corner: Vec<isize> = taken.iter().map(|one| one.first as isize).collect();
    let steps: Vec<isize> = taken.iter().map(|one| one.step as isize).collect();
    Ok(vec![cut_out(shape, sizes, &corner, &steps)])
}

/// What is taken of each axis of the input. Where no entry is an ellipsis, one follows the last.
fn taken_of(shape: &[usize], attributes: &Attributes) -> Result<Vec<Taken>> {
    let [begin, end, strides] = ["begin", "end", "strides"].map(|name| attributes.ints(name));
    let (begins, ends, strides) = (begin?, end?, strides?);
    let entries = begins.len();
    require!(
        ends.len() == entries && strides.len() == entries,
        "StridedSlice has lists of different lengths"
    );
    require!(entries < 32, "StridedSlice has too many entries");
    let mut masks = Masks::of(attributes)?;
    require!(masks.ellipsis.count_ones() <= 1, "StridedSlice has several ellipses");
    let is_set = |mask: u64, entry: usize| mask >> entry & 1 == 1;
    if masks.ellipsis & ((1 << entries) - 1) == 0 {
        masks.ellipsis = 1 << entries;
    }
    let mut taken = Vec::new();
    for entry in 0..=entries {
        if is_set(masks.ellipsis, entry) {
            // All axes but those that the entries behind are about.
            let behind = (entry + 1..entries).filter(|one| !is_set(masks.new_axis, *one)).count();
            while taken.len() + behind < shape.len() {
                let count = shape[taken.len()];
                taken.push(Taken { first: 0, step: 1, count });
            }
        } else if entry < entries && !is_set(masks.new_axis, entry) {
            require!(taken.len() < shape.len(), "StridedSlice has more entries than axes");
            let size = shape[taken.len()];
            let begin = if is_set(masks.begin, entry) { None } else { Some(begins[entry]) };
            let end = if is_set(masks.end, entry) { None } else { Some(ends[entry]) };
            taken.push(if is_set(masks.shrink_axis, entry) {
                one_of(size, begins[entry], strides[entry])?
            } else {
                some_of(size, begin, end, strides[entry])?
            });
        }
    }
    require!(taken.len() == shape.len(), "StridedSlice has fewer entries than axes");
    Ok(taken)
}

/// One element of an axis; negative numbers count from its end.
fn one_of(size: usize, index: i64, step: i64) -> Result<Taken> {
    require!(step > 0, "StridedSlice drops an axis that it goes backwards on");
    let first = from_begin(index, size);
    require!(first >= 0 && first < size as i64, "StridedSlice takes an element that is not there");
    Ok(Taken { first, step: 1, count: 1 })
}

/// Elements from `begin` up to `end`, not included; from one end of the axis or to the other where they are none.
fn some_of(size: usize, begin: Option<i64>, end: Option<i64>, step: i64) -> Result<Taken> {
    require!(step != 0 && step != i64::MIN, "StridedSlice has a stride of zero");
    let (lowest, highest) = if step > 0 { (0, size as i64) } else { (-1, size as i64 - 1) };
    let (start, stop) = if step > 0 { (lowest, highest) } else { (highest, lowest) };
    let place = |index: i64| from_begin(index, size).clamp(lowest, highest);
    let (first, last) = (begin.map_or(start, place), end.map_or(stop, place));
    let distance = if step > 0 { last - first } else { first - last };
    Ok(Taken { first, step, count: (distance.max(0) as usize).div_ceil(step.unsigned_abs() as usize) })
}

fn from_begin(index: i64, size: usize) -> i64 {
    if index < 0 { index.saturating_add(size as i64) } else { index }
}
