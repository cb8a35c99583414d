use super::{everywhere, run};
use crate::program::DataType;
use crate::testing::{Workbench, operation};

fn words_of(values: &[bool]) -> Vec<i32> {
    values.iter().map(|one| if *one { -1 } else { 0 }).collect()
}

#[test]
fn compares_floats_and_tests_them() {
    let a = [1.0, 2.0, f32::NAN, 3.0, -0.0, f32::INFINITY, f32::NEG_INFINITY, 5.0];
    let b = [2.0, 2.0, 1.0, f32::NAN, 0.0, f32::INFINITY, 0.0, -5.0];
    type Case = (&'static str, fn(f32, f32) -> bool);
    let cases: &[Case] = &[
        ("Equal", |a, b| a == b),
        ("NotEqual", |a, b| a != b),
        ("Less", |a, b| a < b),
        ("LessEqual", |a, b| a <= b),
        ("Greater", |a, b| a > b),
        ("GreaterEqual", |a, b| a >= b),
        ("IsNan", |a, _| a.is_nan()),
        ("IsFinite", |a, _| a.is_finite()),
        ("IsInf", |a, _| a.is_infinite()),
    ];
    everywhere(|isa, threads| {
        for (name, exact) in cases {
            let expected: Vec<bool> = a.iter().zip(&b).map(|(a, b)| exact(*a, *b)).collect();
            let mut bench = Workbench::new();
            let inputs = [bench.floats(&[8], &a), bench.floats(&[8], &b)];
            let inputs = if name.starts_with("Is") { &inputs[..1] } else { &inputs };
            let output = bench.result(&[8], DataType::Bool);
            run(&mut bench, isa, threads, &[8], vec![operation(name, inputs, &[output], "{}")]);
            assert_eq!(bench.read_ints(output), words_of(&expected), "{name}");
        }
    });
}

#[test]
fn computes_with_whole_numbers() {
    let a = [7, -7, 7, -7, 0, i32::MAX, i32::MIN, 5, 3];
    let b = [2, 2, -2, -2, 5, 1, -1, 0, 3];
    type Case = (&'static str, DataType, fn(i32, i32) -> i32);
    let cases: &[Case] = &[
        ("Add", DataType::Int32, i32::wrapping_add),
        ("Sub", DataType::Int32, i32::wrapping_sub),
        ("Multiply", DataType::Int32, i32::wrapping_mul),
        ("Maximum", DataType::Int32, i32::max),
        ("Minimum", DataType::Int32, i32::min),
        ("RealDiv", DataType::Int32, |a, b| if b == 0 { 0 } else { a.saturating_div(b) }),
        ("Mod", DataType::Int32, |a, b| {
            if b == 0 {
                0
            } else {
                (i64::from(a) - (i64::from(a) as f64 / f64::from(b)).floor() as i64 * i64::from(b)) as i32
            }
        }),
        ("Pow", DataType::Int32, |a, b| f64::from(a).powf(f64::from(b)) as i32),
        ("Equal", DataType::Bool, |a, b| -i32::from(a == b)),
        ("NotEqual", DataType::Bool, |a, b| -i32::from(a != b)),
        ("Less", DataType::Bool, |a, b| -i32::from(a < b)),
        ("LessEqual", DataType::Bool, |a, b| -i32::from(a <= b)),
        ("Greater", DataType::Bool, |a, b| -i32::from(a > b)),
        ("GreaterEqual", DataType::Bool, |a, b| -i32::from(a >= b)),
        ("Abs", DataType::Int32, |a, _| a.wrapping_abs()),
        ("Neg", DataType::Int32, |a, _| a.wrapping_neg()),
        ("Sign", DataType::Int32, |a, _| a.signum()),
        ("Relu", DataType::Int32, |a, _| a.max(0)),
        ("Floor", DataType::Int32, |a, _| a),
        ("Cast", DataType::Bool, |a, _| -i32::from(a != 0)),
    ];
    everywhere(|isa, threads| {
        for (name, dtype, exact) in cases {
            let expected: Vec<i32> = a.iter().zip(&b).map(|(a, b)| exact(*a, *b)).collect();
            let mut bench = Workbench::new();
            let inputs = [bench.ints(&[9], &a), bench.ints(&[9], &b)];
            let is_unary = ["Abs", "Neg", "Sign", "Relu", "Floor", "Cast"].contains(name);
            let output = bench.result(&[9], *dtype);
            let step = operation(name, if is_unary { &inputs[..1] } else { &inputs }, &[output], "{}");
            run(&mut bench, isa, threads, &[9], vec![step]);
            assert_eq!(bench.read_ints(output), expected, "{name}");
        }
    });
}

#[test]
fn computes_with_truth_values() {
    let (a, b) = ([false, false, true, true, true], [false, true, false, true, true]);
    type Case = (&'static str, fn(bool, bool) -> bool);
    let cases: &[Case] = &[
        ("LogicalAnd", |a, b| a && b),
        ("LogicalOr", |a, b| a || b),
        ("LogicalNot", |a, _| !a),
        ("Equal", |a, b| a == b),
        ("NotEqual", |a, b| a != b),
        ("Less", |a, b| !a & b),
        ("LessEqual", |a, b| a <= b),
        ("Greater", |a, b| a & !b),
        ("GreaterEqual", |a, b| a >= b),
    ];
    everywhere(|isa, threads| {
        for (name, exact) in cases {
            let expected: Vec<bool> = a.iter().zip(&b).map(|(a, b)| exact(*a, *b)).collect();
            let mut bench = Workbench::new();
            let inputs = [bench.bools(&[5], &a), bench.bools(&[5], &b)];
            let output = bench.result(&[5], DataType::Bool);
            let count = if *name == "LogicalNot" { 1 } else { 2 };
            run(&mut bench, isa, threads, &[5], vec![operation(name, &inputs[..count], &[output], "{}")]);
            assert_eq!(bench.read_ints(output), words_of(&expected), "{name}");
        }
    });
}

#[test]
fn casts_between_all_types() {
    let x = [1.9, -1.9, 3e9, -3e9, f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0, 2_147_483_500.0];
    let whole = [1, -1, i32::MAX, i32::MIN, 0, i32::MAX, i32::MIN, 0, 2_147_483_520];
    everywhere(|isa, threads| {
        let mut bench = Workbench::new();
        let floats = bench.floats(&[9], &x);
        let ints = bench.result(&[9], DataType::Int32);
        let bools = bench.result(&[9], DataType::Bool);
        let again = bench.result(&[9], DataType::Float32);
        let numbers = bench.result(&[9], DataType::Float32);
        let ones = bench.result(&[9], DataType::Int32);
        let cast = |from, to| operation("Cast", &[from], &[to], "{}");
        let steps = vec![
            cast(floats, ints),
            cast(floats, bools),
            cast(ints, again),
            cast(bools, numbers),
            cast(bools, ones),
        ];
        run(&mut bench, isa, threads, &[9], steps);
        assert_eq!(bench.read_ints(ints), whole);
        let is_set = x.map(|x| x != 0.0);
        assert_eq!(bench.read_ints(bools), words_of(&is_set));
        assert_eq!(bench.read(again), whole.map(|one| one as f32));
        assert_eq!(bench.read(numbers), is_set.map(|one| f32::from(u8::from(one))));
        assert_eq!(bench.read_ints(ones), is_set.map(i32::from));
    });
}
