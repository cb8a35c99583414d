//! Loading a program, and running it if it loads and is small.

use crate::sketch::{SlotSketch, arrays_for, fill_inputs, fill_states, numbers, pointers, sketches};
use myelin_engine::error::{Error, Result};
use myelin_engine::lanes::Isa;
use myelin_engine::rows::{ColumnForm, RowStore, RowStoreBuilder};
use myelin_engine::session::{Collect, LoadedProgram, Session, Span};
use serde_json::Value;
use std::sync::atomic::AtomicBool;

/// Bytes that a program may take.
const MEMORY: usize = 16 << 20;
/// Element visits that are waited for.
const MOST_WORK: f64 = 4e6;
/// Rows that batches are taken from.
const ROWS: usize = 9;

/// What came of it, when nothing was wrong with the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Refused,
    TooLong,
    Ran,
}

/// Loads a program and runs it in all ways that there are.
///
/// # Errors
///
/// The engine panicked.
pub fn trial(program: &Value, constants: &[u32], threads: usize, isa: Isa) -> Result<Outcome> {
    let slots = sketches(program);
    let mut session = Session::new(threads, isa);
    session.limit_memory(MEMORY);
    fill_states(&mut session, &slots)?;
    let loaded = LoadedProgram::load(&session, &program.to_string(), constants);
    let Some(mut loaded) = accepted(loaded)? else { return Ok(Outcome::Refused) };
    if loaded.work() > MOST_WORK {
        return Ok(Outcome::TooLong);
    }
    fill_inputs(&mut loaded, &slots)?;
    for _ in 0..2 {
        accepted(loaded.run(&mut session))?;
    }
    run_on_arrays(&mut loaded, &slots)?;
    run_on_rows(&mut loaded, &mut session, &slots, isa)?;
    Ok(Outcome::Ran)
}

/// On memory of exactly the size that slots have.
fn run_on_arrays(loaded: &mut LoadedProgram, slots: &[SlotSketch]) -> Result<()> {
    let mut arrays = arrays_for(slots, MEMORY / 4);
    // SAFETY: the arrays are not used otherwise.
    accepted(unsafe { loaded.run_on(&pointers(&mut arrays)) })?;
    if arrays.len() > 1 {
        // One array for all: allowed for what is only read.
        let longest = arrays.iter().map(Vec::len).max().unwrap_or(0);
        let mut shared = vec![0; longest];
        let all = vec![(shared.as_mut_ptr(), longest); arrays.len()];
        // SAFETY: as above.
        accepted(unsafe { loaded.run_on(&all) })?;
    }
    Ok(())
}

fn run_on_rows(
    loaded: &mut LoadedProgram,
    session: &mut Session,
    slots: &[SlotSketch],
    isa: Isa,
) -> Result<()> {
    let rows = loaded.batch_rows();
    if rows == 0 || rows > 1 << 16 {
        return Ok(());
    }
    let Some(store) = accepted(store_for(slots, rows, isa))? else { return Ok(()) };
    let runs = 2;
    let order: Vec<i32> = (0..rows * runs).map(|i| (i * 5 % ROWS) as i32).collect();
    let span = Span { store: &store, order: &order, runs, abort: &AtomicBool::new(false) };
    let result = slots.iter().position(|slot| slot.kind == "result");
    let mut into = vec![0; result.map_or(0, |slot| runs * slots[slot].words)];
    let collect = result.map(|slot| Collect { slot, into: &mut into });
    accepted(loaded.advance(session, &span, collect))?;
    Ok(())
}

fn store_for(slots: &[SlotSketch], rows: usize, isa: Isa) -> Result<RowStore<'static>> {
    let mut builder = RowStoreBuilder::new(ROWS, isa);
    for slot in slots.iter().filter(|slot| slot.kind == "batch") {
        let width = slot.words / rows;
        let words = numbers(ROWS * width, &slot.dtype);
        if slot.dtype == "float32" {
            let form = if slot.compressible { ColumnForm::Compressed } else { ColumnForm::Floats };
            builder.column(&slot.name, width, form)?;
            builder.add_floats(&words.iter().map(|word| f32::from_bits(*word)).collect::<Vec<_>>())?;
        } else {
            builder.column(&slot.name, width, ColumnForm::Integers)?;
            builder.add_integers(&words.iter().map(|word| *word as i32).collect::<Vec<_>>())?;
        }
    }
    builder.finish()
}

/// None for what the engine refuses, which is its right.
fn accepted<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Error::Failed(problem)) => Err(Error::Failed(problem)),
        Err(_) => Ok(None),
    }
}
