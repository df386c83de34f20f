//! Competitors: all of them, and one as a card with where it stands and what was won and lost against it.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use clientela_app::export_market;
use clientela_domain::ids::{CompetitorId, MergeId};
use clientela_texts::{Texts, format};

use super::conflict::{self, Conflict, FieldVersion};
use super::done_with_undo;
use super::export::{Cell, Table};
use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, TypedForm, plain_option};
use super::market_words::{
    MarketTable, competitors_table, contests_table, positions_table, rate_counts, rate_value,
    reason_line,
};
use super::price_words::prices_table;
use super::shared::SelectOption;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::market::{CompetitorCard, CompetitorLine, CompetitorMerge, NewCompetitor};

/// The addresses of competitors.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::COMPETITORS, get(list))
        .route("/market/competitors.csv", get(csv))
        .route("/market/competitors.xlsx", get(xlsx))
        .route(urls::COMPETITOR_NEW, get(new).post(save))
        .route("/market/competitors/{id}", get(show).post(change))
        .route("/market/competitors/{id}/merge", post(merge))
        .route("/market/competitors/merges/{id}/undo", post(unmerge))
}

const NAMES: [&str; 4] = ["name", "strengths", "weaknesses", "note"];

#[derive(Template)]
#[template(path = "competitors.html")]
struct ListPage {
    frame: Frame,
    t: Texts,
    lines: Vec<CompetitorLine>,
    may_edit: bool,
}

impl ListPage {
    fn table(&self) -> MarketTable {
        competitors_table(self.t, &self.lines)
    }
}

/// `GET /market/competitors`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let page = ListPage {
        frame: visitor.frame(visitor.t.get("nav-competitors"), Area::Competitors),
        t: visitor.t,
        lines: state.desk.competitor_lines(&visitor.user).await?,
        may_edit: visitor.user.may_edit,
    };
    Ok(render(&page)?.into_response())
}

async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let lines = state.desk.competitor_lines(&visitor.user).await?;
    let row = |line| {
        let cells = export_market::competitor_row(line).into_iter();
        cells.map(Cell::Text).collect()
    };
    Ok(Table {
        name: "competitors",
        header: export_market::competitors_header(visitor.t),
        rows: lines.iter().map(row).collect(),
    })
}

/// `GET /market/competitors.csv`
async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    Ok(table(&state, &visitor).await?.csv())
}

/// `GET /market/competitors.xlsx`
async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

#[derive(Template)]
#[template(path = "competitor.html")]
struct CardPage {
    frame: Frame,
    t: Texts,
    /// Absent while one is written down.
    card: Option<CompetitorCard>,
    heading: String,
    rows: Vec<Vec<FormField>>,
    action: String,
    opened: Markup,
    version: Option<i64>,
    /// The others, each with its version, for a merge.
    others: Vec<SelectOption>,
    may_edit: bool,
    errors_shown: bool,
}

/// A competitor that was merged into this one.
struct MergedLine {
    name: String,
    /// The name it had, and when it was merged.
    said: String,
    /// Where it is undone; empty once it is too old.
    undo: String,
}

fn typed(of: &NewCompetitor) -> TypedForm {
    TypedForm::with(vec![
        ("name", of.name.clone()),
        ("strengths", of.strengths.clone()),
        ("weaknesses", of.weaknesses.clone()),
        ("note", of.note.clone()),
    ])
}

fn draft(form: &TypedForm) -> NewCompetitor {
    NewCompetitor {
        name: form.text("name"),
        strengths: form.text("strengths"),
        weaknesses: form.text("weaknesses"),
        note: form.text("note"),
    }
}

