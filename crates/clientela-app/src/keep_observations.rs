//! People jot down what they see and read, and later say what became of it: a prospect, evidence, a note, nothing.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ObservationId, ProspectId};
use clientela_domain::prospects::{Answer, ObservationState, Question, SourceKind, captured};
use clientela_store::notes::{self, NewNote};
use clientela_store::observations::{self, Observation, Turning};
use clientela_store::prospects::{self, GivenAnswer, NewProspect, NewSource};
use clientela_store::reading::{self, Publication};
use clientela_store::{Permission, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_obligations::{OBLIGATION_CHARACTERS_MAX, past_day};
use crate::keep_prospects::{ProspectDraft, checked};
use crate::log_interaction::{invalid, words};
use crate::mention_words::mentions_in;

/// An observation with names.
#[derive(Clone, Debug)]
pub struct ObservationLine {
    /// The observation.
    pub observation: Observation,
    /// Name of whoever jotted it down; empty for the program itself.
    pub author_name: String,
    /// Name of the prospect it led to; empty without one the viewer sees.
    pub prospect_name: String,
    /// Name of the client it led to; empty without one the viewer sees.
    pub account_name: String,
    /// Name of what it was read in; empty for what own eyes saw.
    pub publication_name: String,
    /// Earlier ones that say the same.
    pub twins: usize,
}

/// What was jotted down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jotted {
    /// Which one.
    pub id: ObservationId,
    /// Others said the same before.
    pub said_before: usize,
}

/// What becomes of an observation, as somebody says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TurnDraft {
    /// A new prospect; its name is what the line begins with when empty.
    Prospect {
        /// Name of the organisation.
        name: String,
    },
    /// Evidence for a question about a prospect, by its name or id.
    Evidence {
        /// Which prospect.
        prospect: String,
        /// Which question.
        question: Option<Question>,
        /// What it says about it.
        answer: Option<Answer>,
    },
    /// A note on a client, by its name, code or id.
    Note {
        /// Which client.
        client: String,
    },
    /// Nothing, for a reason.
    SetAside {
        /// Why.
        reason: String,
    },
    /// It is looked at again.
    Reopen,
}

/// Jots a line down; the day is as typed, today when empty.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::Forbidden`].
pub async fn observe(
    context: &Context,
    viewer: &Viewer,
    (line, day): (&str, &str),
) -> Result<Jotted, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let line = words("line", line, OBLIGATION_CHARACTERS_MAX)?;
    let day = past_day("day", day, context.clock.today())?;
    let said_before = observations::twins(&context.store.read(viewer), &line).await?;
    let written = context.store.write_with(viewer, line, move |tx, line| {
        Box::pin(observations::create(tx, (line, day)))
    });
    Ok(Jotted {
        id: written.await?,
        said_before: said_before.len(),
    })
}

/// Observations in a state, or all of them, the newest first.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_observations(
    context: &Context,
    viewer: &Viewer,
    state: Option<ObservationState>,
) -> Result<Vec<ObservationLine>, AppError> {
    let read = context.store.read(viewer);
    let all = observations::list(&read, None).await?;
    let mut said: HashMap<String, usize> = HashMap::new();
    let mut earlier: HashMap<ObservationId, usize> = HashMap::new();
    for one in all.iter().rev() {
        let folded = clientela_domain::names::fold(&one.line);
        let before = said.entry(folded).or_default();
        earlier.insert(one.id, *before);
        *before += 1;
    }
    let wanted = match state {
        None => all,
        Some(_) => observations::list(&read, state).await?,
    };
    let mut lines = Vec::new();
    for one in wanted {
        let twins = earlier.get(&one.id).copied().unwrap_or_default();
        lines.push(named(context, viewer, one, twins).await?);
    }
    Ok(lines)
}

