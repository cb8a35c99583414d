use crate::lanes::Isa;
use crate::loops::Elementwise;
use crate::memory::{Frame, Operand};
use crate::plan::Kernel;
use crate::program::DataType;
use crate::testing::{Workbench, arbitrary, operation};

/// A kernel that hands a value over in pieces, as contractions do.
struct Fed {
    body: Elementwise,
    source: Operand,
    size: usize,
    piece: usize,
}

impl Kernel for Fed {
    unsafe fn run(&self, _part: usize, frame: &Frame<'_>) {
        for begin in (0..self.size).step_by(self.piece) {
            let count = self.piece.min(self.size - begin);
            // SAFETY: the stretch lies in the space, and the scratch was asked for.
            unsafe {
                let fed = frame.at(&self.source).add(begin).cast_const();
                self.body.run(frame, frame.scratch(), begin, count, &[fed]);
            }
        }
    }
}

#[test]
fn works_on_pieces_that_are_handed_over() {
    let shape = [12, 70];
    for isa in Isa::available() {
        for piece in [1, 7, 16, 35, 64, 70, 100, 140, 840] {
            let (x, bias) = (arbitrary(840, 1), arbitrary(70, 2));
            let mut bench = Workbench::new();
            let source = bench.floats(&shape, &x);
            let fed = bench.register(&shape, DataType::Float32);
            let row = bench.floats(&[70], &bias);
            let sum = bench.register(&shape, DataType::Float32);
            let output = bench.result(&shape, DataType::Float32);
            let steps =
                [operation("Add", &[fed, row], &[sum], "{}"), operation("Relu", &[sum], &[output], "{}")];
            let kernel = bench.run(isa, 1, |context| {
                let body = Elementwise::build(&shape, &steps, &[fed], context)?;
                context.need_scratch(body.scratch_bytes());
                Ok(Box::new(Fed { body, source: context.operand(source)?, size: 840, piece }))
            });
            kernel.expect("a kernel");
            let expected: Vec<f32> = x.iter().enumerate().map(|(i, x)| (x + bias[i % 70]).max(0.0)).collect();
            assert_eq!(bench.read(output), expected);
        }
    }
}
