//! The list of people: found by the words of their name and by facts of their clients, page by page.
//!
//! People live in SQL and clients in memory. A filter on clients (class, sector, owner, city, tag …)
//! becomes a set of clients first: a small one is asked for in SQL, a large one is so common that
//! walking along the list finds a page soon. Of a large book [`crate::list_memory`] knows who may be meant.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use clientela_domain::concentration::Class;
use clientela_domain::ids::{AccountId, PersonId};
use clientela_domain::key_criteria::Verdict;
use clientela_domain::search::Query;
use clientela_store::affiliations::{self, Affiliation};
use clientela_store::people::{
    self, Consent, Contact, PeopleFilter, PersonCursor, PersonLine, PersonSort,
};
use clientela_store::{Read, Reader, Viewer};

use crate::account_filter::AccountFilter;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::figures::{FigureRequest, figures};
use crate::judge_accounts::brief_verdicts;
use crate::list_memory::{Gathering, Onward, PersonAsked, Placing, Remembered, compare};

/// So many clients are asked for in SQL, in steps; a larger set is a large part of the book.
const ASKED_ACCOUNTS_MAX: usize = 2_000;

/// Clients of one step.
const STEP_ACCOUNTS: usize = 500;

/// People looked at in one step of a walk, and in the whole walk of one page.
const WALK_STEP: u64 = 400;
const WALK_MAX: u64 = 20_000;

/// Present, former or all places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PlaceChoice {
    /// People who are there now.
    #[default]
    Present,
    /// People who used to be there.
    Former,
    /// Both.
    All,
}

impl PlaceChoice {
    /// All choices.
    pub const ALL: [Self; 3] = [Self::Present, Self::Former, Self::All];

    /// Stable word, as in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Former => "former",
            Self::All => "all",
        }
    }

    /// The choice of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }

    const fn former(self) -> Option<bool> {
        match self {
            Self::Present => Some(false),
            Self::Former => Some(true),
            Self::All => None,
        }
    }
}

/// Which people, in which order.
#[derive(Clone, Debug)]
pub struct PeopleQuery {
    /// Beginnings of words of the name, in either alphabet.
    pub search: String,
    /// Only people at this client.
    pub account: Option<AccountId>,
    /// Only people at clients that fit this.
    pub clients: AccountFilter,
    /// Only people at clients of this class.
    pub class: Option<Class>,
    /// Only people at clients of this verdict.
    pub verdict: Option<Verdict>,
    /// Which places count for the filters on clients.
    pub places: PlaceChoice,
    /// Only people without any place.
    pub without_place: bool,
    /// Only this consent.
    pub consent: Option<Consent>,
    /// Only people who speak this language.
    pub language: Option<String>,
    /// Order.
    pub sort: PersonSort,
    /// The other way round.
    pub reversed: bool,
    /// Where the page before ended.
    pub after: Option<PersonCursor>,
    /// At most so many.
    pub limit: usize,
}

impl Default for PeopleQuery {
    fn default() -> Self {
        Self {
            search: String::new(),
            account: None,
            clients: AccountFilter::default(),
            class: None,
            verdict: None,
            places: PlaceChoice::default(),
            without_place: false,
            consent: None,
            language: None,
            sort: PersonSort::Name,
            reversed: false,
            after: None,
            limit: 50,
        }
    }
}

/// One person of a list.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// Who.
    pub line: PersonLine,
    /// Places, the present ones first.
    pub places: Vec<Affiliation>,
    /// Ways to reach them, the preferred first.
    pub contacts: Vec<Contact>,
}

/// A page of the list.
#[derive(Debug)]
pub struct PeopleList {
    /// The people of the page.
    pub rows: Vec<PersonRow>,
    /// Where it goes on; `None` on the last page.
    pub next: Option<PersonCursor>,
    /// People in the book; absent for somebody who does not see all clients, for whom counting would
    /// mean to look at everybody.
    pub total: Option<u64>,
    /// The book.
    pub state: BookState,
}

