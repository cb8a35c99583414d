//! The points of a filter.

use super::maps::KernelToPoints;
use super::squares::{Strided, map_square};
use super::tile_grid::{KERNEL, PLANES, POINTS};
use crate::convolutions::geometry::{ConvolutionShape, Direction, TapAxis};
use crate::convolutions::packed_filter::PackedFilter;
use crate::convolutions::tiles::Panel;
use crate::lanes::{Isa, Lanes};
use crate::versions;

/// For each point, a matrix of channels of the source by channels of the result: panel by panel, in rows of whole vectors.
pub(super) struct FilterPoints {
    /// The filter in the same order, a matrix for each place.
    packed: PackedFilter,
    panels: Vec<PanelPoints>,
    /// Words of the matrix of a point.
    plane: usize,
    map: unsafe fn(&PanelPoints, usize, *const f32, *mut f32),
}

/// A panel of all matrices.
pub(super) struct PanelPoints {
    /// Where it begins among the packed weights, and in the matrix of a point.
    packed: usize,
    offset: usize,
    /// Words of the panel in the matrix.
    words: usize,
}

impl FilterPoints {
    pub fn build(shape: &ConvolutionShape, direction: Direction, panels: &[Panel], isa: Isa) -> FilterPoints {
        // The maps of derivatives take the same kernel.
        let axes = (TapAxis::forward(&shape.vertical), TapAxis::forward(&shape.horizontal));
        let (packed, offsets) = PackedFilter::build(shape, direction, &[axes], panels, isa);
        let depth = match direction {
            Direction::Forward => shape.channels,
            Direction::Backward => shape.filters,
        };
        let mut plane = 0;
        let panels = panels
            .iter()
            .zip(&offsets[0])
            .map(|(panel, packed)| {
                let words = depth * panel.width;
                plane += words;
                PanelPoints { packed: *packed, offset: plane - words, words }
            })
            .collect();
        FilterPoints { packed, panels, plane, map: map_panel_of(isa) }
    }

    /// Words of the points, and of what is needed to make them.
    pub fn words(&self) -> usize {
        PLANES * self.plane + self.packed.words()
    }

    /// Where the matrix of a point and a panel begins.
    #[inline(always)]
    pub fn offset(&self, plane: usize, panel: usize) -> usize {
        plane * self.plane + self.panels[panel].offset
    }

    /// # Safety
    ///
    /// `filter` is the filter, and there are [`FilterPoints::words`] words at `to`, where the points go.
    pub unsafe fn make(&self, filter: *const f32, to: *mut f32) {
        // SAFETY: the packed weights lie behind the points.
        unsafe {
            let packed = to.add(PLANES * self.plane);
            self.packed.pack(filter, packed);
            for panel in &self.panels {
                (self.map)(panel, self.plane, packed.add(panel.packed), to.add(panel.offset));
            }
        }
    }
}

versions!(
    map_panel_of,
    map_panel,
    (panel: &PanelPoints, plane: usize, packed: *const f32, points: *mut f32) -> ()
);

/// # Safety
///
/// `packed` and `points` are where the panel begins, and `plane` is the distance of points.
#[inline(always)]
unsafe fn map_panel<V: Lanes>(panel: &PanelPoints, plane: usize, packed: *const f32, points: *mut f32) {
    for at in (0..panel.words).step_by(V::COUNT) {
        // SAFETY: up to the caller.
        unsafe {
            let places =
                Strided { first: packed.add(at).cast_mut(), row: KERNEL * panel.words, column: panel.words };
            let points = Strided { first: points.add(at), row: POINTS * plane, column: plane };
            map_square::<V, KernelToPoints, KERNEL, POINTS>(places, points);
        }
    }
}
