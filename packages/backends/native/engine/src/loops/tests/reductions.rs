use super::loop_kernel;
use crate::lanes::Isa;
use crate::program::{DataType, LoopTask, Operation};
use crate::testing::{Workbench, arbitrary, assert_close, operation};

fn run(bench: &mut Workbench, isa: Isa, threads: usize, space: &[usize], work: [Vec<Operation>; 2]) {
    let [operations, reductions] = work;
    let task = LoopTask { space: space.to_vec(), operations, reductions };
    bench.run(isa, threads, |context| loop_kernel(&task, context)).expect("a kernel");
}

const CASES: &[(&[usize], &[usize])] = &[
    (&[1], &[0]),
    (&[5], &[0]),
    (&[513], &[0]),
    (&[100_003], &[0]),
    (&[32, 10], &[1]),
    (&[32, 10], &[0]),
    (&[32, 10], &[0, 1]),
    (&[32, 1], &[1]),
    (&[1000, 10], &[1]),
    (&[1000, 17], &[0]),
    (&[3, 5000], &[1]),
    (&[5000, 3], &[1]),
    (&[300, 512], &[0]),
    (&[40, 700], &[0]),
    (&[40, 700], &[1]),
    (&[6, 7, 8], &[1]),
    (&[6, 7, 8], &[0, 2]),
    (&[6, 7, 8], &[0, 1]),
    (&[6, 1, 8], &[0, 1]),
    (&[50, 30, 40], &[1]),
    (&[50, 30, 40], &[0, 2]),
    (&[9, 11, 3, 5], &[0, 2]),
    (&[9, 11, 3, 5], &[1, 3]),
];

fn result_shape(shape: &[usize], axes: &[usize]) -> Vec<usize> {
    shape.iter().enumerate().filter(|(axis, _)| !axes.contains(axis)).map(|(_, size)| *size).collect()
}

/// Element of the result that an element belongs to, by plain counting.
fn place_in_result(shape: &[usize], axes: &[usize], index: usize) -> usize {
    let (mut rest, mut stride, mut place) = (index, 1, 0);
    for axis in (0..shape.len()).rev() {
        if !axes.contains(&axis) {
            place += rest % shape[axis] * stride;
            stride *= shape[axis];
        }
        rest /= shape[axis];
    }
    place
}

fn reference(
    x: &[f64],
    shape: &[usize],
    axes: &[usize],
    first: f64,
    combine: impl Fn(f64, f64) -> f64,
) -> Vec<f32> {
    let mut result = vec![first; result_shape(shape, axes).iter().product()];
    for (index, x) in x.iter().enumerate() {
        let one = &mut result[place_in_result(shape, axes, index)];
        *one = combine(*one, *x);
    }
    result.into_iter().map(|one| one as f32).collect()
}

