//! Convolutions against plain loops.

use super::convolution;
use super::geometry::{ConvolutionShape, WindowAxis};
use super::winograd::is_tiled;
use crate::lanes::Isa;
use crate::program::{ContractionTask, DataType, ValueId};
use crate::testing::{Workbench, arbitrary, assert_close, operation};

const KERNELS: [&str; 3] = ["Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter"];

#[derive(Clone, Copy, Debug)]
struct Case {
    images: usize,
    size: [usize; 2],
    channels: usize,
    filters: usize,
    kernel: [usize; 2],
    strides: [usize; 2],
    dilations: [usize; 2],
    /// Before and after, of each axis.
    pad: [[usize; 2]; 2],
}

const PLAIN: Case = Case {
    images: 2,
    size: [6, 7],
    channels: 3,
    filters: 5,
    kernel: [3, 3],
    strides: [1, 1],
    dilations: [1, 1],
    pad: [[0, 0], [0, 0]],
};

impl Case {
    fn windows(&self) -> [usize; 2] {
        [0, 1].map(|axis| {
            let padded = self.size[axis] + self.pad[axis][0] + self.pad[axis][1];
            (padded - (self.kernel[axis] - 1) * self.dilations[axis] - 1) / self.strides[axis] + 1
        })
    }

    fn is_tiled(&self) -> bool {
        let windows = self.windows();
        let axis = |i: usize| WindowAxis {
            size: self.size[i],
            windows: windows[i],
            kernel: self.kernel[i],
            stride: self.strides[i],
            dilation: self.dilations[i],
            before: self.pad[i][0],
        };
        let &Case { images, channels, filters, .. } = self;
        is_tiled(&ConvolutionShape { images, vertical: axis(0), horizontal: axis(1), channels, filters })
    }

    /// Shapes of the image, the filter and the windows.
    fn shapes(&self) -> [Vec<usize>; 3] {
        let ([height, width], [down, across]) = (self.size, self.windows());
        [
            vec![self.images, height, width, self.channels],
            vec![self.kernel[0], self.kernel[1], self.channels, self.filters],
            vec![self.images, down, across, self.filters],
        ]
    }

    fn attributes(&self) -> String {
        let Case { strides, dilations, pad: [vertical, horizontal], .. } = self;
        format!(
            r#"{{ "strides": {strides:?}, "dilations": {dilations:?}, "dataFormat": "NHWC",
                "pad": [[0, 0], {vertical:?}, {horizontal:?}, [0, 0]] }}"#
        )
    }

    /// Visits all triples of elements of the image, the filter and the windows that belong together.
    fn each_product(&self, mut visit: impl FnMut([usize; 3])) {
        let ([height, width], [down, across]) = (self.size, self.windows());
        for (n, v, u) in triples([self.images, down, across]) {
            for (ky, kx, channel) in triples([self.kernel[0], self.kernel[1], self.channels]) {
                let inside = |window: usize, place: usize, axis: usize| {
                    (window * self.strides[axis] + place * self.dilations[axis])
                        .checked_sub(self.pad[axis][0])
                };
                let (Some(y), Some(x)) = (inside(v, ky, 0), inside(u, kx, 1)) else { continue };
                if y >= height || x >= width {
                    continue;
                }
                for filter in 0..self.filters {
                    visit([
                        ((n * height + y) * width + x) * self.channels + channel,
                        ((ky * self.kernel[1] + kx) * self.channels + channel) * self.filters + filter,
                        ((n * down + v) * across + u) * self.filters + filter,
                    ]);
                }
            }
        }
    }

    /// Which of the operands are the inputs of a kernel, and which is its result.
    fn roles(kernel: &str) -> [usize; 3] {
        match kernel {
            "Conv2D" => [0, 1, 2],
            "Conv2DBackpropInput" => [2, 1, 0],
            _ => [0, 2, 1],
        }
    }

    fn inputs(&self, kernel: &str) -> [Vec<f32>; 2] {
        let [a, b, _] = Case::roles(kernel);
        [a, b].map(|role| arbitrary(self.shapes()[role].iter().product(), role as u32 + 1))
    }

    fn expected(&self, kernel: &str) -> Vec<f32> {
        let ([a, b, result], inputs) = (Case::roles(kernel), self.inputs(kernel));
        let mut sums = vec![0f64; self.shapes()[result].iter().product()];
        self.each_product(|at| {
            sums[at[result]] += f64::from(inputs[0][at[a]]) * f64::from(inputs[1][at[b]]);
        });
        sums.iter().map(|sum| *sum as f32).collect()
    }

    /// A bench with the inputs of a kernel, and its task, whose result goes into a value that `result` makes.
    fn task(
        &self,
        kernel: &str,
        bench: &mut Workbench,
        result: impl FnOnce(&mut Workbench, &[usize]) -> ValueId,
    ) -> ContractionTask {
        let (shapes, [a, b, made], inputs) = (self.shapes(), Case::roles(kernel), self.inputs(kernel));
        let inputs = [bench.floats(&shapes[a], &inputs[0]), bench.floats(&shapes[b], &inputs[1])];
        let result = result(bench, &shapes[made]);
        ContractionTask {
            contraction: operation(kernel, &inputs, &[result], &self.attributes()),
            epilogue: Vec::new(),
        }
    }

    fn run(&self, kernel: &str, isa: Isa, threads: usize) -> Vec<f32> {
        let mut bench = Workbench::new();
        let task = self.task(kernel, &mut bench, |bench, shape| bench.result(shape, DataType::Float32));
        let built = bench.run(isa, threads, |context| convolution(&task, context));
        built.unwrap_or_else(|error| panic!("{kernel} of {self:?}: {error}"));
        bench.read(task.contraction.outputs[0])
    }

    /// Checks all three kernels.
    #[track_caller]
    fn check(&self) {
        for kernel in KERNELS {
            let expected = self.expected(kernel);
            for isa in Isa::available() {
                let found = self.run(kernel, isa, 1);
                // Sums of up to some thousand products of numbers up to 1, in another order.
                assert_close(&found, &expected, 1e-5);
                for threads in [2, 3, 7] {
                    let bits = |numbers: &[f32]| numbers.iter().map(|one| one.to_bits()).collect::<Vec<_>>();
                    let same = bits(&self.run(kernel, isa, threads)) == bits(&found);
                    assert!(same, "{kernel} of {self:?} differs with {threads} threads of {isa:?}");
                }
            }
        }
    }
}

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

fn triples([a, b, c]: [usize; 3]) -> impl Iterator<Item = (usize, usize, usize)> {
    (0..a).flat_map(move |i| (0..b).flat_map(move |j| (0..c).map(move |k| (i, j, k))))
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
