use super::dots::{Dots, DotsFunction, dots_function};
use super::output::{Block, Output};
use super::sections::{Section, sections};
use super::shape::ProductShape;
use super::tiles::{SingleTile, TiledProduct};
use crate::error::Result;
use crate::lanes::Isa;
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext};
use crate::program::ContractionTask;

/// A product of matrices, and the work on its result.
pub(super) struct MatrixProduct {
    a: Operand,
    b: Operand,
    output: Output,
    shape: ProductShape,
    sections: Vec<(Section, Method)>,
}

/// How a section is computed.
enum Method {
    Tile(SingleTile),
    Tiles(TiledProduct),
    /// As sums along vectors.
    Dots(DotsFunction),
}

impl Method {
    fn new(shape: &ProductShape, section: &Section, output: &Output, isa: Isa) -> Method {
        if is_better_as_dots(shape, isa.lanes()) {
            Method::Dots(dots_function(isa))
        } else if let Some(tile) = SingleTile::new(shape, section, isa) {
            Method::Tile(tile)
        } else {
            Method::Tiles(TiledProduct::new(shape, section, output, isa))
        }
    }

    /// Words of scratch memory that it needs.
    fn scratch_words(&self, section: &Section, output: &Output) -> usize {
        match self {
            Method::Tile(tile) => tile.scratch_words(output),
            Method::Tiles(product) => product.scratch_words(),
            Method::Dots(_) => output.scratch_words(section.rows.len() * section.columns.len()),
        }
    }
}

impl MatrixProduct {
    pub fn build(task: &ContractionTask, context: &TaskContext<'_>) -> Result<MatrixProduct> {
        let shape = ProductShape::new(&task.contraction, context)?;
        let output = Output::build(task, shape.columns, context)?;
        let isa = context.isa();
        let sections: Vec<(Section, Method)> = sections(&shape, isa.lanes(), context.threads())
            .into_iter()
            .map(|section| {
                let method = Method::new(&shape, &section, &output, isa);
                (section, method)
            })
            .collect();
        let scratch = sections.iter().map(|(section, method)| method.scratch_words(section, &output));
        let scratch = scratch.max().unwrap_or(0);
        context.need_scratch(4 * scratch);
        let [a, b] = [task.contraction.inputs[0], task.contraction.inputs[1]].map(|id| context.operand(id));
        let (a, b) = (a?, b?);
        let (a, b) = if shape.is_swapped { (b, a) } else { (a, b) };
        Ok(MatrixProduct { a, b, output, shape, sections })
    }

    /// # Safety
    ///
    /// As for [`Kernel::run`].
    unsafe fn run_dots(
        &self,
        function: DotsFunction,
        frame: &Frame<'_>,
        section: &Section,
        [a, b]: [*const f32; 2],
        begin: usize,
    ) {
        let (rows, columns) = (section.rows.len(), section.columns.len());
        let begin = begin + section.rows.start * self.shape.columns + section.columns.start;
        let block = Block { begin, rows, columns };
        let inner = self.shape.inner;
        // SAFETY: the section lies in the product.
        unsafe {
            let destination = self.output.destination(frame, block);
            let a = a.add(section.rows.start * inner);
            let b = b.add(section.columns.start * inner);
            let is_wide = columns >= rows;
            let (many, many_rows, result_many) =
                if is_wide { (b, columns, 1) } else { (a, rows, destination.row) };
            let (few, few_rows, result_few) =
                if is_wide { (a, rows, destination.row) } else { (b, columns, 1) };
            let result = destination.at;
            function(&Dots { many, many_rows, few, few_rows, inner, result, result_many, result_few });
            self.output.finish(frame, block, destination);
        }
    }
}

impl Kernel for MatrixProduct {
    fn parts(&self) -> usize {
        self.sections.len()
    }

    unsafe fn run(&self, part: usize, frame: &Frame<'_>) {
        let (section, method) = &self.sections[part];
        let (a, b) = (frame.at(&self.a).cast_const(), frame.at(&self.b).cast_const());
        for product in section.products.clone() {
            let (a_offset, b_offset) = self.shape.batch.offsets(product);
            let begin = product * self.shape.rows * self.shape.columns;
            // SAFETY: the shape was checked against the operands when the kernel was built; behind all memory, a vector
            // can be read.
            unsafe {
                let (a, b) = (a.add(a_offset), b.add(b_offset));
                match method {
                    Method::Tile(tile) => tile.run(frame, &self.output, [a, b], begin),
                    Method::Tiles(product) => product.run(frame, &self.output, [a, b], begin),
                    Method::Dots(function) => self.run_dots(*function, frame, section, [a, b], begin),
                }
            }
        }
    }
}

/// Multiply-adds of vectors that it takes to add up the lanes of one.
const LANE_SUM: usize = 8;
/// Elements that are transposed in the time of one.
const TRANSPOSED_AT_A_TIME: usize = 2;

/// Whether products of rows, which need the elements of both operands as they lie, take less time than tiles, for which
/// one operand has to be transposed first.
fn is_better_as_dots(shape: &ProductShape, lanes: usize) -> bool {
    let ProductShape { rows, columns, inner, a, .. } = *shape;
    if !shape.is_by_columns() || a.inner != 1 {
        return false;
    }
    let of_dots = rows.saturating_mul(columns).saturating_mul(inner.div_ceil(lanes) + LANE_SUM);
    let of_tiles =
        inner * columns / TRANSPOSED_AT_A_TIME + (inner * columns.div_ceil(lanes)).saturating_mul(rows);
    of_dots < of_tiles
}
