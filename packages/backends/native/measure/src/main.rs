//! Prints what kernels of the engine reach beside other libraries: `cargo run --release -p myelin-measure`; or with
//! `-- steps [PART OF A NAME]`, how long a step of each recorded program takes on one thread.

mod clock;
mod products;
mod steps;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        None => products::measure(),
        Some("steps") => {
            let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../engine/tests/programs");
            steps::measure(&programs, arguments.get(1).map_or("", String::as_str))?;
        }
        Some(other) => return Err(format!("there is no measurement {other}; use steps, or nothing").into()),
    }
    Ok(())
}
