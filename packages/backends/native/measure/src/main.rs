//! Prints what kernels of the engine reach, beside other libraries.

mod clock;
mod products;

fn main() {
    products::measure();
}
