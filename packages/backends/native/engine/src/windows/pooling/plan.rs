use crate::error::Result;
use crate::plan::TaskContext;
use crate::program::{Operation, ValueId};
use crate::require;
use crate::windows::image::Images;
use crate::windows::tap_axis::TapAxis;
use crate::windows::window_loop::WindowLoop;
use crate::windows::window_shape::{WindowShape, pair};

/// What all kinds of pooling know of their windows.
#[derive(Debug)]
pub(super) struct PoolingPlan {
    pub shape: WindowShape,
    pub images: Images,
    pub windows: Images,
    /// From windows to pixels.
    pub steps: WindowLoop,
}

impl PoolingPlan {
    /// `image` has pixels, `windows` a number for each window and channel.
    pub fn of(
        operation: &Operation,
        context: &TaskContext<'_>,
        image: ValueId,
        windows: ValueId,
    ) -> Result<PoolingPlan> {
        let name = operation.kernel.name();
        let images = Images::of(image, name, context)?;
        let windows = Images::of(windows, name, context)?;
        require!(images.channels == windows.channels, "{name} changes the number of channels");
        let shape =
            WindowShape::of(operation, &images, &windows, pair(&operation.attributes, "filterSize")?)?;
        let steps = WindowLoop::new(
            TapAxis::forward(&shape.vertical),
            TapAxis::forward(&shape.horizontal),
            images.width,
            0,
            images.channels,
        );
        Ok(PoolingPlan { shape, images, windows, steps })
    }

    /// Visits of taps.
    pub fn work(&self) -> usize {
        self.windows.size().saturating_mul(self.shape.places())
    }
}
