//! The native engine as an addon of Node.
//!
//! Words are `Uint32Array`s here, whatever they stand for: views of the memory of other typed arrays, never copies.

mod failure;
pub mod machine;
mod program;
pub mod rows;
mod session;
mod shared;

use napi_derive::napi;

/// Version of the npm package that the addon was built for.
#[napi]
pub fn version() -> &'static str {
    env!("MYELIN_NATIVE_VERSION")
}

/// Grows whenever what JavaScript calls here, or the form of a serialized program, changes: `CONTRACT` of
/// `src/binding/native-binding.ts` says which one the package speaks.
#[napi]
pub fn contract() -> u32 {
    3
}
