//! Pooling and depthwise convolutions: what goes through windows of an image channel by channel.

mod depthwise;
mod image;
mod pooling;
mod tap_axis;
mod window_loop;
mod window_shape;

#[cfg(test)]
mod tests;

use self::depthwise::{depthwise, depthwise_filter_gradient, depthwise_input_gradient};
use self::pooling::{average_pool, average_pool_gradient, max_pool, max_pool_gradient};
use crate::error::Result;
use crate::plan::{Kernel, TaskContext};
use crate::program::Operation;

/// The kernel of an operation; none if it is not one of these.
pub(crate) fn window_kernel(
    operation: &Operation,
    context: &TaskContext<'_>,
) -> Result<Option<Box<dyn Kernel>>> {
    let build = match operation.kernel.name() {
        "MaxPool" => max_pool,
        "MaxPoolGrad" => max_pool_gradient,
        "AvgPool" => average_pool,
        "AvgPoolGrad" => average_pool_gradient,
        "DepthwiseConv2dNative" => depthwise,
        "DepthwiseConv2dNativeBackpropInput" => depthwise_input_gradient,
        "DepthwiseConv2dNativeBackpropFilter" => depthwise_filter_gradient,
        _ => return Ok(None),
    };
    build(operation, context).map(Some)
}
