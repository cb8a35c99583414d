use super::super::matrix_product;
use crate::lanes::Isa;
use crate::memory::{Block, CompressedRows, Frame};
use crate::plan::TaskContext;
use crate::program::{Program, Task};
use crate::testing::{arbitrary, assert_close};
use std::cell::Cell;

/// A batch with and without its zeros, in an order of its own.
struct Batch {
    dense: Vec<f32>,
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
    order: Vec<i32>,
}

impl Batch {
    /// Columns have the fewer entries the further behind they are; some rows and columns have none.
    fn new(rows: usize, features: usize) -> Batch {
        let numbers = arbitrary(rows * features, 5);
        let chances = arbitrary(rows * features, 6);
        let mut batch = Batch {
            dense: vec![0.0; rows * features],
            starts: vec![0],
            columns: Vec::new(),
            values: Vec::new(),
            order: (0..rows as i32).rev().collect(),
        };
        for row in 0..rows {
            for column in 0..features {
                let at = row * features + column;
                let is_there = (chances[at] + 1.0) * (column + 2) as f32 <= 8.0;
                if is_there && row % 5 != 3 {
                    batch.columns.push(column as u32);
                    batch.values.push(numbers[at]);
                    batch.dense[(rows - 1 - row) * features + column] = numbers[at];
                }
            }
            batch.starts.push(batch.columns.len());
        }
        batch
    }

    fn rows(&self) -> CompressedRows {
        CompressedRows {
            starts: self.starts.as_ptr(),
            columns: self.columns.as_ptr(),
            values: self.values.as_ptr(),
            order: self.order.as_ptr(),
            rows: self.order.len(),
        }
    }
}

/// A program whose batch of `a` may be compressed.
fn program(a: [usize; 2], b: [usize; 2], result: [usize; 2], transpose_a: bool) -> Program {
    let words = [a, b, result].map(|[rows, columns]| rows * columns);
    let shapes = [a, b, result];
    let slots = [0, 1, 2].map(|slot| {
        let kind = if slot == 0 { "batch" } else { "working" };
        serde_json::json!({ "kind": kind, "words": words[slot], "compressible": slot == 0 })
    });
    let values = [0, 1, 2].map(|id| {
        let place = serde_json::json!({ "slot": id, "offset": 0 });
        serde_json::json!({ "shape": shapes[id], "dtype": "float32", "root": id, "place": place })
    });
    let contraction = serde_json::json!({
        "kernel": "BatchMatMul", "inputs": [0, 1], "outputs": [2], "attributes": { "transposeA": transpose_a },
    });
    let program = serde_json::json!({
        "name": "test",
        "slots": slots,
        "values": values,
        "tasks": [{ "kind": "contraction", "contraction": contraction, "epilogue": [] }],
        "late": [],
        "batchRows": a[0],
    });
    Program::decode(&program.to_string()).expect("a program")
}

/// The result of the only task of a program.
fn compute(
    program: &Program,
    isa: Isa,
    threads: usize,
    batch: Option<&Batch>,
    operands: [&[f32]; 2],
) -> Vec<f32> {
    let (scratch, shared) = (Cell::new(0), Cell::new(0));
    let context = TaskContext::new(program, isa, threads, &scratch, &shared);
    let [Task::Contraction(task)] = program.tasks.as_slice() else { panic!("a product") };
    let kernel = matrix_product(task, &context).expect("a kernel");
    let mut blocks: Vec<Block> =
        program.slots.iter().map(|slot| Block::zeroed(slot.words).expect("memory")).collect();
    for (block, numbers) in blocks.iter_mut().zip(operands) {
        for (word, number) in block.as_mut_slice().iter_mut().zip(numbers) {
            *word = number.to_bits();
        }
    }
    blocks[2].as_mut_slice().fill(f32::NAN.to_bits());
    let own = Block::zeroed(scratch.get().div_ceil(4)).expect("memory");
    let slots: Vec<*mut u8> = blocks.iter().map(Block::pointer).collect();
    let compressed = [batch.map(Batch::rows), None, None];
    let frame = Frame { slots: &slots, steps: &[], scratch: own.pointer(), compressed: &compressed };
    for part in (0..kernel.parts()).rev() {
        // SAFETY: the blocks are as large as the slots.
        unsafe { kernel.run(part, &frame) };
    }
    blocks[2].as_slice().iter().map(|word| f32::from_bits(*word)).collect()
}

#[test]
fn compressed_batches_give_the_same_as_dense_ones() {
    for (rows, features) in [(1, 7), (5, 40), (70, 300)] {
        let batch = Batch::new(rows, features);
        for units in [1, 3, 4, 16, 17, 33, 70, 150] {
            let (weights, slopes) = (arbitrary(features * units, 7), arbitrary(rows * units, 8));
            let forward = program([rows, features], [features, units], [rows, units], false);
            let backward = program([rows, features], [rows, units], [features, units], true);
            for isa in Isa::available() {
                for threads in [1, 2, 3] {
                    for (program, other) in [(&forward, &weights), (&backward, &slopes)] {
                        let dense = compute(program, isa, threads, None, [&batch.dense, other]);
                        let found = compute(program, isa, threads, Some(&batch), [&[], other]);
                        assert_close(&found, &dense, 1e-6);
                    }
                }
            }
        }
    }
}

#[test]
fn a_batch_that_does_not_fit_its_product_is_refused() {
    let transposed = program([4, 6], [5, 6], [4, 5], false);
    let [Task::Contraction(task)] = transposed.tasks.as_slice() else { panic!("a product") };
    let (scratch, shared) = (Cell::new(0), Cell::new(0));
    let context = TaskContext::new(&transposed, Isa::Portable, 1, &scratch, &shared);
    assert!(matrix_product(task, &context).is_err());
}
