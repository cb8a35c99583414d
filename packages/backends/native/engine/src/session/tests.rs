use super::memory_table::words_of;
use super::{Collect, LoadedProgram, Session, Span, apart};
use crate::error::Error;
use crate::lanes::Isa;
use crate::program::Program;
use crate::rows::{Column, ColumnForm, RowStore, RowStoreBuilder};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};

fn value(id: usize, slot: usize, size: usize) -> Value {
    json!({ "shape": [size], "dtype": "float32", "root": id, "place": { "slot": slot, "offset": 0 } })
}

/// Copies the first slot to the second one.
fn copying(kinds: [&str; 2], size: usize) -> Value {
    let slot = |i: usize| json!({ "kind": kinds[i], "name": format!("slot {i}"), "words": size });
    let place = |slot: usize| json!({ "slot": slot, "offset": 0 });
    json!({
        "name": "test",
        "slots": [slot(0), slot(1)],
        "values": [value(0, 0, size), value(1, 1, size)],
        "tasks": [],
        "late": [{ "from": place(0), "to": place(1), "words": size }],
        "batchRows": 1,
    })
}

fn load(session: &Session, program: &Value) -> Result<LoadedProgram, Error> {
    LoadedProgram::load(session, &program.to_string(), &[])
}

fn session() -> Session {
    Session::new(2, Isa::Portable)
}

#[test]
fn a_program_that_needs_more_memory_than_there_may_be_is_refused_before_it_is_taken() {
    let mut session = session();
    session.limit_memory(1 << 20);
    assert!(load(&session, &copying(["working", "result"], 1 << 10)).is_ok());
    let refused = |session: &Session, words| {
        matches!(load(session, &copying(["working", "result"], words)), Err(Error::OutOfMemory { .. }))
    };
    assert!(refused(&session, 1 << 18));
    assert!(refused(&self::session(), 1 << 34));
    session.declare_state("large", 200_000).expect("room");
    assert!(refused(&session, 1 << 16));
    assert!(matches!(session.declare_state("larger", 100_000), Err(Error::OutOfMemory { .. })));
}

#[test]
fn every_thread_needs_memory_for_what_it_has_a_copy_of() {
    let decode = |program: &Value| Program::decode(&program.to_string()).expect("a program");
    assert_eq!(words_of(&decode(&copying(["batch", "result"], 1_000)), 3), 4_000);
    assert_eq!(words_of(&decode(&copying(["batch", "result"], 1 << 20)), 3), 2 << 20);
    assert_eq!(words_of(&decode(&copying(["state", "external"], 1_000)), 3), 0);
}

#[test]
fn a_program_runs_on_the_states_of_the_session_that_it_is_given() {
    let states = |first: u32| {
        let mut session = session();
        session.declare_state("slot 0", 1).expect("room");
        session.declare_state("slot 1", 1).expect("room");
        session.state_mut("slot 0").expect("a state")[0] = first;
        session
    };
    let (mut one, mut other) = (states(1), states(2));
    let mut loaded = load(&one, &copying(["state", "state"], 1)).expect("a program");
    loaded.run(&mut other).expect("it runs");
    assert_eq!((one.state("slot 1"), other.state("slot 1")), (Ok(&[0][..]), Ok(&[2][..])));
    drop(other);
    loaded.run(&mut one).expect("it runs");
    assert_eq!(one.state("slot 1"), Ok(&[1][..]));
}

#[test]
fn a_state_that_has_moved_is_found_again_or_missed() {
    let mut session = session();
    session.declare_state("slot 0", 2).expect("room");
    session.declare_state("slot 1", 2).expect("room");
    let mut loaded = load(&session, &copying(["state", "state"], 2)).expect("a program");
    session.declare_state("slot 1", 3).expect("room");
    assert!(matches!(loaded.run(&mut session), Err(Error::Malformed(_))));
    session.declare_state("slot 1", 2).expect("room");
    session.state_mut("slot 0").expect("a state").copy_from_slice(&[5, 6]);
    loaded.run(&mut session).expect("it runs");
    assert_eq!(session.state("slot 1"), Ok(&[5, 6][..]));
}

