use super::{Input, each, result};

/// Checks a kernel with one input whose elements keep their type; `from` says where those of the result come from.
#[track_caller]
fn check(
    kernel: &str,
    input: &Input,
    attributes: &str,
    shape: &[usize],
    from: impl Fn(&[usize]) -> Vec<usize>,
) {
    let found = result(kernel, &[input], attributes, (shape, input.dtype));
    assert_eq!(found, each(shape, |at| input.at(&from(at))), "{kernel} {attributes} {:?}", input.shape);
}

fn transpose(input: &Input, permutation: &[usize]) {
    let shape: Vec<usize> = permutation.iter().map(|axis| input.shape[*axis]).collect();
    check("Transpose", input, &format!(r#"{{"perm":{permutation:?}}}"#), &shape, |at| {
        let mut from = vec![0; at.len()];
        for (axis, place) in permutation.iter().zip(at) {
            from[*axis] = *place;
        }
        from
    });
}

#[test]
fn transpose_turns_planes() {
    for shape in [[4, 4], [5, 7], [1, 9], [33, 18], [3, 2], [16, 64], [8, 8], [47, 61], [130, 100], [9, 1]] {
        transpose(&Input::floats(&shape), &[1, 0]);
    }
}

#[test]
fn transpose_permutes_axes() {
    for permutation in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0], [0, 1, 2]] {
        transpose(&Input::floats(&[5, 6, 7]), &permutation);
        transpose(&Input::floats(&[3, 20, 33]), &permutation);
    }
    transpose(&Input::ints(&[2, 3, 4, 5], 0, 99), &[0, 2, 3, 1]);
    transpose(&Input::ints(&[2, 3, 4, 5], 0, 99), &[3, 1, 0, 2]);
    transpose(&Input::bools(&[2, 3, 4, 5, 2]), &[4, 2, 0, 1, 3]);
    transpose(&Input::floats(&[2, 9, 3, 17]), &[0, 2, 1, 3]);
    transpose(&Input::floats(&[2, 9, 3, 17]), &[0, 2, 3, 1]);
}

