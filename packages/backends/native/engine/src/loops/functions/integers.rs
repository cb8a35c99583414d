//! Arithmetic of int32, with tfjs's results (what leaves the range wraps around), and casts between types.

use super::functions;
use crate::lanes::IntLanes;
use crate::math;

functions! {
    AbsInt(x) = V::from_bits(x.bits().max(V::Int::splat(0).sub(x.bits())));
    NegInt(x) = V::from_bits(V::Int::splat(0).sub(x.bits()));
    SignInt(x) = V::from_bits(x.bits().max(V::Int::splat(-1)).min(V::Int::splat(1)));
    ReluInt(x) = V::from_bits(x.bits().max(V::Int::splat(0)));

    AddInt(a, b) = V::from_bits(a.bits().add(b.bits()));
    SubInt(a, b) = V::from_bits(a.bits().sub(b.bits()));
    MultiplyInt(a, b) = V::from_bits(a.bits().mul(b.bits()));
    MaximumInt(a, b) = V::from_bits(a.bits().max(b.bits()));
    MinimumInt(a, b) = V::from_bits(a.bits().min(b.bits()));
    RealDivInt(a, b) = V::from_bits(math::quotient_int::<V>(a.bits(), b.bits()));
    ModInt(a, b) = V::from_bits(math::modulo_int::<V>(a.bits(), b.bits()));
    PowInt(a, b) = V::from_bits(math::pow_int::<V>(a.bits(), b.bits()));

    /// Drops the fraction, keeps to the range of int32, and makes 0 of NaN.
    FloatToInt(x) = {
        let number = V::select(x.ne(x), V::zero(), x);
        let is_large = V::splat(2_147_483_648.0).le(number);
        let fits = V::select(is_large, V::zero(), number).to_int();
        V::from_bits(V::Int::select(is_large, V::Int::splat(i32::MAX), fits))
    };
    FloatToBool(x) = V::from_bits(V::Int::from_mask(x.ne(V::zero())));
    IntToFloat(x) = V::from_int(x.bits());
    IntToBool(x) = V::from_bits(V::Int::from_mask(x.bits().to_mask()));
    BoolToFloat(x) = V::from_bits(x.bits().and(V::splat(1.0).bits()));
    BoolToInt(x) = V::from_bits(V::Int::splat(0).sub(x.bits()));
}
