use crate::error::{Error, Result};
use serde::Deserialize;
use serde_json::{Map, Value};

/// What an operation was called with besides its inputs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Attributes(Map<String, Value>);

impl Attributes {
    pub fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|value| !value.is_null())
    }

    /// A number; JSON has no infinities, which come as the strings `Infinity`, `-Infinity` and `NaN`.
    pub fn number(&self, name: &str) -> Result<f64> {
        as_number(self.get(name)?).ok_or_else(|| wrong(name, "a number"))
    }

    pub fn int(&self, name: &str) -> Result<i64> {
        self.get(name)?.as_i64().ok_or_else(|| wrong(name, "a whole number"))
    }

    pub fn size(&self, name: &str) -> Result<usize> {
        as_size(self.get(name)?).ok_or_else(|| wrong(name, "a size"))
    }

    /// False where it is missing.
    pub fn flag(&self, name: &str) -> Result<bool> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(false),
            Some(value) => value.as_bool().ok_or_else(|| wrong(name, "true or false")),
        }
    }

    pub fn text(&self, name: &str) -> Result<&str> {
        self.get(name)?.as_str().ok_or_else(|| wrong(name, "a string"))
    }

    /// A list of sizes.
    pub fn sizes(&self, name: &str) -> Result<Vec<usize>> {
        self.list(name, as_size, "a list of sizes")
    }

    /// A list of whole numbers.
    pub fn ints(&self, name: &str) -> Result<Vec<i64>> {
        self.list(name, Value::as_i64, "a list of whole numbers")
    }

    /// A list of pairs of sizes, such as `paddings`.
    pub fn pairs(&self, name: &str) -> Result<Vec<[usize; 2]>> {
        self.list(
            name,
            |pair| {
                let [a, b] = pair.as_array()?.as_slice() else { return None };
                Some([as_size(a)?, as_size(b)?])
            },
            "a list of pairs",
        )
    }

    fn list<T>(&self, name: &str, read: impl Fn(&Value) -> Option<T>, what: &str) -> Result<Vec<T>> {
        let list = self.get(name)?.as_array().ok_or_else(|| wrong(name, what))?;
        list.iter().map(|one| read(one).ok_or_else(|| wrong(name, what))).collect()
    }

    fn get(&self, name: &str) -> Result<&Value> {
        self.0.get(name).ok_or_else(|| Error::malformed(format!("the attribute {name} is missing")))
    }
}

fn as_size(value: &Value) -> Option<usize> {
    usize::try_from(value.as_u64()?).ok()
}

fn as_number(value: &Value) -> Option<f64> {
    match value.as_str() {
        Some("Infinity") => Some(f64::INFINITY),
        Some("-Infinity") => Some(f64::NEG_INFINITY),
        Some("NaN") => Some(f64::NAN),
        _ => value.as_f64(),
    }
}

fn wrong(name: &str, wanted: &str) -> Error {
    Error::malformed(format!("the attribute {name} must be {wanted}"))
}
