use super::{IntLanes, Lanes};

/// Four lanes in plain Rust, which compilers turn into SSE2 or NEON.
#[derive(Clone, Copy)]
#[repr(C, align(16))]
pub struct Portable([f32; 4]);

#[derive(Clone, Copy)]
#[repr(C, align(16))]
pub struct PortableInt([i32; 4]);

type Mask = [bool; 4];

#[inline(always)]
fn each(f: impl Fn(usize) -> f32) -> Portable {
    Portable([f(0), f(1), f(2), f(3)])
}

#[inline(always)]
fn each_int(f: impl Fn(usize) -> i32) -> PortableInt {
    PortableInt([f(0), f(1), f(2), f(3)])
}

#[inline(always)]
fn each_mask(f: impl Fn(usize) -> bool) -> Mask {
    [f(0), f(1), f(2), f(3)]
}

/// Without an instruction for it, a fused multiply-add would be a slow function call.
#[inline(always)]
fn mul_add(a: f32, b: f32, c: f32) -> f32 {
    if cfg!(target_arch = "aarch64") { a.mul_add(b, c) } else { a * b + c }
}

// SAFETY of all blocks: the caller has made sure of the pointers, as `Lanes` demands.
#[allow(clippy::undocumented_unsafe_blocks)]
impl Lanes for Portable {
    const COUNT: usize = 4;
    const REGISTERS: usize = if cfg!(target_arch = "aarch64") { 32 } else { 16 };
    type Mask = Mask;
    type Int = PortableInt;

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        Self([value; 4])
    }
    #[inline(always)]
    unsafe fn zero() -> Self {
        Self([0.0; 4])
    }
    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        unsafe { Self(from.cast::<[f32; 4]>().read_unaligned()) }
    }
    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        unsafe { to.cast::<[f32; 4]>().write_unaligned(self.0) }
    }
    #[inline(always)]
    unsafe fn load_partial(from: *const f32, count: usize) -> Self {
        let mut lanes = [0.0; 4];
        for (i, lane) in lanes.iter_mut().enumerate().take(count) {
            *lane = unsafe { from.add(i).read_unaligned() };
        }
        Self(lanes)
    }
    #[inline(always)]
    unsafe fn store_partial(self, to: *mut f32, count: usize) {
        for (i, lane) in self.0.into_iter().enumerate().take(count) {
            unsafe { to.add(i).write_unaligned(lane) };
        }
    }
    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        each(|i| self.0[i] + other.0[i])
    }
    #[inline(always)]
    unsafe fn sub(self, other: Self) -> Self {
        each(|i| self.0[i] - other.0[i])
    }
    #[inline(always)]
    unsafe fn mul(self, other: Self) -> Self {
        each(|i| self.0[i] * other.0[i])
    }
    #[inline(always)]
    unsafe fn div(self, other: Self) -> Self {
        each(|i| self.0[i] / other.0[i])
    }
    #[inline(always)]
    unsafe fn mul_add(self, factor: Self, term: Self) -> Self {
        each(|i| mul_add(self.0[i], factor.0[i], term.0[i]))
    }
    #[inline(always)]
    unsafe fn neg_mul_add(self, factor: Self, term: Self) -> Self {
        each(|i| mul_add(-self.0[i], factor.0[i], term.0[i]))
    }
    #[inline(always)]
    unsafe fn sqrt(self) -> Self {
        each(|i| self.0[i].sqrt())
    }
    #[inline(always)]
    unsafe fn abs(self) -> Self {
        each(|i| self.0[i].abs())
    }
    #[inline(always)]
    unsafe fn neg(self) -> Self {
        each(|i| -self.0[i])
    }
    #[inline(always)]
    unsafe fn min(self, other: Self) -> Self {
        each(|i| if self.0[i] < other.0[i] { self.0[i] } else { other.0[i] })
    }
    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        each(|i| if self.0[i] > other.0[i] { self.0[i] } else { other.0[i] })
    }
    #[inline(always)]
    unsafe fn floor(self) -> Self {
        each(|i| self.0[i].floor())
    }
    #[inline(always)]
    unsafe fn ceil(self) -> Self {
        each(|i| self.0[i].ceil())
    }
    #[inline(always)]
    unsafe fn trunc(self) -> Self {
        each(|i| self.0[i].trunc())
    }
    #[inline(always)]
    unsafe fn round_even(self) -> Self {
        each(|i| self.0[i].round_ties_even())
    }
    #[inline(always)]
    unsafe fn lt(self, other: Self) -> Mask {
        each_mask(|i| self.0[i] < other.0[i])
    }
    #[inline(always)]
    unsafe fn le(self, other: Self) -> Mask {
        each_mask(|i| self.0[i] <= other.0[i])
    }
    #[inline(always)]
    unsafe fn eq(self, other: Self) -> Mask {
        each_mask(|i| self.0[i] == other.0[i])
    }
    #[inline(always)]
    unsafe fn ne(self, other: Self) -> Mask {
        each_mask(|i| self.0[i] != other.0[i])
    }
    #[inline(always)]
    unsafe fn select(mask: Mask, yes: Self, no: Self) -> Self {
        each(|i| if mask[i] { yes.0[i] } else { no.0[i] })
    }
    #[inline(always)]
    unsafe fn to_int(self) -> PortableInt {
        each_int(|i| self.0[i] as i32)
    }
    #[inline(always)]
    unsafe fn from_int(value: PortableInt) -> Self {
        each(|i| value.0[i] as f32)
    }
    #[inline(always)]
    unsafe fn bits(self) -> PortableInt {
        each_int(|i| self.0[i].to_bits() as i32)
    }
    #[inline(always)]
    unsafe fn from_bits(bits: PortableInt) -> Self {
        each(|i| f32::from_bits(bits.0[i] as u32))
    }
    #[inline(always)]
    unsafe fn mask_and(a: Mask, b: Mask) -> Mask {
        each_mask(|i| a[i] & b[i])
    }
    #[inline(always)]
    unsafe fn mask_or(a: Mask, b: Mask) -> Mask {
        each_mask(|i| a[i] | b[i])
    }
    #[inline(always)]
    unsafe fn mask_not(a: Mask) -> Mask {
        each_mask(|i| !a[i])
    }
    #[inline(always)]
    unsafe fn any(mask: Mask) -> bool {
        mask != [false; 4]
    }
    #[inline(always)]
    unsafe fn store_others(self, to: *mut f32, numbers: Self::Int, numbers_to: *mut i32) -> usize {
        // The sign does not count.
        if self.0.iter().fold(0, |bits, number| bits | number.to_bits()) << 1 == 0 {
            return 0;
        }
        let mut count = 0;
        for i in 0..Self::COUNT {
            // Written in any case, and kept if it is not 0: a branch here is often foretold wrongly.
            unsafe {
                to.add(count).write(self.0[i]);
                numbers_to.add(count).write(numbers.0[i]);
            }
            count += usize::from(self.0[i] != 0.0);
        }
        count
    }
    #[inline(always)]
    unsafe fn sum(self) -> f32 {
        (self.0[0] + self.0[2]) + (self.0[1] + self.0[3])
    }
    #[inline(always)]
    unsafe fn largest(self) -> f32 {
        self.0[0].max(self.0[1]).max(self.0[2].max(self.0[3]))
    }
    #[inline(always)]
    unsafe fn smallest(self) -> f32 {
        self.0[0].min(self.0[1]).min(self.0[2].min(self.0[3]))
    }
}

