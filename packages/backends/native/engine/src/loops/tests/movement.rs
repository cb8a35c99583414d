use super::{everywhere, run};
use crate::program::DataType;
use crate::testing::{Workbench, arbitrary, assert_close, operation};

/// Element of an operand that is broadcast, by plain counting.
pub(super) fn broadcast(shape: &[usize], operand: &[usize], index: usize) -> usize {
    let lead = shape.len() - operand.len();
    let (mut rest, mut stride, mut offset) = (index, 1, 0);
    for axis in (0..shape.len()).rev() {
        let at = rest % shape[axis];
        rest /= shape[axis];
        if axis >= lead {
            if operand[axis - lead] != 1 {
                offset += at * stride;
            }
            stride *= operand[axis - lead];
        }
    }
    offset
}

#[test]
fn broadcasts_operands_from_outside() {
    let cases: &[(&[usize], &[usize])] = &[
        (&[5, 10], &[10]),
        (&[5, 10], &[5, 1]),
        (&[5, 10], &[]),
        (&[5, 10], &[1, 1]),
        (&[33, 100], &[100]),
        (&[33, 100], &[33, 1]),
        (&[3, 600], &[600]),
        (&[3, 1300], &[3, 1]),
        (&[2, 3, 4, 5], &[3, 1, 5]),
        (&[2, 3, 4, 5], &[2, 1, 4, 1]),
        (&[7, 1, 9], &[9]),
        (&[300, 200], &[200]),
        (&[300, 200], &[300, 1]),
        (&[50, 17, 40], &[17, 1]),
        (&[50, 17, 40], &[50, 1, 40]),
    ];
    everywhere(|isa, threads| {
        for (shape, operand) in cases {
            let size = shape.iter().product();
            let (a, b) = (arbitrary(size, 3), arbitrary(operand.iter().product(), 4));
            let expected: Vec<f32> =
                (0..size).map(|i| b[broadcast(shape, operand, i)] - a[i] * a[i]).collect();
            let mut bench = Workbench::new();
            let (a, b) = (bench.floats(shape, &a), bench.floats(operand, &b));
            let square = bench.register(shape, DataType::Float32);
            let output = bench.result(shape, DataType::Float32);
            let stretched = bench.result(shape, DataType::Float32);
            let steps = vec![
                operation("Multiply", &[a, a], &[square], "{}"),
                operation("Sub", &[b, square], &[output], "{}"),
                operation("BroadcastTo", &[b], &[stretched], "{}"),
            ];
            run(&mut bench, isa, threads, shape, steps);
            assert_close(&bench.read(output), &expected, 1e-6);
            let b = bench.read(b);
            let expected: Vec<f32> = (0..size).map(|i| b[broadcast(shape, operand, i)]).collect();
            assert_eq!(bench.read(stretched), expected, "{operand:?} to {shape:?}");
        }
    });
}

#[test]
fn reads_slices_and_writes_parts_where_they_lie() {
    everywhere(|isa, threads| {
        let whole = arbitrary(6 * 40 * 7, 5);
        let mut bench = Workbench::new();
        let source = bench.floats(&[6, 40, 7], &whole);
        let slice = bench.register(&[6, 3, 7], DataType::Float32);
        let twice = bench.register(&[6, 3, 7], DataType::Float32);
        let joined = bench.result(&[6, 6, 7], DataType::Float32);
        let attributes = r#"{"begin": [0, 20, 0], "size": [6, 3, 7], "inPlace": true}"#;
        let steps = vec![
            operation("Slice", &[source], &[slice], attributes),
            operation("Add", &[slice, slice], &[twice], "{}"),
            operation("Concat", &[twice, slice], &[joined], r#"{"axis": 1, "inPlace": true}"#),
        ];
        run(&mut bench, isa, threads, &[6, 3, 7], steps);
        let mut expected = Vec::new();
        for i in 0..6 {
            for factor in [2.0, 1.0] {
                for j in 20..23 {
                    expected.extend((0..7).map(|k| factor * whole[(i * 40 + j) * 7 + k]));
                }
            }
        }
        assert_eq!(bench.read(joined), expected);
    });
}

#[test]
fn keeps_what_others_still_read_of_memory_that_is_written_in_place() {
    everywhere(|isa, threads| {
        let (a, b) = (arbitrary(1000, 1), arbitrary(1000, 2));
        let mut bench = Workbench::new();
        let (x, y) = (bench.floats(&[1000], &a), bench.floats(&[1000], &b));
        let next = bench.over(x);
        let old = bench.result(&[1000], DataType::Float32);
        let steps =
            vec![operation("Add", &[x, y], &[next], "{}"), operation("Multiply", &[x, next], &[old], "{}")];
        run(&mut bench, isa, threads, &[1000], steps);
        let sums: Vec<f32> = a.iter().zip(&b).map(|(a, b)| a + b).collect();
        assert_eq!(bench.read(next), sums);
        let products: Vec<f32> = a.iter().zip(&sums).map(|(a, sum)| a * sum).collect();
        assert_eq!(bench.read(old), products);
    });
}

#[test]
fn keeps_from_tile_to_tile_what_is_the_same_in_all() {
    everywhere(|isa, threads| {
        let (a, pair) = (arbitrary(3000, 1), [2.0, -4.0]);
        let mut bench = Workbench::new();
        let (x, factors) = (bench.floats(&[1500, 2], &a), bench.floats(&[2], &pair));
        let floor = bench.register(&[1500, 2], DataType::Float32);
        let sign = bench.result(&[1500, 2], DataType::Float32);
        let output = bench.result(&[1500, 2], DataType::Float32);
        let steps = vec![
            operation("Floor", &[x], &[floor], "{}"),
            // The register of the floors is free from here on.
            operation("Sign", &[floor], &[sign], "{}"),
            operation("Multiply", &[sign, factors], &[output], "{}"),
        ];
        run(&mut bench, isa, threads, &[1500, 2], steps);
        let signs = a.iter().map(|x| if *x < 0.0 { -1.0 } else { f32::from(u8::from(*x >= 1.0)) });
        let expected: Vec<f32> = signs.enumerate().map(|(i, sign)| sign * pair[i % 2]).collect();
        assert_eq!(bench.read(output), expected);
    });
}
