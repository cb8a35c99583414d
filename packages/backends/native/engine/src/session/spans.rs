use super::Session;
use super::loaded::{CompressedSlots, Failure, LoadedProgram};
use crate::error::Result;
use crate::plan::{Walk, share};
use crate::program::SlotKind;
use crate::require;
use crate::rows::{Gather, RowStore, gather};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Batches of rows, one after the other.
pub struct Span<'a> {
    pub store: &'a RowStore,
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
        let Span { store, order, runs, abort } = *span;
        let rows = self.program.batch_rows;
        require!(rows > 0, "the program takes no batches");
        require!(rows.checked_mul(runs) == Some(order.len()), "{runs} batches need {rows} rows each");
        let known = store.rows();
        let is_known = order.iter().all(|row| usize::try_from(*row).is_ok_and(|row| row < known));
        require!(is_known, "there are {known} rows, and others were asked for");
        self.find_memory(session)?;
        let mut gathers = Vec::new();
        for (i, slot) in self.program.slots.iter().enumerate() {
            if slot.kind == SlotKind::Batch {
                require!(slot.words % rows == 0, "{} has no whole number of elements a row", slot.name);
                gathers.push((i, gather(store, &slot.name, slot.dtype, slot.words / rows, session.isa())?));
            }
        }
        let stays_compressed = |slot: usize, gather: &Gather<'_>| {
            self.program.slots[slot].compressible && gather.is_compressed()
        };
        let has_shared = gathers
            .iter()
            .any(|(slot, gather)| !self.memory.is_private(*slot) && !stays_compressed(*slot, gather));
        if let Some(Collect { slot, into }) = &collect {
            let words = self.result(*slot)?.len();
            let has_room = words.checked_mul(runs).is_some_and(|all| all <= into.len());
            require!(has_room, "{runs} results of {words} words do not fit {}", into.len());
        }
        let collect = collect.map(Mutex::new);
        let end = AtomicUsize::new(runs);
        let this = &*self;
        this.on_team(this.plan.work() * runs as f64, |walk| {
            let mut run = 0;
            while run < end.load(Ordering::Relaxed) {
                // All threads see this when they meet in the end of the run.
                if walk.thread == 0 && abort.load(Ordering::Relaxed) {
                    end.store(run + 1, Ordering::Relaxed);
                }
                let batch = &order[run * rows..(run + 1) * rows];
                let mut compressed: CompressedSlots = Vec::new();
                for (slot, gather) in &gathers {
                    if this.program.slots[*slot].compressible
                        && let Some(rows) = gather.compressed(batch)
                    {
                        compressed.resize(this.program.slots.len(), None);
                        compressed[*slot] = Some(rows);
                        continue;
                    }
                    let part = if this.memory.is_private(*slot) {
                        0..rows
                    } else {
                        share(rows, walk.thread, walk.threads, 1)
                    };
                    // SAFETY: the rows were checked, and the batch is this thread's own or divided among all.
                    unsafe { gather.rows(batch, part, walk.slots[*slot]) };
                }
                if has_shared && walk.barrier.is_some_and(|barrier| !barrier.meet()) {
                    return Err(Failure::Elsewhere);
                }
                let walk = Walk { compressed: &compressed, ..*walk };
                this.timed(&walk)?;
                // SAFETY: all threads of the walk come here.
                unsafe { this.advance_step(&walk) };
                if let Some(collect) = &collect {
                    this.collect(collect, run, &walk)?;
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
            let begin = run * words.len();
            if let Some(into) = collect.into.get_mut(begin..begin + words.len()) {
                into.copy_from_slice(words);
            }
        }
        if walk.barrier.is_some_and(|barrier| !barrier.meet()) {
            return Err(Failure::Elsewhere);
        }
        Ok(())
    }
}
