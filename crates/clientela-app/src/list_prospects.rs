//! Prospects as a list and one by one, each with its verdict, the next question, and the chance of its way.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::ids::{
    AccountId, CampaignId, ColdBatchId, PersonId, ProspectId, PublicationId, SpotterId, UserId,
};
use clientela_domain::prospects::{
    Answer, Expectation, NextQuestion, Qualification, Question, SourceKind, Stage, Verdict,
    days_in_stages, days_since, next_question, qualify,
};
use clientela_domain::search::Query;
use clientela_store::prospects::{
    self, GivenAnswer, NewSource, Prospect, ProspectFilter, ProspectKey, ProspectPerson,
    ProspectSort, ProspectSource, StageCount, StageMove, Whose,
};
use clientela_store::{Read, Viewer, names_of};
use uuid::Uuid;

use crate::confirm_won::{SalesSince, latest_sales, sales_since};
use crate::context::Context;
use crate::error::AppError;
use crate::keep_prospects::show_prospect;
use crate::prospect_ability::{AbilityView, ability_of};
use crate::prospect_chances::ProspectChance;
use crate::prospect_sources::sources_report;
use crate::ways_in::{WaysIn, ways_in};
use crate::who_decides::{MayDecide, who_decides};

mod answer;
mod confirmed;

/// Which prospects.
#[derive(Clone, Debug, Default)]
pub struct ProspectQuery {
    /// In which stages; in any when empty.
    pub stages: Vec<Stage>,
    /// That came which way.
    pub source: Option<SourceKind>,
    /// That came by a way of this name.
    pub channel: Option<String>,
    /// Of which nobody wrote how they came.
    pub without_source: bool,
    /// Through which campaign.
    pub campaign: Option<CampaignId>,
    /// In which publication they were found.
    pub publication: Option<PublicationId>,
    /// Of which batch of cold contacts.
    pub batch: Option<ColdBatchId>,
    /// Whose.
    pub whose: Whose,
    /// With which verdict.
    pub verdict: Option<Verdict>,
    /// To be looked at again by today.
    pub due: bool,
    /// Only those that became clients whose sales confirm it, or only those whose sales do not.
    pub confirmed: Option<bool>,
    /// Words in it.
    pub search: String,
    /// In which order; the newest first when absent.
    pub sort: Option<ProspectSort>,
    /// After this one.
    pub cursor: Option<ProspectKey>,
    /// At most so many.
    pub limit: u64,
}

impl ProspectQuery {
    fn filter(&self, today: Date) -> ProspectFilter {
        ProspectFilter {
            stages: self.stages.clone(),
            source: self.source,
            channel: self.channel.clone(),
            without_source: self.without_source,
            campaign: self.campaign,
            publication: self.publication,
            batch: self.batch,
            whose: self.whose,
            verdict: self.verdict,
            review_by: self.due.then_some(today),
            search: Query::for_texts(&self.search),
        }
    }

    fn order(&self) -> ProspectSort {
        self.sort.unwrap_or(ProspectSort::Newest)
    }
}

/// A prospect with its names and what follows from its answers.
#[derive(Clone, Debug)]
pub struct ProspectLine {
    /// The prospect.
    pub prospect: Prospect,
    /// What the answers say.
    pub qualification: Qualification,
    /// The question to ask next; absent when the verdict stands.
    pub next: Option<NextQuestion>,
    /// The first way in which it came.
    pub source: Option<ProspectSource>,
    /// The chance that it becomes a client, with its reasons.
    pub chance: Option<ProspectChance>,
    /// Name of who gave it to us, a person before a client; empty without one.
    pub referrer_name: String,
    /// Name of the campaign, batch or agreement behind the first way; empty without one.
    pub origin_name: String,
    /// Name of our person; empty without one.
    pub owner_name: String,
    /// Name of the client it became; empty without one.
    pub account_name: String,
    /// Sales confirm that it became a client; absent for one that is none, and for a client out of sight.
    pub confirmed: Option<bool>,
    /// Days it has stood in its stage.
    pub days_in_stage: i64,
}

/// A page of prospects.
#[derive(Clone, Debug, Default)]
pub struct ProspectPage {
    /// The prospects.
    pub lines: Vec<ProspectLine>,
    /// Where the next page begins.
    pub next: Option<ProspectKey>,
    /// How many fit.
    pub matching: u64,
}

