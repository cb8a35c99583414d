use crate::choices::bytes_of;
use myelin_engine::error::Result;
use myelin_engine::session::{LoadedProgram, Session};
use serde_json::Value;

/// A slot of a program, as far as it can be made out.
pub struct SlotSketch {
    pub kind: String,
    pub name: String,
    pub words: usize,
    pub dtype: String,
    pub compressible: bool,
}

impl SlotSketch {
    fn is_input(&self) -> bool {
        matches!(self.kind.as_str(), "batch" | "parameter" | "step")
    }

    /// Numbers for it.
    pub fn words(&self) -> Vec<u32> {
        numbers(self.words, &self.dtype)
    }
}

/// The slots of a program.
pub fn sketches(program: &Value) -> Vec<SlotSketch> {
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

/// Declares states and fills them, those that there is room for.
pub fn fill_states(session: &mut Session, slots: &[SlotSketch]) -> Result<()> {
    for slot in slots.iter().filter(|slot| slot.kind == "state") {
        if session.declare_state(&slot.name, slot.words).is_ok() {
            session.state_mut(&slot.name)?.copy_from_slice(&slot.words());
        }
    }
    Ok(())
}

/// Writes all inputs.
pub fn fill_inputs(loaded: &mut LoadedProgram, slots: &[SlotSketch]) -> Result<()> {
    for (i, slot) in slots.iter().enumerate().filter(|(_, slot)| slot.is_input()) {
        loaded.write(i, &slot.words())?;
    }
    Ok(())
}

/// Memory for external slots, of exactly their size.
pub fn arrays_for(slots: &[SlotSketch], most_words: usize) -> Vec<Vec<u32>> {
    let external = slots.iter().filter(|slot| slot.kind == "external" && slot.words <= most_words);
    external.map(SlotSketch::words).collect()
}

/// As the engine takes them.
pub fn pointers(arrays: &mut [Vec<u32>]) -> Vec<(*mut u32, usize)> {
    arrays.iter_mut().map(|array| (array.as_mut_ptr(), array.len())).collect()
}

/// Small numbers, some of them 0; among whole numbers those that are no index of anything, too.
pub fn numbers(count: usize, dtype: &str) -> Vec<u32> {
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
