//! For tests of kernels: values in memory, a kernel built on them and run in parts.

use crate::error::Result;
use crate::lanes::Isa;
use crate::memory::{Block, Frame};
use crate::plan::{Kernel, TaskContext};
use crate::program::{
    Attributes, DataType, KernelName, Operation, Place, Program, Slot, SlotKind, Value, ValueId,
};
use std::cell::Cell;

/// Values of a program of one task, and the memory that they lie in, a slot each.
pub(crate) struct Workbench {
    program: Program,
    blocks: Vec<Block>,
}

impl Workbench {
    pub fn new() -> Self {
        let program = Program {
            name: "test".to_owned(),
            slots: Vec::new(),
            values: Vec::new(),
            tasks: Vec::new(),
            late: Vec::new(),
            batch_rows: 0,
        };
        Workbench { program, blocks: Vec::new() }
    }

    /// A value with these elements.
    pub fn floats(&mut self, shape: &[usize], elements: &[f32]) -> ValueId {
        let words: Vec<u32> = elements.iter().map(|one| one.to_bits()).collect();
        self.add(shape, DataType::Float32, &words)
    }

    pub fn ints(&mut self, shape: &[usize], elements: &[i32]) -> ValueId {
        let words: Vec<u32> = elements.iter().map(|one| *one as u32).collect();
        self.add(shape, DataType::Int32, &words)
    }

    pub fn bools(&mut self, shape: &[usize], elements: &[bool]) -> ValueId {
        let words: Vec<u32> = elements.iter().map(|one| if *one { u32::MAX } else { 0 }).collect();
        self.add(shape, DataType::Bool, &words)
    }

    /// A constant that is this number everywhere, known when the kernel is built.
    pub fn constant(&mut self, shape: &[usize], number: f32) -> ValueId {
        let size = shape.iter().product();
        let id = self.floats(shape, &vec![number; size]);
        self.program.values[id].fill = Some(number.to_bits());
        id
    }

    /// A value that is to be made; NaN until then.
    pub fn result(&mut self, shape: &[usize], dtype: DataType) -> ValueId {
        let size = shape.iter().product();
        self.add(shape, dtype, &vec![f32::NAN.to_bits(); size])
    }

    /// A value that stays in registers.
    pub fn register(&mut self, shape: &[usize], dtype: DataType) -> ValueId {
        let root = self.program.values.len();
        self.program.values.push(Value { shape: shape.to_vec(), dtype, root, place: None, fill: None });
        root
    }

    /// The memory of a value under another shape.
    pub fn alias(&mut self, of: ValueId, shape: &[usize]) -> ValueId {
        let Value { dtype, root, place, fill, .. } = &self.program.values[of];
        let value =
            Value { shape: shape.to_vec(), dtype: *dtype, root: *root, place: place.clone(), fill: *fill };
        self.program.values.push(value);
        self.program.values.len() - 1
    }

    /// A value in the memory of another one of the same size, for work in place.
    pub fn over(&mut self, of: ValueId) -> ValueId {
        let Value { shape, dtype, place, .. } = &self.program.values[of];
        let root = self.program.values.len();
        let value = Value { shape: shape.clone(), dtype: *dtype, root, place: place.clone(), fill: None };
        self.program.values.push(value);
        root
    }

    fn add(&mut self, shape: &[usize], dtype: DataType, words: &[u32]) -> ValueId {
        assert_eq!(shape.iter().product::<usize>(), words.len());
        let mut block = Block::zeroed(words.len()).expect("memory");
        block.as_mut_slice().copy_from_slice(words);
        self.blocks.push(block);
        let slot = self.program.slots.len();
        self.program.slots.push(Slot {
            kind: SlotKind::Constant,
            name: String::new(),
            words: words.len(),
            dtype,
            fill: None,
            at: 0,
            compressible: false,
        });
        let root = self.program.values.len();
        let place = Some(Place { slot, offset: 0, moves: Vec::new() });
        self.program.values.push(Value { shape: shape.to_vec(), dtype, root, place, fill: None });
        root
    }

    /// Builds a kernel and runs it: its parts one after the other, the last one first.
    pub fn run(
        &mut self,
        isa: Isa,
        threads: usize,
        build: impl FnOnce(&TaskContext<'_>) -> Result<Box<dyn Kernel>>,
    ) -> Result<()> {
        let (scratch, shared) = (Cell::new(0), Cell::new(0));
        let context = TaskContext::new(&self.program, isa, threads, &scratch, &shared);
        let kernel = build(&context)?;
        assert!(kernel.parts() <= threads, "more parts than threads");
        let own = Block::zeroed(scratch.get().div_ceil(4))?;
        let shared = Block::zeroed(shared.get())?;
        let mut slots: Vec<*mut u8> = self.blocks.iter().map(Block::pointer).collect();
        slots.push(shared.pointer());
        let frame = Frame { slots: &slots, steps: &[], scratch: own.pointer(), compressed: &[] };
        for part in (0..kernel.parts()).rev() {
            // SAFETY: the blocks are as large as the slots say, and nobody else touches them.
            unsafe { kernel.run(part, &frame) };
        }
        if kernel.has_finish() {
            // SAFETY: as above.
            unsafe { kernel.finish(&frame) };
        }
        Ok(())
    }

    pub fn read(&self, id: ValueId) -> Vec<f32> {
        self.words(id).iter().map(|word| f32::from_bits(*word)).collect()
    }

    pub fn read_ints(&self, id: ValueId) -> Vec<i32> {
        self.words(id).iter().map(|word| *word as i32).collect()
    }

    fn words(&self, id: ValueId) -> &[u32] {
        let place = self.program.values[id].place.as_ref().expect("a place");
        self.blocks[place.slot].as_slice()
    }
}

/// An operation with attributes in JSON.
pub(crate) fn operation(
    kernel: &str,
    inputs: &[ValueId],
    outputs: &[ValueId],
    attributes: &str,
) -> Operation {
    Operation {
        kernel: KernelName::from(kernel.to_owned()),
        inputs: inputs.to_vec(),
        outputs: outputs.to_vec(),
        attributes: serde_json::from_str::<Attributes>(attributes).expect("attributes"),
    }
}

/// Numbers that look arbitrary, the same in every run: between -1 and 1.
pub(crate) fn arbitrary(count: usize, seed: u32) -> Vec<f32> {
    let mut state = seed.wrapping_mul(2_654_435_769).wrapping_add(1);
    (0..count)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        })
        .collect()
}

/// Whether numbers agree, measured against the largest of those expected.
#[track_caller]
pub(crate) fn assert_close(found: &[f32], expected: &[f32], tolerance: f32) {
    assert_eq!(found.len(), expected.len());
    let scale = expected.iter().filter(|one| one.is_finite()).fold(1e-30f32, |most, one| most.max(one.abs()));
    for (i, (a, b)) in found.iter().zip(expected).enumerate() {
        let agrees =
            a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()) || (a - b).abs() <= tolerance * scale;
        assert!(agrees, "element {i} is {a}, expected {b} (scale {scale})");
    }
}
