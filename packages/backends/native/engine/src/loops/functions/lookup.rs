//! The function of a kernel, by the types of its operands and its result.

use super::float_arithmetic::*;
use super::integers::*;
use super::logic::*;
use crate::lanes::Isa;
use crate::loops::instructions::{Run, applied};
use crate::program::{BinaryName, DataType, UnaryName};

/// None where no such function is known.
pub(in crate::loops) fn unary(name: UnaryName, from: DataType, to: DataType, isa: Isa) -> Option<Run> {
    use DataType::{Bool, Float32, Int32};
    use UnaryName as N;
    Some(match (name, from) {
        (N::Cast, _) => return cast(from, to, isa),
        (N::LogicalNot, Bool) => applied::<LogicalNot>(isa),
        (_, Bool) => return None,
        (N::Abs, Int32) => applied::<AbsInt>(isa),
        (N::Neg, Int32) => applied::<NegInt>(isa),
        (N::Sign, Int32) => applied::<SignInt>(isa),
        (N::Relu, Int32) => applied::<ReluInt>(isa),
        (N::Floor | N::Ceil | N::Round, Int32) => applied::<Copy>(isa),
        (_, Int32) => return None,
        (N::LogicalNot, Float32) => return None,
        (N::Abs, _) => applied::<Abs>(isa),
        (N::Neg, _) => applied::<Neg>(isa),
        (N::Sign, _) => applied::<Sign>(isa),
        (N::Sqrt, _) => applied::<Sqrt>(isa),
        (N::Rsqrt, _) => applied::<Rsqrt>(isa),
        (N::Reciprocal, _) => applied::<Reciprocal>(isa),
        (N::Exp, _) => applied::<Exp>(isa),
        (N::Expm1, _) => applied::<Expm1>(isa),
        (N::Log, _) => applied::<Log>(isa),
        (N::Log1p, _) => applied::<Log1p>(isa),
        (N::Sin, _) => applied::<Sin>(isa),
        (N::Cos, _) => applied::<Cos>(isa),
        (N::Tan, _) => applied::<Tan>(isa),
        (N::Asin, _) => applied::<Asin>(isa),
        (N::Acos, _) => applied::<Acos>(isa),
        (N::Atan, _) => applied::<Atan>(isa),
        (N::Sinh, _) => applied::<Sinh>(isa),
        (N::Cosh, _) => applied::<Cosh>(isa),
        (N::Tanh, _) => applied::<Tanh>(isa),
        (N::Sigmoid, _) => applied::<Sigmoid>(isa),
        (N::Softplus, _) => applied::<Softplus>(isa),
        (N::Erf, _) => applied::<Erf>(isa),
        (N::Floor, _) => applied::<Floor>(isa),
        (N::Ceil, _) => applied::<Ceil>(isa),
        (N::Round, _) => applied::<Round>(isa),
        (N::Relu, _) => applied::<Relu>(isa),
        (N::Step, _) => applied::<Step>(isa),
        (N::IsNan, _) => applied::<IsNan>(isa),
        (N::IsFinite, _) => applied::<IsFinite>(isa),
        (N::IsInf, _) => applied::<IsInf>(isa),
    })
}

fn cast(from: DataType, to: DataType, isa: Isa) -> Option<Run> {
    use DataType::{Bool, Float32, Int32};
    Some(match (from, to) {
        (Float32, Int32) => applied::<FloatToInt>(isa),
        (Float32, Bool) => applied::<FloatToBool>(isa),
        (Int32, Float32) => applied::<IntToFloat>(isa),
        (Int32, Bool) => applied::<IntToBool>(isa),
        (Bool, Float32) => applied::<BoolToFloat>(isa),
        (Bool, Int32) => applied::<BoolToInt>(isa),
        (Float32, Float32) | (Int32, Int32) | (Bool, Bool) => applied::<Copy>(isa),
    })
}

