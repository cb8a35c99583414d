//! Arithmetic of float32.

use super::functions;
use crate::math;

functions! {
    Copy(x) = x;
    Abs(x) = x.abs();
    Neg(x) = x.neg();
    /// 0 for NaN.
    Sign(x) = V::select(V::zero().lt(x), V::splat(1.0), V::select(x.lt(V::zero()), V::splat(-1.0), V::zero()));
    Sqrt(x) = x.sqrt();
    Rsqrt(x) = V::splat(1.0).div(x.sqrt());
    Reciprocal(x) = V::splat(1.0).div(x);
    Exp(x) = math::exp(x);
    Expm1(x) = math::expm1(x);
    Log(x) = math::log(x);
    Log1p(x) = math::log1p(x);
    Sin(x) = math::sin(x);
    Cos(x) = math::cos(x);
    Tan(x) = math::tan(x);
    Asin(x) = math::asin(x);
    Acos(x) = math::acos(x);
    Atan(x) = math::atan(x);
    Sinh(x) = math::sinh(x);
    Cosh(x) = math::cosh(x);
    Tanh(x) = math::tanh(x);
    Sigmoid(x) = math::sigmoid(x);
    Softplus(x) = math::softplus(x);
    Erf(x) = math::erf(x);
    Floor(x) = x.floor();
    Ceil(x) = x.ceil();
    /// Halves go to the even neighbor.
    Round(x) = x.round_even();
    /// The order of the operands lets NaN through.
    Relu(x) = V::zero().max(x);
    Step(x, alpha) = V::select(x.ne(x), x, V::select(V::zero().lt(x), V::splat(1.0), alpha));

    Add(a, b) = a.add(b);
    Sub(a, b) = a.sub(b);
    Multiply(a, b) = a.mul(b);
    RealDiv(a, b) = a.div(b);
    /// NaN where either operand is.
    Maximum(a, b) = V::select(a.ne(a), a, a.max(b));
    Minimum(a, b) = V::select(a.ne(a), a, a.min(b));
    /// For a known number `b`.
    MaximumOfNumber(a, b) = b.max(a);
    MinimumOfNumber(a, b) = b.min(a);
    Pow(a, b) = math::pow(a, b);
    /// `base^b`, given `log₂ base` in two parts.
    PowerOfKnown(b, high, low) = math::power_of_known(b, high, low);
    Cube(x) = x.mul(x).mul(x);
    Mod(a, b) = math::modulo(a, b);
    Atan2(a, b) = math::atan2(a, b);
}
