use std::time::{Duration, Instant};

/// How long all runs of one work may take together.
const BUDGET: Duration = Duration::from_millis(150);
/// So long must be what is measured at a time, to be long beside reading the clock.
const AT_A_TIME: Duration = Duration::from_micros(20);

/// Seconds of one run: the shortest of many, because others disturb some of them.
pub fn seconds(mut run: impl FnMut()) -> f64 {
    let mut turns = 1;
    loop {
        let begin = Instant::now();
        (0..turns).for_each(|_| run());
        if begin.elapsed() >= AT_A_TIME {
            break;
        }
        turns *= 2;
    }
    let (all, mut shortest) = (Instant::now(), f64::INFINITY);
    while all.elapsed() < BUDGET {
        let begin = Instant::now();
        (0..turns).for_each(|_| run());
        shortest = shortest.min(begin.elapsed().as_secs_f64() / f64::from(turns));
    }
    shortest
}
