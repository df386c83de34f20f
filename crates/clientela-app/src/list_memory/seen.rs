//! Clients by number, and which of them somebody sees.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use clientela_domain::ids::AccountId;

use super::words::Bits;
use crate::directory::Directory;

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

/// The clients of each directory somebody was shown, for as long as the directory lives.
#[derive(Debug, Default)]
pub(super) struct SeenAccounts(Mutex<Vec<(Weak<Directory>, Arc<Bits>)>>);

impl SeenAccounts {
    pub(super) fn of(&self, accounts: &Accounts, directory: &Arc<Directory>) -> Arc<Bits> {
        let known = |kept: &Vec<(Weak<Directory>, Arc<Bits>)>| {
            kept.iter()
                .find(|(of, _)| std::ptr::eq(of.as_ptr(), Arc::as_ptr(directory)))
                .map(|(_, bits)| Arc::clone(bits))
        };
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bits) = known(&lock()) {
            return bits;
        }
        let bits = accounts.bits(directory.cards().iter().map(|card| card.id));
        let bits = Arc::new(bits);
        let mut kept = lock();
        // A directory that is gone leaves its place in memory to nobody while it is named here.
        kept.retain(|(of, _)| of.strong_count() > 0);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((Arc::downgrade(directory), Arc::clone(&bits)));
        bits
    }
}
