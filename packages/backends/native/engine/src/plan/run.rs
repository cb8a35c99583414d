use super::Plan;
use super::stage::{CopyStage, KernelStage, ScanStage, Stage};
use crate::memory::{CompressedRows, Frame};
use crate::threads::Barrier;
use std::time::{Duration, Instant};

/// A thread that goes through a plan, and the memory as it sees it.
#[derive(Clone, Copy)]
pub struct Walk<'a> {
    pub thread: usize,
    pub threads: usize,
    /// Where the threads meet; none for one that is alone.
    pub barrier: Option<&'a Barrier>,
    /// Where each slot of the program begins, and behind them the shared memory of the plan.
    pub slots: &'a [*mut u8],
    pub scratch: *mut u8,
    pub compressed: &'a [Option<CompressedRows>],
}

/// How long each task takes, measured on thread 0.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Of each stage: a task, and last the copies of states that could not be written in place.
    pub times: Vec<Duration>,
    pub runs: u64,
}

/// Another thread failed: whatever is computed now is worth nothing.
#[derive(Clone, Copy, Debug)]
pub struct Broken;

impl Plan {
    /// Goes through all stages once, and meets the other threads in the end.
    ///
    /// # Errors
    ///
    /// Another thread failed.
    ///
    /// # Safety
    ///
    /// The slots are as large as the program says, the shared memory and the scratch memory as the plan says; `compressed` has
    /// an entry for each slot of the program, or none at all; as many threads as `threads` says call this at the same time,
    /// each with a number of its own and the same barrier, and nobody else touches the memory.
    pub unsafe fn run(&self, walk: &Walk<'_>, clock: Option<&mut Clock>) -> Result<(), Broken> {
        match clock {
            None => {
                for stage in &self.stages {
                    // SAFETY: up to the caller.
                    unsafe { walk.stage(stage, &[])? };
                }
            }
            // SAFETY: up to the caller.
            Some(clock) => unsafe { self.run_timed(walk, clock)? },
        }
        walk.meet()
    }

    /// # Safety
    ///
    /// As for [`Plan::run`].
    unsafe fn run_timed(&self, walk: &Walk<'_>, clock: &mut Clock) -> Result<(), Broken> {
        clock.times.resize(self.stages.len(), Duration::ZERO);
        clock.runs += 1;
        for (stage, time) in self.stages.iter().zip(&mut clock.times) {
            let start = Instant::now();
            // SAFETY: up to the caller.
            unsafe { walk.stage(stage, &[])? };
            *time += start.elapsed();
        }
        Ok(())
    }
}

impl Walk<'_> {
    #[inline]
    fn meet(&self) -> Result<(), Broken> {
        match self.barrier {
            Some(barrier) if !barrier.meet() => Err(Broken),
            _ => Ok(()),
        }
    }

    /// # Safety
    ///
    /// As for [`Plan::run`]; `steps` are the numbers of the steps of all loops around.
    #[inline]
    unsafe fn stage(&self, stage: &Stage, steps: &[usize]) -> Result<(), Broken> {
        // SAFETY: up to the caller.
        unsafe {
            match stage {
                Stage::Kernel(stage) => self.kernel(stage, steps),
                Stage::Scan(stage) => self.scan(stage, steps),
                Stage::Copy(stage) => {
                    if stage.waits {
                        self.meet()?;
                    }
                    self.copy(stage, steps);
                    Ok(())
                }
            }
        }
    }

    /// # Safety
    ///
    /// As for [`Walk::stage`].
    #[inline]
    unsafe fn kernel(&self, stage: &KernelStage, steps: &[usize]) -> Result<(), Broken> {
        if stage.waits {
            self.meet()?;
        }
        let frame = self.frame(steps);
        let mut part = self.thread;
        while part < stage.parts {
            // SAFETY: up to the caller: nobody else does this part.
            unsafe { stage.kernel.run(part, &frame) };
            part += self.threads;
        }
        if stage.has_finish {
            if stage.parts > 1 {
                self.meet()?;
            }
            if self.thread == 0 {
                // SAFETY: up to the caller; all parts are done.
                unsafe { stage.kernel.finish(&frame) };
            }
        }
        Ok(())
    }

    /// # Safety
    ///
    /// As for [`Walk::stage`].
    unsafe fn scan(&self, stage: &ScanStage, steps: &[usize]) -> Result<(), Broken> {
        if stage.waits {
            self.meet()?;
        }
        if !stage.is_shared && self.thread > 0 {
            return Ok(());
        }
        // SAFETY: up to the caller.
        unsafe { self.copy(&stage.first, steps) };
        let mut inner = [0; 16];
        let depth = steps.len();
        inner[..depth].copy_from_slice(steps);
        for i in 0..stage.length {
            let step = if stage.reverse { stage.length - 1 - i } else { i };
            inner[depth] = step;
            if let Some(slot) = stage.index {
                // SAFETY: the slot is a word that only this thread uses.
                unsafe { self.slots[slot].cast::<i32>().write(step as i32) };
            }
            for one in &stage.stages {
                // SAFETY: up to the caller.
                unsafe { self.stage(one, &inner[..=depth])? };
            }
        }
        Ok(())
    }

    /// # Safety
    ///
    /// As for [`Walk::stage`].
    unsafe fn copy(&self, stage: &CopyStage, steps: &[usize]) {
        if self.thread > 0 {
            return;
        }
        let frame = self.frame(steps);
        for one in &stage.copies {
            // SAFETY: both lie within their slots; they may be the same memory.
            unsafe { std::ptr::copy(frame.at(&one.from), frame.at(&one.to), one.words) };
        }
    }

    #[inline]
    fn frame<'b>(&'b self, steps: &'b [usize]) -> Frame<'b> {
        Frame { slots: self.slots, steps, scratch: self.scratch, compressed: self.compressed }
    }
}
