//! What optimizers do to parameters, in place: many operations, which become few instructions.

use super::{SIZES, everywhere, loop_kernel, positive, run};
use crate::lanes::Isa;
use crate::loops::Elementwise;
use crate::program::{DataType, LoopTask, Operation, ValueId};
use crate::testing::{Workbench, assert_close, operation};
use std::collections::HashMap;

/// Operations on parameters, and the elements of all values as an interpreter in doubles finds them.
struct Script {
    bench: Workbench,
    size: usize,
    steps: Vec<Operation>,
    known: HashMap<ValueId, Vec<f64>>,
    results: Vec<ValueId>,
}

impl Script {
    fn new(size: usize) -> Script {
        Script {
            bench: Workbench::new(),
            size,
            steps: Vec::new(),
            known: HashMap::new(),
            results: Vec::new(),
        }
    }

    fn parameters(&mut self, seed: u32) -> ValueId {
        let elements = positive(self.size, seed);
        let id = self.bench.floats(&[self.size], &elements);
        self.known.insert(id, elements.iter().map(|x| f64::from(*x)).collect());
        id
    }

    fn number(&mut self, number: f32, is_constant: bool) -> ValueId {
        let id =
            if is_constant { self.bench.constant(&[], number) } else { self.bench.floats(&[], &[number]) };
        self.known.insert(id, vec![f64::from(number); self.size]);
        id
    }

    fn make(&mut self, kernel: &str, inputs: &[ValueId]) -> ValueId {
        let id = self.bench.register(&[self.size], DataType::Float32);
        self.add(kernel, inputs, id)
    }

    /// Written over another value.
    fn make_over(&mut self, kernel: &str, inputs: &[ValueId], old: ValueId) -> ValueId {
        let id = self.bench.over(old);
        self.results.push(id);
        self.add(kernel, inputs, id)
    }

    fn add(&mut self, kernel: &str, inputs: &[ValueId], id: ValueId) -> ValueId {
        let of = |k: usize, i: usize| self.known[&inputs[k]][i];
        let elements = (0..self.size).map(|i| match kernel {
            "Add" => of(0, i) + of(1, i),
            "Sub" => of(0, i) - of(1, i),
            "Multiply" => of(0, i) * of(1, i),
            "RealDiv" => of(0, i) / of(1, i),
            "Maximum" => of(0, i).max(of(1, i)),
            "Sqrt" => of(0, i).sqrt(),
            "Abs" => of(0, i).abs(),
            _ => unreachable!("{kernel}"),
        });
        let elements = elements.collect();
        self.known.insert(id, elements);
        self.steps.push(operation(kernel, inputs, &[id], "{}"));
        id
    }

    /// `mean + (next - mean)·weight`, written over the mean.
    fn average(&mut self, mean: ValueId, next: ValueId, weight: f32) -> ValueId {
        let weight = self.number(weight, true);
        let gap = self.make("Sub", &[next, mean]);
        let part = self.make("Multiply", &[gap, weight]);
        self.make_over("Add", &[mean, part], mean)
    }
}

/// Adds what an optimizer does: gradient, parameters, two states and a rate.
type Optimizer = fn(&mut Script, ValueId, ValueId, [ValueId; 2], ValueId);

fn adam(script: &mut Script, g: ValueId, p: ValueId, states: [ValueId; 2], rate: ValueId) {
    let step = adam_step(script, g, states, rate);
    script.make_over("Sub", &[p, step], p);
}

fn adam_with_decay(script: &mut Script, g: ValueId, p: ValueId, states: [ValueId; 2], rate: ValueId) {
    let decay = script.number(0.99, true);
    let smaller = script.make("Multiply", &[p, decay]);
    let step = adam_step(script, g, states, rate);
    script.make_over("Sub", &[smaller, step], p);
}

fn adam_step(script: &mut Script, g: ValueId, [m, v]: [ValueId; 2], rate: ValueId) -> ValueId {
    let m = script.average(m, g, 0.1);
    let square = script.make("Multiply", &[g, g]);
    let v = script.average(v, square, 0.001);
    let epsilon = script.number(1e-7, true);
    let root = script.make("Sqrt", &[v]);
    let divisor = script.make("Add", &[root, epsilon]);
    let scaled = script.make("Multiply", &[m, rate]);
    script.make("RealDiv", &[scaled, divisor])
}

