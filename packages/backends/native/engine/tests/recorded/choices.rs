/// Decisions, read off some bytes: all of them the first one when the bytes are used up.
pub struct Choices<'a> {
    bytes: &'a [u8],
}

impl<'a> Choices<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Choices { bytes }
    }

    /// A number below `count`, which must not be 0.
    pub fn below(&mut self, count: usize) -> usize {
        let mut number = 0;
        for _ in 0..if count > 256 { 2 } else { 1 } {
            let (byte, rest) = self.bytes.split_first().unwrap_or((&0, &[]));
            number = number << 8 | usize::from(*byte);
            self.bytes = rest;
        }
        number % count
    }

    pub fn one_of<'b, T>(&mut self, all: &'b [T]) -> Option<&'b T> {
        if all.is_empty() { None } else { Some(&all[self.below(all.len())]) }
    }
}

/// Bytes that look arbitrary, the same for the same seed.
pub fn bytes_of(seed: u64, count: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..count).map(|_| next()).collect()
}
