use super::Kernel;
use crate::memory::Operand;

/// A step of a plan.
pub(super) enum Stage {
    Kernel(KernelStage),
    Scan(ScanStage),
    Copy(CopyStage),
}

pub(super) struct KernelStage {
    pub kernel: Box<dyn Kernel>,
    pub parts: usize,
    /// Whether all threads meet before it.
    pub waits: bool,
    /// Whether something is left to do when all parts are done, and all threads meet before that.
    pub has_finish: bool,
}

/// Stages that are run again and again.
pub(super) struct ScanStage {
    pub length: usize,
    pub reverse: bool,
    /// Slot that holds the number of the step.
    pub index: Option<usize>,
    /// Copied before the first step.
    pub first: CopyStage,
    pub stages: Vec<Stage>,
    /// Whether threads share any of them; else thread 0 does all alone.
    pub is_shared: bool,
    pub waits: bool,
}

/// Copies, done by thread 0.
pub(super) struct CopyStage {
    pub copies: Vec<MemoryCopy>,
    pub waits: bool,
}

pub(super) struct MemoryCopy {
    pub from: Operand,
    pub to: Operand,
    pub words: usize,
}

impl Stage {
    /// Whether more than one thread takes part.
    pub fn is_shared(&self) -> bool {
        match self {
            Stage::Kernel(stage) => stage.parts > 1,
            Stage::Scan(stage) => stage.is_shared,
            Stage::Copy(_) => false,
        }
    }

    pub fn set_waits(&mut self, waits: bool) {
        match self {
            Stage::Kernel(stage) => stage.waits = waits,
            Stage::Scan(stage) => stage.waits = waits,
            Stage::Copy(stage) => stage.waits = waits,
        }
    }
}
