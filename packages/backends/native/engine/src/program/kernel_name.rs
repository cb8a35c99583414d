//! Names of kernels: tfjs-core's, `Philox` and what scheduling adds.

use serde::Deserialize;

macro_rules! names {
    ($(#[$meta:meta])* $type:ident { $($name:ident),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
        pub enum $type { $($name),* }

        impl $type {
            pub const ALL: &'static [$type] = &[$($type::$name),*];

            pub fn name(self) -> &'static str {
                match self { $($type::$name => stringify!($name)),* }
            }
        }
    };
}

names! {
    /// Element-wise, one input.
    UnaryName {
        Abs, Neg, Sign, Sqrt, Rsqrt, Reciprocal, Exp, Expm1, Log, Log1p, Sin, Cos, Tan, Asin, Acos, Atan, Sinh, Cosh,
        Tanh, Sigmoid, Softplus, Erf, Floor, Ceil, Round, Relu, Step, IsNan, IsFinite, IsInf, LogicalNot, Cast,
    }
}

names! {
    /// Element-wise, two inputs of one type, broadcast to the result.
    BinaryName {
        Add, Sub, Multiply, RealDiv, Maximum, Minimum, Pow, Mod, Atan2, Equal, NotEqual, Less, LessEqual, Greater,
        GreaterEqual, LogicalAnd, LogicalOr,
    }
}

names! {
    /// `{ axis: number[], keepDims: false }`; axes sorted, not empty.
    ReductionName { Sum, Prod, Max, Min, All, Any }
}

/// Any kernel.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum KernelName {
    Unary(UnaryName),
    Binary(BinaryName),
    Select,
    BroadcastTo,
    Philox,
    Reduction(ReductionName),
    Other(String),
}

impl From<String> for KernelName {
    fn from(name: String) -> Self {
        let find = |all: &[&'static str]| all.iter().position(|one| *one == name);
        let unary: Vec<_> = UnaryName::ALL.iter().map(|one| one.name()).collect();
        let binary: Vec<_> = BinaryName::ALL.iter().map(|one| one.name()).collect();
        let reduction: Vec<_> = ReductionName::ALL.iter().map(|one| one.name()).collect();
        match name.as_str() {
            "Select" => KernelName::Select,
            "BroadcastTo" => KernelName::BroadcastTo,
            "Philox" => KernelName::Philox,
            _ => {
                if let Some(i) = find(&unary) {
                    KernelName::Unary(UnaryName::ALL[i])
                } else if let Some(i) = find(&binary) {
                    KernelName::Binary(BinaryName::ALL[i])
                } else if let Some(i) = find(&reduction) {
                    KernelName::Reduction(ReductionName::ALL[i])
                } else {
                    KernelName::Other(name)
                }
            }
        }
    }
}

impl KernelName {
    pub fn name(&self) -> &str {
        match self {
            KernelName::Unary(name) => name.name(),
            KernelName::Binary(name) => name.name(),
            KernelName::Select => "Select",
            KernelName::BroadcastTo => "BroadcastTo",
            KernelName::Philox => "Philox",
            KernelName::Reduction(name) => name.name(),
            KernelName::Other(name) => name,
        }
    }
}
