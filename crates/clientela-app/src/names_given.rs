//! Names somebody gave us: what became of each, whether they were thanked, and whether anybody spoke with them since;
//! and through whom a client came.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId};
use clientela_domain::support::{SupportKind, SupportSide};
use clientela_store::prospects::{self, Giver, NameGiven};
use clientela_store::supports::{self, SupportFilter};
use clientela_store::{Read, Viewer, names_of};

use crate::context::Context;
use crate::error::AppError;

/// Names shown on a page; whoever gave more is in the chain.
const NAMES_SHOWN: u64 = 20;

/// Introductions looked at.
const INTRODUCTIONS_MAX: u64 = 500;

/// Whether a name was thanked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thanked {
    /// On this day.
    On(Date),
    /// Not yet.
    Owed,
    /// Nobody wrote an introduction down.
    NotRecorded,
}

/// A name with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameLine {
    /// The name.
    pub given: NameGiven,
    /// Who gave it: the person, else the client; empty for somebody the viewer does not see.
    pub giver: String,
    /// Whether it was thanked for.
    pub thanked: Thanked,
    /// When somebody of us last spoke with who gave it, since the name stands where it stands.
    pub told: Option<Date>,
}

/// Names of a person or a client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesGiven {
    /// Names they gave, the latest first.
    pub names: Vec<NameLine>,
    /// There are more of them.
    pub has_more: bool,
    /// In which ways the client came when it was a prospect.
    pub came: Vec<NameLine>,
}

/// Names somebody gave that the viewer may see; of a client also through whom it came.
///
/// # Errors
/// When the book cannot answer.
pub async fn names_given(
    context: &Context,
    viewer: &Viewer,
    giver: Giver,
) -> Result<NamesGiven, AppError> {
    let read = context.store.read(viewer);
    let mut names = prospects::given_by(&read, giver, NAMES_SHOWN + 1).await?;
    let shown = usize::try_from(NAMES_SHOWN).unwrap_or(usize::MAX);
    let has_more = names.len() > shown;
    names.truncate(shown);
    let came = match giver {
        Giver::Person(_) => Vec::new(),
        Giver::Account(account) => prospects::came_as(&read, account).await?,
    };
    let all = names.iter().chain(&came);
    let mut people: Vec<PersonId> = all.filter_map(|one| one.person).collect();
    people.sort_unstable();
    people.dedup();
    let known = Known {
        people: names_of::people(&read, &people).await?,
        thanks: introductions(&read, giver, names.is_empty()).await?,
        spoken: last_spoken(&read, &people).await?,
    };
    let directory = context.book_state(viewer).await?.directory;
    let line = |mut given: NameGiven| {
        // Nobody is led to a client they do not see.
        let became = given.became.take();
        given.became = became.filter(|id| directory.card(*id).is_some());
        let person = given.person.and_then(|id| known.people.get(&id).cloned());
        let account = given.account.filter(|_| given.person.is_none());
        let account = account.map(|id| directory.name_of(id).to_owned());
        NameLine {
            giver: person.or(account).unwrap_or_default(),
            thanked: known.thanked(&given),
            told: known.told(&given),
            given,
        }
    };
    Ok(NamesGiven {
        names: names.into_iter().map(line).collect(),
        came: came.into_iter().map(line).collect(),
        has_more,
    })
}

/// Who gave it, of which client, on which day.
type Introduced = (Option<PersonId>, Option<AccountId>, Date);

struct Known {
    people: HashMap<PersonId, String>,
    /// Introductions, and when they were thanked for.
    thanks: HashMap<Introduced, Option<Date>>,
    spoken: HashMap<PersonId, Date>,
}

impl Known {
    fn thanked(&self, given: &NameGiven) -> Thanked {
        let key = (given.person, given.account, given.day);
        match self.thanks.get(&key) {
            None => Thanked::NotRecorded,
            Some(None) => Thanked::Owed,
            Some(Some(day)) => Thanked::On(*day),
        }
    }

    fn told(&self, given: &NameGiven) -> Option<Date> {
        let last = given.person.and_then(|person| self.spoken.get(&person))?;
        // The talk in which the name was given tells nothing of what became of it.
        (*last >= given.stage_day && *last > given.day).then_some(*last)
    }
}

async fn introductions(
    read: &Read,
    giver: Giver,
    without_names: bool,
) -> Result<HashMap<Introduced, Option<Date>>, AppError> {
    if without_names {
        return Ok(HashMap::new());
    }
    let (person, account) = match giver {
        Giver::Person(person) => (Some(person), None),
        Giver::Account(account) => (None, Some(account)),
    };
    let filter = SupportFilter {
        person,
        account,
        side: Some(SupportSide::Them),
        kinds: vec![SupportKind::Introduction],
        ..SupportFilter::default()
    };
    let found = supports::list(read, &filter, None, INTRODUCTIONS_MAX).await?;
    let told = found.into_iter().map(|one| {
        let own = one.support;
        let key = (own.person_id, Some(own.account_id), own.day.civil());
        (key, own.thanked_on)
    });
    Ok(told.collect())
}

/// When somebody of us last spoke with each of them; the latest stand first.
async fn last_spoken(
    read: &Read,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Date>, AppError> {
    let mut last = HashMap::new();
    for talk in prospects::talks_with(read, people).await? {
        last.entry(talk.person).or_insert(talk.day);
    }
    Ok(last)
}