/// None where no such function is known.
pub(in crate::loops) fn binary(name: BinaryName, operands: DataType, isa: Isa) -> Option<Run> {
    match operands {
        DataType::Float32 => float_binary(name, isa),
        DataType::Int32 => int_binary(name, isa),
        DataType::Bool => bool_binary(name, isa),
    }
}

fn float_binary(name: BinaryName, isa: Isa) -> Option<Run> {
    use BinaryName as N;
    Some(match name {
        N::Add => applied::<Add>(isa),
        N::Sub => applied::<Sub>(isa),
        N::Multiply => applied::<Multiply>(isa),
        N::RealDiv => applied::<RealDiv>(isa),
        N::Maximum => applied::<Maximum>(isa),
        N::Minimum => applied::<Minimum>(isa),
        N::Pow => applied::<Pow>(isa),
        N::Mod => applied::<Mod>(isa),
        N::Atan2 => applied::<Atan2>(isa),
        N::Equal => applied::<Equal>(isa),
        N::NotEqual => applied::<NotEqual>(isa),
        N::Less => applied::<Less>(isa),
        N::LessEqual => applied::<LessEqual>(isa),
        N::Greater => applied::<Greater>(isa),
        N::GreaterEqual => applied::<GreaterEqual>(isa),
        N::LogicalAnd | N::LogicalOr => return None,
    })
}

fn int_binary(name: BinaryName, isa: Isa) -> Option<Run> {
    use BinaryName as N;
    Some(match name {
        N::Add => applied::<AddInt>(isa),
        N::Sub => applied::<SubInt>(isa),
        N::Multiply => applied::<MultiplyInt>(isa),
        N::RealDiv => applied::<RealDivInt>(isa),
        N::Maximum => applied::<MaximumInt>(isa),
        N::Minimum => applied::<MinimumInt>(isa),
        N::Pow => applied::<PowInt>(isa),
        N::Mod => applied::<ModInt>(isa),
        N::Equal => applied::<EqualInt>(isa),
        N::NotEqual => applied::<NotEqualInt>(isa),
        N::Less => applied::<LessInt>(isa),
        N::LessEqual => applied::<LessEqualInt>(isa),
        N::Greater => applied::<GreaterInt>(isa),
        N::GreaterEqual => applied::<GreaterEqualInt>(isa),
        N::Atan2 | N::LogicalAnd | N::LogicalOr => return None,
    })
}

/// True is -1, so that as numbers truth values compare the other way round.
fn bool_binary(name: BinaryName, isa: Isa) -> Option<Run> {
    use BinaryName as N;
    Some(match name {
        N::LogicalAnd => applied::<LogicalAnd>(isa),
        N::LogicalOr => applied::<LogicalOr>(isa),
        N::Equal => applied::<EqualInt>(isa),
        N::NotEqual => applied::<NotEqualInt>(isa),
        N::Less => applied::<GreaterInt>(isa),
        N::LessEqual => applied::<GreaterEqualInt>(isa),
        N::Greater => applied::<LessInt>(isa),
        N::GreaterEqual => applied::<LessEqualInt>(isa),
        _ => return None,
    })
}

/// Functions that are no kernels of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::loops) enum Plain {
    Copy,
    Select,
    /// Of something and a number that is known.
    MaximumOfNumber,
    MinimumOfNumber,
    Cube,
    /// Of an exponent and the logarithm of the base.
    PowerOfKnown,
}

pub(in crate::loops) fn plain(function: Plain, isa: Isa) -> Run {
    match function {
        Plain::Copy => applied::<Copy>(isa),
        Plain::Select => applied::<Select>(isa),
        Plain::MaximumOfNumber => applied::<MaximumOfNumber>(isa),
        Plain::MinimumOfNumber => applied::<MinimumOfNumber>(isa),
        Plain::Cube => applied::<Cube>(isa),
        Plain::PowerOfKnown => applied::<PowerOfKnown>(isa),
    }
}
