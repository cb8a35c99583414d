use super::matrix_product;
use crate::lanes::Isa;
use crate::program::{ContractionTask, DataType, ValueId};
use crate::testing::{Workbench, arbitrary, assert_close, operation};

/// Sizes of a product, and which operands lie transposed.
#[derive(Clone, Copy, Debug)]
struct Case<'a> {
    batch_a: &'a [usize],
    batch_b: &'a [usize],
    rows: usize,
    inner: usize,
    columns: usize,
    transpose_a: bool,
    transpose_b: bool,
}

impl Case<'_> {
    fn plain(rows: usize, inner: usize, columns: usize) -> Case<'static> {
        let (transpose_a, transpose_b) = (false, false);
        Case { batch_a: &[], batch_b: &[], rows, inner, columns, transpose_a, transpose_b }
    }

    fn all_transpositions(self) -> [Self; 4] {
        [(false, false), (true, false), (false, true), (true, true)].map(|(transpose_a, transpose_b)| Case {
            transpose_a,
            transpose_b,
            ..self
        })
    }

    fn shape_a(&self) -> Vec<usize> {
        let Case { rows, inner, .. } = *self;
        let matrix = if self.transpose_a { [inner, rows] } else { [rows, inner] };
        [self.batch_a, &matrix].concat()
    }

    fn shape_b(&self) -> Vec<usize> {
        let Case { columns, inner, .. } = *self;
        let matrix = if self.transpose_b { [columns, inner] } else { [inner, columns] };
        [self.batch_b, &matrix].concat()
    }

    fn batch(&self) -> Vec<usize> {
        let rank = self.batch_a.len().max(self.batch_b.len());
        let size =
            |shape: &[usize], axis: usize| (axis + shape.len()).checked_sub(rank).map_or(1, |own| shape[own]);
        (0..rank).map(|axis| size(self.batch_a, axis).max(size(self.batch_b, axis))).collect()
    }

    fn shape(&self) -> Vec<usize> {
        [self.batch().as_slice(), &[self.rows, self.columns]].concat()
    }

    /// By definition, in float64.
    fn expected(&self, a: &[f32], b: &[f32]) -> Vec<f32> {
        let Case { rows, inner, columns, .. } = *self;
        let batch = self.batch();
        let mut result = Vec::new();
        for product in 0..batch.iter().product() {
            let a = &a[rows * inner * matrix_of(product, &batch, self.batch_a)..];
            let b = &b[columns * inner * matrix_of(product, &batch, self.batch_b)..];
            for row in 0..rows {
                for column in 0..columns {
                    let terms = (0..inner).map(|i| {
                        let a = if self.transpose_a { a[i * rows + row] } else { a[row * inner + i] };
                        let b =
                            if self.transpose_b { b[column * inner + i] } else { b[i * columns + column] };
                        f64::from(a) * f64::from(b)
                    });
                    result.push(terms.sum::<f64>() as f32);
                }
            }
        }
        result
    }

    fn task(&self, a: ValueId, b: ValueId, result: ValueId) -> ContractionTask {
        let Case { transpose_a, transpose_b, .. } = *self;
        let attributes = format!(r#"{{ "transposeA": {transpose_a}, "transposeB": {transpose_b} }}"#);
        let contraction = operation("BatchMatMul", &[a, b], &[result], &attributes);
        ContractionTask { contraction, epilogue: Vec::new() }
    }

    fn operands(&self) -> (Vec<f32>, Vec<f32>) {
        (arbitrary(self.shape_a().iter().product(), 1), arbitrary(self.shape_b().iter().product(), 2))
    }

    fn compute(&self, isa: Isa, threads: usize) -> Vec<f32> {
        let (a, b) = self.operands();
        let mut bench = Workbench::new();
        let (a, b) = (bench.floats(&self.shape_a(), &a), bench.floats(&self.shape_b(), &b));
        let result = bench.result(&self.shape(), DataType::Float32);
        let task = self.task(a, b, result);
        bench.run(isa, threads, |context| matrix_product(&task, context)).expect("a kernel");
        bench.read(result)
    }
}

