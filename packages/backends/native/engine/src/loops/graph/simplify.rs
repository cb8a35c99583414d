//! What an operation becomes where an operand is known.

use super::{Code, Source};
use crate::loops::functions::Plain;
use crate::program::{BinaryName, DataType, UnaryName};

/// Another function and other operands with the same result.
pub(super) fn simplify(code: Code, inputs: Vec<Source>) -> (Code, Vec<Source>) {
    let Code::Binary { name, of: DataType::Float32 } = code else { return (code, inputs) };
    let [a, b] = [inputs[0], inputs[1]];
    let simpler = match name {
        BinaryName::Pow => power(a, b),
        BinaryName::Maximum => of_number(Plain::MaximumOfNumber, a, b),
        BinaryName::Minimum => of_number(Plain::MinimumOfNumber, a, b),
        _ => None,
    };
    simpler.unwrap_or((code, inputs))
}

fn number(source: Source) -> Option<f32> {
    match source {
        Source::Constant(bits) => Some(f32::from_bits(bits)),
        _ => None,
    }
}

fn of_number(function: Plain, a: Source, b: Source) -> Option<(Code, Vec<Source>)> {
    let is_number = |source| number(source).is_some_and(|one| !one.is_nan());
    let inputs = if is_number(b) {
        vec![a, b]
    } else if is_number(a) {
        vec![b, a]
    } else {
        return None;
    };
    Some((Code::Plain(function), inputs))
}

fn power(a: Source, b: Source) -> Option<(Code, Vec<Source>)> {
    const ONE: Source = Source::Constant(1f32.to_bits());
    let float = DataType::Float32;
    let exponent = number(b);
    if exponent == Some(-1.0) {
        return Some((Code::Unary { name: UnaryName::Reciprocal, from: float, to: float }, vec![a]));
    }
    if exponent == Some(0.0) {
        return Some((Code::Plain(Plain::Copy), vec![ONE]));
    }
    if exponent == Some(1.0) {
        return Some((Code::Plain(Plain::Copy), vec![a]));
    }
    if exponent == Some(2.0) {
        return Some((Code::Binary { name: BinaryName::Multiply, of: float }, vec![a, a]));
    }
    if exponent == Some(3.0) {
        return Some((Code::Plain(Plain::Cube), vec![a]));
    }
    // The logarithm of a base that is known is, too: decay rates of optimizers are such.
    let base = number(a).filter(|base| *base > 0.0 && *base < f32::INFINITY)?;
    let logarithm = f64::from(base).log2();
    let high = logarithm as f32;
    let low = (logarithm - f64::from(high)) as f32;
    let parts = [high, low].map(|part| Source::Constant(part.to_bits()));
    Some((Code::Plain(Plain::PowerOfKnown), vec![b, parts[0], parts[1]]))
}
