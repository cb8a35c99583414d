//! Programs put together by chance, against an interpreter that does one element at a time. All numbers are small whole
//! ones, so that every rounding is exact, whatever the order.

use super::loop_kernel;
use super::movement::broadcast;
use crate::lanes::Isa;
use crate::program::{DataType, LoopTask, Operation, ValueId};
use crate::testing::{Workbench, operation};

struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// A value of the program, and all of its elements, broadcast to the space.
#[derive(Clone)]
struct Known {
    id: ValueId,
    elements: Vec<f64>,
}

const SHAPES: &[&[usize]] =
    &[&[1], &[7], &[16], &[600], &[5, 10], &[3, 130], &[40, 33], &[2, 700], &[4, 3, 5], &[2, 9, 1, 21]];

/// Most that numbers may grow to: sums of products of them are exact.
const LIMIT: f64 = 1000.0;

#[test]
fn computes_what_the_interpreter_does() {
    for isa in Isa::available() {
        for seed in 0..400 {
            check(isa, seed);
        }
    }
}

fn check(isa: Isa, seed: u64) {
    let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1);
    let shape = chance.pick(SHAPES);
    let mut bench = Workbench::new();
    let mut values = operands(&mut bench, &mut chance, shape);
    let first_made = values.len();
    let mut truths: Vec<Known> = Vec::new();
    let mut written: Vec<Known> = Vec::new();
    let mut operations = Vec::new();
    let count = 2 + chance.below(14);
    for step in 0..count {
        // The last one is written, so that something is; some are written over an operand of the shape of the space.
        let place = if step + 1 == count { 1 } else { chance.below(4) };
        let (operation, made, is_truth) = next(&mut bench, &mut chance, shape, &values, &truths, place);
        operations.push(operation);
        if is_truth {
            truths.push(made);
            continue;
        }
        if place == 1 {
            written.push(made.clone());
        }
        values.push(made);
    }
    // In place, at the very end: earlier operations have read what was there, and later ones are none.
    let over = bench.over(values[0].id);
    let made = &values[first_made.min(values.len() - 1)];
    let sum: Vec<f64> = made.elements.iter().zip(&values[0].elements).map(|(a, b)| a + b).collect();
    let at = chance.below(operations.len() + 1);
    let is_known =
        operations[..at].iter().any(|one: &Operation| one.outputs[0] == made.id) || made.id == values[0].id;
    let at = if is_known { at } else { operations.len() };
    operations.insert(at, operation("Add", &[made.id, values[0].id], &[over], "{}"));
    written.push(Known { id: over, elements: sum });

    let task = LoopTask { space: shape.to_vec(), operations, reductions: Vec::new() };
    bench.run(isa, 2, |context| loop_kernel(&task, context)).expect("a kernel");
    for Known { id, elements } in &written {
        let expected: Vec<f32> = elements.iter().map(|one| *one as f32).collect();
        assert_eq!(&bench.read(*id), &expected, "seed {seed}, {:?}: {:#?}", isa, task.operations);
    }
}

/// Operands from outside: of the shape of the space (the first), of parts of it, scalars, constants.
fn operands(bench: &mut Workbench, chance: &mut Chance, shape: &[usize]) -> Vec<Known> {
    let size: usize = shape.iter().product();
    let mut found = Vec::new();
    for kind in 0..5 {
        let mut own = shape.to_vec();
        if kind > 1 {
            for axis in &mut own {
                if chance.below(2) == 0 {
                    *axis = 1;
                }
            }
        }
        if kind == 3 {
            own.clear();
        }
        let numbers: Vec<f32> =
            (0..own.iter().product::<usize>()).map(|_| chance.below(9) as f32 - 4.0).collect();
        let id = if kind == 4 { bench.constant(&own, numbers[0]) } else { bench.floats(&own, &numbers) };
        let elements = (0..size).map(|i| {
            let at = if kind == 4 { 0 } else { broadcast(shape, &own, i) };
            f64::from(numbers[at])
        });
        found.push(Known { id, elements: elements.collect() });
    }
    found
}

/// An operation, and its result; whether that is a truth value.
fn next(
    bench: &mut Workbench,
    chance: &mut Chance,
    shape: &[usize],
    values: &[Known],
    truths: &[Known],
    place: usize,
) -> (Operation, Known, bool) {
    // Mostly what was made last, so that chains come about.
    let pick = |chance: &mut Chance| -> Known {
        let from = if chance.below(3) == 0 { 0 } else { values.len().saturating_sub(3) };
        values[from + chance.below(values.len() - from)].clone()
    };
    let (a, b) = (pick(chance), pick(chance));
    let pairs = |f: fn(f64, f64) -> f64| -> Vec<f64> {
        a.elements.iter().zip(&b.elements).map(|(a, b)| f(*a, *b)).collect()
    };
    let truth = |is: bool| if is { 1.0 } else { 0.0 };
    let mut attributes = "{}";
    let (name, inputs, elements, dtype) = match chance.below(14) {
        0..=2 => ("Add", vec![a.id, b.id], pairs(|a, b| a + b), DataType::Float32),
        3..=4 => ("Sub", vec![a.id, b.id], pairs(|a, b| a - b), DataType::Float32),
        5..=7 => ("Multiply", vec![a.id, b.id], pairs(|a, b| a * b), DataType::Float32),
        8 => ("Maximum", vec![a.id, b.id], pairs(f64::max), DataType::Float32),
        9 => ("Relu", vec![a.id], pairs(|a, _| a.max(0.0)), DataType::Float32),
        10 => {
            attributes = r#"{"alpha": 2}"#;
            ("Step", vec![a.id], pairs(|a, _| if a > 0.0 { 1.0 } else { 2.0 }), DataType::Float32)
        }
        11 => ("Less", vec![a.id, b.id], pairs(|a, b| f64::from(u8::from(a < b))), DataType::Bool),
        12 if !truths.is_empty() => {
            let condition = &truths[chance.below(truths.len())];
            let triples = condition.elements.iter().zip(a.elements.iter().zip(&b.elements));
            let chosen = triples.map(|(is, (a, b))| if *is != 0.0 { *a } else { *b }).collect();
            ("Select", vec![condition.id, a.id, b.id], chosen, DataType::Float32)
        }
        13 if !truths.is_empty() => {
            let condition = &truths[chance.below(truths.len())];
            let numbers = condition.elements.iter().map(|is| truth(*is != 0.0)).collect();
            ("Cast", vec![condition.id], numbers, DataType::Float32)
        }
        _ => ("Abs", vec![a.id], pairs(|a, _| a.abs()), DataType::Float32),
    };
    if elements.iter().any(|one| one.abs() > LIMIT) {
        return next(bench, chance, shape, values, truths, place);
    }
    let is_written = place == 1 && dtype == DataType::Float32;
    let id = if is_written { bench.result(shape, dtype) } else { bench.register(shape, dtype) };
    (operation(name, &inputs, &[id], attributes), Known { id, elements }, dtype == DataType::Bool)
}
