//! Products made of tiles: a few rows and vectors of columns of the result, whose sums stay in registers.

mod left_operand;
mod panel;
mod right_operand;
mod single_tile;
mod split;
mod tile;
mod tiled_product;

pub(super) use single_tile::SingleTile;
pub(super) use tiled_product::TiledProduct;
