use super::memory_table::words_of;
use super::{LoadedProgram, Session, Span};
use crate::error::Error;
use crate::lanes::Isa;
use crate::program::Program;
use crate::rows::{ColumnForm, RowStoreBuilder};
use serde_json::{Value, json};
use std::sync::atomic::AtomicBool;

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
    let mut builder = RowStoreBuilder::new(1);
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
    let mut builder = RowStoreBuilder::new(3);
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
