//! Opportunities as a list and one by one, each with its names, its history and how long it stood where.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, CompetitorId, OpportunityId, PersonId, ProspectId, UserId};
use clientela_domain::opportunities::{OpportunityStage, Stay, Step, stays};
use clientela_domain::search::Query;
use clientela_store::market::competitors;
use clientela_store::opportunities::{
    self, Opportunity, OpportunityFilter, OpportunityKey, OpportunityMove, OpportunitySort,
    StageCount,
};
use clientela_store::prospects::Whose;
use clientela_store::{Viewer, names_of};
use uuid::Uuid;

use crate::confirm_won::{SalesSince, sales_since};
use crate::context::Context;
use crate::error::AppError;
use crate::keep_opportunities::show_opportunity;

mod answer;

/// Which opportunities.
#[derive(Clone, Debug, Default)]
pub struct OpportunityQuery {
    /// In which stages; in any when empty.
    pub stages: Vec<OpportunityStage>,
    /// Of which client.
    pub account: Option<AccountId>,
    /// Of which prospect.
    pub prospect: Option<ProspectId>,
    /// Whom this person decides.
    pub person: Option<PersonId>,
    /// Against which competitor.
    pub competitor: Option<CompetitorId>,
    /// Whose.
    pub whose: Whose,
    /// Expected to be decided by this day.
    pub expected_by: Option<Date>,
    /// Words in it.
    pub search: String,
    /// In which order; the newest first when absent.
    pub sort: Option<OpportunitySort>,
    /// After this one.
    pub cursor: Option<OpportunityKey>,
    /// At most so many.
    pub limit: u64,
}

impl OpportunityQuery {
    pub(crate) fn filter(&self) -> OpportunityFilter {
        OpportunityFilter {
            stages: self.stages.clone(),
            account: self.account,
            prospect: self.prospect,
            person: self.person,
            competitor: self.competitor,
            whose: self.whose,
            expected_by: self.expected_by,
            search: Query::for_texts(&self.search),
        }
    }

    fn order(&self) -> OpportunitySort {
        self.sort.unwrap_or(OpportunitySort::Newest)
    }
}

/// An opportunity with its names.
#[derive(Clone, Debug)]
pub struct OpportunityLine {
    /// The opportunity.
    pub opportunity: Opportunity,
    /// Name of its client; empty without one.
    pub account_name: String,
    /// Name of its prospect; empty without one.
    pub prospect_name: String,
    /// Name of our person, or how a file calls who works on it; empty without either.
    pub owner_name: String,
    /// Name of who decides; empty without one.
    pub person_name: String,
    /// Name of whom we stand against; empty without one.
    pub competitor_name: String,
}

/// A page of opportunities.
#[derive(Clone, Debug, Default)]
pub struct OpportunityPage {
    /// The opportunities.
    pub lines: Vec<OpportunityLine>,
    /// Where the next page begins.
    pub next: Option<OpportunityKey>,
    /// How many fit.
    pub matching: u64,
}

/// A page of opportunities the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_opportunities(
    context: &Context,
    viewer: &Viewer,
    query: &OpportunityQuery,
) -> Result<OpportunityPage, AppError> {
    let read = context.store.read(viewer);
    let filter = query.filter();
    let order = (query.order(), query.cursor.as_ref());
    let mut found = opportunities::list(&read, &filter, order, query.limit + 1).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more);
    let next = next.map(|last| query.order().key_of(last));
    Ok(OpportunityPage {
        lines: with_names(context, viewer, found).await?,
        next,
        matching: opportunities::count(&read, &filter).await?,
    })
}

/// How many opportunities of a query stand in each stage.
///
/// # Errors
/// When the book cannot answer.
pub async fn opportunities_by_stage(
    context: &Context,
    viewer: &Viewer,
    query: &OpportunityQuery,
) -> Result<Vec<StageCount>, AppError> {
    let read = context.store.read(viewer);
    Ok(opportunities::by_stage(&read, &query.filter()).await?)
}

