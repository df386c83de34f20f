//! The orders and the words of lists in memory, for books of which SQL cannot make a page in time.
//!
//! Half a million people are sorted and searched at every keystroke, and whoever sees few clients would have
//! their rows picked out of all. So a server of a large book holds, of every person, interaction and next
//! step, where it stands in the orders of its lists, which words it has and whose client it is. A page is
//! then: rows that may belong to it, by memory; the same rows read and judged by SQL, which asks the gate
//! of every one. Memory shows nothing by itself. Rows that changed since it was made
//! ([`list_rows::changed_since`]) are asked of SQL with every page; when they are many, lists go the way of
//! a small book until memory is made anew ([`keep`]).
//!
//! Reading order: `words` → `seen` → `people` → `interactions` → `steps`.

mod interactions;
mod people;
mod seen;
mod steps;
#[cfg(test)]
mod tests;
mod words;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use clientela_store::list_rows::{self, Changed, Position};
use clientela_store::{Store, StoreError, Via, Viewer};
use jiff::Timestamp;

use crate::context::{BookState, Cache, Context};
use crate::directory::Directory;
use crate::error::AppError;

pub(crate) use interactions::InteractionOrder;
pub(crate) use interactions::knows as knows_interactions;
pub(crate) use people::{PeopleOrder, PersonAsked, Placing, compare};
pub(crate) use steps::{StepOrder, knows as knows_steps};
pub(crate) use words::Bits;

use seen::{Accounts, BitsOf};

/// Rows from which a book is large.
const LARGE: u64 = 20_000;

/// Changes after which memory is made anew, and up to which it serves.
const CHANGES_RENEWED: usize = 200;
const CHANGES_SERVED: usize = 600;

/// Seconds after which memory of a book that changes is made anew in any case.
const OLD: i64 = 3_600;

/// The shortest time between two makings.
const PAUSE: Duration = Duration::from_secs(60);

/// Rows of a page that are looked at beyond its length, for those the gate leaves out.
const SPARE: usize = 12;

/// Most rows looked at in one step, and for one page: then SQL looks for itself.
const STEP_MAX: usize = 400;
const LOOKED_MAX: usize = 3_000;

/// Rows that may belong to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slice<Id, Key> {
    /// The rows, in the order of the list.
    pub(crate) ids: Vec<Id>,
    /// How far the list was gone along; `None` when it was to its end.
    pub(crate) end: Option<Key>,
}

/// A page being put together of slices.
#[derive(Debug)]
pub(crate) struct Gathering {
    /// Rows a page takes.
    wanted: usize,
    looked: usize,
    step: usize,
}

/// How a page goes on after a slice of it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Onward {
    /// It is whole.
    Whole,
    /// With the next slice.
    Next,
    /// Too many rows were looked at in vain: SQL finds others sooner.
    GiveUp,
}

impl Gathering {
    pub(crate) const fn of(wanted: usize) -> Self {
        Self {
            wanted,
            looked: 0,
            step: wanted + SPARE,
        }
    }

    /// Rows of the next slice.
    pub(crate) const fn step(&self) -> usize {
        self.step
    }

    /// After a slice of so many rows, with so many found of it and of those before.
    pub(crate) fn after(&mut self, looked: usize, found: usize, at_end: bool) -> Onward {
        if found >= self.wanted || at_end {
            return Onward::Whole;
        }
        self.looked += looked;
        self.step = (self.step * 2).min(STEP_MAX.max(self.wanted));
        if self.looked > LOOKED_MAX {
            Onward::GiveUp
        } else {
            Onward::Next
        }
    }
}

/// Everything a server remembers of lists.
#[derive(Debug)]
pub(crate) struct Kept {
    made_at: Timestamp,
    position: Position,
    pub(crate) people: PeopleOrder,
    pub(crate) interactions: InteractionOrder,
    pub(crate) steps: StepOrder,
    accounts: Accounts,
    seen: BitsOf<Directory>,
    people_seen: BitsOf<Bits>,
}

/// Memory as far as it holds for a request.
pub(crate) struct Remembered {
    pub(crate) kept: Arc<Kept>,
    pub(crate) changed: Arc<Changed>,
}

/// What changed since memory was made, by when it was made and the last change of the book.
type Changes = Cache<(Timestamp, u64), Changed>;

/// Where a server keeps it.
#[derive(Default)]
pub(crate) struct ListMemory {
    kept: Mutex<Option<Arc<Kept>>>,
    changed: Mutex<Option<Arc<Changes>>>,
    wanted: tokio::sync::Notify,
}

