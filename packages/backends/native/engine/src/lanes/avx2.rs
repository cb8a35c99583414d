use super::{IntLanes, Lanes};
use std::arch::x86_64::*;

/// Eight lanes of AVX2.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Avx2(__m256);

#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Avx2Int(__m256i);

/// All bits of a lane set, or none.
pub type Avx2Mask = __m256i;

static FIRST: [i32; 16] = [-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0];

/// The mask of the first `count` lanes.
///
/// # Safety
///
/// AVX2 must be there, `count` at most 8.
#[inline(always)]
unsafe fn first(count: usize) -> __m256i {
    debug_assert!(count <= 8);
    // SAFETY: eight words from `8 - count` on are in the table.
    unsafe { _mm256_loadu_si256(FIRST.as_ptr().add(8 - count).cast()) }
}

// SAFETY of all blocks: the caller has made sure of the instruction set and of the pointers, as `Lanes` demands.
#[allow(clippy::undocumented_unsafe_blocks)]
impl Lanes for Avx2 {
    const COUNT: usize = 8;
    const REGISTERS: usize = 16;
    type Mask = Avx2Mask;
    type Int = Avx2Int;

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        unsafe { Self(_mm256_set1_ps(value)) }
    }
    #[inline(always)]
    unsafe fn zero() -> Self {
        unsafe { Self(_mm256_setzero_ps()) }
    }
    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        unsafe { Self(_mm256_loadu_ps(from)) }
    }
    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        unsafe { _mm256_storeu_ps(to, self.0) }
    }
    #[inline(always)]
    unsafe fn load_partial(from: *const f32, count: usize) -> Self {
        unsafe { Self(_mm256_maskload_ps(from, first(count))) }
    }
    #[inline(always)]
    unsafe fn store_partial(self, to: *mut f32, count: usize) {
        unsafe { _mm256_maskstore_ps(to, first(count), self.0) }
    }
    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        unsafe { Self(_mm256_add_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn sub(self, other: Self) -> Self {
        unsafe { Self(_mm256_sub_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn mul(self, other: Self) -> Self {
        unsafe { Self(_mm256_mul_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn div(self, other: Self) -> Self {
        unsafe { Self(_mm256_div_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn mul_add(self, factor: Self, term: Self) -> Self {
        unsafe { Self(_mm256_fmadd_ps(self.0, factor.0, term.0)) }
    }
    #[inline(always)]
    unsafe fn neg_mul_add(self, factor: Self, term: Self) -> Self {
        unsafe { Self(_mm256_fnmadd_ps(self.0, factor.0, term.0)) }
    }
    #[inline(always)]
    unsafe fn sqrt(self) -> Self {
        unsafe { Self(_mm256_sqrt_ps(self.0)) }
    }
    #[inline(always)]
    unsafe fn abs(self) -> Self {
        unsafe { Self(_mm256_andnot_ps(_mm256_set1_ps(-0.0), self.0)) }
    }
    #[inline(always)]
    unsafe fn neg(self) -> Self {
        unsafe { Self(_mm256_xor_ps(self.0, _mm256_set1_ps(-0.0))) }
    }
    #[inline(always)]
    unsafe fn min(self, other: Self) -> Self {
        unsafe { Self(_mm256_min_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        unsafe { Self(_mm256_max_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn floor(self) -> Self {
        unsafe { Self(_mm256_floor_ps(self.0)) }
    }
    #[inline(always)]
    unsafe fn ceil(self) -> Self {
        unsafe { Self(_mm256_ceil_ps(self.0)) }
    }
    #[inline(always)]
    unsafe fn trunc(self) -> Self {
        unsafe { Self(_mm256_round_ps::<{ _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC }>(self.0)) }
    }
    #[inline(always)]
    unsafe fn round_even(self) -> Self {
        unsafe { Self(_mm256_round_ps::<{ _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC }>(self.0)) }
    }
    #[inline(always)]
    unsafe fn lt(self, other: Self) -> Self::Mask {
        unsafe { _mm256_castps_si256(_mm256_cmp_ps::<_CMP_LT_OQ>(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn le(self, other: Self) -> Self::Mask {
        unsafe { _mm256_castps_si256(_mm256_cmp_ps::<_CMP_LE_OQ>(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn eq(self, other: Self) -> Self::Mask {
        unsafe { _mm256_castps_si256(_mm256_cmp_ps::<_CMP_EQ_OQ>(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn ne(self, other: Self) -> Self::Mask {
        unsafe { _mm256_castps_si256(_mm256_cmp_ps::<_CMP_NEQ_UQ>(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn select(mask: Self::Mask, yes: Self, no: Self) -> Self {
        unsafe { Self(_mm256_blendv_ps(no.0, yes.0, _mm256_castsi256_ps(mask))) }
    }
    #[inline(always)]
    unsafe fn to_int(self) -> Avx2Int {
        unsafe { Avx2Int(_mm256_cvttps_epi32(self.0)) }
    }
    #[inline(always)]
    unsafe fn from_int(value: Avx2Int) -> Self {
        unsafe { Self(_mm256_cvtepi32_ps(value.0)) }
    }
    #[inline(always)]
    unsafe fn bits(self) -> Avx2Int {
        unsafe { Avx2Int(_mm256_castps_si256(self.0)) }
    }
    #[inline(always)]
    unsafe fn from_bits(bits: Avx2Int) -> Self {
        unsafe { Self(_mm256_castsi256_ps(bits.0)) }
    }
    #[inline(always)]
    unsafe fn mask_and(a: Self::Mask, b: Self::Mask) -> Self::Mask {
        unsafe { _mm256_and_si256(a, b) }
    }
    #[inline(always)]
    unsafe fn mask_or(a: Self::Mask, b: Self::Mask) -> Self::Mask {
        unsafe { _mm256_or_si256(a, b) }
    }
    #[inline(always)]
    unsafe fn mask_not(a: Self::Mask) -> Self::Mask {
        unsafe { _mm256_xor_si256(a, _mm256_set1_epi32(-1)) }
    }
    #[inline(always)]
    unsafe fn any(mask: Self::Mask) -> bool {
        unsafe { _mm256_movemask_epi8(mask) != 0 }
    }
    #[inline(always)]
    unsafe fn store_others(self, to: *mut f32, numbers: Self::Int, numbers_to: *mut i32) -> usize {
        unsafe {
            let mask = _mm256_movemask_ps(_mm256_cmp_ps::<_CMP_NEQ_UQ>(self.0, _mm256_setzero_ps()));
            if mask == 0 {
                return 0;
            }
            let (mut values, mut others) = ([0.0; Self::COUNT], [0; Self::COUNT]);
            self.store(values.as_mut_ptr());
            numbers.store(others.as_mut_ptr());
            let mut count = 0;
            for i in 0..Self::COUNT {
                // Written in any case, and kept if it is not 0: a branch here is often foretold wrongly.
                to.add(count).write(values[i]);
                numbers_to.add(count).write(others[i]);
                count += (mask >> i & 1) as usize;
            }
            count
        }
    }
    #[inline(always)]
    unsafe fn sum(self) -> f32 {
        unsafe {
            let half = _mm_add_ps(_mm256_castps256_ps128(self.0), _mm256_extractf128_ps::<1>(self.0));
            let pair = _mm_add_ps(half, _mm_movehl_ps(half, half));
            _mm_cvtss_f32(_mm_add_ss(pair, _mm_shuffle_ps::<1>(pair, pair)))
        }
    }
    #[inline(always)]
    unsafe fn largest(self) -> f32 {
        unsafe {
            let half = _mm_max_ps(_mm256_castps256_ps128(self.0), _mm256_extractf128_ps::<1>(self.0));
            let pair = _mm_max_ps(half, _mm_movehl_ps(half, half));
            _mm_cvtss_f32(_mm_max_ss(pair, _mm_shuffle_ps::<1>(pair, pair)))
        }
    }
    #[inline(always)]
    unsafe fn smallest(self) -> f32 {
        unsafe {
            let half = _mm_min_ps(_mm256_castps256_ps128(self.0), _mm256_extractf128_ps::<1>(self.0));
            let pair = _mm_min_ps(half, _mm_movehl_ps(half, half));
            _mm_cvtss_f32(_mm_min_ss(pair, _mm_shuffle_ps::<1>(pair, pair)))
        }
    }
}

// SAFETY of all blocks: as above.
#[allow(clippy::undocumented_unsafe_blocks)]
impl IntLanes for Avx2Int {
    type Mask = Avx2Mask;

    #[inline(always)]
    unsafe fn splat(value: i32) -> Self {
        unsafe { Self(_mm256_set1_epi32(value)) }
    }
    #[inline(always)]
    unsafe fn load(from: *const i32) -> Self {
        unsafe { Self(_mm256_loadu_si256(from.cast())) }
    }
    #[inline(always)]
    unsafe fn store(self, to: *mut i32) {
        unsafe { _mm256_storeu_si256(to.cast(), self.0) }
    }
    #[inline(always)]
    unsafe fn load_partial(from: *const i32, count: usize) -> Self {
        unsafe { Self(_mm256_maskload_epi32(from, first(count))) }
    }
    #[inline(always)]
    unsafe fn store_partial(self, to: *mut i32, count: usize) {
        unsafe { _mm256_maskstore_epi32(to, first(count), self.0) }
    }
    #[inline(always)]
    unsafe fn load_bytes(from: *const u8) -> Self {
        unsafe { Self(_mm256_cvtepu8_epi32(_mm_loadl_epi64(from.cast()))) }
    }
    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        unsafe { Self(_mm256_add_epi32(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn sub(self, other: Self) -> Self {
        unsafe { Self(_mm256_sub_epi32(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn mul(self, other: Self) -> Self {
        unsafe { Self(_mm256_mullo_epi32(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn mul_high_unsigned(self, other: Self) -> Self {
        unsafe {
            let even = _mm256_srli_epi64::<32>(_mm256_mul_epu32(self.0, other.0));
            let odd = _mm256_mul_epu32(_mm256_srli_epi64::<32>(self.0), _mm256_srli_epi64::<32>(other.0));
            Self(_mm256_blend_epi32::<0b1010_1010>(even, odd))
        }
    }
    #[inline(always)]
    unsafe fn and(self, other: Self) -> Self {
        unsafe { Self(_mm256_and_si256(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn or(self, other: Self) -> Self {
        unsafe { Self(_mm256_or_si256(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn xor(self, other: Self) -> Self {
        unsafe { Self(_mm256_xor_si256(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn shift_left<const BITS: u32>(self) -> Self {
        unsafe { Self(_mm256_sll_epi32(self.0, _mm_cvtsi32_si128(BITS as i32))) }
    }
    #[inline(always)]
    unsafe fn shift_right<const BITS: u32>(self) -> Self {
        unsafe { Self(_mm256_srl_epi32(self.0, _mm_cvtsi32_si128(BITS as i32))) }
    }
    #[inline(always)]
    unsafe fn shift_right_signed<const BITS: u32>(self) -> Self {
        unsafe { Self(_mm256_sra_epi32(self.0, _mm_cvtsi32_si128(BITS as i32))) }
    }
    #[inline(always)]
    unsafe fn min(self, other: Self) -> Self {
        unsafe { Self(_mm256_min_epi32(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        unsafe { Self(_mm256_max_epi32(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn eq(self, other: Self) -> Self::Mask {
        unsafe { _mm256_cmpeq_epi32(self.0, other.0) }
    }
    #[inline(always)]
    unsafe fn lt(self, other: Self) -> Self::Mask {
        unsafe { _mm256_cmpgt_epi32(other.0, self.0) }
    }
    #[inline(always)]
    unsafe fn select(mask: Self::Mask, yes: Self, no: Self) -> Self {
        unsafe { Self(_mm256_blendv_epi8(no.0, yes.0, mask)) }
    }
    #[inline(always)]
    unsafe fn from_mask(mask: Self::Mask) -> Self {
        Self(mask)
    }
    #[inline(always)]
    unsafe fn to_mask(self) -> Self::Mask {
        unsafe {
            let is_zero = _mm256_cmpeq_epi32(self.0, _mm256_setzero_si256());
            _mm256_xor_si256(is_zero, _mm256_set1_epi32(-1))
        }
    }
}
