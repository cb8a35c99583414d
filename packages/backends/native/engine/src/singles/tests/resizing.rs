use super::{Input, result};
use crate::program::DataType::{Float32, Int32};
use crate::testing::assert_close;

#[derive(Clone, Copy, Debug)]
struct Resize {
    old: [usize; 4],
    size: [usize; 2],
    aligns: bool,
    has_half_pixels: bool,
}

/// A place of the original and how much of it a new pixel has.
type Shares = Vec<(usize, f64)>;

impl Resize {
    fn attributes(&self) -> String {
        let Resize { size, aligns, has_half_pixels, .. } = self;
        format!(r#"{{"alignCorners":{aligns},"halfPixelCenters":{has_half_pixels},"size":{size:?}}}"#)
    }

    fn resized(&self) -> [usize; 4] {
        [self.old[0], self.size[0], self.size[1], self.old[3]]
    }

    /// Where new element `index` of an axis lies in the original.
    fn place(&self, axis: usize, index: usize) -> f64 {
        let (old, new) = (self.old[axis + 1] as f64, self.size[axis] as f64);
        let ratio = if self.aligns && new > 1.0 { (old - 1.0) / (new - 1.0) } else { old / new };
        if self.has_half_pixels { (index as f64 + 0.5) * ratio - 0.5 } else { index as f64 * ratio }
    }

    fn nearest(&self, axis: usize, index: usize) -> Shares {
        let place = self.place(axis, index) + if self.has_half_pixels { 0.5 } else { 0.0 };
        let rounded = (place + if self.aligns { 0.5 } else { 0.0 }).floor() as usize;
        vec![(rounded.min(self.old[axis + 1] - 1), 1.0)]
    }

    fn linear(&self, axis: usize, index: usize) -> Shares {
        let place = self.place(axis, index);
        let low = place.floor().max(0.0);
        let high = place.ceil().min(self.old[axis + 1] as f64 - 1.0);
        vec![(low as usize, 1.0 - (place - low)), (high as usize, place - low)]
    }

    /// Visits pairs of elements of the new and the old images, with the share.
    fn each(&self, shares: impl Fn(usize, usize) -> Shares, mut visit: impl FnMut(usize, usize, f64)) {
        let [images, height, width, channels] = self.old;
        let [rows, columns] = self.size;
        for (image, y, x) in
            (0..images * rows * columns).map(|i| (i / columns / rows, i / columns % rows, i % columns))
        {
            for (row, down) in shares(0, y) {
                for (column, right) in shares(1, x) {
                    for c in 0..channels {
                        let new = ((image * rows + y) * columns + x) * channels + c;
                        let old = ((image * height + row) * width + column) * channels + c;
                        visit(new, old, down * right);
                    }
                }
            }
        }
    }
}

fn cases() -> Vec<Resize> {
    let sizes = [
        ([2, 4, 5, 3], [8, 10]),
        ([1, 7, 6, 4], [3, 3]),
        ([3, 5, 5, 1], [7, 4]),
        ([1, 2, 2, 70], [5, 1]),
        ([1, 1, 1, 2], [4, 4]),
        ([2, 3, 4, 16], [6, 9]),
    ];
    let kinds = [(false, false), (true, false), (false, true)];
    let all =
        |(old, size)| kinds.map(|(aligns, has_half_pixels)| Resize { old, size, aligns, has_half_pixels });
    sizes.into_iter().flat_map(all).collect()
}

fn floats(bits: Vec<u32>) -> Vec<f32> {
    bits.into_iter().map(f32::from_bits).collect()
}

#[test]
fn nearest_neighbors_are_copied() {
    for case in cases() {
        for images in [Input::floats(&case.old), Input::ints(&case.old, 0, 99)] {
            let mut expected = vec![0; case.resized().iter().product()];
            case.each(|axis, i| case.nearest(axis, i), |new, old, _| expected[new] = images.elements[old]);
            let output = (&case.resized()[..], images.dtype);
            assert_eq!(result("ResizeNearestNeighbor", &[&images], &case.attributes(), output), expected);
        }
    }
}

#[test]
fn bilinear_neighbors_are_mixed() {
    for case in cases() {
        let images = Input::floats(&case.old);
        let mut expected = vec![0.0; case.resized().iter().product()];
        case.each(
            |axis, i| case.linear(axis, i),
            |new, old, share| expected[new] += share * f64::from(images.float(old)),
        );
        let found = result("ResizeBilinear", &[&images], &case.attributes(), (&case.resized(), Float32));
        let expected: Vec<f32> = expected.into_iter().map(|one| one as f32).collect();
        assert_close(&floats(found), &expected, 1e-6);
    }
}

#[test]
fn slopes_go_where_pixels_came_from() {
    for case in cases() {
        // tfjs knows no half pixels in derivatives.
        let plain = Resize { has_half_pixels: false, ..case };
        let (images, slopes) = (Input::floats(&case.old), Input::floats(&case.resized()));
        let gradient = |shares: &dyn Fn(usize, usize) -> Shares| {
            let mut sums = vec![0.0; images.elements.len()];
            plain.each(shares, |new, old, share| sums[old] += share * f64::from(slopes.float(new)));
            sums.into_iter().map(|one| one as f32).collect::<Vec<f32>>()
        };
        let found =
            |kernel| floats(result(kernel, &[&slopes, &images], &case.attributes(), (&case.old, Float32)));
        // Sums of up to a hundred numbers.
        let nearest = gradient(&|axis, i| plain.nearest(axis, i));
        assert_close(&found("ResizeNearestNeighborGrad"), &nearest, 1e-5);
        let linear = gradient(&|axis, i| plain.linear(axis, i));
        assert_close(&found("ResizeBilinearGrad"), &linear, 1e-5);
    }
}

#[test]
fn each_image_has_its_own_slopes() {
    let (images, slopes) =
        (Input::floats(&[2, 1, 1, 1]), Input::of_floats(&[2, 2, 1, 1], &[1.0, 2.0, 3.0, 4.0]));
    let attributes = r#"{"alignCorners":false}"#;
    let found =
        result("ResizeNearestNeighborGrad", &[&slopes, &images], attributes, (&[2, 1, 1, 1], Float32));
    // Both rows of each image came from its one pixel.
    assert_eq!(floats(found), [3.0, 7.0]);
}

#[test]
fn whole_numbers_are_not_mixed() {
    let images = Input::ints(&[1, 2, 2, 1], 0, 9);
    let outputs = [(&[1, 4, 4, 1][..], Int32)];
    assert!(super::run("ResizeBilinear", &[&images], "{}", &outputs, crate::lanes::Isa::best(), 1).is_err());
}