#[test]
fn memory_that_is_written_is_handed_over_once() {
    let session = session();
    let mut loaded = load(&session, &copying(["external", "external"], 4)).expect("a program");
    let mut memory = [1, 2, 3, 4, 5, 6, 7, 8];
    let start = memory.as_mut_ptr();
    let mut run = |from: usize, to: usize, words: usize| {
        // SAFETY: both are parts of the memory, which nobody else uses.
        unsafe { loaded.run_on(&[(start.wrapping_add(from), words), (start.wrapping_add(to), words)]) }
    };
    assert!(matches!(run(0, 0, 4), Err(Error::Malformed(_))));
    assert!(matches!(run(0, 3, 4), Err(Error::Malformed(_))));
    assert!(matches!(run(4, 1, 4), Err(Error::Malformed(_))));
    assert!(matches!(run(0, 4, 3), Err(Error::Malformed(_))));
    run(0, 4, 4).expect("it runs");
    assert_eq!(memory, [1, 2, 3, 4, 1, 2, 3, 4]);
}

#[test]
fn what_is_written_to_memory_at_the_end_of_a_page_arrives_there() {
    let session = session();
    for words in [1, 5, 16, 40] {
        let mut loaded = load(&session, &copying(["external", "external"], words)).expect("a program");
        let mut from: Vec<u32> = (0..words as u32).collect();
        let mut to = vec![7; words + 1];
        // SAFETY: nobody else uses the memory.
        unsafe { loaded.run_on(&[(from.as_mut_ptr(), words), (to.as_mut_ptr(), words + 1)]) }
            .expect("it runs");
        assert_eq!(to, [&from[..], &[7]].concat());
    }
}

#[test]
fn memory_that_is_handed_over_is_not_used_after_the_run() {
    let mut session = session();
    let mut program = copying(["external", "external"], 4);
    program["slots"].as_array_mut().expect("slots").push(json!({ "kind": "batch", "name": "x", "words": 1 }));
    let mut loaded = load(&session, &program).expect("a program");
    let mut memory = vec![0; 8];
    let (from, to) = memory.split_at_mut(4);
    // SAFETY: nobody else uses the memory.
    unsafe { loaded.run_on(&[(from.as_mut_ptr(), 4), (to.as_mut_ptr(), 4)]) }.expect("it runs");
    drop(memory);
    assert!(matches!(loaded.run(&mut session), Err(Error::Malformed(_))));
    let mut builder = RowStoreBuilder::new(1, Isa::Portable);
    builder.column("x", 1, ColumnForm::Floats).expect("room");
    builder.add_floats(&[1.0]).expect("room");
    let store = builder.finish().expect("rows");
    let span = Span { store: &store, order: &[0], runs: 1, abort: &AtomicBool::new(false) };
    assert!(matches!(loaded.advance(&mut session, &span, None), Err(Error::Malformed(_))));
}

#[test]
fn rows_that_are_not_there_are_refused() {
    let mut session = session();
    let mut loaded = load(&session, &copying(["batch", "result"], 2)).expect("a program");
    let mut builder = RowStoreBuilder::new(3, Isa::Portable);
    builder.column("slot 0", 2, ColumnForm::Floats).expect("room");
    builder.add_floats(&[0.0; 6]).expect("room");
    let store = builder.finish().expect("rows");
    let mut advance = |order: &[i32]| {
        let span = Span { store: &store, order, runs: order.len(), abort: &AtomicBool::new(false) };
        loaded.advance(&mut session, &span, None)
    };
    assert_eq!(advance(&[2, 0, 1]), Ok(3));
    for row in [-1, 3, i32::MIN, i32::MAX] {
        assert!(matches!(advance(&[0, row]), Err(Error::Malformed(_))));
    }
}

