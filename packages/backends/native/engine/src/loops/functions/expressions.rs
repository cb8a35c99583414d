//! Functions of several operations in one: types that stand for expressions. Each says what it computes and, as a pattern,
//! which operations it takes the place of.

use super::{Function, MOST_OPERANDS, MOST_STORED};
use crate::lanes::Lanes;
use crate::math;
use crate::program::{BinaryName, UnaryName};
use std::marker::PhantomData;

/// Operations on float32 that an expression takes the place of.
#[derive(Clone, Debug)]
pub(in crate::loops) enum Pattern {
    /// Operand of the expression; where it occurs twice, both are the same.
    Operand(usize),
    Unary(UnaryName, Box<Pattern>),
    /// `Step` has its second value as an operand.
    Step(Box<Pattern>, Box<Pattern>),
    Binary(BinaryName, Box<Pattern>, Box<Pattern>),
    /// A truth value as a number.
    Number(Box<Pattern>),
    Select(Box<Pattern>, Box<Pattern>, Box<Pattern>),
    /// A result besides that of the whole expression.
    Stored(usize, Box<Pattern>),
}

pub(in crate::loops) trait Expression: 'static {
    /// Operands that occur in it have numbers less than this.
    const OPERANDS: usize;
    /// So have results besides its own.
    const STORED: usize;

    /// # Safety
    ///
    /// As for [`Function::apply`].
    unsafe fn value<V: Lanes>(x: &[V; MOST_OPERANDS], stored: &mut [V; MOST_STORED]) -> V;

    fn pattern() -> Pattern;
}

/// A comparison within an expression.
pub(in crate::loops) trait Condition: 'static {
    const OPERANDS: usize;
    const STORED: usize;

    /// # Safety
    ///
    /// As for [`Function::apply`].
    unsafe fn test<V: Lanes>(x: &[V; MOST_OPERANDS], stored: &mut [V; MOST_STORED]) -> V::Mask;

    fn pattern() -> Pattern;
}

/// An expression as the function of an instruction.
pub(in crate::loops) struct Fused<E>(PhantomData<E>);

impl<E: Expression> Function for Fused<E> {
    const OPERANDS: usize = E::OPERANDS;
    const STORED: usize = E::STORED;

    #[inline(always)]
    unsafe fn apply<V: Lanes>(x: &[V; MOST_OPERANDS], stored: &mut [V; MOST_STORED]) -> V {
        // SAFETY: passed on.
        unsafe { E::value(x, stored) }
    }
}

const fn most(counts: &[usize]) -> usize {
    let (mut found, mut i) = (0, 0);
    while i < counts.len() {
        if counts[i] > found {
            found = counts[i];
        }
        i += 1;
    }
    found
}

/// Operand number `I`.
pub(in crate::loops) struct X<const I: usize>;

impl<const I: usize> Expression for X<I> {
    const OPERANDS: usize = I + 1;
    const STORED: usize = 0;

    #[inline(always)]
    unsafe fn value<V: Lanes>(x: &[V; MOST_OPERANDS], _stored: &mut [V; MOST_STORED]) -> V {
        x[I]
    }

    fn pattern() -> Pattern {
        Pattern::Operand(I)
    }
}

/// A part of an expression that is a result, too: number `I` of those besides that of the whole.
pub(in crate::loops) struct Stored<const I: usize, E>(PhantomData<E>);

impl<const I: usize, E: Expression> Expression for Stored<I, E> {
    const OPERANDS: usize = E::OPERANDS;
    const STORED: usize = most(&[I + 1, E::STORED]);

    #[inline(always)]
    unsafe fn value<V: Lanes>(x: &[V; MOST_OPERANDS], stored: &mut [V; MOST_STORED]) -> V {
        // SAFETY: passed on.
        let value = unsafe { E::value(x, stored) };
        stored[I] = value;
        value
    }

    fn pattern() -> Pattern {
        Pattern::Stored(I, Box::new(E::pattern()))
    }
}

