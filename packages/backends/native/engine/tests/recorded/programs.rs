use serde_json::Value;
use std::fs;
use std::path::Path;

/// A program as the TypeScript side serialized it: see `tests/programs`.
pub struct Recorded {
    pub name: String,
    pub program: Value,
    pub constants: Vec<u32>,
}

/// All programs of a folder, in the order of their names.
pub fn programs_in(folder: &str) -> Vec<Recorded> {
    let files =
        fs::read_dir(folder).expect("the folder of programs").map(|file| file.expect("a file").path());
    let mut paths: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Recorded {
    let text = fs::read_to_string(path).expect("a program");
    let mut content: Value = serde_json::from_str(&text).expect("JSON");
    let constants = content["constants"].as_array().expect("constants");
    Recorded {
        name: path.file_stem().expect("a name").to_string_lossy().into_owned(),
        constants: constants.iter().map(|word| word.as_u64().expect("a word") as u32).collect(),
        program: content["program"].take(),
    }
}
