use super::footprint::Footprint;

/// What may have to wait for what comes before.
#[derive(Clone)]
pub(super) struct Waiting {
    /// Whether thread 0 does it alone.
    pub is_alone: bool,
    pub footprint: Footprint,
}

/// Before which all threads must meet.
pub(super) fn waits_between<'a>(all: impl IntoIterator<Item = &'a Waiting>) -> Vec<bool> {
    let mut since: Vec<&Waiting> = Vec::new();
    let mut waits = Vec::new();
    for one in all {
        let must = since.iter().any(|earlier| {
            !(earlier.is_alone && one.is_alone) && earlier.footprint.conflicts(&one.footprint)
        });
        if must {
            since.clear();
        }
        since.push(one);
        waits.push(must);
    }
    waits
}

/// Before which stages of a step all threads must meet, whichever step it is: `first` is what comes before the first step,
/// `present` and `next` what a step consists of, as it is in one step and in the next. In all others it is the same as in
/// these, or farther away.
pub(super) fn waits_in_loop(first: &[Waiting], present: &[Waiting], next: &[Waiting]) -> Vec<bool> {
    let waits = waits_between(first.iter().chain(present).chain(next));
    let steps = &waits[first.len()..];
    (0..present.len()).map(|i| steps[i] || steps[present.len() + i]).collect()
}
