use crate::clock::seconds;
use myelin_engine::lanes::Isa;
use myelin_engine::rows::{ColumnForm, RowStore, RowStoreBuilder};
use myelin_engine::session::{LoadedProgram, Session, Span};
use serde_json::Value;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

/// Batches of a span.
const RUNS: usize = 28;

/// Prints how long a step of each recorded program takes, of those that take their batches from rows.
///
/// # Errors
///
/// A file is no program, or the engine refuses it.
pub fn measure(folder: &Path, wanted: &str) -> Result<(), Box<dyn Error>> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect::<Result<_, std::io::Error>>()?;
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.retain(|path| path.to_string_lossy().contains(wanted));
    paths.sort();
    for path in paths {
        let content: Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
        let Some(time) = step_of(&content)? else { continue };
        println!(
            "{:24} {:10.0} ns a step",
            path.file_stem().unwrap_or_default().to_string_lossy(),
            1e9 * time
        );
    }
    Ok(())
}

fn step_of(content: &Value) -> Result<Option<f64>, Box<dyn Error>> {
    let program = &content["program"];
    let constants: Vec<u32> = serde_json::from_value(content["constants"].clone())?;
    let slots = program["slots"].as_array().ok_or("no slots")?;
    let mut session = Session::new(1, Isa::best());
    for slot in slots.iter().filter(|slot| slot["kind"] == "state") {
        let (name, words) = (slot["name"].as_str().ok_or("no name")?, words_of(slot));
        session.declare_state(name, words)?;
        session.state_mut(name)?.fill(0.1f32.to_bits());
    }
    let mut loaded = LoadedProgram::load(&session, &program.to_string(), &constants)?;
    let rows = loaded.batch_rows();
    if rows == 0 {
        return Ok(None);
    }
    let store = rows_for(slots, rows)?;
    let order: Vec<i32> = (0..RUNS * rows).map(|i| (i * 37 % (RUNS * rows)) as i32).collect();
    let span = Span { store: &store, order: &order, runs: RUNS, abort: &AtomicBool::new(false) };
    loaded.advance(&mut session, &span, None)?;
    let time = seconds(|| {
        loaded.advance(&mut session, &span, None).expect("it ran before");
    });
    Ok(Some(time / RUNS as f64))
}

fn rows_for(slots: &[Value], rows: usize) -> Result<RowStore<'static>, Box<dyn Error>> {
    let count = RUNS * rows;
    let mut builder = RowStoreBuilder::new(count, Isa::best());
    for slot in slots.iter().filter(|slot| slot["kind"] == "batch") {
        let width = words_of(slot) / rows;
        let name = slot["name"].as_str().ok_or("no name")?;
        if slot["dtype"] == "int32" {
            builder.column(name, width, ColumnForm::Integers)?;
            builder.add_integers(&vec![0; count * width])?;
        } else {
            builder.column(name, width, ColumnForm::Floats)?;
            builder.add_floats(&(0..count * width).map(|i| (i % 7) as f32 / 7.0).collect::<Vec<_>>())?;
        }
    }
    Ok(builder.finish()?)
}

fn words_of(slot: &Value) -> usize {
    slot["words"].as_u64().unwrap_or(0) as usize
}
