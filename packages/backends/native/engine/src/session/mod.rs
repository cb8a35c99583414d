//! States that live on from run to run, and the programs that share them.

mod loaded;
mod memory_table;
mod session;
mod spans;

pub use loaded::LoadedProgram;
pub use session::Session;
pub use spans::{Collect, Span};
