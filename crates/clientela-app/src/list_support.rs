//! Support as a list, what of it asks for thanks, what ends soon, and which uses have no permission.

use std::collections::HashMap;

use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, SupportId, UserId};
use clientela_domain::search::Query;
use clientela_domain::support::{
    Cover, Permitted, SupportFamily, SupportKind, SupportSide, SupportState, UseVerdict, Used,
    ValueSum, judge_use,
};
use clientela_store::supports::{self, Support, SupportFilter, SupportKey};
use clientela_store::{Permission, Viewer, names_of};
use uuid::Uuid;

use crate::answers::happenings::NamedAnswer;
use crate::answers::support::{
    AskedAnswer, CoverAnswer, SupportAnswer, SupportDueAnswer, SupportsAnswer,
};
use crate::answers::value::WhyAnswer;
use crate::context::Context;
use crate::error::AppError;
use crate::keep_support::show_support;

/// Days ahead in which an end is told.
pub const EXPIRY_DAYS: u16 = 60;

/// Uses looked at for their permission at most.
const USES_MAX: u64 = 1_000;

/// Which support.
#[derive(Clone, Debug, Default)]
pub struct SupportQuery {
    /// Given by which side.
    pub side: Option<SupportSide>,
    /// Of these kinds; of any when empty.
    pub kinds: Vec<SupportKind>,
    /// Of which family.
    pub family: Option<SupportFamily>,
    /// In which states; in any but withdrawn when empty.
    pub states: Vec<SupportState>,
    /// Of which client.
    pub account: Option<AccountId>,
    /// With which person.
    pub person: Option<PersonId>,
    /// Of which colleague.
    pub owner: Option<UserId>,
    /// Only what nobody has thanked for.
    pub unthanked: bool,
    /// Only what the client has not confirmed.
    pub unconfirmed: bool,
    /// On or after this day.
    pub from: Option<Date>,
    /// Up to this day.
    pub to: Option<Date>,
    /// Words in it.
    pub search: String,
    /// After this one.
    pub cursor: Option<SupportKey>,
    /// At most so many.
    pub limit: u64,
}

/// Support with its names, and of a use how it stands to the permission.
#[derive(Clone, Debug)]
pub struct SupportLine {
    /// The support.
    pub support: Support,
    /// Of a use: how it stands.
    pub cover: Option<UseVerdict>,
    /// Thanks for it are due.
    pub thanks_owed: bool,
    /// Name of its client.
    pub account_name: String,
    /// Name of our person; empty without one.
    pub owner_name: String,
    /// Name of their person; empty without one.
    pub person_name: String,
    /// Name of who confirmed it; empty without one.
    pub confirmer_name: String,
    /// Names of their people who were asked, and whether they came.
    pub people: Vec<(PersonId, String, bool)>,
    /// Names of ours.
    pub users: Vec<(UserId, String, bool)>,
    /// This viewer may withdraw or reinstate it.
    pub may_withdraw: bool,
}

/// A page of support.
#[derive(Clone, Debug, Default)]
pub struct SupportPage {
    /// The support.
    pub lines: Vec<SupportLine>,
    /// Where the next page begins.
    pub next: Option<SupportKey>,
    /// How much fits.
    pub matching: u64,
}

/// What of support asks for a deed.
#[derive(Clone, Debug, Default)]
pub struct SupportDue {
    /// Favours of clients nobody has thanked for.
    pub thanks_owed_by_us: Vec<SupportLine>,
    /// Ours for which no client has thanked.
    pub thanks_owed_to_us: Vec<SupportLine>,
    /// Permissions and uses that end soon.
    pub expiring: Vec<SupportLine>,
    /// Uses without permission, or after it.
    pub uncovered: Vec<SupportLine>,
    /// Incidents that are not settled.
    pub unsettled: Vec<SupportLine>,
}

