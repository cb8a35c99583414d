//! Derivatives of pooling by the image.
//!
//! Windows that do not overlap write each pixel once, the gaps between them included, and threads share their rows. Of
//! others, the pixels are zeroed and added to, window after window, and threads share the images.

use super::gaps::Gaps;
use super::plan::PoolingPlan;
use super::slope_shares::SlopeShares;
use super::spread_slope::SpreadSlope;
use crate::error::{Error, Result};
use crate::lanes::Lanes;
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext, share};
use crate::program::Operation;
use crate::require;
use crate::singles::parts_for;
use crate::versions;
use crate::windows::image::Images;
use std::ops::Range;

/// The kernel of `MaxPoolGrad` (inputs `dy`, `input`, `output`) or `AvgPoolGrad` (`dy`, `input`).
pub(super) fn pooling_gradient<S: SlopeShares>(
    operation: &Operation,
    context: &TaskContext<'_>,
) -> Result<Box<dyn Kernel>> {
    let name = operation.kernel.name();
    let (&[slopes, image, ..], &[gradient, ..]) = (&*operation.inputs, &*operation.outputs) else {
        return Err(Error::malformed(format!("{name} lacks an operand")));
    };
    let plan = PoolingPlan::of(operation, context, image, slopes)?;
    require!(Images::of(gradient, name, context)? == plan.images, "{name} changes the size of images");
    let axes = [plan.steps.vertical(), plan.steps.horizontal()];
    if S::READS_IMAGE && axes.into_iter().any(|axis| axis.has_empty_results()) {
        return Err(Error::unsupported(name, "windows of nothing but padding"));
    }
    let is_apart = plan.shape.is_apart();
    let rows = if is_apart { plan.windows.height } else { 1 };
    Ok(Box::new(PoolingGradient {
        slopes: context.operand(slopes)?,
        image: if S::READS_IMAGE { Some(context.operand(image)?) } else { None },
        gradient: context.operand(gradient)?,
        parts: parts_for(context, plan.work(), plan.images.count * rows),
        spread: if is_apart {
            spread_apart_of::<S>(context.isa())
        } else {
            spread_over_of::<S>(context.isa())
        },
        windows: SpreadPlan {
            gaps: is_apart.then(|| Gaps::of(&plan)),
            units: plan.images.count * rows,
            plan,
        },
    }))
}

struct PoolingGradient {
    slopes: Operand,
    image: Option<Operand>,
    gradient: Operand,
    windows: SpreadPlan,
    parts: usize,
    spread: Spread,
}

pub(super) struct SpreadPlan {
    plan: PoolingPlan,
    /// Of windows that do not overlap.
    gaps: Option<Gaps>,
    /// Images, or rows of windows of all images.
    units: usize,
}

type Spread = unsafe fn(&SpreadPlan, Range<usize>, *const f32, *const f32, *mut f32);

impl Kernel for PoolingGradient {
    fn parts(&self) -> usize {
        self.parts
    }

    unsafe fn run(&self, part: usize, frame: &Frame<'_>) {
        let image = self.image.as_ref().map_or(std::ptr::null(), |image| frame.at(image).cast_const());
        let units = share(self.windows.units, part, self.parts, 1);
        // SAFETY: the plan was made for the sizes of these operands; parts have different units.
        unsafe {
            (self.spread)(&self.windows, units, frame.at(&self.slopes), image, frame.at(&self.gradient));
        }
    }
}

versions!(
    spread_apart_of, [S: SlopeShares], spread_apart, [S],
    (windows: &SpreadPlan, rows: Range<usize>, slopes: *const f32, images: *const f32, gradient: *mut f32) -> ()
);

/// Does rows of windows that do not overlap, counted through all images, and the gaps around them.
#[inline(always)]
unsafe fn spread_apart<V: Lanes, S: SlopeShares>(
    SpreadPlan { plan, gaps, .. }: &SpreadPlan,
    rows: Range<usize>,
    slopes: *const f32,
    images: *const f32,
    gradient: *mut f32,
) {
    let height = plan.windows.height;
    for unit in rows {
        let (image, row) = (unit / height, unit % height);
        // SAFETY: the image and row exist, the rest is up to the caller.
        unsafe {
            let work = SpreadSlope::<S, false>::of(plan, image, slopes, images, gradient);
            if let Some(gaps) = gaps {
                gaps.clear(plan, row, work.gradient);
            }
            plan.steps.visit_row::<V, _>(row, &work);
        }
    }
}

versions!(
    spread_over_of, [S: SlopeShares], spread_over, [S],
    (windows: &SpreadPlan, range: Range<usize>, slopes: *const f32, images: *const f32, gradient: *mut f32) -> ()
);

/// Does images whose windows may overlap.
#[inline(always)]
unsafe fn spread_over<V: Lanes, S: SlopeShares>(
    SpreadPlan { plan, .. }: &SpreadPlan,
    range: Range<usize>,
    slopes: *const f32,
    images: *const f32,
    gradient: *mut f32,
) {
    for image in range {
        // SAFETY: the image exists, the rest is up to the caller.
        unsafe {
            let work = SpreadSlope::<S, true>::of(plan, image, slopes, images, gradient);
            work.gradient.write_bytes(0, plan.images.image());
            for row in 0..plan.steps.rows() {
                plan.steps.visit_row::<V, _>(row, &work);
            }
        }
    }
}
