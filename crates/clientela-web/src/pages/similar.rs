//! Records that what is being typed may already be: a part of the forms of clients and people, asked
//! for while somebody types, and shown once before a second one is saved.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_app::list_duplicates::Party;
use clientela_domain::ids::{AccountId, PersonId};
use clientela_store::duplicate_pairs::PairKind;
use clientela_texts::Texts;
use uuid::Uuid;

use super::duplicates::reasons_text;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::render;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{ContactView, FormInput, SimilarId, SimilarView};

/// Fields of a client's form that are compared.
pub(super) const ACCOUNT_FIELDS: [&str; 10] = [
    "name",
    "legal_name",
    "country",
    "registration_number",
    "vat_number",
    "city",
    "address",
    "phone",
    "email",
    "website",
];

/// Fields of a person's form that are compared.
pub(super) const PERSON_FIELDS: [&str; 3] = ["given_name", "family_name", "account"];

/// Ways of contact read from an address.
const CONTACTS_MAX: usize = 20;

#[derive(Template)]
#[template(path = "parts/similar.html")]
struct SimilarPart {
    t: Texts,
    rows: Vec<Row>,
    /// Saving was held back for it.
    held_back: bool,
}

struct Row {
    href: String,
    name: String,
    about: String,
    reasons: String,
}

/// What was found, for a form; nothing when nothing was.
pub(super) fn part(t: Texts, found: &[SimilarView], held_back: bool) -> Markup {
    if found.is_empty() {
        return Markup::default();
    }
    let part = SimilarPart {
        t,
        rows: found.iter().map(|one| row(t, one)).collect(),
        held_back,
    };
    Markup::safe(part.render().unwrap_or_default())
}

fn row(t: Texts, one: &SimilarView) -> Row {
    Row {
        href: match one.id {
            SimilarId::Account(id) => urls::account(id),
            SimilarId::Person(id) => urls::person(id),
        },
        name: one.name.clone(),
        about: one.about.clone(),
        reasons: reasons_text(t, &one.evidence),
    }
}

#[derive(Template)]
#[template(path = "parts/twins.html")]
struct TwinsPart {
    t: Texts,
    rows: Vec<Row>,
}

/// On the page of a record: others that may be the same, with the way to compare them.
pub(super) async fn twins(
    state: &WebState,
    visitor: &SignedIn,
    kind: PairKind,
    id: Uuid,
) -> Result<Markup, WebError> {
    let found = state.desk.twins_of(&visitor.user, kind, id).await?;
    if found.is_empty() {
        return Ok(Markup::default());
    }
    let row = |party: Party| Row {
        href: urls::same_as(kind, id, party.id, None),
        name: party.name,
        about: party.about,
        reasons: String::new(),
    };
    let part = TwinsPart {
        t: visitor.t,
        rows: found.into_iter().map(row).collect(),
    };
    Ok(Markup::safe(part.render().unwrap_or_default()))
}

/// `GET /accounts/similar`
pub async fn accounts(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let fields = Fields::parse(&visitor.query);
    let input = super::form_fields::input_of(&fields, &ACCOUNT_FIELDS);
    let except = AccountId::parse(fields.get("except"));
    let found = state.desk.similar_accounts(&visitor.user, &input, except);
    answer(&visitor, found.await)
}

/// `GET /people/similar`
pub async fn people(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let fields = Fields::parse(&visitor.query);
    let input = FormInput {
        contacts: contacts(&fields),
        ..super::form_fields::input_of(&fields, &PERSON_FIELDS)
    };
    let except = PersonId::parse(fields.get("except"));
    let found = state.desk.similar_people(&visitor.user, &input, except);
    answer(&visitor, found.await)
}

fn contacts(fields: &Fields) -> Vec<ContactView> {
    let kinds = fields.all("contact_kind");
    let pairs = kinds.zip(fields.all("contact_value")).take(CONTACTS_MAX);
    let contact = |(kind, value): (&str, &str)| ContactView {
        kind: kind.to_owned(),
        value: value.to_owned(),
        label: String::new(),
        preferred: false,
    };
    pairs.map(contact).collect()
}

#[derive(Template)]
#[template(source = "{{ part }}", ext = "html")]
struct Fragment {
    part: Markup,
}

fn answer(
    visitor: &SignedIn,
    found: Result<Vec<SimilarView>, DeskError>,
) -> Result<Response, WebError> {
    let part = part(visitor.t, &found?, false);
    Ok(render(&Fragment { part })?.into_response())
}
