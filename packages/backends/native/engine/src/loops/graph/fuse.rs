//! Makes one node of several where there is a function for all of them at once.

use super::matching::Matcher;
use super::{Code, Graph, Source};
use crate::lanes::Isa;
use crate::loops::functions::{FusedFunction, fused_functions};

/// From the last node to the first, so that those at the top of expressions come before what they consist of.
pub(in crate::loops) fn fuse(graph: &mut Graph, isa: Isa) {
    let functions = fused_functions(isa);
    let uses = graph.uses();
    let mut is_result: Vec<bool> = graph.nodes.iter().map(|node| node.target.is_some()).collect();
    for source in graph.kept.iter().chain(graph.joins.iter().map(|join| &join.source)) {
        if let Source::Node(index) = source {
            is_result[*index] = true;
        }
    }
    for top in (0..graph.nodes.len()).rev() {
        if graph.nodes[top].is_dead {
            continue;
        }
        let matcher = Matcher { graph, uses: &uses, is_result: &is_result };
        let found = functions
            .iter()
            .find_map(|FusedFunction { pattern, run }| Some((matcher.find(pattern, top)?, *run)));
        let Some((found, run)) = found else { continue };
        let stored: Vec<usize> = found.stored.into_iter().flatten().collect();
        for index in found.inner.iter().chain(&stored) {
            graph.nodes[*index].is_dead = true;
        }
        let node = &mut graph.nodes[top];
        node.code = Code::Fused(run);
        node.inputs = found.operands.into_iter().flatten().collect();
        node.stored = stored;
    }
}
