//! The expressions that instructions are made for: what optimizers, activations, their gradients and losses are full of.

use super::expressions::*;
use crate::lanes::Isa;
use crate::loops::instructions::{Run, applied};

type A = X<0>;
type B = X<1>;
type C = X<2>;
type D = X<3>;
type E = X<4>;
type F = X<5>;
type G = X<6>;
type H = X<7>;
type I = X<8>;
type J = X<9>;

/// `mean + (next - mean)·weight`
type Average<Mean, Next, Weight> = ProductPlus<Difference<Next, Mean>, Weight, Mean>;
/// `mean + (next² - mean)·weight`
type AverageSquare<Mean, Next, Weight> = ProductPlus<ProductMinus<Next, Next, Mean>, Weight, Mean>;

/// Averages of the gradient `c` and of its square, as Adam and its kin keep them.
type Momentum = Stored<0, Average<B, C, D>>;
type Velocity = Stored<1, AverageSquare<E, C, F>>;
type AdamStep = Quotient<Product<Momentum, G>, Sum<Root<Velocity>, H>>;
type NadamStep = Quotient<ProductPlus<Momentum, G, Product<C, H>>, Sum<Root<Quotient<Velocity, I>>, J>>;
type AdamaxStep = Quotient<Product<Momentum, F>, Sum<Stored<1, Larger<Product<E, G>, Size<C>>>, H>>;
type RmsStep = Quotient<Product<C, F>, Root<Sum<Stored<0, ProductPlus<B, D, Product<Product<C, C>, E>>>, G>>>;
type AdagradStep = Quotient<Product<C, D>, Root<Sum<Stored<0, ProductPlus<C, C, B>>, E>>>;
/// What is left of the velocity `b`, without the gradient `c` times the rate `d`.
type HeavyBall = Stored<0, ProductMinus<B, E, Product<C, D>>>;

/// An expression and the function that computes it.
pub(in crate::loops) struct FusedFunction {
    pub pattern: Pattern,
    pub run: Run,
}

/// All of them, those first that take the place of most.
pub(in crate::loops) fn fused_functions(isa: Isa) -> Vec<FusedFunction> {
    macro_rules! table {
        ($($expression:ty,)*) => {
            vec![$(FusedFunction {
                pattern: <$expression>::pattern(),
                run: applied::<Fused<$expression>>(isa),
            }),*]
        };
    }
    table![
        // Optimizers.
        Difference<Product<A, I>, AdamStep>,
        Difference<A, AdamStep>,
        Difference<A, NadamStep>,
        Difference<A, AdamaxStep>,
        Difference<A, RmsStep>,
        Difference<A, AdagradStep>,
        Sum<A, ProductMinus<HeavyBall, E, Product<C, D>>>,
        Sum<A, HeavyBall>,
        // The rate of Adam, put right for the first steps.
        Quotient<Product<A, Root<Difference<B, C>>>, Difference<B, D>>,
        // Parts of them.
        Difference<A, Quotient<Product<B, C>, Sum<Root<D>, E>>>,
        Difference<A, Quotient<Product<B, C>, Root<Sum<D, E>>>>,
        Difference<A, Quotient<Product<B, C>, Sum<D, E>>>,
        AverageSquare<A, B, C>,
        Average<A, B, C>,
        ProductPlus<A, B, Product<Product<C, C>, D>>,
        Difference<ProductMinus<A, B, C>, D>,
        Larger<Product<A, B>, Size<C>>,
        // Activations and their gradients.
        Product<Positive<Sum<A, B>>, C>,
        Positive<ProductPlus<A, B, C>>,
        Positive<Sum<A, B>>,
        Product<Product<A, B>, StepOf<C, D>>,
        Product<A, StepOf<B, C>>,
        Product<A, Product<B, Difference<C, B>>>,
        Product<Product<A, B>, Difference<C, B>>,
        Product<A, LessProduct<B, B, C>>,
        Product<A, Logistic<A>>,
        Product<Difference<A, B>, Difference<A, B>>,
        Logistic<Sum<A, B>>,
        // Choices.
        Product<Number<IsGreaterOrEqual<A, B>>, C>,
        If<IsEqual<A, B>, C, D>,
        If<IsLess<A, B>, C, D>,
        If<IsLessOrEqual<A, B>, C, D>,
        If<IsGreater<A, B>, C, D>,
        If<IsGreaterOrEqual<A, B>, C, D>,
        // Softmax, normalization.
        Product<Exponential<Difference<A, B>>, C>,
        Exponential<Difference<A, B>>,
        ProductPlus<Difference<A, B>, C, D>,
        ProductPlus<Product<A, B>, C, D>,
        LessProduct<Product<A, B>, C, D>,
        // Any two operations in a row.
        ProductPlus<A, B, Product<C, D>>,
        ProductMinus<A, B, Product<C, D>>,
        ProductPlus<A, B, C>,
        ProductMinus<A, B, C>,
        LessProduct<A, B, C>,
        Product<Product<A, B>, C>,
        Product<Sum<A, B>, C>,
        Product<Difference<A, B>, C>,
        Sum<Sum<A, B>, C>,
        Sum<Difference<A, B>, C>,
        Difference<Sum<A, B>, C>,
        Difference<Difference<A, B>, C>,
        Difference<A, Sum<B, C>>,
        Sum<Root<A>, B>,
        Quotient<Product<A, B>, C>,
        Quotient<A, Sum<B, C>>,
        Difference<A, Quotient<B, C>>,
        Sum<A, Quotient<B, C>>,
    ]
}
