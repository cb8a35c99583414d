//! Recorded programs compute the same, bit for bit, on any number of threads.

mod support;

use myelin_engine::lanes::Isa;
use support::recorded::recorded_programs;
use support::trial::results;

#[test]
fn threads_change_nothing() {
    for recorded in recorded_programs() {
        for isa in Isa::available() {
            let alone = results(&recorded.program, &recorded.constants, 1, isa).expect(&recorded.name);
            for threads in [2, 3, 5] {
                let together = results(&recorded.program, &recorded.constants, threads, isa);
                assert_eq!(together.as_ref(), Ok(&alone), "{} on {threads} threads, {isa:?}", recorded.name);
            }
        }
    }
}
