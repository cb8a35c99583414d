//! Compares all kernels with plain loops, for windows of any kind.

mod reference;

use self::reference::{Windows, expected};
use super::window_kernel;
use crate::error::{Error, Result};
use crate::lanes::Isa;
use crate::program::{DataType, ValueId};
use crate::testing::{Workbench, arbitrary, assert_close, operation};

struct Operands {
    image: Vec<f32>,
    filter: Vec<f32>,
    slopes: Vec<f32>,
}

impl Operands {
    /// Few different numbers, so that several in a window are equal.
    fn of(w: &Windows, seed: u32) -> Operands {
        let numbers = |shape: [usize; 4], seed: u32| -> Vec<f32> {
            let size = shape.iter().product();
            arbitrary(size, seed).iter().map(|one| (one * 3.5).round() / 4.0).collect()
        };
        Operands {
            image: numbers(w.image_shape(), 3 * seed),
            filter: numbers(w.filter_shape(), 3 * seed + 1),
            slopes: numbers(w.window_shape(), 3 * seed + 2),
        }
    }
}

fn run(kernel: &str, w: &Windows, data: &Operands, padding: &str, isa: Isa, threads: usize) -> Vec<f32> {
    let mut bench = Workbench::new();
    let mut value = |shape: [usize; 4], elements: &[f32]| bench.floats(&shape, elements);
    let image = value(w.image_shape(), &data.image);
    let filter = value(w.filter_shape(), &data.filter);
    let windows = value(w.window_shape(), &data.slopes);
    let (inputs, shape): (&[ValueId], _) = match kernel {
        "MaxPool" | "AvgPool" => (&[image], w.window_shape()),
        "MaxPoolGrad" => (&[windows, image, windows], w.image_shape()),
        "AvgPoolGrad" => (&[windows, image], w.image_shape()),
        "DepthwiseConv2dNative" => (&[image, filter], w.window_shape()),
        "DepthwiseConv2dNativeBackpropInput" => (&[windows, filter], w.image_shape()),
        _ => (&[image, windows], w.filter_shape()),
    };
    let result = bench.result(&shape, DataType::Float32);
    let operation = operation(kernel, inputs, &[result], &w.attributes(padding));
    bench
        .run(isa, threads, |context| Ok(window_kernel(&operation, context)?.expect("a kernel")))
        .expect("a valid program");
    bench.read(result)
}

fn check(kernel: &str, w: &Windows, seed: u32) {
    let data = Operands::of(w, seed);
    let wanted = expected(kernel, w, &data.image, &data.filter, &data.slopes);
    for isa in Isa::available() {
        let alone = run(kernel, w, &data, &w.explicit_padding(), isa, 1);
        // Sums of a few hundred products, of which some cancel out.
        assert_close(&alone, &wanted, 1e-5);
        for threads in [2, 3] {
            let shared = run(kernel, w, &data, &w.explicit_padding(), isa, threads);
            let same = alone.iter().zip(&shared).all(|(a, b)| a.to_bits() == b.to_bits());
            assert!(same, "{kernel} depends on threads: {w:?}");
        }
    }
}

fn random_windows(kernel: &str, seed: u32) -> Windows {
    let is_depthwise = kernel.starts_with("Depthwise");
    let mut numbers = arbitrary(64, seed).into_iter().map(|one| ((one + 1.0) * 1e6) as usize);
    let mut below = |limit: usize| numbers.next().expect("a number") % limit;
    let kernel_size = [[1, 2, 3, 3, 5][below(5)], [1, 2, 3, 3, 5][below(5)]];
    let can_dilate = is_depthwise && kernel != "DepthwiseConv2dNativeBackpropInput";
    let dilations = if can_dilate && below(3) == 0 { [1 + below(2), 1 + below(2)] } else { [1, 1] };
    let is_padded = below(3) > 0;
    let mut pad = [[0, 0], [0, 0]];
    for (axis, own) in pad.iter_mut().enumerate() {
        if is_padded {
            *own = [below(kernel_size[axis]), below(kernel_size[axis])];
        }
    }
    Windows {
        images: [1, 2, 3, 5][below(4)],
        size: [kernel_size[0] * dilations[0] + below(8), kernel_size[1] * dilations[1] + below(8)],
        channels: [1, 3, 4, 6, 8, 13, 16, 32, 57, 100][below(10)],
        multiplier: if is_depthwise { [1, 1, 2, 3, 5][below(5)] } else { 1 },
        kernel: kernel_size,
        strides: if below(2) == 0 { kernel_size } else { [1 + below(3), 1 + below(3)] },
        dilations,
        pad,
    }
}

const KERNELS: [&str; 7] = [
    "MaxPool",
    "AvgPool",
    "MaxPoolGrad",
    "AvgPoolGrad",
    "DepthwiseConv2dNative",
    "DepthwiseConv2dNativeBackpropInput",
    "DepthwiseConv2dNativeBackpropFilter",
];

#[test]
fn all_kernels_are_those_of_plain_loops_for_random_windows() {
    for kernel in KERNELS {
        for seed in 0..60 {
            check(kernel, &random_windows(kernel, seed), seed);
        }
    }
}