// SAFETY of all blocks: as above.
#[allow(clippy::undocumented_unsafe_blocks)]
impl IntLanes for PortableInt {
    type Mask = Mask;

    #[inline(always)]
    unsafe fn splat(value: i32) -> Self {
        Self([value; 4])
    }
    #[inline(always)]
    unsafe fn load(from: *const i32) -> Self {
        unsafe { Self(from.cast::<[i32; 4]>().read_unaligned()) }
    }
    #[inline(always)]
    unsafe fn store(self, to: *mut i32) {
        unsafe { to.cast::<[i32; 4]>().write_unaligned(self.0) }
    }
    #[inline(always)]
    unsafe fn load_partial(from: *const i32, count: usize) -> Self {
        let mut lanes = [0; 4];
        for (i, lane) in lanes.iter_mut().enumerate().take(count) {
            *lane = unsafe { from.add(i).read_unaligned() };
        }
        Self(lanes)
    }
    #[inline(always)]
    unsafe fn store_partial(self, to: *mut i32, count: usize) {
        for (i, lane) in self.0.into_iter().enumerate().take(count) {
            unsafe { to.add(i).write_unaligned(lane) };
        }
    }
    #[inline(always)]
    unsafe fn load_bytes(from: *const u8) -> Self {
        each_int(|i| i32::from(unsafe { *from.add(i) }))
    }
    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        each_int(|i| self.0[i].wrapping_add(other.0[i]))
    }
    #[inline(always)]
    unsafe fn sub(self, other: Self) -> Self {
        each_int(|i| self.0[i].wrapping_sub(other.0[i]))
    }
    #[inline(always)]
    unsafe fn mul(self, other: Self) -> Self {
        each_int(|i| self.0[i].wrapping_mul(other.0[i]))
    }
    #[inline(always)]
    unsafe fn mul_high_unsigned(self, other: Self) -> Self {
        each_int(|i| ((u64::from(self.0[i] as u32) * u64::from(other.0[i] as u32)) >> 32) as i32)
    }
    #[inline(always)]
    unsafe fn and(self, other: Self) -> Self {
        each_int(|i| self.0[i] & other.0[i])
    }
    #[inline(always)]
    unsafe fn or(self, other: Self) -> Self {
        each_int(|i| self.0[i] | other.0[i])
    }
    #[inline(always)]
    unsafe fn xor(self, other: Self) -> Self {
        each_int(|i| self.0[i] ^ other.0[i])
    }
    #[inline(always)]
    unsafe fn shift_left<const BITS: u32>(self) -> Self {
        each_int(|i| self.0[i] << BITS)
    }
    #[inline(always)]
    unsafe fn shift_right<const BITS: u32>(self) -> Self {
        each_int(|i| ((self.0[i] as u32) >> BITS) as i32)
    }
    #[inline(always)]
    unsafe fn shift_right_signed<const BITS: u32>(self) -> Self {
        each_int(|i| self.0[i] >> BITS)
    }
    #[inline(always)]
    unsafe fn min(self, other: Self) -> Self {
        each_int(|i| self.0[i].min(other.0[i]))
    }
    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        each_int(|i| self.0[i].max(other.0[i]))
    }
    #[inline(always)]
    unsafe fn eq(self, other: Self) -> Mask {
        each_mask(|i| self.0[i] == other.0[i])
    }
    #[inline(always)]
    unsafe fn lt(self, other: Self) -> Mask {
        each_mask(|i| self.0[i] < other.0[i])
    }
    #[inline(always)]
    unsafe fn select(mask: Mask, yes: Self, no: Self) -> Self {
        each_int(|i| if mask[i] { yes.0[i] } else { no.0[i] })
    }
    #[inline(always)]
    unsafe fn from_mask(mask: Mask) -> Self {
        each_int(|i| -i32::from(mask[i]))
    }
    #[inline(always)]
    unsafe fn to_mask(self) -> Mask {
        each_mask(|i| self.0[i] != 0)
    }
}
