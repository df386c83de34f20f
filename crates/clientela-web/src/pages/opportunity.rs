//! One opportunity: how far it is, what it is worth, how long it stood where, whether sales confirm that it was won.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::day::Date;
use clientela_domain::ids::{CompetitorId, OpportunityId};
use clientela_texts::{Texts, format};

use super::conflict::{self, Conflict, FieldVersion};
use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, TypedForm, menu};
use super::opportunity_parts::{
    OWN, competitors, draft, own_rows, stage_menu, typed, whose, worth,
};
use super::trouble_page::Fact;
use super::{done, done_with_undo};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::opportunities::{
    ContestReason, OpportunityStage, OpportunityStep, OpportunityView, ReasonSource,
    opportunity_draft_of,
};

/// One step of the history.
struct HistoryRow {
    day: String,
    stage: String,
    /// How long it stood there.
    stood: String,
    note: String,
    who: String,
}

/// A form of the page: which one, what was typed, what is wrong with it.
struct Typed<'a> {
    which: &'static str,
    form: &'a TypedForm,
    errors: &'a FieldErrors,
}

#[derive(Template)]
#[template(path = "opportunity.html")]
struct OpportunityPage {
    frame: Frame,
    t: Texts,
    id: OpportunityId,
    name: String,
    lead: String,
    whose: (String, String),
    facts: Vec<Fact>,
    history: Vec<HistoryRow>,
    /// Whether sales confirm that it was won; empty for one that is not won.
    confirmed: String,
    /// A prospect that has bought is a client: where that is said; empty otherwise.
    becomes_client: String,
    move_rows: Vec<Vec<FormField>>,
    move_open: bool,
    rows: Vec<Vec<FormField>>,
    edit_open: bool,
    version: i64,
    opened: Markup,
    may_edit: bool,
}

/// The fields of a step.
const STEP: [&str; 6] = [
    "move_stage",
    "move_day",
    "move_reason",
    "move_reason_source",
    "move_competitor",
    "move_note",
];

/// `GET /opportunities/{id}`
pub(super) async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = OpportunityId::parse(&id).ok_or(WebError::NotFound)?;
    let view = state.desk.opportunity(&visitor.user, id).await?;
    page(&state, &visitor, &view, None).await?.open()
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    view: &OpportunityView,
    typed_in: Option<Typed<'_>>,
) -> Result<OpportunityPage, WebError> {
    let (t, line) = (visitor.t, &view.line);
    let (own, standing) = (&line.opportunity.opportunity, &line.opportunity.standing);
    let none = FieldErrors::new();
    let standing_form = typed(&opportunity_draft_of(&line.opportunity));
    let edited = typed_in.as_ref().filter(|typed| typed.which == "own");
    let typed_own = edited.map_or((&standing_form, &none), |typed| (typed.form, typed.errors));
    let of = (own.account_id, own.prospect_id);
    let rows = own_rows(state, visitor, of, typed_own).await?;
    let moved = typed_in.as_ref().filter(|typed| typed.which == "move");
    let fresh = TypedForm::default();
    let typed_move = moved.map_or((&fresh, &none), |typed| (typed.form, typed.errors));
    let prospect = own.prospect_id.filter(|_| own.account_id.is_none());
    let won = standing.stage == OpportunityStage::Won;
    Ok(OpportunityPage {
        frame: visitor.frame(own.name.clone(), Area::Opportunities),
        t,
        id: line.opportunity.id,
        name: own.name.clone(),
        lead: lead(t, view),
        whose: whose(line),
        facts: facts(t, view),
        history: history(t, view),
        confirmed: confirmed(t, view),
        becomes_client: prospect
            .filter(|_| won)
            .map(|id| format!("{}#win", urls::prospect(id)))
            .unwrap_or_default(),
        move_rows: move_rows(state, visitor, view, typed_move).await?,
        move_open: moved.is_some(),
        rows,
        edit_open: edited.is_some(),
        version: line.opportunity.version,
        opened: Markup::default(),
        may_edit: visitor.user.may_edit,
    })
}

fn lead(t: Texts, view: &OpportunityView) -> String {
    let standing = &view.line.opportunity.standing;
    let stage = t.get(standing.stage.message_id()).into_owned();
    match standing.day {
        None => stage,
        Some(day) => t.with(
            "prospect-since",
            &[("stage", &stage), ("day", &format::day(t.language, day))],
        ),
    }
}

fn day(t: Texts, day: Option<Date>) -> String {
    day.map_or_else(String::new, |day| format::day(t.language, day))
}

