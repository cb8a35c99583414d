//! The maps of `F(4, 3)`: four results of a kernel of three from six pixels, by six products.
//!
//! Pixels, kernels and results are seen as polynomials, which are multiplied at the points 0, ±P, ±Q and infinity. Results
//! are `Aᵀ((G g) ∘ (Bᵀ d))` for a kernel `g` and pixels `d`. The same products, transposed, are the derivatives: by
//! the pixels `B((G g) ∘ (A y))` and by the kernel `Gᵀ((Bᵀ d) ∘ (A y))` for slopes `y`. In two dimensions each map is
//! applied down and across.
//! See Lavin & Gray, "Fast Algorithms for Convolutional Neural Networks" (2016), who take P = 1 and Q = 2.

use crate::lanes::Lanes;

// All that comes of them but the factors of `G` is exact in float32, and errors are a third of those with 1 and 2.
const P: f64 = 0.75;
const Q: f64 = 1.5;
const P2: f64 = P * P;
const Q2: f64 = Q * Q;
// `x (x² - P²) (x² - Q²)` has these coefficients, and 1.
const FIRST: f64 = P2 * Q2;
const THIRD: f64 = -(P2 + Q2);
// One by its slopes at 0, ±P and ±Q.
const AT_0: f64 = 1.0 / FIRST;
const AT_P: f64 = 1.0 / (2.0 * P2 * (P2 - Q2));
const AT_Q: f64 = 1.0 / (2.0 * Q2 * (Q2 - P2));

/// A linear map of a few numbers to a few others, of each lane by itself.
pub(super) trait Map<const IN: usize, const OUT: usize>: 'static {
    /// # Safety
    ///
    /// As for [`Lanes`].
    unsafe fn apply<V: Lanes>(inputs: [V; IN]) -> [V; OUT];
}

/// `sum + factor · value`
#[inline(always)]
unsafe fn add_scaled<V: Lanes>(sum: V, factor: f64, value: V) -> V {
    // SAFETY: up to the caller.
    unsafe { value.mul_add(V::splat(factor as f32), sum) }
}

#[inline(always)]
unsafe fn scaled<V: Lanes>(factor: f64, value: V) -> V {
    // SAFETY: up to the caller.
    unsafe { value.mul(V::splat(factor as f32)) }
}

/// `Bᵀ`
pub(super) struct PixelsToPoints;

impl Map<6, 6> for PixelsToPoints {
    #[inline(always)]
    unsafe fn apply<V: Lanes>([d0, d1, d2, d3, d4, d5]: [V; 6]) -> [V; 6] {
        // SAFETY: up to the caller.
        unsafe {
            let (even_p, odd_p) = (add_scaled(d4, -Q2, d2), add_scaled(d3, -Q2, d1));
            let (even_q, odd_q) = (add_scaled(d4, -P2, d2), add_scaled(d3, -P2, d1));
            [
                add_scaled(add_scaled(d4, THIRD, d2), FIRST, d0),
                add_scaled(even_p, P, odd_p),
                add_scaled(even_p, -P, odd_p),
                add_scaled(even_q, Q, odd_q),
                add_scaled(even_q, -Q, odd_q),
                add_scaled(add_scaled(d5, THIRD, d3), FIRST, d1),
            ]
        }
    }
}

/// `B`
pub(super) struct PointsToPixels;

impl Map<6, 6> for PointsToPixels {
    #[inline(always)]
    unsafe fn apply<V: Lanes>([m0, m1, m2, m3, m4, m5]: [V; 6]) -> [V; 6] {
        // SAFETY: up to the caller.
        unsafe {
            let (even_p, odd_p) = (m1.add(m2), scaled(P, m1.sub(m2)));
            let (even_q, odd_q) = (m3.add(m4), scaled(Q, m3.sub(m4)));
            [
                scaled(FIRST, m0),
                add_scaled(add_scaled(scaled(FIRST, m5), -Q2, odd_p), -P2, odd_q),
                add_scaled(add_scaled(scaled(THIRD, m0), -Q2, even_p), -P2, even_q),
                add_scaled(odd_p.add(odd_q), THIRD, m5),
                m0.add(even_p).add(even_q),
                m5,
            ]
        }
    }
}

/// `Aᵀ`
pub(super) struct PointsToResults;

impl Map<6, 4> for PointsToResults {
    #[inline(always)]
    unsafe fn apply<V: Lanes>([m0, m1, m2, m3, m4, m5]: [V; 6]) -> [V; 4] {
        // SAFETY: up to the caller.
        unsafe {
            let (even_p, odd_p) = (m1.add(m2), m1.sub(m2));
            let (even_q, odd_q) = (m3.add(m4), m3.sub(m4));
            [
                m0.add(even_p).add(even_q),
                add_scaled(scaled(P, odd_p), Q, odd_q),
                add_scaled(scaled(P2, even_p), Q2, even_q),
                add_scaled(add_scaled(m5, P * P2, odd_p), Q * Q2, odd_q),
            ]
        }
    }
}

/// `A`
pub(super) struct SlopesToPoints;

impl Map<4, 6> for SlopesToPoints {
    #[inline(always)]
    unsafe fn apply<V: Lanes>([y0, y1, y2, y3]: [V; 4]) -> [V; 6] {
        // SAFETY: up to the caller.
        unsafe {
            let (even_p, odd_p) = (add_scaled(y0, P2, y2), add_scaled(y1, P2, y3));
            let (even_q, odd_q) = (add_scaled(y0, Q2, y2), add_scaled(y1, Q2, y3));
            [
                y0,
                add_scaled(even_p, P, odd_p),
                add_scaled(even_p, -P, odd_p),
                add_scaled(even_q, Q, odd_q),
                add_scaled(even_q, -Q, odd_q),
                y3,
            ]
        }
    }
}

/// `G`
pub(super) struct KernelToPoints;

impl Map<3, 6> for KernelToPoints {
    #[inline(always)]
    unsafe fn apply<V: Lanes>([g0, g1, g2]: [V; 3]) -> [V; 6] {
        // SAFETY: up to the caller.
        unsafe {
            let even_p = add_scaled(scaled(AT_P, g0), AT_P * P2, g2);
            let even_q = add_scaled(scaled(AT_Q, g0), AT_Q * Q2, g2);
            [
                scaled(AT_0, g0),
                add_scaled(even_p, AT_P * P, g1),
                add_scaled(even_p, -AT_P * P, g1),
                add_scaled(even_q, AT_Q * Q, g1),
                add_scaled(even_q, -AT_Q * Q, g1),
                g2,
            ]
        }
    }
}

/// `Gᵀ`
pub(super) struct PointsToKernel;

impl Map<6, 3> for PointsToKernel {
    #[inline(always)]
    unsafe fn apply<V: Lanes>([m0, m1, m2, m3, m4, m5]: [V; 6]) -> [V; 3] {
        // SAFETY: up to the caller.
        unsafe {
            let (even_p, odd_p) = (m1.add(m2), m1.sub(m2));
            let (even_q, odd_q) = (m3.add(m4), m3.sub(m4));
            [
                add_scaled(add_scaled(scaled(AT_0, m0), AT_P, even_p), AT_Q, even_q),
                add_scaled(scaled(AT_P * P, odd_p), AT_Q * Q, odd_q),
                add_scaled(add_scaled(m5, AT_P * P2, even_p), AT_Q * Q2, even_q),
            ]
        }
    }
}
