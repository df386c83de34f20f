//! Those who find prospects for a fee: all agreements, writing one down, what became of a name.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use clientela_app::export_spotters;
use clientela_domain::gifts::Official;
use clientela_domain::ids::{ProspectId, SpotterId};
use clientela_texts::{Texts, format};

use super::export::{Cell, Table};
use super::form_fields::FormField;
use super::known_form::{Drawing, Fault, TypedForm, menu, plain_option};
use super::shared::SelectOption;
use super::trouble_page::{Fact, TroublePage};
use super::{done, spotter, spotter_accrual, spotter_pay};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::limits::SEARCH_CHARACTERS_MAX;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::spotters::{
    NameDraft, NameLine, SpotterCard, SpotterDraft, SpotterKind, SpotterLine, SpotterQuery,
    SpotterSort, spotter_draft_of,
};

/// The addresses of agreements.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::SPOTTERS, get(list))
        .route("/spotters.csv", get(csv))
        .route("/spotters.xlsx", get(xlsx))
        .route(urls::SPOTTER_NEW, get(new).post(save))
        .route("/spotters/{id}", get(spotter::show).post(spotter::change))
        .route("/spotters/{id}/names/{prospect}", get(name).post(tell))
        .route(
            "/spotters/{id}/pay",
            get(spotter_pay::show).post(spotter_pay::pay),
        )
        .route(
            "/spotters/{id}/payments/{run}/take-back",
            post(spotter_pay::take_back),
        )
        .route(
            "/spotters/{id}/payments/{run}/{kind}",
            get(spotter_pay::file),
        )
        .route("/spotters/{id}/accrual/{kind}", get(spotter_accrual::file))
}

#[derive(Template)]
#[template(path = "spotters.html")]
struct ListPage {
    frame: Frame,
    t: Texts,
    fields: FilterFields,
    lines: Vec<SpotterLine>,
    may_edit: bool,
}

/// The filter as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FilterFields {
    search: String,
    kind: String,
    due: String,
    sort: String,
}

/// Only agreements of which something is due.
const DUE: &str = "due";

impl FilterFields {
    fn of(fields: &Fields) -> Self {
        let search = fields.get("q").chars();
        Self {
            search: search.take(SEARCH_CHARACTERS_MAX).collect(),
            kind: fields.get("kind").to_owned(),
            due: fields.get("due").to_owned(),
            sort: fields.get("sort").to_owned(),
        }
    }

    fn query(&self) -> SpotterQuery {
        SpotterQuery {
            kind: SpotterKind::from_code(&self.kind),
            due: self.due == DUE,
            search: self.search.clone(),
            sort: SpotterSort::from_code(&self.sort).unwrap_or_default(),
        }
    }

