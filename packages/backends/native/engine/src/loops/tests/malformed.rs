use super::loop_kernel;
use crate::lanes::Isa;
use crate::program::{DataType, LoopTask};
use crate::testing::{Workbench, operation};

#[test]
fn refuses_what_is_malformed() {
    let mut bench = Workbench::new();
    let x = bench.floats(&[2, 3], &[0.0; 6]);
    let short = bench.floats(&[2], &[0.0; 2]);
    let output = bench.result(&[2, 3], DataType::Float32);
    let joined = bench.result(&[2, 4], DataType::Float32);
    let text = bench.bools(&[2, 3], &[true; 6]);
    let cases = [
        operation("Add", &[x], &[output], "{}"),
        operation("Add", &[x, x], &[], "{}"),
        operation("Add", &[x, short], &[output], "{}"),
        operation("Neg", &[short], &[short], "{}"),
        operation("Exp", &[text], &[output], "{}"),
        operation("Step", &[x], &[output], r#"{"alpha": "steep"}"#),
        operation("Slice", &[x], &[output], r#"{"begin": [1, 0]}"#),
        operation("Slice", &[x], &[output], r#"{"begin": [0]}"#),
        operation("Slice", &[x], &[output], "{}"),
        operation("Concat", &[x, x], &[joined], r#"{"axis": 1}"#),
        operation("Concat", &[x, x], &[joined], r#"{"axis": 2}"#),
        operation("Philox", &[x, x], &[output], r#"{"stream": 0}"#),
        operation("Philox", &[], &[output], r#"{"stream": 0}"#),
        operation("Sum", &[x], &[output], "{}"),
        operation("Unheard", &[x], &[output], "{}"),
    ];
    for case in cases {
        let name = format!("{case:?}");
        let task = LoopTask { space: vec![2, 3], operations: vec![case], reductions: Vec::new() };
        assert!(bench.run(Isa::Portable, 1, |context| loop_kernel(&task, context)).is_err(), "{name}");
    }
    for (axes, to) in [("[2]", short), ("[0]", short), ("3", short)] {
        let reduction = operation("Sum", &[x], &[to], &format!(r#"{{"axis": {axes}}}"#));
        let task = LoopTask { space: vec![2, 3], operations: Vec::new(), reductions: vec![reduction] };
        assert!(bench.run(Isa::Portable, 1, |context| loop_kernel(&task, context)).is_err(), "{axes}");
    }
}
