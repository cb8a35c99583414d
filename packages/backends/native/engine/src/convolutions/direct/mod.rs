//! Convolutions and their derivatives by sums over the elements as they lie in memory.

mod correlation;
mod filter_gradient;
mod gradient_sums;
mod pixel_walk;
mod rectangle;
mod row_group;

pub(super) use correlation::Correlation;
pub(super) use filter_gradient::filter_gradient;
