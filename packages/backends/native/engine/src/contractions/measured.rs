use super::product::MatrixProduct;
use crate::error::Result;
use crate::lanes::Isa;
use crate::memory::{Block, Frame};
use crate::plan::{Kernel, TaskContext};
use crate::program::{
    Attributes, ContractionTask, DataType, KernelName, Operation, Place, Program, Slot, SlotKind, Value,
};
use std::cell::Cell;

/// A product by itself, with operands of its own: for measuring how long it takes.
pub struct MeasuredProduct {
    kernel: MatrixProduct,
    /// The operands, the result, and a scratch memory for each part.
    blocks: Vec<Block>,
}

impl MeasuredProduct {
    /// `a · b`, of `rows × inner` and `inner × columns` elements, which lie transposed where it says so.
    ///
    /// # Errors
    ///
    /// There is not as much memory.
    pub fn new(
        [rows, inner, columns]: [usize; 3],
        [transpose_a, transpose_b]: [bool; 2],
        isa: Isa,
        threads: usize,
    ) -> Result<MeasuredProduct> {
        let matrix =
            |rows, columns, is_transposed| if is_transposed { [columns, rows] } else { [rows, columns] };
        let shapes = [matrix(rows, inner, transpose_a), matrix(inner, columns, transpose_b), [rows, columns]];
        let words = shapes.map(|[rows, columns]| rows * columns);
        let program = Program {
            name: String::new(),
            slots: words.iter().map(|words| working_slot(*words)).collect(),
            values: shapes.iter().enumerate().map(|(id, shape)| value(id, shape)).collect(),
            tasks: Vec::new(),
            late: Vec::new(),
            batch_rows: 0,
        };
        let attributes = serde_json::json!({ "transposeA": transpose_a, "transposeB": transpose_b });
        let contraction = Operation {
            kernel: KernelName::from("BatchMatMul".to_owned()),
            inputs: vec![0, 1],
            outputs: vec![2],
            attributes: serde_json::from_value::<Attributes>(attributes).expect("attributes"),
        };
        let task = ContractionTask { contraction, epilogue: Vec::new() };
        let (scratch, shared) = (Cell::new(0), Cell::new(0));
        let context = TaskContext::new(&program, isa, threads, &scratch, &shared);
        let kernel = MatrixProduct::build(&task, &context)?;
        let scratches = std::iter::repeat_n(scratch.get().div_ceil(4), kernel.parts());
        let mut blocks =
            words.into_iter().chain(scratches).map(Block::zeroed).collect::<Result<Vec<Block>>>()?;
        for block in &mut blocks[..2] {
            for (i, word) in block.as_mut_slice().iter_mut().enumerate() {
                *word = (((i * 7919) % 1000) as f32 / 1000.0).to_bits();
            }
        }
        Ok(MeasuredProduct { kernel, blocks })
    }

    pub fn parts(&self) -> usize {
        self.kernel.parts()
    }

    /// # Safety
    ///
    /// No other thread runs the same part.
    pub unsafe fn run(&self, part: usize) {
        let slots = [0, 1, 2].map(|slot: usize| self.blocks[slot].pointer());
        let scratch = self.blocks[3 + part].pointer();
        let frame = Frame { slots: &slots, steps: &[], scratch, compressed: &[] };
        // SAFETY: the blocks are as large as the program says; the rest is up to the caller.
        unsafe { self.kernel.run(part, &frame) };
    }

    /// The operands and the result.
    pub fn pointers(&self) -> [*mut f32; 3] {
        [0, 1, 2].map(|slot: usize| self.blocks[slot].pointer().cast())
    }
}

fn working_slot(words: usize) -> Slot {
    Slot {
        kind: SlotKind::Working,
        name: String::new(),
        words,
        dtype: DataType::Float32,
        fill: None,
        at: 0,
        compressible: false,
    }
}

fn value(id: usize, shape: &[usize]) -> Value {
    let place = Some(Place { slot: id, offset: 0, moves: Vec::new() });
    Value { shape: shape.to_vec(), dtype: DataType::Float32, root: id, place, fill: None }
}
