//! The operations of a body as a graph, and what becomes of them before they are instructions.

mod conflicts;
mod fuse;
mod matching;
mod read;
mod simplify;

pub(super) use conflicts::must_wait;
pub(super) use fuse::fuse;
pub(super) use read::{checked_size, read};

use super::access::{Access, Runs};
use super::functions::Plain;
use super::instructions::Run;
use crate::memory::Operand;
use crate::program::{BinaryName, DataType, UnaryName};

/// Where an operand of a node comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The bits of a number.
    Constant(u32),
    /// Index into [`Graph::nodes`].
    Node(usize),
    /// Index into [`Graph::memory`].
    Memory(usize),
    /// A value that the caller hands over.
    Fed(usize),
}

/// What a node computes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Code {
    Unary { name: UnaryName, from: DataType, to: DataType },
    Binary { name: BinaryName, of: DataType },
    Plain(Plain),
    Random { stream: u32 },
    Fused(Run),
}

#[derive(Debug)]
pub(super) struct Node {
    pub code: Code,
    pub inputs: Vec<Source>,
    /// Where the result is written, element by element.
    pub target: Option<Operand>,
    /// Dead nodes whose results this one makes, too.
    pub stored: Vec<usize>,
    /// Whether nobody needs it, or it has become a part of another one.
    pub is_dead: bool,
}

/// A value that is written where it belongs in something larger.
#[derive(Debug)]
pub(super) struct Join {
    pub source: Source,
    pub target: Operand,
    pub runs: Runs,
}

#[derive(Debug, Default)]
pub(super) struct Graph {
    /// In an order in which they can be computed.
    pub nodes: Vec<Node>,
    pub memory: Vec<(Operand, Access)>,
    pub joins: Vec<Join>,
    /// Values of the space that the caller wants to see of every tile.
    pub kept: Vec<Source>,
}

impl Graph {
    pub fn push(&mut self, code: Code, inputs: Vec<Source>, target: Option<Operand>) -> Source {
        self.nodes.push(Node { code, inputs, target, stored: Vec::new(), is_dead: false });
        Source::Node(self.nodes.len() - 1)
    }

    pub fn push_memory(&mut self, operand: Operand, access: Access) -> Source {
        let entry = (operand, access);
        let index = self.memory.iter().position(|one| *one == entry).unwrap_or_else(|| {
            self.memory.push(entry);
            self.memory.len() - 1
        });
        Source::Memory(index)
    }

    /// How often each node is used, by nodes that are alive and otherwise.
    pub fn uses(&self) -> Vec<usize> {
        let mut counts = vec![0; self.nodes.len()];
        let by_nodes = self.nodes.iter().filter(|node| !node.is_dead).flat_map(|node| &node.inputs);
        let outside = self.joins.iter().map(|join| &join.source).chain(&self.kept);
        for source in by_nodes.chain(outside) {
            if let Source::Node(index) = source {
                counts[*index] += 1;
            }
        }
        counts
    }

    /// Marks nodes that nobody needs.
    pub fn prune(&mut self) {
        let mut uses = self.uses();
        for index in (0..self.nodes.len()).rev() {
            if uses[index] > 0 || self.nodes[index].target.is_some() || self.nodes[index].is_dead {
                continue;
            }
            self.nodes[index].is_dead = true;
            for source in &self.nodes[index].inputs {
                if let Source::Node(input) = source {
                    uses[*input] -= 1;
                }
            }
        }
    }
}