/// A page of prospects the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_prospects(
    context: &Context,
    viewer: &Viewer,
    query: &ProspectQuery,
) -> Result<ProspectPage, AppError> {
    if let Some(wanted) = query.confirmed {
        return confirmed::page_of(context, viewer, query, wanted).await;
    }
    let read = context.store.read(viewer);
    let filter = query.filter(context.clock.today());
    let order = (query.order(), query.cursor.as_ref());
    let mut found = prospects::list(&read, &filter, order, query.limit + 1).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more);
    let next = next.map(|last| query.order().key_of(last));
    Ok(ProspectPage {
        lines: with_names(context, viewer, found).await?,
        next,
        matching: prospects::count(&read, &filter).await?,
    })
}

/// How many prospects of a query stand in each stage.
///
/// # Errors
/// When the book cannot answer.
pub async fn count_by_stage(
    context: &Context,
    viewer: &Viewer,
    query: &ProspectQuery,
) -> Result<Vec<StageCount>, AppError> {
    let filter = query.filter(context.clock.today());
    Ok(prospects::by_stage(&context.store.read(viewer), &filter).await?)
}

/// Minutes it usually takes to find an answer out.
const fn minutes(question: Question) -> f64 {
    match question {
        Question::FunctionalNeed | Question::Authority => 10.0,
        Question::PrestigeNeed => 15.0,
        Question::Ability => 20.0,
        Question::Access => 30.0,
    }
}

/// What each question is expected to bring, by how it turned out so far.
async fn expectations(
    context: &Context,
    viewer: &Viewer,
) -> Result<impl Fn(Question) -> Expectation + use<>, AppError> {
    let counts = prospects::answer_counts(&context.store.read(viewer)).await?;
    Ok(move |question: Question| {
        let count = |answer: Answer| {
            let found = counts
                .iter()
                .find(|one| one.question == question && one.answer == answer);
            found.map_or(0, |one| one.count)
        };
        Expectation::from_answers(count(Answer::Yes), count(Answer::No), minutes(question))
    })
}

/// Prospects with the names of everybody in them.
async fn with_names(
    context: &Context,
    viewer: &Viewer,
    found: Vec<Prospect>,
) -> Result<Vec<ProspectLine>, AppError> {
    let read = context.store.read(viewer);
    let ids: Vec<ProspectId> = found.iter().map(|one| one.id).collect();
    let mut sources = prospects::first_sources(&read, &ids).await?;
    let named = sources.values().filter_map(|one| one.source.person_id);
    let people = names_of::people(&read, &named.collect::<Vec<_>>()).await?;
    let state = context.book_state(viewer).await?;
    let users = colleagues(context, viewer).await?;
    let report = sources_report(context, viewer).await?;
    let any = |has: fn(&NewSource) -> bool| sources.values().any(|one| has(&one.source));
    let wanted = (
        any(|way| way.campaign_id.is_some()),
        any(|way| way.batch_id.is_some()),
        any(|way| way.spotter_id.is_some()),
    );
    let origins = OriginNames::of(&read, wanted).await?;
    let expected = expectations(context, viewer).await?;
    let clients: Vec<_> = found.iter().filter_map(confirmed::client_of).collect();
    let latest = latest_sales(context, &state, &clients).await?;
    let today = context.clock.today();
    let line = |prospect: Prospect| {
        let source = sources.remove(&prospect.id);
        let came = source.as_ref().map(|one| &one.source);
        let account = |id: AccountId| state.directory.name_of(id).to_owned();
        let person = |id: PersonId| people.get(&id).cloned().unwrap_or_default();
        let referrer = came.and_then(|came| match (came.person_id, came.account_id) {
            (Some(id), _) => Some(person(id)),
            (None, Some(id)) => Some(account(id)),
            (None, None) => None,
        });
        let way = came.map(|came| (came.kind, came.channel.as_str()));
        let chance = report.chance_of(&prospect, way);
        let owner = prospect.prospect.owner_id;
        let open = prospect.standing.stage.is_live();
        ProspectLine {
            qualification: qualify(&prospect.answers),
            next: next_question(&prospect.answers, &expected).filter(|_| open),
            chance,
            referrer_name: referrer.unwrap_or_default(),
            origin_name: came.map(|came| origins.name_of(came)).unwrap_or_default(),
            owner_name: owner
                .and_then(|id| users.get(&id).cloned())
                .unwrap_or_default(),
            account_name: prospect.account_id.map(account).unwrap_or_default(),
            confirmed: confirmed::confirmed(&prospect, &state, &latest),
            days_in_stage: days_since(prospect.standing.day, today),
            source,
            prospect,
        }
    };
    Ok(found.into_iter().map(line).collect())
}

