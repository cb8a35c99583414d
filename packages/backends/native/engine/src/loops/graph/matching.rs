//! Whether a pattern is found in a graph.

use super::{Code, Graph, Node, Source};
use crate::loops::functions::{MOST_OPERANDS, MOST_STORED, Pattern, Plain};
use crate::program::{BinaryName, DataType, UnaryName};

/// What a pattern was found to stand for.
#[derive(Clone, Default)]
pub(super) struct Match {
    pub operands: [Option<Source>; MOST_OPERANDS],
    /// Nodes that become part of the one at the top, as often as they occur.
    pub inner: Vec<usize>,
    /// Nodes whose results are written, too.
    pub stored: [Option<usize>; MOST_STORED],
}

pub(super) struct Matcher<'a> {
    pub graph: &'a Graph,
    /// How often each node is used.
    pub uses: &'a [usize],
    /// Whether a result is needed outside of the nodes.
    pub is_result: &'a [bool],
}

impl Matcher<'_> {
    /// The match of a pattern with a node at its top.
    pub fn find(&self, pattern: &Pattern, top: usize) -> Option<Match> {
        self.node(pattern, top, Match::default()).filter(|found| self.is_sound(found, top))
    }

    /// Whether nobody else needs the inner nodes, and nobody needs what is stored before the node at the top.
    fn is_sound(&self, Match { operands, inner, stored }: &Match, top: usize) -> bool {
        let occurrences = |index| inner.iter().filter(|one| **one == index).count();
        let is_part = |index| inner.contains(&index) || stored.contains(&Some(index)) || index == top;
        inner.iter().all(|index| occurrences(*index) == self.uses[*index])
            && stored.iter().flatten().all(|index| {
                let source = Source::Node(*index);
                let between = self.graph.nodes[..top].iter().enumerate().skip(*index);
                let is_read = |(at, node): (usize, &Node)| {
                    !node.is_dead && !is_part(at) && node.inputs.contains(&source)
                };
                !operands.contains(&Some(source)) && !between.into_iter().any(is_read)
            })
    }

    fn node(&self, pattern: &Pattern, index: usize, so_far: Match) -> Option<Match> {
        use DataType::{Bool, Float32};
        let node = &self.graph.nodes[index];
        let inputs = node.inputs.as_slice();
        match (pattern, node.code) {
            (Pattern::Unary(wanted, x), Code::Unary { name, from: Float32, .. }) if *wanted == name => {
                self.source(x, inputs[0], so_far)
            }
            (Pattern::Step(x, alpha), Code::Unary { name: UnaryName::Step, from: Float32, .. }) => {
                self.both([(x, inputs[0]), (alpha, inputs[1])], so_far)
            }
            (Pattern::Number(x), Code::Unary { name: UnaryName::Cast, from: Bool, to: Float32 }) => {
                self.source(x, inputs[0], so_far)
            }
            (Pattern::Binary(wanted, a, b), Code::Binary { name, of: Float32 }) if *wanted == name => {
                let straight = self.both([(a, inputs[0]), (b, inputs[1])], so_far.clone());
                if straight.is_some() || !is_commutative(name) {
                    return straight;
                }
                self.both([(a, inputs[1]), (b, inputs[0])], so_far)
            }
            (Pattern::Select(condition, yes, no), Code::Plain(Plain::Select)) => {
                let found = self.source(condition, inputs[0], so_far)?;
                self.both([(yes, inputs[1]), (no, inputs[2])], found)
            }
            _ => None,
        }
    }

    fn both(&self, pairs: [(&Pattern, Source); 2], so_far: Match) -> Option<Match> {
        pairs.into_iter().try_fold(so_far, |found, (pattern, source)| self.source(pattern, source, found))
    }

    fn source(&self, pattern: &Pattern, source: Source, mut so_far: Match) -> Option<Match> {
        if let Pattern::Operand(number) = pattern {
            let bound = so_far.operands[*number].get_or_insert(source);
            return (*bound == source).then_some(so_far);
        }
        let Source::Node(index) = source else { return None };
        if let Pattern::Stored(number, pattern) = pattern {
            if !self.is_result[index] && self.uses[index] < 2 || so_far.stored.contains(&Some(index)) {
                return None;
            }
            so_far.stored[*number] = Some(index);
            return self.node(pattern, index, so_far);
        }
        if self.is_result[index] {
            return None;
        }
        so_far.inner.push(index);
        self.node(pattern, index, so_far)
    }
}

fn is_commutative(name: BinaryName) -> bool {
    matches!(name, BinaryName::Add | BinaryName::Multiply | BinaryName::Maximum)
}
