//! Convolutions and their gradients.

mod direct;
mod geometry;
mod packed_filter;
mod results;
#[cfg(test)]
mod tests;
mod tiles;
mod winograd;

use crate::error::Result;
use crate::plan::{Kernel, TaskContext};
use crate::program::ContractionTask;
use direct::{Correlation, filter_gradient};
use geometry::{ConvolutionShape, Direction, Wanted};
use winograd::{TiledCorrelation, TiledFilterGradient, is_tiled};

/// The kernel of a `Conv2D`, `Conv2DBackpropInput` or `Conv2DBackpropFilter` and its epilogue.
pub(crate) fn convolution(task: &ContractionTask, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    let (shape, wanted) = ConvolutionShape::of(&task.contraction, context)?;
    let direction = match wanted {
        Wanted::Windows => Direction::Forward,
        Wanted::Image => Direction::Backward,
        Wanted::Filter if is_tiled(&shape) => {
            return Ok(Box::new(TiledFilterGradient::build(task, &shape, context)?));
        }
        Wanted::Filter => return filter_gradient(task, &shape, context),
    };
    Ok(if is_tiled(&shape) {
        Box::new(TiledCorrelation::build(task, &shape, direction, context)?)
    } else {
        Box::new(Correlation::build(task, &shape, direction, context)?)
    })
}
