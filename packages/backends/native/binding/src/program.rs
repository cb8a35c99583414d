use crate::failure::{Result, rejected, thrown};
use crate::rows::{NativeRows, Numbers, bytes_of, range_of, rows_in_place};
use crate::session::copy;
use crate::shared::Shared;
use myelin_engine::error::{self, Error};
use myelin_engine::program::SlotKind;
use myelin_engine::rows::RowStore;
use myelin_engine::session::{Collect, LoadedProgram, Session, Span};
use napi::bindgen_prelude::{AsyncTask, Uint32Array, Uint32ArraySlice};
use napi::{Env, Task};
use napi_derive::napi;
use std::sync::Arc;

/// A program that is ready to run.
#[napi]
pub struct NativeProgram {
    session: Arc<Shared<Session>>,
    loaded: Arc<Shared<LoadedProgram>>,
    threads: u32,
    work: f64,
}

impl NativeProgram {
    pub(crate) fn new(
        session: Arc<Shared<Session>>,
        loaded: Arc<Shared<LoadedProgram>>,
        threads: u32,
        work: f64,
    ) -> Self {
        NativeProgram { session, loaded, threads, work }
    }
}

#[napi]
impl NativeProgram {
    /// Threads that share the work of a run; 1 if none of it is worth sharing.
    #[napi(getter)]
    pub fn threads(&self) -> u32 {
        self.threads
    }

    /// Rough number of multiply-adds and element visits of a run.
    #[napi(getter)]
    pub fn work(&self) -> f64 {
        self.work
    }

    /// Number of the slot of that name; `kind` is `batch`, `parameter`, `step` or `result`. -1 if there is none.
    #[napi(catch_unwind)]
    pub fn slot(&self, kind: String, name: String) -> Result<i32> {
        let kind = match kind.as_str() {
            "batch" => SlotKind::Batch,
            "parameter" => SlotKind::Parameter,
            "step" => SlotKind::Step,
            "result" => SlotKind::Result,
            _ => return Ok(-1),
        };
        let found = self.loaded.with(|loaded| Ok(loaded.find(kind, &name))).map_err(thrown)?;
        Ok(found.map_or(-1, |slot| slot as i32))
    }

    /// Writes an input. Waits until nothing runs.
    #[napi(catch_unwind)]
    pub fn write(&self, slot: u32, words: &[u32]) -> Result<()> {
        self.loaded.with(|loaded| loaded.write(slot as usize, words)).map_err(thrown)
    }

    /// Copies a result of the last run.
    #[napi(catch_unwind)]
    pub fn read_result(&self, slot: u32, mut into: Uint32ArraySlice<'_>) -> Result<()> {
        // SAFETY: JavaScript waits for this function, so that nobody else touches the array meanwhile.
        let into = unsafe { into.as_mut() };
        self.loaded.with(|loaded| copy(loaded.result(slot as usize)?, into, "a result")).map_err(thrown)
    }

    /// Runs once on inputs that were written, and copies the words of all results, one result after the other, into
    /// `results`; none if that is empty.
    #[napi(catch_unwind)]
    pub fn run(&self, mut results: Uint32ArraySlice<'_>) -> Result<()> {
        // SAFETY: JavaScript waits for this function, so that nobody else touches the array meanwhile.
        let results = unsafe { results.as_mut() };
        let work = |loaded: &mut LoadedProgram| {
            self.session.with(|session| loaded.run(session))?;
            if results.is_empty() { Ok(()) } else { loaded.copy_results(results) }
        };
        self.loaded.with(work).map_err(thrown)
    }

    /// As `run`, on another thread.
    #[napi(catch_unwind)]
    pub fn run_later(&self) -> AsyncTask<LaterRun> {
        AsyncTask::new(LaterRun { session: self.session.clone(), loaded: self.loaded.clone() })
    }

    /// Runs once on arrays: those of external slots, in order. Arrays that are read may be given more than once.
    #[napi(catch_unwind)]
    pub fn run_on(&self, arrays: Vec<Uint32ArraySlice<'_>>) -> Result<()> {
        let external: Vec<(*mut u32, usize)> =
            arrays.iter().map(|array| (array.as_ptr().cast_mut(), array.len())).collect();
        // SAFETY: JavaScript waits for this function, so that nobody touches or moves the arrays meanwhile.
        self.loaded.with(|loaded| unsafe { loaded.run_on(&external) }).map_err(thrown)
    }

    /// Runs once for each of `runs` batches of rows; `order` names the rows of all of them. The words of the result `collect`
    /// (-1 for none) of every run are put into `into`.
    ///
    /// Answers how many batches were done: all, unless the session was disposed.
    #[napi(catch_unwind)]
    pub fn advance(
        &self,
        rows: &NativeRows,
        order: &[i32],
        runs: u32,
        collect: i32,
        mut into: Uint32ArraySlice<'_>,
    ) -> Result<u32> {
        let store = rows.store()?;
        // A copy: row numbers are checked before the run, and JavaScript may share their memory with other threads, or with
        // what is collected.
        let order = order.to_vec();
        // SAFETY: JavaScript waits for this function, so that nobody else touches the array meanwhile.
        let into = unsafe { into.as_mut() };
        self.advance_now(&store, &order, runs, collect, into).map_err(thrown)
    }

