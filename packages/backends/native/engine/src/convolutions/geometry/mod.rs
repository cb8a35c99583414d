//! Sizes of convolutions, and which elements of their operands belong together.

mod blocks;
mod direction;
mod shape;
mod taps;

pub(super) use blocks::{Block, Blocks};
pub(super) use direction::Direction;
pub(super) use shape::{ConvolutionShape, Image, Wanted, WindowAxis, parts_for};
pub(super) use taps::{Interval, TapAxis};
