//! Agreements as a list, one with everything about it, what ends soon, and what waits for the director.

use std::collections::HashMap;

use clientela_domain::agreements::{
    AgreementState, ApprovalState, Clause, Phase, Renewal, TermChange, changes, renewal,
};
use clientela_domain::day::Date;
use clientela_domain::estimate::Estimate;
use clientela_domain::execution::TermState;
use clientela_domain::ids::{AccountId, AgreementId, ClauseId, PersonId, UserId};
use clientela_domain::why::Why;
use clientela_store::agreements::{
    self, Agreement, AgreementFilter, AgreementKey, ClauseMeasure, Round, TermsVersion,
};
use clientela_store::attachments::{self, AttachedTo, Attachment};
use clientela_store::{Permission, Viewer, names_of};
use uuid::Uuid;

use crate::context::Context;
use crate::error::AppError;
use crate::follow_agreements::{evidence, unknown_reason};
use crate::keep_agreements::show_agreement;

/// Most terms shown to the director at once.
const WAITING_MAX: u64 = 500;

/// Which agreements.
#[derive(Clone, Debug, Default)]
pub struct AgreementQuery {
    /// Of which client.
    pub account: Option<AccountId>,
    /// Of which colleague.
    pub owner: Option<UserId>,
    /// In which states; in any but withdrawn when empty.
    pub states: Vec<AgreementState>,
    /// Only those the newest terms of which stand so to the limits.
    pub approval: Option<ApprovalState>,
    /// Only those of which a clause stands so.
    pub clause: Option<TermState>,
    /// Ending on or after this day.
    pub ends_from: Option<Date>,
    /// Ending up to this day.
    pub ends_to: Option<Date>,
    /// Words in number or title.
    pub search: String,
    /// After this one.
    pub cursor: Option<AgreementKey>,
    /// At most so many.
    pub limit: u64,
}

/// A clause that binds us, and how it stands.
#[derive(Clone, Debug)]
pub struct ClauseLine {
    /// The clause.
    pub clause: Clause,
    /// How it stands in the latest period that says something.
    pub state: TermState,
    /// What was measured.
    pub actual: Estimate,
    /// How that came about.
    pub why: Why,
    /// Its measures, the latest period first.
    pub measures: Vec<ClauseMeasure>,
}

/// An agreement with its names.
#[derive(Clone, Debug)]
pub struct AgreementLine {
    /// The agreement.
    pub agreement: Agreement,
    /// Name of its client.
    pub account_name: String,
    /// Name of our person; empty without one.
    pub owner_name: String,
    /// Name of who wrote the newest terms; empty without one.
    pub terms_by_name: String,
    /// When it ends, by the terms that bind us (the newest while none do).
    pub renewal: Renewal,
    /// Its clauses: of the terms that bind us, or of the newest while none do.
    pub clauses: Vec<ClauseLine>,
    /// This viewer may decide about its newest terms.
    pub may_decide: bool,
    /// This viewer may withdraw it, or take that back.
    pub may_withdraw: bool,
}

impl AgreementLine {
    /// The worst state of its clauses; `None` without clauses.
    #[must_use]
    pub fn worst(&self) -> Option<TermState> {
        worst(self.clauses.iter().map(|line| line.state))
    }
}

/// The worst of states; `None` of none.
#[must_use]
pub fn worst(states: impl Iterator<Item = TermState>) -> Option<TermState> {
    let rank = |state: &TermState| match state {
        TermState::Breached => 0,
        TermState::AtRisk => 1,
        TermState::Unknown => 2,
        TermState::Kept => 3,
    };
    states.min_by_key(rank)
}

/// A page of agreements.
#[derive(Clone, Debug, Default)]
pub struct AgreementPage {
    /// The agreements.
    pub lines: Vec<AgreementLine>,
    /// Where the next page begins.
    pub next: Option<AgreementKey>,
    /// How many fit.
    pub matching: u64,
}

/// A version of the terms with its names and what it changed.
#[derive(Clone, Debug)]
pub struct VersionLine {
    /// The version.
    pub version: TermsVersion,
    /// Name of who wrote it.
    pub author_name: String,
    /// Name of who decided about it.
    pub decider_name: String,
    /// What differs from the one before; empty for the first.
    pub changes: Vec<TermChange>,
}

/// A round with its names.
#[derive(Clone, Debug)]
pub struct RoundLine {
    /// The round.
    pub round: Round,
    /// Name of our person; empty without one.
    pub user_name: String,
    /// Name of theirs; empty without one.
    pub person_name: String,
}

