//! Kernels that are a task by themselves: moving, gathering, sorting, resizing.

mod arg_extremum;
mod contest;
mod cumulate;
mod gather;
mod gather_nd;
mod moves;
mod one_hot;
mod parts;
mod resize_bilinear;
mod resize_nearest;
mod resized_axis;
mod resizing;
mod runs;
mod scatter;
mod top_k;
mod units;
mod values;

#[cfg(test)]
mod tests;

pub(crate) use parts::parts_for;
pub(crate) use runs::{load, store};

use self::arg_extremum::{arg_max, arg_min};
use self::cumulate::{cumulative_product, cumulative_sum};
use self::gather::gather;
use self::gather_nd::gather_nd;
use self::moves::moving_kernel;
use self::one_hot::one_hot;
use self::resize_bilinear::{resize_bilinear, resize_bilinear_gradient};
use self::resize_nearest::{resize_nearest, resize_nearest_gradient};
use self::scatter::{scatter_nd, unsorted_segment_sum};
use self::top_k::top_k;
use crate::error::Result;
use crate::plan::{Kernel, TaskContext};
use crate::program::Operation;

/// The kernel of an operation; none if it is not one of these.
pub(crate) fn single_kernel(
    operation: &Operation,
    context: &TaskContext<'_>,
) -> Result<Option<Box<dyn Kernel>>> {
    let build = match operation.kernel.name() {
        "ArgMax" => arg_max,
        "ArgMin" => arg_min,
        "OneHot" => one_hot,
        "GatherV2" => gather,
        "GatherNd" => gather_nd,
        "UnsortedSegmentSum" => unsorted_segment_sum,
        "ScatterNd" => scatter_nd,
        "Cumsum" => cumulative_sum,
        "Cumprod" => cumulative_product,
        "TopK" => top_k,
        "ResizeBilinear" => resize_bilinear,
        "ResizeBilinearGrad" => resize_bilinear_gradient,
        "ResizeNearestNeighbor" => resize_nearest,
        "ResizeNearestNeighborGrad" => resize_nearest_gradient,
        _ => return moving_kernel(operation, context),
    };
    build(operation, context).map(Some)
}
