//! Visits the results of sliding windows one by one, and the taps of each.

use super::tap_axis::TapAxis;
use crate::lanes::Lanes;

/// What is known of windows when a kernel is built. All distances are in elements.
#[derive(Debug)]
pub(super) struct WindowLoop {
    vertical: TapAxis,
    horizontal: TapAxis,
    channels: usize,
    /// Distances between the rows and between the columns of taps, in the source.
    source_steps: [usize; 2],
    /// And in the kernel.
    kernel_steps: [isize; 2],
    /// Elements of a row of the source, and of a row of the kernel.
    source_row: usize,
    kernel_row: usize,
}

/// Where a result and its first tap lie, in elements from the beginning of an image.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub source: usize,
    pub kernel: usize,
    pub result: usize,
    /// Taps.
    pub down: usize,
    pub across: usize,
}

/// What is done for each window.
pub(super) trait WindowWork {
    /// Does `VECTORS` vectors of channels, from `channel` on, of which the first `lanes` lanes exist; of several vectors
    /// all do.
    ///
    /// # Safety
    ///
    /// As for [`Lanes`]; the place and channels are those of a result of the loop.
    unsafe fn channels<V: Lanes, const VECTORS: usize>(
        &self,
        windows: &WindowLoop,
        place: &Place,
        channel: usize,
        lanes: usize,
    );
}

/// What is done for each tap of a window.
pub(super) trait TapWork {
    /// `source` and `kernel` are elements from the beginning of the image and of the kernel.
    ///
    /// # Safety
    ///
    /// As for [`Lanes`]; they are those of a tap of the window.
    unsafe fn tap(&mut self, source: usize, kernel: usize);
}

impl WindowLoop {
    /// `source_width` and `kernel_width` are numbers of columns. All have the same channels.
    pub fn new(
        vertical: TapAxis,
        horizontal: TapAxis,
        source_width: usize,
        kernel_width: usize,
        channels: usize,
    ) -> WindowLoop {
        let (source_row, kernel_row) = (source_width * channels, kernel_width * channels);
        WindowLoop {
            channels,
            // Too large a step is one that is never taken.
            source_steps: [
                vertical.source_step.wrapping_mul(source_row),
                horizontal.source_step.wrapping_mul(channels),
            ],
            kernel_steps: [
                vertical.kernel_step.wrapping_mul(kernel_row as isize),
                horizontal.kernel_step.wrapping_mul(channels as isize),
            ],
            source_row,
            kernel_row,
            vertical,
            horizontal,
        }
    }

    pub fn vertical(&self) -> &TapAxis {
        &self.vertical
    }

    pub fn horizontal(&self) -> &TapAxis {
        &self.horizontal
    }

    /// Rows of results.
    pub fn rows(&self) -> usize {
        self.vertical.spans.len()
    }

    /// Results in a row.
    pub fn columns(&self) -> usize {
        self.horizontal.spans.len()
    }

    /// Visits a result and all its channels.
    ///
    /// # Safety
    ///
    /// As for [`Lanes`]; there must be such a row and column.
    #[inline(always)]
    pub unsafe fn visit<V: Lanes, W: WindowWork>(&self, row: usize, column: usize, work: &W) {
        // SAFETY: the caller has seen to it that they exist.
        let (vertical, horizontal) =
            unsafe { (self.vertical.spans.get_unchecked(row), self.horizontal.spans.get_unchecked(column)) };
        let place = Place {
            source: vertical.source * self.source_row + horizontal.source * self.channels,
            kernel: vertical.kernel * self.kernel_row + horizontal.kernel * self.channels,
            result: (row * self.columns() + column) * self.channels,
            down: vertical.count,
            across: horizontal.count,
        };
        let mut channel = 0;
        // SAFETY: all visited channels exist, the rest is up to the caller.
        unsafe {
            while channel + 4 * V::COUNT <= self.channels {
                work.channels::<V, 4>(self, &place, channel, V::COUNT);
                channel += 4 * V::COUNT;
            }
            if channel + 2 * V::COUNT <= self.channels {
                work.channels::<V, 2>(self, &place, channel, V::COUNT);
                channel += 2 * V::COUNT;
            }
            if channel + V::COUNT <= self.channels {
                work.channels::<V, 1>(self, &place, channel, V::COUNT);
                channel += V::COUNT;
            }
            if channel < self.channels {
                work.channels::<V, 1>(self, &place, channel, self.channels - channel);
            }
        }
    }

    /// Visits a row of results.
    ///
    /// # Safety
    ///
    /// As for [`WindowLoop::visit`].
    #[inline(always)]
    pub unsafe fn visit_row<V: Lanes, W: WindowWork>(&self, row: usize, work: &W) {
        for column in 0..self.columns() {
            // SAFETY: the column exists, the rest is up to the caller.
            unsafe { self.visit::<V, W>(row, column, work) };
        }
    }

    /// Visits the taps of a window in order. Whole windows of the usual sizes go without loops.
    ///
    /// # Safety
    ///
    /// As for [`TapWork::tap`].
    #[inline(always)]
    pub unsafe fn each_tap<T: TapWork>(&self, place: &Place, channel: usize, work: &mut T) {
        // SAFETY: up to the caller.
        unsafe {
            match (place.down, place.across) {
                (2, 2) => self.taps(place, channel, 2, 2, work),
                (3, 3) => self.taps(place, channel, 3, 3, work),
                (down, across) => self.taps(place, channel, down, across, work),
            }
        }
    }

    #[inline(always)]
    unsafe fn taps<T: TapWork>(
        &self,
        place: &Place,
        channel: usize,
        down: usize,
        across: usize,
        work: &mut T,
    ) {
        let [source_down, source_across] = self.source_steps;
        let [kernel_down, kernel_across] = self.kernel_steps;
        let (mut source_line, mut kernel_line) = (place.source + channel, place.kernel + channel);
        for _ in 0..down {
            let (mut source, mut kernel) = (source_line, kernel_line);
            for _ in 0..across {
                // SAFETY: up to the caller.
                unsafe { work.tap(source, kernel) };
                // Behind the last tap these may be anything.
                source = source.wrapping_add(source_across);
                kernel = kernel.wrapping_add_signed(kernel_across);
            }
            source_line = source_line.wrapping_add(source_down);
            kernel_line = kernel_line.wrapping_add_signed(kernel_down);
        }
    }
}