fn axes_of(axes: &[usize]) -> String {
    format!(r#"{{"axis": {axes:?}, "keepDims": false}}"#)
}

#[test]
fn reduces_what_lies_in_memory_and_what_it_makes() {
    type Case = (&'static str, f64, fn(f64, f64) -> f64);
    let kinds: &[Case] =
        &[("Sum", 0.0, |a, b| a + b), ("Max", f64::NEG_INFINITY, f64::max), ("Min", f64::INFINITY, f64::min)];
    for isa in Isa::available() {
        for (shape, axes) in CASES {
            let size = shape.iter().product();
            let data = arbitrary(size, 11);
            for (name, first, combine) in kinds {
                let plain: Vec<f64> = data.iter().map(|x| f64::from(*x)).collect();
                let squares: Vec<f64> = plain.iter().map(|x| x * x).collect();
                let mut earlier: Option<[Vec<f32>; 2]> = None;
                for threads in [1, 2, 5] {
                    let mut bench = Workbench::new();
                    let x = bench.floats(shape, &data);
                    let square = bench.register(shape, DataType::Float32);
                    let outputs = [0, 1].map(|_| bench.result(&result_shape(shape, axes), DataType::Float32));
                    let operations = vec![operation("Multiply", &[x, x], &[square], "{}")];
                    let reductions = vec![
                        operation(name, &[x], &outputs[..1], &axes_of(axes)),
                        operation(name, &[square], &outputs[1..], &axes_of(axes)),
                    ];
                    run(&mut bench, isa, threads, shape, [operations, reductions]);
                    let found = outputs.map(|output| bench.read(output));
                    assert_close(&found[0], &reference(&plain, shape, axes, *first, combine), 2e-6);
                    assert_close(&found[1], &reference(&squares, shape, axes, *first, combine), 2e-6);
                    if let Some(earlier) = &earlier {
                        assert_eq!(&found, earlier, "{threads} threads, {shape:?} over {axes:?}");
                    }
                    earlier = Some(found);
                }
            }
        }
    }
}

#[test]
fn makes_several_results_of_one_walk() {
    let shape = [60, 300];
    for isa in Isa::available() {
        for threads in [1, 2] {
            let data = arbitrary(60 * 300, 3);
            let mut bench = Workbench::new();
            let x = bench.floats(&shape, &data);
            let flat = bench.alias(x, &[18_000]);
            let double = bench.over(x);
            let rows = bench.result(&[60], DataType::Float32);
            let columns = bench.result(&[300], DataType::Float32);
            let total = bench.result(&[], DataType::Float32);
            let operations = vec![operation("Add", &[x, x], &[double], "{}")];
            let reductions = vec![
                operation("Sum", &[double], &[rows], &axes_of(&[1])),
                operation("Sum", &[double], &[columns], &axes_of(&[0])),
                // Of what was there before, although the result is written over it.
                operation("Max", &[flat], &[total], &axes_of(&[0])),
            ];
            run(&mut bench, isa, threads, &shape, [operations, reductions]);
            let doubles: Vec<f64> = data.iter().map(|x| 2.0 * f64::from(*x)).collect();
            assert_close(&bench.read(rows), &reference(&doubles, &shape, &[1], 0.0, |a, b| a + b), 1e-6);
            assert_close(&bench.read(columns), &reference(&doubles, &shape, &[0], 0.0, |a, b| a + b), 1e-6);
            assert_eq!(bench.read(total), [data.iter().copied().fold(f32::NEG_INFINITY, f32::max)]);
            let written: Vec<f32> = data.iter().map(|x| x + x).collect();
            assert_eq!(bench.read(double), written);
        }
    }
}

#[test]
fn multiplies() {
    for isa in Isa::available() {
        let data: Vec<f32> = arbitrary(40, 3).iter().map(|x| 1.0 + x / 4.0).collect();
        let mut bench = Workbench::new();
        let x = bench.floats(&[2, 20], &data);
        let output = bench.result(&[2], DataType::Float32);
        run(
            &mut bench,
            isa,
            1,
            &[2, 20],
            [Vec::new(), vec![operation("Prod", &[x], &[output], &axes_of(&[1]))]],
        );
        let wide: Vec<f64> = data.iter().map(|x| f64::from(*x)).collect();
        assert_close(&bench.read(output), &reference(&wide, &[2, 20], &[1], 1.0, |a, b| a * b), 1e-6);
    }
}

#[test]
fn lets_nan_through_extrema() {
    for isa in Isa::available() {
        for at in [0, 1, 15, 16, 37, 69] {
            let mut data = arbitrary(70, 3);
            data[at] = f32::NAN;
            let mut bench = Workbench::new();
            let x = bench.floats(&[70], &data);
            let column = bench.alias(x, &[70, 1]);
            let outputs = ["Max", "Min"].map(|name| (name, bench.result(&[], DataType::Float32)));
            let across = bench.result(&[1], DataType::Float32);
            let mut reductions: Vec<Operation> =
                outputs.iter().map(|(name, to)| operation(name, &[x], &[*to], &axes_of(&[0]))).collect();
            reductions.push(operation("Max", &[column], &[across], &axes_of(&[0])));
            run(&mut bench, isa, 1, &[70], [Vec::new(), reductions]);
            for output in [outputs[0].1, outputs[1].1, across] {
                assert!(bench.read(output)[0].is_nan(), "NaN at {at}");
            }
        }
    }
}

#[test]
fn reduces_whole_numbers_and_truth_values() {
    for isa in Isa::available() {
        let ints: Vec<i32> = (0..99).map(|i| i * 37 % 101 - 50).collect();
        let bools: Vec<bool> = (0..99).map(|i| i / 33 == 1 || i == 5).collect();
        let mut bench = Workbench::new();
        let (x, b) = (bench.ints(&[3, 33], &ints), bench.bools(&[3, 33], &bools));
        let cases = [
            ("Sum", x, DataType::Int32),
            ("Prod", x, DataType::Int32),
            ("Max", x, DataType::Int32),
            ("Min", x, DataType::Int32),
            ("All", b, DataType::Bool),
            ("Any", b, DataType::Bool),
        ];
        let cases = cases.map(|(name, from, dtype)| (name, from, bench.result(&[3], dtype)));
        let reductions =
            cases.iter().map(|(name, from, to)| operation(name, &[*from], &[*to], &axes_of(&[1]))).collect();
        run(&mut bench, isa, 1, &[3, 33], [Vec::new(), reductions]);
        let rows = |combine: fn(i32, i32) -> i32| -> Vec<i32> {
            ints.chunks(33).map(|row| row.iter().copied().reduce(combine).expect("a row")).collect()
        };
        assert_eq!(bench.read_ints(cases[0].2), rows(i32::wrapping_add));
        assert_eq!(bench.read_ints(cases[1].2), rows(i32::wrapping_mul));
        assert_eq!(bench.read_ints(cases[2].2), rows(i32::max));
        assert_eq!(bench.read_ints(cases[3].2), rows(i32::min));
        assert_eq!(bench.read_ints(cases[4].2), [0, -1, 0]);
        assert_eq!(bench.read_ints(cases[5].2), [-1, -1, 0]);
    }
}

#[test]
fn long_sums_lose_few_digits() {
    for isa in Isa::available() {
        let size = 3_000_000;
        let data: Vec<f32> = arbitrary(size, 9).iter().map(|x| x.abs()).collect();
        let exact: f64 = data.iter().map(|x| f64::from(*x)).sum();
        let mut bench = Workbench::new();
        let x = bench.floats(&[size], &data);
        let output = bench.result(&[], DataType::Float32);
        run(
            &mut bench,
            isa,
            2,
            &[size],
            [Vec::new(), vec![operation("Sum", &[x], &[output], &axes_of(&[0]))]],
        );
        let error = (f64::from(bench.read(output)[0]) - exact).abs() / exact;
        assert!(error < 1e-6, "{error}");
    }
}
