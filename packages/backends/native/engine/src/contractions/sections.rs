use super::shape::ProductShape;
use crate::plan::share;
use std::ops::Range;

/// What one part of a kernel computes of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    /// Numbers of the products of a batch.
    pub products: Range<usize>,
    pub rows: Range<usize>,
    pub columns: Range<usize>,
}

/// Multiply-adds that are worth a part of their own: some ten microseconds. Meeting costs time, and fetching from the other
/// core what it has just written costs more.
const WORTH_A_PART: usize = 1 << 19;

/// Elements that are read in the time of one multiply-add of vectors.
const READ_AT_A_TIME: usize = 4;

/// Divides a product among at most so many threads: in the way that leaves the least work and reading to the busiest.
pub(super) fn sections(shape: &ProductShape, lanes: usize, threads: usize) -> Vec<Section> {
    let work = [shape.batch.count(), shape.rows, shape.columns, shape.inner]
        .iter()
        .fold(1usize, |product, size| product.saturating_mul(*size));
    let count = threads.min(work / WORTH_A_PART).max(1);
    let mut best = (usize::MAX, [1, 1, 1]);
    for by_products in (1..=count.min(shape.batch.count())).rev() {
        for by_rows in (1..=(count / by_products).min(shape.rows)).rev() {
            let by_columns = (count / (by_products * by_rows)).min(shape.columns.div_ceil(lanes));
            let grid = [by_products, by_rows, by_columns];
            let cost = cost(shape, lanes, grid);
            if cost < best.0 {
                best = (cost, grid);
            }
        }
    }
    cut(shape, lanes, best.1)
}

/// Time of the largest section, in multiply-adds of vectors.
fn cost(shape: &ProductShape, lanes: usize, [by_products, by_rows, by_columns]: [usize; 3]) -> usize {
    let products = shape.batch.count().div_ceil(by_products);
    let rows = shape.rows.div_ceil(by_rows);
    let vectors = shape.columns.div_ceil(lanes).div_ceil(by_columns);
    let read = rows.saturating_add(vectors * lanes) / READ_AT_A_TIME;
    rows.saturating_mul(vectors).saturating_add(read).saturating_mul(shape.inner).saturating_mul(products)
}

fn cut(shape: &ProductShape, lanes: usize, grid: [usize; 3]) -> Vec<Section> {
    let [by_products, by_rows, by_columns] = grid;
    let mut sections = Vec::with_capacity(by_products * by_rows * by_columns);
    for product in 0..by_products {
        for row in 0..by_rows {
            for column in 0..by_columns {
                sections.push(Section {
                    products: share(shape.batch.count(), product, by_products, 1),
                    rows: share(shape.rows, row, by_rows, 1),
                    columns: share(shape.columns, column, by_columns, lanes),
                });
            }
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::super::shape::{Batch, ProductShape, Strides};
    use super::{Section, sections};

    fn product(rows: usize, inner: usize, columns: usize) -> ProductShape {
        let strides = Strides { outer: 1, inner: 1 };
        ProductShape {
            rows,
            columns,
            inner,
            a: strides,
            b: strides,
            batch: Batch::single(),
            is_swapped: false,
        }
    }

    fn section(rows: std::ops::Range<usize>, columns: std::ops::Range<usize>) -> Section {
        Section { products: 0..1, rows, columns }
    }

    #[test]
    fn little_work_is_not_divided() {
        assert_eq!(sections(&product(5, 4, 10), 16, 4), [section(0..5, 0..10)]);
    }

    #[test]
    fn few_rows_are_divided_by_columns_and_many_by_rows() {
        let wide = sections(&product(32, 784, 128), 16, 2);
        assert_eq!(wide, [section(0..32, 0..64), section(0..32, 64..128)]);
        let tall = sections(&product(784, 32, 128), 16, 2);
        assert_eq!(tall, [section(0..392, 0..128), section(392..784, 0..128)]);
    }

    #[test]
    fn every_element_is_in_one_section() {
        for (rows, columns) in [(1, 1000), (100, 100), (3, 517), (1000, 1)] {
            for threads in 1..9 {
                let found = sections(&product(rows, 2000, columns), 16, threads);
                assert!(found.len() <= threads);
                let mut times = vec![0; rows * columns];
                for Section { rows, columns: own, .. } in found {
                    for row in rows {
                        own.clone().for_each(|column| times[row * columns + column] += 1);
                    }
                }
                assert!(times.iter().all(|times| *times == 1));
            }
        }
    }
}
