use super::{everywhere, run};
use crate::lanes::Isa;
use crate::program::DataType;
use crate::testing::{Workbench, operation};

#[test]
fn makes_the_same_random_numbers_however_the_space_is_cut() {
    let shape = [301, 33];
    let make = |isa, threads, is_cut: bool| {
        let mut bench = Workbench::new();
        let (seed, step, index) = (bench.ints(&[], &[7]), bench.ints(&[], &[3]), bench.ints(&[], &[2]));
        let row = bench.floats(&[33], &[0.0; 33]);
        let random = bench.register(&shape, DataType::Float32);
        let result = bench.result(&shape, DataType::Float32);
        // Tiles of whole rows begin within blocks.
        let term = if is_cut { row } else { bench.constant(&[], 0.0) };
        let steps = vec![
            operation("Philox", &[seed, step, index], &[random], r#"{"stream": 5}"#),
            operation("Add", &[random, term], &[result], "{}"),
        ];
        run(&mut bench, isa, threads, &shape, steps);
        bench.read(result)
    };
    let expected = make(Isa::Portable, 1, false);
    let mean = expected.iter().sum::<f32>() / expected.len() as f32;
    assert!((mean - 0.5).abs() < 0.02);
    everywhere(|isa, threads| {
        for is_cut in [false, true] {
            assert_eq!(make(isa, threads, is_cut), expected);
        }
    });
}