    fn address_of(&self, path: &str) -> String {
        let own = [
            ("q", self.search.as_str()),
            ("kind", &self.kind),
            ("due", &self.due),
            ("sort", &self.sort),
        ];
        urls::with_query(path, &own)
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn chosen(mut options: Vec<SelectOption>, value: &str) -> Vec<SelectOption> {
    for option in &mut options {
        option.selected = option.value == value;
    }
    options
}

/// An agreement in the list, in words.
struct ListRow {
    href: String,
    name: String,
    kind: String,
    days: String,
    names: String,
    quality: String,
    earned: String,
    paid: String,
    due: String,
    overdue: String,
    unit_cost: String,
}

impl ListPage {
    fn export(&self, format: &str) -> String {
        let path = format!("{}.{format}", urls::SPOTTERS);
        self.fields.address_of(&path)
    }

    fn kind_options(&self) -> Vec<SelectOption> {
        let kinds = menu(self.t, SpotterKind::ALL, |one| {
            (one.code(), one.message_id())
        });
        chosen(kinds, &self.fields.kind)
    }

    fn due_options(&self) -> Vec<SelectOption> {
        let only = plain_option(DUE, self.t.get("spotters-due-only"));
        chosen(vec![only], &self.fields.due)
    }

    fn sort_options(&self) -> Vec<SelectOption> {
        let name = |one: SpotterSort| {
            let id = format!("spotters-sort-{}", one.code());
            plain_option(one.code(), self.t.get(&id))
        };
        let options = SpotterSort::ALL.into_iter().map(name).collect();
        let sort = SpotterSort::from_code(&self.fields.sort).unwrap_or_default();
        chosen(options, sort.code())
    }

    /// Sums are of the names the reader sees.
    fn is_of_seen_names(&self) -> bool {
        self.lines.iter().any(|line| line.totals.of_seen_names)
    }

    fn rows(&self) -> Vec<ListRow> {
        self.lines.iter().map(|line| self.row(line)).collect()
    }

    fn row(&self, line: &SpotterLine) -> ListRow {
        let (t, own, totals) = (self.t, &line.spotter.spotter, &line.totals);
        let money = |amount| format::money(t.language, amount, own.currency);
        ListRow {
            href: urls::spotter(line.spotter.id),
            name: shown_name(t, &own.name),
            kind: t.get(own.kind.message_id()).into_owned(),
            days: days(t, line),
            names: totals.names.to_string(),
            quality: t.with(
                "spotter-quality",
                &[
                    ("accepted", &totals.accepted),
                    ("known", &totals.known_already),
                    ("qualified", &totals.qualified),
                    ("won", &totals.won),
                ],
            ),
            earned: money(totals.earned),
            paid: money(totals.paid),
            due: money(totals.due),
            overdue: match totals.overdue {
                0 => String::new(),
                count => t.with1("spotter-overdue", "count", count.to_string()),
            },
            unit_cost: spotter::unit_cost(t, &totals.by_qualified, own.currency),
        }
    }
}

/// A name; one that was erased is unknown.
pub(super) fn shown_name(t: Texts, name: &str) -> String {
    match name {
        "" => t.get("unknown").into_owned(),
        name => name.to_owned(),
    }
}

fn days(t: Texts, line: &SpotterLine) -> String {
    let own = &line.spotter.spotter;
    let day = |day: Option<_>| day.map(|day| format::day(t.language, day));
    let (first, last) = (day(own.first_day), day(own.last_day));
    match (first, last) {
        (None, None) => String::new(),
        (first, last) => format!(
            "{} – {}",
            first.unwrap_or_default(),
            last.unwrap_or_default()
        ),
    }
}

/// `GET /spotters`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let fields = FilterFields::of(&Fields::parse(&visitor.query));
    let query = fields.query();
    let page = ListPage {
        frame: visitor.frame(visitor.t.get("nav-spotters"), Area::Spotters),
        t: visitor.t,
        lines: state.desk.spotter_lines(&visitor.user, &query).await?,
        fields,
        may_edit: visitor.user.may_edit,
    };
    Ok(render(&page)?.into_response())
}

async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let query = FilterFields::of(&Fields::parse(&visitor.query)).query();
    let lines = state.desk.spotter_lines(&visitor.user, &query).await?;
    let row = |line| {
        let cells = export_spotters::agreement_row(visitor.t, line).into_iter();
        cells.map(Cell::Text).collect()
    };
    Ok(Table {
        name: "spotters",
        header: export_spotters::agreements_header(visitor.t),
        rows: lines.iter().map(row).collect(),
    })
}

/// `GET /spotters.csv`
async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    Ok(table(&state, &visitor).await?.csv())
}

/// `GET /spotters.xlsx`
async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

/// The fields of an agreement.
pub(super) const NAMES: [&str; 18] = [
    "kind",
    "name",
    "person",
    "contract",
    "first_day",
    "last_day",
    "fee_name",
    "fee_qualified",
    "share",
    "window_days",
    "most_by_prospect",
    "list_price",
    "currency",
    "payment_days",
    "official",
    "employer_consent",
    "tax_document",
    "note",
];

/// What the form of an agreement says. The person stays while their name does.
pub(super) fn draft(form: &TypedForm, known: Option<&SpotterCard>) -> Result<SpotterDraft, Fault> {
    let person = form.text("person");
    let same = known.filter(|card| !person.is_empty() && card.person_name == person.trim());
    Ok(SpotterDraft {
        kind: SpotterKind::from_code(form.get("kind")),
        name: form.text("name"),
        person_id: same.and_then(|card| card.spotter.spotter.person_id),
        person: if same.is_some() {
            String::new()
        } else {
            person
        },
        contract: form.text("contract"),
        first_day: form.text("first_day"),
        last_day: form.text("last_day"),
        fee_name: form.money("fee_name")?,
        fee_qualified: form.money("fee_qualified")?,
        share: form.money("share")?,
        window_days: form.text("window_days"),
        most_by_prospect: form.money("most_by_prospect")?,
        list_price: form.money("list_price")?,
        currency: form.currency()?,
        payment_days: form.text("payment_days"),
        official: Official::from_code(form.get("official")).unwrap_or(Official::Unknown),
        employer_consent: form.text("employer_consent"),
        tax_document: form.text("tax_document"),
        note: form.text("note"),
    })
}

