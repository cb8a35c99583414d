//! Convolution of each channel by itself, and its derivatives.
//!
//! All three are sums of source times kernel over the taps of a result, channel by channel: see [`plan`] for who is what.
//! Where windows have several numbers for a channel, the channels of the image are repeated, so that the sums are those of
//! as many channels with one number each.

mod filter_gradient;
mod forward;
mod input_gradient;
mod plan;
mod repeat;
mod sums;

pub(super) use filter_gradient::depthwise_filter_gradient;
pub(super) use forward::depthwise;
pub(super) use input_gradient::depthwise_input_gradient;
