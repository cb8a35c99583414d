use crate::lanes::{IntLanes, Lanes};

/// What makes one element better than another. Elements are given by their bits.
pub(super) trait Contest: Send + Sync + 'static {
    /// What every element is at least as good as.
    const WORST: u32;

    fn is_better(a: u32, b: u32) -> bool;

    /// # Safety
    ///
    /// As for [`Lanes`].
    unsafe fn better<V: Lanes>(a: V, b: V) -> V::Mask;

    /// Whether it never wins, and is never beaten where it comes first.
    fn is_nan(bits: u32) -> bool;
}

pub(super) struct LargestFloat;
pub(super) struct SmallestFloat;
pub(super) struct LargestInt;
pub(super) struct SmallestInt;

impl Contest for LargestFloat {
    const WORST: u32 = f32::NEG_INFINITY.to_bits();

    #[inline(always)]
    fn is_better(a: u32, b: u32) -> bool {
        f32::from_bits(a) > f32::from_bits(b)
    }

    #[inline(always)]
    unsafe fn better<V: Lanes>(a: V, b: V) -> V::Mask {
        // SAFETY: up to the caller.
        unsafe { b.lt(a) }
    }

    #[inline(always)]
    fn is_nan(bits: u32) -> bool {
        f32::from_bits(bits).is_nan()
    }
}

impl Contest for SmallestFloat {
    const WORST: u32 = f32::INFINITY.to_bits();

    #[inline(always)]
    fn is_better(a: u32, b: u32) -> bool {
        f32::from_bits(a) < f32::from_bits(b)
    }

    #[inline(always)]
    unsafe fn better<V: Lanes>(a: V, b: V) -> V::Mask {
        // SAFETY: up to the caller.
        unsafe { a.lt(b) }
    }

    #[inline(always)]
    fn is_nan(bits: u32) -> bool {
        f32::from_bits(bits).is_nan()
    }
}

impl Contest for LargestInt {
    const WORST: u32 = i32::MIN as u32;

    #[inline(always)]
    fn is_better(a: u32, b: u32) -> bool {
        a as i32 > b as i32
    }

    #[inline(always)]
    unsafe fn better<V: Lanes>(a: V, b: V) -> V::Mask {
        // SAFETY: up to the caller.
        unsafe { b.bits().lt(a.bits()) }
    }

    #[inline(always)]
    fn is_nan(_bits: u32) -> bool {
        false
    }
}

impl Contest for SmallestInt {
    const WORST: u32 = i32::MAX as u32;

    #[inline(always)]
    fn is_better(a: u32, b: u32) -> bool {
        (a as i32) < b as i32
    }

    #[inline(always)]
    unsafe fn better<V: Lanes>(a: V, b: V) -> V::Mask {
        // SAFETY: up to the caller.
        unsafe { a.bits().lt(b.bits()) }
    }

    #[inline(always)]
    fn is_nan(_bits: u32) -> bool {
        false
    }
}
