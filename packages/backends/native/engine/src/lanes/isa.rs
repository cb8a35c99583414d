use super::Lanes;
use super::Portable;
#[cfg(target_arch = "x86_64")]
use super::{Avx2, Avx512};

/// An instruction set that kernels are compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isa {
    /// AVX-512 F, BW, DQ and VL.
    #[cfg(target_arch = "x86_64")]
    Avx512,
    /// AVX2 and FMA.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// What every processor of the architecture has: SSE2 or NEON.
    Portable,
}

impl Isa {
    /// All that this processor has, the widest first.
    pub fn available() -> Vec<Isa> {
        let mut found = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            let has_avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
            if has_avx2
                && is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl")
            {
                found.push(Isa::Avx512);
            }
            if has_avx2 {
                found.push(Isa::Avx2);
            }
        }
        found.push(Isa::Portable);
        found
    }

    /// The widest that this processor has.
    pub fn best() -> Isa {
        Isa::available()[0]
    }

    /// By name; none if this processor lacks it.
    pub fn named(name: &str) -> Option<Isa> {
        Isa::available().into_iter().find(|isa| isa.name() == name)
    }

    pub fn name(self) -> &'static str {
        match self {
            #[cfg(target_arch = "x86_64")]
            Isa::Avx512 => "avx512",
            #[cfg(target_arch = "x86_64")]
            Isa::Avx2 => "avx2",
            Isa::Portable => "portable",
        }
    }

    /// Numbers in a vector.
    pub fn lanes(self) -> usize {
        match self {
            #[cfg(target_arch = "x86_64")]
            Isa::Avx512 => Avx512::COUNT,
            #[cfg(target_arch = "x86_64")]
            Isa::Avx2 => Avx2::COUNT,
            Isa::Portable => Portable::COUNT,
        }
    }

    /// Vector registers that a kernel may count on.
    pub fn registers(self) -> usize {
        match self {
            #[cfg(target_arch = "x86_64")]
            Isa::Avx512 => Avx512::REGISTERS,
            #[cfg(target_arch = "x86_64")]
            Isa::Avx2 => Avx2::REGISTERS,
            Isa::Portable => Portable::REGISTERS,
        }
    }
}

/// Work that is written once for all instruction sets.
pub trait Job {
    type Output;
    /// Mark it `#[inline(always)]`, and all that it calls with `V` too.
    ///
    /// # Safety
    ///
    /// The processor must have the instructions of `V`.
    unsafe fn run<V: Lanes>(self) -> Self::Output;
}

/// Runs a job with the vectors of an instruction set.
pub fn dispatch<J: Job>(isa: Isa, job: J) -> J::Output {
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx2,fma")]
    fn avx512<J: Job>(job: J) -> J::Output {
        // SAFETY: the features are enabled here.
        unsafe { job.run::<Avx512>() }
    }
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,fma")]
    fn avx2<J: Job>(job: J) -> J::Output {
        // SAFETY: the features are enabled here.
        unsafe { job.run::<Avx2>() }
    }
    match isa {
        // SAFETY: a value of `Isa` says that the processor has it: they are made by `available` only.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512 => unsafe { avx512(job) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2 => unsafe { avx2(job) },
        // SAFETY: every processor has these.
        Isa::Portable => unsafe { job.run::<Portable>() },
    }
}

/// Defines a function that answers, for an [`Isa`], a function pointer to a generic function compiled for it:
/// `versions!(add_of, add, (a: *const f32, n: usize) -> ())` makes `fn add_of(isa: Isa) -> unsafe fn(*const f32, usize)`
/// from `#[inline(always)] unsafe fn add<V: Lanes>(a: *const f32, n: usize)`. Further generic arguments may follow `V`:
/// `versions!(row_of, [F: UnaryFunction], row, [F], (…) -> ())`.
#[macro_export]
macro_rules! versions {
    ($(#[$meta:meta])* $name:ident, [$($generic:tt)*], $function:ident, [$($argument:ty),*], ($($parameter:ident: $type:ty),* $(,)?) -> $output:ty) => {
        $(#[$meta])*
        pub(crate) fn $name<$($generic)*>(isa: $crate::lanes::Isa) -> unsafe fn($($type),*) -> $output {
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx2,fma")]
            unsafe fn avx512<$($generic)*>($($parameter: $type),*) -> $output {
                // SAFETY: the features are enabled here; the rest is up to the caller.
                unsafe { $function::<$crate::lanes::Avx512 $(, $argument)*>($($parameter),*) }
            }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,fma")]
            unsafe fn avx2<$($generic)*>($($parameter: $type),*) -> $output {
                // SAFETY: the features are enabled here; the rest is up to the caller.
                unsafe { $function::<$crate::lanes::Avx2 $(, $argument)*>($($parameter),*) }
            }
            unsafe fn portable<$($generic)*>($($parameter: $type),*) -> $output {
                // SAFETY: up to the caller.
                unsafe { $function::<$crate::lanes::Portable $(, $argument)*>($($parameter),*) }
            }
            match isa {
                #[cfg(target_arch = "x86_64")]
                $crate::lanes::Isa::Avx512 => avx512::<$($argument),*>,
                #[cfg(target_arch = "x86_64")]
                $crate::lanes::Isa::Avx2 => avx2::<$($argument),*>,
                $crate::lanes::Isa::Portable => portable::<$($argument),*>,
            }
        }
    };
    ($(#[$meta:meta])* $name:ident, $function:ident, ($($parameter:ident: $type:ty),* $(,)?) -> $output:ty) => {
        $crate::versions!($(#[$meta])* $name, [], $function, [], ($($parameter: $type),*) -> $output);
    };
}
