//! Which elements of a source meet in the elements of a result, along one axis.
//!
//! Going forward, results are windows and their taps are pixels of an image; going back, results are pixels and their
//! taps are the windows that see them. With strides, going back, pixels fall into classes that are seen by different
//! places of the windows: each class is an axis of its own.

use super::shape::WindowAxis;
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::convolutions) struct TapAxis {
    /// Results are `first`, `first + step`, …, `count` of them.
    pub first: usize,
    pub step: usize,
    pub count: usize,
    /// Length of the source.
    pub size: usize,
    pub taps: usize,
    /// Tap `t` of result number `i` lies at `start + i · advance + t · tap_step` of the source.
    pub start: isize,
    pub advance: usize,
    pub tap_step: usize,
    /// Place in the kernel of tap `t` is `place_first + t · place_step`.
    pub place_first: usize,
    pub place_step: isize,
}

/// Neighboring results with the same taps in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::convolutions) struct Interval {
    /// Numbers of the results.
    pub results: Range<usize>,
    /// Numbers of the taps.
    pub taps: Range<usize>,
    /// Where the first tap of the first result lies in the source; 0 if there is no tap.
    pub source: usize,
}

impl TapAxis {
    /// Results are windows.
    pub fn forward(axis: &WindowAxis) -> TapAxis {
        TapAxis {
            first: 0,
            step: 1,
            count: axis.windows,
            size: axis.size,
            taps: axis.kernel,
            start: -(axis.before as isize),
            advance: axis.stride,
            tap_step: axis.dilation,
            place_first: 0,
            place_step: 1,
        }
    }

    /// Results are pixels, one axis for each class of them.
    pub fn backward(axis: &WindowAxis) -> Vec<TapAxis> {
        (0..axis.stride.min(axis.size)).map(|first| backward_class(axis, first)).collect()
    }

    /// All results, in order.
    pub fn intervals(&self) -> Vec<Interval> {
        let mut intervals: Vec<Interval> = Vec::new();
        for i in 0..self.count {
            let start = self.start + (i * self.advance) as isize;
            let taps = self.taps_inside(start);
            match intervals.last_mut() {
                Some(last) if last.taps == taps => last.results.end = i + 1,
                _ => {
                    let first = start + (taps.start * self.tap_step) as isize;
                    let source = if taps.is_empty() { 0 } else { first as usize };
                    intervals.push(Interval { results: i..i + 1, taps, source });
                }
            }
        }
        intervals
    }

    /// Place in the kernel of a tap.
    pub fn place(&self, tap: usize) -> usize {
        self.place_first.wrapping_add_signed(tap as isize * self.place_step)
    }

    /// The taps that lie in the source, if the first one lies at `start`.
    fn taps_inside(&self, start: isize) -> Range<usize> {
        let reach = |distance: isize| (distance.max(0) as usize).div_ceil(self.tap_step).min(self.taps);
        let (from, to) = (reach(-start), reach(self.size as isize - start));
        if from < to { from..to } else { 0..0 }
    }
}

/// Pixels `first`, `first + stride`, ….
fn backward_class(axis: &WindowAxis, first: usize) -> TapAxis {
    let (stride, seen_from) = (axis.stride as isize, (first + axis.before) as isize);
    // How far before the pixel a window begins that sees it with a place of the kernel.
    let distance = |place: usize| seen_from - (place * axis.dilation) as isize;
    let places: Vec<usize> = (0..axis.kernel).filter(|place| distance(*place) % stride == 0).collect();
    // From the last place down, so that windows come in order.
    let place_first = places.last().copied().unwrap_or(0);
    let gap = if let [a, b, ..] = places[..] { b - a } else { 0 };
    TapAxis {
        first,
        step: axis.stride,
        count: (axis.size - first).div_ceil(axis.stride),
        size: axis.windows,
        taps: places.len(),
        start: distance(place_first) / stride,
        advance: 1,
        tap_step: (gap * axis.dilation / axis.stride).max(1),
        place_first,
        place_step: -(gap as isize),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAME: WindowAxis = WindowAxis { size: 5, windows: 5, kernel: 3, stride: 1, dilation: 1, before: 1 };

    #[test]
    fn borders_have_intervals_of_their_own() {
        let interval = |results, taps, source| Interval { results, taps, source };
        let expected = [interval(0..1, 1..3, 0), interval(1..4, 0..3, 0), interval(4..5, 0..2, 3)];
        assert_eq!(TapAxis::forward(&SAME).intervals(), expected);
        assert_eq!(TapAxis::backward(&SAME)[0].intervals(), expected);
    }

    #[test]
    fn taps_are_the_same_pairs_in_both_directions() {
        let strides = (1..4).flat_map(|stride| (1..4).map(move |dilation| (stride, dilation)));
        for (stride, dilation) in strides {
            for (kernel, before) in [(1, 0), (2, 1), (3, 0), (3, 2), (5, 3)] {
                let axis = WindowAxis { size: 11, windows: 4, kernel, stride, dilation, before };
                let mut forward = triples(&TapAxis::forward(&axis));
                let mut backward: Vec<_> =
                    TapAxis::backward(&axis).iter().flat_map(triples).map(|(a, b, k)| (b, a, k)).collect();
                forward.sort_unstable();
                backward.sort_unstable();
                assert_eq!(forward, backward, "{axis:?}");
            }
        }
    }

    /// Result, source and place of all taps.
    fn triples(axis: &TapAxis) -> Vec<(usize, usize, usize)> {
        let mut all = Vec::new();
        for interval in axis.intervals() {
            for (i, result) in interval.results.clone().enumerate() {
                for (t, tap) in interval.taps.clone().enumerate() {
                    let source = interval.source + i * axis.advance + t * axis.tap_step;
                    assert!(source < axis.size);
                    all.push((axis.first + result * axis.step, source, axis.place(tap)));
                }
            }
        }
        all
    }
}
