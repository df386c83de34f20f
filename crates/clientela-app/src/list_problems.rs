//! Problems of clients as a list, each with what its solution was worth.

use std::collections::HashMap;

use clientela_domain::ids::{AccountId, PersonId, ProblemId, UserId};
use clientela_domain::search::Query;
use clientela_domain::troubles::{ProblemState, ProblemValue, solved_value};
use clientela_store::problems::{self, Problem, ProblemFilter, ProblemKey};
use clientela_store::{Viewer, names_of};
use uuid::Uuid;

use crate::answers::happenings::NamedAnswer;
use crate::answers::troubles::{ProblemAnswer, ProblemWorthAnswer, ProblemsAnswer};
use crate::answers::value::{EstimateAnswer, WhyAnswer};
use crate::context::Context;
use crate::error::AppError;
use crate::keep_problems::show_problem;

/// Which problems.
#[derive(Clone, Debug, Default)]
pub struct ProblemQuery {
    /// Of which client.
    pub account: Option<AccountId>,
    /// Told of or confirmed by which person.
    pub person: Option<PersonId>,
    /// Of which colleague.
    pub owner: Option<UserId>,
    /// In which states; in any when empty.
    pub states: Vec<ProblemState>,
    /// Only those whose value the client has not confirmed.
    pub unconfirmed: bool,
    /// Words in it.
    pub search: String,
    /// After this one.
    pub cursor: Option<ProblemKey>,
    /// At most so many.
    pub limit: u64,
}

/// A problem with its names.
#[derive(Clone, Debug)]
pub struct ProblemLine {
    /// The problem.
    pub problem: Problem,
    /// What its solution was worth.
    pub worth: ProblemValue,
    /// Name of its client.
    pub account_name: String,
    /// Name of who says so; empty without one.
    pub teller_name: String,
    /// Name of our person; empty without one.
    pub owner_name: String,
    /// Name of who confirmed it; empty without one.
    pub confirmer_name: String,
}

/// A page of problems.
#[derive(Clone, Debug, Default)]
pub struct ProblemPage {
    /// The problems.
    pub lines: Vec<ProblemLine>,
    /// Where the next page begins.
    pub next: Option<ProblemKey>,
    /// How many fit.
    pub matching: u64,
}

/// A page of problems the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_problems(
    context: &Context,
    viewer: &Viewer,
    query: &ProblemQuery,
) -> Result<ProblemPage, AppError> {
    let read = context.store.read(viewer);
    let filter = ProblemFilter {
        account: query.account,
        person: query.person,
        owner: query.owner,
        states: query.states.clone(),
        unconfirmed: query.unconfirmed,
        search: Query::for_texts(&query.search),
    };
    let mut found = problems::list(&read, &filter, query.cursor, query.limit + 1).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| ProblemKey {
        day: last.problem.day,
        id: last.id.0,
    });
    Ok(ProblemPage {
        lines: with_names(context, viewer, found).await?,
        next,
        matching: problems::count(&read, &filter).await?,
    })
}

/// Problems with the names of everybody in them.
async fn with_names(
    context: &Context,
    viewer: &Viewer,
    found: Vec<Problem>,
) -> Result<Vec<ProblemLine>, AppError> {
    let read = context.store.read(viewer);
    let state = context.book_state(viewer).await?;
    let colleagues = context.colleagues(viewer).await?;
    let users: HashMap<UserId, &str> = colleagues
        .iter()
        .map(|colleague| (colleague.id, colleague.name.as_str()))
        .collect();
    let named = found.iter().flat_map(|one| {
        let own = &one.problem;
        own.said_by.into_iter().chain(own.confirmed_by)
    });
    let people = names_of::people(&read, &named.collect::<Vec<_>>()).await?;
    let person = |id: PersonId| people.get(&id).cloned().unwrap_or_default();
    let line = |problem: Problem| {
        let own = &problem.problem;
        let owner = own.owner_id.and_then(|id| users.get(&id).copied());
        ProblemLine {
            worth: solved_value(own.shown, own.confirmed),
            account_name: state.directory.name_of(own.account_id).to_owned(),
            teller_name: own.said_by.map(person).unwrap_or_default(),
            owner_name: owner.unwrap_or_default().to_owned(),
            confirmer_name: own.confirmed_by.map(person).unwrap_or_default(),
            problem,
        }
    };
    Ok(found.into_iter().map(line).collect())
}

/// One problem with its names.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_problem_line(
    context: &Context,
    viewer: &Viewer,
    id: ProblemId,
) -> Result<ProblemLine, AppError> {
    let found = show_problem(context, viewer, id).await?;
    let lines = with_names(context, viewer, vec![found]).await?;
    let line = lines.into_iter().next();
    line.ok_or(AppError::NotFound("problem"))
}

/// A place in the list as addresses carry it.
#[must_use]
pub fn cursor_text(key: &ProblemKey) -> String {
    format!("{}_{}", key.day, key.id)
}

/// The place of an address; `None` for anything else.
#[must_use]
pub fn read_cursor(text: &str) -> Option<ProblemKey> {
    let (day, id) = text.split_once('_')?;
    Some(ProblemKey {
        day: day.parse().ok()?,
        id: Uuid::try_parse(id).ok()?,
    })
}

impl ProblemPage {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> ProblemsAnswer {
        ProblemsAnswer {
            problems: self.lines.iter().map(ProblemLine::answer).collect(),
            next: self.next.as_ref().map(cursor_text),
            matching: self.matching,
        }
    }
}

impl ProblemLine {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> ProblemAnswer {
        let own = &self.problem.problem;
        let named = |id: Option<String>, name: &str| {
            id.map(|id| NamedAnswer {
                id,
                name: name.to_owned(),
            })
        };
        let person = |id: Option<PersonId>, name| named(id.map(|id| id.to_string()), name);
        let amount = |amount: Option<clientela_domain::amount::Amount>| {
            amount.map(|amount| amount.to_string())
        };
        ProblemAnswer {
            id: self.problem.id.to_string(),
            account: NamedAnswer {
                id: own.account_id.to_string(),
                name: self.account_name.clone(),
            },
            what: own.what.clone(),
            effect: own.effect.clone(),
            cost: amount(own.cost),
            said_by: person(own.said_by, &self.teller_name),
            owner: named(own.owner_id.map(|id| id.to_string()), &self.owner_name),
            solution: own.solution.clone(),
            alternatives: own.alternatives.clone(),
            day: own.day.to_string(),
            state: own.state.code().to_owned(),
            shown: amount(own.shown),
            confirmed: amount(own.confirmed),
            currency: own.currency.map(|currency| currency.code().to_owned()),
            confirmed_on: own.confirmed_on.map(|day| day.to_string()),
            confirmed_by: person(own.confirmed_by, &self.confirmer_name),
            worth: ProblemWorthAnswer {
                value: EstimateAnswer::from(&self.worth.value),
                why: WhyAnswer::from(&self.worth.why),
            },
            note: own.note.clone(),
            version: self.problem.version,
        }
    }
}
