//! Brings rows of a column together, one after the other, in the type that a program wants.

use crate::lanes::{IntLanes, Isa, Lanes};
use crate::versions;

/// Brings the rows `order` of a column that begins at `from`, each of so many numbers, to `to`.
///
/// # Safety
///
/// All rows lie in the column, and `to` has room for them. The processor has the instruction set that it was compiled for.
pub(super) type Bring = unsafe fn(from: *const u8, order: &[i32], width: usize, to: *mut u8);

pub(super) fn words(isa: Isa) -> Bring {
    rows_of::<Words>(isa)
}

pub(super) fn bytes_as_floats(isa: Isa) -> Bring {
    rows_of::<BytesAsFloats>(isa)
}

pub(super) fn bytes_as_integers(isa: Isa) -> Bring {
    rows_of::<BytesAsIntegers>(isa)
}

pub(super) fn integers_as_floats(isa: Isa) -> Bring {
    rows_of::<IntegersAsFloats>(isa)
}

versions!(rows_of, [T: Transfer], bring, [T], (from: *const u8, order: &[i32], width: usize, to: *mut u8) -> ());

/// # Safety
///
/// As for [`Bring`].
#[inline(always)]
unsafe fn bring<V: Lanes, T: Transfer>(from: *const u8, order: &[i32], width: usize, to: *mut u8) {
    let from: *const T::From = from.cast();
    let mut to: *mut u32 = to.cast();
    if width == 1 {
        for (i, row) in order.iter().enumerate() {
            // SAFETY: up to the caller.
            unsafe { to.add(i).write(T::number(from.add(*row as usize))) };
        }
        return;
    }
    let whole = width - width % V::COUNT;
    for row in order {
        // SAFETY: up to the caller; vectors stay in the row.
        unsafe {
            let from = from.add(*row as usize * width);
            for k in (0..whole).step_by(V::COUNT) {
                T::vector::<V>(from.add(k)).store(to.add(k).cast());
            }
            if whole < width {
                T::rest::<V>(from.add(whole), width - whole, to.add(whole));
            }
            to = to.add(width);
        }
    }
}

/// How numbers become the words that a program wants.
pub(super) trait Transfer: 'static {
    /// As they are stored.
    type From;

    /// # Safety
    ///
    /// There must be a number.
    unsafe fn number(from: *const Self::From) -> u32;

    /// # Safety
    ///
    /// There must be as many numbers as a vector has lanes, which the processor must have.
    unsafe fn vector<V: Lanes>(from: *const Self::From) -> V;

    /// Fewer than a vector.
    ///
    /// # Safety
    ///
    /// As above, for `count` numbers; `to` has room for them.
    #[inline(always)]
    unsafe fn rest<V: Lanes>(from: *const Self::From, count: usize, to: *mut u32) {
        for k in 0..count {
            // SAFETY: up to the caller.
            unsafe { to.add(k).write(Self::number(from.add(k))) };
        }
    }
}

struct Words;

impl Transfer for Words {
    type From = u32;

    #[inline(always)]
    unsafe fn number(from: *const u32) -> u32 {
        // SAFETY: up to the caller.
        unsafe { from.read() }
    }

    #[inline(always)]
    unsafe fn vector<V: Lanes>(from: *const u32) -> V {
        // SAFETY: up to the caller.
        unsafe { V::load(from.cast()) }
    }

    #[inline(always)]
    unsafe fn rest<V: Lanes>(from: *const u32, count: usize, to: *mut u32) {
        // SAFETY: up to the caller.
        unsafe { V::load_partial(from.cast(), count).store_partial(to.cast(), count) };
    }
}

struct BytesAsFloats;

impl Transfer for BytesAsFloats {
    type From = u8;

    #[inline(always)]
    unsafe fn number(from: *const u8) -> u32 {
        // SAFETY: up to the caller.
        f32::from(unsafe { from.read() }).to_bits()
    }

    #[inline(always)]
    unsafe fn vector<V: Lanes>(from: *const u8) -> V {
        // SAFETY: up to the caller.
        unsafe { V::from_int(V::Int::load_bytes(from)) }
    }
}

struct BytesAsIntegers;

impl Transfer for BytesAsIntegers {
    type From = u8;

    #[inline(always)]
    unsafe fn number(from: *const u8) -> u32 {
        // SAFETY: up to the caller.
        u32::from(unsafe { from.read() })
    }

    #[inline(always)]
    unsafe fn vector<V: Lanes>(from: *const u8) -> V {
        // SAFETY: up to the caller.
        unsafe { V::from_bits(V::Int::load_bytes(from)) }
    }
}

struct IntegersAsFloats;

impl Transfer for IntegersAsFloats {
    type From = i32;

    #[inline(always)]
    unsafe fn number(from: *const i32) -> u32 {
        // SAFETY: up to the caller.
        (unsafe { from.read() } as f32).to_bits()
    }

    #[inline(always)]
    unsafe fn vector<V: Lanes>(from: *const i32) -> V {
        // SAFETY: up to the caller.
        unsafe { V::from_int(V::Int::load(from)) }
    }
}
