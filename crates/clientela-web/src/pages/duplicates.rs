//! Pairs that may be one: the list, the scan of the book, the merges that can be undone.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use clientela_app::list_duplicates::PairLine;
use clientela_app::pair_evidence::PairEvidence;
use clientela_domain::duplicates::{Agreement, FieldEvidence};
use clientela_domain::ids::{DuplicatePairId, MergeId};
use clientela_store::duplicate_pairs::{PairKind, PairState};
use clientela_texts::{Texts, format};

use super::duplicate_pair;
use super::shared::SelectOption;
use super::{done, similar};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{DuplicatesRequest, DuplicatesView, MergeView};

/// Pairs on a page.
const PER_PAGE: u64 = 50;

/// Seconds after which the page loads itself again without script while a scan runs.
const REFRESH_SECONDS: u32 = 2;

/// Reasons named in one line.
const REASONS_SHOWN: usize = 4;

#[derive(Template)]
#[template(path = "duplicates.html")]
struct DuplicatesPage {
    frame: Frame,
    t: Texts,
    request: DuplicatesRequest,
    view: DuplicatesView,
}

#[derive(Template)]
#[template(path = "duplicates_progress.html")]
struct ProgressPart {
    t: Texts,
    counts: (u64, u64),
}

struct PairRow {
    compare: String,
    first: String,
    first_about: String,
    second: String,
    second_about: String,
    chance: String,
    verdict: String,
    reasons: String,
    deed: String,
}

struct MergeRow {
    sentence: String,
    href: String,
    day: String,
    by: String,
    undo: String,
}

/// The addresses of duplicates.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::DUPLICATES, get(list))
        .route(urls::DUPLICATES_SCAN, post(scan))
        .route(urls::DUPLICATES_PROGRESS, get(progress))
        .route(urls::DUPLICATES_CHOSEN, get(chosen))
        .route("/duplicates/pairs/{id}/different", post(different))
        .route("/duplicates/pairs/{id}/reopen", post(reopen))
        .route("/duplicates/merges/{id}/undo", post(undo))
        .route(urls::ACCOUNTS_SIMILAR, get(similar::accounts))
        .route(urls::PEOPLE_SIMILAR, get(similar::people))
        .route(
            "/accounts/{id}/same-as/{other}",
            get(duplicate_pair::accounts).post(duplicate_pair::merge_accounts),
        )
        .route(
            "/people/{id}/same-as/{other}",
            get(duplicate_pair::people).post(duplicate_pair::merge_people),
        )
        .route("/accounts/{id}/codes", post(duplicate_pair::give_code))
}

fn request_of(query: &str) -> DuplicatesRequest {
    let fields = Fields::parse(query);
    DuplicatesRequest {
        kind: PairKind::from_code(fields.get("kind")).unwrap_or(PairKind::Account),
        state: PairState::from_code(fields.get("state")).unwrap_or(PairState::Open),
        page: fields.get("page").parse().unwrap_or(1).max(1),
        per_page: PER_PAGE,
    }
}

