//! Every client's name and codes in memory, for lists, search and for joining ledger sums.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use clientela_domain::groups::Groups;
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::search::Query;
use clientela_store::accounts::{self, DirectoryEntry, Tag};
use clientela_store::relationship_stages::{self, StandingStage};
use clientela_store::users::{self, Colleague};
use clientela_store::{Read, StoreError};

use crate::name_search::NameSearch;

/// The clients of one state of the book.
#[derive(Debug, Default)]
pub struct Directory {
    /// State of the book it was read at; a cache key.
    pub revision: u64,
    cards: Vec<DirectoryEntry>,
    positions: HashMap<AccountId, usize>,
    by_customer_key: HashMap<Arc<str>, AccountId>,
    groups: Groups,
    cities: Vec<String>,
    details: DirectoryDetails,
    names: OnceLock<NameSearch>,
}

/// What lists filter and show beside names and codes.
#[derive(Debug, Default)]
pub struct DirectoryDetails {
    tags: HashMap<AccountId, Vec<Tag>>,
    with_next_step: HashSet<AccountId>,
    stages: HashMap<AccountId, StandingStage>,
    colleagues: Vec<Colleague>,
}

impl DirectoryDetails {
    /// Reads them on behalf of a viewer.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn load(read: &Read) -> Result<Self, StoreError> {
        let mut tags: HashMap<AccountId, Vec<Tag>> = HashMap::new();
        for (account, tag) in accounts::all_tags(read).await? {
            tags.entry(account).or_default().push(tag);
        }
        Ok(Self {
            tags,
            with_next_step: accounts::with_next_step(read).await?.into_iter().collect(),
            stages: relationship_stages::standing(read).await?,
            colleagues: users::colleagues(read).await?,
        })
    }
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
        let cities: BTreeSet<&str> = cards.iter().map(|card| card.city.as_str()).collect();
        let cities = cities.into_iter().filter(|city| !city.is_empty());
        let cities = cities.map(str::to_owned).collect();
        let groups = Groups::new(cards.iter().map(|card| (card.id, card.parent_id)));
        Self {
            revision,
            cards,
            positions,
            by_customer_key,
            groups,
            cities,
            details: DirectoryDetails::default(),
            names: OnceLock::new(),
        }
    }

    /// The same, with what lists filter by.
    #[must_use]
    pub fn with_details(self, details: DirectoryDetails) -> Self {
        Self { details, ..self }
    }

    /// Which clients, in the order of [`Directory::cards`], have the folded text in their name, the words
    /// of the query at the beginnings of its words, or the text as typed in a code.
    pub(crate) fn named(&self, folded: &str, query: &Query, typed: &str) -> Vec<bool> {
        let names = self.names.get_or_init(|| {
            let cards = self.cards.iter();
            NameSearch::of(
                cards.map(|card| (card.name_folded.as_str(), card.customer_keys.as_slice())),
            )
        });
        names.find(folded, query, typed)
    }

    /// Cities with clients, each once, in the order of their letters.
    #[must_use]
    pub fn cities(&self) -> &[String] {
        &self.cities
    }

    /// Who belongs to which group.
    #[must_use]
    pub const fn groups(&self) -> &Groups {
        &self.groups
    }

    /// Tags of a client.
    #[must_use]
    pub fn tags_of(&self, account: AccountId) -> &[Tag] {
        self.details.tags.get(&account).map_or(&[], Vec::as_slice)
    }

    /// Every tag in use, each once, by its folded text.
    #[must_use]
    pub fn all_tags(&self) -> Vec<&Tag> {
        let mut tags: Vec<&Tag> = self.details.tags.values().flatten().collect();
        tags.sort_unstable();
        tags.dedup_by(|a, b| a.folded == b.folded);
        tags
    }

    /// Is something to be done next for the client?
    #[must_use]
    pub fn has_next_step(&self, account: AccountId) -> bool {
        self.details.with_next_step.contains(&account)
    }

    /// How far the relationship with the client has come; `None` when it was never reviewed.
    #[must_use]
    pub fn stage_of(&self, account: AccountId) -> Option<StandingStage> {
        self.details.stages.get(&account).copied()
    }

    /// Everybody who signs in, by name.
    #[must_use]
    pub fn colleagues(&self) -> &[Colleague] {
        &self.details.colleagues
    }

    /// The name of somebody who signs in.
    #[must_use]
    pub fn colleague_name(&self, user: UserId) -> Option<&str> {
        self.details
            .colleagues
            .iter()
            .find(|colleague| colleague.id == user)
            .map(|colleague| colleague.name.as_str())
    }

    /// The name of a client's owner.
    #[must_use]
    pub fn owner_name(&self, card: &DirectoryEntry) -> Option<String> {
        self.colleague_name(card.owner_id?).map(str::to_owned)
    }

    /// The one meant by an id, an e-mail or a whole name; `None` when there is none or more than one.
    #[must_use]
    pub fn find_colleague(&self, wanted: &str) -> Option<UserId> {
        let wanted = wanted.trim();
        let everybody = self.details.colleagues.iter();
        if let Some(id) = UserId::parse(wanted) {
            return everybody.map(|one| one.id).find(|known| *known == id);
        }
        let folded = clientela_domain::names::fold(wanted);
        let mut meant = everybody.filter(|one| {
            one.email.eq_ignore_ascii_case(wanted)
                || clientela_domain::names::fold(&one.name) == folded
        });
        match (meant.next(), meant.next()) {
            (Some(one), None) => Some(one.id),
            _ => None,
        }
    }

    /// The same directory with only these clients.
    #[must_use]
    pub fn only(&self, accounts: &[AccountId]) -> Self {
        let cards: Vec<DirectoryEntry> = accounts
            .iter()
            .filter_map(|account| self.card(*account).cloned())
            .collect();
        let of_them = |account: &AccountId| self.positions.contains_key(account);
        let seen: HashSet<AccountId> = accounts.iter().copied().filter(of_them).collect();
        let details = DirectoryDetails {
            tags: self
                .details
                .tags
                .iter()
                .filter(|(account, _)| seen.contains(account))
                .map(|(account, tags)| (*account, tags.clone()))
                .collect(),
            with_next_step: self
                .details
                .with_next_step
                .intersection(&seen)
                .copied()
                .collect(),
            stages: self
                .details
                .stages
                .iter()
                .filter(|(account, _)| seen.contains(account))
                .map(|(account, stage)| (*account, *stage))
                .collect(),
            colleagues: self.details.colleagues.clone(),
        };
        Self::new(self.revision, cards).with_details(details)
    }

    /// The same directory without these clients.
    #[must_use]
    pub fn without(&self, accounts: &HashSet<AccountId>) -> Self {
        let others = self.cards.iter().map(|card| card.id);
        let others: Vec<AccountId> = others.filter(|one| !accounts.contains(one)).collect();
        self.only(&others)
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
