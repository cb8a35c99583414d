//! Convolutions against plain loops.

mod case;

use super::convolution;
use crate::lanes::Isa;
use crate::program::{ContractionTask, DataType};
use crate::testing::{Workbench, arbitrary, assert_close, operation};
use case::{Case, KERNELS, PLAIN};

/// A task with bias and ReLU behind its result, which may have a place or not, and so may what comes in between.
#[track_caller]
fn check_epilogue(case: &Case, kernel: &str, result_has_place: bool, sum_has_place: bool) {
    let shape = case.shapes()[Case::roles(kernel)[2]].clone();
    let bias = arbitrary(shape[3], 9);
    let value = |bench: &mut Workbench, has_place: bool| match has_place {
        true => bench.result(&shape, DataType::Float32),
        false => bench.register(&shape, DataType::Float32),
    };
    let products = case.expected(kernel);
    let sums: Vec<f32> = products.iter().zip(bias.iter().cycle()).map(|(a, b)| a + b).collect();
    let positive: Vec<f32> = sums.iter().map(|sum| sum.max(0.0)).collect();
    for isa in Isa::available() {
        for threads in [1, 2, 5] {
            let mut bench = Workbench::new();
            let mut task = case.task(kernel, &mut bench, |bench, _| value(bench, result_has_place));
            let result = task.contraction.outputs[0];
            let bias = bench.floats(&shape[3..], &bias);
            let (sum, last) = (value(&mut bench, sum_has_place), value(&mut bench, true));
            task.epilogue.push(operation("Add", &[result, bias], &[sum], "{}"));
            task.epilogue.push(operation("Relu", &[sum], &[last], "{}"));
            bench.run(isa, threads, |context| convolution(&task, context)).expect("a kernel");
            assert_close(&bench.read(last), &positive, 1e-5);
            if result_has_place {
                assert_close(&bench.read(result), &products, 1e-5);
            }
            if sum_has_place {
                assert_close(&bench.read(sum), &sums, 1e-5);
            }
        }
    }
}

#[test]
fn is_that_of_plain_loops_for_the_shapes_of_nets() {
    let square = |images, size, channels, filters, kernel| Case {
        images,
        size: [size, size],
        channels,
        filters,
        kernel: [kernel, kernel],
        ..PLAIN
    };
    square(3, 28, 1, 32, 3).check();
    square(7, 13, 32, 64, 3).check();
    Case { pad: [[1, 1], [1, 1]], ..square(2, 32, 3, 32, 3) }.check();
    Case { pad: [[1, 1], [1, 1]], ..square(2, 9, 40, 72, 3) }.check();
    Case { pad: [[2, 2], [2, 2]], ..square(5, 14, 1, 6, 5) }.check();
    Case { strides: [2, 2], pad: [[0, 1], [0, 1]], ..square(3, 16, 16, 24, 3) }.check();
    Case { strides: [4, 4], pad: [[2, 0], [0, 3]], ..square(2, 12, 3, 8, 11) }.check();
    square(9, 5, 6, 10, 5).check();
    square(9, 6, 18, 130, 1).check();
}

#[test]
fn is_that_of_plain_loops_by_tiles() {
    let tiled = |images, size, channels, filters, pad| Case { images, size, channels, filters, pad, ..PLAIN };
    for case in [
        tiled(4, [13, 13], 32, 64, [[0, 0], [0, 0]]),
        tiled(5, [12, 16], 16, 33, [[1, 1], [1, 1]]),
        tiled(9, [14, 10], 41, 20, [[0, 1], [2, 0]]),
        tiled(4, [25, 11], 20, 130, [[2, 2], [1, 3]]),
        tiled(70, [10, 10], 17, 17, [[0, 0], [0, 0]]),
        // Windows that see nothing but zeros.
        tiled(4, [9, 9], 18, 24, [[9, 3], [5, 8]]),
    ] {
        assert!(case.is_tiled(), "{case:?}");
        case.check();
    }
}

#[test]
fn tiles_are_for_large_convolutions_of_three_by_three() {
    let large = Case { images: 8, size: [18, 18], channels: 32, filters: 32, ..PLAIN };
    assert!(large.is_tiled());
    assert!(!Case { images: 3, ..large }.is_tiled());
    assert!(!Case { size: [7, 7], ..large }.is_tiled());
    assert!(!Case { channels: 3, ..large }.is_tiled());
    assert!(!Case { kernel: [5, 3], ..large }.is_tiled());
    assert!(!Case { strides: [2, 2], ..large }.is_tiled());
    assert!(!Case { dilations: [1, 2], ..large }.is_tiled());
}

