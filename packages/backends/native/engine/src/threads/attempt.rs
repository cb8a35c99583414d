use crate::error::{Error, Result};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Calls `work`; a panic in it is an error. Node would end where it meets one.
pub fn attempt<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(Error::Failed(message_of(&*panic))))
}

fn message_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a kernel panicked".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_that_says_the_same() {
        let failed = |problem: &str| Err::<(), _>(Error::Failed(problem.to_owned()));
        assert_eq!(attempt(|| panic!("plain")), failed("plain"));
        assert_eq!(attempt(|| panic!("{} of two", 1)), failed("1 of two"));
        assert_eq!(attempt(|| std::panic::panic_any(3)), failed("a kernel panicked"));
        assert_eq!(attempt(|| Ok(3)), Ok(3));
    }
}