/// A page of the list of people.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub async fn list_people(
    context: &Context,
    viewer: &Viewer,
    query: &PeopleQuery,
) -> Result<PeopleList, AppError> {
    let state = context.book_state(viewer).await?;
    let read = context.store.read(viewer);
    let filter = PeopleFilter {
        search: Query::parse(&query.search),
        without_place: query.without_place,
        consent: query.consent,
        language: query.language.clone(),
        ..PeopleFilter::default()
    };
    let chosen = chosen_accounts(context, viewer, &state, query).await?;
    let walk = Walk {
        read: &read,
        query,
        filter,
    };
    let remembered = match context.lists.of(context, viewer, &state).await? {
        Some(memory) => walk.remembered(&memory, &state, chosen.as_ref()).await?,
        None => None,
    };
    let (mut lines, next) = match remembered {
        Some(found) => found,
        None => walk.looked_up(&state, chosen).await?,
    };
    lines.truncate(query.limit);
    let total = if viewer.sees_all {
        Some(total(context, viewer, &state).await?)
    } else {
        None
    };
    Ok(PeopleList {
        rows: with_places(&read, lines).await?,
        next,
        total,
        state,
    })
}

async fn total(context: &Context, viewer: &Viewer, state: &BookState) -> Result<u64, AppError> {
    let count = context
        .people_count_cache
        .get_or_compute((state.scope.sight, state.revision), || async {
            let read = context.store.read(viewer);
            Ok(people::count(&read, &PeopleFilter::default()).await?)
        })
        .await?;
    Ok(*count)
}

/// The clients whose people are meant; `None` when clients do not matter.
async fn chosen_accounts(
    context: &Context,
    viewer: &Viewer,
    state: &BookState,
    query: &PeopleQuery,
) -> Result<Option<HashSet<AccountId>>, AppError> {
    let asks_nothing = query.account.is_none()
        && query.clients.is_empty()
        && query.class.is_none()
        && query.verdict.is_none();
    if asks_nothing {
        return Ok(None);
    }
    let request = FigureRequest::default();
    let figures = match query.class {
        Some(_) => Some(figures(context, viewer, &request).await?),
        None => None,
    };
    let verdicts = match query.verdict {
        Some(_) => Some(brief_verdicts(context, viewer, &request).await?),
        None => None,
    };
    let class_of = |id: AccountId| figures.as_ref().and_then(|figures| figures.of(id)?.class);
    let verdict_of = |id: AccountId| {
        let brief = verdicts.as_ref().and_then(|verdicts| verdicts.get(&id));
        brief.map(|brief| brief.verdict)
    };
    let fits = state.directory.cards().iter().filter(|card| {
        query.account.is_none_or(|account| card.id == account)
            && query.clients.fits(&state.directory, card)
            && query
                .class
                .is_none_or(|class| class_of(card.id) == Some(class))
            && query
                .verdict
                .is_none_or(|verdict| verdict_of(card.id) == Some(verdict))
    });
    Ok(Some(fits.map(|card| card.id).collect()))
}

/// One page being looked for.
struct Walk<'a> {
    read: &'a Read,
    query: &'a PeopleQuery,
    filter: PeopleFilter,
}

/// People found, and where the list goes on.
type Found = (Vec<PersonLine>, Option<PersonCursor>);

