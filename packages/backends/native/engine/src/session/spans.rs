use super::batches::{Batches, View};
use super::loaded::{Failure, LoadedProgram, WORTH_THREADS};
use super::{Session, apart};
use crate::error::Result;
use crate::plan::{Walk, share};
use crate::require;
use crate::rows::RowStore;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Batches of rows, one after the other.
pub struct Span<'a> {
    pub store: &'a RowStore<'a>,
    /// The rows of all batches.
    pub order: &'a [i32],
    pub runs: usize,
    /// Ends the span after the present batch.
    pub abort: &'a AtomicBool,
}

/// Where the words of a result of every run are put, one after the other.
pub struct Collect<'a> {
    pub slot: usize,
    pub into: &'a mut [u32],
}

impl Collect<'_> {
    /// Puts the result of a run aside.
    pub(super) fn put(&mut self, run: usize, words: &[u32]) {
        let begin = run * words.len();
        if let Some(into) = self.into.get_mut(begin..begin + words.len()) {
            into.copy_from_slice(words);
        }
    }
}

impl LoadedProgram {
    /// Runs once for each batch.
    ///
    /// # Returns
    ///
    /// How many batches were done: all, unless it was aborted.
    ///
    /// # Errors
    ///
    /// The rows do not fit the program, or a kernel failed.
    pub fn advance(
        &mut self,
        session: &mut Session,
        span: &Span<'_>,
        collect: Option<Collect<'_>>,
    ) -> Result<usize> {
        let runs = span.runs;
        self.find_memory(session)?;
        let batches = Batches::of(span, &self.program, &self.plan, session.isa())?;
        if let Some(Collect { slot, into }) = &collect {
            let words = self.result(*slot)?.len();
            let has_room = words.checked_mul(runs).is_some_and(|all| all <= into.len());
            require!(has_room, "{runs} results of {words} words do not fit {}", into.len());
        }
        let collect = collect.map(Mutex::new);
        if self.is_worth_dividing(runs, session)
            && let Some(mut apart) = self.take_apart(session)
        {
            let done = apart.advance(self, session, &batches, span, collect.as_ref());
            self.apart = apart::State::Made(apart);
            return done;
        }
        self.advance_together(&batches, span, collect.as_ref())
    }

    /// All threads share the work of every run.
    fn advance_together(
        &self,
        batches: &Batches<'_>,
        &Span { runs, abort, .. }: &Span<'_>,
        collect: Option<&Mutex<Collect<'_>>>,
    ) -> Result<usize> {
        let end = AtomicUsize::new(runs);
        let has_shared = batches.slots().any(|slot| !self.memory.is_private(slot));
        self.on_team(self.plan.work() * runs as f64, |walk| {
            let mut view = View::new(walk.slots);
            let part = |slot: usize| {
                if self.memory.is_private(slot) {
                    0..batches.rows()
                } else {
                    share(batches.rows(), walk.thread, walk.threads, 1)
                }
            };
            let mut run = 0;
            while run < end.load(Ordering::Relaxed) {
                // All threads see this when they meet in the end of the run.
                if walk.thread == 0 && abort.load(Ordering::Relaxed) {
                    end.store(run + 1, Ordering::Relaxed);
                }
                // SAFETY: the slots are those of the program, each thread's own or divided among all.
                unsafe { batches.show(run, &mut view, part) };
                if has_shared && walk.barrier.is_some_and(|barrier| !barrier.meet()) {
                    return Err(Failure::Elsewhere);
                }
                let walk = Walk { slots: &view.slots, compressed: &view.compressed, ..*walk };
                self.timed(&walk)?;
                // SAFETY: all threads of the walk come here.
                unsafe { self.advance_step(&walk) };
                if let Some(collect) = collect {
                    self.collect(collect, run, &walk)?;
                }
                run += 1;
            }
            Ok(())
        })?;
        Ok(end.into_inner())
    }

    /// Puts a result aside, before the next run makes it anew.
    fn collect(
        &self,
        collect: &Mutex<Collect<'_>>,
        run: usize,
        walk: &Walk<'_>,
    ) -> std::result::Result<(), Failure> {
        if walk.thread == 0 {
            let mut collect = collect.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            let words = self.result(collect.slot).map_err(Failure::Own)?;
            collect.put(run, words);
        }
        if walk.barrier.is_some_and(|barrier| !barrier.meet()) {
            return Err(Failure::Elsewhere);
        }
        Ok(())
    }

    /// Whether threads that take whole batches do better than threads that share each.
    fn is_worth_dividing(&self, runs: usize, session: &Session) -> bool {
        let threads = session.threads();
        threads > 1
            && runs >= 2 * threads
            && self.plan.work() * runs as f64 >= WORTH_THREADS
            && self.clock.is_none()
    }
}
