//! Compares all kernels with plain loops over coordinates.

mod extrema;
mod indices;
mod malformed;
mod moves;
mod resizing;

use super::single_kernel;
use crate::error::Result;
use crate::lanes::Isa;
use crate::program::{DataType, ValueId};
use crate::testing::{Workbench, arbitrary, operation};

/// A value by its shape and elements.
#[derive(Clone, Debug)]
struct Input {
    shape: Vec<usize>,
    dtype: DataType,
    /// As bits.
    elements: Vec<u32>,
}

impl Input {
    /// Small numbers of which some are alike.
    fn floats(shape: &[usize]) -> Input {
        let size = shape.iter().product();
        let numbers = arbitrary(size, size as u32).into_iter().map(|one| (one * 16.0).round() / 4.0);
        Input::of_floats(shape, &numbers.collect::<Vec<f32>>())
    }

    fn of_floats(shape: &[usize], elements: &[f32]) -> Input {
        let elements = elements.iter().map(|one| one.to_bits()).collect();
        Input { shape: shape.to_vec(), dtype: DataType::Float32, elements }
    }

    /// Whole numbers from `first` on, so many.
    fn ints(shape: &[usize], first: i32, count: i32) -> Input {
        let size = shape.iter().product();
        let numbers = arbitrary(size, size as u32 + 1).into_iter();
        let numbers = numbers.map(|one| first + ((one + 1.0) / 2.0 * count as f32) as i32);
        Input::of_ints(shape, &numbers.collect::<Vec<i32>>())
    }

    fn of_ints(shape: &[usize], elements: &[i32]) -> Input {
        let elements = elements.iter().map(|one| *one as u32).collect();
        Input { shape: shape.to_vec(), dtype: DataType::Int32, elements }
    }

    fn bools(shape: &[usize]) -> Input {
        let elements = Input::ints(shape, -1, 2).elements;
        Input { shape: shape.to_vec(), dtype: DataType::Bool, elements }
    }

    fn float(&self, i: usize) -> f32 {
        f32::from_bits(self.elements[i])
    }

    fn int(&self, i: usize) -> i32 {
        self.elements[i] as i32
    }

    fn at(&self, coordinates: &[usize]) -> u32 {
        self.elements[index_of(&self.shape, coordinates)]
    }
}

/// A result by its shape and type.
type Output<'a> = (&'a [usize], DataType);

/// The bits of the only result: the same for all instruction sets and numbers of threads.
#[track_caller]
fn result(kernel: &str, inputs: &[&Input], attributes: &str, output: Output<'_>) -> Vec<u32> {
    results(kernel, inputs, attributes, &[output]).remove(0)
}

#[track_caller]
fn results(kernel: &str, inputs: &[&Input], attributes: &str, outputs: &[Output<'_>]) -> Vec<Vec<u32>> {
    let run = |isa, threads| run(kernel, inputs, attributes, outputs, isa, threads).expect("a valid program");
    let alone = run(Isa::Portable, 1);
    for isa in Isa::available() {
        for threads in 1..=3 {
            assert_eq!(run(isa, threads), alone, "{kernel} {attributes} {isa:?} {threads}");
        }
    }
    alone
}

fn run(
    kernel: &str,
    inputs: &[&Input],
    attributes: &str,
    outputs: &[Output<'_>],
    isa: Isa,
    threads: usize,
) -> Result<Vec<Vec<u32>>> {
    let mut bench = Workbench::new();
    let inputs: Vec<ValueId> = inputs.iter().map(|input| add(&mut bench, input)).collect();
    let outputs: Vec<ValueId> = outputs.iter().map(|(shape, dtype)| bench.result(shape, *dtype)).collect();
    let operation = operation(kernel, &inputs, &outputs, attributes);
    bench.run(isa, threads, |context| Ok(single_kernel(&operation, context)?.expect("a kernel")))?;
    let words = |id: &ValueId| bench.read_ints(*id).into_iter().map(|one| one as u32).collect();
    Ok(outputs.iter().map(words).collect())
}

fn add(bench: &mut Workbench, Input { shape, dtype, elements }: &Input) -> ValueId {
    let ints: Vec<i32> = elements.iter().map(|one| *one as i32).collect();
    match dtype {
        DataType::Float32 => {
            bench.floats(shape, &elements.iter().map(|one| f32::from_bits(*one)).collect::<Vec<f32>>())
        }
        DataType::Int32 => bench.ints(shape, &ints),
        DataType::Bool => bench.bools(shape, &ints.iter().map(|one| *one != 0).collect::<Vec<bool>>()),
    }
}

fn index_of(shape: &[usize], coordinates: &[usize]) -> usize {
    shape.iter().zip(coordinates).fold(0, |index, (size, at)| index * size + at)
}

/// What a function makes of the coordinates of each element.
fn each<T>(shape: &[usize], mut element: impl FnMut(&[usize]) -> T) -> Vec<T> {
    let size: usize = shape.iter().product();
    let coordinates_of = |mut index: usize| {
        let mut coordinates = vec![0; shape.len()];
        for (at, size) in coordinates.iter_mut().zip(shape).rev() {
            *at = index % size;
            index /= size;
        }
        coordinates
    };
    (0..size).map(|index| element(&coordinates_of(index))).collect()
}
