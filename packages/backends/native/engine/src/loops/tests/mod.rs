//! Loops, run on every instruction set.

mod functions;
mod malformed;
mod movement;
mod optimizers;
mod pieces;
mod property;
mod random;
mod reductions;
mod types;

use super::loop_kernel;
use crate::lanes::Isa;
use crate::program::{LoopTask, Operation};
use crate::testing::{Workbench, arbitrary};

/// Runs the same work on every instruction set, and with one and several threads, on fresh memory each time.
pub(super) fn everywhere(mut check: impl FnMut(Isa, usize)) {
    for isa in Isa::available() {
        for threads in [1, 2, 3] {
            check(isa, threads);
        }
    }
}

pub(super) fn run(
    bench: &mut Workbench,
    isa: Isa,
    threads: usize,
    space: &[usize],
    operations: Vec<Operation>,
) {
    let task = LoopTask { space: space.to_vec(), operations, reductions: Vec::new() };
    bench.run(isa, threads, |context| loop_kernel(&task, context)).expect("a kernel");
}

pub(super) const SIZES: [usize; 13] = [1, 2, 3, 4, 7, 15, 16, 17, 31, 100, 511, 513, 40_000];

pub(super) fn positive(count: usize, seed: u32) -> Vec<f32> {
    arbitrary(count, seed).iter().map(|x| x.abs() + 0.1).collect()
}
