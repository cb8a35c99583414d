//! Runs training programs: the native engine of Myelin, free of Node.
//!
//! A program comes as a [`program::Program`], decoded from what the TypeScript side scheduled: tasks in order, and where
//! every value lies. [`plan`] makes kernels of the tasks, once, and runs them on a [`threads`] team, again and again.

pub mod error;
pub mod lanes;
pub mod memory;
pub mod plan;
pub mod program;
pub mod rows;
pub mod session;
pub mod threads;

mod contractions;
mod convolutions;
mod loops;
mod math;
mod singles;
mod windows;

/// Kernels by themselves, for measuring.
pub mod measure {
    pub use crate::contractions::MeasuredProduct;
}

#[cfg(test)]
mod testing;