/// Which matrix of an operand with axes `own` a product of a batch uses.
fn matrix_of(product: usize, batch: &[usize], own: &[usize]) -> usize {
    let (mut rest, mut matrix, mut stride) = (product, 0, 1);
    for axis in (0..batch.len()).rev() {
        let index = rest % batch[axis];
        rest /= batch[axis];
        if let Some(size) = (axis + own.len()).checked_sub(batch.len()).map(|axis| own[axis]) {
            matrix += if size == 1 { 0 } else { index * stride };
            stride *= size;
        }
    }
    matrix
}

#[track_caller]
fn check(case: Case<'_>) {
    for case in case.all_transpositions() {
        let (a, b) = case.operands();
        let expected = case.expected(&a, &b);
        for isa in Isa::available() {
            let alone = case.compute(isa, 1);
            // Rounding errors of sums grow with the square root of their length.
            assert_close(&alone, &expected, 1e-6 * (case.inner as f32).sqrt().max(4.0));
            for threads in [2, 3, 8] {
                let found = case.compute(isa, threads);
                assert!(found == alone, "{case:?} on {threads} threads, {}", isa.name());
            }
        }
    }
}

#[test]
fn products_of_all_small_sizes_agree_with_the_definition() {
    for rows in [1, 2, 3, 5, 14, 15] {
        for inner in [1, 2, 7, 16, 33] {
            for columns in [1, 2, 3, 4, 15, 16, 17, 33, 130] {
                check(Case::plain(rows, inner, columns));
            }
        }
    }
}

#[test]
fn products_that_are_divided_agree_with_the_definition() {
    for (rows, inner, columns) in [(32, 784, 128), (128, 32, 130), (31, 129, 65), (67, 500, 131)] {
        check(Case::plain(rows, inner, columns));
    }
}

#[test]
fn products_that_are_packed_agree_with_the_definition() {
    check(Case::plain(131, 801, 140));
    check(Case::plain(512, 512, 70));
    check(Case::plain(67, 1024, 70));
    check(Case::plain(70, 1, 1500));
}

#[test]
fn products_that_are_packed_in_groups_agree_with_the_definition() {
    let case = Case::plain(64, 3000, 400);
    let (a, b) = case.operands();
    let found = case.compute(Isa::best(), 1);
    assert_close(&found, &case.expected(&a, &b), 1e-5);
}

#[test]
fn vectors_and_long_sums_agree_with_the_definition() {
    for (rows, inner, columns) in [(1, 784, 128), (1, 3000, 1), (300, 200, 1), (3, 700, 50), (1, 60, 513)] {
        check(Case::plain(rows, inner, columns));
    }
}

#[test]
fn batches_are_broadcast() {
    let batches: [(&[usize], &[usize]); 8] = [
        (&[3], &[3]),
        (&[3], &[]),
        (&[], &[3]),
        (&[2, 3], &[3]),
        (&[2, 1], &[3]),
        (&[2, 1, 4], &[3, 1]),
        (&[1], &[5]),
        (&[2, 3], &[2, 3]),
    ];
    for (batch_a, batch_b) in batches {
        for (rows, inner, columns) in [(4, 5, 6), (1, 40, 30), (20, 30, 1), (40, 30, 50)] {
            check(Case { batch_a, batch_b, ..Case::plain(rows, inner, columns) });
        }
    }
}