fn page(
    visitor: &SignedIn,
    card: Option<CompetitorCard>,
    (form, errors): (&TypedForm, &FieldErrors),
) -> CardPage {
    let t = visitor.t;
    let drawing = Drawing {
        t,
        prefix: "competitor",
        form,
        errors,
    };
    let competitor = card.as_ref().map(|card| &card.line.competitor);
    let heading = competitor.map_or_else(
        || t.get("competitor-new").into_owned(),
        |one| one.competitor.name.clone(),
    );
    CardPage {
        frame: visitor.frame(heading.clone(), Area::Competitors),
        t,
        heading,
        rows: vec![
            vec![drawing.required("name")],
            vec![drawing.lines("strengths"), drawing.lines("weaknesses")],
            vec![drawing.lines("note")],
        ],
        action: competitor.map_or_else(
            || urls::COMPETITOR_NEW.to_owned(),
            |one| urls::competitor(one.id),
        ),
        opened: Markup::default(),
        version: competitor.map(|one| one.version),
        others: Vec::new(),
        may_edit: visitor.user.may_edit,
        errors_shown: false,
        card,
    }
}

/// Other competitors than this one, each with the version at which it is read.
async fn others(
    state: &WebState,
    visitor: &SignedIn,
    id: CompetitorId,
) -> Result<Vec<SelectOption>, WebError> {
    let all = state.desk.competitors(&visitor.user).await?;
    let others = all.iter().filter(|one| one.id != id);
    Ok(others
        .map(|one| {
            let value = format!("{}_{}", one.id, one.version);
            plain_option(value, one.competitor.name.clone())
        })
        .collect())
}

impl CardPage {
    fn versions(&self) -> Vec<FieldVersion> {
        self.rows.iter().flatten().map(FieldVersion::of).collect()
    }

    fn open(mut self) -> Result<Response, WebError> {
        self.opened = conflict::opened(&self.versions());
        Ok(render(&self)?.into_response())
    }

    fn refused(mut self, opened: Markup) -> Result<Response, WebError> {
        self.opened = opened;
        self.errors_shown = true;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&self)?).into_response())
    }

    /// What is known of it: name and text.
    fn facts(&self) -> Vec<(String, String)> {
        let Some(card) = &self.card else {
            return Vec::new();
        };
        let t = self.t;
        let own = &card.line.competitor.competitor;
        let name = |id: &str| t.get(id).into_owned();
        let mut facts = vec![
            (name("competitor-strengths"), own.strengths.clone()),
            (name("competitor-weaknesses"), own.weaknesses.clone()),
            (name("competitor-clients"), card.line.clients.to_string()),
            (name("contests-rate"), rate_value(t, &card.line.rate)),
            (name("contests-title"), rate_counts(t, &card.line.rate)),
            (name("competitor-note"), own.note.clone()),
        ];
        facts.retain(|(_, text)| !text.is_empty());
        facts
    }

    fn positions(&self) -> MarketTable {
        let lines = self.card.as_ref().map(|card| card.positions.as_slice());
        positions_table(self.t, lines.unwrap_or_default(), true)
    }

    fn ending(&self) -> MarketTable {
        let lines = self.card.as_ref().map(|card| card.ending.as_slice());
        positions_table(self.t, lines.unwrap_or_default(), true)
    }

    /// Our price among its prices.
    fn prices(&self) -> MarketTable {
        let Some(card) = &self.card else {
            return prices_table(self.t, &[], &[]);
        };
        let id = card.line.competitor.id.to_string();
        prices_table(self.t, &card.prices, &[("competitor", &id)])
    }

    fn contests(&self) -> MarketTable {
        let lines = self.card.as_ref().map(|card| card.contests.as_slice());
        contests_table(self.t, lines.unwrap_or_default(), true)
    }

    fn reasons(&self) -> Vec<String> {
        let reasons = self.card.as_ref().map(|card| card.reasons.as_slice());
        let lines = reasons.unwrap_or_default().iter();
        lines.map(|one| reason_line(self.t, one)).collect()
    }

    /// Competitors that were merged into this one.
    fn merged(&self) -> Vec<MergedLine> {
        let Some(card) = &self.card else {
            return Vec::new();
        };
        let line = |one: &CompetitorMerge| {
            let day = jiff::tz::Offset::UTC.to_datetime(one.merged_at).date();
            let day = format::day(self.t.language, day);
            MergedLine {
                name: one.gone_name.clone(),
                said: self.t.with(
                    "competitor-merged-line",
                    &[("name", &one.gone_name), ("day", &day)],
                ),
                undo: if one.is_open(card.now) && self.may_edit {
                    urls::competitor_unmerge(one.id)
                } else {
                    String::new()
                },
            }
        };
        card.merges.iter().map(line).collect()
    }

    fn merge_action(&self) -> String {
        let card = self.card.as_ref();
        card.map(|card| urls::competitor_merge(card.line.competitor.id))
            .unwrap_or_default()
    }

    /// Where a record against this competitor is written down.
    fn against(&self, path: &str) -> String {
        match &self.card {
            Some(card) => urls::market_against(path, card.line.competitor.id),
            None => path.to_owned(),
        }
    }
}

