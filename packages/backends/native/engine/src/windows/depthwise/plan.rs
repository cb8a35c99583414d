use crate::error::{Error, Result};
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext, share};
use crate::program::{DataType, Operation, ValueId};
use crate::require;
use crate::singles::parts_for;
use crate::windows::image::Images;
use crate::windows::window_loop::WindowLoop;
use crate::windows::window_shape::WindowShape;
use std::ops::Range;

/// Elements of an image with repeated channels, which each thread has in memory.
const MOST_REPEATED: usize = 1 << 30;

/// The values of a depthwise convolution, whichever of them is the result.
#[derive(Clone, Copy)]
pub(super) struct Values {
    /// `[images, height, width, channels]`.
    pub image: ValueId,
    /// `[height, width, channels, multiplier]`.
    pub filter: ValueId,
    /// `[images, height, width, channels · multiplier]`.
    pub windows: ValueId,
}

/// Their sizes.
pub(super) struct Sizes {
    pub shape: WindowShape,
    pub images: Images,
    pub windows: Images,
    /// Numbers that a window has for each channel.
    pub multiplier: usize,
}

impl Sizes {
    pub fn of(operation: &Operation, context: &TaskContext<'_>, values: Values) -> Result<Sizes> {
        let name = operation.kernel.name();
        let images = Images::of(values.image, name, context)?;
        let windows = Images::of(values.windows, name, context)?;
        if context.value(values.filter).dtype != DataType::Float32 {
            return Err(Error::unsupported(name, "a filter that is not float32"));
        }
        let [height, width, channels, multiplier] = *context.shape(values.filter) else {
            return Err(Error::malformed(format!("{name} has a filter that is not of rank 4")));
        };
        require!(channels == images.channels, "{name} has a filter for other channels");
        let all = channels.checked_mul(multiplier);
        require!(all == Some(windows.channels), "{name} has a wrong number of channels");
        let repeated = images.image().checked_mul(multiplier);
        require!(
            repeated.is_some_and(|size| multiplier == 1 || size <= MOST_REPEATED),
            "{name} has too large images"
        );
        let shape = WindowShape::of(operation, &images, &windows, [height, width])?;
        Ok(Sizes { shape, images, windows, multiplier })
    }

    /// Elements of an image whose channels are repeated; none where they need not be.
    pub fn repeated(&self) -> usize {
        if self.multiplier == 1 { 0 } else { self.images.image() * self.multiplier }
    }

    /// Multiplications.
    pub fn work(&self) -> usize {
        self.windows.size().saturating_mul(self.shape.places())
    }
}

/// Two operands that are multiplied, and the sums.
pub(super) struct DepthwiseKernel {
    operands: [Operand; 3],
    plan: DepthwisePlan,
    parts: usize,
    run: Run,
}

pub(super) struct DepthwisePlan {
    pub sizes: Sizes,
    /// From the results to what is multiplied.
    pub steps: WindowLoop,
    /// Units that parts share.
    pub units: usize,
}

/// Does some units; the pointers are source, kernel, result and scratch memory.
pub(super) type Run = unsafe fn(&DepthwisePlan, Range<usize>, *const f32, *const f32, *mut f32, *mut f32);

impl DepthwiseKernel {
    /// `operands` are the source, the kernel and the result.
    pub fn build(
        context: &TaskContext<'_>,
        operands: [ValueId; 3],
        plan: DepthwisePlan,
        run: Run,
    ) -> Result<Box<dyn Kernel>> {
        let [source, kernel, result] = operands;
        context.need_scratch(4 * plan.sizes.repeated());
        Ok(Box::new(DepthwiseKernel {
            operands: [context.operand(source)?, context.operand(kernel)?, context.operand(result)?],
            parts: parts_for(context, plan.sizes.work(), plan.units),
            plan,
            run,
        }))
    }
}

impl Kernel for DepthwiseKernel {
    fn parts(&self) -> usize {
        self.parts
    }

    unsafe fn run(&self, part: usize, frame: &Frame<'_>) {
        let [source, kernel, result] = [0, 1, 2].map(|i| frame.at(&self.operands[i]));
        let units = share(self.plan.units, part, self.parts, 1);
        // SAFETY: the plan was made for the sizes of these operands; parts have different units.
        unsafe { (self.run)(&self.plan, units, source, kernel, result, frame.scratch()) };
    }
}

/// Two inputs and one output.
pub(super) fn operands(operation: &Operation) -> Result<[ValueId; 3]> {
    match (&*operation.inputs, &*operation.outputs) {
        (&[first, second], &[result]) => Ok([first, second, result]),
        _ => Err(Error::malformed(format!("{} lacks an operand", operation.kernel.name()))),
    }
}