/// Every observation the viewer may see, the newest first, however many there are.
///
/// # Errors
/// When the book cannot answer.
pub async fn all_observations(
    context: &Context,
    viewer: &Viewer,
) -> Result<Vec<ObservationLine>, AppError> {
    let read = context.store.read(viewer);
    let mut lines = Vec::new();
    let mut before = None;
    loop {
        let page = observations::page(&read, None, before).await?;
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        for one in page {
            lines.push(named(context, viewer, one, 0).await?);
        }
    }
    Ok(lines)
}

async fn named(
    context: &Context,
    viewer: &Viewer,
    observation: Observation,
    twins: usize,
) -> Result<ObservationLine, AppError> {
    let state = context.book_state(viewer).await?;
    let prospect = match observation.turned.prospect_id {
        Some(id) => prospects::get(&context.store.read(viewer), id).await?,
        None => None,
    };
    let publication = publication_of(context, viewer, &observation).await?;
    let account = observation.turned.account_id;
    let author = observation.author_id;
    let author = author.and_then(|id| state.directory.colleague_name(id));
    Ok(ObservationLine {
        author_name: author.unwrap_or_default().to_owned(),
        prospect_name: prospect.map(|one| one.prospect.name).unwrap_or_default(),
        account_name: account
            .map(|id| state.directory.name_of(id).to_owned())
            .unwrap_or_default(),
        publication_name: publication
            .map(|one| one.publication.name)
            .unwrap_or_default(),
        twins,
        observation,
    })
}

/// What an observation was read in.
async fn publication_of(
    context: &Context,
    viewer: &Viewer,
    of: &Observation,
) -> Result<Option<Publication>, AppError> {
    Ok(match of.publication_id {
        Some(id) => reading::get(&context.store.read(viewer), id).await?,
        None => None,
    })
}

/// One observation.
///
/// # Errors
/// [`AppError::NotFound`] when there is none.
pub async fn show_observation(
    context: &Context,
    viewer: &Viewer,
    id: ObservationId,
) -> Result<ObservationLine, AppError> {
    let read = context.store.read(viewer);
    let found = observations::get(&read, id).await?;
    let found = found.ok_or(AppError::NotFound("observation"))?;
    let twins = observations::twins(&read, &found.line).await?;
    let earlier = twins.iter().filter(|one| one.id < id).count();
    named(context, viewer, found, earlier).await
}

/// What is written besides the observation itself.
enum Written {
    Prospect(Box<(NewProspect, NewSource)>),
    Evidence(ProspectId, i64, GivenAnswer),
    Note(AccountId, NewNote),
    Nothing(ObservationState, String),
}

/// Says what became of an observation that was read at `version`; returns the new version.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotNow`] where something became of it already;
/// [`AppError::Stale`]; [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn turn_observation(
    context: &Context,
    viewer: &Viewer,
    (id, version): (ObservationId, i64),
    draft: &TurnDraft,
) -> Result<i64, AppError> {
    let before = show_observation(context, viewer, id).await?.observation;
    viewer.require(Permission::EditAccounts)?;
    let written = match draft {
        TurnDraft::Prospect { name } => {
            let read_in = publication_of(context, viewer, &before).await?;
            prospect(context, viewer, (&before, read_in.as_ref()), name)?
        }
        TurnDraft::Evidence {
            prospect,
            question,
            answer,
        } => evidence(context, viewer, &before, prospect, (*question, *answer)).await?,
        TurnDraft::Note { client } => note(context, viewer, &before, client).await?,
        TurnDraft::SetAside { reason } => {
            let reason = words("reason", reason, OBLIGATION_CHARACTERS_MAX)?;
            Written::Nothing(ObservationState::SetAside, reason)
        }
        TurnDraft::Reopen => Written::Nothing(ObservationState::New, String::new()),
    };
    let turned = context
        .store
        .write_with(viewer, written, move |tx, written| {
            Box::pin(async move {
                let mut to = Turning {
                    state: ObservationState::New,
                    reason: String::new(),
                    prospect_id: None,
                    account_id: None,
                };
                match written {
                    Written::Prospect(whole) => {
                        let (new, source) = whole.as_ref();
                        let sources = std::slice::from_ref(source);
                        to.state = ObservationState::Prospect;
                        to.prospect_id = Some(prospects::create(tx, new, sources).await?);
                    }
                    Written::Evidence(prospect, at, given) => {
                        prospects::answer(tx, *prospect, given, *at).await?;
                        to.state = ObservationState::Evidence;
                        to.prospect_id = Some(*prospect);
                    }
                    Written::Note(account, note) => {
                        notes::create(tx, note).await?;
                        to.state = ObservationState::Note;
                        to.account_id = Some(*account);
                    }
                    Written::Nothing(state, reason) => {
                        to.state = *state;
                        to.reason.clone_from(reason);
                    }
                }
                observations::turn(tx, (id, version), &to).await
            })
        });
    Ok(turned.await?)
}

