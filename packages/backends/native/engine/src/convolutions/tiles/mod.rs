//! The innermost loops: some rows of results by some vectors of their channels, all sums of which stay in registers.

mod correlation_tile;
mod gradient_tile;
mod panels;

pub(super) use correlation_tile::{CorrelationRows, CorrelationTile, TapWalk, correlation_tiles};
pub(super) use gradient_tile::{GradientRows, GradientTile, WindowWalk, gradient_tiles};
pub(super) use panels::{MOST_ROWS, Panel, panels, split_evenly};
