//! Which memory a stage reads and writes: what decides where threads must wait for one another.

use crate::memory::Operand;
use crate::program::Move;

/// Bytes of a slot from `begin` up to `end`, not included.
#[derive(Clone, Copy, Debug)]
struct Interval {
    slot: usize,
    begin: usize,
    end: usize,
}

/// A place and how many bytes it has.
#[derive(Clone, Debug)]
pub(super) struct Extent {
    pub operand: Operand,
    pub bytes: usize,
}

/// What a stage touches; where that is may depend on the steps of the loops around.
#[derive(Clone, Debug, Default)]
pub(super) struct Touched {
    pub reads: Vec<Extent>,
    pub writes: Vec<Extent>,
}

/// What it touches in one step.
#[derive(Clone, Debug)]
pub(super) struct Footprint {
    reads: Vec<Interval>,
    writes: Vec<Interval>,
}

impl Touched {
    /// What is touched while the loops around are at `steps`, one for each of them.
    pub fn at(&self, steps: &[usize]) -> Footprint {
        let intervals = |extents: &[Extent]| extents.iter().map(|extent| extent.at(steps)).collect();
        Footprint { reads: intervals(&self.reads), writes: intervals(&self.writes) }
    }

    /// What is touched in all steps of the innermost loop around together; `length` is the number of its steps, `depth` that
    /// of the loops around it.
    pub fn in_all_steps(&self, depth: usize, length: usize) -> Touched {
        let widened =
            |extents: &[Extent]| extents.iter().map(|one| one.in_all_steps(depth, length)).collect();
        Touched { reads: widened(&self.reads), writes: widened(&self.writes) }
    }
}

impl Touched {
    /// Whether something is written where something else is read or written, in whichever steps of loops of these lengths
    /// around. Only element-wise work may do that: others would read, from a check of an index to its use, what they or
    /// other threads write meanwhile.
    pub fn is_in_place(&self, lengths: &[usize]) -> bool {
        let shares = |a: &Extent, b: &Extent| {
            if a.operand.moves == b.operand.moves {
                return a.begins_at(0).overlaps(&b.begins_at(0));
            }
            a.in_all_loops(lengths).overlaps(&b.in_all_loops(lengths))
        };
        self.writes.iter().enumerate().any(|(i, written)| {
            self.reads.iter().chain(&self.writes[i + 1..]).any(|other| shares(written, other))
        })
    }
}

impl Extent {
    fn at(&self, steps: &[usize]) -> Interval {
        self.begins_at(self.operand.moves.iter().map(|one| one.stride * steps[one.depth]).sum())
    }

    /// Where it is when it has moved that far.
    fn begins_at(&self, moved: usize) -> Interval {
        let begin = self.operand.offset + moved;
        Interval { slot: self.operand.slot, begin, end: begin + self.bytes }
    }

    /// Where it is in any step of the loops around.
    fn in_all_loops(&self, lengths: &[usize]) -> Interval {
        let moved: usize = self.operand.moves.iter().map(|one| one.stride * (lengths[one.depth] - 1)).sum();
        let begin = self.operand.offset;
        Interval { slot: self.operand.slot, begin, end: begin + moved + self.bytes }
    }

    fn in_all_steps(&self, depth: usize, length: usize) -> Extent {
        let (inner, outer): (Vec<Move>, Vec<Move>) =
            self.operand.moves.iter().cloned().partition(|one| one.depth == depth);
        let added: usize = inner.iter().map(|one| one.stride * (length - 1)).sum();
        let operand = Operand { moves: outer.into_boxed_slice(), ..self.operand.clone() };
        Extent { operand, bytes: self.bytes + added }
    }
}

impl Footprint {
    /// Whether `later` must wait until this is done.
    pub fn conflicts(&self, later: &Footprint) -> bool {
        overlap(&self.writes, &later.reads)
            || overlap(&self.writes, &later.writes)
            || overlap(&self.reads, &later.writes)
    }
}

impl Interval {
    fn overlaps(&self, other: &Interval) -> bool {
        self.slot == other.slot && self.begin < other.end && other.begin < self.end
    }
}

fn overlap(a: &[Interval], b: &[Interval]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.overlaps(y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 8 bytes that move by 8 in each step of the outer loop, by 100 in each of the inner one.
    fn moving() -> Extent {
        let moves = [Move { depth: 0, stride: 8 }, Move { depth: 1, stride: 100 }];
        Extent { operand: Operand { slot: 3, offset: 40, moves: Box::new(moves) }, bytes: 8 }
    }

    fn bounds(interval: Interval) -> [usize; 3] {
        [interval.slot, interval.begin, interval.end]
    }

    #[test]
    fn a_place_moves_with_all_loops_around() {
        assert_eq!(bounds(moving().at(&[2, 3])), [3, 356, 364]);
    }

    #[test]
    fn a_loop_touches_what_any_of_its_steps_does() {
        let inner = moving().in_all_steps(1, 5);
        assert_eq!(bounds(inner.at(&[2])), [3, 56, 464]);
        assert_eq!(bounds(inner.in_all_steps(0, 10).at(&[])), [3, 40, 520]);
    }

    #[test]
    fn work_in_place_is_found_in_whichever_step_it_is() {
        let at = |offset: usize, stride: usize| {
            let moves = [Move { depth: 0, stride }];
            Extent { operand: Operand { slot: 0, offset, moves: Box::new(moves) }, bytes: 8 }
        };
        let reads_and_writes = |read, written| Touched { reads: vec![read], writes: vec![written] };
        assert!(reads_and_writes(at(0, 8), at(4, 8)).is_in_place(&[5]));
        assert!(!reads_and_writes(at(0, 8), at(8, 8)).is_in_place(&[5]));
        assert!(reads_and_writes(at(0, 8), at(36, 0)).is_in_place(&[5]));
        assert!(!reads_and_writes(at(0, 8), at(40, 0)).is_in_place(&[5]));
        assert!(Touched { reads: Vec::new(), writes: vec![at(0, 8), at(4, 8)] }.is_in_place(&[5]));
    }

    #[test]
    fn who_writes_conflicts_with_all_who_touch_the_same() {
        let at = |offset| Extent { operand: Operand { slot: 0, offset, moves: Box::new([]) }, bytes: 8 };
        let reads = |offset| Touched { reads: vec![at(offset)], writes: Vec::new() }.at(&[]);
        let writes = |offset| Touched { reads: Vec::new(), writes: vec![at(offset)] }.at(&[]);
        assert!(writes(0).conflicts(&reads(4)));
        assert!(reads(4).conflicts(&writes(0)));
        assert!(writes(4).conflicts(&writes(0)));
        assert!(!writes(0).conflicts(&reads(8)));
        assert!(!reads(0).conflicts(&reads(0)));
    }
}
