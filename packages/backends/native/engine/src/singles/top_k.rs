use super::units::{Units, divided};
use super::values::{check_elements, input, number_or, output};
use crate::error::{Error, Result};
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext};
use crate::program::{DataType, Operation};
use crate::require;
use std::ops::Range;

/// The kernel of `TopK`: the largest elements of each row and their places, largest first, equal ones in the order of their
/// places, whether or not `sorted` asks for it. NaN counts as smaller than all numbers.
pub(super) fn top_k(operation: &Operation, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    let source = input(operation, 0)?;
    let (values, places) = (output(operation, 0)?, output(operation, 1)?);
    check_elements(operation, context)?;
    let value = context.value(source);
    if value.dtype == DataType::Bool {
        return Err(Error::unsupported("TopK", "a bool input"));
    }
    let length = value.shape.last().copied().unwrap_or(1);
    let rows = value.size() / length;
    let k = number_or(operation, "k", 1.0)? as usize;
    require!(k <= length && length <= i32::MAX as usize, "TopK wants {k} of {length} elements");
    for id in [values, places] {
        require!(context.value(id).size() == rows * k, "TopK has a result of another size");
    }
    require!(context.value(places).dtype == DataType::Int32, "TopK has places that are not int32");
    context.need_scratch(8 * length);
    let work = TopK {
        source: context.operand(source)?,
        values: context.operand(values)?,
        places: context.operand(places)?,
        key: if value.dtype == DataType::Float32 { float_key } else { int_key },
        length,
        k,
    };
    Ok(divided(context, value.size() * 8, rows, work))
}

/// Units are rows.
struct TopK {
    source: Operand,
    values: Operand,
    places: Operand,
    /// From bits to a number that is the smaller the larger the element.
    key: fn(u32) -> u32,
    length: usize,
    k: usize,
}

impl Units for TopK {
    unsafe fn run(&self, units: Range<usize>, frame: &Frame<'_>) {
        let TopK { length, k, .. } = *self;
        for row in units {
            // SAFETY: there is such a row; the scratch memory was asked for and is nobody else's.
            unsafe {
                let source: *const u32 = frame.at(&self.source).add(row * length).cast();
                let keys: *mut u64 = frame.scratch().cast();
                for place in 0..length {
                    let key = u64::from((self.key)(source.add(place).read()));
                    keys.add(place).write(key << 32 | place as u64);
                }
                let keys = std::slice::from_raw_parts_mut(keys, length);
                if k < length {
                    keys.select_nth_unstable(k);
                }
                let keys = &mut keys[..k];
                keys.sort_unstable();
                let values: *mut u32 = frame.at(&self.values).add(row * k).cast();
                let places: *mut u32 = frame.at(&self.places).add(row * k).cast();
                for (i, key) in keys.iter().enumerate() {
                    let place = *key as u32;
                    values.add(i).write(source.add(place as usize).read());
                    places.add(i).write(place);
                }
            }
        }
    }
}

/// The bits of floats without a sign rise with the number, those with one fall.
fn float_key(bits: u32) -> u32 {
    let number = f32::from_bits(bits);
    // Both zeros are alike.
    let number = if number.is_nan() { f32::NEG_INFINITY } else { number + 0.0 };
    let bits = number.to_bits();
    if bits >> 31 == 0 { !bits & (u32::MAX >> 1) } else { bits }
}

fn int_key(bits: u32) -> u32 {
    !(bits ^ 1 << 31)
}
