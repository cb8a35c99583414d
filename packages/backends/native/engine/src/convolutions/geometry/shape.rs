//! Sizes of a convolution, whichever of its three operands is the result.

use crate::error::{Error, Result};
use crate::plan::TaskContext;
use crate::program::{Attributes, DataType, Operation, ValueId};
use crate::require;

/// Sizes, strides and the like stay below this, so that products of two of them are no problem.
const LARGEST_SIZE: usize = 1 << 31;
/// Elements of an operand stay below this.
const MOST_ELEMENTS: usize = 1 << 40;
/// Kernels are built for every place of a window, and for every pixel between windows: there must not be too many.
const MOST_PLACES: usize = 1 << 16;
const LONGEST_STRIDE: usize = 1 << 8;

/// Less work, some ten microseconds, is not worth another thread. Tests divide almost all.
const LITTLE_WORK: usize = if cfg!(test) { 30_000 } else { 1 << 19 };

/// Windows along one axis of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::convolutions) struct WindowAxis {
    /// Length of the image.
    pub size: usize,
    /// Number of windows.
    pub windows: usize,
    /// Places in a window.
    pub kernel: usize,
    /// Distance between windows.
    pub stride: usize,
    /// Distance between the places of a window.
    pub dilation: usize,
    /// How far the first window begins before the image.
    pub before: usize,
}

/// Which of the operands is the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::convolutions) enum Wanted {
    Windows,
    Image,
    Filter,
}

/// Sizes of an image, whose channels lie side by side.
#[derive(Clone, Copy, Debug)]
pub(in crate::convolutions) struct Image {
    pub height: usize,
    pub width: usize,
    pub channels: usize,
}

impl Image {
    /// Elements of a row.
    pub fn row(&self) -> usize {
        self.width * self.channels
    }

    /// Elements of the image.
    pub fn size(&self) -> usize {
        self.height * self.row()
    }
}

/// The image is `[images, vertical.size, horizontal.size, channels]`, the filter `[vertical.kernel, horizontal.kernel,
/// channels, filters]`, and the windows are `[images, vertical.windows, horizontal.windows, filters]`.
#[derive(Clone, Copy, Debug)]
pub(in crate::convolutions) struct ConvolutionShape {
    pub images: usize,
    pub vertical: WindowAxis,
    pub horizontal: WindowAxis,
    pub channels: usize,
    pub filters: usize,
}

impl ConvolutionShape {
    /// The shape of an operation, and which operand it makes.
    pub fn of(operation: &Operation, context: &TaskContext<'_>) -> Result<(ConvolutionShape, Wanted)> {
        let name = operation.kernel.name();
        let ([first, second], [result]) = (operation.inputs.as_slice(), operation.outputs.as_slice()) else {
            return Err(Error::malformed(format!("{name} has two inputs and one output")));
        };
        let (wanted, image, filter, windows) = match name {
            "Conv2D" => (Wanted::Windows, first, second, result),
            "Conv2DBackpropInput" => (Wanted::Image, result, second, first),
            "Conv2DBackpropFilter" => (Wanted::Filter, first, result, second),
            _ => return Err(Error::unsupported(name, "it is no convolution")),
        };
        if operation.attributes.has("dataFormat") && operation.attributes.text("dataFormat")? != "NHWC" {
            return Err(Error::unsupported(name, "channels come first"));
        }
        let [images, height, width, channels] = sizes_of(*image, name, context)?;
        let [kernel_height, kernel_width, inner, filters] = sizes_of(*filter, name, context)?;
        let [count, down, across, outer] = sizes_of(*windows, name, context)?;
        require!(count == images && outer == filters, "operands of {name} do not belong together");
        if inner != channels {
            return Err(Error::unsupported(name, "channels are in groups"));
        }
        let axis = |i, size, windows, kernel| window_axis(&operation.attributes, i, size, windows, kernel);
        let vertical = axis(0, height, down, kernel_height)?;
        let horizontal = axis(1, width, across, kernel_width)?;
        let is_large = kernel_height * kernel_width > MOST_PLACES;
        if is_large || vertical.stride.max(horizontal.stride) > LONGEST_STRIDE {
            return Err(Error::unsupported(name, "windows are too large or too far apart"));
        }
        Ok((ConvolutionShape { images, vertical, horizontal, channels, filters }, wanted))
    }

