//! Runs that do not depend on each other, as predictions: every thread takes whole batches, and nobody waits for another.

use super::batches::{Batches, View};
use super::memory_table::{MemoryTable, words_of};
use super::{Collect, LoadedProgram, Session, Span};
use crate::error::Result;
use crate::plan::{FlushToZero, Plan, Walk};
use crate::program::SlotKind;
use crate::threads::{attempt, with_team};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Words of all copies together up to which threads get their own: 256 MiB. Larger programs share the work of each run well.
const MOST_WORDS: usize = 1 << 26;

/// What threads need to take whole batches.
pub(super) struct Apart {
    /// For one thread.
    plan: Plan,
    /// One for each thread.
    memory: Vec<MemoryTable>,
}

/// Made when it is needed for the first time.
pub(super) enum State {
    Unmade,
    Made(Apart),
    /// Each run needs the one before, or there is not enough memory.
    Impossible,
}

impl LoadedProgram {
    /// What threads need to take whole batches, if they can; to be given back.
    pub(super) fn take_apart(&mut self, session: &Session) -> Option<Apart> {
        let state = std::mem::replace(&mut self.apart, State::Impossible);
        match state {
            State::Made(apart) if apart.memory.len() == session.threads() => Some(apart),
            State::Impossible => None,
            State::Made(_) | State::Unmade if self.is_independent() => {
                Apart::new(self, session).ok().flatten()
            }
            State::Made(_) | State::Unmade => None,
        }
    }

    /// Whether a run leaves nothing behind that changes the next one.
    fn is_independent(&self) -> bool {
        let slots = self.program.slots.iter().enumerate();
        !slots.into_iter().any(|(i, slot)| match slot.kind {
            SlotKind::Step | SlotKind::External => true,
            SlotKind::State => self.plan.writes(i),
            _ => false,
        })
    }
}

impl Apart {
    fn new(loaded: &LoadedProgram, session: &Session) -> Result<Option<Apart>> {
        let LoadedProgram { program, memory, .. } = loaded;
        let threads = session.threads();
        let plan = attempt(|| Plan::build(program, session.isa(), 1))?;
        let added = plan.scratch_bytes().div_ceil(4).saturating_add(plan.shared_words());
        let all = words_of(program, 1).saturating_add(added).saturating_mul(threads);
        if all > MOST_WORDS {
            return Ok(None);
        }
        session.check_room(all)?;
        let mut copies = Vec::new();
        for _ in 0..threads {
            let mut copy = MemoryTable::new(program, &plan, session)?;
            copy.copy(program, SlotKind::Constant, memory);
            copies.push(copy);
        }
        Ok(Some(Apart { plan, memory: copies }))
    }

    /// Runs once for each batch; afterwards the program holds the results of the last one.
    pub(super) fn advance(
        &mut self,
        loaded: &mut LoadedProgram,
        session: &Session,
        batches: &Batches<'_>,
        &Span { runs, abort, .. }: &Span<'_>,
        collect: Option<&Mutex<Collect<'_>>>,
    ) -> Result<usize> {
        for memory in &mut self.memory {
            memory.find_states(&loaded.program, session)?;
            memory.copy(&loaded.program, SlotKind::Parameter, &loaded.memory);
        }
        let next = AtomicUsize::new(0);
        let last = AtomicUsize::new(0);
        let this = &*self;
        let work = |thread: usize| {
            let _flush = FlushToZero::begin();
            let memory = &this.memory[thread];
            let mut view = View::new(memory.slots(0));
            while !abort.load(Ordering::Relaxed) {
                let run = next.fetch_add(1, Ordering::Relaxed);
                if run >= runs {
                    break;
                }
                // SAFETY: the slots are those of the program, and this thread's own.
                unsafe { batches.show(run, &mut view, |_| 0..batches.rows()) };
                let walk = Walk {
                    thread: 0,
                    threads: 1,
                    barrier: None,
                    slots: &view.slots,
                    scratch: memory.scratch(0),
                    compressed: &view.compressed,
                };
                // SAFETY: the memory was made for this program and plan, and is this thread's own but for states, which were
                // looked up and are only read; their owner is borrowed. A single thread breaks no barrier.
                let _ = unsafe { this.plan.run(&walk, None) };
                if let Some(collect) = collect {
                    let mut collect = collect.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
                    let slot = collect.slot;
                    collect.put(run, memory.words(slot));
                }
                last.fetch_max(run * this.memory.len() + thread, Ordering::Relaxed);
            }
        };
        with_team(self.memory.len(), |team| match team {
            Some(team) => team.run(&|thread, _| work(thread)),
            None => {
                work(0);
                Ok(())
            }
        })?;
        let done = next.into_inner().min(runs);
        if done > 0 {
            let last = &self.memory[last.into_inner() % self.memory.len()];
            loaded.memory.copy(&loaded.program, SlotKind::Result, last);
        }
        Ok(done)
    }
}
