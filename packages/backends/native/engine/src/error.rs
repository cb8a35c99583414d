use std::fmt;

/// Why a program is not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// It contradicts itself: no scheduler makes such a program.
    Malformed(String),
    /// A kernel, or a case of one, that the engine lacks.
    Unsupported { kernel: String, reason: String },
    /// There is not as much memory.
    OutOfMemory { bytes: usize },
    /// A kernel failed while it ran: a mistake of the engine.
    Failed(String),
}

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub fn malformed(problem: impl Into<String>) -> Self {
        Error::Malformed(problem.into())
    }

    pub fn unsupported(kernel: &str, reason: impl Into<String>) -> Self {
        Error::Unsupported { kernel: kernel.to_owned(), reason: reason.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Malformed(problem) => write!(f, "the program is malformed: {problem}"),
            Error::Unsupported { kernel, reason } => write!(f, "{kernel} ({reason})"),
            Error::OutOfMemory { bytes } => {
                write!(f, "a program needs {} MiB more than there is", bytes.div_ceil(1 << 20))
            }
            Error::Failed(problem) => write!(f, "the engine failed: {problem}"),
        }
    }
}

impl std::error::Error for Error {}

/// Shorthand for `if !condition { return Err(Error::malformed(…)) }`.
#[macro_export]
macro_rules! require {
    ($condition:expr, $($problem:tt)*) => {
        if !$condition {
            return Err($crate::error::Error::malformed(format!($($problem)*)));
        }
    };
}
