//! Pooling: windows of an image become one number for each channel.

mod forward;
mod gaps;
mod gradient;
mod plan;
mod slope_shares;
mod spread_slope;

use self::forward::{Greatest, Mean, pooling};
use self::gradient::pooling_gradient;
use self::slope_shares::{ToAll, ToGreatest};
use crate::error::Result;
use crate::plan::{Kernel, TaskContext};
use crate::program::Operation;

pub(super) fn max_pool(operation: &Operation, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    pooling::<Greatest>(operation, context)
}

pub(super) fn average_pool(operation: &Operation, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    pooling::<Mean>(operation, context)
}

pub(super) fn max_pool_gradient(operation: &Operation, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    pooling_gradient::<ToGreatest>(operation, context)
}

pub(super) fn average_pool_gradient(
    operation: &Operation,
    context: &TaskContext<'_>,
) -> Result<Box<dyn Kernel>> {
    pooling_gradient::<ToAll>(operation, context)
}
