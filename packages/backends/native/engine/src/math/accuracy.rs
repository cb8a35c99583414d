//! Errors of the functions of one number, measured at bit patterns of all kinds.

use super::*;
use crate::lanes::{Isa, Job, Lanes, MOST_LANES, dispatch};

/// Applies a function to vectors.
macro_rules! job {
    ($name:ident, $function:path) => {
        struct $name<'a>(&'a mut [f32]);

        impl Job for $name<'_> {
            type Output = ();

            #[inline(always)]
            unsafe fn run<V: Lanes>(self) {
                assert_eq!(self.0.len() % MOST_LANES, 0);
                for chunk in self.0.chunks_exact_mut(V::COUNT) {
                    // SAFETY: `dispatch` has made sure of the instruction set; a chunk has as many numbers as a vector.
                    unsafe { $function(V::load(chunk.as_ptr())).store(chunk.as_mut_ptr()) };
                }
            }
        }
    };
}

const COUNT: usize = 1 << 14;
/// Prime, so that mantissas of all kinds come up: 540,000 of all float32 numbers.
const STRIDE: usize = 7919;
/// Zeros, infinities, NaN with other bits than usual, ends of the normal numbers and of the ranges of exponentials.
const EDGES: [u32; 32] = [
    0,
    0x7f80_0000,
    0x7fc0_0000,
    0x7fff_ffff,
    0x7fa1_2345,
    1,
    2,
    0x007f_ffff,
    0x0080_0000,
    0x7f7f_ffff,
    0x3f80_0000,
    0x3f7f_ffff,
    0x3f80_0001,
    0x42b1_7218,
    0x42b1_7217,
    0x42cf_f1b4,
    0x42ae_ac4f,
    0x42ae_ac50,
    0x42d0_0000,
    0x42b2_0000,
    0x42b4_0000,
    0x3f2a_aaab,
    0x3faa_aaab,
    0x3f0c_cccd,
    0x3f6d_8000,
    0x4080_0000,
    0x4974_2400,
    0x4974_2401,
    0x3fc9_0fdb,
    0x4049_0fdb,
    0x4110_0000,
    0x41c8_0000,
];

/// Units in the last place between a result and the exact one.
pub(super) fn ulp_error(found: f32, exact: f64) -> f64 {
    if found.is_nan() || exact.is_nan() {
        return if found.is_nan() && exact.is_nan() { 0.0 } else { f64::INFINITY };
    }
    let rounded = exact as f32;
    if found.is_infinite() || rounded.is_infinite() {
        return if found == rounded { 0.0 } else { f64::INFINITY };
    }
    if found == 0.0 && exact == 0.0 {
        return if found.is_sign_negative() == exact.is_sign_negative() { 0.0 } else { f64::INFINITY };
    }
    let exponent = rounded.abs().max(f32::MIN_POSITIVE).to_bits() >> 23;
    let unit = 2f64.powi(exponent as i32 - 127 - 23);
    (f64::from(found) - exact).abs() / unit
}

fn check(name: &str, apply: impl Fn(Isa, &mut [f32]), exact: impl Fn(f64) -> f64, promised: f64) {
    for isa in Isa::available() {
        let edges = EDGES.iter().copied();
        let negative = EDGES.iter().map(|bits| bits | 1 << 31);
        let all = (0..1u64 << 32).step_by(STRIDE).map(|bits| bits as u32);
        let patterns: Vec<f32> = edges.chain(negative).chain(all).map(f32::from_bits).collect();
        for x in patterns.chunks(COUNT) {
            let mut results = x.to_vec();
            results.resize(x.len().next_multiple_of(MOST_LANES), 0.5);
            apply(isa, &mut results);
            for (x, found) in x.iter().zip(&results) {
                let error = ulp_error(*found, exact(f64::from(*x)));
                assert!(error <= promised, "{name} of {x:e} is {found:e}, wrong by {error} ({isa:?})");
            }
        }
    }
}

/// By a series of positive terms.
fn exact_erf(x: f64) -> f64 {
    if x.is_nan() || x.abs() > 6.0 {
        return if x.is_nan() { x } else { x.signum() };
    }
    let (mut term, mut sum, mut n) = (x, x, 0.0);
    while (term / sum).abs() > 1e-17 {
        n += 1.0;
        term *= 2.0 * x * x / (2.0 * n + 1.0);
        sum += term;
    }
    2.0 / std::f64::consts::PI.sqrt() * (-x * x).exp() * sum
}

macro_rules! accuracy {
    ($($test:ident: $function:path, $exact:expr, $promised:expr;)*) => {$(
        #[test]
        fn $test() {
            job!(Apply, $function);
            check(stringify!($test), |isa, x| dispatch(isa, Apply(x)), $exact, $promised);
        }
    )*};
}

accuracy! {
    exponential: exp, f64::exp, 1.2;
    exponential_less_1: expm1, f64::exp_m1, 1.4;
    logarithm: log, f64::ln, 1.9;
    logarithm_of_1_more: log1p, f64::ln_1p, 1.9;
    hyperbolic_tangent: tanh, f64::tanh, 1.6;
    hyperbolic_sine: sinh, f64::sinh, 1.8;
    hyperbolic_cosine: cosh, f64::cosh, 1.7;
    logistic: sigmoid, |x| 1.0 / (1.0 + (-x).exp()), 1.5;
    soft_plus: softplus, |x| x.max(0.0) + (-x.abs()).exp().ln_1p(), 1.9;
    error_function: erf, exact_erf, 1.3;
    sine: sin, f64::sin, 0.51;
    cosine: cos, f64::cos, 0.51;
    arc_tangent: atan, f64::atan, 0.51;
}
