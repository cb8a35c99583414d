//! A program as data: what the TypeScript side scheduled, checked for contradictions.

mod attributes;
mod decode;
mod kernel_name;
mod limits;

#[cfg(test)]
mod tests;

pub use attributes::Attributes;
pub use kernel_name::{BinaryName, KernelName, ReductionName, UnaryName};

use serde::Deserialize;

/// Index into [`Program::values`].
pub type ValueId = usize;
/// Index into [`Program::slots`].
pub type SlotId = usize;

/// Element types. In memory every element takes 4 bytes; `Bool` is 0 or -1 (all bits set) there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DataType {
    Float32,
    Int32,
    Bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Program {
    pub name: String,
    /// The pieces of memory that values lie in.
    pub slots: Vec<Slot>,
    pub values: Vec<Value>,
    pub tasks: Vec<Task>,
    /// Next states that could not be written in place, copied when all tasks have run.
    pub late: Vec<Copy>,
    /// Rows of a batch; 0 for programs without batches.
    pub batch_rows: usize,
}

/// A piece of memory.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Slot {
    pub kind: SlotKind,
    #[serde(default)]
    pub name: String,
    /// Elements of 4 bytes.
    pub words: usize,
    /// Whether it holds truth values or whole numbers, for those that are written from outside.
    #[serde(default = "float32")]
    pub dtype: DataType,
    /// Of constants with the same number everywhere: its bits.
    #[serde(default)]
    pub fill: Option<u32>,
    /// Of other constants: where in the words that come with the program they begin.
    #[serde(default)]
    pub at: usize,
    /// Of batches: whether the kernels that read it can do without its zeros.
    #[serde(default)]
    pub compressible: bool,
}

fn float32() -> DataType {
    DataType::Float32
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SlotKind {
    /// Where values lie that only tasks see.
    Working,
    /// Lives on from run to run, shared by the programs of a session under its name.
    State,
    /// Rows of data, others in each run.
    Batch,
    /// A scalar that is set between runs.
    Parameter,
    /// An int32 scalar that grows by one from run to run.
    Step,
    /// An int32 scalar: the number of the present step of a loop.
    Index,
    Result,
    Constant,
    /// Memory of the caller, handed over with each run.
    External,
}

impl SlotKind {
    /// Whether each thread has one of its own.
    pub fn is_scalar_input(self) -> bool {
        matches!(self, SlotKind::Parameter | SlotKind::Step | SlotKind::Index)
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Value {
    pub shape: Vec<usize>,
    pub dtype: DataType,
    /// The value whose memory this one names under another shape; itself for all but aliases.
    pub root: ValueId,
    /// None for values that stay in registers.
    #[serde(default)]
    pub place: Option<Place>,
    /// Of constants with the same number everywhere: its bits (of a float32, an int32, or 0 and -1).
    #[serde(default)]
    pub fill: Option<u32>,
}

impl Value {
    /// Number of elements.
    pub fn size(&self) -> usize {
        self.shape.iter().product()
    }
}

/// Where a value lies: row-major, without gaps.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Place {
    pub slot: SlotId,
    /// Bytes, a multiple of 4.
    pub offset: usize,
    /// How it moves with the steps of the loops around.
    #[serde(default)]
    pub moves: Vec<Move>,
}

/// A place that is `stride` bytes further on in each next step of a loop: that number `depth`, 0 the outermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Move {
    pub depth: usize,
    pub stride: usize,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Copy {
    pub from: Place,
    pub to: Place,
    pub words: usize,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Task {
    Loop(LoopTask),
    Contraction(ContractionTask),
    Single(SingleTask),
    Scan(ScanTask),
}

/// Element-wise operations over one iteration space, and reductions of values over that space.
///
/// All results have as many elements as the space, in row-major order (axes of size 1 may be anywhere); so have the inputs of
/// the reductions, and the parts of a `Concat` (attribute `inPlace`), which are written where they belong. A `Slice`
/// (`inPlace`) is read where it lies. Operands from outside are broadcast. No operation uses the result of a reduction.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoopTask {
    /// Sizes of the axes, those of size 1 left out; empty for a single element.
    pub space: Vec<usize>,
    pub operations: Vec<Operation>,
    /// Over values of the space or operands from outside.
    pub reductions: Vec<Operation>,
}

/// A matrix product or convolution, and element-wise work on its result.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContractionTask {
    /// `BatchMatMul`, `Conv2D`, `Conv2DBackpropInput` or `Conv2DBackpropFilter`.
    pub contraction: Operation,
    /// Element-wise, of the shape of the result; operands are the result, each other, or from outside.
    pub epilogue: Vec<Operation>,
}

/// Any other operation, by itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SingleTask {
    pub operation: Operation,
}

/// Tasks that are run again and again.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScanTask {
    pub length: usize,
    /// From the last step to the first.
    pub reverse: bool,
    /// Slot that holds the number of the step, if anyone reads it.
    #[serde(default)]
    pub index: Option<SlotId>,
    /// Copied before the first step.
    pub first: Vec<Copy>,
    pub tasks: Vec<Task>,
    /// Copied at the end of each step.
    pub last: Vec<Copy>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    pub kernel: KernelName,
    pub inputs: Vec<ValueId>,
    pub outputs: Vec<ValueId>,
    #[serde(default)]
    pub attributes: Attributes,
}
