//! Who at a prospect has the authority to buy, and the shortest warm way to them: people there by the words of their
//! role, and, where the prospect is a branch of a client's firm, those who decide on the map of that client.

use std::collections::{HashMap, HashSet};

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, ProspectId};
use clientela_domain::people_map::{BuyingRole, Node};
use clientela_domain::prospects::{Answer, Question, Way, WayKind, best_first, may_decide};
use clientela_store::prospects::{self, NewProspect, Prospect, ProspectPerson};
use clientela_store::{Permission, StoreError, Tx, Viewer};

use crate::answers::happenings::NamedAnswer;
use crate::answers::prospects::MayDecideAnswer;
use crate::context::Context;
use crate::error::AppError;
use crate::keep_prospects::show_prospect;
use crate::log_interaction::words;
use crate::show_people_map::show_people_map;
use crate::ways_in::{Lead, WayIn, ways_through};

/// People of clients who are told.
const DECIDERS_MAX: usize = 8;

/// Characters of a role that is kept with a person.
const ROLE_CHARACTERS_MAX: usize = 200;

/// Somebody who may decide.
#[derive(Clone, Debug, PartialEq)]
pub struct MayDecide {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they are; may be empty.
    pub role: String,
    /// The client on whose map they decide; absent for somebody of the prospect.
    pub client: Option<(AccountId, String)>,
    /// The best way to them, and whether it is warm; absent when none of us has spoken with them.
    pub way: Option<(Way<WayIn>, bool)>,
}

/// Whether anybody has to be found: nobody knows yet that whom we speak with may decide.
fn is_asked(prospect: &Prospect) -> bool {
    let answer = prospect.answers.answer(Question::Authority);
    matches!(answer, Answer::No | Answer::Unknown) && prospect.account_id.is_none()
}

/// Who may decide at a prospect the viewer sees, those we can reach first; nobody where the question is answered.
///
/// # Errors
/// When the book cannot answer.
pub(crate) async fn who_decides(
    context: &Context,
    viewer: &Viewer,
    prospect: &Prospect,
    (there, clients): (&[ProspectPerson], &[(AccountId, String)]),
) -> Result<Vec<MayDecide>, AppError> {
    if !is_asked(prospect) {
        return Ok(Vec::new());
    }
    let mut found: Vec<MayDecide> = there
        .iter()
        .filter(|one| may_decide(&one.role))
        .map(|one| MayDecide {
            person: one.person_id,
            name: one.name.clone(),
            role: one.role.clone(),
            client: None,
            way: None,
        })
        .collect();
    let mut known: HashSet<PersonId> = there.iter().map(|one| one.person_id).collect();
    for (account, name) in clients {
        let map = show_people_map(context, viewer, *account, None).await?;
        for node in &map.nodes {
            let Node::Person(person) = node.node else {
                continue;
            };
            let decides = node.state.roles.contains(&BuyingRole::Decider);
            if decides && known.insert(person) {
                found.push(MayDecide {
                    person,
                    name: node.name.clone(),
                    role: node.title.clone(),
                    client: Some((*account, name.clone())),
                    way: None,
                });
            }
        }
    }
    found.truncate(DECIDERS_MAX);
    let leads = found.iter().map(|one| {
        let account = one.client.as_ref().map(|(account, _)| *account);
        let lead: Lead = (WayKind::Spoken, account);
        (one.person, lead)
    });
    let leads: HashMap<PersonId, Lead> = leads.collect();
    let today = context.clock.today();
    let ways = best_first(ways_through(context, viewer, &leads).await?, today);
    for one in &mut found {
        let best = ways.iter().find(|way| way.who.person == one.person);
        one.way = best.map(|way| (way.clone(), way.is_warm(today)));
    }
    found.sort_by_key(|one| match &one.way {
        Some((_, true)) => 0,
        Some((_, false)) => 1,
        None => 2,
    });
    Ok(found)
}

/// Goes for somebody who may decide at a prospect that was read at `version`: joins them to it where they are not with
/// it yet, and makes speaking with them, in these words, the next step. Returns the new version.
///
/// # Errors
/// [`AppError::NotFound`] for somebody who is not among those who may decide; [`AppError::Invalid`];
/// [`AppError::Stale`]; [`AppError::Forbidden`].
pub async fn go_for_decider(
    context: &Context,
    viewer: &Viewer,
    id: ProspectId,
    (person, step): (PersonId, &str),
    version: i64,
) -> Result<i64, AppError> {
    let view = Box::pin(crate::list_prospects::view_prospect(context, viewer, id)).await?;
    viewer.require(Permission::EditAccounts)?;
    let decider = view.deciders.iter().find(|one| one.person == person);
    let decider = decider.ok_or(AppError::NotFound("person"))?;
    let before = show_prospect(context, viewer, id).await?;
    let next_step = words("next_step", step, 2_000)?;
    let new = NewProspect {
        next_step,
        next_on: next_day(before.prospect.next_on, context.clock.today()),
        ..before.prospect
    };
    let is_there = view.people.iter().any(|one| one.person_id == person);
    let role: String = decider.role.chars().take(ROLE_CHARACTERS_MAX).collect();
    let joins = (!is_there).then_some(role);
    let done = context
        .store
        .write_with(viewer, (new, joins), move |tx, (new, joins)| {
            Box::pin(go(tx, (id, person), (new, joins.as_deref()), version))
        });
    Ok(done.await?)
}

async fn go(
    tx: &mut Tx,
    (id, person): (ProspectId, PersonId),
    (new, joins): (&NewProspect, Option<&str>),
    version: i64,
) -> Result<i64, StoreError> {
    let version = match joins {
        Some(role) => prospects::add_person(tx, id, (person, role), version).await?,
        None => version,
    };
    prospects::change(tx, id, new, version).await
}

/// The day of the step: the one that stands, unless it has passed.
fn next_day(stands: Option<Date>, today: Date) -> Option<Date> {
    Some(stands.filter(|day| *day >= today).unwrap_or(today))
}

impl MayDecide {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> MayDecideAnswer {
        MayDecideAnswer {
            person: NamedAnswer {
                id: self.person.to_string(),
                name: self.name.clone(),
            },
            role: self.role.clone(),
            client: self.client.as_ref().map(|(id, name)| NamedAnswer {
                id: id.to_string(),
                name: name.clone(),
            }),
            through: self.way.as_ref().map(|(way, _)| NamedAnswer {
                id: way.who.user.to_string(),
                name: way.who.user_name.clone(),
            }),
            warm: self.way.as_ref().map(|(_, warm)| *warm),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_for_the_day_that_stands_unless_it_has_passed() {
        let day = |day| Date::constant(2026, 11, day);
        assert_eq!(next_day(Some(day(30)), day(26)), Some(day(30)));
        assert_eq!(next_day(Some(day(20)), day(26)), Some(day(26)));
        assert_eq!(next_day(None, day(26)), Some(day(26)));
    }
}
