use super::{Input, each, result, results};
use crate::program::DataType::{self, Int32};

const NAN: f32 = f32::NAN;
const INFINITY: f32 = f32::INFINITY;

fn arg(input: &Input, axis: usize) {
    for (kernel, sign) in [("ArgMax", 1.0), ("ArgMin", -1.0)] {
        let mut shape = input.shape.clone();
        shape.remove(axis);
        let expected = each(&shape, |at| {
            let number = |place: usize| {
                let mut from = at.to_vec();
                from.insert(axis, place);
                let bits = input.at(&from);
                sign * if input.dtype == Int32 { bits as i32 as f32 } else { f32::from_bits(bits) }
            };
            // Nothing is greater than NaN, and NaN is greater than nothing.
            let better = |best: usize, place: usize| if number(place) > number(best) { place } else { best };
            (0..input.shape[axis]).fold(0, better) as u32
        });
        let found = result(kernel, &[input], &format!(r#"{{"axis":{axis}}}"#), (&shape, Int32));
        assert_eq!(found, expected, "{kernel} {:?} {axis}", input.shape);
    }
}

#[test]
fn arg_max_and_arg_min_find_the_first_extremum() {
    for shape in [&[1][..], &[3], &[32, 10], &[5, 1], &[7, 33], &[2, 50], &[3, 100], &[2, 257]] {
        arg(&Input::floats(shape), shape.len() - 1);
        arg(&Input::ints(shape, -20, 40), shape.len() - 1);
    }
    arg(&Input::floats(&[6, 5, 7]), 1);
    arg(&Input::ints(&[6, 5, 7], -20, 40), 0);
    arg(&Input::floats(&[3, 40]), 0);
}

#[test]
fn arg_max_and_arg_min_pass_over_nan() {
    let elements = [NAN, 3.0, 1.0, 2.0, NAN, 5.0, 1.0, NAN, INFINITY, -INFINITY];
    for axis in 0..2 {
        arg(&Input::of_floats(&[2, 5], &elements), axis);
        arg(&Input::of_floats(&[5, 2], &elements), axis);
    }
    for all in [NAN, INFINITY, -INFINITY] {
        for length in [3, 40] {
            arg(&Input::of_floats(&[1, length], &vec![all; length]), 1);
        }
    }
    // Long enough for vectors, with NaN at the first place of some lanes and the extrema behind.
    for first in [NAN, 0.0] {
        let mut elements: Vec<f32> =
            (0..70).map(|i| if i < 20 { NAN } else { (i as f32 - 45.0).abs() }).collect();
        elements[0] = first;
        arg(&Input::of_floats(&[1, 70], &elements), 1);
    }
    arg(&Input::of_ints(&[1, 50], &[i32::MIN; 50]), 1);
    arg(&Input::of_ints(&[1, 50], &[i32::MAX; 50]), 1);
}

fn top_k(input: &Input, k: usize) {
    let length = input.shape[input.shape.len() - 1];
    let rows = input.elements.len() / length;
    let mut shape = input.shape.clone();
    *shape.last_mut().expect("an axis") = k;
    let (mut values, mut places) = (Vec::new(), Vec::new());
    for row in 0..rows {
        let number = |place: usize| {
            let bits = input.elements[row * length + place];
            let number = f32::from_bits(bits);
            match input.dtype {
                DataType::Int32 => f64::from(bits as i32),
                _ if number.is_nan() => f64::NEG_INFINITY,
                _ => f64::from(number),
            }
        };
        let mut order: Vec<usize> = (0..length).collect();
        order.sort_by(|a, b| number(*b).partial_cmp(&number(*a)).expect("no NaN"));
        for place in &order[..k] {
            values.push(input.elements[row * length + place]);
            places.push(*place as u32);
        }
    }
    let outputs = [(&shape[..], input.dtype), (&shape[..], Int32)];
    let found = results("TopK", &[input], &format!(r#"{{"k":{k},"sorted":true}}"#), &outputs);
    assert_eq!(found, [values, places], "{:?} {k}", input.shape);
}

#[test]
fn top_k_sorts_the_largest() {
    for k in [0, 1, 3, 10] {
        if k > 0 {
            top_k(&Input::floats(&[10]), k);
            top_k(&Input::floats(&[6, 12]), k);
            top_k(&Input::ints(&[6, 12], -5, 10), k);
            top_k(&Input::floats(&[2, 3, 300]), k);
        }
    }
    let special = [NAN, -INFINITY, 0.0, -0.0, INFINITY, 0.0, -1.0, NAN, -2.0, 1.0];
    for k in 1..=10 {
        top_k(&Input::of_floats(&[10], &special), k);
        top_k(&Input::of_ints(&[1, 10], &[i32::MIN, 0, -1, i32::MAX, 1, 0, i32::MIN, 5, -7, 2]), k);
    }
}