/// An agreement as its form says it.
pub(super) fn typed(card: &SpotterCard) -> TypedForm {
    let own = spotter_draft_of(&card.spotter);
    let amount = |amount: Option<clientela_domain::amount::Amount>| {
        amount.map(|amount| amount.to_string()).unwrap_or_default()
    };
    let code = |currency: clientela_domain::currency::Currency| currency.code().to_owned();
    TypedForm::with(vec![
        ("kind", own.kind.map_or("", SpotterKind::code).to_owned()),
        ("name", own.name.clone()),
        ("person", card.person_name.clone()),
        ("contract", own.contract.clone()),
        ("first_day", own.first_day.clone()),
        ("last_day", own.last_day.clone()),
        ("fee_name", amount(own.fee_name)),
        ("fee_qualified", amount(own.fee_qualified)),
        ("share", amount(own.share)),
        ("window_days", own.window_days.clone()),
        ("most_by_prospect", amount(own.most_by_prospect)),
        ("list_price", amount(own.list_price)),
        ("currency", own.currency.map(code).unwrap_or_default()),
        ("payment_days", own.payment_days.clone()),
        ("official", own.official.code().to_owned()),
        ("employer_consent", own.employer_consent.clone()),
        ("tax_document", own.tax_document.clone()),
        ("note", own.note),
    ])
}

/// The rows of the form of an agreement.
pub(super) fn rows(t: Texts, drawing: &Drawing<'_>) -> Vec<Vec<FormField>> {
    let kinds = menu(t, SpotterKind::ALL, |one| (one.code(), one.message_id()));
    let officials = menu(t, Official::ALL, |one| (one.code(), one.message_id()));
    vec![
        vec![drawing.required("name"), drawing.choice("kind", kinds)],
        vec![
            drawing.line("contract"),
            drawing.line("first_day"),
            drawing.line("last_day"),
        ],
        vec![
            drawing.line("fee_name"),
            drawing.line("fee_qualified"),
            drawing.line("share"),
        ],
        vec![
            drawing.line("window_days"),
            drawing.line("most_by_prospect"),
            drawing.line("list_price"),
        ],
        vec![drawing.line("currency"), drawing.line("payment_days")],
        vec![
            drawing.line("person"),
            drawing.choice("official", officials),
        ],
        vec![
            drawing.line("employer_consent"),
            drawing.line("tax_document"),
        ],
        vec![drawing.lines("note")],
    ]
}

fn new_page(visitor: &SignedIn, (form, errors): (&TypedForm, &FieldErrors)) -> TroublePage {
    let t = visitor.t;
    let drawing = Drawing {
        t,
        prefix: "spotter",
        form,
        errors,
    };
    let title = t.get("spotter-new").into_owned();
    TroublePage {
        frame: visitor.frame(title.clone(), Area::Spotters),
        t,
        list: (urls::SPOTTERS, t.get("nav-spotters").into_owned()),
        account: (String::new(), String::new()),
        heading: title,
        lead: t.get("spotter-new-lead").into_owned(),
        facts: Vec::new(),
        rows: rows(t, &drawing),
        action: urls::SPOTTER_NEW.to_owned(),
        save: t.get("save").into_owned(),
        version: None,
        opened: Markup::default(),
        may_edit: visitor.user.may_edit,
        errors_shown: false,
    }
}

/// `GET /spotters/new`
async fn new(visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let mut form = TypedForm::of(&Fields::parse(&visitor.query), &NAMES);
    form.propose("kind", SpotterKind::Spotter.code().to_owned());
    form.propose("official", Official::Unknown.code().to_owned());
    new_page(&visitor, (&form, &Vec::new())).open()
}

/// `POST /spotters/new`
async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let form = TypedForm::of(&fields, &NAMES);
    let saved = match draft(&form, None) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => state.desk.write_spotter(&visitor.user, &draft).await,
    };
    match saved {
        Ok(id) => Ok(Redirect::to(&urls::spotter(id)).into_response()),
        Err(DeskError::Invalid { field, message }) => {
            new_page(&visitor, (&form, &vec![(field, message)])).refused(Markup::default())
        }
        Err(other) => Err(other.into()),
    }
}

