use super::{SIZES, everywhere, positive, run};
use crate::program::DataType;
use crate::testing::{Workbench, arbitrary, assert_close, operation};

#[test]
fn computes_every_function_of_one_float() {
    type Case = (&'static str, fn(f64) -> f64);
    let cases: &[Case] = &[
        ("Abs", f64::abs),
        ("Neg", |x| -x),
        ("Sign", |x| if x == 0.0 { 0.0 } else { x.signum() }),
        ("Sqrt", f64::sqrt),
        ("Rsqrt", |x| 1.0 / x.sqrt()),
        ("Reciprocal", |x| 1.0 / x),
        ("Exp", f64::exp),
        ("Expm1", f64::exp_m1),
        ("Log", f64::ln),
        ("Log1p", f64::ln_1p),
        ("Sin", f64::sin),
        ("Cos", f64::cos),
        ("Tan", f64::tan),
        ("Asin", f64::asin),
        ("Acos", f64::acos),
        ("Atan", f64::atan),
        ("Sinh", f64::sinh),
        ("Cosh", f64::cosh),
        ("Tanh", f64::tanh),
        ("Sigmoid", |x| 1.0 / (1.0 + (-x).exp())),
        ("Softplus", |x| x.exp().ln_1p()),
        ("Floor", f64::floor),
        ("Ceil", f64::ceil),
        ("Round", f64::round_ties_even),
        ("Relu", |x| x.max(0.0)),
        ("Step", |x| if x > 0.0 { 1.0 } else { 0.25 }),
    ];
    everywhere(|isa, threads| {
        for (name, exact) in cases {
            for size in SIZES {
                let x = arbitrary(size, 7);
                let expected: Vec<f32> = x.iter().map(|x| exact(f64::from(*x)) as f32).collect();
                let mut bench = Workbench::new();
                let input = bench.floats(&[size], &x);
                let output = bench.result(&[size], DataType::Float32);
                let step = operation(name, &[input], &[output], r#"{"alpha": 0.25}"#);
                run(&mut bench, isa, threads, &[size], vec![step]);
                assert_close(&bench.read(output), &expected, 3e-7);
            }
        }
    });
}

#[test]
fn computes_every_function_of_two_floats() {
    type Case = (&'static str, fn(f64, f64) -> f64);
    let cases: &[Case] = &[
        ("Add", |a, b| a + b),
        ("Sub", |a, b| a - b),
        ("Multiply", |a, b| a * b),
        ("RealDiv", |a, b| a / b),
        ("Maximum", f64::max),
        ("Minimum", f64::min),
        ("Pow", f64::powf),
        ("Mod", |a, b| a - (a / b).floor() * b),
        ("Atan2", f64::atan2),
    ];
    everywhere(|isa, threads| {
        for (name, exact) in cases {
            for size in SIZES {
                let (a, b) = (positive(size, 1), positive(size, 2));
                let pairs = a.iter().zip(&b);
                let expected: Vec<f32> =
                    pairs.map(|(a, b)| exact(f64::from(*a), f64::from(*b)) as f32).collect();
                let mut bench = Workbench::new();
                let (a, b) = (bench.floats(&[size], &a), bench.floats(&[size], &b));
                // In place, over the first operand.
                let output = bench.over(a);
                let step = operation(name, &[a, b], &[output], "{}");
                run(&mut bench, isa, threads, &[size], vec![step]);
                assert_close(&bench.read(output), &expected, 3e-7);
            }
        }
    });
}