/// `Type<A, B>: value of a and b = pattern`.
macro_rules! expressions {
    ($trait:ident, $evaluate:ident -> $value:ty:
        $($(#[$meta:meta])* $name:ident<$($part:ident),+> ($($operand:ident),+) = $result:expr, $pattern:expr;)*
    ) => {$(
        $(#[$meta])*
        pub(in crate::loops) struct $name<$($part),+>(PhantomData<($($part),+,)>);

        impl<$($part: Expression),+> $trait for $name<$($part),+> {
            const OPERANDS: usize = most(&[$($part::OPERANDS),+]);
            const STORED: usize = most(&[$($part::STORED),+]);

            #[inline(always)]
            unsafe fn $evaluate<V: Lanes>(x: &[V; MOST_OPERANDS], stored: &mut [V; MOST_STORED]) -> $value {
                // SAFETY: the caller has the instruction set.
                unsafe {
                    $(let $operand = $part::value(x, stored);)+
                    $result
                }
            }

            fn pattern() -> Pattern {
                $pattern
            }
        }
    )*};
}

fn one<A: Expression>(name: UnaryName) -> Pattern {
    Pattern::Unary(name, Box::new(A::pattern()))
}

fn two<A: Expression, B: Expression>(name: BinaryName) -> Pattern {
    Pattern::Binary(name, Box::new(A::pattern()), Box::new(B::pattern()))
}

expressions! { Expression, value -> V:
    Root<A>(a) = a.sqrt(), one::<A>(UnaryName::Sqrt);
    Size<A>(a) = a.abs(), one::<A>(UnaryName::Abs);
    Positive<A>(a) = V::zero().max(a), one::<A>(UnaryName::Relu);
    Exponential<A>(a) = math::exp(a), one::<A>(UnaryName::Exp);
    Logistic<A>(a) = math::sigmoid(a), one::<A>(UnaryName::Sigmoid);
    StepOf<A, B>(a, alpha) = V::select(a.ne(a), a, V::select(V::zero().lt(a), V::splat(1.0), alpha)),
        Pattern::Step(Box::new(A::pattern()), Box::new(B::pattern()));
    Sum<A, B>(a, b) = a.add(b), two::<A, B>(BinaryName::Add);
    Difference<A, B>(a, b) = a.sub(b), two::<A, B>(BinaryName::Sub);
    Product<A, B>(a, b) = a.mul(b), two::<A, B>(BinaryName::Multiply);
    Quotient<A, B>(a, b) = a.div(b), two::<A, B>(BinaryName::RealDiv);
    Larger<A, B>(a, b) = V::select(a.ne(a), a, a.max(b)), two::<A, B>(BinaryName::Maximum);
    /// `a·b + c`
    ProductPlus<A, B, C>(a, b, c) = a.mul_add(b, c), two::<Product<A, B>, C>(BinaryName::Add);
    /// `a·b - c`
    ProductMinus<A, B, C>(a, b, c) = a.mul_add(b, c.neg()), two::<Product<A, B>, C>(BinaryName::Sub);
    /// `c - a·b`
    LessProduct<A, B, C>(a, b, c) = a.neg_mul_add(b, c), two::<C, Product<A, B>>(BinaryName::Sub);
}

expressions! { Condition, test -> V::Mask:
    IsEqual<A, B>(a, b) = a.eq(b), two::<A, B>(BinaryName::Equal);
    IsLess<A, B>(a, b) = a.lt(b), two::<A, B>(BinaryName::Less);
    IsLessOrEqual<A, B>(a, b) = a.le(b), two::<A, B>(BinaryName::LessEqual);
    IsGreater<A, B>(a, b) = b.lt(a), two::<A, B>(BinaryName::Greater);
    IsGreaterOrEqual<A, B>(a, b) = b.le(a), two::<A, B>(BinaryName::GreaterEqual);
}

/// 1 where the condition holds, else 0.
pub(in crate::loops) struct Number<C>(PhantomData<C>);

impl<C: Condition> Expression for Number<C> {
    const OPERANDS: usize = C::OPERANDS;
    const STORED: usize = C::STORED;

    #[inline(always)]
    unsafe fn value<V: Lanes>(x: &[V; MOST_OPERANDS], stored: &mut [V; MOST_STORED]) -> V {
        // SAFETY: passed on.
        unsafe { V::select(C::test(x, stored), V::splat(1.0), V::zero()) }
    }

    fn pattern() -> Pattern {
        Pattern::Number(Box::new(C::pattern()))
    }
}

pub(in crate::loops) struct If<C, A, B>(PhantomData<(C, A, B)>);

impl<C: Condition, A: Expression, B: Expression> Expression for If<C, A, B> {
    const OPERANDS: usize = most(&[C::OPERANDS, A::OPERANDS, B::OPERANDS]);
    const STORED: usize = most(&[C::STORED, A::STORED, B::STORED]);

    #[inline(always)]
    unsafe fn value<V: Lanes>(x: &[V; MOST_OPERANDS], stored: &mut [V; MOST_STORED]) -> V {
        // SAFETY: passed on.
        unsafe { V::select(C::test(x, stored), A::value(x, stored), B::value(x, stored)) }
    }

    fn pattern() -> Pattern {
        Pattern::Select(Box::new(C::pattern()), Box::new(A::pattern()), Box::new(B::pattern()))
    }
}
