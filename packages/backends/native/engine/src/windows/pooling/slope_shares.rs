//! What the pixels of a window get of its slope: the greatest number all of it, or all of them the same.

use crate::lanes::{IntLanes, Lanes};
use crate::singles::load;
use crate::windows::window_loop::{Place, TapWork, WindowLoop};

/// How the slope of a window is shared.
pub(super) trait SlopeShares: Send + Sync + 'static {
    /// Whether the numbers of the image matter.
    const READS_IMAGE: bool;
    /// What is known of a window before its taps are visited.
    type Window<V: Lanes>: Copy;

    /// `VECTORS` vectors of channels of a window of `places` places.
    ///
    /// # Safety
    ///
    /// As for [`WindowWork::channels`](crate::windows::window_loop::WindowWork::channels); the image is one of the loop's, if it
    /// matters.
    unsafe fn of<V: Lanes, const VECTORS: usize>(
        slopes: [V; VECTORS],
        image: *const f32,
        windows: &WindowLoop,
        at: (&Place, usize, usize),
        places: f32,
    ) -> [Self::Window<V>; VECTORS];

    /// What tap number `tap` gets.
    ///
    /// # Safety
    ///
    /// As for [`Lanes`].
    unsafe fn share<V: Lanes>(window: Self::Window<V>, tap: i32) -> V;
}

/// All to the greatest number, the first one where several are equal.
pub(super) struct ToGreatest;

/// The same to all places of a window, padding included, as tfjs has it.
pub(super) struct ToAll;

impl SlopeShares for ToGreatest {
    const READS_IMAGE: bool = true;
    /// The slope, and the numbers of the taps that get it.
    type Window<V: Lanes> = (V, V::Int);

    #[inline(always)]
    unsafe fn of<V: Lanes, const VECTORS: usize>(
        slopes: [V; VECTORS],
        image: *const f32,
        windows: &WindowLoop,
        (place, channel, lanes): (&Place, usize, usize),
        _places: f32,
    ) -> [(V, V::Int); VECTORS] {
        // SAFETY: up to the caller.
        unsafe {
            let first = image.wrapping_add(place.source + channel);
            let mut greatest = [V::zero(); VECTORS];
            for (i, number) in greatest.iter_mut().enumerate() {
                *number = load(first.wrapping_add(i * V::COUNT), lanes);
            }
            let mut search = Search { image, lanes, tap: 0, greatest, winner: [V::Int::splat(0); VECTORS] };
            windows.each_tap(place, channel, &mut search);
            let mut shared = [(V::zero(), V::Int::splat(0)); VECTORS];
            for i in 0..VECTORS {
                shared[i] = (slopes[i], search.winner[i]);
            }
            shared
        }
    }

    #[inline(always)]
    unsafe fn share<V: Lanes>((slope, winner): (V, V::Int), tap: i32) -> V {
        // SAFETY: up to the caller.
        unsafe { V::select(winner.eq(V::Int::splat(tap)), slope, V::zero()) }
    }
}

/// Looks for the greatest number of a window.
struct Search<V: Lanes, const VECTORS: usize> {
    image: *const f32,
    lanes: usize,
    tap: i32,
    greatest: [V; VECTORS],
    winner: [V::Int; VECTORS],
}

impl<V: Lanes, const VECTORS: usize> TapWork for Search<V, VECTORS> {
    #[inline(always)]
    unsafe fn tap(&mut self, source: usize, _kernel: usize) {
        for i in 0..VECTORS {
            // SAFETY: up to the caller.
            unsafe {
                let number = load::<V>(self.image.add(source + i * V::COUNT), self.lanes);
                let is_greater = self.greatest[i].lt(number);
                self.greatest[i] = V::select(is_greater, number, self.greatest[i]);
                self.winner[i] = V::Int::select(is_greater, V::Int::splat(self.tap), self.winner[i]);
            }
        }
        self.tap += 1;
    }
}

impl SlopeShares for ToAll {
    const READS_IMAGE: bool = false;
    type Window<V: Lanes> = V;

    #[inline(always)]
    unsafe fn of<V: Lanes, const VECTORS: usize>(
        mut slopes: [V; VECTORS],
        _image: *const f32,
        _windows: &WindowLoop,
        _at: (&Place, usize, usize),
        places: f32,
    ) -> [V; VECTORS] {
        for slope in &mut slopes {
            // SAFETY: up to the caller.
            unsafe { *slope = slope.div(V::splat(places)) };
        }
        slopes
    }

    #[inline(always)]
    unsafe fn share<V: Lanes>(share: V, _tap: i32) -> V {
        share
    }
}
