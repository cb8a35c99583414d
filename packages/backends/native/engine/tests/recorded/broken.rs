//! Programs that contradict themselves are refused, or compute something that means nothing; the engine neither panics nor
//! touches memory that is not theirs (which the address sanitizer and the assertions of blocks find out).
//!
//! `MYELIN_MUTANTS=5000` makes as many of each program; `MYELIN_MUTANT=train-cnn:17` prints that one and runs it alone.

use crate::choices::{Choices, bytes_of};
use crate::mutation::mutate;
use crate::programs::Recorded;
use crate::recorded_programs;
use crate::trial::{Outcome, trial};
use myelin_engine::lanes::Isa;
use serde_json::Value;
use std::collections::BTreeMap;
use std::env;

/// Bytes that decide on the changes of a mutant.
const DECISIONS: usize = 40;

#[test]
fn no_program_makes_the_engine_fail() {
    let programs = recorded_programs();
    if let Ok(wanted) = env::var("MYELIN_MUTANT") {
        return run_one(&programs, &wanted);
    }
    let mutants = env::var("MYELIN_MUTANTS").map_or(120, |count| count.parse().expect("a number"));
    let mut findings: BTreeMap<String, String> = BTreeMap::new();
    let mut ran = 0;
    for recorded in &programs {
        for seed in 0..mutants {
            let program = mutant(recorded, seed);
            match run(&program, recorded, seed) {
                Ok(Outcome::Ran) => ran += 1,
                Ok(_) => {}
                Err(problem) => {
                    findings.entry(problem).or_insert_with(|| format!("{}:{seed}", recorded.name));
                }
            }
        }
    }
    assert!(findings.is_empty(), "{findings:#?}");
    assert!(
        ran > programs.len() * mutants as usize / 20,
        "only {ran} mutants ran: with fewer, hardly anything is tried"
    );
}

#[test]
fn the_programs_themselves_run() {
    for recorded in recorded_programs() {
        let outcome = trial(&recorded.program, &recorded.constants, 2, Isa::best());
        assert_eq!(outcome, Ok(Outcome::Ran), "{}", recorded.name);
    }
}

fn run_one(programs: &[Recorded], wanted: &str) {
    let (name, seed) = wanted.rsplit_once(':').expect("name:seed");
    let recorded = programs.iter().find(|one| one.name == name).expect("a program of that name");
    let seed = seed.parse().expect("a number");
    let program = mutant(recorded, seed);
    println!("{program}");
    println!("{:?}", run(&program, recorded, seed));
}

fn mutant(recorded: &Recorded, seed: u64) -> Value {
    let mut program = recorded.program.clone();
    mutate(&mut program, &mut Choices::new(&bytes_of(seed, DECISIONS)));
    program
}

/// On one thread and on three, with each instruction set in turn.
fn run(program: &Value, recorded: &Recorded, seed: u64) -> Result<Outcome, String> {
    let sets = Isa::available();
    let isa = sets[seed as usize % sets.len()];
    let alone = trial(program, &recorded.constants, 1, isa).map_err(|error| error.to_string())?;
    let together = trial(program, &recorded.constants, 3, isa).map_err(|error| error.to_string())?;
    Ok(if alone == Outcome::Ran { together } else { alone })
}
