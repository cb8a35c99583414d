use super::plan::{DepthwiseKernel, DepthwisePlan, Sizes, Values, operands};
use super::repeat::sum_repeated;
use super::sums::SumProducts;
use crate::error::{Error, Result};
use crate::lanes::Lanes;
use crate::plan::{Kernel, TaskContext};
use crate::program::Operation;
use crate::versions;
use crate::windows::tap_axis::TapAxis;
use crate::windows::window_loop::WindowLoop;
use std::ops::Range;

/// The kernel of `DepthwiseConv2dNativeBackpropInput`: inputs `dy`, `filter`. For each pixel, the sum over the windows
/// that see it. Parts are some rows of pixels.
pub(in crate::windows) fn depthwise_input_gradient(
    operation: &Operation,
    context: &TaskContext<'_>,
) -> Result<Box<dyn Kernel>> {
    let [windows, filter, image] = operands(operation)?;
    let sizes = Sizes::of(operation, context, Values { image, filter, windows })?;
    let axes = [sizes.shape.vertical, sizes.shape.horizontal];
    if axes.iter().any(|axis| axis.dilation != 1) {
        return Err(Error::unsupported(operation.kernel.name(), "a dilated gradient"));
    }
    let steps = WindowLoop::new(
        TapAxis::backward(&sizes.shape.vertical),
        TapAxis::backward(&sizes.shape.horizontal),
        sizes.windows.width,
        sizes.shape.horizontal.kernel,
        sizes.windows.channels,
    );
    let units = sizes.images.count * sizes.images.height;
    let plan = DepthwisePlan { sizes, steps, units };
    DepthwiseKernel::build(context, [windows, filter, image], plan, spread_back_of(context.isa()))
}

versions!(
    spread_back_of, spread_back,
    (plan: &DepthwisePlan, rows: Range<usize>, slopes: *const f32, filter: *const f32, images: *mut f32,
     scratch: *mut f32) -> ()
);

#[inline(always)]
unsafe fn spread_back<V: Lanes>(
    DepthwisePlan { sizes, steps, .. }: &DepthwisePlan,
    rows: Range<usize>,
    slopes: *const f32,
    filter: *const f32,
    images: *mut f32,
    scratch: *mut f32,
) {
    let height = sizes.images.height;
    for unit in rows {
        let (image, row) = (unit / height, unit % height);
        // SAFETY: the image and row exist; the plan has asked for scratch memory for an image, if channels are repeated.
        unsafe {
            let source = slopes.add(image * sizes.windows.image());
            let result = images.add(image * sizes.images.image());
            if sizes.multiplier == 1 {
                steps.visit_row::<V, _>(row, &SumProducts::<false> { source, kernel: filter, result });
            } else {
                let sums = SumProducts::<false> { source, kernel: filter, result: scratch };
                steps.visit_row::<V, _>(row, &sums);
                let begin = row * sizes.images.row();
                let from = scratch.add(begin * sizes.multiplier);
                sum_repeated(from, sizes.images.row(), sizes.multiplier, result.add(begin));
            }
        }
    }
}