#[test]
fn is_that_of_plain_loops_for_arbitrary_shapes() {
    for seed in 0..60 {
        let numbers = arbitrary(24, seed + 100);
        let mut next = numbers.iter().map(|one| ((one + 1.0) * 5000.0) as usize);
        let mut one = |choices: &[usize]| choices[next.next().expect("a number") % choices.len()];
        let kernel = [one(&[1, 2, 3, 3, 4, 5]), one(&[1, 2, 3, 3, 4, 5])];
        let strides = [one(&[1, 1, 2, 3]), one(&[1, 1, 2, 3])];
        let dilations = [one(&[1, 1, 2, 3]), one(&[1, 1, 2, 3])];
        let pad = [[one(&[0, 1, 3]), one(&[0, 1, 2])], [one(&[0, 1, 3]), one(&[0, 1, 2])]];
        let size = [0, 1].map(|axis| {
            let least = (kernel[axis] - 1) * dilations[axis] + 1;
            least.saturating_sub(pad[axis][0] + pad[axis][1]).max(1) + one(&[0, 1, 2, 3, 4, 5, 6, 7])
        });
        let images = one(&[1, 1, 2, 3, 5]);
        let (channels, filters) = (one(&[1, 1, 2, 3, 5, 17]), one(&[1, 2, 6, 16, 18, 33]));
        Case { images, size, channels, filters, kernel, strides, dilations, pad }.check();
    }
}

#[test]
fn single_elements_work() {
    Case { images: 1, size: [1, 1], channels: 1, filters: 1, kernel: [1, 1], ..PLAIN }.check();
}

#[test]
fn results_that_no_window_sees_are_zero() {
    let case = Case { size: [7, 8], kernel: [1, 2], strides: [3, 3], ..PLAIN };
    case.check();
    assert_eq!(case.run("Conv2DBackpropInput", Isa::best(), 1)[8 * 3..2 * 8 * 3], [0.0; 24]);
}

#[test]
fn epilogues_see_all_results() {
    let small = Case { pad: [[1, 1], [0, 2]], images: 3, ..PLAIN };
    let few_rows = Case { images: 9, size: [20, 20], channels: 1, filters: 20, ..PLAIN };
    let many_rows = Case { images: 12, size: [20, 20], channels: 24, filters: 40, strides: [2, 1], ..PLAIN };
    let tiled = Case { images: 9, size: [14, 10], channels: 19, filters: 24, ..PLAIN };
    assert!(tiled.is_tiled());
    for case in [small, few_rows, many_rows, tiled] {
        for kernel in KERNELS {
            for (result_has_place, sum_has_place) in
                [(true, true), (true, false), (false, true), (false, false)]
            {
                check_epilogue(&case, kernel, result_has_place, sum_has_place);
            }
        }
    }
}

#[test]
fn what_cannot_be_run_is_refused() {
    let refusal = |shapes: [&[usize]; 3], attributes: &str| {
        let mut bench = Workbench::new();
        let [image, filter] =
            [shapes[0], shapes[1]].map(|shape| bench.floats(shape, &vec![0.0; shape.iter().product()]));
        let windows = bench.result(shapes[2], DataType::Float32);
        let contraction = operation("Conv2D", &[image, filter], &[windows], attributes);
        let task = ContractionTask { contraction, epilogue: Vec::new() };
        let error = bench.run(Isa::best(), 1, |context| convolution(&task, context)).expect_err("a refusal");
        error.to_string()
    };
    let fitting: [&[usize]; 3] = [&[1, 4, 4, 2], &[3, 3, 2, 3], &[1, 2, 2, 3]];
    let is_about = |error: String, subject: &str| assert!(error.contains(subject), "{error}");
    is_about(refusal(fitting, r#"{ "dataFormat": "NCHW" }"#), "channels come first");
    is_about(refusal(fitting, r#"{ "strides": [1, 0] }"#), "strides");
    is_about(refusal(fitting, r#"{ "strides": [1, 1000] }"#), "too far apart");
    is_about(refusal(fitting, r#"{ "dilations": [1, 1, 1] }"#), "dilations");
    is_about(refusal(fitting, r#"{ "pad": [[0, 0]] }"#), "padding");
    is_about(refusal(fitting, r#"{ "pad": 4294967296 }"#), "padding");
    is_about(refusal([&[1, 4, 4, 4], fitting[1], fitting[2]], "{}"), "groups");
    is_about(refusal([fitting[0], fitting[1], &[2, 2, 2, 3]], "{}"), "belong together");
    is_about(refusal([&[4, 4, 2], fitting[1], fitting[2]], "{}"), "rank");
    is_about(refusal([&[0, 4, 4, 2], fitting[1], &[0, 2, 2, 3]], "{}"), "empty");
}

#[test]
fn padding_may_be_a_number_or_a_word() {
    let run = |attributes: &str| {
        let mut bench = Workbench::new();
        let image = bench.floats(&[1, 2, 2, 1], &[1.0, 2.0, 3.0, 4.0]);
        let filter = bench.floats(&[3, 3, 1, 1], &[1.0; 9]);
        let windows = bench.result(&[1, 2, 2, 1], DataType::Float32);
        let contraction = operation("Conv2D", &[image, filter], &[windows], attributes);
        let task = ContractionTask { contraction, epilogue: Vec::new() };
        bench.run(Isa::best(), 1, |context| convolution(&task, context)).expect("a kernel");
        bench.read(windows)
    };
    assert_eq!(run(r#"{ "pad": 1 }"#), [10.0; 4]);
    assert_eq!(run(r#"{ "pad": "same" }"#), [10.0; 4]);
    assert_eq!(run(r#"{ "pad": "valid" }"#), [10.0, 6.0, 7.0, 4.0]);
}
