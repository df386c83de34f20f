//! The page of an agreement with somebody who finds prospects: names, what they earned, what is due, payments.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::SpotterId;
use clientela_texts::{Texts, format};

use super::conflict::{self, Conflict, FieldVersion};
use super::done_with_undo;
use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, TypedForm};
use super::spotter_accrual::{MonthRow, month_rows};
use super::spotter_checks::{CheckRow, check_rows, looks};
use super::spotters::{NAMES, draft, rows, shown_name, typed};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::spotters::{FeeKind, NameLine, SpotterAccrual, SpotterCard, UnitCost};

#[derive(Template)]
#[template(path = "spotter.html")]
struct CardPage {
    frame: Frame,
    t: Texts,
    card: SpotterCard,
    heading: String,
    rows: Vec<Vec<FormField>>,
    accrual: Option<SpotterAccrual>,
    opened: Markup,
    version: i64,
    may_edit: bool,
    may_import: bool,
    errors_shown: bool,
}

/// A name with what it earned, in words.
struct NameRow {
    href: String,
    told_href: String,
    name: String,
    came: String,
    stage: String,
    year: String,
    fees: Vec<FeeRow>,
    paid: String,
    due: String,
    obstacles: String,
    looks: String,
}

/// A fee in words: what for, how much, how it stands.
struct FeeRow {
    what: String,
    amount: String,
    standing: String,
}

/// A payment in words.
struct RunRow {
    paid_on: String,
    up_to: String,
    total: String,
    note: String,
    csv: String,
    xlsx: String,
    take_back: String,
    is_taken_back: bool,
}

/// What one qualified prospect costs, with its interval.
pub(super) fn unit_cost(t: Texts, of: &UnitCost, currency: Currency) -> String {
    let money = |value: f64| {
        let cents = Amount::from_cents((value * 100.0).round() as i64);
        format::money(t.language, cents, currency)
    };
    match (of.likely.bounds(), of.low, of.high) {
        (Some((likely, _)), Some(low), Some(high)) => t.with(
            "prospect-cost-between",
            &[
                ("likely", &money(likely)),
                ("low", &money(low)),
                ("high", &money(high)),
            ],
        ),
        (None, Some(low), None) => t.with1("prospect-cost-at-least", "low", money(low)),
        _ => t.get("unknown").into_owned(),
    }
}

/// What stands against paying for a name.
pub(super) fn obstacles(t: Texts, line: &NameLine) -> String {
    let names = line.obstacles.iter();
    let names: Vec<String> = names
        .map(|one| t.get(one.message_id()).into_owned())
        .collect();
    names.join("; ")
}

/// What the client bought in its first year so far, and since when; empty before it bought anything, and said when it
/// is unknown.
pub(super) fn first_year(t: Texts, line: &NameLine, currency: Currency) -> String {
    let Some(from) = line.year_from else {
        return match line.net {
            Some(_) => String::new(),
            None => t.get("spotter-year-unknown").into_owned(),
        };
    };
    let net = line.net.map_or_else(
        || t.get("unknown").into_owned(),
        |net| format::money(t.language, net, currency),
    );
    t.with(
        "spotter-year-so-far",
        &[("net", &net), ("day", &format::day(t.language, from))],
    )
}

