use super::plan::PoolingPlan;
use super::slope_shares::SlopeShares;
use crate::lanes::Lanes;
use crate::singles::{load, store};
use crate::windows::window_loop::{Place, TapWork, WindowLoop, WindowWork};
use std::marker::PhantomData;

/// Writes shares of slopes, or adds them.
pub(super) struct SpreadSlope<S, const ADDS: bool> {
    slopes: *const f32,
    image: *const f32,
    pub gradient: *mut f32,
    places: f32,
    shares: PhantomData<S>,
}

impl<S: SlopeShares, const ADDS: bool> SpreadSlope<S, ADDS> {
    /// For one of the images.
    #[inline(always)]
    pub fn of(
        plan: &PoolingPlan,
        image: usize,
        slopes: *const f32,
        images: *const f32,
        gradient: *mut f32,
    ) -> Self {
        SpreadSlope {
            slopes: slopes.wrapping_add(image * plan.windows.image()),
            image: images.wrapping_add(image * plan.images.image()),
            gradient: gradient.wrapping_add(image * plan.images.image()),
            places: plan.shape.places() as f32,
            shares: PhantomData,
        }
    }
}

impl<S: SlopeShares, const ADDS: bool> WindowWork for SpreadSlope<S, ADDS> {
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
            let mut slopes = [V::zero(); VECTORS];
            for (i, slope) in slopes.iter_mut().enumerate() {
                *slope = load(self.slopes.add(place.result + channel + i * V::COUNT), lanes);
            }
            let shares = S::of(slopes, self.image, windows, (place, channel, lanes), self.places);
            let mut taps =
                SpreadTaps::<V, S, VECTORS, ADDS> { gradient: self.gradient, lanes, tap: 0, shares };
            windows.each_tap(place, channel, &mut taps);
        }
    }
}

struct SpreadTaps<V: Lanes, S: SlopeShares, const VECTORS: usize, const ADDS: bool> {
    gradient: *mut f32,
    lanes: usize,
    tap: i32,
    shares: [S::Window<V>; VECTORS],
}

impl<V: Lanes, S: SlopeShares, const VECTORS: usize, const ADDS: bool> TapWork
    for SpreadTaps<V, S, VECTORS, ADDS>
{
    #[inline(always)]
    unsafe fn tap(&mut self, source: usize, _kernel: usize) {
        for i in 0..VECTORS {
            // SAFETY: up to the caller.
            unsafe {
                let at = self.gradient.add(source + i * V::COUNT);
                let mut share = S::share::<V>(self.shares[i], self.tap);
                if ADDS {
                    share = load::<V>(at, self.lanes).add(share);
                }
                store(share, at, self.lanes);
            }
        }
        self.tap += 1;
    }
}
