//! Programs that were recorded from the TypeScript side (see `tests/programs`), as they are and broken.

mod broken;
mod choices;
mod mutation;
mod programs;
mod sketch;
mod threads;
mod trial;
mod vocabulary;

use programs::{Recorded, programs_in};

fn recorded_programs() -> Vec<Recorded> {
    programs_in(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/programs"))
}
