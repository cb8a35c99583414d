use super::limits::{MOST_AXES, MOST_DEPTH, MOST_OPERATIONS, MOST_STEPS, MOST_WORDS, size_of_shape};
use super::{Copy, Operation, Place, Program, ScanTask, SlotKind, Task};
use crate::error::{Error, Result};
use crate::require;
use std::collections::HashSet;

impl Program {
    /// A program from JSON.
    ///
    /// # Errors
    ///
    /// The text is no program, or one that contradicts itself.
    pub fn decode(text: &str) -> Result<Program> {
        let program: Program =
            serde_json::from_str(text).map_err(|error| Error::malformed(error.to_string()))?;
        program.check()?;
        Ok(program)
    }

    /// Whether all indices are in range, all shapes bounded and all constant places inside their slots. That a place which
    /// moves stays inside is checked where it is used: see `TaskContext::operand`.
    fn check(&self) -> Result<()> {
        self.check_slots()?;
        self.check_values()?;
        self.check_tasks(&self.tasks, Around { depth: 0, steps: 1 })?;
        require!(operations_of(&self.tasks) <= MOST_OPERATIONS, "there are too many operations");
        self.check_copies(&self.late)
    }

    fn check_slots(&self) -> Result<()> {
        let mut states = HashSet::new();
        for slot in &self.slots {
            require!(slot.words <= MOST_WORDS, "a slot of {} words is too large", slot.words);
            if slot.kind.is_scalar_input() {
                require!(slot.words == 1, "{} must be a scalar", slot.name);
            }
            // Two slots are taken to be apart from each other.
            let is_new = slot.kind != SlotKind::State || states.insert(slot.name.as_str());
            require!(is_new, "two slots are the state {}", slot.name);
        }
        Ok(())
    }

    fn check_values(&self) -> Result<()> {
        for (id, value) in self.values.iter().enumerate() {
            require!(value.shape.len() <= MOST_AXES, "value {id} has too many axes");
            let size = size_of_shape(&value.shape);
            require!(size.is_some(), "value {id} is too large");
            let root = self.values.get(value.root);
            require!(
                root.is_some_and(|root| root.root == value.root && root.dtype == value.dtype),
                "value {id} has no root"
            );
            require!(
                root.and_then(|root| size_of_shape(&root.shape)) == size,
                "value {id} is of another size than its root"
            );
            if let Some(place) = &value.place {
                self.check_place(place)?;
            }
        }
        Ok(())
    }

    fn check_tasks(&self, tasks: &[Task], around: Around) -> Result<()> {
        require!(around.depth <= MOST_DEPTH, "loops are nested too deeply");
        for task in tasks {
            match task {
                Task::Loop(task) => {
                    require!(task.space.len() <= MOST_AXES, "a loop has too many axes");
                    require!(size_of_shape(&task.space).is_some(), "a loop is too long");
                    self.check_operations(task.operations.iter().chain(&task.reductions))?;
                }
                Task::Contraction(task) => {
                    self.check_operations(std::iter::once(&task.contraction).chain(&task.epilogue))?;
                }
                Task::Single(task) => self.check_operations([&task.operation])?,
                Task::Scan(task) => self.check_scan(task, around)?,
            }
        }
        Ok(())
    }

    fn check_scan(&self, task: &ScanTask, around: Around) -> Result<()> {
        require!(task.length > 0, "a loop has no steps");
        let steps = around.steps.checked_mul(task.length).filter(|steps| *steps <= MOST_STEPS);
        let Some(steps) = steps else { return Err(Error::malformed("a loop has too many steps")) };
        if let Some(slot) = task.index {
            let kind = self.slots.get(slot).map(|slot| slot.kind);
            require!(kind == Some(SlotKind::Index), "a loop has no index");
        }
        self.check_copies(&task.first)?;
        self.check_copies(&task.last)?;
        self.check_tasks(&task.tasks, Around { depth: around.depth + 1, steps })
    }

    fn check_operations<'a>(&self, operations: impl IntoIterator<Item = &'a Operation>) -> Result<()> {
        let known = self.values.len();
        for Operation { inputs, outputs, .. } in operations {
            require!(inputs.iter().chain(outputs).all(|id| *id < known), "an operation names no value");
            require!(!outputs.is_empty(), "an operation has no result");
        }
        Ok(())
    }

    fn check_copies(&self, copies: &[Copy]) -> Result<()> {
        for Copy { from, to, .. } in copies {
            self.check_place(from)?;
            self.check_place(to)?;
        }
        Ok(())
    }

    fn check_place(&self, place: &Place) -> Result<()> {
        require!(place.slot < self.slots.len(), "there is no slot {}", place.slot);
        require!(place.offset.is_multiple_of(4), "a value begins within a word");
        require!(place.offset <= 4 * MOST_WORDS, "a value begins too far away");
        for one in &place.moves {
            require!(one.depth < MOST_DEPTH, "a place moves with too deep a loop");
            require!(one.stride % 4 == 0 && one.stride <= 4 * MOST_WORDS, "a stride is wrong");
        }
        Ok(())
    }
}

/// The loops around tasks.
#[derive(Clone, Copy)]
struct Around {
    depth: usize,
    /// How often the tasks are run.
    steps: usize,
}

/// Number of tasks and of their operations.
fn operations_of(tasks: &[Task]) -> usize {
    let within = |task: &Task| match task {
        Task::Loop(task) => task.operations.len() + task.reductions.len(),
        Task::Contraction(task) => 1 + task.epilogue.len(),
        Task::Single(_) => 1,
        Task::Scan(task) => operations_of(&task.tasks),
    };
    tasks.iter().map(|task| 1 + within(task)).sum()
}
