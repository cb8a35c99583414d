use super::memory_table::{MemoryTable, words_of};
use super::{Session, apart};
use crate::error::{Error, Result};
use crate::plan::{Clock, FlushToZero, Plan, Walk};
use crate::program::{Program, SlotKind};
use crate::require;
use crate::threads::{Barrier, attempt, with_team};
use std::sync::Mutex;

/// Work of a call, in element visits, from which on helpers are worth waking: about 20 µs.
pub(super) const WORTH_THREADS: f64 = 400_000.0;

/// A program that is ready to run in a session.
pub struct LoadedProgram {
    pub(super) program: Program,
    pub(super) plan: Plan,
    pub(super) memory: MemoryTable,
    pub(super) clock: Option<Mutex<Clock>>,
    pub(super) apart: apart::State,
    /// Slots with the number of the step.
    steps: Vec<usize>,
}

impl LoadedProgram {
    /// Decodes a program and makes it ready.
    ///
    /// `constants` holds the elements of those constants that are no fill.
    ///
    /// # Errors
    ///
    /// It is malformed, the engine lacks kernels for it, or there is not enough memory.
    pub fn load(session: &Session, text: &str, constants: &[u32]) -> Result<LoadedProgram> {
        let program = Program::decode(text)?;
        // Before kernels make tables for sizes that cannot be.
        session.check_room(words_of(&program, 1))?;
        let plan = attempt(|| Plan::build(&program, session.isa(), session.threads()))?;
        let mut memory = MemoryTable::new(&program, &plan, session)?;
        memory.write_constants(&program, constants)?;
        let is_step = |slot: &usize| program.slots[*slot].kind == SlotKind::Step;
        let steps = (0..program.slots.len()).filter(is_step).collect();
        let mut loaded =
            LoadedProgram { program, plan, memory, clock: None, apart: apart::State::Unmade, steps };
        loaded.memory.find_states(&loaded.program, session)?;
        Ok(loaded)
    }

    /// Measures from now on how long each task takes.
    pub fn start_clock(&mut self) {
        self.clock = Some(Mutex::new(Clock::default()));
    }

    /// What was measured so far.
    pub fn clock(&self) -> Option<Clock> {
        let clock = self.clock.as_ref()?.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        Some(clock.clone())
    }

    /// Threads that share the work; 1 if none of it is worth sharing.
    pub fn threads(&self) -> usize {
        self.plan.threads()
    }

    /// Rough number of multiply-adds and element visits of a run.
    pub fn work(&self) -> f64 {
        self.plan.work()
    }

    /// Rows of a batch.
    pub fn batch_rows(&self) -> usize {
        self.program.batch_rows
    }

    /// The slots of that name and kind; usually one, or none.
    pub fn find(&self, kind: SlotKind, name: &str) -> Option<usize> {
        self.program.slots.iter().position(|slot| slot.kind == kind && slot.name == name)
    }

    /// Words of a slot.
    ///
    /// # Errors
    ///
    /// There is no such slot.
    pub fn words(&self, slot: usize) -> Result<usize> {
        let slot = self.program.slots.get(slot);
        slot.map(|slot| slot.words).ok_or_else(|| Error::malformed("there is no such slot"))
    }

    /// Writes an input: a batch, a parameter, or the step.
    ///
    /// # Errors
    ///
    /// It is none, or has another size.
    pub fn write(&mut self, slot: usize, words: &[u32]) -> Result<()> {
        let kind = self.program.slots.get(slot).map(|slot| slot.kind);
        let is_input = matches!(kind, Some(SlotKind::Batch | SlotKind::Parameter | SlotKind::Step));
        require!(is_input, "slot {slot} is no input");
        for copy in self.memory.copies_mut(slot) {
            require!(copy.len() == words.len(), "an input holds {} words, not {}", copy.len(), words.len());
            copy.copy_from_slice(words);
        }
        Ok(())
    }

    /// The words of a result of the last run.
    ///
    /// # Errors
    ///
    /// The slot is no result.
    pub fn result(&self, slot: usize) -> Result<&[u32]> {
        let kind = self.program.slots.get(slot).map(|slot| slot.kind);
        require!(kind == Some(SlotKind::Result), "slot {slot} is no result");
        Ok(self.memory.words(slot))
    }