fn slice(shape: &[usize], begin: &[usize], size: &[usize]) {
    let attributes = format!(r#"{{"begin":{begin:?},"size":{size:?}}}"#);
    check("Slice", &Input::floats(shape), &attributes, size, |at| {
        at.iter().zip(begin).map(|(at, begin)| at + begin).collect()
    });
}

#[test]
fn slice_takes_a_box() {
    slice(&[10], &[3], &[5]);
    slice(&[5000], &[7], &[4500]);
    slice(&[6, 9], &[1, 2], &[4, 6]);
    slice(&[6, 9, 3], &[1, 2, 1], &[4, 6, 1]);
    slice(&[40, 700], &[2, 3], &[30, 600]);
    slice(&[3, 4], &[0, 0], &[3, 4]);
}

/// The places that are taken of each axis are given by hand.
#[track_caller]
fn strided(shape: &[usize], lists: &str, result: &[usize], taken: &[&[usize]]) {
    let attributes = format!("{{{lists}}}");
    // Axes that the result lacks, or has besides, are of size 1.
    let sizes: Vec<usize> = taken.iter().map(|places| places.len()).collect();
    let input = Input::floats(shape);
    let found = super::result("StridedSlice", &[&input], &attributes, (result, input.dtype));
    let from = |at: &[usize]| at.iter().zip(taken).map(|(at, places)| places[*at]).collect::<Vec<_>>();
    assert_eq!(found, each(&sizes, |at| input.at(&from(at))), "{attributes}");
}

#[test]
fn strided_slice_takes_every_few() {
    strided(&[12], r#""begin":[1],"end":[10],"strides":[3]"#, &[3], &[&[1, 4, 7]]);
    strided(&[12], r#""begin":[10],"end":[1],"strides":[-2]"#, &[5], &[&[10, 8, 6, 4, 2]]);
    strided(&[5], r#""begin":[-2],"end":[99],"strides":[1]"#, &[2], &[&[3, 4]]);
    strided(
        &[7, 8],
        r#""begin":[0,7],"end":[7,0],"strides":[2,-1]"#,
        &[4, 7],
        &[&[0, 2, 4, 6], &[7, 6, 5, 4, 3, 2, 1]],
    );
    strided(
        &[3, 4],
        r#""begin":[0,0],"end":[0,0],"strides":[1,-1],"beginMask":3,"endMask":3"#,
        &[3, 4],
        &[&[0, 1, 2], &[3, 2, 1, 0]],
    );
}

#[test]
fn strided_slice_drops_and_adds_axes() {
    strided(
        &[7, 8],
        r#""begin":[2,1],"end":[3,6],"strides":[1,2],"shrinkAxisMask":1"#,
        &[3],
        &[&[2], &[1, 3, 5]],
    );
    strided(&[4, 3], r#""begin":[-1],"end":[0],"strides":[1],"shrinkAxisMask":1"#, &[3], &[&[3], &[0, 1, 2]]);
    // Everything of the axes before the last one.
    strided(
        &[2, 3, 4],
        r#""begin":[0,1],"end":[0,3],"strides":[1,1],"ellipsisMask":1"#,
        &[2, 3, 2],
        &[&[0, 1], &[0, 1, 2], &[1, 2]],
    );
    strided(
        &[3, 4],
        r#""begin":[0,0,1],"end":[0,0,3],"strides":[1,1,1],"newAxisMask":1,"ellipsisMask":2"#,
        &[1, 3, 2],
        &[&[0, 1, 2], &[1, 2]],
    );
}

fn reverse(input: &Input, axes: &[usize]) {
    check("Reverse", input, &format!(r#"{{"dims":{axes:?}}}"#), &input.shape, |at| {
        let place = |(axis, at): (usize, &usize)| {
            if axes.contains(&axis) { input.shape[axis] - 1 - at } else { *at }
        };
        at.iter().enumerate().map(place).collect()
    });
}

#[test]
fn reverse_goes_backwards() {
    reverse(&Input::floats(&[7]), &[0]);
    reverse(&Input::floats(&[3, 6]), &[0]);
    reverse(&Input::floats(&[3, 6]), &[0, 1]);
    reverse(&Input::ints(&[3, 4, 5], 0, 99), &[1]);
    reverse(&Input::bools(&[2, 3, 4, 5]), &[0, 3]);
    reverse(&Input::floats(&[3000]), &[0]);
}

fn tile(input: &Input, times: &[usize]) {
    let shape: Vec<usize> = input.shape.iter().zip(times).map(|(size, times)| size * times).collect();
    check("Tile", input, &format!(r#"{{"reps":{times:?}}}"#), &shape, |at| {
        at.iter().zip(&input.shape).map(|(at, size)| at % size).collect()
    });
}

#[test]
fn tile_repeats() {
    tile(&Input::floats(&[3]), &[4]);
    tile(&Input::floats(&[3, 5]), &[2, 3]);
    tile(&Input::floats(&[3, 1]), &[1, 6]);
    tile(&Input::floats(&[3, 1]), &[2, 37]);
    tile(&Input::ints(&[2, 3, 4], 0, 99), &[3, 1, 2]);
}

fn concat(shapes: &[&[usize]], axis: usize) {
    let inputs: Vec<Input> = shapes.iter().map(|shape| Input::floats(shape)).collect();
    let mut shape = shapes[0].to_vec();
    shape[axis] = shapes.iter().map(|shape| shape[axis]).sum();
    let all: Vec<&Input> = inputs.iter().collect();
    let attributes = format!(r#"{{"axis":{axis}}}"#);
    let found = result("Concat", &all, &attributes, (&shape, inputs[0].dtype));
    let expected = each(&shape, |at| {
        let mut from = at.to_vec();
        let mut inputs = inputs.iter();
        let mut input = inputs.next().expect("an input");
        while from[axis] >= input.shape[axis] {
            from[axis] -= input.shape[axis];
            input = inputs.next().expect("an input");
        }
        input.at(&from)
    });
    assert_eq!(found, expected, "{shapes:?} {axis}");
}

#[test]
fn concat_puts_side_by_side() {
    concat(&[&[3], &[4], &[1]], 0);
    concat(&[&[3, 2], &[3, 5]], 1);
    concat(&[&[6, 1], &[6, 1], &[6, 1]], 1);
    concat(&[&[2, 3, 4], &[2, 1, 4]], 1);
    concat(&[&[2, 3], &[0, 3], &[1, 3]], 0);
    concat(&[&[40, 300], &[40, 17]], 1);
    concat(&[&[3000], &[2500]], 0);
}

fn pad(input: &Input, paddings: &[[usize; 2]], number: f32, bits: u32) {
    let shape: Vec<usize> =
        input.shape.iter().zip(paddings).map(|(size, [before, behind])| size + before + behind).collect();
    let attributes = format!(r#"{{"paddings":{paddings:?},"constantValue":{number}}}"#);
    let found = result("PadV2", &[input], &attributes, (&shape, input.dtype));
    let expected = each(&shape, |at| {
        let place = |(axis, at): (usize, &usize)| {
            at.checked_sub(paddings[axis][0]).filter(|at| *at < input.shape[axis])
        };
        let from: Option<Vec<usize>> = at.iter().enumerate().map(place).collect();
        from.map_or(bits, |from| input.at(&from))
    });
    assert_eq!(found, expected, "{attributes} {:?}", input.shape);
}

#[test]
fn pad_puts_a_border_around() {
    pad(&Input::floats(&[5]), &[[2, 3]], 0.0, 0);
    pad(&Input::floats(&[3, 4]), &[[1, 0], [0, 2]], 1.5, 1.5f32.to_bits());
    pad(&Input::ints(&[2, 3, 4], 0, 99), &[[0, 1], [2, 1], [0, 0]], 7.0, 7);
    pad(&Input::bools(&[2, 3]), &[[0, 1], [2, 1]], 1.0, u32::MAX);
    pad(&Input::floats(&[2, 9, 9, 3]), &[[0, 0], [1, 1], [2, 2], [0, 0]], 0.0, 0);
    pad(&Input::floats(&[2, 3]), &[[0, 0], [0, 0]], 0.0, 0);
    pad(&Input::floats(&[10, 300]), &[[5, 5], [300, 1]], -2.0, (-2.0f32).to_bits());
}

fn mirror_pad(input: &Input, paddings: &[[usize; 2]], mode: &str) {
    let shape: Vec<usize> =
        input.shape.iter().zip(paddings).map(|(size, [before, behind])| size + before + behind).collect();
    let attributes = format!(r#"{{"paddings":{paddings:?},"mode":"{mode}"}}"#);
    let skipped = if mode == "reflect" { 1 } else { 0 };
    check("MirrorPad", input, &attributes, &shape, |at| {
        let place = |(axis, at): (usize, &usize)| {
            let (at, size) = (*at as isize - paddings[axis][0] as isize, input.shape[axis] as isize);
            let mirrored = if at < 0 { -1 - at + skipped } else { 2 * size - 1 - at - skipped };
            (if (0..size).contains(&at) { at } else { mirrored }) as usize
        };
        at.iter().enumerate().map(place).collect()
    });
}

#[test]
fn mirror_pad_reflects() {
    for mode in ["reflect", "symmetric"] {
        mirror_pad(&Input::floats(&[5]), &[[2, 3]], mode);
        mirror_pad(&Input::floats(&[6, 7]), &[[3, 2], [1, 5]], mode);
        mirror_pad(&Input::ints(&[2, 5, 5, 3], 0, 99), &[[0, 0], [1, 2], [2, 1], [0, 0]], mode);
    }
}
