/// While it lives, numbers below 1.2e-38 count as 0 on this thread: processors compute with them many times slower, and
/// averages of gradients that have become 0 decay into them.
pub struct FlushToZero {
    before: u64,
}

impl FlushToZero {
    pub fn begin() -> Self {
        let before = control::read();
        control::write(before | control::FLUSH);
        FlushToZero { before }
    }
}

impl Drop for FlushToZero {
    fn drop(&mut self) {
        control::write(self.before);
    }
}

#[cfg(all(target_arch = "x86_64", not(miri)))]
mod control {
    use std::arch::asm;

    /// Results (FTZ) and operands (DAZ).
    pub const FLUSH: u64 = 1 << 15 | 1 << 6;

    pub fn read() -> u64 {
        let mut word = 0u32;
        // SAFETY: stores the control register of SSE, which every x86-64 has, into the word.
        unsafe { asm!("stmxcsr [{}]", in(reg) &raw mut word, options(nostack, preserves_flags)) };
        u64::from(word)
    }

    pub fn write(word: u64) {
        let word = word as u32;
        // SAFETY: the word was read before, with two bits that exist.
        unsafe { asm!("ldmxcsr [{}]", in(reg) &raw const word, options(nostack, preserves_flags)) };
    }
}

#[cfg(all(target_arch = "aarch64", not(miri)))]
mod control {
    use std::arch::asm;

    /// FZ.
    pub const FLUSH: u64 = 1 << 24;

    pub fn read() -> u64 {
        let word: u64;
        // SAFETY: reads the floating-point control register.
        unsafe { asm!("mrs {}, fpcr", out(reg) word, options(nomem, nostack, preserves_flags)) };
        word
    }

    pub fn write(word: u64) {
        // SAFETY: the word was read before, with one bit that exists.
        unsafe { asm!("msr fpcr, {}", in(reg) word, options(nomem, nostack, preserves_flags)) };
    }
}

#[cfg(any(miri, not(any(target_arch = "x86_64", target_arch = "aarch64"))))]
mod control {
    pub const FLUSH: u64 = 0;

    pub fn read() -> u64 {
        0
    }

    pub fn write(_: u64) {}
}
