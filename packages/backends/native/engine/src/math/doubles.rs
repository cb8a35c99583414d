//! Work on lanes in doubles, where float32 has too few digits.

use crate::lanes::{IntLanes, Lanes, MOST_LANES};

/// `f` of every lane; compilers make vectors of it where `f` has no branches and no calls.
#[inline(always)]
pub(super) unsafe fn in_doubles<V: Lanes>(x: V, f: impl Fn(f64) -> f64) -> V {
    let mut lanes = [0.0f32; MOST_LANES];
    // SAFETY: the array has room for all lanes; the caller has the instruction set.
    unsafe {
        x.store(lanes.as_mut_ptr());
        for lane in lanes.iter_mut().take(V::COUNT) {
            *lane = f(f64::from(*lane)) as f32;
        }
        V::load(lanes.as_ptr())
    }
}

/// `f` of every pair of lanes.
#[inline(always)]
pub(super) unsafe fn pairs_in_doubles<V: Lanes>(a: V, b: V, f: impl Fn(f64, f64) -> f64) -> V {
    let (mut lanes, mut others) = ([0.0f32; MOST_LANES], [0.0f32; MOST_LANES]);
    // SAFETY: the arrays have room for all lanes; the caller has the instruction set.
    unsafe {
        a.store(lanes.as_mut_ptr());
        b.store(others.as_mut_ptr());
        for (lane, other) in lanes.iter_mut().zip(&others).take(V::COUNT) {
            *lane = f(f64::from(*lane), f64::from(*other)) as f32;
        }
        V::load(lanes.as_ptr())
    }
}

/// `f` of every pair of int32 lanes: without its fraction, kept to the range of int32, 0 for NaN.
#[inline(always)]
pub(super) unsafe fn integers_in_doubles<V: Lanes>(
    a: V::Int,
    b: V::Int,
    f: impl Fn(f64, f64) -> f64,
) -> V::Int {
    let (mut lanes, mut others) = ([0i32; MOST_LANES], [0i32; MOST_LANES]);
    // SAFETY: the arrays have room for all lanes; the caller has the instruction set.
    unsafe {
        a.store(lanes.as_mut_ptr());
        b.store(others.as_mut_ptr());
        for (lane, other) in lanes.iter_mut().zip(&others).take(V::COUNT) {
            *lane = f(f64::from(*lane), f64::from(*other)) as i32;
        }
        V::Int::load(lanes.as_ptr())
    }
}
