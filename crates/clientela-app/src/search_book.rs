//! Finds clients, people, prospects and competitors by what somebody typed: beginnings of words, in either alphabet, with the
//! keyboard in whatever layout, the best first.

use clientela_domain::ids::CompetitorId;
use clientela_domain::search::{Query, find, tokens};
use clientela_store::market::competitors;
use clientela_store::prospects::{self, ProspectHit};
use clientela_store::search::{self, AccountHit, PersonHit};
use clientela_store::search_words::Searched;
use clientela_store::{Permission, Viewer, search_words};

use crate::answers::account::AccountNameAnswer;
use crate::answers::search::{
    AccountHitAnswer, CompetitorHitAnswer, PersonHitAnswer, ProspectHitAnswer, SearchAnswer,
};
use crate::context::Context;
use crate::error::AppError;

/// Hits of each kind shown unless somebody asks for another number.
pub const HITS_USUALLY: usize = 10;
/// Hits of each kind at most.
pub const HITS_MAX: usize = 100;

/// What to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRequest {
    /// What was typed.
    pub text: String,
    /// Only these kinds; all when empty.
    pub kinds: Vec<Searched>,
    /// Hits of each kind, at most [`HITS_MAX`].
    pub limit: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchFound {
    /// Clients, the best first.
    pub accounts: Vec<AccountHit>,
    /// People, the best first.
    pub people: Vec<PersonHit>,
    /// Prospects, the best first; none where kinds are asked for.
    pub prospects: Vec<ProspectHit>,
    /// Competitors with their names, the best first; none where kinds are asked for.
    pub competitors: Vec<(CompetitorId, String)>,
}

impl SearchRequest {
    /// All kinds, as many as usual.
    #[must_use]
    pub fn of(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            kinds: Vec::new(),
            limit: HITS_USUALLY,
        }
    }

    fn wants(&self, kind: Searched) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }
}

/// Looks for clients, people and prospects the viewer may see. Text without a letter or digit finds nothing.
///
/// # Errors
/// When the book cannot answer.
pub async fn search_book(
    context: &Context,
    viewer: &Viewer,
    request: &SearchRequest,
) -> Result<SearchFound, AppError> {
    let query = Query::parse(&request.text);
    let limit = request.limit.min(HITS_MAX);
    let read = context.store.read(viewer);
    if query.is_empty() {
        return Ok(SearchFound::default());
    }
    let sight = search::sight_of(&read).await?;
    let wanted = |kind| if request.wants(kind) { limit } else { 0 };
    let (accounts, people) = tokio::try_join!(
        search::accounts(&read, &sight, &query, wanted(Searched::Account)),
        search::people(&read, &sight, &query, wanted(Searched::Person)),
    )?;
    let (prospects, competitors) = if request.kinds.is_empty() {
        let words = Query::for_texts(&request.text);
        (
            prospects::search(&read, &words, limit).await?,
            named_competitors(context, viewer, &query, limit).await?,
        )
    } else {
        (Vec::new(), Vec::new())
    };
    Ok(SearchFound {
        accounts,
        people,
        prospects,
        competitors,
    })
}

/// Competitors by name: a firm has few, so they are looked through.
async fn named_competitors(
    context: &Context,
    viewer: &Viewer,
    query: &Query,
    limit: usize,
) -> Result<Vec<(CompetitorId, String)>, AppError> {
    let all = competitors::all(&context.store.read(viewer)).await?;
    let all: Vec<_> = all
        .into_iter()
        .map(|one| {
            let words = tokens(&one.competitor.name);
            (one.id, one.competitor.name, words)
        })
        .collect();
    let found = find(query, &all, limit, |(_, _, words)| words);
    let found = found.into_iter();
    Ok(found
        .map(|((id, name, _), _)| (*id, name.clone()))
        .collect())
}

/// Writes the words by which records are found anew, and says of how many records.
///
/// # Errors
/// [`AppError::Forbidden`]; when the book cannot answer.
pub async fn rebuild_search(
    context: &Context,
    viewer: &Viewer,
) -> Result<search_words::Rebuilt, AppError> {
    viewer.require(Permission::ManageUsers)?;
    let rebuilt = context
        .store
        .write(viewer, |tx| Box::pin(search_words::rebuild(tx)))
        .await?;
    Ok(rebuilt)
}

/// What was found, as it leaves the program.
#[must_use]
pub fn answer(request: &SearchRequest, found: &SearchFound) -> SearchAnswer {
    let account = |hit: &AccountHit| AccountHitAnswer {
        account: hit.id.to_string(),
        name: hit.name.clone(),
        city: Some(hit.city.clone()).filter(|city| !city.is_empty()),
        found_by: hit.found_by.clone(),
    };
    let person = |hit: &PersonHit| PersonHitAnswer {
        person: hit.id.to_string(),
        name: hit.name.clone(),
        title: Some(hit.title.clone()).filter(|title| !title.is_empty()),
        at: hit.account.as_ref().map(|(id, name)| AccountNameAnswer {
            account: id.to_string(),
            name: name.clone(),
        }),
        found_by: hit.found_by.clone(),
    };
    SearchAnswer {
        query: request.text.clone(),
        accounts: found.accounts.iter().map(account).collect(),
        people: found.people.iter().map(person).collect(),
        prospects: found
            .prospects
            .iter()
            .map(|hit| ProspectHitAnswer {
                prospect: hit.id.to_string(),
                name: hit.name.clone(),
                city: Some(hit.city.clone()).filter(|city| !city.is_empty()),
                stage: hit.stage.code().to_owned(),
            })
            .collect(),
        competitors: found
            .competitors
            .iter()
            .map(|(id, name)| CompetitorHitAnswer {
                competitor: id.to_string(),
                name: name.clone(),
            })
            .collect(),
    }
}
