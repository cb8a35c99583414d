//! Functions of two numbers, at special ones and at many others.

use super::accuracy::ulp_error;
use super::*;
use crate::lanes::{Isa, Job, Lanes, MOST_LANES, dispatch};
use crate::testing::arbitrary;

struct OfFloats<'a> {
    function: Function,
    a: &'a [f32],
    b: &'a [f32],
}

#[derive(Clone, Copy)]
enum Function {
    Pow,
    PowerOfKnown(f32),
    Mod,
    PowInt,
    ModInt,
    Quotient,
}

impl Job for OfFloats<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    unsafe fn run<V: Lanes>(self) -> Vec<f32> {
        let mut results = vec![0.0; self.a.len()];
        let pairs = self.a.chunks_exact(V::COUNT).zip(self.b.chunks_exact(V::COUNT));
        for ((a, b), to) in pairs.zip(results.chunks_exact_mut(V::COUNT)) {
            // SAFETY: `dispatch` has made sure of the instruction set; a chunk has as many numbers as a vector.
            unsafe {
                let (a, b) = (V::load(a.as_ptr()), V::load(b.as_ptr()));
                let result = match self.function {
                    Function::Pow => pow(a, b),
                    Function::PowerOfKnown(base) => {
                        let logarithm = f64::from(base).log2();
                        let high = logarithm as f32;
                        let low = (logarithm - f64::from(high)) as f32;
                        power_of_known(b, V::splat(high), V::splat(low))
                    }
                    Function::Mod => modulo(a, b),
                    Function::PowInt => V::from_bits(pow_int::<V>(a.bits(), b.bits())),
                    Function::ModInt => V::from_bits(modulo_int::<V>(a.bits(), b.bits())),
                    Function::Quotient => V::from_bits(quotient_int::<V>(a.bits(), b.bits())),
                };
                result.store(to.as_mut_ptr());
            }
        }
        results
    }
}

fn run(isa: Isa, function: Function, a: &[f32], b: &[f32]) -> Vec<f32> {
    let length = a.len().next_multiple_of(MOST_LANES);
    let padded = |x: &[f32]| {
        let mut x = x.to_vec();
        x.resize(length, 1.0);
        x
    };
    let mut results = dispatch(isa, OfFloats { function, a: &padded(a), b: &padded(b) });
    results.truncate(a.len());
    results
}

const SPECIAL: [f32; 19] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    2.0,
    -2.0,
    3.0,
    -3.0,
    0.5,
    -0.5,
    1.5,
    -1e-40,
    1e-40,
    f32::MAX,
    f32::MIN,
    f32::MIN_POSITIVE,
    f32::INFINITY,
    f32::NEG_INFINITY,
    f32::NAN,
];

fn special_pairs() -> (Vec<f32>, Vec<f32>) {
    SPECIAL.iter().flat_map(|a| SPECIAL.iter().map(move |b| (*a, *b))).unzip()
}

/// As JavaScript has it.
fn exact_pow(a: f32, b: f32) -> f64 {
    let is_undecided = a.abs() == 1.0 && b.is_infinite() || a == 1.0 && b.is_nan();
    if is_undecided { f64::NAN } else { f64::from(a).powf(f64::from(b)) }
}

#[track_caller]
fn assert_powers(function: Function, a: &[f32], b: &[f32]) {
    for isa in Isa::available() {
        for ((a, b), found) in a.iter().zip(b).zip(run(isa, function, a, b)) {
            let error = ulp_error(found, exact_pow(*a, *b));
            assert!(error < 0.54, "{a:e} to the power of {b:e} is {found:e} ({isa:?})");
        }
    }
}

#[test]
fn powers_are_right_for_all_pairs_of_special_numbers() {
    let (a, b) = special_pairs();
    assert_powers(Function::Pow, &a, &b);
}

#[test]
fn powers_err_little_over_the_whole_range_of_results() {
    let a: Vec<f32> = arbitrary(50_000, 1).iter().map(|x| (10.0 * x).exp()).collect();
    let b: Vec<f32> =
        arbitrary(50_000, 2).iter().zip(&a).map(|(x, a)| x * 105.0 / (a.ln().abs() + 0.01)).collect();
    assert_powers(Function::Pow, &a, &b);
}

