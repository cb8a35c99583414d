//! Recorded programs, broken as the fuzzer decides: the first byte chooses the program, the second how it is run, the others
//! what is changed.

#![no_main]

#[path = "../../tests/recorded/choices.rs"]
mod choices;
#[path = "../../tests/recorded/mutation.rs"]
mod mutation;
#[path = "../../tests/recorded/programs.rs"]
mod programs;
#[path = "../../tests/recorded/sketch.rs"]
mod sketch;
#[path = "../../tests/recorded/trial.rs"]
mod trial;
#[path = "../../tests/recorded/vocabulary.rs"]
mod vocabulary;

use choices::Choices;
use libfuzzer_sys::fuzz_target;
use mutation::mutate;
use myelin_engine::lanes::Isa;
use programs::{Recorded, programs_in};
use std::sync::OnceLock;
use trial::trial;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/programs");

static PROGRAMS: OnceLock<Vec<Recorded>> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let mut choices = Choices::new(bytes);
    let programs = PROGRAMS.get_or_init(|| programs_in(FOLDER));
    let Recorded { name, program, constants } = &programs[choices.below(programs.len())];
    let sets = Isa::available();
    let isa = sets[choices.below(sets.len())];
    let threads = 1 + choices.below(3);
    let mut program = program.clone();
    mutate(&mut program, &mut choices);
    trial(&program, constants, threads, isa).unwrap_or_else(|error| panic!("{name}: {error}"));
});
