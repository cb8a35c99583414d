//! Vectors of the processor, one type for each instruction set, all with the same operations.
//!
//! Kernels are written once, over [`Lanes`], and compiled for every instruction set by [`versions!`](crate::versions) or
//! [`dispatch`]. Every function here is `#[inline(always)]`, so that it becomes an instruction of the function with the
//! right `#[target_feature]` that it ends up in.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod isa;
mod portable;

#[cfg(target_arch = "x86_64")]
pub use avx2::Avx2;
#[cfg(target_arch = "x86_64")]
pub use avx512::Avx512;
pub use isa::{Isa, Job, dispatch};
pub use portable::Portable;

/// The most lanes that any instruction set has: padding that is a multiple of it suits all.
pub const MOST_LANES: usize = 16;

/// A vector of float32 numbers.
///
/// # Safety
///
/// All functions may be called only where the processor has the instruction set, which [`dispatch`] and `versions!`
/// make sure of. Pointers need not be aligned. `load` and `store` touch [`Lanes::COUNT`] elements, the partial ones the
/// first `count`.
#[allow(clippy::missing_safety_doc)]
pub trait Lanes: Copy + Send + Sync + 'static {
    /// Numbers in a vector.
    const COUNT: usize;
    /// Vector registers that a kernel may count on.
    const REGISTERS: usize;
    /// One truth value a lane.
    type Mask: Copy;
    /// As many int32 numbers.
    type Int: IntLanes<Mask = Self::Mask>;

    unsafe fn splat(value: f32) -> Self;
    unsafe fn zero() -> Self;
    unsafe fn load(from: *const f32) -> Self;
    unsafe fn store(self, to: *mut f32);
    /// The first `count` elements (at most `COUNT`), zeros in the other lanes.
    unsafe fn load_partial(from: *const f32, count: usize) -> Self;
    unsafe fn store_partial(self, to: *mut f32, count: usize);

    unsafe fn add(self, other: Self) -> Self;
    unsafe fn sub(self, other: Self) -> Self;
    unsafe fn mul(self, other: Self) -> Self;
    unsafe fn div(self, other: Self) -> Self;
    /// `self · factor + term`, rounded once where the instruction set can.
    unsafe fn mul_add(self, factor: Self, term: Self) -> Self;
    /// `term - self · factor`.
    unsafe fn neg_mul_add(self, factor: Self, term: Self) -> Self;
    unsafe fn sqrt(self) -> Self;
    unsafe fn abs(self) -> Self;
    unsafe fn neg(self) -> Self;
    /// `other` where either is NaN (the rule of x86).
    unsafe fn min(self, other: Self) -> Self;
    /// `other` where either is NaN (the rule of x86).
    unsafe fn max(self, other: Self) -> Self;
    unsafe fn floor(self) -> Self;
    unsafe fn ceil(self) -> Self;
    unsafe fn trunc(self) -> Self;
    /// To the nearest whole number, halves to the even one.
    unsafe fn round_even(self) -> Self;

    /// Comparisons are false where either is NaN; [`Lanes::ne`] is true there.
    unsafe fn lt(self, other: Self) -> Self::Mask;
    unsafe fn le(self, other: Self) -> Self::Mask;
    unsafe fn eq(self, other: Self) -> Self::Mask;
    unsafe fn ne(self, other: Self) -> Self::Mask;
    /// `yes` where the mask is set, else `no`.
    unsafe fn select(mask: Self::Mask, yes: Self, no: Self) -> Self;

    /// Towards zero; undefined for what int32 cannot hold.
    unsafe fn to_int(self) -> Self::Int;
    unsafe fn from_int(value: Self::Int) -> Self;
    /// The same bits.
    unsafe fn bits(self) -> Self::Int;
    unsafe fn from_bits(bits: Self::Int) -> Self;

    unsafe fn mask_and(a: Self::Mask, b: Self::Mask) -> Self::Mask;
    unsafe fn mask_or(a: Self::Mask, b: Self::Mask) -> Self::Mask;
    unsafe fn mask_not(a: Self::Mask) -> Self::Mask;
    unsafe fn any(mask: Self::Mask) -> bool;

    /// Stores the lanes that are not 0 one after the other, and those of `numbers` at the same lanes; up to
    /// [`Lanes::COUNT`] elements of both may be overwritten.
    ///
    /// # Returns
    ///
    /// How many there are.
    unsafe fn store_others(self, to: *mut f32, numbers: Self::Int, numbers_to: *mut i32) -> usize;

    /// Sum of all lanes, in pairs: lane i and lane i + half, and so on.
    unsafe fn sum(self) -> f32;
    unsafe fn largest(self) -> f32;
    unsafe fn smallest(self) -> f32;
}

/// A vector of int32 numbers; arithmetic wraps around.
///
/// # Safety
///
/// As for [`Lanes`].
#[allow(clippy::missing_safety_doc)]
pub trait IntLanes: Copy + Send + Sync + 'static {
    type Mask: Copy;

    unsafe fn splat(value: i32) -> Self;
    unsafe fn load(from: *const i32) -> Self;
    unsafe fn store(self, to: *mut i32);
    unsafe fn load_partial(from: *const i32, count: usize) -> Self;
    unsafe fn store_partial(self, to: *mut i32, count: usize);
    /// Bytes without sign.
    unsafe fn load_bytes(from: *const u8) -> Self;

    unsafe fn add(self, other: Self) -> Self;
    unsafe fn sub(self, other: Self) -> Self;
    /// The lower 32 bits of the product.
    unsafe fn mul(self, other: Self) -> Self;
    /// The upper 32 bits of the product of numbers without sign.
    unsafe fn mul_high_unsigned(self, other: Self) -> Self;
    unsafe fn and(self, other: Self) -> Self;
    unsafe fn or(self, other: Self) -> Self;
    unsafe fn xor(self, other: Self) -> Self;
    unsafe fn shift_left<const BITS: u32>(self) -> Self;
    /// Zeros come in.
    unsafe fn shift_right<const BITS: u32>(self) -> Self;
    /// The sign comes in.
    unsafe fn shift_right_signed<const BITS: u32>(self) -> Self;
    unsafe fn min(self, other: Self) -> Self;
    unsafe fn max(self, other: Self) -> Self;
    unsafe fn eq(self, other: Self) -> Self::Mask;
    unsafe fn lt(self, other: Self) -> Self::Mask;
    unsafe fn select(mask: Self::Mask, yes: Self, no: Self) -> Self;
    /// All bits set where the mask is, else none: truth values as they lie in memory.
    unsafe fn from_mask(mask: Self::Mask) -> Self;
    /// Set where any bit is.
    unsafe fn to_mask(self) -> Self::Mask;
}
