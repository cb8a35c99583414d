//! Random numbers: Philox 4x32-10. The counter of a block is `[block, step, stream, index]`, the key `[seed, 0]`; the index is
//! 0 outside of loops. A block makes four words.

use crate::lanes::{IntLanes, Lanes, MOST_LANES};

const MULTIPLIER_0: u32 = 0xd251_1f53;
const MULTIPLIER_1: u32 = 0xcd9e_8d57;
const WEYL_0: u32 = 0x9e37_79b9;
const WEYL_1: u32 = 0xbb67_ae85;
const ROUNDS: u32 = 10;
/// Words of a block.
pub(crate) const BLOCK_WORDS: usize = 4;

/// What all blocks of one operation have in common.
#[derive(Clone, Copy)]
pub(crate) struct Philox {
    pub seed: u32,
    pub step: u32,
    pub stream: u32,
    pub index: u32,
}

impl Philox {
    /// Writes uniform numbers in [0, 1): those of as many blocks as there are lanes, the first of them number `block`.
    ///
    /// # Safety
    ///
    /// The processor must have the instructions of `V`; `to` must have room for four vectors.
    #[inline(always)]
    pub unsafe fn write<V: Lanes>(&self, block: u32, to: *mut f32) {
        let splat = |word: u32| {
            // SAFETY: the caller has the instruction set.
            unsafe { V::Int::splat(word as i32) }
        };
        let numbers: [i32; MOST_LANES] = std::array::from_fn(|lane| lane as i32);
        // SAFETY: the caller has the instruction set; the array has room for all lanes.
        let mut words = unsafe {
            let counter = splat(block).add(V::Int::load(numbers.as_ptr()));
            [counter, splat(self.step), splat(self.stream), splat(self.index)]
        };
        for round in 0..ROUNDS {
            let key_0 = splat(self.seed.wrapping_add(WEYL_0.wrapping_mul(round)));
            let key_1 = splat(WEYL_1.wrapping_mul(round));
            let [a, b, c, d] = words;
            let (by_0, by_1) = (splat(MULTIPLIER_0), splat(MULTIPLIER_1));
            // SAFETY: the caller has the instruction set.
            words = unsafe {
                [
                    c.mul_high_unsigned(by_1).xor(b).xor(key_0),
                    c.mul(by_1),
                    a.mul_high_unsigned(by_0).xor(d).xor(key_1),
                    a.mul(by_0),
                ]
            };
        }
        let mut uniform = [[0f32; MOST_LANES]; BLOCK_WORDS];
        for (row, word) in uniform.iter_mut().zip(words) {
            // SAFETY: the row has room for all lanes. The top 24 bits make each number exact.
            unsafe {
                V::from_int(word.shift_right::<8>()).mul(V::splat(1.0 / 16_777_216.0)).store(row.as_mut_ptr())
            };
        }
        // From one vector a word to one run a block.
        for lane in 0..V::COUNT {
            for (word, row) in uniform.iter().enumerate() {
                // SAFETY: there is room for four vectors.
                unsafe { to.add(BLOCK_WORDS * lane + word).write_unaligned(row[lane]) };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::{Isa, Job, dispatch};

    /// One block, word by word, in wide integers.
    fn reference(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
        for _ in 0..ROUNDS {
            let a = u64::from(counter[0]) * u64::from(MULTIPLIER_0);
            let b = u64::from(counter[2]) * u64::from(MULTIPLIER_1);
            counter = [
                (b >> 32) as u32 ^ counter[1] ^ key[0],
                b as u32,
                (a >> 32) as u32 ^ counter[3] ^ key[1],
                a as u32,
            ];
            key = [key[0].wrapping_add(WEYL_0), key[1].wrapping_add(WEYL_1)];
        }
        counter
    }

    #[test]
    fn the_reference_makes_the_words_that_its_authors_publish() {
        assert_eq!(reference([0; 4], [0; 2]), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
        let digits_of_pi =
            reference([0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0]);
        assert_eq!(digits_of_pi, [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]);
    }

    struct Write(Philox, u32);

    impl Job for Write {
        type Output = Vec<f32>;

        #[inline(always)]
        unsafe fn run<V: Lanes>(self) -> Vec<f32> {
            let mut numbers = vec![0.0; BLOCK_WORDS * V::COUNT];
            // SAFETY: `dispatch` has made sure of the instruction set; there is room for four vectors.
            unsafe { self.0.write::<V>(self.1, numbers.as_mut_ptr()) };
            numbers
        }
    }

    #[test]
    fn makes_the_numbers_of_the_reference() {
        let positions = [
            (Philox { seed: 0, step: 0, stream: 0, index: 0 }, 0),
            (Philox { seed: 123_456_789, step: 4000, stream: 17, index: 3 }, 1000),
            (Philox { seed: u32::MAX, step: 0xffff_fffb, stream: 0xffff_fff0, index: 1 << 31 }, 0x7fff_ff00),
        ];
        for isa in Isa::available() {
            for (philox, block) in positions {
                let found = dispatch(isa, Write(philox, block));
                let words = (block..).flat_map(|block| {
                    reference([block, philox.step, philox.stream, philox.index], [philox.seed, 0])
                });
                for (found, word) in found.iter().zip(words) {
                    assert_eq!(*found, (word >> 8) as f32 / (1 << 24) as f32, "{isa:?}");
                }
            }
        }
    }
}
