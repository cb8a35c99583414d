//! Convolutions of 3 by 3 places, and their derivatives, with fewer products: by tiles of 4 by 4 windows.

mod filter_points;
mod from_points;
mod kernel_results;
mod maps;
mod planes;
mod squares;
mod tile_grid;
mod tiled_correlation;
mod tiled_filter_gradient;
mod to_points;

pub(super) use tile_grid::is_tiled;
pub(super) use tiled_correlation::TiledCorrelation;
pub(super) use tiled_filter_gradient::TiledFilterGradient;
