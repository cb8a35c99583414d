use crate::lanes::Lanes;

/// By Horner's rule; the coefficient of the highest power comes first.
#[inline(always)]
pub(super) unsafe fn polynomial<V: Lanes, const N: usize>(x: V, coefficients: [f32; N]) -> V {
    // SAFETY: the caller has the instruction set.
    unsafe {
        let mut sum = V::splat(coefficients[0]);
        for one in &coefficients[1..] {
            sum = sum.mul_add(x, V::splat(*one));
        }
        sum
    }
}

/// The same in doubles.
#[inline(always)]
pub(super) fn double_polynomial<const N: usize>(x: f64, coefficients: [f64; N]) -> f64 {
    coefficients[1..].iter().fold(coefficients[0], |sum, one| sum * x + one)
}