/// The fields of what became of a name.
const TOLD: [&str; 3] = ["first_paid_on", "fell_on", "fell_why"];

fn name_page(
    visitor: &SignedIn,
    card: &SpotterCard,
    line: &NameLine,
    (form, errors): (&TypedForm, &FieldErrors),
) -> TroublePage {
    let t = visitor.t;
    let (own, id) = (&line.name, card.spotter.id);
    let drawing = Drawing {
        t,
        prefix: "spotter",
        form,
        errors,
    };
    let day = |day| format::day(t.language, day);
    let money = |amount| format::money(t.language, amount, card.currency());
    let mut facts = vec![
        Fact::linked(
            t,
            "spotter-prospect",
            own.name.clone(),
            Some(urls::prospect(own.prospect_id)),
        ),
        Fact::plain(t, "spotter-came", day(own.came)),
        Fact::plain(
            t,
            "prospect-stage",
            t.get(own.stage.message_id()).into_owned(),
        ),
        Fact::plain(
            t,
            "spotter-year",
            spotter::first_year(t, line, card.currency()),
        ),
        Fact::plain(t, "spotter-earned", money(line.earned.total())),
        Fact::plain(t, "spotter-paid", money(line.paid.total())),
        Fact::plain(t, "spotter-obstacles", spotter::obstacles(t, line)),
    ];
    facts.retain(|fact| !fact.value.is_empty());
    TroublePage {
        frame: visitor.frame(own.name.clone(), Area::Spotters),
        t,
        list: (urls::SPOTTERS, t.get("nav-spotters").into_owned()),
        account: (urls::spotter(id), shown_name(t, &card.spotter.spotter.name)),
        heading: own.name.clone(),
        lead: t.get("spotter-name-lead").into_owned(),
        facts,
        rows: vec![
            vec![drawing.line("first_paid_on")],
            vec![drawing.line("fell_on"), drawing.line("fell_why")],
        ],
        action: urls::spotter_name(id, own.prospect_id),
        save: t.get("save").into_owned(),
        version: Some(card.spotter.version),
        opened: Markup::default(),
        may_edit: visitor.user.may_edit,
        errors_shown: true,
    }
}

async fn known(
    state: &WebState,
    visitor: &SignedIn,
    (id, prospect): (&str, &str),
) -> Result<(SpotterCard, NameLine), WebError> {
    let id = SpotterId::parse(id).ok_or(WebError::NotFound)?;
    let card = state.desk.spotter(&visitor.user, id, "").await?;
    let prospect = ProspectId::parse(prospect).ok_or(WebError::NotFound)?;
    let mut lines = card.lines.iter();
    let line = lines
        .find(|line| line.name.prospect_id == prospect)
        .cloned();
    Ok((card, line.ok_or(WebError::NotFound)?))
}

/// `GET /spotters/{id}/names/{prospect}`
async fn name(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, prospect)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let (card, line) = known(&state, &visitor, (&id, &prospect)).await?;
    let day = |day: Option<clientela_domain::day::Date>| {
        day.map(|day| day.to_string()).unwrap_or_default()
    };
    let told = &line.name.told;
    let form = TypedForm::with(vec![
        ("first_paid_on", day(told.first_paid_on)),
        ("fell_on", day(told.fell_on)),
        ("fell_why", told.fell_why.clone()),
    ]);
    name_page(&visitor, &card, &line, (&form, &Vec::new())).open()
}

/// `POST /spotters/{id}/names/{prospect}`
async fn tell(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, prospect)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let (card, line) = known(&state, &visitor, (&id, &prospect)).await?;
    let form = TypedForm::of(&fields, &TOLD);
    let draft = NameDraft {
        first_paid_on: form.text("first_paid_on"),
        fell_on: form.text("fell_on"),
        fell_why: form.text("fell_why"),
    };
    let of = (card.spotter.id, fields.get("version").parse().unwrap_or(0));
    let name = line.name.prospect_id;
    let told = state
        .desk
        .tell_of_name(&visitor.user, of, name, &draft)
        .await;
    match told {
        Ok(()) => Ok(done(&visitor, &urls::spotter(card.spotter.id), "saved")),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            name_page(&visitor, &card, &line, (&form, &errors)).refused(Markup::default())
        }
        Err(other) => Err(other.into()),
    }
}
