//! What all kernels compute, in plain loops.

/// Windows over images, with as many numbers for each channel as the multiplier says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Windows {
    pub images: usize,
    pub size: [usize; 2],
    pub channels: usize,
    pub multiplier: usize,
    pub kernel: [usize; 2],
    pub strides: [usize; 2],
    pub dilations: [usize; 2],
    /// Before and behind, vertically and horizontally.
    pub pad: [[usize; 2]; 2],
}

/// A pixel of the image and a place of the filter, for number 0 of a channel.
struct Tap {
    image: usize,
    filter: usize,
}

impl Windows {
    pub fn count(&self, axis: usize) -> usize {
        let [before, behind] = self.pad[axis];
        let reach = (self.kernel[axis] - 1) * self.dilations[axis] + 1;
        (self.size[axis] + before + behind - reach) / self.strides[axis] + 1
    }

    pub fn image_shape(&self) -> [usize; 4] {
        [self.images, self.size[0], self.size[1], self.channels]
    }

    pub fn filter_shape(&self) -> [usize; 4] {
        [self.kernel[0], self.kernel[1], self.channels, self.multiplier]
    }

    pub fn window_shape(&self) -> [usize; 4] {
        [self.images, self.count(0), self.count(1), self.channels * self.multiplier]
    }

    pub fn attributes(&self, padding: &str) -> String {
        let Windows { kernel, strides, dilations, .. } = self;
        format!(
            r#"{{"filterSize":{kernel:?},"strides":{strides:?},"dilations":{dilations:?},"pad":{padding}}}"#
        )
    }

    pub fn explicit_padding(&self) -> String {
        format!("[[0,0],{:?},{:?},[0,0]]", self.pad[0], self.pad[1])
    }

    /// Visits windows, by the element for number 0 of a channel, with their taps.
    fn each(&self, mut visit: impl FnMut(usize, &[Tap])) {
        let [height, width] = self.size;
        let (rows, columns) = (self.count(0), self.count(1));
        for i in 0..self.images * rows * columns * self.channels {
            let (place, c) = (i / self.channels, i % self.channels);
            let (n, v, u) = (place / columns / rows, place / columns % rows, place % columns);
            let mut taps = Vec::new();
            for ky in 0..self.kernel[0] {
                for kx in 0..self.kernel[1] {
                    let y = v * self.strides[0] + ky * self.dilations[0];
                    let x = u * self.strides[1] + kx * self.dilations[1];
                    let (Some(y), Some(x)) = (y.checked_sub(self.pad[0][0]), x.checked_sub(self.pad[1][0]))
                    else {
                        continue;
                    };
                    if y < height && x < width {
                        taps.push(Tap {
                            image: ((n * height + y) * width + x) * self.channels + c,
                            filter: ((ky * self.kernel[1] + kx) * self.channels + c) * self.multiplier,
                        });
                    }
                }
            }
            visit(i * self.multiplier, &taps);
        }
    }
}

/// The result, given the image, the filter and the slopes of the windows.
pub(super) fn expected(kernel: &str, w: &Windows, image: &[f32], filter: &[f32], slopes: &[f32]) -> Vec<f32> {
    let size = match kernel {
        "MaxPool" | "AvgPool" | "DepthwiseConv2dNative" => slopes.len(),
        "DepthwiseConv2dNativeBackpropFilter" => filter.len(),
        _ => image.len(),
    };
    let mut result = vec![0.0f64; size];
    let places = (w.kernel[0] * w.kernel[1]) as f64;
    w.each(|i, taps| {
        let number = |tap: &Tap| f64::from(image[tap.image]);
        let greatest = taps.iter().map(number).fold(f64::NEG_INFINITY, f64::max);
        match kernel {
            "MaxPool" => result[i] = greatest,
            "AvgPool" => result[i] = taps.iter().map(number).sum::<f64>() / taps.len() as f64,
            "MaxPoolGrad" => {
                let winner = taps.iter().find(|tap| number(tap) == greatest).expect("a winner");
                result[winner.image] += f64::from(slopes[i]);
            }
            "AvgPoolGrad" => {
                for tap in taps {
                    result[tap.image] += f64::from(slopes[i]) / places;
                }
            }
            _ => {
                for (tap, q) in taps.iter().flat_map(|tap| (0..w.multiplier).map(move |q| (tap, q))) {
                    let weight = f64::from(filter[tap.filter + q]);
                    let slope = f64::from(slopes[i + q]);
                    match kernel {
                        "DepthwiseConv2dNative" => result[i + q] += number(tap) * weight,
                        "DepthwiseConv2dNativeBackpropInput" => result[tap.image] += slope * weight,
                        _ => result[tap.filter + q] += slope * number(tap),
                    }
                }
            }
        }
    });
    result.into_iter().map(|one| one as f32).collect()
}