impl ListMemory {
    fn kept(&self) -> Option<Arc<Kept>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clone()
    }

    fn set(&self, kept: Option<Kept>) {
        let changes = kept.is_some().then(|| Arc::new(Cache::new(2)));
        *self.changed.lock().unwrap_or_else(PoisonError::into_inner) = changes;
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = kept.map(Arc::new);
    }

    /// Memory, when there is any that holds for the book as this request finds it.
    ///
    /// # Errors
    /// When the book cannot answer.
    pub(crate) async fn of(
        &self,
        context: &Context,
        viewer: &Viewer,
        state: &BookState,
    ) -> Result<Option<Remembered>, AppError> {
        let changes = self
            .changed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let (Some(kept), Some(changes)) = (self.kept(), changes) else {
            self.wanted.notify_one();
            return Ok(None);
        };
        let program = Viewer::system(viewer.via, viewer.at);
        let key = (kept.made_at, state.revision);
        let changed = changes
            .get_or_compute(key, || async {
                let read = context.store.read(&program);
                Ok(list_rows::changed_since(&read, &kept.position).await?)
            })
            .await?;
        let age = viewer.at.as_second() - kept.made_at.as_second();
        let old = age > OLD && !changed.is_empty();
        if changed.wholesale || old || changed.len() > CHANGES_RENEWED {
            self.wanted.notify_one();
        }
        let holds = !changed.wholesale && changed.len() <= CHANGES_SERVED;
        Ok(holds.then_some(Remembered { kept, changed }))
    }
}

impl Kept {
    async fn of(store: &Store, at: Timestamp) -> Result<Self, AppError> {
        let read = store.read(&Viewer::system(Via::Job, at));
        // What changes from here on is read either as it was or as it is, and named as changed.
        let position = list_rows::position(&read).await?;
        let mut accounts = Accounts::default();
        let people = PeopleOrder::read(&read, &mut accounts).await?;
        let interactions = InteractionOrder::read(&read, &mut accounts).await?;
        let steps = StepOrder::read(&read, &mut accounts).await?;
        Ok(Self {
            made_at: at,
            position,
            people,
            interactions,
            steps,
            accounts,
            seen: BitsOf::default(),
            people_seen: BitsOf::default(),
        })
    }

    /// The clients of a directory.
    pub(crate) fn seen(&self, state: &BookState) -> Arc<Bits> {
        let directory = &state.directory;
        self.seen.get(directory, || {
            let cards = directory.cards().iter();
            self.accounts.bits(cards.map(|card| card.id))
        })
    }

    /// Who has a place at these clients, or none at all. A set of clients is looked at once.
    pub(crate) fn people_seen(&self, seen: &Arc<Bits>) -> Arc<Bits> {
        self.people_seen
            .get(seen, || self.people.placed_at_seen(seen))
    }

    /// These clients.
    pub(crate) fn chosen<'a>(
        &self,
        accounts: impl Iterator<Item = &'a clientela_domain::ids::AccountId>,
    ) -> Bits {
        self.accounts.bits(accounts.copied())
    }
}

/// Keeps memory of a large book, for as long as it is asked to: a task of a server.
pub async fn keep(context: Arc<Context>) {
    loop {
        if let Err(error) = keep_once(&context).await {
            tracing::warn!(%error, "lists could not be kept in memory");
        }
        tokio::time::sleep(PAUSE).await;
        context.lists.wanted.notified().await;
    }
}

async fn keep_once(context: &Context) -> Result<(), AppError> {
    let read = context
        .store
        .read(&Viewer::system(Via::Job, context.clock.now()));
    if list_rows::are_many(&read, LARGE).await? {
        remember(context).await
    } else {
        forget(context);
        Ok(())
    }
}

/// Makes memory of the book as it is now, however small it is.
///
/// # Errors
/// When the book cannot answer.
pub async fn remember(context: &Context) -> Result<(), AppError> {
    let kept = Kept::of(&context.store, context.clock.now()).await?;
    context.lists.set(Some(kept));
    Ok(())
}

/// Lets memory go: lists go the way of a small book.
pub fn forget(context: &Context) {
    context.lists.set(None);
}

/// Does memory serve this viewer now?
///
/// # Errors
/// When the book cannot answer.
pub async fn serves(context: &Context, viewer: &Viewer) -> Result<bool, AppError> {
    let state = context.book_state(viewer).await?;
    Ok(context.lists.of(context, viewer, &state).await?.is_some())
}

/// Rows that are put together by blocking work, away from the threads that answer requests.
async fn put_together<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| AppError::Store(StoreError::Interrupted))
}