/// A page of support the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_support(
    context: &Context,
    viewer: &Viewer,
    query: &SupportQuery,
) -> Result<SupportPage, AppError> {
    let read = context.store.read(viewer);
    let filter = filter_of(query);
    let mut found = supports::list(&read, &filter, query.cursor, query.limit + 1).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| SupportKey {
        day: last.support.day.civil(),
        id: last.id.0,
    });
    Ok(SupportPage {
        lines: with_names(context, viewer, found).await?,
        next,
        matching: supports::count(&read, &filter).await?,
    })
}

/// Favours of clients for which we owe thanks, the oldest first: of one client, or of all the viewer sees.
///
/// # Errors
/// When the book cannot answer.
pub async fn thanks_owed_by_us(
    context: &Context,
    viewer: &Viewer,
    account: Option<AccountId>,
) -> Result<Vec<SupportLine>, AppError> {
    let read = context.store.read(viewer);
    let today = context.clock.today();
    let found = supports::thanks_owed(&read, SupportSide::Them, today, account).await?;
    with_names(context, viewer, found).await
}

/// Permissions and uses of names and logos that end within so many days from today, the earliest first.
///
/// # Errors
/// When the book cannot answer.
pub async fn expiring_within(
    context: &Context,
    viewer: &Viewer,
    days: u16,
    account: Option<AccountId>,
) -> Result<Vec<SupportLine>, AppError> {
    let read = context.store.read(viewer);
    let today = context.clock.today();
    let last = today.saturating_add(jiff::Span::new().days(i32::from(days)));
    let found = supports::expiring(&read, (today, last), account).await?;
    with_names(context, viewer, found).await
}

/// Everything of support that asks for a deed.
///
/// # Errors
/// When the book cannot answer.
pub async fn support_due(
    context: &Context,
    viewer: &Viewer,
    days: u16,
    account: Option<AccountId>,
) -> Result<SupportDue, AppError> {
    let read = context.store.read(viewer);
    let today = context.clock.today();
    let ours = supports::thanks_owed(&read, SupportSide::Us, today, account).await?;
    let of_kind = |kind, unsettled| SupportFilter {
        account,
        kinds: vec![kind],
        states: vec![SupportState::Done],
        unsettled,
        ..SupportFilter::default()
    };
    let uses = of_kind(SupportKind::Use, false);
    let uses = supports::list(&read, &uses, None, USES_MAX).await?;
    let mut uncovered = with_names(context, viewer, uses).await?;
    uncovered.retain(|line| {
        let cover = line.cover.as_ref().map(|verdict| verdict.cover);
        cover.is_some_and(|cover| cover != Cover::Covered)
    });
    let unsettled = of_kind(SupportKind::Incident, true);
    let unsettled = supports::list(&read, &unsettled, None, USES_MAX).await?;
    Ok(SupportDue {
        thanks_owed_by_us: thanks_owed_by_us(context, viewer, account).await?,
        thanks_owed_to_us: with_names(context, viewer, ours).await?,
        expiring: expiring_within(context, viewer, days, account).await?,
        uncovered,
        unsettled: with_names(context, viewer, unsettled).await?,
    })
}