fn nadam(script: &mut Script, g: ValueId, p: ValueId, [m, v]: [ValueId; 2], rate: ValueId) {
    let m = script.average(m, g, 0.1);
    let square = script.make("Multiply", &[g, g]);
    let v = script.average(v, square, 0.001);
    let (share, correction, epsilon) =
        (script.number(0.03, false), script.number(0.2, false), script.number(1e-7, true));
    let a = script.make("Multiply", &[m, rate]);
    let b = script.make("Multiply", &[g, share]);
    let ahead = script.make("Add", &[a, b]);
    let corrected = script.make("RealDiv", &[v, correction]);
    let root = script.make("Sqrt", &[corrected]);
    let divisor = script.make("Add", &[root, epsilon]);
    let step = script.make("RealDiv", &[ahead, divisor]);
    script.make_over("Sub", &[p, step], p);
}

fn adamax(script: &mut Script, g: ValueId, p: ValueId, [m, norm]: [ValueId; 2], rate: ValueId) {
    let m = script.average(m, g, 0.1);
    let (decay, epsilon) = (script.number(0.999, true), script.number(1e-7, true));
    let old = script.make("Multiply", &[norm, decay]);
    let size = script.make("Abs", &[g]);
    let norm = script.make_over("Maximum", &[old, size], norm);
    let scaled = script.make("Multiply", &[m, rate]);
    let divisor = script.make("Add", &[norm, epsilon]);
    let step = script.make("RealDiv", &[scaled, divisor]);
    script.make_over("Sub", &[p, step], p);
}

fn rms(script: &mut Script, g: ValueId, p: ValueId, [v, _]: [ValueId; 2], rate: ValueId) {
    let (decay, rest, epsilon) =
        (script.number(0.9, true), script.number(0.1, true), script.number(1e-7, true));
    let square = script.make("Multiply", &[g, g]);
    let old = script.make("Multiply", &[v, decay]);
    let new = script.make("Multiply", &[square, rest]);
    let v = script.make_over("Add", &[old, new], v);
    let scaled = script.make("Multiply", &[g, rate]);
    let sum = script.make("Add", &[v, epsilon]);
    let root = script.make("Sqrt", &[sum]);
    let step = script.make("RealDiv", &[scaled, root]);
    script.make_over("Sub", &[p, step], p);
}

fn adagrad(script: &mut Script, g: ValueId, p: ValueId, [v, _]: [ValueId; 2], rate: ValueId) {
    let epsilon = script.number(1e-7, true);
    let square = script.make("Multiply", &[g, g]);
    let v = script.make_over("Add", &[v, square], v);
    let scaled = script.make("Multiply", &[g, rate]);
    let sum = script.make("Add", &[v, epsilon]);
    let root = script.make("Sqrt", &[sum]);
    let step = script.make("RealDiv", &[scaled, root]);
    script.make_over("Sub", &[p, step], p);
}

fn nesterov(script: &mut Script, g: ValueId, p: ValueId, [m, _]: [ValueId; 2], rate: ValueId) {
    let momentum = script.number(0.9, true);
    let step = script.make("Multiply", &[g, rate]);
    let kept = script.make("Multiply", &[m, momentum]);
    let m = script.make_over("Sub", &[kept, step], m);
    let ahead = script.make("Multiply", &[m, momentum]);
    let change = script.make("Sub", &[ahead, step]);
    script.make_over("Add", &[p, change], p);
}

fn descent(script: &mut Script, g: ValueId, p: ValueId, _: [ValueId; 2], rate: ValueId) {
    let step = script.make("Multiply", &[g, rate]);
    script.make_over("Sub", &[p, step], p);
}

const OPTIMIZERS: [Optimizer; 8] = [adam, adam_with_decay, nadam, adamax, rms, adagrad, nesterov, descent];

fn script(optimizer: Optimizer, size: usize) -> Script {
    let mut script = Script::new(size);
    let [g, p, m, v] = [1, 2, 3, 4].map(|seed| script.parameters(seed));
    let rate = script.number(0.01, false);
    optimizer(&mut script, g, p, [m, v], rate);
    script
}

#[test]
fn updates_parameters_and_states_in_place() {
    everywhere(|isa, threads| {
        for optimizer in OPTIMIZERS {
            for size in SIZES {
                let Script { mut bench, steps, known, results, .. } = script(optimizer, size);
                run(&mut bench, isa, threads, &[size], steps);
                for result in results {
                    let expected: Vec<f32> = known[&result].iter().map(|x| *x as f32).collect();
                    assert_close(&bench.read(result), &expected, 5e-7);
                }
            }
        }
    });
}

#[test]
fn takes_one_instruction_for_all() {
    for optimizer in OPTIMIZERS {
        let Script { mut bench, steps, .. } = script(optimizer, 100);
        let built = bench.run(Isa::Portable, 1, |context| {
            let body = Elementwise::build(&[100], &steps, &[], context)?;
            assert_eq!(body.instruction_count(), 1, "{steps:#?}");
            loop_kernel(&LoopTask { space: vec![100], operations: steps, reductions: Vec::new() }, context)
        });
        built.expect("a kernel");
    }
}
