//! From the operations of a task to a graph.

use super::conflicts::may_share;
use super::simplify::simplify;
use super::{Code, Graph, Join, Source};
use crate::error::{Error, Result};
use crate::loops::access::{Access, Runs};
use crate::loops::functions::Plain;
use crate::memory::Operand;
use crate::plan::TaskContext;
use crate::program::{KernelName, Operation, UnaryName, ValueId};
use crate::require;
use std::collections::HashMap;

/// # Parameters
///
/// - `size`: elements of the space
/// - `fed`: values that the caller hands over
/// - `kept`: values that the caller wants to see of every tile
pub(in crate::loops) fn read(
    size: usize,
    operations: &[Operation],
    fed: &[ValueId],
    kept: &[ValueId],
    context: &TaskContext<'_>,
) -> Result<Graph> {
    let mut made = HashMap::new();
    for (i, id) in fed.iter().enumerate() {
        require!(checked_size(context.shape(*id)) == Some(size), "a fed value is not as large as the space");
        made.insert(context.root(*id), Source::Fed(i));
    }
    let mut reader = Reader { size, context, graph: Graph::default(), made };
    for operation in operations {
        reader.read(operation)?;
    }
    for id in kept {
        let source = reader.source(*id, context.shape(*id))?;
        let source = reader.laid_out(source);
        let source = reader.preserved(source);
        reader.graph.kept.push(source);
    }
    reader.graph.prune();
    Ok(reader.graph)
}

struct Reader<'a> {
    size: usize,
    context: &'a TaskContext<'a>,
    graph: Graph,
    /// What has been made of values, by their roots.
    made: HashMap<ValueId, Source>,
}

