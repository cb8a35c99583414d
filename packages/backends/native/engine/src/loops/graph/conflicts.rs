//! Results that are written in place over what others still read.

use super::{Graph, Source};
use crate::loops::access::Access;
use crate::memory::Operand;

/// Whether two operands may share memory. Those that move with loops are taken to share all of their slot.
pub(super) fn may_share(a: &Operand, b: &Operand, words: usize) -> bool {
    let is_apart = |x: &Operand, y: &Operand| x.offset + 4 * words <= y.offset;
    let moves = !a.moves.is_empty() || !b.moves.is_empty();
    a.slot == b.slot && (moves || !(is_apart(a, b) || is_apart(b, a)))
}

/// Whether the result of a node must wait until the end of the tile, since something that comes after it reads the memory
/// that it is written to.
pub(in crate::loops) fn must_wait(graph: &Graph, index: usize, target: &Operand, words: usize) -> bool {
    let shares = |source: &Source| match source {
        Source::Memory(memory) => {
            let (operand, access) = &graph.memory[*memory];
            *access == Access::Contiguous && may_share(operand, target, words)
        }
        _ => false,
    };
    let later = graph.nodes[index + 1..].iter().filter(|node| !node.is_dead).flat_map(|node| &node.inputs);
    let ends = graph.joins.iter().map(|join| &join.source);
    later.chain(ends).any(shares)
}
