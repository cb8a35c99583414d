//! Threads that do one thing together, again and again: waking them costs microseconds, and less where they were just busy.

mod attempt;
mod barrier;
mod team;
mod teams;

pub use attempt::attempt;
pub use barrier::Barrier;
pub use team::Team;
pub use teams::with_team;