impl Walk<'_> {
    /// The page as memory of a large book finds it; `None` for what it does not know.
    async fn remembered(
        &self,
        memory: &Remembered,
        state: &BookState,
        chosen: Option<&HashSet<AccountId>>,
    ) -> Result<Option<Found>, AppError> {
        if self.query.consent.is_some() || self.query.language.is_some() {
            return Ok(None);
        }
        let (kept, changed) = (&memory.kept, &memory.changed.people);
        let found = kept.people.find(&self.filter.search);
        let (seen, chosen_bits) = (kept.seen(state), chosen.map(|all| kept.chosen(all.iter())));
        let placing = match &chosen_bits {
            Some(bits) => Placing::At(bits, self.query.places.former()),
            None if self.query.without_place => Placing::Nowhere,
            None => Placing::Any,
        };
        let placed = match placing {
            Placing::Any if !self.read.viewer().sees_all => Some(kept.people_seen(&seen)),
            placing => kept.people.placed(placing).map(Arc::new),
        };
        let asked = PersonAsked {
            sort: self.query.sort,
            reversed: self.query.reversed,
            found: found.as_ref(),
            placed: placed.as_deref(),
        };
        let mut gathering = Gathering::of(self.query.limit + 1);
        let (mut lines, mut after) = (Vec::new(), self.query.after.clone());
        loop {
            let skip = |person| changed.contains(&person);
            let slice = kept
                .people
                .slice(&asked, after.as_ref(), gathering.step(), skip);
            let looked = slice.ids.len();
            let few = slice
                .ids
                .into_iter()
                .chain(changed.iter().copied())
                .collect();
            let found = self.few(few, after.as_ref(), chosen, changed).await?;
            lines.extend(found.into_iter().filter(|line| {
                let order = slice
                    .end
                    .as_ref()
                    .map(|end| self.compare(&line.cursor, end));
                order.is_none_or(Ordering::is_le)
            }));
            match gathering.after(looked, lines.len(), slice.end.is_none()) {
                Onward::Whole => break,
                Onward::Next => after = slice.end,
                Onward::GiveUp => return Ok(None),
            }
        }
        let more = self.more(&lines);
        Ok(Some((lines, more)))
    }

    /// Those of a few people who fit, in order; of those who changed only who has a place that was asked for.
    async fn few(
        &self,
        few: Vec<PersonId>,
        after: Option<&PersonCursor>,
        chosen: Option<&HashSet<AccountId>>,
        changed: &BTreeSet<PersonId>,
    ) -> Result<Vec<PersonLine>, AppError> {
        if few.is_empty() {
            return Ok(Vec::new());
        }
        let limit = few.len() as u64;
        let filter = PeopleFilter {
            only: Some(few),
            ..self.filter.clone()
        };
        let mut lines = self.page(&filter, after, limit).await?;
        if let Some(chosen) = chosen {
            let moved = lines.iter().filter(|line| changed.contains(&line.id));
            let moved: Vec<PersonLine> = moved.cloned().collect();
            let there = self.there(chosen, &moved).await?;
            lines.retain(|line| !changed.contains(&line.id) || there.contains(&line.id));
        }
        Ok(lines)
    }

    fn compare(&self, one: &PersonCursor, other: &PersonCursor) -> Ordering {
        let order = compare(self.query.sort, one, other);
        if self.query.reversed {
            order.reverse()
        } else {
            order
        }
    }

    /// The page as SQL finds it.
    async fn looked_up(
        &self,
        state: &BookState,
        chosen: Option<HashSet<AccountId>>,
    ) -> Result<Found, AppError> {
        let cards = state.directory.cards();
        let few = !self.read.viewer().sees_all && cards.len() <= ASKED_ACCOUNTS_MAX;
        match chosen {
            None if few && !self.query.without_place => {
                let own = cards.iter().map(|card| card.id).collect();
                self.own(&own).await
            }
            None => self.plain().await,
            Some(accounts) if accounts.len() <= ASKED_ACCOUNTS_MAX => self.at(&accounts).await,
            Some(accounts) => self.along(&accounts).await,
        }
    }

    fn one_more(&self) -> u64 {
        self.query.limit as u64 + 1
    }

    async fn page(
        &self,
        filter: &PeopleFilter,
        after: Option<&PersonCursor>,
        limit: u64,
    ) -> Result<Vec<PersonLine>, AppError> {
        let order = (self.query.sort, self.query.reversed);
        Ok(people::page(self.read, filter, order, after, limit).await?)
    }

    /// The cursor after the last person of a full page.
    fn more(&self, lines: &[PersonLine]) -> Option<PersonCursor> {
        let last = self.query.limit.checked_sub(1)?;
        (lines.len() > self.query.limit)
            .then(|| lines.get(last).map(|line| line.cursor.clone()))
            .flatten()
    }

    async fn plain(&self) -> Result<Found, AppError> {
        let lines = self
            .page(&self.filter, self.query.after.as_ref(), self.one_more())
            .await?;
        let more = self.more(&lines);
        Ok((lines, more))
    }

    /// People at few clients: asked for in steps, put in order here.
    async fn at(&self, accounts: &HashSet<AccountId>) -> Result<Found, AppError> {
        let mut accounts: Vec<AccountId> = accounts.iter().copied().collect();
        accounts.sort_unstable();
        let mut lines: Vec<PersonLine> = Vec::new();
        for step in accounts.chunks(STEP_ACCOUNTS) {
            let filter = PeopleFilter {
                accounts: Some(step.to_vec()),
                former: self.query.places.former(),
                ..self.filter.clone()
            };
            let found = self
                .page(&filter, self.query.after.as_ref(), self.one_more())
                .await?;
            lines.extend(found);
        }
        Ok(self.in_order(lines))
    }

    /// Everybody somebody sees who sees few clients: those at their clients, and those who are nowhere.
    async fn own(&self, accounts: &HashSet<AccountId>) -> Result<Found, AppError> {
        let anywhere = PeopleQuery {
            places: PlaceChoice::All,
            ..self.query.clone()
        };
        let there = Walk {
            query: &anywhere,
            filter: self.filter.clone(),
            read: self.read,
        };
        let (mut lines, _) = there.at(accounts).await?;
        let nowhere = PeopleFilter {
            without_place: true,
            ..self.filter.clone()
        };
        let found = self
            .page(&nowhere, self.query.after.as_ref(), self.one_more())
            .await?;
        lines.extend(found);
        Ok(self.in_order(lines))
    }

    /// Lines of several pages as one, and where it goes on.
    fn in_order(&self, mut lines: Vec<PersonLine>) -> Found {
        lines.sort_by(|a, b| self.compare(&a.cursor, &b.cursor));
        lines.dedup_by(|a, b| a.id == b.id);
        let more = self.more(&lines);
        (lines, more)
    }

    /// People at many clients: the list is walked along and those elsewhere are left out.
    async fn along(&self, accounts: &HashSet<AccountId>) -> Result<Found, AppError> {
        let mut found: Vec<PersonLine> = Vec::new();
        let Some(way) = people::way(self.read, &self.filter).await? else {
            return Ok((found, None));
        };
        let (filter, order) = ((&self.filter, way), (self.query.sort, self.query.reversed));
        let mut after = self.query.after.clone();
        let mut walked = 0;
        loop {
            let lines =
                people::page_by(self.read, filter, order, after.as_ref(), WALK_STEP).await?;
            let at_end = (lines.len() as u64) < WALK_STEP;
            walked += lines.len() as u64;
            after = lines.last().map(|line| line.cursor.clone()).or(after);
            let there = self.there(accounts, &lines).await?;
            found.extend(lines.into_iter().filter(|line| there.contains(&line.id)));
            if found.len() > self.query.limit {
                let more = self.more(&found);
                return Ok((found, more));
            }
            if at_end {
                return Ok((found, None));
            }
            if walked >= WALK_MAX {
                return Ok((found, after));
            }
        }
    }

    async fn there(
        &self,
        accounts: &HashSet<AccountId>,
        lines: &[PersonLine],
    ) -> Result<HashSet<PersonId>, AppError> {
        let ids: Vec<PersonId> = lines.iter().map(|line| line.id).collect();
        let former = self.query.places.former();
        let places = affiliations::accounts_of(self.read, &ids).await?;
        Ok(places
            .into_iter()
            .filter(|(_, account, _)| accounts.contains(account))
            .filter(|(_, _, left)| former.is_none_or(|former| *left == former))
            .map(|(person, _, _)| person)
            .collect())
    }
}

