use crate::failure::{Result, thrown};
use crate::program::NativeProgram;
use crate::rows::NativeRowsBuilder;
use crate::shared::Shared;
use myelin_engine::error::{self, Error};
use myelin_engine::lanes::Isa;
use myelin_engine::session::{LoadedProgram, Session};
use napi::bindgen_prelude::Uint32ArraySlice;
use napi_derive::napi;
use std::sync::{Arc, Mutex, Weak};

/// The memory of one model.
#[napi]
pub struct NativeSession {
    isa: Isa,
    session: Arc<Shared<Session>>,
    programs: Mutex<Vec<Weak<Shared<LoadedProgram>>>>,
}

#[napi]
impl NativeSession {
    /// `instruction_set` is one of `instructionSets()`.
    #[napi(constructor, catch_unwind)]
    pub fn new(threads: u32, instruction_set: String) -> Result<Self> {
        let isa = Isa::named(&instruction_set).ok_or_else(|| {
            thrown(Error::malformed(format!("this processor has no instruction set {instruction_set}")))
        })?;
        let session = Arc::new(Shared::new(Session::new(threads as usize, isa)));
        Ok(NativeSession { isa, session, programs: Mutex::default() })
    }

    #[napi(catch_unwind)]
    pub fn declare_state(&self, name: String, words: u32) -> Result<()> {
        self.session.with(|session| session.declare_state(&name, words as usize)).map_err(thrown)
    }

    /// Copies a state. Waits until nothing runs.
    #[napi(catch_unwind)]
    pub fn read_state(&self, name: String, mut into: Uint32ArraySlice<'_>) -> Result<()> {
        // SAFETY: JavaScript waits for this function, so that nobody else touches the array meanwhile.
        let into = unsafe { into.as_mut() };
        self.session.with(|session| copy(session.state(&name)?, into, &name)).map_err(thrown)
    }

    /// Replaces a state. Waits until nothing runs.
    #[napi(catch_unwind)]
    pub fn write_state(&self, name: String, words: &[u32]) -> Result<()> {
        self.session.with(|session| copy(words, session.state_mut(&name)?, &name)).map_err(thrown)
    }

    /// Begins to take rows in.
    #[napi(catch_unwind)]
    pub fn take_rows(&self, rows: u32) -> NativeRowsBuilder {
        NativeRowsBuilder::new(rows as usize, self.isa)
    }

    /// Makes a program ready; `constants` holds the elements of those of its constants that are no fill.
    #[napi(catch_unwind)]
    pub fn load(&self, program: String, constants: &[u32]) -> Result<NativeProgram> {
        let loaded = self.session.with(|session| LoadedProgram::load(session, &program, constants));
        let loaded = loaded.map_err(thrown)?;
        let (threads, work) = (loaded.threads() as u32, loaded.work());
        let loaded = Arc::new(Shared::new(loaded));
        let mut programs = self.programs.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        programs.retain(|program| program.strong_count() > 0);
        programs.push(Arc::downgrade(&loaded));
        Ok(NativeProgram::new(self.session.clone(), loaded, threads, work))
    }

    /// Gives the memory back, that of programs, too; what runs ends soon, and then gives back its own.
    #[napi(catch_unwind)]
    pub fn dispose(&self) {
        self.session.dispose();
        let programs = self.programs.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        for program in programs.iter().filter_map(Weak::upgrade) {
            program.dispose();
        }
    }
}

/// # Errors
///
/// They are of different sizes.
pub fn copy(from: &[u32], to: &mut [u32], name: &str) -> error::Result<()> {
    if from.len() != to.len() {
        return Err(Error::malformed(format!("{name} holds {} words, not {}", to.len(), from.len())));
    }
    to.copy_from_slice(from);
    Ok(())
}
