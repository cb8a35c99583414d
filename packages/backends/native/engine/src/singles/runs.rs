//! Runs: stretches of elements that lie next to each other, of any type of 4 bytes.

use crate::lanes::{IntLanes, Lanes};

/// Elements from which on the system copies and fills memory faster than a loop of ours.
const LONG: usize = 256;

/// The first `lanes` elements.
///
/// # Safety
///
/// As for [`Lanes`]; at most as many lanes as there are.
#[inline(always)]
pub(crate) unsafe fn load<V: Lanes>(from: *const f32, lanes: usize) -> V {
    // SAFETY: up to the caller.
    unsafe { if lanes == V::COUNT { V::load(from) } else { V::load_partial(from, lanes) } }
}

/// # Safety
///
/// As for [`load`].
#[inline(always)]
pub(crate) unsafe fn store<V: Lanes>(value: V, to: *mut f32, lanes: usize) {
    // SAFETY: up to the caller.
    unsafe { if lanes == V::COUNT { value.store(to) } else { value.store_partial(to, lanes) } }
}

/// # Safety
///
/// As for [`Lanes`]; there must be `count` elements at both places.
#[inline(always)]
pub(super) unsafe fn copy_run<V: Lanes>(from: *const f32, to: *mut f32, count: usize) {
    // SAFETY: up to the caller.
    unsafe {
        if count >= LONG {
            to.copy_from(from, count);
            return;
        }
        let mut done = 0;
        while done + V::COUNT <= count {
            V::load(from.add(done)).store(to.add(done));
            done += V::COUNT;
        }
        if done < count {
            V::load_partial(from.add(done), count - done).store_partial(to.add(done), count - done);
        }
    }
}

/// Fills a run with elements of these bits.
///
/// # Safety
///
/// As for [`copy_run`].
#[inline(always)]
pub(super) unsafe fn fill_run<V: Lanes>(to: *mut f32, count: usize, bits: u32) {
    // SAFETY: up to the caller.
    unsafe {
        if bits == 0 && count >= LONG {
            to.write_bytes(0, count);
            return;
        }
        let value = V::from_bits(V::Int::splat(bits as i32));
        let mut done = 0;
        while done + V::COUNT <= count {
            value.store(to.add(done));
            done += V::COUNT;
        }
        if done < count {
            value.store_partial(to.add(done), count - done);
        }
    }
}

/// How elements are added up or multiplied.
pub(super) trait Combination: Send + Sync + 'static {
    /// The bits of what changes nothing.
    const START: u32;
    /// # Safety
    ///
    /// As for [`Lanes`].
    unsafe fn combine<V: Lanes>(a: V, b: V) -> V;
}

pub(super) struct FloatSum;
pub(super) struct FloatProduct;
/// Wraps around.
pub(super) struct IntSum;
/// Wraps around.
pub(super) struct IntProduct;

impl Combination for FloatSum {
    const START: u32 = 0;

    #[inline(always)]
    unsafe fn combine<V: Lanes>(a: V, b: V) -> V {
        // SAFETY: up to the caller.
        unsafe { a.add(b) }
    }
}

impl Combination for FloatProduct {
    const START: u32 = 1.0f32.to_bits();

    #[inline(always)]
    unsafe fn combine<V: Lanes>(a: V, b: V) -> V {
        // SAFETY: up to the caller.
        unsafe { a.mul(b) }
    }
}

impl Combination for IntSum {
    const START: u32 = 0;

    #[inline(always)]
    unsafe fn combine<V: Lanes>(a: V, b: V) -> V {
        // SAFETY: up to the caller.
        unsafe { V::from_bits(a.bits().add(b.bits())) }
    }
}

impl Combination for IntProduct {
    const START: u32 = 1;

    #[inline(always)]
    unsafe fn combine<V: Lanes>(a: V, b: V) -> V {
        // SAFETY: up to the caller.
        unsafe { V::from_bits(a.bits().mul(b.bits())) }
    }
}

/// Adds a run to another.
///
/// # Safety
///
/// As for [`copy_run`].
#[inline(always)]
pub(super) unsafe fn add_run<V: Lanes, C: Combination>(from: *const f32, to: *mut f32, count: usize) {
    // SAFETY: up to the caller.
    unsafe {
        let mut done = 0;
        while done + V::COUNT <= count {
            C::combine(V::load(to.add(done)), V::load(from.add(done))).store(to.add(done));
            done += V::COUNT;
        }
        if done < count {
            let rest = count - done;
            let sum = C::combine(V::load_partial(to.add(done), rest), V::load_partial(from.add(done), rest));
            sum.store_partial(to.add(done), rest);
        }
    }
}
