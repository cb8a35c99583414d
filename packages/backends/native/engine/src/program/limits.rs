//! How large a program may be. Whoever damaged one, or made it up, gets an error instead of a machine that is busy for hours
//! or runs out of memory; no program that is worth running comes near.

/// Elements of a value, of a slot, and of the space of a loop: 64 GiB. Sums and products of a few addresses stay far below
/// the end of a word, so that kernels need not fear that they wrap around.
pub const MOST_WORDS: usize = 1 << 34;
/// Axes of a shape.
pub const MOST_AXES: usize = 16;
/// Loops within loops.
pub const MOST_DEPTH: usize = 8;
/// Steps of a loop and all loops around it together: their numbers are int32.
pub const MOST_STEPS: usize = i32::MAX as usize;
/// Tasks and their operations, those in loops included: who needs what of whom is found by comparing them pair by pair.
pub const MOST_OPERATIONS: usize = 1 << 16;

/// Number of elements; none if there are too many, even if axes without entries had one.
pub fn size_of_shape(shape: &[usize]) -> Option<usize> {
    let most = shape.iter().try_fold(1usize, |size, axis| size.checked_mul((*axis).max(1)))?;
    (most <= MOST_WORDS).then(|| shape.iter().product())
}
