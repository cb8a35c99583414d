//! Copies of parts of operands, so that what tiles read one after the other lies one after the other.

mod transposing;

pub(super) use transposing::transpose_rows;

use crate::lanes::Lanes;
use crate::versions;

/// Some rows of a matrix, each of which has its elements one after the other.
pub(super) struct Rows {
    pub from: *const f32,
    /// Elements from one row to the next.
    pub row: usize,
    pub rows: usize,
    /// Elements that are copied of each row.
    pub width: usize,
}

pub(super) type PackFunction = unsafe fn(&Rows, *mut f32, usize);

versions!(
    /// Copies rows, one after the other at a new distance of at least their width. What lies between them is arbitrary, and
    /// so are the [`MOST_LANES`](crate::lanes::MOST_LANES) elements behind the last one.
    copy_rows,
    copy,
    (rows: &Rows, to: *mut f32, distance: usize) -> ()
);

/// # Safety
///
/// Whole vectors must be readable where the rows lie, and writable behind `to`.
#[inline(always)]
unsafe fn copy<V: Lanes>(rows: &Rows, to: *mut f32, distance: usize) {
    let vectors = rows.width.div_ceil(V::COUNT);
    for row in 0..rows.rows {
        // SAFETY: up to the caller. What a vector writes too much belongs to the next row, which is written later.
        unsafe {
            let (from, to) = (rows.from.add(row * rows.row), to.add(row * distance));
            for vector in 0..vectors {
                V::load(from.add(vector * V::COUNT)).store(to.add(vector * V::COUNT));
            }
        }
    }
}
