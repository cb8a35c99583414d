use super::resized_axis::ResizedAxis;
use super::values::{check_elements, input, output};
use crate::error::{Error, Result};
use crate::memory::Operand;
use crate::plan::TaskContext;
use crate::program::{DataType, Operation, ValueId};
use crate::require;

/// Images and what they become, or the other way round for derivatives.
pub(super) struct Resizing {
    pub images: usize,
    pub rows: ResizedAxis,
    pub columns: ResizedAxis,
    pub channels: usize,
    pub source: Operand,
    pub result: Operand,
}

impl Resizing {
    /// Of the only input, to the result.
    pub fn forward(operation: &Operation, context: &TaskContext<'_>) -> Result<Resizing> {
        let (old, new) = (input(operation, 0)?, output(operation, 0)?);
        Resizing::of(operation, context, [old, new], [old, new])
    }

    /// From the first input, `dy`, back to the result.
    pub fn backward(operation: &Operation, context: &TaskContext<'_>) -> Result<Resizing> {
        let (new, old) = (input(operation, 0)?, output(operation, 0)?);
        require_floats(operation, context, new)?;
        let mut resizing = Resizing::of(operation, context, [old, new], [new, old])?;
        // tfjs knows no half pixel centers in its derivatives.
        resizing.rows.has_half_pixel_centers = false;
        resizing.columns.has_half_pixel_centers = false;
        Ok(resizing)
    }

    fn of(
        operation: &Operation,
        context: &TaskContext<'_>,
        [old, new]: [ValueId; 2],
        [source, result]: [ValueId; 2],
    ) -> Result<Resizing> {
        let name = operation.kernel.name();
        check_elements(operation, context)?;
        let (&[images, height, width, channels], &[new_images, new_height, new_width, new_channels]) =
            (context.shape(old), context.shape(new))
        else {
            return Err(Error::malformed(format!("{name} has images that are not of rank 4")));
        };
        require!(images == new_images && channels == new_channels, "{name} changes more than the size");
        require!(context.value(old).dtype == context.value(new).dtype, "{name} changes the type");
        let axis = |old, new| ResizedAxis::of(&operation.attributes, old, new);
        Ok(Resizing {
            images,
            rows: axis(height, new_height)?,
            columns: axis(width, new_width)?,
            channels,
            source: context.operand(source)?,
            result: context.operand(result)?,
        })
    }

    /// Elements of an original image.
    pub fn old_image(&self) -> usize {
        self.rows.old_size * self.old_row()
    }

    /// Elements of a row of it.
    pub fn old_row(&self) -> usize {
        self.columns.old_size * self.channels
    }

    /// Elements of a resized image.
    pub fn new_image(&self) -> usize {
        self.rows.new_size * self.new_row()
    }

    /// Elements of a row of it.
    pub fn new_row(&self) -> usize {
        self.columns.new_size * self.channels
    }

    /// Element visits.
    pub fn visits(&self) -> usize {
        self.images * (self.new_image() + self.old_image())
    }
}

/// Refuses images of other types.
pub(super) fn require_floats(
    operation: &Operation,
    context: &TaskContext<'_>,
    images: ValueId,
) -> Result<()> {
    if context.value(images).dtype != DataType::Float32 {
        return Err(Error::unsupported(operation.kernel.name(), "images that are not float32"));
    }
    Ok(())
}
