use super::Program;
use super::limits::{MOST_DEPTH, MOST_OPERATIONS, size_of_shape};
use crate::error::Error;
use serde_json::{Value, json};

/// A program of two states and one value, that does nothing.
fn empty_program() -> Value {
    json!({
        "name": "test",
        "slots": [
            { "kind": "state", "name": "a", "words": 4 },
            { "kind": "state", "name": "b", "words": 4 },
            { "kind": "index", "words": 1, "dtype": "int32" },
        ],
        "values": [{ "shape": [4], "dtype": "float32", "root": 0, "place": { "slot": 0, "offset": 0 } }],
        "tasks": [],
        "late": [],
        "batchRows": 0,
    })
}

fn scan(length: usize, tasks: &[Value]) -> Value {
    json!({ "kind": "scan", "length": length, "reverse": false, "first": [], "tasks": tasks, "last": [] })
}

/// What is wrong with the program once it was changed.
#[track_caller]
fn refusal(change: impl FnOnce(&mut Value)) -> String {
    let mut program = empty_program();
    Program::decode(&program.to_string()).expect("a sound program");
    change(&mut program);
    match Program::decode(&program.to_string()) {
        Err(Error::Malformed(problem)) => problem,
        other => panic!("it was not refused: {other:?}"),
    }
}

#[test]
fn contradictions_are_refused() {
    assert_eq!(refusal(|p| p["slots"][1]["name"] = json!("a")), "two slots are the state a");
    assert_eq!(refusal(|p| p["slots"][2]["words"] = json!(2)), " must be a scalar");
    assert_eq!(refusal(|p| p["values"][0]["root"] = json!(1)), "value 0 has no root");
    assert_eq!(refusal(|p| p["values"][0]["place"]["slot"] = json!(3)), "there is no slot 3");
    assert_eq!(refusal(|p| p["values"][0]["place"]["offset"] = json!(2)), "a value begins within a word");
    let copy = json!({ "from": { "slot": 9, "offset": 0 }, "to": { "slot": 0, "offset": 0 }, "words": 1 });
    assert_eq!(refusal(|p| p["late"] = json!([copy])), "there is no slot 9");
    assert!(refusal(|p| p["surprise"] = json!(1)).contains("unknown field"));
}

#[test]
fn an_alias_names_a_value_that_is_none_itself() {
    let alias =
        |shape: Value, dtype: &str, root: usize| json!({ "shape": shape, "dtype": dtype, "root": root });
    let with = |values: &[Value]| {
        let values = values.to_vec();
        refusal(move |p| p["values"].as_array_mut().expect("values").extend(values))
    };
    assert_eq!(
        with(&[alias(json!([2, 2]), "float32", 0), alias(json!([4]), "float32", 1)]),
        "value 2 has no root"
    );
    assert_eq!(with(&[alias(json!([4]), "int32", 0)]), "value 1 has no root");
    assert_eq!(with(&[alias(json!([5]), "float32", 0)]), "value 1 is of another size than its root");
}

#[test]
fn what_is_too_large_is_refused() {
    assert_eq!(
        refusal(|p| p["slots"][0]["words"] = json!(1u64 << 40)),
        "a slot of 1099511627776 words is too large"
    );
    assert_eq!(
        refusal(|p| p["values"][0]["shape"] = json!([1u64 << 32, 1u64 << 32])),
        "value 0 is too large"
    );
    assert_eq!(refusal(|p| p["values"][0]["shape"] = json!(vec![1; 17])), "value 0 has too many axes");
    let space = json!({ "kind": "loop", "space": [1u64 << 40], "operations": [], "reductions": [] });
    assert_eq!(refusal(|p| p["tasks"] = json!([space])), "a loop is too long");
    let tasks = vec![scan(1, &[]); MOST_OPERATIONS + 1];
    assert_eq!(refusal(move |p| p["tasks"] = json!(tasks)), "there are too many operations");
}

#[test]
fn loops_have_steps_but_not_endlessly_many() {
    assert_eq!(refusal(|p| p["tasks"] = json!([scan(0, &[])])), "a loop has no steps");
    assert_eq!(refusal(|p| p["tasks"] = json!([scan(1 << 31, &[])])), "a loop has too many steps");
    let nested = scan(1 << 16, &[scan(1 << 16, &[])]);
    assert_eq!(refusal(move |p| p["tasks"] = json!([nested])), "a loop has too many steps");
    let deep = (0..=MOST_DEPTH).fold(scan(1, &[]), |inner, _| scan(1, &[inner]));
    assert_eq!(refusal(move |p| p["tasks"] = json!([deep])), "loops are nested too deeply");
}

#[test]
fn text_that_is_nested_too_deeply_is_refused_rather_than_read() {
    let depth = 100_000;
    let text = format!("{}{}", "{\"tasks\":[".repeat(depth), "]}".repeat(depth));
    assert!(matches!(Program::decode(&text), Err(Error::Malformed(_))));
}

#[test]
fn axes_without_entries_do_not_hide_others_that_are_too_long() {
    assert_eq!(size_of_shape(&[3, 0, 5]), Some(0));
    assert_eq!(size_of_shape(&[]), Some(1));
    assert_eq!(size_of_shape(&[0, 1 << 33, 1 << 33]), None);
    assert_eq!(size_of_shape(&[usize::MAX, 2]), None);
}
