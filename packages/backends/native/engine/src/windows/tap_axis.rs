//! Which elements of a source meet in the elements of a result, along one axis.
//!
//! Going forward, results are windows and their taps are pixels of an image. Going back, results are pixels and their taps
//! are the windows that see them, from the first one on. For the gradient of a filter, results are places of the kernel and
//! their taps are the windows in which the place lies in the image.

use super::window_shape::WindowAxis;
use std::ops::Range;

/// The taps of one result that lie in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// Where the first one lies in the source.
    pub source: usize,
    /// And in the kernel.
    pub kernel: usize,
    pub count: usize,
}

#[derive(Debug)]
pub(super) struct TapAxis {
    /// One for each result.
    pub spans: Box<[Span]>,
    /// From tap to tap, in the source.
    pub source_step: usize,
    /// From tap to tap, in the kernel.
    pub kernel_step: isize,
}

impl TapAxis {
    /// Results are windows.
    pub fn forward(axis: &WindowAxis) -> TapAxis {
        let &WindowAxis { size, windows, kernel, stride, dilation, before } = axis;
        let spans = (0..windows).map(|window| {
            let begin = (window * stride) as isize - before as isize;
            inside(begin, dilation, kernel, size)
        });
        TapAxis { spans: spans.collect(), source_step: dilation, kernel_step: 1 }
    }

    /// Results are pixels. Windows must not be dilated.
    pub fn backward(axis: &WindowAxis) -> TapAxis {
        let &WindowAxis { size, windows, kernel, stride, before, .. } = axis;
        let spans = (0..size).map(|pixel| {
            let place = pixel + before;
            let first = (place + 1).saturating_sub(kernel).div_ceil(stride);
            let end = (place / stride + 1).min(windows);
            if first < end {
                Span { source: first, kernel: place - first * stride, count: end - first }
            } else {
                Span::EMPTY
            }
        });
        TapAxis { spans: spans.collect(), source_step: 1, kernel_step: -(stride as isize) }
    }

    /// Results are places of the kernel; what else has the sizes of a kernel is one number for each window.
    pub fn across_windows(axis: &WindowAxis) -> TapAxis {
        let &WindowAxis { size, windows, kernel, stride, dilation, before } = axis;
        let spans = (0..kernel).map(|place| {
            let begin = (place * dilation) as isize - before as isize;
            inside(begin, stride, windows, size)
        });
        TapAxis { spans: spans.collect(), source_step: stride, kernel_step: 1 }
    }

    /// Whether some result has no tap in the source.
    pub fn has_empty_results(&self) -> bool {
        self.spans.iter().any(|span| span.count == 0)
    }

    /// What lies in no window, of windows that do not overlap: before each of them, and behind the last one.
    pub fn gaps(&self, size: usize) -> Box<[Range<usize>]> {
        let mut done = 0;
        let mut gaps = Vec::with_capacity(self.spans.len() + 1);
        for span in &self.spans {
            let begin = if span.count > 0 { span.source } else { done };
            gaps.push(done..begin);
            done = begin + span.count;
        }
        gaps.push(done..size);
        gaps.into()
    }
}

impl Span {
    const EMPTY: Span = Span { source: 0, kernel: 0, count: 0 };
}

/// Of the places `begin`, `begin + step`, …, `count` of them, those in `0 .. size`.
fn inside(begin: isize, step: usize, count: usize, size: usize) -> Span {
    let from = ((-begin).max(0) as usize).div_ceil(step);
    let to = ((size as isize - begin).max(0) as usize).div_ceil(step).min(count);
    if from >= to {
        return Span::EMPTY;
    }
    Span { source: (begin + (from * step) as isize) as usize, kernel: from, count: to - from }
}