#[test]
fn powers_err_little_near_1_and_for_negative_numbers() {
    let near: Vec<f32> = arbitrary(50_000, 3).iter().map(|x| 1.0 + 0.005 * x).collect();
    let large: Vec<f32> = arbitrary(50_000, 4).iter().map(|x| 20_000.0 * x).collect();
    assert_powers(Function::Pow, &near, &large);
    let negative: Vec<f32> = arbitrary(50_000, 5).iter().map(|x| -40.0 * x.abs()).collect();
    let whole: Vec<f32> = arbitrary(50_000, 6).iter().map(|x| (30.0 * x).round()).collect();
    assert_powers(Function::Pow, &negative, &whole);
}

#[test]
fn powers_of_known_bases_err_little() {
    for base in [0.9, 0.999, 1.0, 2.0, 10.0, 1e-40, f32::MAX] {
        let steps = (0..20_000).map(|step| step as f32);
        let exponents: Vec<f32> = SPECIAL
            .into_iter()
            .chain(steps)
            .chain(arbitrary(20_000, 7).into_iter().map(|x| 150.0 * x))
            .collect();
        assert_powers(Function::PowerOfKnown(base), &vec![base; exponents.len()], &exponents);
    }
}

/// What tfjs computes.
fn exact_mod(a: f64, b: f64) -> f64 {
    let is_alike = (a < 0.0 && b < 0.0) || (a >= 0.0 && b >= 0.0);
    if is_alike { a % b } else { (a % b + b) % b }
}

#[test]
fn remainders_are_exact() {
    let (mut a, mut b) = special_pairs();
    a.extend(arbitrary(50_000, 8).iter().map(|x| (80.0 * x).exp()));
    b.extend(arbitrary(50_000, 9).iter().map(|x| -(80.0 * x).exp()));
    for isa in Isa::available() {
        for ((a, b), found) in a.iter().zip(&b).zip(run(isa, Function::Mod, &a, &b)) {
            let exact = exact_mod(f64::from(*a), f64::from(*b)) as f32;
            let agrees = found == exact || found.is_nan() && exact.is_nan();
            assert!(agrees, "{a:e} mod {b:e} is {found:e}, not {exact:e} ({isa:?})");
        }
    }
}

fn run_ints(isa: Isa, function: Function, a: &[i32], b: &[i32]) -> Vec<i32> {
    let floats = |x: &[i32]| x.iter().map(|one| f32::from_bits(*one as u32)).collect::<Vec<_>>();
    run(isa, function, &floats(a), &floats(b)).iter().map(|one| one.to_bits() as i32).collect()
}

#[test]
fn divides_whole_numbers() {
    let sized = |seed, by: usize| -> Vec<i32> {
        let numbers = arbitrary(20_000, seed).into_iter().enumerate();
        numbers.map(|(i, x)| (f64::from(x) * 2_147_483_647.0) as i32 >> (by * i % 32)).collect()
    };
    let (a, b) = (sized(10, 1), sized(11, 7));
    for isa in Isa::available() {
        let (rests, quotients) =
            (run_ints(isa, Function::ModInt, &a, &b), run_ints(isa, Function::Quotient, &a, &b));
        for (i, (a, b)) in a.iter().zip(&b).enumerate() {
            let (wide_a, wide_b) = (i64::from(*a), i64::from(*b));
            let rest = if *b == 0 { 0 } else { (wide_a % wide_b + wide_b) % wide_b };
            assert_eq!(i64::from(rests[i]), rest, "{a} mod {b}");
            assert_eq!(quotients[i], if *b == 0 { 0 } else { a.saturating_div(*b) }, "{a} / {b}");
        }
    }
}

#[test]
fn powers_of_whole_numbers_drop_fractions() {
    for isa in Isa::available() {
        let (a, b) = ([3, -2, 7, 2, 1, -1, 0, 10], [5, 3, 0, -1, -3, -3, 2, 9]);
        assert_eq!(run_ints(isa, Function::PowInt, &a, &b), [243, -8, 1, 0, 1, -1, 0, 1_000_000_000]);
    }
}
