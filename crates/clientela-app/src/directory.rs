//! Every client's name and codes in memory, for lists, search and for joining ledger sums.

use std::collections::HashMap;
use std::sync::Arc;

use clientela_domain::ids::AccountId;
use clientela_store::accounts::DirectoryEntry;

/// The clients of one state of the book.
#[derive(Debug, Default)]
pub struct Directory {
    /// State of the book it was read at; a cache key.
    pub revision: u64,
    cards: Vec<DirectoryEntry>,
    positions: HashMap<AccountId, usize>,
    by_customer_key: HashMap<Arc<str>, AccountId>,
}

impl Directory {
    /// A directory of these clients.
    #[must_use]
    pub fn new(revision: u64, cards: Vec<DirectoryEntry>) -> Self {
        let positions = cards
            .iter()
            .enumerate()
            .map(|(at, card)| (card.id, at))
            .collect();
        let by_customer_key = cards
            .iter()
            .flat_map(|card| {
                card.customer_keys
                    .iter()
                    .map(|key| (Arc::from(key.as_str()), card.id))
            })
            .collect();
        Self {
            revision,
            cards,
            positions,
            by_customer_key,
        }
    }

    /// The same directory with only these clients.
    #[must_use]
    pub fn only(&self, accounts: &[AccountId]) -> Self {
        let cards = accounts
            .iter()
            .filter_map(|account| self.card(*account).cloned())
            .collect();
        Self::new(self.revision, cards)
    }

    /// All clients, in no particular order.
    #[must_use]
    pub fn cards(&self) -> &[DirectoryEntry] {
        &self.cards
    }

    /// One client.
    #[must_use]
    pub fn card(&self, account: AccountId) -> Option<&DirectoryEntry> {
        self.positions
            .get(&account)
            .and_then(|&at| self.cards.get(at))
    }

    /// The name of a client; empty for an unknown id.
    #[must_use]
    pub fn name_of(&self, account: AccountId) -> &str {
        self.card(account).map_or("", |card| card.name.as_str())
    }

    /// The client a customer key of the ledger belongs to.
    #[must_use]
    pub fn by_customer_key(&self, key: &str) -> Option<AccountId> {
        self.by_customer_key.get(key).copied()
    }

    /// The client meant by an id, a code or a whole name (case and alphabet do not matter);
    /// `None` when there is none or more than one.
    #[must_use]
    pub fn find(&self, wanted: &str) -> Option<AccountId> {
        if let Some(id) = AccountId::parse(wanted).filter(|id| self.positions.contains_key(id)) {
            return Some(id);
        }
        if let Some(id) = self.by_customer_key(&format!("c:{wanted}")) {
            return Some(id);
        }
        let folded = clientela_domain::names::fold(wanted);
        let mut named = self.cards.iter().filter(|card| card.name_folded == folded);
        match (named.next(), named.next()) {
            (Some(card), None) => Some(card.id),
            _ => None,
        }
    }
}

/// The code of a customer key as people know it; names used as keys give none.
#[must_use]
pub fn shown_code(customer_key: &str) -> Option<&str> {
    customer_key.strip_prefix("c:")
}
