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

/// The kernel of `DepthwiseConv2dNativeBackpropFilter`: inputs `x`, `dy`. For each place of the kernel, the sum over all
/// windows, image after image. Parts are some places.
pub(in crate::windows) fn depthwise_filter_gradient(
    operation: &Operation,
    context: &TaskContext<'_>,
) -> Result<Box<dyn Kernel>> {
    let [image, windows, filter] = operands(operation)?;
    let sizes = Sizes::of(operation, context, Values { image, filter, windows })?;
    let steps = WindowLoop::new(
        TapAxis::across_windows(&sizes.shape.vertical),
        TapAxis::across_windows(&sizes.shape.horizontal),
        sizes.images.width,
        sizes.windows.width,
        sizes.windows.channels,
    );
    let units = sizes.shape.places();
    let plan = DepthwisePlan { sizes, steps, units };
    DepthwiseKernel::build(context, [image, windows, filter], plan, correlate_of(context.isa()))
}

versions!(
    correlate_of, correlate,
    (plan: &DepthwisePlan, places: Range<usize>, images: *const f32, slopes: *const f32, filter: *mut f32,
     scratch: *mut f32) -> ()
);

#[inline(always)]
unsafe fn correlate<V: Lanes>(
    DepthwisePlan { sizes, steps, .. }: &DepthwisePlan,
    places: Range<usize>,
    images: *const f32,
    slopes: *const f32,
    filter: *mut f32,
    scratch: *mut f32,
) {
    let channels = sizes.windows.channels;
    // SAFETY: the places exist.
    unsafe { filter.add(places.start * channels).write_bytes(0, places.len() * channels) };
    for image in 0..sizes.images.count {
        // SAFETY: the image exists; the plan has asked for scratch memory for one, if channels are repeated.
        unsafe {
            let mut source = images.add(image * sizes.images.image());
            if sizes.multiplier > 1 {
                repeat(source, sizes.images.image(), sizes.multiplier, scratch);
                source = scratch;
            }
            let kernel = slopes.add(image * sizes.windows.image());
            let sums = SumProducts::<true> { source, kernel, result: filter };
            for place in places.clone() {
                steps.visit::<V, _>(place / steps.columns(), place % steps.columns(), &sums);
            }
        }
    }
}
