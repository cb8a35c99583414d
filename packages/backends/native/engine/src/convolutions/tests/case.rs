//! Convolutions of all kinds, computed by plain loops.

use crate::convolutions::convolution;
use crate::convolutions::geometry::{ConvolutionShape, WindowAxis};
use crate::convolutions::winograd::is_tiled;
use crate::lanes::Isa;
use crate::program::{ContractionTask, DataType, ValueId};
use crate::testing::{Workbench, arbitrary, assert_close, operation};

pub(super) const KERNELS: [&str; 3] = ["Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter"];

/// A convolution, of which all three kernels are tested.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case {
    pub images: usize,
    pub size: [usize; 2],
    pub channels: usize,
    pub filters: usize,
    pub kernel: [usize; 2],
    pub strides: [usize; 2],
    pub dilations: [usize; 2],
    /// Before and after, of each axis.
    pub pad: [[usize; 2]; 2],
}

pub(super) const PLAIN: Case = Case {
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
    pub fn windows(&self) -> [usize; 2] {
        [0, 1].map(|axis| {
            let padded = self.size[axis] + self.pad[axis][0] + self.pad[axis][1];
            (padded - (self.kernel[axis] - 1) * self.dilations[axis] - 1) / self.strides[axis] + 1
        })
    }

    pub fn is_tiled(&self) -> bool {
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
    pub fn shapes(&self) -> [Vec<usize>; 3] {
        let ([height, width], [down, across]) = (self.size, self.windows());
        [
            vec![self.images, height, width, self.channels],
            vec![self.kernel[0], self.kernel[1], self.channels, self.filters],
            vec![self.images, down, across, self.filters],
        ]
    }

    pub fn attributes(&self) -> String {
        let Case { strides, dilations, pad: [vertical, horizontal], .. } = self;
        format!(
            r#"{{ "strides": {strides:?}, "dilations": {dilations:?}, "dataFormat": "NHWC",
                "pad": [[0, 0], {vertical:?}, {horizontal:?}, [0, 0]] }}"#
        )
    }

    /// Visits all triples of elements of the image, the filter and the windows that belong together.
    pub fn each_product(&self, mut visit: impl FnMut([usize; 3])) {
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
    pub fn roles(kernel: &str) -> [usize; 3] {
        match kernel {
            "Conv2D" => [0, 1, 2],
            "Conv2DBackpropInput" => [2, 1, 0],
            _ => [0, 2, 1],
        }
    }

    pub fn inputs(&self, kernel: &str) -> [Vec<f32>; 2] {
        let [a, b, _] = Case::roles(kernel);
        [a, b].map(|role| arbitrary(self.shapes()[role].iter().product(), role as u32 + 1))
    }

    pub fn expected(&self, kernel: &str) -> Vec<f32> {
        let ([a, b, result], inputs) = (Case::roles(kernel), self.inputs(kernel));
        let mut sums = vec![0f64; self.shapes()[result].iter().product()];
        self.each_product(|at| {
            sums[at[result]] += f64::from(inputs[0][at[a]]) * f64::from(inputs[1][at[b]]);
        });
        sums.iter().map(|sum| *sum as f32).collect()
    }

    /// A bench with the inputs of a kernel, and its task, whose result goes into a value that `result` makes.
    pub fn task(
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

    pub fn run(&self, kernel: &str, isa: Isa, threads: usize) -> Vec<f32> {
        let mut bench = Workbench::new();
        let task = self.task(kernel, &mut bench, |bench, shape| bench.result(shape, DataType::Float32));
        let built = bench.run(isa, threads, |context| convolution(&task, context));
        built.unwrap_or_else(|error| panic!("{kernel} of {self:?}: {error}"));
        bench.read(task.contraction.outputs[0])
    }

    /// Checks all three kernels.
    #[track_caller]
    pub fn check(&self) {
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

fn triples([a, b, c]: [usize; 3]) -> impl Iterator<Item = (usize, usize, usize)> {
    (0..a).flat_map(move |i| (0..b).flat_map(move |j| (0..c).map(move |k| (i, j, k))))
}
