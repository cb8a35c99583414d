use crate::lanes::Lanes;
use crate::versions;

/// Products of the rows of two matrices: each element of the result is a sum along vectors.
pub(super) struct Dots {
    /// The rows of the larger matrix are read once.
    pub many: *const f32,
    pub many_rows: usize,
    pub few: *const f32,
    pub few_rows: usize,
    /// Elements of a row of either.
    pub inner: usize,
    pub result: *mut f32,
    /// Elements of the result from one row of `many` to the next.
    pub result_many: usize,
    pub result_few: usize,
}

pub(super) type DotsFunction = unsafe fn(&Dots);

versions!(dots_function, dots, (work: &Dots) -> ());

/// # Safety
///
/// The operands must be there, as [`Dots`] describes them.
#[inline(always)]
unsafe fn dots<V: Lanes>(work: &Dots) {
    let mut row = 0;
    // SAFETY: up to the caller.
    unsafe {
        while row + 8 <= work.many_rows {
            rows_at::<V, 8>(work, row);
            row += 8;
        }
        if row + 4 <= work.many_rows {
            rows_at::<V, 4>(work, row);
            row += 4;
        }
        if row + 2 <= work.many_rows {
            rows_at::<V, 2>(work, row);
            row += 2;
        }
        if row < work.many_rows {
            rows_at::<V, 1>(work, row);
        }
    }
}

/// # Safety
///
/// As above, for rows `row .. row + R`.
#[inline(always)]
unsafe fn rows_at<V: Lanes, const R: usize>(work: &Dots, row: usize) {
    let inner = work.inner;
    // SAFETY: up to the caller.
    unsafe {
        let many = work.many.add(row * inner);
        for other in 0..work.few_rows {
            let few = work.few.add(other * inner);
            let mut sums = [V::zero(); R];
            let mut at = 0;
            while at + V::COUNT <= inner {
                let factor = V::load(few.add(at));
                for (r, sum) in sums.iter_mut().enumerate() {
                    *sum = V::load(many.add(r * inner + at)).mul_add(factor, *sum);
                }
                at += V::COUNT;
            }
            if at < inner {
                let factor = V::load_partial(few.add(at), inner - at);
                for (r, sum) in sums.iter_mut().enumerate() {
                    *sum = V::load_partial(many.add(r * inner + at), inner - at).mul_add(factor, *sum);
                }
            }
            let to = work.result.add(row * work.result_many + other * work.result_few);
            for (r, sum) in sums.into_iter().enumerate() {
                *to.add(r * work.result_many) = sum.sum();
            }
        }
    }
}
