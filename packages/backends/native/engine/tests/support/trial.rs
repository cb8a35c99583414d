//! Loading a program, and running it if it loads and is small.

use super::choices::bytes_of;
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

/// A slot of a program, as far as it can be made out.
struct SlotSketch {
    kind: String,
    name: String,
    words: usize,
    dtype: String,
    compressible: bool,
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
    for slot in slots.iter().filter(|slot| slot.kind == "state") {
        let declared = session.declare_state(&slot.name, slot.words);
        if declared.is_ok() {
            session.state_mut(&slot.name)?.copy_from_slice(&numbers(slot.words, &slot.dtype));
        }
    }
    let loaded = LoadedProgram::load(&session, &program.to_string(), constants);
    let Some(mut loaded) = accepted(loaded)? else { return Ok(Outcome::Refused) };
    if loaded.work() > MOST_WORK {
        return Ok(Outcome::TooLong);
    }
    for (i, slot) in slots.iter().enumerate() {
        if matches!(slot.kind.as_str(), "batch" | "parameter" | "step") {
            loaded.write(i, &numbers(slot.words, &slot.dtype))?;
        }
    }
    for _ in 0..2 {
        accepted(loaded.run(&mut session))?;
    }
    run_on_arrays(&mut loaded, &slots)?;
    run_on_rows(&mut loaded, &mut session, &slots)?;
    Ok(Outcome::Ran)
}

/// The words of all states and results after a program was run once.
///
/// # Errors
///
/// It cannot be.
pub fn results(program: &Value, constants: &[u32], threads: usize, isa: Isa) -> Result<Vec<Vec<u32>>> {
    let slots = sketches(program);
    let mut session = Session::new(threads, isa);
    for slot in slots.iter().filter(|slot| slot.kind == "state") {
        session.declare_state(&slot.name, slot.words)?;
        session.state_mut(&slot.name)?.copy_from_slice(&numbers(slot.words, &slot.dtype));
    }
    let mut loaded = LoadedProgram::load(&session, &program.to_string(), constants)?;
    let mut arrays = arrays_for(&slots);
    if arrays.is_empty() {
        for (i, slot) in slots.iter().enumerate() {
            if matches!(slot.kind.as_str(), "batch" | "parameter" | "step") {
                loaded.write(i, &numbers(slot.words, &slot.dtype))?;
            }
        }
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

/// On memory of exactly the size that slots have.
fn run_on_arrays(loaded: &mut LoadedProgram, slots: &[SlotSketch]) -> Result<()> {
    let mut arrays = arrays_for(slots);
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

fn run_on_rows(loaded: &mut LoadedProgram, session: &mut Session, slots: &[SlotSketch]) -> Result<()> {
    let rows = loaded.batch_rows();
    if rows == 0 || rows > 1 << 16 {
        return Ok(());
    }
    let Some(store) = accepted(store_for(slots, rows))? else { return Ok(()) };
    let runs = 2;
    let order: Vec<i32> = (0..rows * runs).map(|i| (i * 5 % ROWS) as i32).collect();
    let span = Span { store: &store, order: &order, runs, abort: &AtomicBool::new(false) };
    let result = slots.iter().position(|slot| slot.kind == "result");
    let mut into = vec![0; result.map_or(0, |slot| runs * slots[slot].words)];
    let collect = result.map(|slot| Collect { slot, into: &mut into });
    accepted(loaded.advance(session, &span, collect))?;
    Ok(())
}

fn store_for(slots: &[SlotSketch], rows: usize) -> Result<RowStore> {
    let mut builder = RowStoreBuilder::new(ROWS);
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

fn arrays_for(slots: &[SlotSketch]) -> Vec<Vec<u32>> {
    let external = slots.iter().filter(|slot| slot.kind == "external" && slot.words <= MEMORY / 4);
    external.map(|slot| numbers(slot.words, &slot.dtype)).collect()
}

fn pointers(arrays: &mut [Vec<u32>]) -> Vec<(*mut u32, usize)> {
    arrays.iter_mut().map(|array| (array.as_mut_ptr(), array.len())).collect()
}

/// Small numbers, some of them 0; among whole numbers those that are no index of anything, too.
fn numbers(count: usize, dtype: &str) -> Vec<u32> {
    let word = |byte: u8| match (dtype, byte) {
        ("bool", _) => {
            if byte < 128 {
                0
            } else {
                u32::MAX
            }
        }
        ("int32", 0..8) => (i32::MIN + i32::from(byte)) as u32,
        ("int32", 8..16) => (i32::MAX - i32::from(byte)) as u32,
        ("int32", _) => (i32::from(byte) % 9 - 1) as u32,
        (_, 0..64) => 0,
        _ => ((f32::from(byte) - 160.0) / 64.0).to_bits(),
    };
    bytes_of(count as u64 + 1, count).into_iter().map(word).collect()
}

fn sketches(program: &Value) -> Vec<SlotSketch> {
    let slots = program["slots"].as_array().map_or(&[][..], Vec::as_slice);
    let text = |value: &Value, otherwise: &str| value.as_str().unwrap_or(otherwise).to_owned();
    let sketch = |slot: &Value| SlotSketch {
        kind: text(&slot["kind"], ""),
        name: text(&slot["name"], ""),
        words: slot["words"].as_u64().unwrap_or(0) as usize,
        dtype: text(&slot["dtype"], "float32"),
        compressible: slot["compressible"].as_bool().unwrap_or(false),
    };
    slots.iter().map(sketch).collect()
}
