//! Clients by number, and which of them somebody sees.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use clientela_domain::ids::AccountId;

use super::words::Bits;

/// Viewers whose clients are remembered at once.
const KEPT: usize = 64;

/// Clients that rows belong to, numbered as they come.
#[derive(Debug, Default)]
pub(super) struct Accounts {
    numbers: HashMap<AccountId, u32>,
}

impl Accounts {
    /// The number of a client, a new one for a new client.
    pub(super) fn number(&mut self, account: AccountId) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(account).or_insert(next)
    }

    /// The set of these clients; those without rows are in no set.
    pub(super) fn bits(&self, accounts: impl Iterator<Item = AccountId>) -> Bits {
        let mut bits = Bits::none(self.numbers.len());
        for account in accounts {
            if let Some(number) = self.numbers.get(&account) {
                bits.insert(*number as usize);
            }
        }
        bits
    }
}

/// Bits that follow from something kept elsewhere, for as long as that lives: the clients of each directory somebody
/// was shown, the people of each set of clients.
#[derive(Debug)]
pub(super) struct BitsOf<T>(Mutex<Vec<(Weak<T>, Arc<Bits>)>>);

impl<T> Default for BitsOf<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> BitsOf<T> {
    /// The bits of this one, made when they are not remembered.
    pub(super) fn get(&self, of: &Arc<T>, make: impl FnOnce() -> Bits) -> Arc<Bits> {
        let known = |kept: &Vec<(Weak<T>, Arc<Bits>)>| {
            kept.iter()
                .find(|(known, _)| std::ptr::eq(known.as_ptr(), Arc::as_ptr(of)))
                .map(|(_, bits)| Arc::clone(bits))
        };
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bits) = known(&lock()) {
            return bits;
        }
        let bits = Arc::new(make());
        let mut kept = lock();
        // What is gone leaves its place in memory to nobody while it is named here.
        kept.retain(|(known, _)| known.strong_count() > 0);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((Arc::downgrade(of), Arc::clone(&bits)));
        bits
    }
}
