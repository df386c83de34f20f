//! One request, one answer: what a program is answered is kept inside the transaction that did what
//! it asked, so that the same request sent again changes nothing, whatever broke in between.
//!
//! The edge begins a request ([`Store::request`]), names its key ([`Request::under`]) and hands the
//! use case a [`Viewer`] that carries it. [`Store::write`] does the rest, and no use case knows of
//! it: the first write claims the key as the first statement of its transaction (a second request
//! under the same key waits there, and then finds the key taken) and keeps the answer as the last.
//!
//! Which answer? When it follows from what the write returns ([`Request::answered_from`]), the whole
//! of it. Otherwise what was changed, as the journal has it, until the edge has composed its answer
//! and puts it in that place ([`Request::complete`]); only a program that ends in the moment between
//! the two leaves the shorter one.

use std::any::Any;
use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use tokio::sync::OwnedMutexGuard;

use crate::error::StoreError;
use crate::idempotency_keys;
use crate::store::Store;
use crate::transaction::Tx;
use crate::viewer::Viewer;

/// The key a caller gave a request, so that it can be sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestKey {
    /// Whose key: two callers may use the same.
    pub actor: String,
    /// The key.
    pub key: String,
    /// Hash of what was asked: another request under the same key is a mistake of the caller.
    pub request_hash: Vec<u8>,
}

/// A request in progress, as its [`Viewer`] carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(u64);

/// The answer that follows from what a write returned; `None` when the write returned something
/// else than was announced.
type Answer = dyn Fn(&dyn Any) -> Option<String> + Send + Sync;

/// What is known of a request; a write that has begun keeps it when the caller is gone.
#[derive(Default)]
pub(crate) struct Keeping {
    key: OnceLock<RequestKey>,
    answer: OnceLock<Box<Answer>>,
    kept: OnceLock<String>,
}

impl fmt::Debug for Keeping {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Keeping")
            .field("key", &self.key)
            .field("kept", &self.kept)
            .finish_non_exhaustive()
    }
}

impl Keeping {
    /// The first statement of a transaction of the request.
    pub(crate) async fn claim(&self, tx: &Tx) -> Result<(), StoreError> {
        if self.kept.get().is_some() {
            return match self.answer.get() {
                Some(_) => Err(StoreError::SecondWrite),
                None => Ok(()),
            };
        }
        match self.key.get() {
            Some(key) => idempotency_keys::claim(tx, key).await,
            None => Ok(()),
        }
    }

    /// The answer to what the work returned; `None` when nobody asks for one, or when an earlier
    /// transaction has kept it.
    pub(crate) fn answer(&self, tx: &Tx, value: &dyn Any) -> Result<Option<String>, StoreError> {
        let nobody_asks = self.key.get().is_none() && self.answer.get().is_none();
        if nobody_asks || self.kept.get().is_some() {
            return Ok(None);
        }
        Ok(Some(match self.answer.get() {
            Some(answer) => answer(value).ok_or(StoreError::NotAnswered)?,
            None => tx.changes(),
        }))
    }

    /// The last statement of the request's transaction.
    pub(crate) async fn keep(&self, tx: &Tx, answer: &str) -> Result<(), StoreError> {
        match self.key.get() {
            Some(key) => idempotency_keys::keep(tx, key, answer).await,
            None => Ok(()),
        }
    }

    /// The transaction is in the book.
    pub(crate) fn committed(&self, answer: String) {
        // Two writes of one request at the same time: the first one claimed the key.
        drop(self.kept.set(answer));
    }
}

/// Whose key, and the key.
type Place = (String, String);

