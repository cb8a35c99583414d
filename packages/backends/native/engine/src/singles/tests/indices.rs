use super::{Input, each, index_of, result, results, run};
use crate::lanes::Isa;
use crate::program::DataType::{Bool, Float32, Int32};

#[test]
fn one_hot_marks_the_place_of_each_index() {
    let indices = Input::of_ints(&[5], &[0, 3, -1, 7, 2]);
    for (dtype, on, off) in [
        (Float32, 1.0f32.to_bits(), 0),
        (Int32, 1, 0),
        (Bool, u32::MAX, 0),
        (Float32, 2.5f32.to_bits(), (-0.5f32).to_bits()),
    ] {
        let (on_value, off_value) =
            if off == 0 { (1.0, 0.0) } else { (f32::from_bits(on), f32::from_bits(off)) };
        let attributes = format!(r#"{{"depth":4,"onValue":{on_value},"offValue":{off_value}}}"#);
        let expected = each(&[5, 4], |at| if indices.int(at[0]) == at[1] as i32 { on } else { off });
        assert_eq!(result("OneHot", &[&indices], &attributes, (&[5, 4], dtype)), expected);
    }
    let indices = Input::ints(&[9, 3], 0, 30);
    let expected = each(&[27, 29], |at| ((indices.int(at[0]) == at[1] as i32) as i32 as f32).to_bits());
    assert_eq!(result("OneHot", &[&indices], r#"{"depth":29}"#, (&[9, 3, 29], Float32)), expected);
}

fn gather(shape: &[usize], index_shape: &[usize], axis: usize, batch_axes: usize) {
    let length = shape[axis] as i32;
    // Some out of range.
    let indices = Input::ints(index_shape, -2, length + 4);
    for table in [Input::floats(shape), Input::bools(shape)] {
        let result_shape = [&shape[..axis], &index_shape[batch_axes..], &shape[axis + 1..]].concat();
        let attributes = format!(r#"{{"axis":{axis},"batchDims":{batch_axes}}}"#);
        let found = result("GatherV2", &[&table, &indices], &attributes, (&result_shape, table.dtype));
        let behind = axis + index_shape.len() - batch_axes;
        let expected = each(&result_shape, |at| {
            let place = [&at[..batch_axes], &at[axis..behind]].concat();
            let index = indices.int(index_of(index_shape, &place)).clamp(0, length - 1) as usize;
            table.at(&[&at[..axis], &[index], &at[behind..]].concat())
        });
        assert_eq!(found, expected, "{shape:?} {index_shape:?} {attributes}");
    }
}

#[test]
fn gather_takes_entries_of_an_axis() {
    gather(&[10], &[7], 0, 0);
    gather(&[10, 16], &[20], 0, 0);
    gather(&[10, 3], &[4, 5], 0, 0);
    gather(&[10, 100], &[], 0, 0);
    gather(&[4, 10, 3], &[6], 1, 0);
    gather(&[4, 10], &[6], 1, 0);
    gather(&[50, 600], &[9], 0, 0);
    gather(&[3, 4, 5], &[3, 2], 1, 1);
    gather(&[3, 4, 6, 5], &[3, 2, 2], 2, 1);
    gather(&[3, 4, 6, 5], &[3, 4, 2], 2, 2);
    gather(&[1, 33], &[2], 0, 0);
}

#[test]
fn gather_takes_the_nearest_entry_for_indices_out_of_range() {
    let table = Input::of_floats(&[3], &[10.0, 20.0, 30.0]);
    let indices = Input::of_ints(&[5], &[-1, 1, 3, i32::MAX, i32::MIN]);
    let found = result("GatherV2", &[&table, &indices], r#"{"axis":0}"#, (&[5], Float32));
    assert_eq!(found, [10.0f32, 20.0, 30.0, 30.0, 10.0].map(f32::to_bits));
}

#[test]
fn gather_nd_takes_slices() {
    for (shape, index_shape) in
        [(vec![5, 4], vec![6, 1]), (vec![5, 5], vec![6, 2]), (vec![3, 3, 7], vec![2, 4, 2])]
    {
        let depth = index_shape[index_shape.len() - 1];
        let (table, indices) = (Input::floats(&shape), Input::ints(&index_shape, -1, 7));
        let outer = &index_shape[..index_shape.len() - 1];
        let result_shape = [outer, &shape[depth..]].concat();
        let found = result("GatherNd", &[&table, &indices], "{}", (&result_shape, Float32));
        let expected = each(&result_shape, |at| {
            let (place, inner) = at.split_at(outer.len());
            let slice = index_of(outer, place) * depth;
            let mut from: Vec<usize> = (0..depth)
                .map(|axis| indices.int(slice + axis).clamp(0, shape[axis] as i32 - 1) as usize)
                .collect();
            from.extend(inner);
            table.at(&from)
        });
        assert_eq!(found, expected, "{shape:?} {index_shape:?}");
    }
}

/// Sums in double precision of the rows for each place of the result; `place` is none for those that are left out.
fn sums(
    size: usize,
    inner: usize,
    rows: usize,
    number: impl Fn(usize) -> f64,
    place: impl Fn(usize) -> Option<usize>,
) -> Vec<f64> {
    let mut sums = vec![0.0; size * inner];
    for row in 0..rows {
        if let Some(place) = place(row) {
            for i in 0..inner {
                sums[place * inner + i] += number(row * inner + i);
            }
        }
    }
    sums
}

#[test]
fn unsorted_segment_sum_adds_up_rows() {
    for (rows, inner, segments) in [
        (7, &[][..], 3),
        (40, &[5], 6),
        (20, &[4, 3], 9),
        (30, &[64], 5),
        (30, &[100], 5),
        (50, &[33], 1),
        (3, &[130], 200),
    ] {
        let source = Input::floats(&[&[rows], inner].concat());
        let ints = Input::ints(&source.shape, -50, 100);
        // Some out of range.
        let places = Input::ints(&[rows], -1, segments as i32 + 2);
        let width = inner.iter().product();
        let place = |row: usize| usize::try_from(places.int(row)).ok().filter(|place| *place < segments);
        let attributes = format!(r#"{{"numSegments":{segments}}}"#);
        let shape = [&[segments], inner].concat();
        let found = result("UnsortedSegmentSum", &[&source, &places], &attributes, (&shape, Float32));
        // Quarters, whose sums are exact.
        let expected = sums(segments, width, rows, |i| f64::from(source.float(i)), place);
        assert_eq!(found, expected.iter().map(|one| (*one as f32).to_bits()).collect::<Vec<_>>());
        let found = result("UnsortedSegmentSum", &[&ints, &places], &attributes, (&shape, Int32));
        let expected = sums(segments, width, rows, |i| f64::from(ints.int(i)), place);
        assert_eq!(found, expected.iter().map(|one| *one as i32 as u32).collect::<Vec<_>>());
    }
}

#[test]
fn sums_are_added_in_order() {
    // Each order gives another sum.
    let source = Input::of_floats(&[4, 1], &[1e8, 1.0, -1e8, 1.0]);
    let places = Input::of_ints(&[4], &[0; 4]);
    let found = result("UnsortedSegmentSum", &[&source, &places], r#"{"numSegments":1}"#, (&[1, 1], Float32));
    assert_eq!(f32::from_bits(found[0]), 1.0);
}

#[test]
fn scatter_nd_adds_up_slices() {
    for (shape, index_shape) in [
        (vec![8], vec![5, 1]),
        (vec![8, 6], vec![5, 1]),
        (vec![4, 4, 3], vec![12, 2]),
        (vec![4, 4, 3], vec![3, 4, 2]),
        (vec![3, 70], vec![9, 1]),
        (vec![5, 3], vec![6]),
    ] {
        let depth = if index_shape.len() < 2 { 1 } else { index_shape[index_shape.len() - 1] };
        let rows = index_shape.iter().product::<usize>() / depth;
        let inner: usize = shape[depth..].iter().product();
        let indices = Input::ints(&index_shape, -1, shape[0] as i32 + 2);
        let updates = Input::floats(&[&[rows], &shape[depth..]].concat());
        let place = |row: usize| {
            let coordinate = |axis: usize| usize::try_from(indices.int(row * depth + axis)).ok();
            let coordinates: Option<Vec<usize>> =
                (0..depth).map(|axis| coordinate(axis).filter(|at| *at < shape[axis])).collect();
            coordinates.map(|at| index_of(&shape[..depth], &at))
        };
        let targets = shape[..depth].iter().product();
        let expected = sums(targets, inner, rows, |i| f64::from(updates.float(i)), place);
        let found = result("ScatterNd", &[&indices, &updates], "{}", (&shape, Float32));
        assert_eq!(found, expected.iter().map(|one| (*one as f32).to_bits()).collect::<Vec<_>>());
    }
}

fn cumulative(kernel: &str, input: &Input, axis: usize, is_exclusive: bool, is_reverse: bool) {
    let attributes = format!(r#"{{"axis":{axis},"exclusive":{is_exclusive},"reverse":{is_reverse}}}"#);
    let found = result(kernel, &[input], &attributes, (&input.shape, input.dtype));
    let is_sum = kernel == "Cumsum";
    let expected = each(&input.shape, |at| {
        let mut places: Vec<usize> =
            if is_reverse { (at[axis]..input.shape[axis]).rev().collect() } else { (0..=at[axis]).collect() };
        if is_exclusive {
            places.pop();
        }
        let numbers = places.into_iter().map(|place| {
            let mut from = at.to_vec();
            from[axis] = place;
            input.at(&from)
        });
        if input.dtype == Int32 {
            let numbers = numbers.map(|bits| bits as i32);
            (if is_sum { numbers.fold(0, i32::wrapping_add) } else { numbers.fold(1, i32::wrapping_mul) })
                as u32
        } else {
            let numbers = numbers.map(f32::from_bits);
            // In order, and rounded as the kernel does.
            (if is_sum { numbers.fold(0.0, |a, b| a + b) } else { numbers.fold(1.0, |a, b| a * b) }).to_bits()
        }
    });
    assert_eq!(found, expected, "{kernel} {attributes} {:?}", input.shape);
}

#[test]
fn cumsum_and_cumprod_go_along_an_axis() {
    for kernel in ["Cumsum", "Cumprod"] {
        for (is_exclusive, is_reverse) in [(false, false), (false, true), (true, false), (true, true)] {
            for (shape, axis) in
                [(&[5][..], 0), (&[3, 4, 5], 1), (&[4, 37], 0), (&[2, 6], 1), (&[3, 7, 130], 1), (&[1, 1], 0)]
            {
                cumulative(kernel, &Input::floats(shape), axis, is_exclusive, is_reverse);
                cumulative(kernel, &Input::ints(shape, -9, 19), axis, is_exclusive, is_reverse);
            }
        }
    }
}

#[test]
fn bools_are_not_added_up() {
    let source = Input::bools(&[4, 2]);
    let places = Input::of_ints(&[4], &[0; 4]);
    let outputs = [(&[1, 2][..], Bool)];
    assert!(run("UnsortedSegmentSum", &[&source, &places], "{}", &outputs, Isa::best(), 1).is_err());
    assert!(run("Cumsum", &[&source], r#"{"axis":0}"#, &[(&[4, 2], Bool)], Isa::best(), 1).is_err());
    assert_eq!(results("Reverse", &[&source], r#"{"dims":[]}"#, &[(&[4, 2], Bool)])[0], source.elements);
}
