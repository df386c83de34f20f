//! The rules of the bond, looked at over the book: what holds, what is broken, what cannot be judged, with
//! the clients and records that show it.

use std::collections::{HashMap, HashSet};

use clientela_domain::bond_rules::{
    BondRule, Checked, Deed, Duty, Facts, NameBorne, Record, Rivalry, Shown, check, name_borne,
};
use clientela_domain::concentration::Class;
use clientela_domain::contact_rhythm::Silence;
use clientela_domain::day::Date;
use clientela_domain::ids::AccountId;
use clientela_domain::names::fold;
use clientela_store::accounts::{DirectoryEntry, Origin};
use clientela_store::bond_deeds::{self, RecordWords};
use clientela_store::duplicate_pairs::{self, PairKind, PairState};
use clientela_store::{Permission, Read, StoreError, Viewer, conflicts, walls};

use crate::attention::{AttentionBook, Weight, attention_book};
use crate::context::Context;
use crate::directory::Directory;
use crate::error::AppError;
use crate::figures::{FigureRequest, Figures, figures};

/// Clients and records named beside a rule; the rest is counted.
pub const SHOWN_MOST: usize = 8;

/// Pairs looked at: more of them are a work of their own.
const PAIRS_MOST: u64 = 500;

/// Something that shows a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownRecord {
    /// Of which client.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// Which record; absent when the client's own record shows it.
    pub record: Option<Record>,
    /// Its words.
    pub words: Option<RecordWords>,
}

/// A rule, looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleLine {
    /// The rule, what was found, and everything that shows it.
    pub checked: Checked<AccountId>,
    /// The first of what shows it, by the names of the clients.
    pub shown: Vec<ShownRecord>,
}

impl RuleLine {
    /// Which rule.
    #[must_use]
    pub const fn rule(&self) -> BondRule {
        self.checked.rule
    }

    /// How much more shows it than is named.
    #[must_use]
    pub const fn more(&self) -> usize {
        self.checked.shown.len().saturating_sub(self.shown.len())
    }
}

/// Every rule of the bond over the clients a viewer may see.
#[derive(Clone, Debug, PartialEq)]
pub struct BondRules {
    /// The rules, in their order.
    pub rules: Vec<RuleLine>,
    /// Over how many clients.
    pub clients: usize,
}

/// Looks at every rule over the clients the viewer may see.
///
/// # Errors
/// When book or ledger cannot answer.
pub async fn check_bond_rules(context: &Context, viewer: &Viewer) -> Result<BondRules, AppError> {
    let state = context.book_state(viewer).await?;
    let read = context.store.read(viewer);
    let today = context.clock.today();
    let attention = attention_book(context, viewer).await?;
    let sales = figures(context, viewer, &FigureRequest::default()).await?;
    let mut deeds: HashMap<AccountId, Vec<Deed>> = HashMap::new();
    for (account, deed) in bond_deeds::deeds(&read, today).await? {
        deeds.entry(account).or_default().push(deed);
    }
    let mut book = Book {
        ours: fold(&state.settings.name),
        today,
        deeds,
        other_names: bond_deeds::names_of_freed(&read).await?,
        twins: twins(&read).await?,
        rivalries: rivalries(&read, viewer, &state.directory).await?,
        attention: &attention,
        sales: &sales,
    };
    let cards = state.directory.cards();
    let facts: Vec<Facts<AccountId>> = cards.iter().map(|card| book.facts(card)).collect();
    let mut checked = check(&facts);
    for one in &mut checked {
        first_by_name(&mut one.shown, &state.directory);
    }
    let named = |one: &Checked<AccountId>| -> Vec<Shown<AccountId>> {
        one.shown.iter().take(SHOWN_MOST).copied().collect()
    };
    let first = checked.iter().flat_map(named);
    let first: Vec<Record> = first.filter_map(|shown| shown.record).collect();
    let words = bond_deeds::words_of(&read, &first).await?;
    let line = |checked: Checked<AccountId>| {
        let shown = named(&checked).into_iter().map(|one| ShownRecord {
            account: one.client,
            account_name: state.directory.name_of(one.client).to_owned(),
            record: one.record,
            words: one.record.and_then(|record| words.get(&record).cloned()),
        });
        RuleLine {
            shown: shown.collect(),
            checked,
        }
    };
    Ok(BondRules {
        clients: cards.len(),
        rules: checked.into_iter().map(line).collect(),
    })
}

/// Puts those that are named in front, by the names of their clients; the rest is only counted.
fn first_by_name(shown: &mut [Shown<AccountId>], directory: &Directory) {
    let order = |one: &Shown<AccountId>, other: &Shown<AccountId>| {
        let name = |shown: &Shown<AccountId>| {
            let card = directory.card(shown.client);
            card.map_or("", |card| card.name_folded.as_str())
        };
        name(one).cmp(name(other)).then_with(|| one.cmp(other))
    };
    if shown.len() > SHOWN_MOST {
        shown.select_nth_unstable_by(SHOWN_MOST, order);
    }
    let named = shown.len().min(SHOWN_MOST);
    shown[..named].sort_by(order);
}