    /// Copies the words of all results of the last run, one result after the other.
    ///
    /// # Errors
    ///
    /// `into` is of another size.
    pub fn copy_results(&self, into: &mut [u32]) -> Result<()> {
        let mut rest = into;
        for (slot, _) in
            self.program.slots.iter().enumerate().filter(|(_, slot)| slot.kind == SlotKind::Result)
        {
            let words = self.memory.words(slot);
            require!(words.len() <= rest.len(), "the results have more words than there is room for");
            let (part, others) = rest.split_at_mut(words.len());
            part.copy_from_slice(words);
            rest = others;
        }
        require!(rest.is_empty(), "the results have fewer words than there is room for");
        Ok(())
    }

    /// Runs once on inputs that were written.
    ///
    /// # Errors
    ///
    /// A state is missing or of another size, or a kernel failed.
    pub fn run(&mut self, session: &mut Session) -> Result<()> {
        self.find_memory(session)?;
        self.run_once()
    }

    /// Readies the memory for runs that get none handed over. They change the states, which is why they must have the session
    /// for themselves.
    pub(super) fn find_memory(&mut self, session: &mut Session) -> Result<()> {
        let has_external = self.program.slots.iter().any(|slot| slot.kind == SlotKind::External);
        require!(!has_external, "the program works on memory that is handed over");
        self.memory.find_states(&self.program, session)
    }

    pub(super) fn run_once(&self) -> Result<()> {
        self.on_team(self.plan.work(), |walk| {
            self.timed(walk)?;
            // SAFETY: all threads of the walk come here.
            unsafe { self.advance_step(walk) };
            Ok(())
        })
    }

    /// Calls `work` on as many threads as it is worth.
    pub(super) fn on_team(
        &self,
        visits: f64,
        work: impl Fn(&Walk<'_>) -> std::result::Result<(), Failure> + Sync,
    ) -> Result<()> {
        let failure = Mutex::new(None);
        let walk = |thread: usize, threads: usize, barrier: Option<&Barrier>| {
            let _flush = FlushToZero::begin();
            let walk = Walk {
                thread,
                threads,
                barrier,
                slots: self.memory.slots(thread),
                scratch: self.memory.scratch(thread),
                compressed: &[],
            };
            if let Err(Failure::Own(error)) = work(&walk) {
                if let Some(barrier) = barrier {
                    barrier.break_up();
                }
                *failure.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(error);
            }
        };
        let threads = if visits < WORTH_THREADS { 1 } else { self.plan.threads() };
        with_team(threads, |team| match team {
            Some(team) => team.run(&|thread, barrier| walk(thread, threads, Some(barrier))),
            None => {
                walk(0, 1, None);
                Ok(())
            }
        })?;
        match failure.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner()) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    /// Goes through the plan once.
    pub(super) fn timed(&self, walk: &Walk<'_>) -> std::result::Result<(), Failure> {
        let mut clock = match &self.clock {
            Some(clock) if walk.thread == 0 => {
                Some(clock.lock().unwrap_or_else(|poisoned| poisoned.into_inner()))
            }
            _ => None,
        };
        // SAFETY: the memory was made for this program and plan, states were looked up, and whoever owns them is borrowed;
        // every thread of the team comes here.
        unsafe { self.plan.run(walk, clock.as_deref_mut()) }.map_err(|_| Failure::Elsewhere)
    }

    /// Counts a run, in the copies of this thread and of those that stayed away.
    ///
    /// # Safety
    ///
    /// Each thread of the walk calls this, and nobody else uses these slots meanwhile.
    pub(super) unsafe fn advance_step(&self, walk: &Walk<'_>) {
        for thread in (walk.thread..self.plan.threads()).step_by(walk.threads) {
            for slot in &self.steps {
                let step: *mut i32 = self.memory.slots(thread)[*slot].cast();
                // SAFETY: the slot holds one word, and no other thread comes to this copy.
                unsafe { step.write(step.read().wrapping_add(1)) };
            }
        }
    }
}

/// Why a thread stopped.
pub(super) enum Failure {
    Own(Error),
    /// Another thread stopped first.
    Elsewhere,
}
