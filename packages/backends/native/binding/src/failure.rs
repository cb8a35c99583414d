use myelin_engine::error::Error;

/// What went wrong, as the `code` of the error in JavaScript.
pub enum Code {
    Malformed,
    Unsupported,
    OutOfMemory,
    Failed,
}

impl AsRef<str> for Code {
    fn as_ref(&self) -> &str {
        match self {
            Code::Malformed => "Malformed",
            Code::Unsupported => "Unsupported",
            Code::OutOfMemory => "OutOfMemory",
            Code::Failed => "Failed",
        }
    }
}

pub type Result<T> = std::result::Result<T, napi::Error<Code>>;

pub fn thrown(error: Error) -> napi::Error<Code> {
    let code = match error {
        Error::Malformed(_) => Code::Malformed,
        Error::Unsupported { .. } => Code::Unsupported,
        Error::OutOfMemory { .. } => Code::OutOfMemory,
        Error::Failed(_) => Code::Failed,
    };
    napi::Error::new(code, error.to_string())
}

/// As the error of a promise, whose code is napi's own.
pub fn rejected(error: Error) -> napi::Error {
    napi::Error::from_reason(error.to_string())
}
