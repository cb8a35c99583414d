use super::shape::ConvolutionShape;
use super::taps::TapAxis;

/// Which way a correlation goes between images and windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::convolutions) enum Direction {
    /// From images to windows: a convolution.
    Forward,
    /// From windows to images: its derivative.
    Backward,
}

impl Direction {
    /// The vertical and the horizontal axis of each class of results.
    pub fn classes(self, shape: &ConvolutionShape) -> Vec<(TapAxis, TapAxis)> {
        match self {
            Direction::Forward => {
                vec![(TapAxis::forward(&shape.vertical), TapAxis::forward(&shape.horizontal))]
            }
            Direction::Backward => {
                let across = TapAxis::backward(&shape.horizontal);
                TapAxis::backward(&shape.vertical)
                    .into_iter()
                    .flat_map(|down| across.iter().map(move |across| (down, *across)))
                    .collect()
            }
        }
    }
}