    /// As `advance`, with rows that stay where they are: columns of `row_count` rows, and their names.
    #[napi(catch_unwind)]
    #[allow(clippy::too_many_arguments)]
    pub fn advance_in_place(
        &self,
        row_count: u32,
        names: Vec<String>,
        columns: Vec<Numbers<'_>>,
        order: &[i32],
        runs: u32,
        collect: i32,
        mut into: Uint32ArraySlice<'_>,
    ) -> Result<u32> {
        let target = range_of(&into);
        let overlaps = |column: &Numbers<'_>| {
            let column = bytes_of(column);
            column.start < target.end && target.start < column.end
        };
        if columns.iter().any(overlaps) {
            return Err(thrown(Error::malformed("results are collected in the memory of the rows")));
        }
        let store = rows_in_place(row_count as usize, &names, &columns).map_err(thrown)?;
        // A copy, as in `advance`.
        let order = order.to_vec();
        // SAFETY: JavaScript waits for this function, so that nobody else touches the array meanwhile; it is none of the columns.
        let into = unsafe { into.as_mut() };
        self.advance_now(&store, &order, runs, collect, into).map_err(thrown)
    }

    /// As `advance`, on another thread; answers what was collected: `collected` words.
    #[napi(catch_unwind)]
    pub fn advance_later(
        &self,
        rows: &NativeRows,
        order: &[i32],
        runs: u32,
        collect: i32,
        collected: u32,
    ) -> Result<AsyncTask<LaterSpan>> {
        Ok(AsyncTask::new(LaterSpan {
            session: self.session.clone(),
            loaded: self.loaded.clone(),
            store: rows.store()?,
            order: order.to_vec(),
            runs: runs as usize,
            collect: usize::try_from(collect).ok(),
            collected: collected as usize,
        }))
    }

    /// Measures from now on how long each task takes.
    #[napi(catch_unwind)]
    pub fn start_clock(&self) -> Result<()> {
        self.loaded
            .with(|loaded| {
                loaded.start_clock();
                Ok(())
            })
            .map_err(thrown)
    }

    /// Microseconds that each task took so far, and last the number of runs.
    #[napi(catch_unwind)]
    pub fn clock(&self) -> Result<Vec<f64>> {
        let clock = self.loaded.with(|loaded| Ok(loaded.clock().unwrap_or_default())).map_err(thrown)?;
        let times = clock.times.iter().map(|time| time.as_secs_f64() * 1e6);
        Ok(times.chain([clock.runs as f64]).collect())
    }
}

impl NativeProgram {
    fn advance_now(
        &self,
        store: &RowStore<'_>,
        order: &[i32],
        runs: u32,
        collect: i32,
        into: &mut [u32],
    ) -> error::Result<u32> {
        let span = Span { store, order, runs: runs as usize, abort: self.session.is_disposed() };
        let collect = usize::try_from(collect).ok().map(|slot| Collect { slot, into });
        Ok(advance(&self.session, &self.loaded, &span, collect)? as u32)
    }
}

fn run(session: &Shared<Session>, loaded: &Shared<LoadedProgram>) -> error::Result<()> {
    loaded.with(|loaded| session.with(|session| loaded.run(session)))
}

fn advance(
    session: &Shared<Session>,
    loaded: &Shared<LoadedProgram>,
    span: &Span<'_>,
    collect: Option<Collect<'_>>,
) -> error::Result<usize> {
    loaded.with(|loaded| session.with(|session| loaded.advance(session, span, collect)))
}

/// A run on a thread of Node's pool.
pub struct LaterRun {
    session: Arc<Shared<Session>>,
    loaded: Arc<Shared<LoadedProgram>>,
}

impl Task for LaterRun {
    type Output = ();
    type JsValue = ();

    fn compute(&mut self) -> napi::Result<()> {
        run(&self.session, &self.loaded).map_err(rejected)
    }

    fn resolve(&mut self, _: Env, (): ()) -> napi::Result<()> {
        Ok(())
    }
}

/// Runs on batches of rows on a thread of Node's pool.
pub struct LaterSpan {
    session: Arc<Shared<Session>>,
    loaded: Arc<Shared<LoadedProgram>>,
    store: Arc<RowStore<'static>>,
    order: Vec<i32>,
    runs: usize,
    collect: Option<usize>,
    collected: usize,
}

impl Task for LaterSpan {
    type Output = Vec<u32>;
    type JsValue = Uint32Array;

    fn compute(&mut self) -> napi::Result<Vec<u32>> {
        let LaterSpan { session, loaded, store, order, runs, collect, collected } = self;
        let span = Span { store, order, runs: *runs, abort: session.is_disposed() };
        let mut words = vec![0; *collected];
        let collect = collect.map(|slot| Collect { slot, into: &mut words });
        advance(session, loaded, &span, collect).map_err(rejected)?;
        Ok(words)
    }

    fn resolve(&mut self, _: Env, words: Vec<u32>) -> napi::Result<Uint32Array> {
        Ok(Uint32Array::new(words))
    }
}
