//! Real programs, changes that break them, and what comes of running whatever loads.

pub mod choices;
pub mod mutation;
pub mod recorded;
pub mod trial;
