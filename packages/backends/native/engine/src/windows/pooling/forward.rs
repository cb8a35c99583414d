//! The greatest or mean number of each window. Padding takes no part.

use super::plan::PoolingPlan;
use crate::error::{Error, Result};
use crate::lanes::{IntLanes, Lanes};
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext, share};
use crate::program::Operation;
use crate::singles::{load, parts_for, store};
use crate::versions;
use crate::windows::window_loop::{Place, TapWork, WindowLoop, WindowWork};
use std::ops::Range;

/// How numbers of a window become one.
pub(super) trait Pooling: Send + Sync + 'static {
    /// What there is of a window so far.
    type Seen<V: Lanes>: Copy;

    /// # Safety
    ///
    /// As for [`Lanes`], here and below.
    unsafe fn nothing<V: Lanes>() -> Self::Seen<V>;
    unsafe fn add<V: Lanes>(seen: &mut Self::Seen<V>, tap: V);
    /// The result of `count` taps.
    unsafe fn finish<V: Lanes>(seen: Self::Seen<V>, count: usize) -> V;
}

/// NaN if any number is.
pub(super) struct Greatest;

pub(super) struct Mean;

impl Pooling for Greatest {
    /// The greatest number that is none, and where there was NaN.
    type Seen<V: Lanes> = (V, V::Int);

    #[inline(always)]
    unsafe fn nothing<V: Lanes>() -> (V, V::Int) {
        // SAFETY: up to the caller.
        unsafe { (V::splat(f32::NEG_INFINITY), V::Int::splat(0)) }
    }

    #[inline(always)]
    unsafe fn add<V: Lanes>((greatest, mark): &mut (V, V::Int), tap: V) {
        // SAFETY: up to the caller.
        unsafe {
            *greatest = tap.max(*greatest);
            *mark = mark.or(V::Int::from_mask(tap.ne(tap)));
        }
    }

    #[inline(always)]
    unsafe fn finish<V: Lanes>((greatest, mark): (V, V::Int), _count: usize) -> V {
        // SAFETY: up to the caller. All bits set are a NaN.
        unsafe { V::from_bits(greatest.bits().or(mark)) }
    }
}

impl Pooling for Mean {
    type Seen<V: Lanes> = V;

    #[inline(always)]
    unsafe fn nothing<V: Lanes>() -> V {
        // SAFETY: up to the caller.
        unsafe { V::zero() }
    }

    #[inline(always)]
    unsafe fn add<V: Lanes>(sum: &mut V, tap: V) {
        // SAFETY: up to the caller.
        unsafe { *sum = sum.add(tap) };
    }

    #[inline(always)]
    unsafe fn finish<V: Lanes>(sum: V, count: usize) -> V {
        // SAFETY: up to the caller.
        unsafe { sum.div(V::splat(count as f32)) }
    }
}

/// The kernel of `MaxPool` or `AvgPool`.
pub(super) fn pooling<P: Pooling>(
    operation: &Operation,
    context: &TaskContext<'_>,
) -> Result<Box<dyn Kernel>> {
    let (&[image, ..], &[windows, ..]) = (&*operation.inputs, &*operation.outputs) else {
        return Err(Error::malformed("pooling lacks an operand"));
    };
    let plan = PoolingPlan::of(operation, context, image, windows)?;
    let units = plan.windows.count * plan.windows.height;
    Ok(Box::new(PoolingKernel {
        image: context.operand(image)?,
        windows: context.operand(windows)?,
        parts: parts_for(context, plan.work() / 2, units),
        pool: pool_of::<P>(context.isa()),
        plan,
    }))
}

/// Parts are some rows of windows.
struct PoolingKernel {
    image: Operand,
    windows: Operand,
    plan: PoolingPlan,
    parts: usize,
    pool: PoolRows,
}

type PoolRows = unsafe fn(&PoolingPlan, Range<usize>, *const f32, *mut f32);

impl Kernel for PoolingKernel {
    fn parts(&self) -> usize {
        self.parts
    }

    unsafe fn run(&self, part: usize, frame: &Frame<'_>) {
        let rows = self.plan.windows.count * self.plan.windows.height;
        let rows = share(rows, part, self.parts, 1);
        // SAFETY: the plan was made for the sizes of these operands.
        unsafe { (self.pool)(&self.plan, rows, frame.at(&self.image), frame.at(&self.windows)) };
    }
}

versions!(
    pool_of, [P: Pooling], pool, [P],
    (plan: &PoolingPlan, rows: Range<usize>, images: *const f32, windows: *mut f32) -> ()
);

/// Does rows of windows, counted through all images.
#[inline(always)]
unsafe fn pool<V: Lanes, P: Pooling>(
    plan: &PoolingPlan,
    rows: Range<usize>,
    images: *const f32,
    windows: *mut f32,
) {
    let height = plan.windows.height;
    for unit in rows {
        let (image, row) = (unit / height, unit % height);
        // SAFETY: the image and row exist, the rest is up to the caller.
        unsafe {
            let work = PoolWindow::<P> {
                image: images.add(image * plan.images.image()),
                windows: windows.add(image * plan.windows.image()),
                pooling: std::marker::PhantomData,
            };
            plan.steps.visit_row::<V, _>(row, &work);
        }
    }
}

struct PoolWindow<P> {
    image: *const f32,
    windows: *mut f32,
    pooling: std::marker::PhantomData<P>,
}

impl<P: Pooling> WindowWork for PoolWindow<P> {
    #[inline(always)]
    unsafe fn channels<V: Lanes, const VECTORS: usize>(
        &self,
        windows: &WindowLoop,
        place: &Place,
        channel: usize,
        lanes: usize,
    ) {
        // SAFETY: the caller names only channels and taps that exist.
        unsafe {
            let nothing = P::nothing::<V>();
            let mut taps = PoolTaps::<V, P, VECTORS> { image: self.image, lanes, seen: [nothing; VECTORS] };
            windows.each_tap(place, channel, &mut taps);
            for i in 0..VECTORS {
                let result = P::finish::<V>(taps.seen[i], place.down * place.across);
                store(result, self.windows.add(place.result + channel + i * V::COUNT), lanes);
            }
        }
    }
}

struct PoolTaps<V: Lanes, P: Pooling, const VECTORS: usize> {
    image: *const f32,
    lanes: usize,
    seen: [P::Seen<V>; VECTORS],
}

impl<V: Lanes, P: Pooling, const VECTORS: usize> TapWork for PoolTaps<V, P, VECTORS> {
    #[inline(always)]
    unsafe fn tap(&mut self, source: usize, _kernel: usize) {
        for i in 0..VECTORS {
            // SAFETY: up to the caller.
            unsafe {
                P::add(&mut self.seen[i], load::<V>(self.image.add(source + i * V::COUNT), self.lanes))
            };
        }
    }
}