/// How a client came, as the order of duties asks.
pub(crate) const fn duty_of(origin: Option<Origin>) -> Duty {
    match origin {
        Some(Origin::Won | Origin::Inherited | Origin::FormerEmployee) => Duty::InTrust,
        Some(Origin::Introduced | Origin::Foreign) => Duty::Guest,
        None => Duty::Unknown,
    }
}

/// What the rules are checked by.
struct Book<'a> {
    ours: String,
    today: Date,
    deeds: HashMap<AccountId, Vec<Deed>>,
    other_names: HashMap<AccountId, Vec<String>>,
    /// Clients that may be in the book twice; absent while nobody looked for them.
    twins: Option<HashSet<AccountId>>,
    rivalries: HashMap<AccountId, Rivalry>,
    attention: &'a AttentionBook,
    sales: &'a Figures,
}

impl Book<'_> {
    fn facts(&mut self, card: &DirectoryEntry) -> Facts<AccountId> {
        let class = self.sales.of(card.id).and_then(|figure| figure.class);
        Facts {
            id: card.id,
            deeds: self.deeds.remove(&card.id).unwrap_or_default(),
            freed_with: (card.origin == Some(Origin::FormerEmployee)).then(|| self.name_of(card)),
            is_small: class.map(|class| class == Class::C),
            met_within_rhythm: self.met(card.id, class),
            may_be_twice: self.twins.as_ref().map(|twins| twins.contains(&card.id)),
            rivalry: self.rivalries.get(&card.id).copied(),
        }
    }

    fn name_of(&self, card: &DirectoryEntry) -> NameBorne {
        let others = self.other_names.get(&card.id);
        let others = others.into_iter().flatten().map(String::as_str);
        name_borne(
            &self.ours,
            std::iter::once(card.name_folded.as_str()).chain(others),
        )
    }

    /// Met within its rhythm; where none is meant, only a meeting of today says that the call was kept.
    fn met(&self, account: AccountId, class: Option<Class>) -> Option<bool> {
        let weight = Weight {
            is_key: false,
            class,
        };
        match self.attention.silence_on(account, weight, self.today) {
            Silence::Within => Some(true),
            Silence::Longer => Some(false),
            Silence::NoRhythm => self.attention.met_on(account, self.today).then_some(true),
            Silence::NeverMet | Silence::Unclear => None,
        }
    }
}

/// Clients that may be in the book twice; nothing while nobody looked for them.
async fn twins(read: &Read) -> Result<Option<HashSet<AccountId>>, StoreError> {
    let open = duplicate_pairs::list(read, PairKind::Account, PairState::Open, (0, PAIRS_MOST));
    let open = open.await?;
    let mut known = open.len() as u64;
    for state in [PairState::Different, PairState::Merged] {
        known += duplicate_pairs::count(read, PairKind::Account, state).await?;
    }
    let ids = open.iter().flat_map(|pair| [pair.first, pair.second]);
    Ok((known > 0).then(|| ids.map(AccountId).collect()))
}

/// What is known of clients that rival each other; nothing for whoever may not know of rivals.
async fn rivalries(
    read: &Read,
    viewer: &Viewer,
    directory: &Directory,
) -> Result<HashMap<AccountId, Rivalry>, StoreError> {
    let mut found: HashMap<AccountId, Rivalry> = HashMap::new();
    if !viewer.may(Permission::SetWalls) {
        return Ok(found);
    }
    let standing = walls::standing(read).await?;
    let walled: HashSet<AccountId> = standing.iter().map(|wall| wall.account_id).collect();
    for class in conflicts::classes(read).await? {
        let owner = |account: AccountId| directory.card(account).and_then(|card| card.owner_id);
        for (account, _) in &class.accounts {
            let rivals = class.accounts.iter().map(|(id, _)| *id);
            let owners: Vec<_> = rivals
                .filter(|id| id != account)
                .filter_map(owner)
                .collect();
            let served = match owner(*account) {
                Some(own) if owners.contains(&own) => {
                    Some(!conflicts::is_allowed(read, *account, own).await?)
                }
                Some(_) if !owners.is_empty() => Some(false),
                _ => None,
            };
            let decided = conflicts::decisions_of(read, *account).await?;
            let both = conflicts::double_mandates(read, *account).await?;
            let one = found.entry(*account).or_default();
            one.somebody_was_excused |= decided.iter().any(|one| !one.decision.allowed);
            one.has_people_on_both_sides |= !both.is_empty();
            one.is_walled |= walled.contains(account);
            one.is_served_with_rival = match (one.is_served_with_rival, served) {
                (Some(before), Some(now)) => Some(before || now),
                (before, now) => before.or(now),
            };
        }
    }
    Ok(found)
}