/// `GET /duplicates`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let request = request_of(&visitor.query);
    let view = state.desk.duplicates(&visitor.user, request).await?;
    let mut frame = visitor.frame(visitor.t.get("duplicates-title"), Area::Duplicates);
    frame.refresh_seconds = view.running.map(|_| REFRESH_SECONDS);
    let page = DuplicatesPage {
        frame,
        t: visitor.t,
        request,
        view,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /duplicates/chosen`: two records somebody names, side by side.
async fn chosen(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let fields = Fields::parse(&visitor.query);
    let kind = PairKind::from_code(fields.get("kind")).unwrap_or(PairKind::Account);
    let wanted = (fields.get("one"), fields.get("other"));
    match state.desk.find_two(&visitor.user, kind, wanted).await? {
        Some((one, other)) => {
            let to = urls::same_as(kind, one, other, None);
            Ok(Redirect::to(&to).into_response())
        }
        None => {
            let back = urls::duplicates_of(kind.code(), "");
            Ok(done(&visitor, &back, "duplicates-not-two"))
        }
    }
}

/// `POST /duplicates/scan`
async fn scan(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(_): CheckedForm,
) -> Result<Response, WebError> {
    let message = match state.desk.start_scan(&visitor.user).await {
        Ok(()) => "duplicates-scan-begun",
        // It runs already: the page shows how far it is.
        Err(DeskError::Conflict) => "duplicates-scan-runs",
        Err(other) => return Err(other.into()),
    };
    Ok(done(&visitor, urls::DUPLICATES, message))
}

/// `GET /duplicates/progress`: the part htmx asks for; once finished it sends the page anew.
async fn progress(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    match state.desk.scan_progress(&visitor.user).await? {
        Some(counts) => Ok(render(&ProgressPart {
            t: visitor.t,
            counts,
        })?
        .into_response()),
        None => {
            let headers = [("HX-Redirect", urls::DUPLICATES)];
            Ok((StatusCode::OK, headers, "").into_response())
        }
    }
}

/// `POST /duplicates/pairs/{id}/different`
async fn different(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(_): CheckedForm,
) -> Result<Response, WebError> {
    let id = DuplicatePairId::parse(&id).ok_or(WebError::NotFound)?;
    state.desk.hold_different(&visitor.user, id, true).await?;
    Ok(done(
        &visitor,
        urls::DUPLICATES,
        "duplicates-held-different",
    ))
}

/// `POST /duplicates/pairs/{id}/reopen`
async fn reopen(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(_): CheckedForm,
) -> Result<Response, WebError> {
    let id = DuplicatePairId::parse(&id).ok_or(WebError::NotFound)?;
    state.desk.hold_different(&visitor.user, id, false).await?;
    Ok(done(&visitor, urls::DUPLICATES, "duplicates-reopened"))
}

/// `POST /duplicates/merges/{id}/undo`
async fn undo(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(_): CheckedForm,
) -> Result<Response, WebError> {
    let id = MergeId::parse(&id).ok_or(WebError::NotFound)?;
    let merge = state.desk.unmerge(&visitor.user, id).await?;
    let to = urls::same_as(merge.kind, merge.kept, merge.gone, Some(merge.kept));
    Ok(done(&visitor, &to, "duplicates-unmerged"))
}

/// Name of a field that was compared.
pub(super) fn field_name(t: Texts, line: &FieldEvidence) -> String {
    t.get(line.field.message_id()).into_owned()
}

/// What speaks for one, in words: „ЕИК – еднакви; име – почти еднакви (0,93)“.
pub(super) fn reasons_text(t: Texts, evidence: &PairEvidence) -> String {
    let reasons = evidence.reasons();
    let said = reasons.iter().take(REASONS_SHOWN).map(|line| {
        let similarity = line.similarity.unwrap_or_default();
        let similarity = format::decimal(t.language, similarity, 2);
        let id = match line.agreement {
            Agreement::Equal => "duplicate-reason-equal",
            Agreement::Near => "duplicate-reason-near",
            _ => "duplicate-reason-partial",
        };
        let field = field_name(t, line);
        t.with(id, &[("field", &field), ("similarity", &similarity)])
    });
    let mut said: Vec<String> = said.collect();
    if evidence.legal_forms_differ {
        said.push(t.get("duplicate-reason-forms-differ").into_owned());
    }
    said.join("; ")
}

/// The chance that two are one, in percent.
pub(super) fn chance(t: Texts, probability: f64) -> String {
    format::share(t.language, probability)
}

impl DuplicatesPage {
    fn may_edit(&self) -> bool {
        self.frame.user.as_ref().is_some_and(|user| user.may_edit)
    }

    fn may_scan(&self) -> bool {
        self.frame.user.as_ref().is_some_and(|user| user.may_import)
    }

    fn kinds(&self) -> Vec<SelectOption> {
        let (accounts, people) = self.view.open;
        let tab = |kind: PairKind, id: &str, count: u64| SelectOption {
            value: urls::duplicates_of(kind.code(), ""),
            name: self.t.with1(id, "count", count),
            selected: self.request.kind == kind,
        };
        vec![
            tab(PairKind::Account, "duplicates-of-accounts", accounts),
            tab(PairKind::Person, "duplicates-of-people", people),
        ]
    }

    fn states(&self) -> Vec<SelectOption> {
        let option = |state: &PairState| SelectOption {
            value: urls::duplicates_of(self.request.kind.code(), state.code()),
            name: self
                .t
                .get(&format!("duplicates-state-{}", state.code()))
                .into_owned(),
            selected: self.request.state == *state,
        };
        [PairState::Open, PairState::Different]
            .iter()
            .map(option)
            .collect()
    }

    fn rows(&self) -> Vec<PairRow> {
        self.view
            .list
            .pairs
            .iter()
            .map(|line| self.row(line))
            .collect()
    }

    fn row(&self, line: &PairLine) -> PairRow {
        let step = match line.pair.state {
            PairState::Open => "different",
            _ => "reopen",
        };
        PairRow {
            compare: urls::same_as(line.pair.kind, line.first.id, line.second.id, None),
            first: line.first.name.clone(),
            first_about: line.first.about.clone(),
            second: line.second.name.clone(),
            second_about: line.second.about.clone(),
            chance: chance(self.t, line.pair.probability),
            verdict: self.t.get(line.evidence.verdict.message_id()).into_owned(),
            reasons: reasons_text(self.t, &line.evidence),
            deed: urls::duplicate_pair_step(line.pair.id, step),
        }
    }

    fn deed_name(&self) -> String {
        let id = match self.request.state {
            PairState::Open => "duplicates-different",
            _ => "duplicates-reopen",
        };
        self.t.get(id).into_owned()
    }

    fn is_open(&self) -> bool {
        self.request.state == PairState::Open
    }

    fn merges(&self) -> Vec<MergeRow> {
        self.view.merges.iter().map(|one| self.merge(one)).collect()
    }

    fn merge(&self, one: &MergeView) -> MergeRow {
        let merge = &one.merge;
        MergeRow {
            sentence: self.t.with(
                "duplicates-merge-sentence",
                &[("gone", &merge.gone_name), ("kept", &merge.kept_name)],
            ),
            href: match merge.kind {
                PairKind::Account => format!("{}/{}", urls::ACCOUNTS, merge.kept),
                PairKind::Person => format!("{}/{}", urls::PEOPLE, merge.kept),
            },
            day: format::day(self.t.language, one.day),
            by: one.by.clone(),
            undo: if one.open && self.may_edit() {
                urls::merge_undo(merge.id)
            } else {
                String::new()
            },
        }
    }

    fn last_scan(&self) -> String {
        match &self.view.last_scan {
            Some(at) => {
                let day = format::day(self.t.language, at.date());
                let at = format!("{day} {:02}:{:02}", at.hour(), at.minute());
                self.t.with1("duplicates-last-scan", "at", at)
            }
            None => self.t.get("duplicates-never-scanned").into_owned(),
        }
    }

    fn progress(&self) -> Markup {
        let Some(counts) = self.view.running else {
            return Markup::default();
        };
        let part = ProgressPart { t: self.t, counts };
        Markup::safe(part.render().unwrap_or_default())
    }

    fn page_address(&self, page: u64) -> String {
        let kind = self.request.kind.code();
        let state = self.request.state.code();
        let page = page.to_string();
        let query = [("kind", kind), ("state", state), ("page", page.as_str())];
        urls::with_query(urls::DUPLICATES, &query)
    }

    fn before(&self) -> String {
        match self.request.page {
            0 | 1 => String::new(),
            page => self.page_address(page - 1),
        }
    }

    fn after(&self) -> String {
        if self.request.page.saturating_mul(PER_PAGE) < self.view.list.total {
            self.page_address(self.request.page + 1)
        } else {
            String::new()
        }
    }
}

impl ProgressPart {
    fn percent(&self) -> u64 {
        let (done, total) = self.counts;
        (done * 100).checked_div(total).unwrap_or(0)
    }

    fn text(&self) -> String {
        match self.counts {
            (_, 0) => self.t.get("duplicates-scan-reads").into_owned(),
            (done, total) => self.t.with(
                "duplicates-scan-progress",
                &[("done", &done), ("total", &total)],
            ),
        }
    }
}