/// Names of what stands behind ways in which prospects came.
#[derive(Default)]
struct OriginNames {
    campaigns: HashMap<CampaignId, String>,
    batches: HashMap<ColdBatchId, String>,
    spotters: HashMap<SpotterId, String>,
}

impl OriginNames {
    /// Those of which some way has one behind it: campaigns, batches, agreements.
    async fn of(
        read: &Read,
        (of_campaigns, of_batches, of_spotters): (bool, bool, bool),
    ) -> Result<Self, AppError> {
        let mut names = Self::default();
        if of_campaigns {
            let all = clientela_store::campaigns::list(read).await?.into_iter();
            names.campaigns = all.map(|one| (one.id, one.campaign.name)).collect();
        }
        if of_batches {
            let all = clientela_store::cold_batches::list(read).await?.into_iter();
            names.batches = all.map(|one| (one.id, one.batch.name)).collect();
        }
        if of_spotters {
            let all = clientela_store::spotters::list(read).await?.into_iter();
            names.spotters = all.map(|one| (one.id, one.spotter.name)).collect();
        }
        Ok(names)
    }

    fn name_of(&self, way: &NewSource) -> String {
        let campaign = way.campaign_id.and_then(|id| self.campaigns.get(&id));
        let batch = way.batch_id.and_then(|id| self.batches.get(&id));
        let spotter = way.spotter_id.and_then(|id| self.spotters.get(&id));
        campaign.or(batch).or(spotter).cloned().unwrap_or_default()
    }
}

/// Names of colleagues.
async fn colleagues(
    context: &Context,
    viewer: &Viewer,
) -> Result<HashMap<UserId, String>, AppError> {
    let colleagues = context.colleagues(viewer).await?;
    let named = colleagues.iter().map(|one| (one.id, one.name.clone()));
    Ok(named.collect())
}

/// Prospects that may be the organisation somebody is writing down, with their names.
///
/// # Errors
/// When the book cannot answer.
pub async fn twins_of(
    context: &Context,
    viewer: &Viewer,
    (name, number): (&str, &str),
    except: Option<ProspectId>,
) -> Result<Vec<ProspectLine>, AppError> {
    let read = context.store.read(viewer);
    let found = prospects::twins(&read, (name, number), except).await?;
    with_names(context, viewer, found).await
}

/// A prospect with everything that is known of it.
#[derive(Clone, Debug)]
pub struct ProspectView {
    /// The prospect.
    pub line: ProspectLine,
    /// With whom we speak there.
    pub people: Vec<ProspectPerson>,
    /// The ways in which it came, with who gave it and which client did.
    pub sources: Vec<NamedSource>,
    /// All answers, the newest first, each with who gave it.
    pub answers: Vec<(GivenAnswer, String)>,
    /// The steps it took, the newest first, each with who took it.
    pub moves: Vec<(StageMove, String)>,
    /// The days it stood where each of these led.
    pub stays: Vec<i64>,
    /// What the client bought since it became one; absent for one that is none.
    pub sales: Option<SalesSince>,
    /// What is known of its ability to pay.
    pub ability: AbilityView,
    /// Who may decide there; nobody where that question is answered.
    pub deciders: Vec<MayDecide>,
    /// Who of us reaches somebody there; nobody of one that is a client.
    pub ways: WaysIn,
}

/// A way in which a prospect came, with its names.
#[derive(Clone, Debug)]
pub struct NamedSource {
    /// The way.
    pub source: ProspectSource,
    /// Name of who gave it to us; empty without one.
    pub person_name: String,
    /// Name of the client who did; empty without one.
    pub account_name: String,
    /// Name of the campaign; empty without one.
    pub campaign_name: String,
    /// Name of what we read it in; empty without one.
    pub publication_name: String,
    /// Name of the batch of cold contacts; empty without one.
    pub batch_name: String,
    /// Name of whom the agreement is with; empty without one.
    pub spotter_name: String,
}