/// Pooling of one channel that is not padded.
fn plain(size: [usize; 2], kernel: [usize; 2]) -> Windows {
    Windows {
        images: 1,
        size,
        channels: 1,
        multiplier: 1,
        kernel,
        strides: kernel,
        dilations: [1, 1],
        pad: [[0, 0], [0, 0]],
    }
}

#[test]
fn the_gradient_of_a_maximum_goes_to_the_first_of_equal_numbers() {
    let w = plain([2, 2], [2, 2]);
    let data = Operands { image: vec![1.0, 3.0, 3.0, 2.0], filter: vec![0.0; 4], slopes: vec![5.0] };
    for isa in Isa::available() {
        let found = run("MaxPoolGrad", &w, &data, "\"valid\"", isa, 1);
        assert_eq!(found, [0.0, 5.0, 0.0, 0.0]);
    }
}

#[test]
fn the_greatest_number_of_a_window_with_nan_is_nan() {
    let w = plain([2, 4], [2, 2]);
    let image = vec![1.0, 3.0, 5.0, f32::NAN, 7.0, f32::NEG_INFINITY, 6.0, 8.0];
    let data = Operands { image, filter: vec![0.0; 4], slopes: vec![0.0; 2] };
    for isa in Isa::available() {
        let found = run("MaxPool", &w, &data, "\"valid\"", isa, 1);
        assert!(found[0] == 7.0 && found[1].is_nan(), "{found:?}");
    }
}

#[test]
fn padding_same_and_a_number_are_those_of_explicit_pads() {
    let square = Windows { strides: [2, 2], ..plain([6, 6], [3, 3]) };
    // Three windows cover 7 rows: one more than there are, behind.
    let behind = Windows { pad: [[0, 1], [0, 1]], ..square };
    let around = Windows { pad: [[1, 1], [1, 1]], ..square };
    for (w, padding) in [(behind, "\"same\""), (around, "1")] {
        let data = Operands::of(&w, 9);
        let explicit = run("AvgPool", &w, &data, &w.explicit_padding(), Isa::best(), 1);
        assert_eq!(run("AvgPool", &w, &data, padding, Isa::best(), 1), explicit);
    }
}

/// What comes of an operation on images of this shape.
fn built(kernel: &str, image: &[usize], windows: &[usize], attributes: &str) -> Result<()> {
    let mut bench = Workbench::new();
    let size = |shape: &[usize]| shape.iter().product();
    let x = bench.floats(image, &vec![0.0; size(image)]);
    let dy = bench.floats(windows, &vec![0.0; size(windows)]);
    let (inputs, shape) = if kernel.ends_with("Grad") { (vec![dy, x], image) } else { (vec![x], windows) };
    let result = bench.result(shape, DataType::Float32);
    let operation = operation(kernel, &inputs, &[result], attributes);
    bench.run(Isa::best(), 1, |context| Ok(window_kernel(&operation, context)?.expect("a kernel")))
}

#[test]
fn what_contradicts_itself_is_refused() {
    let attributes = r#"{"filterSize":2,"strides":2,"pad":"valid"}"#;
    assert_eq!(built("MaxPool", &[1, 4, 4, 3], &[1, 2, 2, 3], attributes), Ok(()));
    let malformed = [
        built("MaxPool", &[1, 4, 4, 3], &[1, 2, 2, 2], attributes),
        built("MaxPool", &[1, 4, 4, 3], &[2, 2, 2, 3], attributes),
        built("AvgPool", &[1, 4, 4, 3], &[1, 2, 2, 3], r#"{"filterSize":0,"strides":2}"#),
        built("AvgPool", &[1, 4, 4, 3], &[1, 2, 2, 3], r#"{"filterSize":2,"strides":0}"#),
        built("AvgPool", &[1, 4, 4, 3], &[1, 2, 2, 3], r#"{"filterSize":2,"strides":[1,2,3]}"#),
        built("AvgPool", &[1, 4, 4, 3], &[1, 2, 2, 3], r#"{"filterSize":2,"pad":[[0,0]]}"#),
        built("AvgPool", &[1, 4, 4, 3], &[1, 2, 2, 3], r#"{"filterSize":4294967296}"#),
    ];
    for (i, result) in malformed.into_iter().enumerate() {
        assert!(matches!(result, Err(Error::Malformed(_))), "case {i}: {result:?}");
    }
    let unsupported = [
        built("MaxPool", &[4, 4, 3], &[2, 2, 3], attributes),
        built("MaxPool", &[1, 4, 4, 3], &[1, 2, 2, 3], r#"{"filterSize":2,"dataFormat":"NCHW"}"#),
        built("MaxPoolGrad", &[1, 2, 2, 1], &[1, 2, 2, 1], r#"{"filterSize":2,"strides":2,"pad":"valid"}"#),
    ];
    for (i, result) in unsupported.into_iter().enumerate() {
        assert!(matches!(result, Err(Error::Unsupported { .. })), "case {i}: {result:?}");
    }
}

#[test]
fn windows_far_outside_touch_nothing() {
    // Too many windows for the image: those outside are empty.
    let attributes = r#"{"filterSize":3,"strides":1000,"pad":16000000}"#;
    assert_eq!(built("AvgPool", &[1, 4, 4, 3], &[1, 5, 5, 3], attributes), Ok(()));
    assert_eq!(built("AvgPoolGrad", &[1, 4, 4, 3], &[1, 5, 5, 3], attributes), Ok(()));
}
