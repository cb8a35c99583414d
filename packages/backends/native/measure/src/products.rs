use crate::clock::seconds;
use gemm::Parallelism;
use myelin_engine::lanes::Isa;
use myelin_engine::measure::MeasuredProduct;
use std::sync::Barrier;
use std::time::Instant;

/// Rows, inner and columns of a product, and whether the operands lie transposed.
struct Case([usize; 3], [bool; 2]);

const NONE: [bool; 2] = [false, false];
const A: [bool; 2] = [true, false];
const B: [bool; 2] = [false, true];

const CASES: [Case; 21] = [
    Case([1000, 784, 512], NONE),
    Case([784, 1000, 512], A),
    Case([1000, 512, 512], B),
    Case([1000, 512, 512], NONE),
    Case([512, 1000, 512], A),
    Case([1000, 512, 10], NONE),
    Case([512, 1000, 10], A),
    Case([1000, 10, 512], B),
    Case([1024, 1024, 1024], NONE),
    Case([32, 784, 128], NONE),
    Case([784, 32, 128], A),
    Case([32, 128, 10], NONE),
    Case([128, 32, 10], A),
    Case([32, 10, 128], B),
    Case([32, 8, 128], NONE),
    Case([32, 128, 128], NONE),
    Case([128, 32, 128], A),
    Case([32, 128, 128], B),
    Case([1, 784, 128], NONE),
    Case([5, 4, 10], NONE),
    Case([4, 2, 8], NONE),
];

/// Billions of operations a second of matrix products, and nanoseconds.
pub fn measure() {
    println!(
        "  rows  inner columns      |   1 thread         |   2 threads        |   gemm, 1 thread   |   gemm, 2 threads"
    );
    for Case([rows, inner, columns], [transpose_a, transpose_b]) in CASES {
        let operations = 2.0 * (rows * inner * columns) as f64;
        let entry = |seconds: f64| format!("{:10.0} ns {:5.1}", 1e9 * seconds, 1e-9 * operations / seconds);
        let product = |threads| {
            MeasuredProduct::new([rows, inner, columns], [transpose_a, transpose_b], Isa::best(), threads)
                .expect("a product")
        };
        let alone = product(1);
        // SAFETY: there is but one thread.
        let ours = seconds(|| unsafe { alone.run(0) });
        let [a, b, result] = alone.pointers();
        let strides = |rows: usize, columns: usize, is_transposed: bool| {
            if is_transposed { (rows as isize, 1) } else { (1, columns as isize) }
        };
        let (a_columns, a_rows) = strides(rows, inner, transpose_a);
        let (b_columns, b_rows) = strides(inner, columns, transpose_b);
        // SAFETY: the memory belongs to `alone`, and the strides to its shapes.
        let gemm = |parallelism| unsafe {
            gemm::gemm(
                rows,
                columns,
                inner,
                result,
                1,
                columns as isize,
                false,
                a,
                a_columns,
                a_rows,
                b,
                b_columns,
                b_rows,
                0.0,
                1.0,
                false,
                false,
                false,
                parallelism,
            );
        };
        println!(
            "{rows:6} {inner:6} {columns:6} {}{} | {} | {} | {} | {}",
            if transpose_a { "aT" } else { "  " },
            if transpose_b { "bT" } else { "  " },
            entry(ours),
            entry(on_threads(&product(2), ours)),
            entry(seconds(|| gemm(Parallelism::None))),
            entry(seconds(|| gemm(Parallelism::Rayon(2)))),
        );
    }
}

/// Rounds that are measured.
const ROUNDS: usize = 60;
/// So long must a round be, to be long beside the meetings of the threads.
const ROUND_SECONDS: f64 = 1e-3;

/// Seconds of a run whose parts are done by a thread each: the shortest of many rounds, from where the threads meet to
/// where the last one has done its runs. `alone` is what a run takes on one thread.
fn on_threads(product: &MeasuredProduct, alone: f64) -> f64 {
    let parts = product.parts();
    let turns = (ROUND_SECONDS / alone).ceil() as usize;
    let barrier = Barrier::new(parts);
    let work = &|part: usize| {
        let mut shortest = f64::INFINITY;
        for _ in 0..ROUNDS {
            barrier.wait();
            let begin = Instant::now();
            for _ in 0..turns {
                // SAFETY: each thread does a part of its own.
                unsafe { product.run(part) };
            }
            barrier.wait();
            shortest = shortest.min(begin.elapsed().as_secs_f64() / turns as f64);
        }
        shortest
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..parts).map(|part| scope.spawn(move || work(part))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a thread")).fold(0.0, f64::max)
    })
}
