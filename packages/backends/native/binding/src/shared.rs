use myelin_engine::error::{Error, Result};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// What JavaScript may dispose of while another thread uses it.
pub struct Shared<T> {
    content: Mutex<Option<T>>,
    is_disposed: AtomicBool,
}

impl<T> Shared<T> {
    pub fn new(content: T) -> Self {
        Shared { content: Mutex::new(Some(content)), is_disposed: AtomicBool::new(false) }
    }

    /// Calls `work`, once nobody else uses it.
    ///
    /// # Errors
    ///
    /// Those of `work`, or it was disposed.
    pub fn with<R>(&self, work: impl FnOnce(&mut T) -> Result<R>) -> Result<R> {
        let mut content = self.content.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let result = match content.as_mut() {
            Some(content) => work(content),
            None => Err(Error::Failed("it was disposed".to_owned())),
        };
        drop(content);
        if self.is_disposed().load(Ordering::SeqCst) {
            self.dispose();
        }
        result
    }

    /// Gives the memory back: at once, or as soon as whoever uses it is done, who looks at the flag after letting go of the
    /// lock, as this looks at the lock after setting the flag.
    pub fn dispose(&self) {
        self.is_disposed.store(true, Ordering::SeqCst);
        if let Ok(mut content) = self.content.try_lock() {
            *content = None;
        }
    }

    /// Whether nobody waits for what is being done with it.
    pub fn is_disposed(&self) -> &AtomicBool {
        &self.is_disposed
    }
}
