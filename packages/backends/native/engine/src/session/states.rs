use crate::error::{Error, Result};
use crate::lanes::Isa;
use crate::memory::Block;
use crate::require;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};

/// Threads of a session at most: each has memory of its own.
const MOST_THREADS: usize = 256;
/// Bytes that a program and the states of its session may take, unless the session is told otherwise: 64 GiB. Systems promise
/// more memory than they have, and end the process that makes use of it; a program that wants so much is a mistake.
const MOST_BYTES: usize = 1 << 36;

/// States that live on from run to run, by name.
pub struct Session {
    isa: Isa,
    threads: usize,
    states: HashMap<String, Block>,
    most_bytes: usize,
    version: u64,
}

impl Session {
    /// A session whose programs share their work among that many threads.
    pub fn new(threads: usize, isa: Isa) -> Self {
        let threads = threads.clamp(1, MOST_THREADS);
        Session { isa, threads, states: HashMap::new(), most_bytes: MOST_BYTES, version: next_version() }
    }

    /// Sets how many bytes the states, and a program beside them, may take.
    pub fn limit_memory(&mut self, bytes: usize) {
        self.most_bytes = bytes;
    }

    pub fn isa(&self) -> Isa {
        self.isa
    }

    pub fn threads(&self) -> usize {
        self.threads
    }

    /// Makes room for a state; zero until written. A state of that name and size stays as it is.
    ///
    /// # Errors
    ///
    /// There is not enough memory; a state of that name and another size is then gone.
    pub fn declare_state(&mut self, name: &str, words: usize) -> Result<()> {
        if self.states.get(name).is_some_and(|block| block.words() == words) {
            return Ok(());
        }
        self.states.remove(name);
        self.version = next_version();
        self.check_room(words)?;
        self.states.insert(name.to_owned(), Block::zeroed(words)?);
        Ok(())
    }

    /// The words of a state.
    ///
    /// # Errors
    ///
    /// It was not declared.
    pub fn state(&self, name: &str) -> Result<&[u32]> {
        self.states.get(name).map(Block::as_slice).ok_or_else(|| unknown(name))
    }

    /// As [`Session::state`], to be changed.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn state_mut(&mut self, name: &str) -> Result<&mut [u32]> {
        self.states.get_mut(name).map(Block::as_mut_slice).ok_or_else(|| unknown(name))
    }

    /// Another number whenever a state moves, and other ones than all other sessions have.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// Whether there may be so many words beside the states.
    pub(super) fn check_room(&self, words: usize) -> Result<()> {
        let states = self.states.values().map(Block::words);
        let bytes = states.fold(words, usize::saturating_add).saturating_mul(4);
        if bytes > self.most_bytes {
            return Err(Error::OutOfMemory { bytes: bytes - self.most_bytes });
        }
        Ok(())
    }

    /// Where a state begins, for a program that takes it to have as many words.
    pub(super) fn state_pointer(&self, name: &str, words: usize) -> Result<*mut u8> {
        let block = self.states.get(name).ok_or_else(|| unknown(name))?;
        require!(block.words() == words, "the state {name} holds {} words, not {words}", block.words());
        Ok(block.pointer())
    }
}

fn next_version() -> u64 {
    static VERSIONS: AtomicU64 = AtomicU64::new(1);
    VERSIONS.fetch_add(1, Ordering::Relaxed)
}

fn unknown(name: &str) -> Error {
    Error::malformed(format!("the state {name} was not declared"))
}