#[test]
fn malformed_products_are_refused() {
    let refused = |a: &[usize], b: &[usize], result: &[usize]| {
        let mut bench = Workbench::new();
        let size = |shape: &[usize]| shape.iter().product();
        let a = bench.floats(a, &arbitrary(size(a), 1));
        let b = bench.floats(b, &arbitrary(size(b), 1));
        let result = bench.result(result, DataType::Float32);
        let task = Case::plain(1, 1, 1).task(a, b, result);
        bench.run(Isa::Portable, 1, |context| matrix_product(&task, context)).is_err()
    };
    assert!(refused(&[2, 3], &[4, 5], &[2, 5]));
    assert!(refused(&[2, 3], &[3, 5], &[2, 6]));
    assert!(refused(&[3], &[3, 5], &[5]));
    assert!(refused(&[2, 2, 3], &[3, 3, 5], &[2, 2, 5]));
    assert!(refused(&[0, 3], &[3, 5], &[0, 5]));
    assert!(!refused(&[2, 3], &[3, 5], &[2, 5]));
}

/// A product whose result is added to `bias`, one number a column, and to `all`, one for each element, and goes through
/// ReLU: `relu(a · b + bias) + all`, where the result itself is seen by nobody if it is `hidden`.
fn with_epilogue(case: Case<'_>, isa: Isa, threads: usize, is_hidden: bool) -> (Vec<f32>, Vec<f32>) {
    let (a, b) = case.operands();
    let shape = case.shape();
    let bias = arbitrary(case.columns, 3);
    let all = arbitrary(shape.iter().product(), 4);
    let product = case.expected(&a, &b);
    let expected = product
        .iter()
        .zip(&all)
        .enumerate()
        .map(|(i, (product, all))| (product + bias[i % case.columns]).max(0.0) + all)
        .collect();
    let mut bench = Workbench::new();
    let (a, b) = (bench.floats(&case.shape_a(), &a), bench.floats(&case.shape_b(), &b));
    let (bias, all) = (bench.floats(&[case.columns], &bias), bench.floats(&shape, &all));
    let float = DataType::Float32;
    let found = if is_hidden { bench.register(&shape, float) } else { bench.result(&shape, float) };
    let seen = bench.alias(found, &shape);
    let (sum, positive) = (bench.register(&shape, float), bench.register(&shape, float));
    let last = bench.over(all);
    let mut task = case.task(a, b, found);
    task.epilogue = vec![
        operation("Add", &[seen, bias], &[sum], "{}"),
        operation("Relu", &[sum], &[positive], "{}"),
        operation("Add", &[positive, all], &[last], "{}"),
    ];
    bench.run(isa, threads, |context| matrix_product(&task, context)).expect("a kernel");
    if !is_hidden {
        assert_close(&bench.read(found), &product, 1e-5);
    }
    (bench.read(last), expected)
}

#[test]
fn epilogues_follow_the_product() {
    let sizes =
        [(5, 4, 10), (33, 20, 1), (1, 90, 300), (32, 784, 128), (140, 30, 70), (70, 500, 300), (3, 200, 40)];
    for (rows, inner, columns) in sizes {
        for case in Case::plain(rows, inner, columns).all_transpositions() {
            for isa in Isa::available() {
                for (threads, is_hidden) in [(1, false), (1, true), (2, true), (3, false), (8, true)] {
                    let (found, expected) = with_epilogue(case, isa, threads, is_hidden);
                    assert_close(&found, &expected, 1e-5);
                }
            }
        }
    }
    let batches = Case { batch_a: &[3, 1], batch_b: &[2], ..Case::plain(20, 30, 18) };
    let (found, expected) = with_epilogue(batches, Isa::best(), 2, true);
    assert_close(&found, &expected, 1e-5);
}

#[test]
fn a_product_that_nobody_sees_is_refused() {
    let mut bench = Workbench::new();
    let (a, b) = (bench.floats(&[1, 1], &[1.0]), bench.floats(&[1, 1], &[1.0]));
    let result = bench.register(&[1, 1], DataType::Float32);
    let task = Case::plain(1, 1, 1).task(a, b, result);
    assert!(bench.run(Isa::Portable, 1, |context| matrix_product(&task, context)).is_err());
}
