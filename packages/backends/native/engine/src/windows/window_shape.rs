//! How windows slide over images.

use super::image::Images;
use crate::error::{Error, Result};
use crate::program::{Attributes, Operation};
use crate::require;

/// Most of any number that describes windows: their products can be computed, and tables of windows be held in memory.
const MOST: usize = 1 << 24;

/// Windows along one axis of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WindowAxis {
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WindowShape {
    pub vertical: WindowAxis,
    pub horizontal: WindowAxis,
}

impl WindowShape {
    /// Windows of `kernel` height and width over `images`, with a pixel for each window in `windows`.
    pub fn of(
        operation: &Operation,
        images: &Images,
        windows: &Images,
        kernel: [usize; 2],
    ) -> Result<WindowShape> {
        let Operation { kernel: name, attributes, .. } = operation;
        if attributes.has("dataFormat") && attributes.text("dataFormat")? == "NCHW" {
            return Err(Error::unsupported(name.name(), "channels come first"));
        }
        require!(images.count == windows.count, "{} has another number of images", name.name());
        let strides = pair(attributes, "strides")?;
        let dilations = pair(attributes, "dilations")?;
        let sizes = [(images.height, windows.height), (images.width, windows.width)];
        let axis = |i: usize| {
            let (size, windows) = sizes[i];
            let mut axis = WindowAxis {
                size,
                windows,
                kernel: kernel[i],
                stride: strides[i],
                dilation: dilations[i],
                before: 0,
            };
            axis.before = padding_before(attributes, i, &axis)?;
            axis.check()?;
            Ok(axis)
        };
        Ok(WindowShape { vertical: axis(0)?, horizontal: axis(1)? })
    }

    /// Places of a window.
    pub fn places(&self) -> usize {
        self.vertical.kernel * self.horizontal.kernel
    }

    /// Whether no two windows have a pixel in common.
    pub fn is_apart(&self) -> bool {
        self.vertical.is_apart() && self.horizontal.is_apart()
    }
}

impl WindowAxis {
    fn is_apart(&self) -> bool {
        self.dilation == 1 && self.kernel <= self.stride
    }

    fn check(&self) -> Result<()> {
        let WindowAxis { size, windows, kernel, stride, dilation, before } = *self;
        require!(kernel > 0 && stride > 0 && dilation > 0, "a window has a size or stride of zero");
        let all = [size, windows, kernel, stride, dilation, before];
        require!(all.into_iter().all(|one| one <= MOST), "windows are too large");
        Ok(())
    }
}

/// A number for both axes, or one for each; 1 where nothing is said.
pub(super) fn pair(attributes: &Attributes, name: &str) -> Result<[usize; 2]> {
    if !attributes.has(name) {
        return Ok([1, 1]);
    }
    if let Ok(both) = attributes.size(name) {
        return Ok([both, both]);
    }
    match *attributes.sizes(name)? {
        [both] => Ok([both, both]),
        [vertical, horizontal] => Ok([vertical, horizontal]),
        _ => Err(Error::malformed(format!("the attribute {name} must be one or two numbers"))),
    }
}

/// `pad` is a number, `same`, `valid`, or numbers before and behind each axis of the images.
fn padding_before(attributes: &Attributes, i: usize, axis: &WindowAxis) -> Result<usize> {
    if !attributes.has("pad") {
        return Ok(0);
    }
    if let Ok(before) = attributes.size("pad") {
        return Ok(before);
    }
    if let Ok(text) = attributes.text("pad") {
        require!(text == "same" || text == "valid", "padding {text} is not known");
        return Ok(if text == "same" { same_padding(axis) } else { 0 });
    }
    let pads = attributes.pairs("pad")?;
    require!(pads.len() == 4, "padding must have a pair for each of four axes");
    Ok(pads[i + 1][0])
}

/// What is missing of all that the windows cover, shared between both sides: the odd one goes behind.
fn same_padding(axis: &WindowAxis) -> usize {
    let WindowAxis { size, windows, kernel, stride, dilation, .. } = *axis;
    let covered = (windows.saturating_sub(1))
        .saturating_mul(stride)
        .saturating_add(kernel.saturating_sub(1).saturating_mul(dilation))
        .saturating_add(1);
    covered.saturating_sub(size) / 2
}