/// Requests in progress; shared by the clones of a [`Store`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Requests(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    last: AtomicU64,
    open: Mutex<HashMap<RequestId, Arc<Keeping>>>,
    turns: Mutex<HashMap<Place, Weak<tokio::sync::Mutex<()>>>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Requests {
    /// What is to be kept for the request a viewer carries.
    pub(crate) fn of(&self, viewer: &Viewer) -> Result<Option<Arc<Keeping>>, StoreError> {
        let Some(id) = viewer.request else {
            return Ok(None);
        };
        // A viewer that outlived its request must not write past it.
        let keeping = locked(&self.0.open).get(&id).cloned();
        keeping.map(Some).ok_or(StoreError::SecondWrite)
    }

    /// Waits until no other request of this process is in progress under the key.
    async fn turn(&self, key: &RequestKey) -> OwnedMutexGuard<()> {
        let turn = {
            let mut turns = locked(&self.0.turns);
            turns.retain(|_, turn| turn.strong_count() > 0);
            let place = (key.actor.clone(), key.key.clone());
            let known = turns.get(&place).and_then(Weak::upgrade);
            known.unwrap_or_else(|| {
                let turn = Arc::default();
                turns.insert(place, Arc::downgrade(&turn));
                turn
            })
        };
        turn.lock_owned().await
    }
}

/// A request of a program, from its first look at the key to its answer.
#[derive(Debug)]
pub struct Request {
    requests: Requests,
    id: RequestId,
    keeping: Arc<Keeping>,
    turn: OnceLock<OwnedMutexGuard<()>>,
}

impl Store {
    /// Begins a request; it ends when it is dropped.
    #[must_use]
    pub fn request(&self) -> Request {
        let requests = self.requests().clone();
        let id = RequestId(requests.0.last.fetch_add(1, Ordering::Relaxed));
        let keeping = Arc::<Keeping>::default();
        locked(&requests.0.open).insert(id, Arc::clone(&keeping));
        Request {
            requests,
            id,
            keeping,
            turn: OnceLock::new(),
        }
    }
}

impl Request {
    /// The same viewer, on behalf of this request.
    #[must_use]
    pub const fn viewer(&self, viewer: &Viewer) -> Viewer {
        Viewer {
            request: Some(self.id),
            ..*viewer
        }
    }

    /// Names the key: the first write claims it and fails with [`StoreError::Repeated`] when it has
    /// an answer already. Waits until no other request is in progress under it; what that one was
    /// answered is then found by [`idempotency_keys::find`].
    pub async fn under(&self, key: RequestKey) {
        let turn = self.requests.turn(&key).await;
        // A request has one key; a second one is not listened to.
        drop(self.turn.set(turn));
        drop(self.keeping.key.set(key));
    }

    /// Says how the answer follows from what the write returns. The request is then one transaction
    /// that returns a `T`: anything else fails with [`StoreError::NotAnswered`], a second one with
    /// [`StoreError::SecondWrite`].
    pub fn answered_from<T: 'static>(&self, answer: impl Fn(&T) -> String + Send + Sync + 'static) {
        let answer: Box<Answer> = Box::new(move |value| value.downcast_ref::<T>().map(&answer));
        drop(self.keeping.answer.set(answer));
    }

    /// The answer as a transaction has kept it; `None` while nothing was written.
    #[must_use]
    pub fn kept(&self) -> Option<&str> {
        self.keeping.kept.get().map(String::as_str)
    }

    /// Puts the composed answer in the place of what the transaction has kept.
    ///
    /// # Errors
    /// When the database refuses; what was changed stays the answer then.
    pub async fn complete(
        &self,
        store: &Store,
        viewer: &Viewer,
        answer: &str,
    ) -> Result<(), StoreError> {
        let Some(key) = self.keeping.key.get() else {
            return Ok(());
        };
        let plain = viewer.outside_request();
        let input = (key.clone(), answer.to_owned());
        let kept = store.write_with(&plain, input, |tx, (key, answer)| {
            Box::pin(async move {
                tx.unjournalled("the write it answers is journalled");
                idempotency_keys::keep(tx, key, answer).await
            })
        });
        kept.await
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        locked(&self.requests.0.open).remove(&self.id);
    }
}
