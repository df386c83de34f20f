//! Threats to the business with clients: as a list, and by likelihood and effect.

use std::collections::HashMap;

use clientela_domain::ids::{AccountId, ThreatId, UserId};
use clientela_domain::search::Query;
use clientela_domain::troubles::{Degree, Grid, ThreatKind, ThreatState, Weight, grid, weight};
use clientela_store::Viewer;
use clientela_store::threats::{self, Threat, ThreatFilter, ThreatKey};
use uuid::Uuid;

use crate::answers::happenings::NamedAnswer;
use crate::answers::troubles::{ThreatAnswer, ThreatCellAnswer, ThreatGridAnswer, ThreatsAnswer};
use crate::context::Context;
use crate::error::AppError;
use crate::keep_threats::show_threat;

/// Which threats.
#[derive(Clone, Debug, Default)]
pub struct ThreatQuery {
    /// To the business with which client.
    pub account: Option<AccountId>,
    /// About what.
    pub kind: Option<ThreatKind>,
    /// How likely.
    pub likelihood: Option<Degree>,
    /// How bad.
    pub effect: Option<Degree>,
    /// Watched by which colleague.
    pub owner: Option<UserId>,
    /// In which states; in those that have not passed when empty.
    pub states: Vec<ThreatState>,
    /// Only those for which nothing is prepared.
    pub unprepared: bool,
    /// Only those whose likelihood or effect nobody judged.
    pub unjudged: bool,
    /// Words in it.
    pub search: String,
    /// After this one.
    pub cursor: Option<ThreatKey>,
    /// At most so many.
    pub limit: u64,
}

/// A threat with its names.
#[derive(Clone, Debug)]
pub struct ThreatLine {
    /// The threat.
    pub threat: Threat,
    /// How much it weighs; unknown while a degree is.
    pub weight: Option<Weight>,
    /// Name of its client.
    pub account_name: String,
    /// Name of our person; empty without one.
    pub owner_name: String,
}

/// A page of threats.
#[derive(Clone, Debug, Default)]
pub struct ThreatPage {
    /// The threats.
    pub lines: Vec<ThreatLine>,
    /// Where the next page begins.
    pub next: Option<ThreatKey>,
    /// How many fit.
    pub matching: u64,
}

fn filter_of(query: &ThreatQuery) -> ThreatFilter {
    let live = ThreatState::ALL.iter().copied();
    ThreatFilter {
        account: query.account,
        kind: query.kind,
        likelihood: query.likelihood,
        effect: query.effect,
        owner: query.owner,
        states: if query.states.is_empty() {
            live.filter(|state| state.is_live()).collect()
        } else {
            query.states.clone()
        },
        unprepared: query.unprepared,
        unjudged: query.unjudged,
        search: Query::for_texts(&query.search),
    }
}

/// A page of threats the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_threats(
    context: &Context,
    viewer: &Viewer,
    query: &ThreatQuery,
) -> Result<ThreatPage, AppError> {
    let read = context.store.read(viewer);
    let filter = filter_of(query);
    let mut found = threats::list(&read, &filter, query.cursor, query.limit + 1).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| ThreatKey {
        day: last.threat.day,
        id: last.id.0,
    });
    Ok(ThreatPage {
        lines: with_names(context, viewer, found).await?,
        next,
        matching: threats::count(&read, &filter).await?,
    })
}

/// Threats of a query that the viewer may see, by likelihood and effect; the place in the grid that the query
/// asks for is left aside.
///
/// # Errors
/// When the book cannot answer.
pub async fn threat_grid(
    context: &Context,
    viewer: &Viewer,
    query: &ThreatQuery,
) -> Result<Grid, AppError> {
    let whole = ThreatFilter {
        likelihood: None,
        effect: None,
        unjudged: false,
        ..filter_of(query)
    };
    let read = context.store.read(viewer);
    Ok(grid(threats::all_degrees(&read, &whole).await?))
}

/// Threats with the names of everybody in them.
async fn with_names(
    context: &Context,
    viewer: &Viewer,
    found: Vec<Threat>,
) -> Result<Vec<ThreatLine>, AppError> {
    let state = context.book_state(viewer).await?;
    let colleagues = context.colleagues(viewer).await?;
    let users: HashMap<UserId, &str> = colleagues
        .iter()
        .map(|colleague| (colleague.id, colleague.name.as_str()))
        .collect();
    let line = |threat: Threat| {
        let own = &threat.threat;
        let owner = own.owner_id.and_then(|id| users.get(&id).copied());
        let degrees = own.likelihood.zip(own.effect);
        ThreatLine {
            weight: degrees.map(|(likelihood, effect)| weight(likelihood, effect)),
            account_name: state.directory.name_of(own.account_id).to_owned(),
            owner_name: owner.unwrap_or_default().to_owned(),
            threat,
        }
    };
    Ok(found.into_iter().map(line).collect())
}

/// One threat with its names.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_threat_line(
    context: &Context,
    viewer: &Viewer,
    id: ThreatId,
) -> Result<ThreatLine, AppError> {
    let found = show_threat(context, viewer, id).await?;
    let lines = with_names(context, viewer, vec![found]).await?;
    let line = lines.into_iter().next();
    line.ok_or(AppError::NotFound("threat"))
}

/// A place in the list as addresses carry it.
#[must_use]
pub fn cursor_text(key: &ThreatKey) -> String {
    format!("{}_{}", key.day, key.id)
}

/// The place of an address; `None` for anything else.
#[must_use]
pub fn read_cursor(text: &str) -> Option<ThreatKey> {
    let (day, id) = text.split_once('_')?;
    Some(ThreatKey {
        day: day.parse().ok()?,
        id: Uuid::try_parse(id).ok()?,
    })
}

/// The grid as it leaves the program.
#[must_use]
pub fn grid_answer(grid: &Grid) -> ThreatGridAnswer {
    let cell = |cell: &clientela_domain::troubles::Cell| ThreatCellAnswer {
        likelihood: cell.likelihood.number(),
        effect: cell.effect.number(),
        weight: cell.weight.code().to_owned(),
        count: cell.count,
        unprepared: cell.unprepared,
    };
    ThreatGridAnswer {
        cells: grid.cells.iter().map(cell).collect(),
        unjudged: grid.unjudged,
    }
}

impl ThreatPage {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> ThreatsAnswer {
        ThreatsAnswer {
            threats: self.lines.iter().map(ThreatLine::answer).collect(),
            next: self.next.as_ref().map(cursor_text),
            matching: self.matching,
        }
    }
}

impl ThreatLine {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> ThreatAnswer {
        let own = &self.threat.threat;
        ThreatAnswer {
            id: self.threat.id.to_string(),
            account: NamedAnswer {
                id: own.account_id.to_string(),
                name: self.account_name.clone(),
            },
            kind: own.kind.code().to_owned(),
            what: own.what.clone(),
            likelihood: own.likelihood.map(Degree::number),
            effect: own.effect.map(Degree::number),
            weight: self.weight.map(|weight| weight.code().to_owned()),
            alternative: own.alternative.clone(),
            early_sign: own.early_sign.clone(),
            owner: own.owner_id.map(|id| NamedAnswer {
                id: id.to_string(),
                name: self.owner_name.clone(),
            }),
            day: own.day.to_string(),
            review_day: own.review_day.map(|day| day.to_string()),
            state: own.state.code().to_owned(),
            note: own.note.clone(),
            version: self.threat.version,
        }
    }
}
