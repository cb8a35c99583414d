use super::{IntLanes, Lanes};
use std::arch::x86_64::*;

/// Sixteen lanes of AVX-512.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Avx512(__m512);

#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Avx512Int(__m512i);

/// The mask of the first `count` lanes.
#[inline(always)]
fn first(count: usize) -> __mmask16 {
    (((1u32 << count) - 1) & 0xffff) as __mmask16
}

// SAFETY of all blocks: the caller has made sure of the instruction set and of the pointers, as `Lanes` demands.
#[allow(clippy::undocumented_unsafe_blocks)]
impl Lanes for Avx512 {
    const COUNT: usize = 16;
    const REGISTERS: usize = 32;
    type Mask = __mmask16;
    type Int = Avx512Int;

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        unsafe { Self(_mm512_set1_ps(value)) }
    }
    #[inline(always)]
    unsafe fn zero() -> Self {
        unsafe { Self(_mm512_setzero_ps()) }
    }
    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        unsafe { Self(_mm512_loadu_ps(from)) }
    }
    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        unsafe { _mm512_storeu_ps(to, self.0) }
    }
    #[inline(always)]
    unsafe fn load_partial(from: *const f32, count: usize) -> Self {
        unsafe { Self(_mm512_maskz_loadu_ps(first(count), from)) }
    }
    #[inline(always)]
    unsafe fn store_partial(self, to: *mut f32, count: usize) {
        unsafe { _mm512_mask_storeu_ps(to, first(count), self.0) }
    }
    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        unsafe { Self(_mm512_add_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn sub(self, other: Self) -> Self {
        unsafe { Self(_mm512_sub_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn mul(self, other: Self) -> Self {
        unsafe { Self(_mm512_mul_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn div(self, other: Self) -> Self {
        unsafe { Self(_mm512_div_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn mul_add(self, factor: Self, term: Self) -> Self {
        unsafe { Self(_mm512_fmadd_ps(self.0, factor.0, term.0)) }
    }
    #[inline(always)]
    unsafe fn neg_mul_add(self, factor: Self, term: Self) -> Self {
        unsafe { Self(_mm512_fnmadd_ps(self.0, factor.0, term.0)) }
    }
    #[inline(always)]
    unsafe fn sqrt(self) -> Self {
        unsafe { Self(_mm512_sqrt_ps(self.0)) }
    }
    #[inline(always)]
    unsafe fn abs(self) -> Self {
        unsafe { Self(_mm512_abs_ps(self.0)) }
    }
    #[inline(always)]
    unsafe fn neg(self) -> Self {
        unsafe { Self(_mm512_xor_ps(self.0, _mm512_set1_ps(-0.0))) }
    }
    #[inline(always)]
    unsafe fn min(self, other: Self) -> Self {
        unsafe { Self(_mm512_min_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        unsafe { Self(_mm512_max_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn floor(self) -> Self {
        unsafe { Self(_mm512_roundscale_ps::<{ _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC }>(self.0)) }
    }
    #[inline(always)]
    unsafe fn ceil(self) -> Self {
        unsafe { Self(_mm512_roundscale_ps::<{ _MM_FROUND_TO_POS_INF | _MM_FROUND_NO_EXC }>(self.0)) }
    }
    #[inline(always)]
    unsafe fn trunc(self) -> Self {
        unsafe { Self(_mm512_roundscale_ps::<{ _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC }>(self.0)) }
    }
    #[inline(always)]
    unsafe fn round_even(self) -> Self {
        unsafe { Self(_mm512_roundscale_ps::<{ _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC }>(self.0)) }
    }
    #[inline(always)]
    unsafe fn lt(self, other: Self) -> Self::Mask {
        unsafe { _mm512_cmp_ps_mask::<_CMP_LT_OQ>(self.0, other.0) }
    }
    #[inline(always)]
    unsafe fn le(self, other: Self) -> Self::Mask {
        unsafe { _mm512_cmp_ps_mask::<_CMP_LE_OQ>(self.0, other.0) }
    }
    #[inline(always)]
    unsafe fn eq(self, other: Self) -> Self::Mask {
        unsafe { _mm512_cmp_ps_mask::<_CMP_EQ_OQ>(self.0, other.0) }
    }
    #[inline(always)]
    unsafe fn ne(self, other: Self) -> Self::Mask {
        unsafe { _mm512_cmp_ps_mask::<_CMP_NEQ_UQ>(self.0, other.0) }
    }
    #[inline(always)]
    unsafe fn select(mask: Self::Mask, yes: Self, no: Self) -> Self {
        unsafe { Self(_mm512_mask_blend_ps(mask, no.0, yes.0)) }
    }
    #[inline(always)]
    unsafe fn to_int(self) -> Avx512Int {
        unsafe { Avx512Int(_mm512_cvttps_epi32(self.0)) }
    }
    #[inline(always)]
    unsafe fn from_int(value: Avx512Int) -> Self {
        unsafe { Self(_mm512_cvtepi32_ps(value.0)) }
    }
    #[inline(always)]
    unsafe fn bits(self) -> Avx512Int {
        unsafe { Avx512Int(_mm512_castps_si512(self.0)) }
    }
    #[inline(always)]
    unsafe fn from_bits(bits: Avx512Int) -> Self {
        unsafe { Self(_mm512_castsi512_ps(bits.0)) }
    }
    #[inline(always)]
    unsafe fn mask_and(a: Self::Mask, b: Self::Mask) -> Self::Mask {
        a & b
    }
    #[inline(always)]
    unsafe fn mask_or(a: Self::Mask, b: Self::Mask) -> Self::Mask {
        a | b
    }
    #[inline(always)]
    unsafe fn mask_not(a: Self::Mask) -> Self::Mask {
        !a
    }
    #[inline(always)]
    unsafe fn any(mask: Self::Mask) -> bool {
        mask != 0
    }
    #[inline(always)]
    unsafe fn store_others(self, to: *mut f32, numbers: Self::Int, numbers_to: *mut i32) -> usize {
        unsafe {
            let mask = _mm512_cmp_ps_mask::<_CMP_NEQ_UQ>(self.0, _mm512_setzero_ps());
            // To a register first: storing some lanes at once takes many times as long.
            _mm512_storeu_ps(to, _mm512_maskz_compress_ps(mask, self.0));
            _mm512_storeu_epi32(numbers_to, _mm512_maskz_compress_epi32(mask, numbers.0));
            mask.count_ones() as usize
        }
    }
    #[inline(always)]
    unsafe fn sum(self) -> f32 {
        unsafe { _mm512_reduce_add_ps(self.0) }
    }
    #[inline(always)]
    unsafe fn largest(self) -> f32 {
        unsafe { _mm512_reduce_max_ps(self.0) }
    }
    #[inline(always)]
    unsafe fn smallest(self) -> f32 {
        unsafe { _mm512_reduce_min_ps(self.0) }
    }
}

// SAFETY of all blocks: as above.
#[allow(clippy::undocumented_unsafe_blocks)]
impl IntLanes for Avx512Int {
    type Mask = __mmask16;

    #[inline(always)]
    unsafe fn splat(value: i32) -> Self {
        unsafe { Self(_mm512_set1_epi32(value)) }
    }
    #[inline(always)]
    unsafe fn load(from: *const i32) -> Self {
        unsafe { Self(_mm512_loadu_si512(from.cast())) }
    }
    #[inline(always)]
    unsafe fn store(self, to: *mut i32) {
        unsafe { _mm512_storeu_si512(to.cast(), self.0) }
    }
    #[inline(always)]
    unsafe fn load_partial(from: *const i32, count: usize) -> Self {
        unsafe { Self(_mm512_maskz_loadu_epi32(first(count), from)) }
    }
    #[inline(always)]
    unsafe fn store_partial(self, to: *mut i32, count: usize) {
        unsafe { _mm512_mask_storeu_epi32(to, first(count), self.0) }
    }
    #[inline(always)]
    unsafe fn load_bytes(from: *const u8) -> Self {
        unsafe { Self(_mm512_cvtepu8_epi32(_mm_loadu_si128(from.cast()))) }
    }
    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        unsafe { Self(_mm512_add_epi32(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn sub(self, other: Self) -> Self {
        unsafe { Self(_mm512_sub_epi32(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn mul(self, other: Self) -> Self {
        unsafe { Self(_mm512_mullo_epi32(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn mul_high_unsigned(self, other: Self) -> Self {
        unsafe {
            let even = _mm512_srli_epi64::<32>(_mm512_mul_epu32(self.0, other.0));
            let odd = _mm512_mul_epu32(_mm512_srli_epi64::<32>(self.0), _mm512_srli_epi64::<32>(other.0));
            Self(_mm512_mask_blend_epi32(0b1010_1010_1010_1010, even, odd))
        }
    }
    #[inline(always)]
    unsafe fn and(self, other: Self) -> Self {
        unsafe { Self(_mm512_and_si512(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn or(self, other: Self) -> Self {
        unsafe { Self(_mm512_or_si512(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn xor(self, other: Self) -> Self {
        unsafe { Self(_mm512_xor_si512(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn shift_left<const BITS: u32>(self) -> Self {
        unsafe { Self(_mm512_slli_epi32::<BITS>(self.0)) }
    }
    #[inline(always)]
    unsafe fn shift_right<const BITS: u32>(self) -> Self {
        unsafe { Self(_mm512_srli_epi32::<BITS>(self.0)) }
    }
    #[inline(always)]
    unsafe fn shift_right_signed<const BITS: u32>(self) -> Self {
        unsafe { Self(_mm512_srai_epi32::<BITS>(self.0)) }
    }
    #[inline(always)]
    unsafe fn min(self, other: Self) -> Self {
        unsafe { Self(_mm512_min_epi32(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        unsafe { Self(_mm512_max_epi32(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn eq(self, other: Self) -> Self::Mask {
        unsafe { _mm512_cmpeq_epi32_mask(self.0, other.0) }
    }
    #[inline(always)]
    unsafe fn lt(self, other: Self) -> Self::Mask {
        unsafe { _mm512_cmplt_epi32_mask(self.0, other.0) }
    }
    #[inline(always)]
    unsafe fn select(mask: Self::Mask, yes: Self, no: Self) -> Self {
        unsafe { Self(_mm512_mask_blend_epi32(mask, no.0, yes.0)) }
    }
    #[inline(always)]
    unsafe fn from_mask(mask: Self::Mask) -> Self {
        unsafe { Self(_mm512_movm_epi32(mask)) }
    }
    #[inline(always)]
    unsafe fn to_mask(self) -> Self::Mask {
        unsafe { _mm512_test_epi32_mask(self.0, self.0) }
    }
}
