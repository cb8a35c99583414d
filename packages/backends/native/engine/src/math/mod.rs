//! Elementary functions on vectors. Errors are in units in the last place of the result.

mod decay;
mod doubles;
mod error_function;
mod exponential;
mod hyperbolic;
mod logarithm;
mod philox;
mod polynomial;
mod power;
mod reduced_exponential;
mod remainder;
mod sign;
mod sine;
mod trigonometry;

#[cfg(test)]
mod accuracy;
#[cfg(test)]
mod pairs;

pub(crate) use decay::{sigmoid, softplus};
pub(crate) use error_function::erf;
pub(crate) use exponential::{exp, expm1};
pub(crate) use hyperbolic::{cosh, sinh, tanh};
pub(crate) use logarithm::{log, log1p};
pub(crate) use philox::{BLOCK_WORDS, Philox};
pub(crate) use power::{pow, pow_int, power_of_known};
pub(crate) use remainder::{modulo, modulo_int, quotient_int};
pub(crate) use sine::{cos, sin};
pub(crate) use trigonometry::{acos, asin, atan, atan2, tan};
