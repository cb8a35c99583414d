use crate::error::{Error, Result};
use crate::plan::TaskContext;
use crate::program::{DataType, ValueId};
use crate::require;

/// Sizes of a batch of float32 images, channels last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Images {
    pub count: usize,
    pub height: usize,
    pub width: usize,
    pub channels: usize,
}

impl Images {
    /// # Errors
    ///
    /// The value is no batch of images, or an empty one.
    pub fn of(id: ValueId, kernel: &str, context: &TaskContext<'_>) -> Result<Images> {
        let value = context.value(id);
        if value.dtype != DataType::Float32 {
            return Err(Error::unsupported(kernel, "images that are not float32"));
        }
        let [count, height, width, channels] = *value.shape else {
            return Err(Error::unsupported(kernel, "images not of rank 4"));
        };
        require!(value.size() > 0, "{kernel} has images without elements");
        Ok(Images { count, height, width, channels })
    }

    /// Elements from one image to the next.
    pub fn image(&self) -> usize {
        self.height * self.row()
    }

    /// Elements from one row to the next.
    pub fn row(&self) -> usize {
        self.width * self.channels
    }

    pub fn size(&self) -> usize {
        self.count * self.image()
    }
}