/// `GET /market/competitors/new`
async fn new(visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let form = TypedForm::of(&Fields::parse(&visitor.query), &NAMES);
    page(&visitor, None, (&form, &Vec::new())).open()
}

/// `POST /market/competitors/new`
async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let form = TypedForm::of(&fields, &NAMES);
    match state
        .desk
        .write_competitor(&visitor.user, &draft(&form))
        .await
    {
        Ok(id) => Ok(Redirect::to(&urls::competitor(id)).into_response()),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            page(&visitor, None, (&form, &errors)).refused(Markup::default())
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /market/competitors/{id}`
async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = CompetitorId::parse(&id).ok_or(WebError::NotFound)?;
    let card = state.desk.competitor(&visitor.user, id).await?;
    let own = &card.line.competitor;
    let form = typed(&own.competitor);
    let others = others(&state, &visitor, own.id).await?;
    let mut page = page(&visitor, Some(card), (&form, &Vec::new()));
    page.others = others;
    page.open()
}

/// `POST /market/competitors/{id}`
async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let id = CompetitorId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let version = fields.get("version").parse().unwrap_or(0);
    let form = TypedForm::of(&fields, &NAMES);
    match desk
        .change_competitor(user, id, &draft(&form), version)
        .await
    {
        Ok(()) => done_with_undo(&state, &visitor, &urls::competitor(id), "saved").await,
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let card = desk.competitor(user, id).await?;
            let mut page = page(&visitor, Some(card), (&form, &errors));
            page.version = Some(version);
            page.refused(conflict::still_opened(&fields))
        }
        Err(DeskError::Conflict) => {
            let now = desk.competitor(user, id).await?;
            let competitor = now.line.competitor.clone();
            if competitor.version == version {
                return Err(WebError::Conflict);
            }
            let standing = typed(&competitor.competitor);
            let theirs = page(&visitor, Some(now.clone()), (&standing, &Vec::new()));
            let mine = page(&visitor, Some(now), (&form, &Vec::new()));
            let conflict = Conflict {
                name: competitor.competitor.name,
                area: Area::Competitors,
                record: ("competitor", id.to_string()),
                action: urls::competitor(id),
                back: urls::competitor(id),
                version: competitor.version,
                fields: &fields,
                mine: mine.versions(),
                theirs: theirs.versions(),
            };
            conflict::page(&state, &visitor, conflict).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /market/competitors/{id}/merge`
async fn merge(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let id = CompetitorId::parse(&id).ok_or(WebError::NotFound)?;
    let version = fields.get("version").parse().unwrap_or(0);
    let gone = fields.get("gone").split_once('_');
    let gone =
        gone.and_then(|(id, version)| Some((CompetitorId::parse(id)?, version.parse().ok()?)));
    let unknown = || DeskError::Invalid {
        field: "gone",
        message: "field-competitor-unknown",
    };
    let gone = gone.ok_or_else(unknown)?;
    let (desk, user) = (&state.desk, &visitor.user);
    desk.merge_competitors(user, (id, version), gone).await?;
    let there = urls::competitor(id);
    Ok(Redirect::to(&there).into_response())
}

/// `POST /market/competitors/merges/{id}/undo`
async fn unmerge(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(_): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let id = MergeId::parse(&id).ok_or(WebError::NotFound)?;
    let gone = state.desk.unmerge_competitors(&visitor.user, id).await?;
    Ok(Redirect::to(&urls::competitor(gone)).into_response())
}