/// An agreement with everything about it.
#[derive(Clone, Debug)]
pub struct AgreementView {
    /// The agreement.
    pub line: AgreementLine,
    /// Its versions, the newest first.
    pub versions: Vec<VersionLine>,
    /// Its rounds, the latest first.
    pub rounds: Vec<RoundLine>,
    /// Its files.
    pub files: Vec<Attachment>,
    /// The files of its client that could belong to it.
    pub account_files: Vec<Attachment>,
    /// Names of colleagues that stand in its terms.
    pub users: HashMap<UserId, String>,
}

/// A page of agreements the viewer may see, the earliest end first.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_agreements(
    context: &Context,
    viewer: &Viewer,
    query: &AgreementQuery,
) -> Result<AgreementPage, AppError> {
    let read = context.store.read(viewer);
    let filter = filter_of(query);
    let mut found = agreements::list(&read, &filter, query.cursor, query.limit + 1).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| AgreementKey {
        day: last.agreement.terms.valid_to,
        id: last.id.0,
    });
    Ok(AgreementPage {
        lines: with_names(context, viewer, found).await?,
        next,
        matching: agreements::count(&read, &filter).await?,
    })
}

fn filter_of(query: &AgreementQuery) -> AgreementFilter {
    let all = AgreementState::ALL.iter().copied();
    AgreementFilter {
        account: query.account,
        owner: query.owner,
        states: if query.states.is_empty() {
            all.filter(|state| *state != AgreementState::Withdrawn)
                .collect()
        } else {
            query.states.clone()
        },
        approval: query.approval,
        clause: query.clause,
        ends_from: query.ends_from,
        ends_to: query.ends_to,
        search: query.search.clone(),
    }
}

/// Agreements in force of which the day of notice or the end is near, by that day: of one client, or of all the
/// viewer sees.
///
/// # Errors
/// When the book cannot answer.
pub async fn renewals(
    context: &Context,
    viewer: &Viewer,
    account: Option<AccountId>,
) -> Result<Vec<AgreementLine>, AppError> {
    let read = context.store.read(viewer);
    let found = agreements::in_force(&read, account).await?;
    let lines = with_names(context, viewer, found).await?;
    let mut near: Vec<AgreementLine> = lines
        .into_iter()
        .filter(|line| line.renewal.phase.asks() || line.renewal.phase == Phase::Over)
        .collect();
    near.sort_by_key(|line| {
        let day = line.renewal.notice_by.or(line.renewal.ends);
        (day, line.agreement.id)
    });
    Ok(near)
}

/// Agreements the newest terms of which wait for the director, the longest waiting first.
///
/// # Errors
/// When the book cannot answer.
pub async fn waiting_terms(
    context: &Context,
    viewer: &Viewer,
) -> Result<Vec<AgreementLine>, AppError> {
    let read = context.store.read(viewer);
    let found = agreements::waiting(&read, WAITING_MAX).await?;
    with_names(context, viewer, found).await
}

/// One agreement with its names.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_agreement_line(
    context: &Context,
    viewer: &Viewer,
    id: AgreementId,
) -> Result<AgreementLine, AppError> {
    let found = show_agreement(context, viewer, id).await?;
    let lines = with_names(context, viewer, vec![found]).await?;
    let line = lines.into_iter().next();
    line.ok_or(AppError::NotFound("agreement"))
}

/// One agreement with everything about it.
///
/// # Errors
/// As [`show_agreement_line`].
pub async fn view_agreement(
    context: &Context,
    viewer: &Viewer,
    id: AgreementId,
) -> Result<AgreementView, AppError> {
    let line = show_agreement_line(context, viewer, id).await?;
    let read = context.store.read(viewer);
    let users = colleague_names(context, viewer).await?;
    let name = |user: Option<UserId>| {
        let found = user.and_then(|user| users.get(&user).cloned());
        found.unwrap_or_default()
    };
    let versions = agreements::versions_of(&read, id).await?;
    let mut told = Vec::with_capacity(versions.len());
    for (at, version) in versions.iter().enumerate() {
        let earlier = versions.get(at + 1);
        told.push(VersionLine {
            author_name: name(version.made_by),
            decider_name: name(version.decided.map(|(user, _)| user)),
            changes: earlier
                .map_or_else(Vec::new, |earlier| changes(&earlier.terms, &version.terms)),
            version: version.clone(),
        });
    }
    let rounds = agreements::rounds_of(&read, id).await?;
    let with: Vec<PersonId> = rounds
        .iter()
        .filter_map(|one| one.round.person_id)
        .collect();
    let people = names_of::people(&read, &with).await?;
    let round = |round: Round| RoundLine {
        user_name: name(round.round.user_id),
        person_name: round
            .round
            .person_id
            .and_then(|person| people.get(&person).cloned())
            .unwrap_or_default(),
        round,
    };
    let account = AttachedTo::Account(line.agreement.agreement.account_id);
    let account_files = attachments::of(&read, &[account]).await?;
    let own = &line.agreement.agreement.files;
    Ok(AgreementView {
        versions: told,
        rounds: rounds.into_iter().map(round).collect(),
        files: account_files
            .iter()
            .filter(|file| own.contains(&file.id))
            .cloned()
            .collect(),
        account_files,
        users,
        line,
    })
}

