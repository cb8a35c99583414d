use crate::lanes::Lanes;
use crate::singles::{load, store};
use crate::windows::window_loop::{Place, TapWork, WindowLoop, WindowWork};

/// Sums of source times kernel over the taps of a result; `ADDS` says whether they are added to what the result holds.
pub(super) struct SumProducts<const ADDS: bool> {
    pub source: *const f32,
    pub kernel: *const f32,
    pub result: *mut f32,
}

impl<const ADDS: bool> WindowWork for SumProducts<ADDS> {
    #[inline(always)]
    unsafe fn channels<V: Lanes, const VECTORS: usize>(
        &self,
        windows: &WindowLoop,
        place: &Place,
        channel: usize,
        lanes: usize,
    ) {
        // SAFETY: the caller names only channels and taps that exist.
        unsafe {
            let result = self.result.add(place.result + channel);
            let sums = [V::zero(); VECTORS];
            let mut taps = ProductTaps { source: self.source, kernel: self.kernel, lanes, sums };
            windows.each_tap(place, channel, &mut taps);
            for i in 0..VECTORS {
                let at = result.add(i * V::COUNT);
                let sum = if ADDS { load::<V>(at, lanes).add(taps.sums[i]) } else { taps.sums[i] };
                store(sum, at, lanes);
            }
        }
    }
}

struct ProductTaps<V: Lanes, const VECTORS: usize> {
    source: *const f32,
    kernel: *const f32,
    lanes: usize,
    sums: [V; VECTORS],
}

impl<V: Lanes, const VECTORS: usize> TapWork for ProductTaps<V, VECTORS> {
    #[inline(always)]
    unsafe fn tap(&mut self, source: usize, kernel: usize) {
        for i in 0..VECTORS {
            // SAFETY: up to the caller.
            unsafe {
                let number = load::<V>(self.source.add(source + i * V::COUNT), self.lanes);
                let weight = load::<V>(self.kernel.add(kernel + i * V::COUNT), self.lanes);
                self.sums[i] = number.mul_add(weight, self.sums[i]);
            }
        }
    }
}
