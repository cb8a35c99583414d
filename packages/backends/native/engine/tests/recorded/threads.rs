use crate::recorded_programs;
use crate::sketch::{arrays_for, fill_inputs, fill_states, pointers, sketches};
use myelin_engine::error::Result;
use myelin_engine::lanes::Isa;
use myelin_engine::session::{LoadedProgram, Session};
use serde_json::Value;

#[test]
fn programs_compute_the_same_on_any_number_of_threads() {
    for recorded in recorded_programs() {
        for isa in Isa::available() {
            let on = |threads| results(&recorded.program, &recorded.constants, threads, isa);
            let alone = on(1).expect(&recorded.name);
            for threads in [2, 3, 5] {
                assert_eq!(on(threads).as_ref(), Ok(&alone), "{} on {threads}, {isa:?}", recorded.name);
            }
        }
    }
}

/// The words of all states and results after a program was run once.
fn results(program: &Value, constants: &[u32], threads: usize, isa: Isa) -> Result<Vec<Vec<u32>>> {
    let slots = sketches(program);
    let mut session = Session::new(threads, isa);
    fill_states(&mut session, &slots)?;
    let mut loaded = LoadedProgram::load(&session, &program.to_string(), constants)?;
    let mut arrays = arrays_for(&slots, usize::MAX);
    if arrays.is_empty() {
        fill_inputs(&mut loaded, &slots)?;
        loaded.run(&mut session)?;
    } else {
        // SAFETY: the arrays are not used otherwise.
        unsafe { loaded.run_on(&pointers(&mut arrays))? };
    }
    for (i, slot) in slots.iter().enumerate() {
        match slot.kind.as_str() {
            "result" => arrays.push(loaded.result(i)?.to_vec()),
            "state" => arrays.push(session.state(&slot.name)?.to_vec()),
            _ => {}
        }
    }
    Ok(arrays)
}
