use crate::error::Result;
use crate::require;

/// How an operand lies in memory along a space, whose elements are counted in row-major order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// One element for all.
    Scalar,
    /// Element by element.
    Contiguous,
    Runs(Runs),
}

/// Stretches of elements that lie one after the other, or are one and the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Runs {
    /// Elements of a stretch.
    pub length: usize,
    /// 1, or 0 where all are the same.
    pub step: usize,
    /// Sizes of the axes outside of the stretches and their steps in memory, the innermost first.
    pub outer: Vec<(usize, usize)>,
}

impl Runs {
    /// Whether all stretches are the same memory.
    pub fn is_periodic(&self) -> bool {
        self.outer.iter().all(|(_, step)| *step == 0)
    }

    /// The stretch that an element belongs to, and its place there.
    #[inline(always)]
    pub fn locate(&self, element: usize) -> (usize, usize) {
        // Most walks begin with the first element, and divisions take long.
        if element == 0 { (0, 0) } else { (element / self.length, element % self.length) }
    }

    /// Where a stretch begins.
    #[inline(always)]
    pub fn offset(&self, number: usize) -> usize {
        let (mut rest, mut offset) = (number, 0);
        for (size, step) in &self.outer {
            if rest == 0 {
                break;
            }
            offset += rest % size * step;
            rest /= size;
        }
        offset
    }
}

/// A walk from stretch to stretch.
pub(super) struct Cursor<'a> {
    runs: &'a Runs,
    number: usize,
    /// Where the present stretch begins.
    pub offset: usize,
    /// Stretches along the innermost axis, from the present one to the last.
    left: usize,
    step: usize,
}

impl<'a> Cursor<'a> {
    #[inline(always)]
    pub fn new(runs: &'a Runs, number: usize) -> Self {
        let (size, step) = runs.outer.first().copied().unwrap_or((1, 0));
        let left = if number == 0 { size } else { size - number % size };
        Cursor { runs, number, offset: runs.offset(number), left, step }
    }

    /// How many stretches, from the present one on, begin at the same place.
    #[inline(always)]
    pub fn repeats(&self) -> usize {
        if self.step == 0 { self.left } else { 1 }
    }

    /// Moves on by no more stretches than repeat, or by one.
    #[inline(always)]
    pub fn advance(&mut self, count: usize) {
        self.number += count;
        self.offset += self.step;
        self.left -= count;
        if self.left == 0 {
            *self = Cursor::new(self.runs, self.number);
        }
    }
}

impl Access {
    /// Of an operand of the shape `operand`, broadcast to `shape`; it is a part of memory of the shape `whole`.
    pub fn of(shape: &[usize], operand: &[usize], whole: &[usize]) -> Result<Access> {
        require!(
            operand.len() <= shape.len() && whole.len() == operand.len(),
            "{operand:?} does not broadcast to {shape:?}"
        );
        let lead = shape.len() - operand.len();
        let mut axes: Vec<(usize, usize)> = Vec::new();
        let mut stride = 1;
        for (axis, size) in shape.iter().enumerate().rev() {
            let own = if axis < lead { 1 } else { operand[axis - lead] };
            require!(own == *size || own == 1, "{operand:?} does not broadcast to {shape:?}");
            if *size != 1 {
                push_merged(&mut axes, *size, if own == 1 { 0 } else { stride });
            }
            if axis >= lead {
                stride *= whole[axis - lead];
            }
        }
        Ok(Access::along(axes))
    }

    /// Of axes with their steps, the innermost first.
    fn along(mut axes: Vec<(usize, usize)>) -> Access {
        match axes.as_slice() {
            [] | [(_, 1)] => return Access::Contiguous,
            [(_, 0)] => return Access::Scalar,
            _ => {}
        }
        if axes[0].1 > 1 {
            axes.insert(0, (1, 1));
        }
        let (length, step) = axes.remove(0);
        Access::Runs(Runs { length, step, outer: axes })
    }
}

/// Adds an axis outside of the others, as one with the last of them where both step evenly.
fn push_merged(axes: &mut Vec<(usize, usize)>, size: usize, step: usize) {
    match axes.last_mut() {
        Some((last, inner)) if step == *inner * *last => *last *= size,
        _ => axes.push((size, step)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access(shape: &[usize], operand: &[usize]) -> Access {
        Access::of(shape, operand, operand).expect("shapes that broadcast")
    }

    #[test]
    fn finds_the_simple_cases() {
        assert_eq!(access(&[3, 4], &[3, 4]), Access::Contiguous);
        assert_eq!(access(&[3, 4], &[]), Access::Scalar);
        assert_eq!(access(&[1, 1], &[]), Access::Contiguous);
        assert_eq!(access(&[2, 1, 4], &[2, 1, 4]), Access::Contiguous);
    }

    #[test]
    fn merges_axes_into_runs() {
        let row = Runs { length: 4, step: 1, outer: vec![(6, 0)] };
        assert_eq!(access(&[2, 3, 4], &[4]), Access::Runs(row));
        let column = Runs { length: 12, step: 0, outer: vec![(2, 1)] };
        assert_eq!(access(&[2, 3, 4], &[2, 1, 1]), Access::Runs(column));
        let middle = Runs { length: 4, step: 0, outer: vec![(3, 1), (2, 0)] };
        assert_eq!(access(&[2, 3, 4], &[3, 1]), Access::Runs(middle));
    }

    #[test]
    fn steps_over_what_is_around_a_part() {
        let part = Runs { length: 2, step: 1, outer: vec![(3, 4)] };
        assert_eq!(Access::of(&[3, 2], &[3, 2], &[3, 4]).expect("a part"), Access::Runs(part));
        let single = Runs { length: 1, step: 1, outer: vec![(3, 4)] };
        assert_eq!(Access::of(&[3, 1], &[3, 1], &[3, 4]).expect("a part"), Access::Runs(single));
    }

    #[test]
    fn counts_runs_through_all_axes() {
        let runs = Runs { length: 4, step: 1, outer: vec![(3, 4), (2, 100)] };
        let expected = [0, 4, 8, 100, 104, 108];
        let offsets: Vec<usize> = (0..6).map(|number| runs.offset(number)).collect();
        assert_eq!(offsets, expected);
        for begin in 0..6 {
            let mut cursor = Cursor::new(&runs, begin);
            for offset in &expected[begin..] {
                assert_eq!(cursor.offset, *offset);
                cursor.advance(1);
            }
        }
    }

    #[test]
    fn counts_runs_that_repeat() {
        let runs = Runs { length: 4, step: 1, outer: vec![(3, 0), (2, 4)] };
        let mut cursor = Cursor::new(&runs, 1);
        assert_eq!((cursor.offset, cursor.repeats()), (0, 2));
        cursor.advance(2);
        assert_eq!((cursor.offset, cursor.repeats()), (4, 3));
    }

    #[test]
    fn refuses_shapes_that_do_not_broadcast() {
        assert!(Access::of(&[3, 4], &[3], &[3]).is_err());
        assert!(Access::of(&[4], &[3, 4], &[3, 4]).is_err());
    }
}
