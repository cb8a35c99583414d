//! Changes of a program as a tree of JSON, most of them small, so that much of what comes out still loads.

use crate::choices::Choices;
use crate::vocabulary::{USUAL, WORDS};
use serde_json::{Number, Value};

/// A step from a node of a tree to one of its children.
#[derive(Clone, PartialEq)]
enum Step {
    Key(String),
    Index(usize),
}

type Path = Vec<Step>;

/// Makes one to four changes.
pub fn mutate(program: &mut Value, choices: &mut Choices<'_>) {
    for _ in 0..=choices.below(4) {
        let mut paths = Vec::new();
        collect_paths(program, &mut Vec::new(), &mut paths);
        match choices.below(8) {
            0 => replace_everywhere(program, &paths, choices),
            1 | 2 => copy_namesake(program, &paths, choices),
            _ => change_node(program, &paths, choices),
        }
    }
}

/// Paths of all nodes except the root.
fn collect_paths(node: &Value, here: &mut Path, all: &mut Vec<Path>) {
    let mut visit = |step: Step, child: &Value| {
        here.push(step);
        all.push(here.clone());
        collect_paths(child, here, all);
        here.pop();
    };
    match node {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| visit(Step::Index(i), item));
        }
        Value::Object(members) => {
            members.iter().for_each(|(key, member)| visit(Step::Key(key.clone()), member));
        }
        _ => {}
    }
}

fn node_at<'a>(root: &'a mut Value, path: &[Step]) -> &'a mut Value {
    path.iter().fold(root, |node, step| match step {
        Step::Key(key) => &mut node[key.as_str()],
        Step::Index(index) => &mut node[*index],
    })
}

/// The same number becomes another one wherever it is: an axis that grows in all shapes, a slot that takes another's place.
fn replace_everywhere(program: &mut Value, paths: &[Path], choices: &mut Choices<'_>) {
    let Some(path) = choices.one_of(paths) else { return };
    let found = node_at(program, path).clone();
    if !found.is_number() {
        return;
    }
    let replacement = other_number(&found, choices);
    for path in paths {
        let node = node_at(program, path);
        if *node == found {
            *node = replacement.clone();
        }
    }
}

/// A node takes the place of another one of the same name.
fn copy_namesake(program: &mut Value, paths: &[Path], choices: &mut Choices<'_>) {
    let Some(to) = choices.one_of(paths) else { return };
    let name = name_of(to);
    let namesakes: Vec<&Path> = paths.iter().filter(|path| name_of(path) == name).collect();
    let Some(from) = choices.one_of(&namesakes) else { return };
    let copied = node_at(program, from).clone();
    *node_at(program, to) = copied;
}

/// The last key on the way to a node.
fn name_of(path: &[Step]) -> Option<&str> {
    path.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    })
}

fn change_node(program: &mut Value, paths: &[Path], choices: &mut Choices<'_>) {
    let Some(path) = choices.one_of(paths) else { return };
    match node_at(program, path) {
        Value::Bool(flag) => *flag = !*flag,
        Value::Array(items) => change_list(items, choices),
        Value::Object(members) => {
            let keys: Vec<String> = members.keys().cloned().collect();
            if let Some(key) = choices.one_of(&keys) {
                members.remove(key);
            }
        }
        Value::String(text) => {
            if let Some(word) = choices.one_of(WORDS) {
                *text = (*word).to_owned();
            }
        }
        Value::Null => {}
        number => *number = other_number(number, choices),
    }
}

fn change_list(items: &mut Vec<Value>, choices: &mut Choices<'_>) {
    if items.is_empty() {
        items.push(Value::from(choices.below(4)));
        return;
    }
    let (i, j) = (choices.below(items.len()), choices.below(items.len()));
    match choices.below(5) {
        0 => items.swap(i, j),
        1 => items.insert(i, items[j].clone()),
        2 => items[i] = items[j].clone(),
        3 => items.truncate(i),
        _ => drop(items.remove(i)),
    }
}

fn other_number(number: &Value, choices: &mut Choices<'_>) -> Value {
    let Some(whole) = number.as_i64() else { return Value::from(choices.below(3)) };
    let near = [
        whole.wrapping_add(1),
        whole.wrapping_sub(1),
        whole.wrapping_add(4),
        whole.wrapping_sub(4),
        whole.wrapping_mul(2),
        whole.wrapping_mul(4),
        whole / 2,
        whole.wrapping_neg(),
    ];
    match choices.below(12) {
        0..6 => Value::from(near[choices.below(near.len())]),
        6..11 => Value::from(USUAL[choices.below(USUAL.len())]),
        _ => Number::from_f64(whole as f64 + 0.5).map_or(Value::Null, Value::Number),
    }
}