fn page(
    visitor: &SignedIn,
    card: SpotterCard,
    (form, errors): (&TypedForm, &FieldErrors),
) -> CardPage {
    let t = visitor.t;
    let drawing = Drawing {
        t,
        prefix: "spotter",
        form,
        errors,
    };
    let heading = shown_name(t, &card.spotter.spotter.name);
    CardPage {
        frame: visitor.frame(heading.clone(), Area::Spotters),
        t,
        heading,
        rows: rows(t, &drawing),
        accrual: None,
        opened: Markup::default(),
        version: card.spotter.version,
        may_edit: visitor.user.may_edit,
        may_import: visitor.user.may_import,
        errors_shown: false,
        card,
    }
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

    fn id(&self) -> SpotterId {
        self.card.spotter.id
    }

    fn money(&self, amount: Amount) -> String {
        format::money(self.t.language, amount, self.card.currency())
    }

    /// How a file says that a name came by the agreement.
    fn file_columns(&self) -> String {
        let own = &self.card.spotter.spotter;
        let way = format!("prospect-source-{}", own.kind.code());
        self.t.with(
            "campaign-from-file",
            &[
                ("kind", &self.t.get(&way).into_owned()),
                ("name", &own.name),
            ],
        )
    }

    /// What was agreed: name and text.
    fn facts(&self) -> Vec<(String, String)> {
        let (t, own) = (self.t, &self.card.spotter.spotter);
        let day =
            |day: Option<Date>| day.map_or_else(String::new, |day| format::day(t.language, day));
        let optional =
            |amount: Option<Amount>| amount.map_or_else(String::new, |amount| self.money(amount));
        let share = f64::from(own.terms.share_of_first_year) / 10_000.0;
        let days = |count: u32| t.with1("spotter-days", "count", i64::from(count));
        let pairs = [
            ("spotter-kind", t.get(own.kind.message_id()).into_owned()),
            ("spotter-person", self.card.person_name.clone()),
            ("spotter-contract", own.contract.clone()),
            ("spotter-first-day", day(own.first_day)),
            ("spotter-last-day", day(own.last_day)),
            ("spotter-fee-name", self.money(own.terms.for_name)),
            ("spotter-fee-qualified", self.money(own.terms.for_qualified)),
            ("spotter-share", format::share(t.language, share)),
            ("spotter-window-days", days(own.terms.window_days)),
            (
                "spotter-most-by-prospect",
                optional(own.terms.most_by_prospect),
            ),
            ("spotter-list-price", optional(own.list_price)),
            ("spotter-payment-days", days(u32::from(own.payment_days))),
            (
                "spotter-official",
                t.get(own.official.message_id()).into_owned(),
            ),
            ("spotter-employer-consent", own.employer_consent.clone()),
            ("spotter-tax-document", own.tax_document.clone()),
            ("spotter-note", own.note.clone()),
        ];
        let pairs = pairs.into_iter().filter(|(_, text)| !text.is_empty());
        pairs
            .map(|(id, text)| (t.get(id).into_owned(), text))
            .collect()
    }

    /// What it brought: name and text.
    fn totals(&self) -> Vec<(String, String)> {
        let (t, totals) = (self.t, &self.card.totals);
        let pairs = [
            ("spotter-names", totals.names.to_string()),
            ("spotter-accepted", totals.accepted.to_string()),
            ("spotter-known-already", totals.known_already.to_string()),
            ("spotter-qualified", totals.qualified.to_string()),
            ("spotter-won", totals.won.to_string()),
            ("spotter-earned", self.money(totals.earned)),
            ("spotter-clawed-back", self.money(totals.clawed_back)),
            ("spotter-paid", self.money(totals.paid)),
            ("spotter-due", self.money(totals.due)),
            (
                "spotter-unit-cost",
                unit_cost(t, &totals.by_qualified, self.card.currency()),
            ),
        ];
        pairs
            .into_iter()
            .map(|(id, text)| (t.get(id).into_owned(), text))
            .collect()
    }

    fn checks(&self) -> Vec<CheckRow> {
        check_rows(self.t, &self.card)
    }

    fn months(&self) -> Vec<MonthRow> {
        let accrual = self.accrual.as_ref();
        accrual.map_or_else(Vec::new, |of| month_rows(self.t, of))
    }

    /// Of how many names the share cannot be told; empty when of none.
    fn without_rate(&self) -> String {
        match self.accrual.as_ref().map_or(0, |of| of.without_rate) {
            0 => String::new(),
            count => self.t.with1("spotter-accrual-without", "count", count),
        }
    }

    fn names(&self) -> Vec<NameRow> {
        self.card.lines.iter().map(|line| self.name(line)).collect()
    }

    fn name(&self, line: &NameLine) -> NameRow {
        let (t, own) = (self.t, &line.name);
        let fee = |kind: &FeeKind| {
            let amount = line.earned.of(*kind);
            let standing = line.standings.iter().find(|one| one.fee == *kind);
            let standing = standing.map(|one| {
                t.with(
                    "spotter-fee-standing",
                    &[
                        ("state", &t.get(one.state.message_id()).into_owned()),
                        ("day", &format::day(t.language, one.due_on)),
                    ],
                )
            });
            (amount != Amount::ZERO).then(|| FeeRow {
                what: t.get(kind.message_id()).into_owned(),
                amount: self.money(amount),
                standing: standing.unwrap_or_default(),
            })
        };
        let came = format::day(t.language, own.came);
        let due: Amount = line.due.iter().map(|(_, amount)| *amount).sum();
        NameRow {
            href: urls::prospect(own.prospect_id),
            told_href: urls::spotter_name(self.id(), own.prospect_id),
            name: own.name.clone(),
            came: match own.detail.as_str() {
                "" => came,
                detail => format!("{came} · {detail}"),
            },
            stage: t.get(own.stage.message_id()).into_owned(),
            year: first_year(t, line, self.card.currency()),
            fees: FeeKind::ALL.iter().filter_map(fee).collect(),
            paid: self.money(line.paid.total()),
            due: self.money(due),
            obstacles: obstacles(t, line),
            looks: looks(t, line),
        }
    }

    fn runs(&self) -> Vec<RunRow> {
        let day = |day| format::day(self.t.language, day);
        let file = |run, kind| urls::spotter_payment(self.id(), run, kind);
        let rows = self.card.runs.iter();
        rows.map(|run| RunRow {
            paid_on: day(run.run.paid_on),
            up_to: day(run.run.up_to),
            total: self.money(run.total()),
            note: run.run.note.clone(),
            csv: file(run.id, "csv"),
            xlsx: file(run.id, "xlsx"),
            take_back: urls::spotter_take_back(self.id(), run.id),
            is_taken_back: run.is_taken_back,
        })
        .collect()
    }
}