/// What our services to a client were worth, as we state it and as the client confirmed it, by currency;
/// those of no known value stand under none.
///
/// # Errors
/// When the book cannot answer.
pub async fn values_confirmed(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<Vec<(Option<Currency>, ValueSum)>, AppError> {
    let read = context.store.read(viewer);
    let services = supports::values_of(&read, account).await?;
    Ok(ValueSum::of(services).into_iter().collect())
}

/// Support with the names of everybody in it; uses judged by the permissions of their clients.
async fn with_names(
    context: &Context,
    viewer: &Viewer,
    found: Vec<Support>,
) -> Result<Vec<SupportLine>, AppError> {
    let read = context.store.read(viewer);
    let today = context.clock.today();
    let state = context.book_state(viewer).await?;
    let colleagues = context.colleagues(viewer).await?;
    let users: HashMap<UserId, &str> = colleagues
        .iter()
        .map(|colleague| (colleague.id, colleague.name.as_str()))
        .collect();
    let with: Vec<PersonId> = found
        .iter()
        .flat_map(|one| {
            let own = &one.support;
            let named = own.person_id.into_iter().chain(own.confirmed_by);
            named.chain(own.people.iter().map(|(id, _)| *id))
        })
        .collect();
    let people = names_of::people(&read, &with).await?;
    let used: Vec<AccountId> = found
        .iter()
        .filter(|one| one.support.kind == SupportKind::Use)
        .map(|one| one.support.account_id)
        .collect();
    let permissions = supports::permissions_of(&read, &used).await?;
    let user = |id: UserId| users.get(&id).copied().unwrap_or_default().to_owned();
    let person = |id: PersonId| people.get(&id).cloned().unwrap_or_default();
    let line = |support: Support| {
        let own = &support.support;
        SupportLine {
            cover: cover_of(&support, &permissions, today),
            thanks_owed: own.kind.asks_for_thanks()
                && own.state == SupportState::Done
                && own.side != SupportSide::Both
                && own.thanked_on.is_none()
                && own.day.civil() <= today,
            account_name: state.directory.name_of(own.account_id).to_owned(),
            owner_name: own.owner_id.map(user).unwrap_or_default(),
            person_name: own.person_id.map(person).unwrap_or_default(),
            confirmer_name: own.confirmed_by.map(person).unwrap_or_default(),
            people: own
                .people
                .iter()
                .map(|(id, came)| (*id, person(*id), *came))
                .collect(),
            users: own
                .users
                .iter()
                .map(|(id, came)| (*id, user(*id), *came))
                .collect(),
            may_withdraw: viewer.may(Permission::EditAccounts)
                && ((viewer.user.is_some() && viewer.user == support.created_by)
                    || viewer.may(Permission::EditOthersWords)),
            support,
        }
    };
    Ok(found.into_iter().map(line).collect())
}

/// How a use stands to the permissions of the party whose mark it is.
fn cover_of(
    support: &Support,
    permissions: &[(AccountId, SupportSide, Permitted)],
    today: Date,
) -> Option<UseVerdict> {
    let own = &support.support;
    let mark = own.mark.filter(|_| own.kind == SupportKind::Use)?;
    let used = Used {
        mark,
        from: own.day.civil(),
        until: own.until_day,
    };
    let permitted: Vec<Permitted> = permissions
        .iter()
        .filter(|(account, side, _)| *account == own.account_id && *side == own.side)
        .map(|(.., permitted)| *permitted)
        .collect();
    Some(judge_use(&used, &permitted, today))
}

/// One record of support with its names.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_support_line(
    context: &Context,
    viewer: &Viewer,
    id: SupportId,
) -> Result<SupportLine, AppError> {
    let found = show_support(context, viewer, id).await?;
    let lines = with_names(context, viewer, vec![found]).await?;
    lines
        .into_iter()
        .next()
        .ok_or(AppError::NotFound("support"))
}

fn filter_of(query: &SupportQuery) -> SupportFilter {
    let all = SupportKind::ALL.iter().copied();
    let mut kinds = query.kinds.clone();
    if let Some(family) = query.family {
        let of_family = all.filter(|kind| kind.family() == family);
        kinds = of_family
            .filter(|kind| query.kinds.is_empty() || query.kinds.contains(kind))
            .collect();
    }
    SupportFilter {
        account: query.account,
        person: query.person,
        owner: query.owner,
        side: query.side,
        kinds,
        states: if query.states.is_empty() {
            vec![SupportState::Planned, SupportState::Done]
        } else {
            query.states.clone()
        },
        unthanked: query.unthanked,
        unconfirmed: query.unconfirmed,
        unsettled: false,
        from: query.from,
        to: query.to,
        ends_from: None,
        ends_to: None,
        search: Query::for_texts(&query.search),
    }
}

