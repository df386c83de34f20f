//! Paying fees: what is due up to a day, what is refused and why, confirmed; payments as files, and taken back.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_app::export_spotters;
use clientela_domain::amount::Amount;
use clientela_domain::ids::{SpotterId, SpotterRunId};
use clientela_texts::{Texts, format};

use super::done;
use super::export::{Cell, Table};
use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, TypedForm};
use super::spotter::obstacles;
use super::spotter_checks::{CheckRow, check_rows};
use super::spotters::shown_name;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::spotters::{PaidLine, PayDraft, SpotterCard};

const NAMES: [&str; 3] = ["up_to", "paid_on", "note"];

#[derive(Template)]
#[template(path = "spotter_pay.html")]
struct PayPage {
    frame: Frame,
    t: Texts,
    card: SpotterCard,
    heading: String,
    asked: Vec<FormField>,
    fields: Vec<FormField>,
    may_pay: bool,
}

/// A line of what is due, in words.
struct DueRow {
    href: String,
    name: String,
    fee: String,
    amount: String,
}

/// A name that is not paid for, and why.
struct RefusedRow {
    href: String,
    name: String,
    amount: String,
    why: String,
}

impl PayPage {
    fn money(&self, amount: Amount) -> String {
        format::money(self.t.language, amount, self.card.currency())
    }

    fn id(&self) -> SpotterId {
        self.card.spotter.id
    }

    fn checks(&self) -> Vec<CheckRow> {
        check_rows(self.t, &self.card)
    }

    fn total(&self) -> Amount {
        self.card.due_lines().iter().map(|line| line.amount).sum()
    }

    /// There is something to be paid.
    fn is_due(&self) -> bool {
        self.total().is_positive()
    }

    /// More is given back than is due.
    fn is_carried(&self) -> bool {
        self.total().is_negative()
    }

    fn due(&self) -> Vec<DueRow> {
        let lines = self.card.due_lines().into_iter();
        lines
            .map(|line: PaidLine| DueRow {
                href: urls::prospect(line.prospect_id),
                name: self.card.name_of(line.prospect_id).to_owned(),
                fee: self.t.get(line.fee.message_id()).into_owned(),
                amount: self.money(line.amount),
            })
            .collect()
    }

    /// Names that earned more than was paid, with what stands against paying.
    fn refused(&self) -> Vec<RefusedRow> {
        let lines = self.card.lines.iter().filter(|line| {
            !line.obstacles.is_empty() && (line.earned.total() - line.paid.total()).is_positive()
        });
        lines
            .map(|line| RefusedRow {
                href: urls::prospect(line.name.prospect_id),
                name: line.name.name.clone(),
                amount: self.money(line.earned.total() - line.paid.total()),
                why: obstacles(self.t, line),
            })
            .collect()
    }

    fn lead(&self) -> String {
        let day = format::day(self.t.language, self.card.up_to);
        self.t.with1("spotter-due-up-to", "day", day)
    }
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    id: SpotterId,
    (form, errors): (&TypedForm, &FieldErrors),
) -> Result<PayPage, WebError> {
    let (t, desk) = (visitor.t, &state.desk);
    let asked = desk.spotter(&visitor.user, id, form.get("up_to")).await;
    let mut errors = errors.clone();
    let card = match asked {
        Err(DeskError::Invalid { field, message }) => {
            errors.push((field, message));
            desk.spotter(&visitor.user, id, "").await?
        }
        other => other?,
    };
    let mut form = form.clone();
    form.propose("up_to", card.up_to.to_string());
    let drawing = Drawing {
        t,
        prefix: "spotter",
        form: &form,
        errors: &errors,
    };
    let heading = t.with1(
        "spotter-pay-title",
        "name",
        shown_name(t, &card.spotter.spotter.name),
    );
    Ok(PayPage {
        frame: visitor.frame(heading.clone(), Area::Spotters),
        t,
        heading,
        asked: vec![drawing.line("up_to")],
        fields: vec![drawing.line("paid_on"), drawing.line("note")],
        may_pay: card.may_pay,
        card,
    })
}

/// `GET /spotters/{id}/pay`
pub(super) async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = SpotterId::parse(&id).ok_or(WebError::NotFound)?;
    let form = TypedForm::of(&Fields::parse(&visitor.query), &NAMES);
    let page = page(&state, &visitor, id, (&form, &Vec::new())).await?;
    Ok(render(&page)?.into_response())
}

/// `POST /spotters/{id}/pay`
pub(super) async fn pay(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = SpotterId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let card = desk.spotter(user, id, "").await?;
    visitor.require(card.may_pay)?;
    let form = TypedForm::of(&fields, &NAMES);
    let draft = PayDraft {
        up_to: form.text("up_to"),
        paid_on: form.text("paid_on"),
        note: form.text("note"),
        expected: Amount::parse(fields.get("expected")),
    };
    let version = fields.get("version").parse().unwrap_or(0);
    match desk.pay_spotter(user, (id, version), &draft).await {
        Ok(_) => Ok(done(&visitor, &urls::spotter(id), "spotter-paid-done")),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let page = page(&state, &visitor, id, (&form, &errors)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /spotters/{id}/payments/{run}/take-back`
pub(super) async fn take_back(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, run)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = SpotterId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let card = desk.spotter(user, id, "").await?;
    visitor.require(card.may_pay)?;
    let run = SpotterRunId::parse(&run).ok_or(WebError::NotFound)?;
    let version = fields.get("version").parse().unwrap_or(0);
    desk.take_payment_back(user, (id, version), run).await?;
    Ok(done(
        &visitor,
        &urls::spotter(id),
        "spotter-payment-taken-back",
    ))
}

/// `GET /spotters/{id}/payments/{run}/{kind}`
pub(super) async fn file(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, run, kind)): Path<(String, String, String)>,
) -> Result<Response, WebError> {
    let id = SpotterId::parse(&id).ok_or(WebError::NotFound)?;
    let card = state.desk.spotter(&visitor.user, id, "").await?;
    let run = SpotterRunId::parse(&run).ok_or(WebError::NotFound)?;
    let run = card.runs.iter().find(|one| one.id == run);
    let run = run.ok_or(WebError::NotFound)?;
    let days = (run.run.up_to, run.run.paid_on);
    let row = |line| {
        let cells = export_spotters::payment_row(visitor.t, &card, days, line);
        cells.into_iter().map(Cell::Text).collect()
    };
    let table = Table {
        name: "spotter-payment",
        header: export_spotters::payments_header(visitor.t),
        rows: run.run.lines.iter().map(row).collect(),
    };
    match kind.as_str() {
        "csv" => Ok(table.csv()),
        "xlsx" => table.xlsx(),
        _ => Err(WebError::NotFound),
    }
}