fn prospect(
    context: &Context,
    viewer: &Viewer,
    (of, read_in): (&Observation, Option<&Publication>),
    name: &str,
) -> Result<Written, AppError> {
    let read = captured(&of.line);
    let (first, noticed) = read.map_or_else(
        || (String::new(), of.line.clone()),
        |read| (read.name, read.noticed),
    );
    let draft = ProspectDraft {
        name: match name.trim() {
            "" => first,
            name => name.to_owned(),
        },
        owner: viewer.user,
        ..ProspectDraft::default()
    };
    let source = NewSource {
        kind: read_in.map_or(SourceKind::Observation, |one| one.publication.kind.source()),
        channel: String::new(),
        day: of.day,
        person_id: None,
        account_id: None,
        campaign_id: None,
        publication_id: read_in.map(|one| one.id),
        batch_id: None,
        spotter_id: None,
        detail: if noticed.is_empty() {
            of.line.clone()
        } else {
            noticed
        },
        cost: None,
        currency: None,
    };
    let new = checked(&draft, context.clock.today())?;
    Ok(Written::Prospect(Box::new((new, source))))
}

async fn evidence(
    context: &Context,
    viewer: &Viewer,
    of: &Observation,
    prospect: &str,
    (question, answer): (Option<Question>, Option<Answer>),
) -> Result<Written, AppError> {
    let read = context.store.read(viewer);
    let typed = prospect.trim();
    if typed.is_empty() {
        return Err(invalid("prospect", "required", ""));
    }
    let found = match ProspectId::parse(typed) {
        Some(id) => Vec::from_iter(prospects::get(&read, id).await?),
        None => prospects::twins(&read, (typed, ""), None).await?,
    };
    let [found] = &found[..] else {
        return Err(invalid("prospect", "prospect-unknown", typed));
    };
    let answer = answer.filter(|answer| *answer != Answer::Unknown);
    let given = GivenAnswer {
        question: question.ok_or_else(|| invalid("question", "required", ""))?,
        answer: answer.ok_or_else(|| invalid("answer", "required", ""))?,
        evidence: of.line.clone(),
        day: of.day,
        author_id: viewer.user,
        created_at: viewer.at,
    };
    Ok(Written::Evidence(found.id, found.version, given))
}

async fn note(
    context: &Context,
    viewer: &Viewer,
    of: &Observation,
    client: &str,
) -> Result<Written, AppError> {
    let state = context.book_state(viewer).await?;
    let account = state.directory.find(client.trim());
    let account = account.ok_or_else(|| invalid("client", "client-unknown", client))?;
    let note = NewNote {
        account_id: Some(account),
        person_id: None,
        mentions: mentions_in(context, viewer, &of.line).await?,
        text: of.line.clone(),
        private: false,
    };
    Ok(Written::Note(account, note))
}

impl ObservationLine {
    /// On which day it was seen.
    #[must_use]
    pub const fn day(&self) -> Date {
        self.observation.day
    }
}