async fn colleague_names(
    context: &Context,
    viewer: &Viewer,
) -> Result<HashMap<UserId, String>, AppError> {
    let colleagues = context.colleagues(viewer).await?;
    let name = |one: &names_of::Colleague| (one.id, one.name.clone());
    Ok(colleagues.iter().map(name).collect())
}

/// Agreements with names, and the clauses that bind us with their measures.
async fn with_names(
    context: &Context,
    viewer: &Viewer,
    found: Vec<Agreement>,
) -> Result<Vec<AgreementLine>, AppError> {
    let read = context.store.read(viewer);
    let today = context.clock.today();
    let state = context.book_state(viewer).await?;
    let users = colleague_names(context, viewer).await?;
    let ids: Vec<AgreementId> = found.iter().map(|one| one.id).collect();
    let behind: Vec<AgreementId> = found
        .iter()
        .filter(|one| one.standing.is_some() && one.standing != Some(one.latest))
        .map(|one| one.id)
        .collect();
    let mut standing = agreements::standing_terms(&read, &behind).await?;
    let mut measures: HashMap<ClauseId, Vec<ClauseMeasure>> = HashMap::new();
    for (_, measure) in agreements::measures_of(&read, &ids).await? {
        measures
            .entry(measure.measured.clause)
            .or_default()
            .push(measure);
    }
    let name = |user: Option<UserId>| {
        let found = user.and_then(|user| users.get(&user).cloned());
        found.unwrap_or_default()
    };
    let mut lines = Vec::with_capacity(found.len());
    for agreement in found {
        let own = &agreement.agreement;
        let terms = standing
            .remove(&agreement.id)
            .unwrap_or_else(|| own.terms.clone());
        let theirs = [agreement.created_by, agreement.terms_by, own.owner_id];
        let is_own = viewer.user.is_some() && theirs.contains(&viewer.user);
        let clauses = terms.clauses.iter().map(|clause| {
            let measures = measures.remove(&clause.id).unwrap_or_default();
            clause_line(clause, measures)
        });
        lines.push(AgreementLine {
            account_name: state.directory.name_of(own.account_id).to_owned(),
            owner_name: name(own.owner_id),
            terms_by_name: name(agreement.terms_by),
            renewal: renewal(&terms, today),
            clauses: clauses.collect(),
            may_decide: agreement.approval == ApprovalState::Waiting
                && !matches!(
                    agreement.state,
                    AgreementState::Ended | AgreementState::Withdrawn
                )
                && viewer.may(Permission::ApproveTerms)
                && !is_own,
            may_withdraw: viewer.may(Permission::EditAccounts)
                && ((viewer.user.is_some() && viewer.user == agreement.created_by)
                    || viewer.may(Permission::EditOthersWords)),
            agreement,
        });
    }
    Ok(lines)
}

/// How a clause stands by its latest measure.
fn clause_line(clause: &Clause, measures: Vec<ClauseMeasure>) -> ClauseLine {
    let latest = measures.iter().find(|one| one.measured.is_latest);
    let latest = latest.map(|one| &one.measured);
    let actual = match latest.map(|one| (one.actual, one.reason.as_str())) {
        Some((Some((low, high)), _)) => Estimate::between(low, high),
        Some((None, reason)) => Estimate::Unknown(unknown_reason(reason)),
        None => Estimate::Unknown("unknown-not-measured"),
    };
    ClauseLine {
        state: latest.map_or(TermState::Unknown, |one| one.state),
        why: evidence(clause, latest),
        actual,
        measures,
        clause: clause.clone(),
    }
}

/// A place in the list as addresses carry it.
#[must_use]
pub fn cursor_text(key: &AgreementKey) -> String {
    let day = key.day.map(|day| day.to_string()).unwrap_or_default();
    format!("{day}_{}", key.id)
}

/// The place of an address; `None` for anything else.
#[must_use]
pub fn read_cursor(text: &str) -> Option<AgreementKey> {
    let (day, id) = text.split_once('_')?;
    Some(AgreementKey {
        day: match day {
            "" => None,
            day => Some(day.parse().ok()?),
        },
        id: Uuid::try_parse(id).ok()?,
    })
}