/// A prospect with everything that is known of it.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn view_prospect(
    context: &Context,
    viewer: &Viewer,
    id: ProspectId,
) -> Result<ProspectView, AppError> {
    let found = show_prospect(context, viewer, id).await?;
    let line = with_names(context, viewer, vec![found]).await?.pop();
    let line = line.ok_or(AppError::NotFound("prospect"))?;
    let read = context.store.read(viewer);
    let users = colleagues(context, viewer).await?;
    let author = |id: Option<UserId>| {
        id.and_then(|id| users.get(&id).cloned())
            .unwrap_or_default()
    };
    let answers = prospects::answers_of(&read, id).await?.into_iter();
    let moves = prospects::moves_of(&read, id).await?;
    let steps: Vec<Date> = moves.iter().rev().map(|one| one.step.day).collect();
    let mut stays = days_in_stages(&steps, context.clock.today());
    stays.reverse();
    let sales = match confirmed::client_of(&line.prospect) {
        Some((account, day)) => sales_since(context, viewer, account, day).await?,
        None => None,
    };
    let people = prospects::people_of(&read, id).await?;
    let sources = named_sources(context, viewer, id).await?;
    let named_by = sources.iter().filter_map(|one| one.source.source.person_id);
    let named_by: Vec<PersonId> = named_by.collect();
    let ways = match line.prospect.account_id {
        Some(_) => WaysIn::default(),
        None => ways_in(context, viewer, id, (&people, &named_by)).await?,
    };
    let ability = Box::pin(ability_of(context, viewer, &line.prospect, &users)).await?;
    let around = (people.as_slice(), ability.clients.as_slice());
    let deciders = Box::pin(who_decides(context, viewer, &line.prospect, around)).await?;
    Ok(ProspectView {
        ability,
        deciders,
        people,
        sources,
        ways,
        stays,
        sales,
        answers: answers
            .map(|one| {
                let name = author(one.author_id);
                (one, name)
            })
            .collect(),
        moves: moves
            .into_iter()
            .map(|one| {
                let name = author(one.author_id);
                (one, name)
            })
            .collect(),
        line,
    })
}

async fn named_sources(
    context: &Context,
    viewer: &Viewer,
    id: ProspectId,
) -> Result<Vec<NamedSource>, AppError> {
    let read = context.store.read(viewer);
    let sources = prospects::sources_of(&read, id).await?;
    let named = sources.iter().filter_map(|one| one.source.person_id);
    let people = names_of::people(&read, &named.collect::<Vec<_>>()).await?;
    let state = context.book_state(viewer).await?;
    let campaigns = clientela_store::campaigns::list(&read).await?;
    let batches = clientela_store::cold_batches::list(&read).await?;
    let spotters = clientela_store::spotters::list(&read).await?;
    let publications = clientela_store::reading::list(&read).await?;
    let name = |source: ProspectSource| {
        let own = &source.source;
        let person = own.person_id.and_then(|id| people.get(&id).cloned());
        let campaign = campaigns.iter().find(|one| Some(one.id) == own.campaign_id);
        let batch = batches.iter().find(|one| Some(one.id) == own.batch_id);
        let spotter = spotters.iter().find(|one| Some(one.id) == own.spotter_id);
        let mut read_in = publications.iter();
        let read_in = read_in.find(|one| Some(one.id) == own.publication_id);
        NamedSource {
            publication_name: read_in
                .map(|one| one.publication.name.clone())
                .unwrap_or_default(),
            spotter_name: spotter
                .map(|one| one.spotter.name.clone())
                .unwrap_or_default(),
            person_name: person.unwrap_or_default(),
            account_name: own
                .account_id
                .map(|id| state.directory.name_of(id).to_owned())
                .unwrap_or_default(),
            campaign_name: campaign
                .map(|one| one.campaign.name.clone())
                .unwrap_or_default(),
            batch_name: batch.map(|one| one.batch.name.clone()).unwrap_or_default(),
            source,
        }
    };
    Ok(sources.into_iter().map(name).collect())
}

/// A place in a list as addresses carry it.
#[must_use]
pub fn cursor_text(key: &ProspectKey) -> String {
    format!("{}_{}", key.id, key.text)
}

/// The place of an address; `None` for anything else.
#[must_use]
pub fn read_cursor(text: &str) -> Option<ProspectKey> {
    let (id, of) = text.split_once('_')?;
    Some(ProspectKey {
        id: Uuid::try_parse(id).ok()?,
        text: of.to_owned(),
    })
}
