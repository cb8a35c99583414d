//! States that live on from run to run, and the programs that share them.

mod apart;
mod batches;
mod handed_over;
mod loaded;
mod memory_table;
mod spans;
mod states;

#[cfg(test)]
mod tests;

pub use loaded::LoadedProgram;
pub use spans::{Collect, Span};
pub use states::Session;