/// `GET /spotters/{id}`
pub(super) async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = SpotterId::parse(&id).ok_or(WebError::NotFound)?;
    let card = state.desk.spotter(&visitor.user, id, "").await?;
    let accrual = state.desk.spotter_accrual(&visitor.user, id).await?;
    let form = typed(&card);
    let mut page = page(&visitor, card, (&form, &Vec::new()));
    page.accrual = Some(accrual);
    page.open()
}

/// `POST /spotters/{id}`
pub(super) async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let id = SpotterId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let card = desk.spotter(user, id, "").await?;
    let version = fields.get("version").parse().unwrap_or(0);
    let form = TypedForm::of(&fields, &NAMES);
    let saved = match draft(&form, Some(&card)) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => desk.change_spotter(user, id, &draft, version).await,
    };
    match saved {
        Ok(()) => done_with_undo(&state, &visitor, &urls::spotter(id), "saved").await,
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let mut page = page(&visitor, card, (&form, &errors));
            page.version = version;
            page.refused(conflict::still_opened(&fields))
        }
        Err(DeskError::Conflict) if card.spotter.version != version => {
            let standing = typed(&card);
            let name = shown_name(visitor.t, &card.spotter.spotter.name);
            let now = card.spotter.version;
            let theirs = page(&visitor, card.clone(), (&standing, &Vec::new()));
            let mine = page(&visitor, card, (&form, &Vec::new()));
            let conflict = Conflict {
                name,
                area: Area::Spotters,
                record: ("spotter", id.to_string()),
                action: urls::spotter(id),
                back: urls::spotter(id),
                version: now,
                fields: &fields,
                mine: mine.versions(),
                theirs: theirs.versions(),
            };
            conflict::page(&state, &visitor, conflict).await
        }
        Err(other) => Err(other.into()),
    }
}
