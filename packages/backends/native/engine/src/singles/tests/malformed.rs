//! Programs that contradict themselves are refused when kernels are built.

use super::{Input, run};
use crate::error::Error;
use crate::lanes::Isa;
use crate::program::DataType::{self, Float32, Int32};

/// What is wrong with an operation on float32 values of these shapes; int32 where an input is named `indices`.
fn refused(
    kernel: &str,
    inputs: &[(&[usize], DataType)],
    attributes: &str,
    outputs: &[(&[usize], DataType)],
) -> Error {
    let inputs: Vec<Input> = inputs
        .iter()
        .map(|(shape, dtype)| if *dtype == Int32 { Input::ints(shape, 0, 3) } else { Input::floats(shape) })
        .collect();
    let inputs: Vec<&Input> = inputs.iter().collect();
    run(kernel, &inputs, attributes, outputs, Isa::best(), 1).expect_err(kernel)
}

/// An operation on one float32 value.
fn unary(kernel: &str, from: &[usize], attributes: &str, to: &[usize]) -> Error {
    refused(kernel, &[(from, Float32)], attributes, &[(to, Float32)])
}

#[track_caller]
fn assert_malformed(error: &Error) {
    assert!(matches!(error, Error::Malformed(_)), "{error}");
}

#[test]
fn moves_that_reach_outside() {
    for error in [
        unary("Slice", &[5], r#"{"begin":[3]}"#, &[4]),
        unary("Slice", &[5], r#"{"begin":[18446744073709551615]}"#, &[4]),
        unary("Slice", &[5, 2], r#"{"begin":[3]}"#, &[2]),
        unary("StridedSlice", &[5], r#"{"begin":[0],"end":[5],"strides":[1]}"#, &[4]),
        unary("StridedSlice", &[5], r#"{"begin":[0],"end":[5],"strides":[0]}"#, &[5]),
        unary("StridedSlice", &[5], r#"{"begin":[0,0],"end":[5,1],"strides":[1,1]}"#, &[5]),
        unary("StridedSlice", &[5], r#"{"begin":[9],"end":[0],"strides":[1],"shrinkAxisMask":1}"#, &[1]),
        unary("StridedSlice", &[5], r#"{"begin":[0],"end":[5],"strides":[-9223372036854775808]}"#, &[1]),
        unary("Transpose", &[2, 3], r#"{"perm":[1,1]}"#, &[3, 3]),
        unary("Transpose", &[2, 3], r#"{"perm":[1,0]}"#, &[2, 3]),
        unary("Transpose", &[2, 3], r#"{"perm":[0,2]}"#, &[2, 3]),
        unary("Reverse", &[2, 3], r#"{"dims":[2]}"#, &[2, 3]),
        unary("Reverse", &[2, 3], r#"{"dims":[0]}"#, &[3, 3]),
        unary("Tile", &[2], r#"{"reps":[3]}"#, &[5]),
        unary("Tile", &[2], r#"{"reps":[9223372036854775809]}"#, &[2]),
        unary("PadV2", &[2], r#"{"paddings":[[1,1]]}"#, &[5]),
        unary("PadV2", &[2], r#"{"paddings":[[18446744073709551615,3]]}"#, &[4]),
        unary("MirrorPad", &[2], r#"{"paddings":[[3,0]],"mode":"symmetric"}"#, &[5]),
        unary("MirrorPad", &[2], r#"{"paddings":[[2,0]],"mode":"reflect"}"#, &[4]),
        unary("Concat", &[2, 3], r#"{"axis":0}"#, &[3, 3]),
        unary("Concat", &[2, 3], r#"{"axis":1}"#, &[3, 3]),
        unary("Concat", &[2, 3], r#"{"axis":2}"#, &[2, 3]),
        refused("Reverse", &[(&[2], Float32)], r#"{"dims":[0]}"#, &[(&[2], Int32)]),
    ] {
        assert_malformed(&error);
    }
}

#[test]
fn sizes_that_do_not_fit() {
    let (floats, ints) = (Float32, Int32);
    for error in [
        refused("ArgMax", &[(&[2, 3], floats)], r#"{"axis":2}"#, &[(&[2], ints)]),
        refused("ArgMax", &[(&[2, 3], floats)], r#"{"axis":1}"#, &[(&[3], ints)]),
        refused("ArgMax", &[(&[2, 3], floats)], r#"{"axis":1}"#, &[(&[2], floats)]),
        refused("OneHot", &[(&[2], ints)], r#"{"depth":9223372036854775809}"#, &[(&[2, 3], floats)]),
        refused("GatherV2", &[(&[4, 3], floats), (&[2], ints)], r#"{"axis":2}"#, &[(&[2, 3], floats)]),
        refused("GatherV2", &[(&[4, 3], floats), (&[2], ints)], r#"{"axis":0}"#, &[(&[3, 3], floats)]),
        refused(
            "GatherV2",
            &[(&[4, 3], floats), (&[2], ints)],
            r#"{"axis":1,"batchDims":1}"#,
            &[(&[4], floats)],
        ),
        refused("GatherV2", &[(&[4, 3], floats)], r#"{"axis":0}"#, &[(&[2, 3], floats)]),
        refused("GatherNd", &[(&[4], floats), (&[2, 2], ints)], "{}", &[(&[2], floats)]),
        refused("UnsortedSegmentSum", &[(&[4, 3], floats), (&[5], ints)], "{}", &[(&[2, 3], floats)]),
        refused("UnsortedSegmentSum", &[(&[4, 3], ints), (&[4], ints)], "{}", &[(&[2, 3], floats)]),
        refused("ScatterNd", &[(&[4, 2], ints), (&[4], floats)], "{}", &[(&[2], floats)]),
        refused("Cumsum", &[(&[4, 2], floats)], r#"{"axis":0}"#, &[(&[4], floats)]),
        refused("TopK", &[(&[4], floats)], r#"{"k":5}"#, &[(&[5], floats), (&[5], ints)]),
        refused("TopK", &[(&[4], floats)], r#"{"k":2}"#, &[(&[2], floats)]),
        refused("TopK", &[(&[4], floats)], r#"{"k":2}"#, &[(&[3], floats), (&[2], ints)]),
        unary("ResizeBilinear", &[1, 2, 2, 3], "{}", &[1, 4, 4, 2]),
        unary("ResizeNearestNeighbor", &[2, 2, 3], "{}", &[4, 4, 3]),
    ] {
        assert_malformed(&error);
    }
}

#[test]
fn what_has_no_elements_or_another_type_is_not_supported() {
    for error in [
        unary("Reverse", &[0], r#"{"dims":[0]}"#, &[0]),
        refused("GatherV2", &[(&[0, 3], Float32), (&[2], Int32)], r#"{"axis":0}"#, &[(&[2, 3], Float32)]),
        refused("GatherV2", &[(&[4, 3], Float32), (&[2], Float32)], r#"{"axis":0}"#, &[(&[2, 3], Float32)]),
        refused("OneHot", &[(&[2], Float32)], r#"{"depth":3}"#, &[(&[2, 3], Float32)]),
    ] {
        assert!(matches!(error, Error::Unsupported { .. }), "{error}");
    }
}