    pub fn pixel_image(&self) -> Image {
        Image { height: self.vertical.size, width: self.horizontal.size, channels: self.channels }
    }

    pub fn window_image(&self) -> Image {
        Image { height: self.vertical.windows, width: self.horizontal.windows, channels: self.filters }
    }

    /// Elements of the filter.
    pub fn filter_size(&self) -> usize {
        self.vertical.kernel * self.horizontal.kernel * self.channels * self.filters
    }

    /// Multiplications with additions, those with what lies outside of the image included.
    pub fn work(&self) -> usize {
        [self.vertical.windows, self.horizontal.windows, self.vertical.kernel, self.horizontal.kernel]
            .into_iter()
            .chain([self.channels, self.filters])
            .fold(self.images, usize::saturating_mul)
    }
}

/// Threads that share the work of a convolution, of so many units.
pub(in crate::convolutions) fn parts_for(
    shape: &ConvolutionShape,
    units: usize,
    context: &TaskContext<'_>,
) -> usize {
    if shape.work() < LITTLE_WORK { 1 } else { context.threads().min(units) }
}

fn sizes_of(id: ValueId, name: &str, context: &TaskContext<'_>) -> Result<[usize; 4]> {
    let value = context.value(id);
    if value.dtype != DataType::Float32 {
        return Err(Error::unsupported(name, "it is not of float32"));
    }
    let Ok(sizes) = <[usize; 4]>::try_from(value.shape.as_slice()) else {
        return Err(Error::unsupported(name, "it is not of rank 4"));
    };
    if sizes.contains(&0) {
        return Err(Error::unsupported(name, "an operand is empty"));
    }
    let elements = sizes.iter().try_fold(1usize, |product, size| product.checked_mul(*size));
    let fits = sizes.iter().all(|size| *size < LARGEST_SIZE);
    require!(fits && elements.is_some_and(|n| n < MOST_ELEMENTS), "an operand of {name} is too large");
    Ok(sizes)
}

/// Axis 0 is the vertical one.
fn window_axis(
    attributes: &Attributes,
    axis: usize,
    size: usize,
    windows: usize,
    kernel: usize,
) -> Result<WindowAxis> {
    let stride = step(attributes, "strides", axis)?;
    let dilation = step(attributes, "dilations", axis)?;
    let covered = (windows - 1) * stride + (kernel - 1) * dilation + 1;
    let before = padding_before(attributes, axis, covered.saturating_sub(size))?;
    require!(before < LARGEST_SIZE, "the padding of a convolution is too large");
    Ok(WindowAxis { size, windows, kernel, stride, dilation, before })
}

/// A number for both axes, or one for each; 1 where nothing is said.
fn step(attributes: &Attributes, name: &str, axis: usize) -> Result<usize> {
    if !attributes.has(name) {
        return Ok(1);
    }
    let step = match attributes.size(name) {
        Ok(both) => both,
        Err(_) => match attributes.sizes(name)?.as_slice() {
            [both] => *both,
            [down, across] => [*down, *across][axis],
            _ => return Err(Error::malformed(format!("{name} of a convolution are two numbers"))),
        },
    };
    require!((1..LARGEST_SIZE).contains(&step), "{name} of a convolution are at least 1");
    Ok(step)
}

/// `missing`: how much longer the image would have to be for all windows to lie in it.
fn padding_before(attributes: &Attributes, axis: usize, missing: usize) -> Result<usize> {
    if !attributes.has("pad") {
        return Ok(0);
    }
    if let Ok(word) = attributes.text("pad") {
        return Ok(if word == "same" { missing / 2 } else { 0 });
    }
    if let Ok(both) = attributes.size("pad") {
        return Ok(both);
    }
    let pairs = attributes.pairs("pad")?;
    require!(pairs.len() == 4, "the padding of a convolution has a pair for each axis");
    Ok(pairs[axis + 1][0])
}
