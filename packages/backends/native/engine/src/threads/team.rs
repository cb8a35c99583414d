use super::attempt;
use super::barrier::{Barrier, spins};
use crate::error::{Error, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU32, AtomicUsize, Ordering};
use std::thread::{JoinHandle, Thread};

type Job<'a> = dyn Fn(usize, &Barrier) + Sync + 'a;

/// The calling thread and helpers of its own.
pub struct Team {
    shared: Arc<Shared>,
    helpers: Vec<JoinHandle<()>>,
    wakers: Vec<Thread>,
}

struct Shared {
    barrier: Barrier,
    spins: u32,
    /// Grows by one with each job.
    jobs: AtomicU32,
    /// Where the reference to the present job lies.
    job: AtomicPtr<&'static Job<'static>>,
    /// Helpers that are not done with it.
    busy: AtomicUsize,
    asleep: Vec<AtomicBool>,
    failed: AtomicBool,
    ended: AtomicBool,
}

impl Team {
    /// # Errors
    ///
    /// The system gives no more threads.
    pub fn start(threads: usize) -> Result<Team> {
        let shared = Arc::new(Shared {
            barrier: Barrier::new(threads),
            spins: spins(threads),
            jobs: AtomicU32::new(0),
            job: AtomicPtr::new(std::ptr::null_mut()),
            busy: AtomicUsize::new(0),
            asleep: (1..threads).map(|_| AtomicBool::new(false)).collect(),
            failed: AtomicBool::new(false),
            ended: AtomicBool::new(false),
        });
        let mut team = Team { shared, helpers: Vec::new(), wakers: Vec::new() };
        for thread in 1..threads {
            let shared = team.shared.clone();
            let helper = std::thread::Builder::new()
                .name(format!("myelin-{thread}"))
                .spawn(move || help(&shared, thread))
                .map_err(|error| Error::Failed(format!("no thread can be started: {error}")))?;
            team.wakers.push(helper.thread().clone());
            team.helpers.push(helper);
        }
        Ok(team)
    }

    pub fn threads(&self) -> usize {
        self.helpers.len() + 1
    }

    /// Calls `job(thread, barrier)` on every thread of the team, on this one with 0, and waits for all.
    ///
    /// # Errors
    ///
    /// It panicked on one of them.
    pub fn run(&mut self, job: &Job<'_>) -> Result<()> {
        let shared = &*self.shared;
        shared.barrier.reset();
        shared.failed.store(false, Ordering::Relaxed);
        shared.job.store((&raw const job).cast_mut().cast(), Ordering::Relaxed);
        shared.busy.store(self.helpers.len(), Ordering::Relaxed);
        shared.jobs.fetch_add(1, Ordering::SeqCst);
        for (asleep, waker) in shared.asleep.iter().zip(&self.wakers) {
            if asleep.load(Ordering::SeqCst) {
                waker.unpark();
            }
        }
        let result = take_part(shared, 0, job);
        // The job is borrowed: nobody may use it after this function is left.
        let mut looks = 0;
        while shared.busy.load(Ordering::Acquire) > 0 {
            if looks < shared.spins {
                looks += 1;
                std::hint::spin_loop();
            } else {
                std::thread::yield_now();
            }
        }
        result?;
        if shared.failed.load(Ordering::Relaxed) {
            return Err(Error::Failed("a kernel panicked on a helper".to_owned()));
        }
        Ok(())
    }
}

impl Drop for Team {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::SeqCst);
        self.shared.jobs.fetch_add(1, Ordering::SeqCst);
        for waker in &self.wakers {
            waker.unpark();
        }
        for helper in self.helpers.drain(..) {
            let _ = helper.join();
        }
    }
}

