use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};

/// A value on cache lines of its own.
#[repr(align(128))]
struct Apart<T>(T);

/// Where all threads of a team meet: none goes on before all are there.
///
/// Who comes early looks again and again for some microseconds, and then sleeps: on a busy machine, the core is needed by
/// those that are waited for.
pub struct Barrier {
    threads: usize,
    spins: u32,
    arrived: Apart<AtomicUsize>,
    meetings: Apart<AtomicUsize>,
    sleepers: Apart<AtomicUsize>,
    broken: AtomicBool,
    bed: Mutex<()>,
    bell: Condvar,
}

impl Barrier {
    pub fn new(threads: usize) -> Self {
        Barrier {
            threads,
            spins: spins(threads),
            arrived: Apart(AtomicUsize::new(0)),
            meetings: Apart(AtomicUsize::new(0)),
            sleepers: Apart(AtomicUsize::new(0)),
            broken: AtomicBool::new(false),
            bed: Mutex::new(()),
            bell: Condvar::new(),
        }
    }

    /// Waits for all others. What they wrote before is seen afterwards. False if one of them failed and will not come.
    #[must_use]
    pub fn meet(&self) -> bool {
        let meeting = self.meetings.0.load(Ordering::Acquire);
        if self.arrived.0.fetch_add(1, Ordering::AcqRel) + 1 == self.threads {
            self.arrived.0.store(0, Ordering::Relaxed);
            // Ordered before the look at the sleepers, as theirs at the meetings is after they are counted.
            self.meetings.0.store(meeting.wrapping_add(1), Ordering::SeqCst);
            self.ring();
            return !self.broken.load(Ordering::Relaxed);
        }
        for _ in 0..self.spins {
            if self.is_over(meeting) {
                return !self.broken.load(Ordering::Relaxed);
            }
            std::hint::spin_loop();
        }
        self.sleep_until(|| self.is_over(meeting));
        !self.broken.load(Ordering::Relaxed)
    }

    /// Tells all that a thread has failed, so that nobody waits for it.
    pub fn break_up(&self) {
        self.broken.store(true, Ordering::SeqCst);
        self.ring();
    }

    /// Readies it for the next job, while nobody waits.
    pub(super) fn reset(&self) {
        self.arrived.0.store(0, Ordering::Relaxed);
        self.broken.store(false, Ordering::Relaxed);
    }

    fn is_over(&self, meeting: usize) -> bool {
        self.meetings.0.load(Ordering::SeqCst) != meeting || self.broken.load(Ordering::SeqCst)
    }

    fn sleep_until(&self, is_over: impl Fn() -> bool) {
        let mut bed = self.bed.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        self.sleepers.0.fetch_add(1, Ordering::SeqCst);
        while !is_over() {
            bed = self.bell.wait(bed).unwrap_or_else(|poisoned| poisoned.into_inner());
        }
        self.sleepers.0.fetch_sub(1, Ordering::SeqCst);
    }

    /// Wakes all who sleep.
    fn ring(&self) {
        if self.sleepers.0.load(Ordering::SeqCst) > 0 {
            // Who is about to sleep has the lock until it does.
            drop(self.bed.lock());
            self.bell.notify_all();
        }
    }
}

/// How often to look again before going to sleep: about 50 µs, and hardly at all where there are more threads than cores,
/// for whoever is waited for may need this very core.
pub(super) fn spins(threads: usize) -> u32 {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    if threads <= cores { 2_000 } else { 20 }
}