fn facts(t: Texts, view: &OpportunityView) -> Vec<Fact> {
    let line = &view.line;
    let (own, standing) = (&line.opportunity.opportunity, &line.opportunity.standing);
    let said = |id: Option<&'static str>| id.map(|id| t.get(id).into_owned()).unwrap_or_default();
    let reason = [
        said(standing.reason.map(ContestReason::message_id)),
        said(standing.reason_source.map(ReasonSource::message_id)),
    ];
    let reason = reason.into_iter().filter(|text| !text.is_empty());
    let was = own.prospect_id.filter(|_| own.account_id.is_some());
    let contest = line.opportunity.contest_id;
    let mut facts = vec![
        Fact::plain(t, "opportunity-worth", worth(t, line)),
        Fact::plain(
            t,
            "opportunity-product-groups",
            own.product_groups.join(", "),
        ),
        Fact::plain(t, "opportunity-expected-on", day(t, own.expected_on)),
        Fact::plain(t, "opportunity-owner", line.owner_name.clone()),
        Fact::linked(
            t,
            "opportunity-person",
            line.person_name.clone(),
            own.person_id.map(urls::person),
        ),
        Fact::linked(
            t,
            "opportunity-competitor",
            line.competitor_name.clone(),
            own.competitor_id.map(urls::competitor),
        ),
        Fact::plain(
            t,
            "opportunity-move-reason",
            reason.collect::<Vec<_>>().join(", "),
        ),
        Fact::plain(t, "opportunity-move-note", standing.note.clone()),
        Fact::linked(
            t,
            "opportunity-contest",
            contest.map_or_else(String::new, |_| t.get("contests-title").into_owned()),
            contest.map(urls::contest),
        ),
        Fact::linked(
            t,
            "opportunity-prospect",
            was.map_or_else(String::new, |_| line.prospect_name.clone()),
            was.map(urls::prospect),
        ),
        Fact::plain(t, "opportunity-code", view.codes.join(", ")),
        Fact::plain(t, "opportunity-note", own.note.clone()),
    ];
    facts.retain(|fact| !fact.value.is_empty());
    facts
}

fn history(t: Texts, view: &OpportunityView) -> Vec<HistoryRow> {
    let steps = view.moves.iter().zip(&view.stays).rev();
    let row = |((one, who), stay): (
        &(clientela_store::opportunities::OpportunityMove, String),
        &clientela_domain::opportunities::Stay,
    )| {
        let reason = one.reason.map(ContestReason::message_id);
        let reason = reason.map_or_else(String::new, |id| t.get(id).into_owned());
        let note = [reason, one.note.clone()].into_iter();
        let id = if stay.lasts {
            "opportunity-stands"
        } else {
            "opportunity-stood"
        };
        HistoryRow {
            day: match one.day {
                Some(day) => format::day(t.language, day),
                None => t.get("opportunity-day-unknown").into_owned(),
            },
            stage: t.get(one.stage.message_id()).into_owned(),
            stood: stay
                .days
                .map_or_else(String::new, |days| t.with1(id, "days", days)),
            note: note
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            who: who.clone(),
        }
    };
    steps.map(row).collect()
}

/// Whether sales confirm that it was won.
fn confirmed(t: Texts, view: &OpportunityView) -> String {
    let Some(sales) = &view.sales else {
        return String::new();
    };
    let Some(first) = sales.first_day else {
        return t.get("opportunity-not-confirmed").into_owned();
    };
    let money = |(amount, currency): &(clientela_domain::amount::Amount, _)| {
        format::money(t.language, *amount, *currency)
    };
    let revenue: Vec<String> = sales.revenue.iter().map(money).collect();
    t.with(
        "opportunity-confirmed",
        &[
            ("day", &format::day(t.language, first)),
            ("lines", &sales.lines),
            ("revenue", &revenue.join(" + ")),
        ],
    )
}

async fn move_rows(
    state: &WebState,
    visitor: &SignedIn,
    view: &OpportunityView,
    (form, errors): (&TypedForm, &FieldErrors),
) -> Result<Vec<Vec<FormField>>, WebError> {
    let t = visitor.t;
    let drawing = Drawing {
        t,
        prefix: "opportunity",
        form,
        errors,
    };
    let now = view.line.opportunity.standing.stage;
    let all = OpportunityStage::ALL.iter().copied();
    let stages = stage_menu(t, all.filter(|stage| now.may_become(*stage)));
    let mut rows = vec![vec![
        FormField {
            required: true,
            ..drawing.choice("move_stage", stages)
        },
        drawing.line("move_day"),
    ]];
    if now.is_open() {
        let reasons = menu(t, ContestReason::ALL, |one| (one.code(), one.message_id()));
        let sources = menu(t, ReasonSource::ALL, |one| (one.code(), one.message_id()));
        let rivals = competitors(state, visitor).await?;
        let mut why = vec![
            drawing.choice("move_reason", reasons),
            drawing.choice("move_reason_source", sources),
        ];
        if !rivals.is_empty() {
            why.push(drawing.choice("move_competitor", rivals));
        }
        rows.push(why);
    }
    rows.push(vec![drawing.lines("move_note")]);
    Ok(rows)
}