/// Opportunities with the names of everybody in them.
async fn with_names(
    context: &Context,
    viewer: &Viewer,
    found: Vec<Opportunity>,
) -> Result<Vec<OpportunityLine>, AppError> {
    let read = context.store.read(viewer);
    let state = context.book_state(viewer).await?;
    let named = found.iter().filter_map(|one| one.opportunity.person_id);
    let people = names_of::people(&read, &named.collect::<Vec<_>>()).await?;
    let named = found.iter().filter_map(|one| one.opportunity.prospect_id);
    let prospect_names = names_of::prospects(&read, &named.collect::<Vec<_>>()).await?;
    let rivals: HashMap<CompetitorId, String> = competitors::all(&read)
        .await?
        .into_iter()
        .map(|one| (one.id, one.competitor.name))
        .collect();
    let colleagues = context.colleagues(viewer).await?;
    let owner = |of: &Opportunity| {
        let own = &of.opportunity;
        let mut all = colleagues.iter();
        let known = own
            .owner_id
            .and_then(|id| all.find(|one| one.id == id).map(|one| one.name.clone()));
        known.unwrap_or_else(|| own.representative.clone())
    };
    let line = |opportunity: Opportunity| {
        let own = &opportunity.opportunity;
        let account = own
            .account_id
            .map(|id| state.directory.name_of(id).to_owned());
        let prospect = own.prospect_id.and_then(|id| prospect_names.get(&id));
        let person = own.person_id.and_then(|id| people.get(&id));
        let rival = own.competitor_id.and_then(|id| rivals.get(&id));
        OpportunityLine {
            account_name: account.unwrap_or_default(),
            prospect_name: prospect.cloned().unwrap_or_default(),
            owner_name: owner(&opportunity),
            person_name: person.cloned().unwrap_or_default(),
            competitor_name: rival.cloned().unwrap_or_default(),
            opportunity,
        }
    };
    Ok(found.into_iter().map(line).collect())
}

/// An opportunity with its history.
#[derive(Clone, Debug)]
pub struct OpportunityView {
    /// The opportunity.
    pub line: OpportunityLine,
    /// The codes by which other systems know it.
    pub codes: Vec<String>,
    /// The steps it took, the oldest first, each with who took it.
    pub moves: Vec<(OpportunityMove, String)>,
    /// How long it stood where, step by step.
    pub stays: Vec<Stay>,
    /// What the client bought since it was won; absent for one that is not won, and without a client.
    pub sales: Option<SalesSince>,
}

/// An opportunity with its history.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn view_opportunity(
    context: &Context,
    viewer: &Viewer,
    id: OpportunityId,
) -> Result<OpportunityView, AppError> {
    let found = show_opportunity(context, viewer, id).await?;
    let line = with_names(context, viewer, vec![found]).await?.pop();
    let line = line.ok_or(AppError::NotFound("opportunity"))?;
    let read = context.store.read(viewer);
    let colleagues = context.colleagues(viewer).await?;
    let author = |id: Option<UserId>| {
        let found = id.and_then(|id| colleagues.iter().find(|one| one.id == id));
        found.map(|one| one.name.clone()).unwrap_or_default()
    };
    let moves = opportunities::moves_of(&read, id).await?;
    let steps: Vec<Step> = moves
        .iter()
        .map(|one| Step {
            stage: one.stage,
            day: one.day,
        })
        .collect();
    let standing = &line.opportunity.standing;
    let account = line.opportunity.opportunity.account_id;
    let won = standing.stage == OpportunityStage::Won;
    let sales = match (account.filter(|_| won), standing.day) {
        (Some(account), Some(day)) => sales_since(context, viewer, account, day).await?,
        _ => None,
    };
    Ok(OpportunityView {
        codes: opportunities::codes_of(&read, id).await?,
        stays: stays(&steps, context.clock.today()),
        moves: moves
            .into_iter()
            .map(|one| {
                let name = author(one.author_id);
                (one, name)
            })
            .collect(),
        sales,
        line,
    })
}

/// A place in a list as addresses carry it.
#[must_use]
pub fn cursor_text(key: &OpportunityKey) -> String {
    format!("{}_{}", key.id, key.text)
}

/// The place of an address; `None` for anything else.
#[must_use]
pub fn read_cursor(text: &str) -> Option<OpportunityKey> {
    let (id, of) = text.split_once('_')?;
    Some(OpportunityKey {
        id: Uuid::try_parse(id).ok()?,
        text: of.to_owned(),
    })
}
