//! Where the rows and columns of a resized image lie in the original, computed in double precision as tfjs does.

use crate::error::Result;
use crate::program::Attributes;
use crate::require;

/// Pixels of an axis, so that tables of them can be held in memory.
const MOST: usize = 1 << 24;

/// One axis of images, before and after.
#[derive(Clone, Copy, Debug)]
pub(super) struct ResizedAxis {
    pub old_size: usize,
    pub new_size: usize,
    pub aligns_corners: bool,
    pub has_half_pixel_centers: bool,
}

/// The two neighbors of a place between them, and how far it is from the first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbors {
    pub low: usize,
    pub high: usize,
    pub fraction: f64,
}

impl ResizedAxis {
    pub fn of(attributes: &Attributes, old_size: usize, new_size: usize) -> Result<ResizedAxis> {
        require!(new_size <= MOST, "an image of {new_size} pixels is too long");
        Ok(ResizedAxis {
            old_size,
            new_size,
            aligns_corners: attributes.flag("alignCorners")?,
            has_half_pixel_centers: attributes.flag("halfPixelCenters")?,
        })
    }

    /// Old elements for each new one.
    fn ratio(&self) -> f64 {
        let aligned = if self.aligns_corners && self.new_size > 1 { 1.0 } else { 0.0 };
        (self.old_size as f64 - aligned) / (self.new_size as f64 - aligned)
    }

    fn center(&self) -> f64 {
        if self.has_half_pixel_centers { 0.5 } else { 0.0 }
    }

    /// For each new element.
    pub fn neighbors(&self) -> Box<[Neighbors]> {
        let last = self.old_size - 1;
        let of_element = |index: usize| {
            let place = (index as f64 + self.center()) * self.ratio() - self.center();
            let low = (place.floor().max(0.0) as usize).min(last);
            let high = (place.ceil().max(0.0) as usize).min(last);
            Neighbors { low, high, fraction: place - low as f64 }
        };
        (0..self.new_size).map(of_element).collect()
    }

    /// The old element that is nearest to each new one.
    pub fn nearest(&self) -> Box<[usize]> {
        let rounding = if self.aligns_corners { 0.5 } else { 0.0 };
        let of_element = |index: usize| {
            let place = (index as f64 + self.center()) * self.ratio() + rounding;
            (place.floor() as usize).min(self.old_size - 1)
        };
        (0..self.new_size).map(of_element).collect()
    }
}
