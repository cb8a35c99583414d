//! Reductions of values over a space, as its tiles are done.

mod chunks;
mod kinds;
mod reduce;
mod reduction;
mod reduction_loop;

pub(super) use reduction_loop::ReductionLoop;