/// A place in the list as addresses carry it.
#[must_use]
pub fn cursor_text(key: &SupportKey) -> String {
    format!("{}_{}", key.day, key.id)
}

/// The place of an address; `None` for anything else.
#[must_use]
pub fn read_cursor(text: &str) -> Option<SupportKey> {
    let (day, id) = text.split_once('_')?;
    Some(SupportKey {
        day: day.parse().ok()?,
        id: Uuid::try_parse(id).ok()?,
    })
}

impl SupportPage {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> SupportsAnswer {
        SupportsAnswer {
            support: answers(&self.lines),
            next: self.next.as_ref().map(cursor_text),
            matching: self.matching,
        }
    }
}

impl SupportDue {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> SupportDueAnswer {
        SupportDueAnswer {
            thanks_owed_by_us: answers(&self.thanks_owed_by_us),
            thanks_owed_to_us: answers(&self.thanks_owed_to_us),
            expiring: answers(&self.expiring),
            uncovered: answers(&self.uncovered),
            unsettled: answers(&self.unsettled),
        }
    }
}

fn answers(lines: &[SupportLine]) -> Vec<SupportAnswer> {
    lines.iter().map(SupportLine::answer).collect()
}

fn asked(id: String, name: &str, came: bool) -> AskedAnswer {
    AskedAnswer {
        who: NamedAnswer {
            id,
            name: name.to_owned(),
        },
        came,
    }
}

impl SupportLine {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> SupportAnswer {
        let own = &self.support.support;
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let named = |id: Option<String>, name: &str| {
            id.map(|id| NamedAnswer {
                id,
                name: name.to_owned(),
            })
        };
        let people = self.people.iter();
        let users = self.users.iter();
        SupportAnswer {
            id: self.support.id.to_string(),
            account: NamedAnswer {
                id: own.account_id.to_string(),
                name: self.account_name.clone(),
            },
            side: own.side.code().to_owned(),
            kind: own.kind.code().to_owned(),
            family: own.kind.family().code().to_owned(),
            what: own.what.clone(),
            before_whom: own.before_whom.clone(),
            person: named(own.person_id.map(|id| id.to_string()), &self.person_name),
            owner: named(own.owner_id.map(|id| id.to_string()), &self.owner_name),
            mark: own.mark.map(|mark| mark.code().to_owned()),
            document: own.document.clone(),
            day: own.day.to_string(),
            until: day(own.until_day),
            stated: own.stated.map(|amount| amount.to_string()),
            confirmed: own.confirmed.map(|amount| amount.to_string()),
            currency: own.currency.map(|currency| currency.code().to_owned()),
            confirmed_on: day(own.confirmed_on),
            confirmed_by: named(
                own.confirmed_by.map(|id| id.to_string()),
                &self.confirmer_name,
            ),
            thanked_on: day(own.thanked_on),
            thanks_owed: self.thanks_owed,
            settled_on: day(own.settled_on),
            note: own.note.clone(),
            state: own.state.code().to_owned(),
            people: people
                .map(|(id, name, came)| asked(id.to_string(), name, *came))
                .collect(),
            users: users
                .map(|(id, name, came)| asked(id.to_string(), name, *came))
                .collect(),
            cover: self.cover.as_ref().map(|verdict| CoverAnswer {
                cover: verdict.cover.code().to_owned(),
                permission: verdict.by.map(|id| id.to_string()),
                why: WhyAnswer::from(&verdict.why),
            }),
            version: self.support.version,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_stands_for_its_kinds_and_what_is_withdrawn_stays_away() {
        let filter = filter_of(&SupportQuery {
            family: Some(SupportFamily::Brand),
            ..SupportQuery::default()
        });
        assert_eq!(
            filter.kinds,
            [
                SupportKind::Permission,
                SupportKind::Use,
                SupportKind::Incident
            ]
        );
        assert!(!filter.states.contains(&SupportState::Withdrawn));
    }
}