/// What a helper does all its life.
fn help(shared: &Shared, thread: usize) {
    let asleep = &shared.asleep[thread - 1];
    let mut seen = 0;
    loop {
        let mut looks = 0;
        while shared.jobs.load(Ordering::SeqCst) == seen {
            if looks < shared.spins {
                looks += 1;
                std::hint::spin_loop();
                continue;
            }
            asleep.store(true, Ordering::SeqCst);
            // Whoever brings a job after this look sees that this helper sleeps.
            if shared.jobs.load(Ordering::SeqCst) == seen {
                std::thread::park();
            }
            asleep.store(false, Ordering::SeqCst);
        }
        seen = seen.wrapping_add(1);
        if shared.ended.load(Ordering::SeqCst) {
            return;
        }
        // SAFETY: `Team::run` stored the address before it counted the job, and keeps the reference there, and what that
        // borrows, until `busy` is 0. Nobody writes there.
        let job: &Job<'_> = unsafe { *shared.job.load(Ordering::Relaxed) };
        if take_part(shared, thread, job).is_err() {
            shared.failed.store(true, Ordering::Relaxed);
        }
        shared.busy.fetch_sub(1, Ordering::AcqRel);
    }
}

fn take_part(shared: &Shared, thread: usize, job: &Job<'_>) -> Result<()> {
    let result = attempt(|| {
        job(thread, &shared.barrier);
        Ok(())
    });
    if result.is_err() {
        shared.barrier.break_up();
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is fast enough takes minutes in an interpreter that looks for undefined behaviour.
    const JOBS: usize = if cfg!(miri) { 40 } else { 2_000 };

    #[test]
    fn all_threads_take_part_and_meet() {
        for threads in [1, 2, 5] {
            let mut team = Team::start(threads).expect("threads");
            let count = AtomicUsize::new(0);
            for round in 1..=JOBS / 10 {
                team.run(&|_, barrier| {
                    count.fetch_add(1, Ordering::SeqCst);
                    assert!(barrier.meet());
                    assert_eq!(count.load(Ordering::SeqCst), threads * round);
                    assert!(barrier.meet());
                })
                .expect("no panic");
            }
        }
    }

    #[test]
    fn a_panic_reaches_the_caller_and_the_team_goes_on() {
        let mut team = Team::start(3).expect("threads");
        for guilty in 0..3 {
            let result = team.run(&|thread, barrier| {
                assert!(thread != guilty, "thread {thread} fails");
                assert!(!barrier.meet());
            });
            assert!(matches!(result, Err(Error::Failed(_))));
        }
        team.run(&|_, barrier| assert!(barrier.meet())).expect("it still works");
    }

    /// More threads than cores: some sleep in meetings, some between jobs, some miss the call that wakes them.
    #[test]
    fn many_short_jobs_are_done_by_all_threads_once() {
        for threads in [2, 4, 9] {
            let mut team = Team::start(threads).expect("threads");
            let shares: Vec<AtomicUsize> = (0..threads).map(|_| AtomicUsize::new(0)).collect();
            for job in 1..=JOBS {
                team.run(&|thread, barrier| {
                    shares[thread].fetch_add(1, Ordering::Relaxed);
                    for _ in 0..job % 4 {
                        assert!(barrier.meet());
                        assert!(shares.iter().all(|share| share.load(Ordering::Relaxed) == job));
                        assert!(barrier.meet());
                    }
                    if job % 97 == 0 && thread == job % threads {
                        std::thread::sleep(std::time::Duration::from_micros(200));
                    }
                })
                .expect("no panic");
                assert!(shares.iter().all(|share| share.load(Ordering::Relaxed) == job));
            }
        }
    }

    #[test]
    fn teams_come_and_go_in_the_middle_of_the_sleep_of_others() {
        let others: Vec<_> = (0..3)
            .map(|_| {
                std::thread::spawn(|| {
                    for threads in (1..=5).cycle().take(JOBS / 40) {
                        let mut team = Team::start(threads).expect("threads");
                        team.run(&|_, barrier| assert!(barrier.meet())).expect("no panic");
                    }
                })
            })
            .collect();
        for other in others {
            other.join().expect("no panic");
        }
    }
}