/// `y = x · w` for batches of two rows of 300 numbers; `y` is a slot of that kind.
fn product(y: &str) -> Value {
    let value = |id: usize, shape: [usize; 2]| json!({ "shape": shape, "dtype": "float32", "root": id, "place": { "slot": id, "offset": 0 } });
    let slot = |kind: &str, name: &str, words: usize| json!({ "kind": kind, "name": name, "words": words });
    json!({
        "name": "predict",
        "slots": [slot("batch", "x", 600), slot("state", "w", 30_000), slot(y, "y", 200)],
        "values": [value(0, [2, 300]), value(1, [300, 100]), value(2, [2, 100])],
        "tasks": [{
            "kind": "contraction",
            "contraction": {
                "kernel": "BatchMatMul",
                "inputs": [0, 1],
                "outputs": [2],
                "attributes": { "transposeA": false, "transposeB": false },
            },
            "epilogue": [],
        }],
        "late": [],
        "batchRows": 2,
    })
}

/// A session of three threads with a state `w` of ones and a state `y`, and rows whose numbers are those of the row.
fn product_session(rows: usize) -> (Session, RowStore<'static>) {
    let mut session = Session::new(3, Isa::Portable);
    for (name, words) in [("w", 30_000), ("y", 200)] {
        session.declare_state(name, words).expect("room");
        session.state_mut(name).expect("a state").fill(1f32.to_bits());
    }
    let mut builder = RowStoreBuilder::new(rows, Isa::Portable);
    builder.column("x", 300, ColumnForm::Floats).expect("room");
    builder.add_floats(&(0..300 * rows).map(|i| (i / 300) as f32).collect::<Vec<_>>()).expect("room");
    (session, builder.finish().expect("rows"))
}

#[test]
fn threads_take_whole_batches_of_a_program_that_changes_no_state() {
    let (mut session, store) = product_session(40);
    let order: Vec<i32> = (0..40).rev().collect();
    for kind in ["result", "state"] {
        let mut loaded = load(&session, &product(kind)).expect("a program");
        let abort = AtomicBool::new(false);
        let span = Span { store: &store, order: &order, runs: 20, abort: &abort };
        let mut into = vec![0; 20 * 200];
        let collect = (kind == "result").then_some(Collect { slot: 2, into: &mut into });
        assert_eq!(loaded.advance(&mut session, &span, collect), Ok(20));
        if kind == "state" {
            assert!(matches!(loaded.apart, apart::State::Impossible));
            continue;
        }
        assert!(matches!(loaded.apart, apart::State::Made(_)));
        for (row, words) in order.iter().zip(into.chunks(100)) {
            assert!(words.iter().all(|word| f32::from_bits(*word) == 300.0 * *row as f32), "row {row}");
        }
        // What is left is the last batch, whoever did it.
        assert_eq!(loaded.result(2), Ok(&into[19 * 200..]));
        abort.store(true, Ordering::Relaxed);
        assert_eq!(loaded.advance(&mut session, &span, None), Ok(0));
        assert_eq!(loaded.result(2), Ok(&into[19 * 200..]));
    }
}

#[test]
fn rows_are_read_where_they_lie() {
    let (mut session, _) = product_session(1);
    let numbers: Vec<f32> = (0..40 * 300).map(|i| (i / 300) as f32).collect();
    let mut store = RowStore::new(40);
    assert!(matches!(store.lay("x", 300, Column::Floats(numbers[1..].into())), Err(Error::Malformed(_))));
    assert!(matches!(store.lay("x", 0, Column::Floats((&[]).into())), Err(Error::Malformed(_))));
    store.lay("x", 300, Column::Floats(numbers[..].into())).expect("as many numbers as there must be");
    let mut loaded = load(&session, &product("result")).expect("a program");
    // One after the other, and not.
    for order in [(0..40).collect::<Vec<i32>>(), (0..40).map(|i| i * 7 % 40).collect()] {
        let mut into = vec![0; 20 * 200];
        let collect = Collect { slot: 2, into: &mut into };
        let span = Span { store: &store, order: &order, runs: 20, abort: &AtomicBool::new(false) };
        assert_eq!(loaded.advance(&mut session, &span, Some(collect)), Ok(20));
        for (row, words) in order.iter().zip(into.chunks(100)) {
            assert!(words.iter().all(|word| f32::from_bits(*word) == 300.0 * *row as f32), "row {row}");
        }
    }
}