async fn with_places(read: &Read, lines: Vec<PersonLine>) -> Result<Vec<PersonRow>, AppError> {
    let ids: Vec<PersonId> = lines.iter().map(|line| line.id).collect();
    let mut places: HashMap<PersonId, Vec<Affiliation>> = HashMap::new();
    for place in affiliations::of_people(read, &ids).await? {
        places.entry(place.person_id).or_default().push(place);
    }
    let mut contacts: HashMap<PersonId, Vec<Contact>> = HashMap::new();
    for (person, contact) in people::contacts_of(read, &ids).await? {
        contacts.entry(person).or_default().push(contact);
    }
    Ok(lines
        .into_iter()
        .map(|line| PersonRow {
            places: places.remove(&line.id).unwrap_or_default(),
            contacts: contacts.remove(&line.id).unwrap_or_default(),
            line,
        })
        .collect())
}

/// A cursor as programs and addresses carry it.
#[must_use]
pub fn cursor_text(cursor: &PersonCursor) -> String {
    format!("{}~{}", cursor.id, cursor.key)
}

/// Reads a cursor; `None` for anything that is none.
#[must_use]
pub fn cursor_of(text: &str) -> Option<PersonCursor> {
    let (id, key) = text.split_once('~')?;
    Some(PersonCursor {
        key: key.to_owned(),
        id: PersonId::parse(id)?,
    })
}
