use myelin_engine::lanes::Isa;
use napi_derive::napi;

/// Instruction sets that kernels exist for and this processor has, the fastest first.
#[napi]
pub fn instruction_sets() -> Vec<&'static str> {
    Isa::available().into_iter().map(Isa::name).collect()
}
