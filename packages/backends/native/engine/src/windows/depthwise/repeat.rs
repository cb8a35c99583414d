//! Channels side by side, several times each.

/// Writes each of `count` elements `times` times.
///
/// # Safety
///
/// There must be as many elements at `from` and room for them at `to`, elsewhere.
pub(super) unsafe fn repeat(from: *const f32, count: usize, times: usize, to: *mut f32) {
    for i in 0..count {
        for copy in 0..times {
            // SAFETY: up to the caller.
            unsafe { to.add(i * times + copy).write(from.add(i).read()) };
        }
    }
}

/// Adds up each `times` neighbors, and writes `count` sums.
///
/// # Safety
///
/// As for [`repeat`].
pub(super) unsafe fn sum_repeated(from: *const f32, count: usize, times: usize, to: *mut f32) {
    for i in 0..count {
        let mut sum = 0.0;
        for copy in 0..times {
            // SAFETY: up to the caller.
            sum += unsafe { from.add(i * times + copy).read() };
        }
        // SAFETY: up to the caller.
        unsafe { to.add(i).write(sum) };
    }
}