impl OpportunityPage {
    fn versions(&self) -> Vec<FieldVersion> {
        self.rows.iter().flatten().map(FieldVersion::of).collect()
    }

    fn open(mut self) -> Result<Response, WebError> {
        self.opened = conflict::opened(&self.versions());
        Ok(render(&self)?.into_response())
    }

    fn refused(mut self, opened: Markup) -> Result<Response, WebError> {
        self.opened = opened;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&self)?).into_response())
    }
}

/// The opportunity of an address, which the visitor sees and may change.
async fn editable(
    state: &WebState,
    visitor: &SignedIn,
    id: &str,
) -> Result<(OpportunityId, OpportunityView), WebError> {
    let id = OpportunityId::parse(id).ok_or(WebError::NotFound)?;
    let view = state.desk.opportunity(&visitor.user, id).await?;
    visitor.require(visitor.user.may_edit)?;
    Ok((id, view))
}

fn version(fields: &Fields) -> i64 {
    fields.get("version").parse().unwrap_or(0)
}

/// `POST /opportunities/{id}`
pub(super) async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let (id, view) = editable(&state, &visitor, &id).await?;
    let form = TypedForm::of(&fields, &OWN);
    let saved = match draft(&form) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => {
            let (user, at) = (&visitor.user, version(&fields));
            state.desk.change_opportunity(user, id, &draft, at).await
        }
    };
    match saved {
        Ok(()) => done_with_undo(&state, &visitor, &urls::opportunity(id), "saved").await,
        Err(DeskError::Invalid { field, message }) => {
            let typed = Typed {
                which: "own",
                form: &form,
                errors: &vec![(field, message)],
            };
            let page = page(&state, &visitor, &view, Some(typed)).await?;
            page.refused(conflict::still_opened(&fields))
        }
        Err(DeskError::Conflict) => both(&state, &visitor, id, (&fields, &form)).await,
        Err(other) => Err(other.into()),
    }
}

/// Theirs beside mine.
async fn both(
    state: &WebState,
    visitor: &SignedIn,
    id: OpportunityId,
    (fields, form): (&Fields, &TypedForm),
) -> Result<Response, WebError> {
    let now = state.desk.opportunity(&visitor.user, id).await?;
    let at = now.line.opportunity.version;
    if at == version(fields) {
        return Err(WebError::Conflict);
    }
    let standing = typed(&opportunity_draft_of(&now.line.opportunity));
    let nothing = Vec::new();
    let of = |form| Typed {
        which: "own",
        form,
        errors: &nothing,
    };
    let theirs = page(state, visitor, &now, Some(of(&standing))).await?;
    let mine = page(state, visitor, &now, Some(of(form))).await?;
    let conflict = Conflict {
        name: now.line.opportunity.opportunity.name.clone(),
        area: Area::Opportunities,
        record: ("opportunity", id.to_string()),
        action: urls::opportunity(id),
        back: urls::opportunity(id),
        version: at,
        fields,
        mine: mine.versions(),
        theirs: theirs.versions(),
    };
    conflict::page(state, visitor, conflict).await
}

/// The field of a step at which a field of the use case stands.
fn placed(field: &'static str) -> &'static str {
    match field {
        "stage" => "move_stage",
        "day" => "move_day",
        "note" => "move_note",
        other => other,
    }
}

/// `POST /opportunities/{id}/move`
pub(super) async fn step(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let (id, view) = editable(&state, &visitor, &id).await?;
    let taken = OpportunityStep {
        day: fields.get("move_day").to_owned(),
        reason: ContestReason::from_code(fields.get("move_reason")),
        reason_source: ReasonSource::from_code(fields.get("move_reason_source")),
        competitor: CompetitorId::parse(fields.get("move_competitor")),
        note: fields.get("move_note").to_owned(),
    };
    let moved = match OpportunityStage::from_code(fields.get("move_stage")) {
        None => Err(DeskError::Invalid {
            field: "stage",
            message: "field-required",
        }),
        Some(stage) => {
            let (user, at) = (&visitor.user, version(&fields));
            let to = (stage, &taken);
            state.desk.move_opportunity(user, id, to, at).await
        }
    };
    match moved {
        Ok(()) if fields.get("back") == "board" => {
            Ok(done(&visitor, urls::OPPORTUNITY_BOARD, "opportunity-moved"))
        }
        Ok(()) => Ok(done(&visitor, &urls::opportunity(id), "opportunity-moved")),
        Err(DeskError::Invalid { field, message }) => {
            let form = TypedForm::of(&fields, &STEP);
            let typed = Typed {
                which: "move",
                form: &form,
                errors: &vec![(placed(field), message)],
            };
            let page = page(&state, &visitor, &view, Some(typed)).await?;
            page.refused(Markup::default())
        }
        Err(other) => Err(other.into()),
    }
}
