//! How to be received at a prospect: who of us knows somebody there, or somebody who does.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, ProspectId, UserId};
use clientela_domain::prospects::{Way, WayKind, best_first, of_better_standing};
use clientela_store::prospects::{self, ProspectPerson};
use clientela_store::{Role, Viewer, names_of, users};

use crate::context::Context;
use crate::error::AppError;

/// Ways that are told.
const WAYS_MAX: usize = 8;

/// Who of us, through whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayIn {
    /// Who of us.
    pub user: UserId,
    /// Their name.
    pub user_name: String,
    /// Who was spoken with: somebody there, or who leads there.
    pub person: PersonId,
    /// Their name.
    pub person_name: String,
    /// The client where who leads there is, of a former colleague.
    pub account: Option<AccountId>,
    /// Name of that client.
    pub account_name: String,
}

/// The ways into a prospect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaysIn {
    /// The best of each of us, the best first; each with whether it is warm.
    pub ways: Vec<(Way<WayIn>, bool)>,
    /// Who should go when the viewer is not received.
    pub of_better_standing: Option<Way<WayIn>>,
}

/// Who leads to a prospect: of what kind, and at which client.
pub(crate) type Lead = (WayKind, Option<AccountId>);

/// The ways into a prospect the viewer sees.
///
/// # Errors
/// When the book cannot answer.
pub(crate) async fn ways_in(
    context: &Context,
    viewer: &Viewer,
    id: ProspectId,
    (there, named_by): (&[ProspectPerson], &[PersonId]),
) -> Result<WaysIn, AppError> {
    let read = context.store.read(viewer);
    let mut leads: HashMap<PersonId, Lead> = HashMap::new();
    for one in prospects::former_colleagues(&read, id).await? {
        leads.insert(one.person, (WayKind::WorkedTogether, Some(one.account)));
    }
    for person in named_by {
        leads.insert(*person, (WayKind::Named, None));
    }
    for one in there {
        leads.insert(one.person_id, (WayKind::Spoken, None));
    }
    let ways = ways_through(context, viewer, &leads).await?;
    Ok(told(ways, (viewer, context.clock.today())))
}

/// Who of us spoke with those who lead there, as far as the viewer may see, in no order.
///
/// # Errors
/// When the book cannot answer.
pub(crate) async fn ways_through(
    context: &Context,
    viewer: &Viewer,
    leads: &HashMap<PersonId, Lead>,
) -> Result<Vec<Way<WayIn>>, AppError> {
    let read = context.store.read(viewer);
    let mut people: Vec<PersonId> = leads.keys().copied().collect();
    people.sort_unstable();
    let names = names_of::people(&read, &people).await?;
    people.retain(|person| names.contains_key(person));
    let talks = prospects::talks_with(&read, &people).await?;
    let state = context.book_state(viewer).await?;
    let mut standings: HashMap<UserId, Option<(String, u8)>> = HashMap::new();
    let mut ways = Vec::new();
    for talk in talks {
        let known = match standings.entry(talk.user) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let user = users::by_id(&read, talk.user).await?;
                let user = user.filter(|user| user.disabled_at.is_none());
                unknown.insert(user.map(|user| (user.name, standing(user.role))))
            }
        };
        let Some((user_name, standing)) = known else {
            continue;
        };
        let (kind, account) = leads[&talk.person];
        let who = WayIn {
            user: talk.user,
            user_name: user_name.clone(),
            person: talk.person,
            person_name: names.get(&talk.person).cloned().unwrap_or_default(),
            account,
            account_name: account
                .map_or_else(String::new, |id| state.directory.name_of(id).to_owned()),
        };
        ways.push(Way {
            kind,
            last: talk.day,
            standing: *standing,
            who,
        });
    }
    Ok(ways)
}

/// The best way of each of us.
fn told(ways: Vec<Way<WayIn>>, (viewer, today): (&Viewer, Date)) -> WaysIn {
    let mut seen = HashSet::new();
    let mut ways = best_first(ways, today);
    ways.retain(|way| seen.insert(way.who.user));
    let better = of_better_standing(&ways, standing(viewer.role)).cloned();
    ways.truncate(WAYS_MAX);
    WaysIn {
        of_better_standing: better,
        ways: ways
            .into_iter()
            .map(|way| {
                let warm = way.is_warm(today);
                (way, warm)
            })
            .collect(),
    }
}

/// Whom a client receives: the director before the key account manager before the representative.
const fn standing(role: Role) -> u8 {
    match role {
        Role::Director => 3,
        Role::KeyAccountManager => 2,
        Role::SalesRepresentative => 1,
        _ => 0,
    }
}
