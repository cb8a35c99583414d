use super::plan::{DepthwiseKernel, DepthwisePlan, Sizes, Values, operands};
use super::repeat::repeat;
use super::sums::SumProducts;
use crate::error::Result;
use crate::lanes::Lanes;
use crate::plan::{Kernel, TaskContext};
use crate::program::Operation;
use crate::versions;
use crate::windows::tap_axis::TapAxis;
use crate::windows::window_loop::WindowLoop;
use std::ops::Range;

/// The kernel of `DepthwiseConv2dNative`: inputs `x`, `filter`. Parts are some rows of windows.
pub(in crate::windows) fn depthwise(
    operation: &Operation,
    context: &TaskContext<'_>,
) -> Result<Box<dyn Kernel>> {
    let [image, filter, windows] = operands(operation)?;
    let sizes = Sizes::of(operation, context, Values { image, filter, windows })?;
    let steps = WindowLoop::new(
        TapAxis::forward(&sizes.shape.vertical),
        TapAxis::forward(&sizes.shape.horizontal),
        sizes.images.width,
        sizes.shape.horizontal.kernel,
        sizes.windows.channels,
    );
    let units = sizes.windows.count * sizes.windows.height;
    let plan = DepthwisePlan { sizes, steps, units };
    DepthwiseKernel::build(context, [image, filter, windows], plan, convolve_of(context.isa()))
}

versions!(
    convolve_of, convolve,
    (plan: &DepthwisePlan, rows: Range<usize>, images: *const f32, filter: *const f32, windows: *mut f32,
     scratch: *mut f32) -> ()
);

#[inline(always)]
unsafe fn convolve<V: Lanes>(
    DepthwisePlan { sizes, steps, .. }: &DepthwisePlan,
    rows: Range<usize>,
    images: *const f32,
    filter: *const f32,
    windows: *mut f32,
    scratch: *mut f32,
) {
    let height = sizes.windows.height;
    let first = rows.start;
    for unit in rows {
        let (image, row) = (unit / height, unit % height);
        // SAFETY: the image and row exist; the plan has asked for scratch memory for an image, if channels are repeated.
        unsafe {
            let mut source = images.add(image * sizes.images.image());
            if sizes.multiplier > 1 {
                if unit == first || row == 0 {
                    repeat(source, sizes.images.image(), sizes.multiplier, scratch);
                }
                source = scratch;
            }
            let result = windows.add(image * sizes.windows.image());
            steps.visit_row::<V, _>(row, &SumProducts::<false> { source, kernel: filter, result });
        }
    }
}