impl Reader<'_> {
    fn read(&mut self, operation: &Operation) -> Result<()> {
        let name = operation.kernel.name();
        require!(operation.outputs.len() == 1, "{name} has one result");
        match &operation.kernel {
            KernelName::Unary(unary) => {
                let [x] = self.inputs(operation)?;
                let (from, to) = (self.dtype(operation.inputs[0]), self.dtype(operation.outputs[0]));
                let mut inputs = vec![x];
                if *unary == UnaryName::Step {
                    let has_alpha = operation.attributes.has("alpha");
                    let alpha = if has_alpha { operation.attributes.number("alpha")? } else { 0.0 };
                    inputs.push(Source::Constant((alpha as f32).to_bits()));
                }
                self.make(operation, Code::Unary { name: *unary, from, to }, inputs)
            }
            KernelName::Binary(name) => {
                let inputs: [Source; 2] = self.inputs(operation)?;
                let code = Code::Binary { name: *name, of: self.dtype(operation.inputs[0]) };
                let (code, inputs) = simplify(code, inputs.to_vec());
                self.make(operation, code, inputs)
            }
            KernelName::Select => {
                let inputs: [Source; 3] = self.inputs(operation)?;
                self.make(operation, Code::Plain(Plain::Select), inputs.to_vec())
            }
            KernelName::BroadcastTo => {
                let [x] = self.inputs(operation)?;
                self.make(operation, Code::Plain(Plain::Copy), vec![x])
            }
            KernelName::Philox => self.read_random(operation),
            KernelName::Other(name) if name == "Slice" => self.read_slice(operation),
            KernelName::Other(name) if name == "Concat" => self.read_concat(operation),
            _ => Err(Error::unsupported(name, "within a loop")),
        }
    }

    fn read_random(&mut self, operation: &Operation) -> Result<()> {
        let inputs = &operation.inputs;
        require!((2..=3).contains(&inputs.len()), "Philox has a seed, a step and an index in loops");
        let scalars = inputs.iter().map(|id| match self.context.fill(*id) {
            Some(bits) => Ok(Source::Constant(bits)),
            None => {
                require!(self.context.value(*id).size() == 1, "Philox takes scalars");
                Ok(self.graph.push_memory(self.context.operand(*id)?, Access::Scalar))
            }
        });
        let scalars = scalars.collect::<Result<Vec<_>>>()?;
        let stream = operation.attributes.int("stream")? as u32;
        self.make(operation, Code::Random { stream }, scalars)
    }

    /// A slice, read where it lies.
    fn read_slice(&mut self, operation: &Operation) -> Result<()> {
        require!(operation.inputs.len() == 1, "Slice has one input");
        let (from, output) = (operation.inputs[0], operation.outputs[0]);
        let (whole, shape) = (self.context.shape(from), self.context.shape(output));
        let begin = operation.attributes.sizes("begin")?;
        require!(!self.made.contains_key(&self.context.root(from)), "a slice of what the loop makes");
        let source = if let Some(bits) = self.context.fill(from) {
            Source::Constant(bits)
        } else {
            let operand = further(self.context.operand(from)?, offset_of(whole, shape, &begin)?);
            self.graph.push_memory(operand, Access::of(shape, shape, whole)?)
        };
        self.make(operation, Code::Plain(Plain::Copy), vec![source])
    }

    /// Parts that are written where they belong.
    fn read_concat(&mut self, operation: &Operation) -> Result<()> {
        let output = operation.outputs[0];
        let whole = self.context.shape(output);
        let axis = operation.attributes.size("axis")?;
        require!(!operation.inputs.is_empty(), "Concat has inputs");
        let shape = self.context.shape(operation.inputs[0]);
        require!(axis < shape.len(), "Concat has no axis {axis}");
        self.check_size(shape)?;
        for (part, id) in operation.inputs.iter().enumerate() {
            require!(self.context.shape(*id) == shape, "the parts of a Concat are not alike");
            let mut begin = vec![0; shape.len()];
            begin[axis] = part * shape[axis];
            let target = further(self.context.operand(output)?, offset_of(whole, shape, &begin)?);
            let source = self.source(*id, shape)?;
            let source = self.laid_out(source);
            let runs = match Access::of(shape, shape, whole)? {
                Access::Runs(runs) => runs,
                _ => Runs { length: self.size.max(1), step: 1, outer: Vec::new() },
            };
            self.graph.joins.push(Join { source, target, runs });
        }
        Ok(())
    }

    /// Adds a node for the result of an operation; what is only a name for its operand needs none.
    fn make(&mut self, operation: &Operation, code: Code, inputs: Vec<Source>) -> Result<()> {
        let output = operation.outputs[0];
        self.check_size(self.context.shape(output))?;
        let target = if self.context.has_place(output) { Some(self.context.operand(output)?) } else { None };
        let is_name = target.is_none() && matches!(code, Code::Plain(Plain::Copy));
        let source = if is_name { inputs[0] } else { self.graph.push(code, inputs, target) };
        self.made.insert(self.context.root(output), source);
        Ok(())
    }

    fn inputs<const N: usize>(&mut self, operation: &Operation) -> Result<[Source; N]> {
        let name = operation.kernel.name();
        let shape = self.context.shape(operation.outputs[0]);
        require!(operation.inputs.len() == N, "{name} has {N} inputs");
        let sources: Vec<Source> =
            operation.inputs.iter().map(|id| self.source(*id, shape)).collect::<Result<_>>()?;
        sources.try_into().map_err(|_| Error::malformed(format!("{name} has {N} inputs")))
    }

    /// A value, broadcast to a shape of as many elements as the space has.
    fn source(&mut self, id: ValueId, shape: &[usize]) -> Result<Source> {
        let own = self.context.shape(id);
        if let Some(source) = self.made.get(&self.context.root(id)) {
            require!(checked_size(own) == Some(self.size), "a result of the loop is broadcast");
            return Ok(*source);
        }
        let access = Access::of(shape, own, own)?;
        if let Some(bits) = self.context.fill(id) {
            return Ok(Source::Constant(bits));
        }
        Ok(self.graph.push_memory(self.context.operand(id)?, access))
    }

    /// The same value, but with all of its elements one after the other.
    fn laid_out(&mut self, source: Source) -> Source {
        let is_laid_out = match source {
            Source::Constant(_) => false,
            Source::Memory(index) => self.graph.memory[index].1 == Access::Contiguous,
            Source::Node(_) | Source::Fed(_) => true,
        };
        if is_laid_out { source } else { self.graph.push(Code::Plain(Plain::Copy), vec![source], None) }
    }

    /// The same value, copied if a result is written over it.
    fn preserved(&mut self, source: Source) -> Source {
        let Source::Memory(index) = source else { return source };
        let operand = &self.graph.memory[index].0;
        let mut targets = self.graph.nodes.iter().filter_map(|node| node.target.as_ref());
        if !targets.any(|target| may_share(operand, target, self.size)) {
            return source;
        }
        self.graph.push(Code::Plain(Plain::Copy), vec![source], None)
    }

    fn check_size(&self, shape: &[usize]) -> Result<()> {
        require!(
            checked_size(shape) == Some(self.size),
            "{shape:?} is not as large as the space of the loop"
        );
        Ok(())
    }

    fn dtype(&self, id: ValueId) -> crate::program::DataType {
        self.context.value(id).dtype
    }
}

pub(in crate::loops) fn checked_size(shape: &[usize]) -> Option<usize> {
    shape.iter().try_fold(1usize, |product, size| product.checked_mul(*size))
}

/// Elements from the first one of the whole to the one at `begin`, where the part of a shape begins that lies within it.
fn offset_of(whole: &[usize], shape: &[usize], begin: &[usize]) -> Result<usize> {
    require!(
        shape.len() == whole.len() && begin.len() == whole.len(),
        "a part has another rank than the whole"
    );
    let mut offset = 0;
    for ((size, part), first) in whole.iter().zip(shape).zip(begin) {
        let is_within = first.checked_add(*part).is_some_and(|end| end <= *size);
        require!(is_within, "a part does not lie within the whole");
        offset = offset * size + first;
    }
    Ok(offset)
}

/// The part of an operand that begins so many elements further on.
fn further(operand: Operand, elements: usize) -> Operand {
    Operand { offset: operand.offset + 4 * elements, ..operand }
}
