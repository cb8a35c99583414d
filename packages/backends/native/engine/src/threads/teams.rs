use super::{Team, attempt};
use crate::error::Result;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

type Teams = Mutex<HashMap<usize, Arc<Mutex<Team>>>>;

/// One team of each size in a process, whichever model or thread of Node asks.
static TEAMS: OnceLock<Teams> = OnceLock::new();

/// Calls `work` with the team of that many threads, or with none where one thread is enough or where the team is busy for
/// someone else: it is then better to work alone than to wait.
///
/// # Errors
///
/// Those of `work`, a panic in it, or the system gives no more threads.
pub fn with_team<T>(threads: usize, work: impl FnOnce(Option<&mut Team>) -> Result<T>) -> Result<T> {
    if threads <= 1 {
        return attempt(|| work(None));
    }
    let team = team_of(threads)?;
    match team.try_lock() {
        Ok(mut team) => work(Some(&mut team)),
        Err(_) => attempt(|| work(None)),
    }
}

fn team_of(threads: usize) -> Result<Arc<Mutex<Team>>> {
    let mut teams = TEAMS.get_or_init(Teams::default).lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(team) = teams.get(&threads) {
        return Ok(team.clone());
    }
    let team = Arc::new(Mutex::new(Team::start(threads)?));
    teams.insert(threads, team.clone());
    Ok(team)
}
