//! The form of a person: who they are, how to reach them, on what basis; a new one with their place.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::ids::{AccountId, PersonId};
use clientela_texts::Texts;

use super::conflict::{self, Conflict, FieldVersion};
use super::form_fields::{FormField, FormState, Kind, RecordForm, input_of, words};
use super::shared::SelectOption;
use super::{done, done_with_undo, similar};
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{ContactView, FormInput, Saved};

/// Fields of the form; the last four are the first place of a new person.
const FIELDS: [&str; 11] = [
    "given_name",
    "family_name",
    "honorific",
    "languages",
    "consent",
    "consent_day",
    "lawful_basis",
    "retain_until",
    "birthday",
    "codes",
    "note",
];
const PLACE_FIELDS: [&str; 4] = ["account", "title", "unit", "first_day"];
const CONSENTS: [&str; 4] = ["unknown", "given", "refused", "withdrawn"];
const BASES: [&str; 5] = [
    "unknown",
    "consent",
    "contract",
    "legitimate_interest",
    "legal_obligation",
];
pub(super) const KINDS: [&str; 6] = [
    "mobile",
    "phone",
    "email",
    "messenger",
    "website",
    "address",
];

/// Empty lines for ways to reach a person.
const EMPTY_CONTACTS: usize = 3;

/// Most lines read from a form.
const CONTACTS_READ_MAX: usize = 60;

struct ContactLine {
    number: usize,
    kinds: Vec<SelectOption>,
    value: String,
    label: String,
    preferred: bool,
}

#[derive(Template)]
#[template(path = "person_edit.html")]
struct EditPage {
    frame: Frame,
    t: Texts,
    id: Option<PersonId>,
    record: RecordForm,
    opened: Markup,
    /// People whom this may already be.
    similar: Markup,
}

/// `GET /people/new`
pub async fn new(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let at = AccountId::parse(Fields::parse(&visitor.query).get("account"));
    show(&state, &visitor, None, at).await
}

/// `GET /people/{id}/edit`
pub async fn edit(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = PersonId::parse(&id).ok_or(WebError::NotFound)?;
    show(&state, &visitor, Some(id), None).await
}

/// `POST /people/new`
pub async fn create(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    // Shown once: who saves again has seen them.
    if fields.get("similar_seen") != "yes" && visitor.user.may_edit {
        let input = typed(&fields, &[FIELDS.as_slice(), &PLACE_FIELDS].concat());
        let found = state.desk.similar_people(&visitor.user, &input, None);
        let similar = similar::part(visitor.t, &found.await?, true);
        if similar != Markup::default() {
            let form = state.desk.person_form(&visitor.user, None, None).await?;
            let mut page = page(&visitor, None, RecordForm::typed(form, input, Vec::new()));
            page.opened = conflict::still_opened(&fields);
            page.similar = similar;
            return Ok((StatusCode::CONFLICT, render(&page)?).into_response());
        }
    }
    save(&state, &visitor, None, &fields).await
}

/// `POST /people/{id}/edit`
pub async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = PersonId::parse(&id).ok_or(WebError::NotFound)?;
    save(&state, &visitor, Some(id), &fields).await
}

/// `POST /people/{id}/delete`
pub async fn delete(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = PersonId::parse(&id).ok_or(WebError::NotFound)?;
    let version = fields.get("version").parse().unwrap_or(0);
    state.desk.delete_person(&visitor.user, id, version).await?;
    done_with_undo(&state, &visitor, urls::PEOPLE, "person-deleted").await
}

/// `POST /people/{id}/erase`
pub async fn erase(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = PersonId::parse(&id).ok_or(WebError::NotFound)?;
    if fields.get("sure") != "yes" {
        return Err(WebError::Invalid {
            field: "sure",
            message: "field-required",
        });
    }
    state.desk.erase_person(&visitor.user, id).await?;
    Ok(done(&visitor, urls::PEOPLE, "person-erased-done"))
}

fn typed(fields: &Fields, names: &[&'static str]) -> FormInput {
    let kinds = fields.all("contact_kind");
    let values: Vec<&str> = fields.all("contact_value").collect();
    let labels: Vec<&str> = fields.all("contact_label").collect();
    let preferred: Vec<&str> = fields.all("contact_preferred").collect();
    let contacts = kinds.take(CONTACTS_READ_MAX).enumerate().map(|(at, kind)| {
        let of = |list: &[&str]| {
            list.get(at)
                .map_or_else(String::new, |text| (*text).to_owned())
        };
        ContactView {
            kind: kind.to_owned(),
            value: of(&values),
            label: of(&labels),
            preferred: preferred.contains(&at.to_string().as_str()),
        }
    });
    FormInput {
        contacts: contacts
            .filter(|contact| !contact.value.is_empty())
            .collect(),
        ..input_of(fields, names)
    }
}

async fn show(
    state: &WebState,
    visitor: &SignedIn,
    id: Option<PersonId>,
    at: Option<AccountId>,
) -> Result<Response, WebError> {
    if !visitor.user.may_edit {
        return Err(WebError::Forbidden);
    }
    let form = state.desk.person_form(&visitor.user, id, at).await?;
    let mut page = page(visitor, id, RecordForm::opened(form));
    page.opened = conflict::opened(&page.versions());
    Ok(render(&page)?.into_response())
}

async fn save(
    state: &WebState,
    visitor: &SignedIn,
    id: Option<PersonId>,
    fields: &Fields,
) -> Result<Response, WebError> {
    let input = match id {
        Some(_) => typed(fields, &FIELDS),
        None => typed(fields, &[FIELDS.as_slice(), &PLACE_FIELDS].concat()),
    };
    let saved = state.desk.save_person(&visitor.user, id, &input).await?;
    match saved {
        Saved::Done(id) => done_with_undo(state, visitor, &urls::person(id), "saved").await,
        Saved::Wrong(mistakes) => {
            let form = state.desk.person_form(&visitor.user, id, None).await?;
            let mut page = page(visitor, id, RecordForm::typed(form, input, mistakes));
            page.opened = conflict::still_opened(fields);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Saved::Changed(now) => {
            let theirs = page(visitor, id, RecordForm::opened(*now.clone()));
            let mine = page(visitor, id, RecordForm::typed(*now, input, Vec::new()));
            let conflict = Conflict {
                name: theirs.record.form.name.clone(),
                area: Area::People,
                record: ("person", id.map_or_else(String::new, |id| id.to_string())),
                action: theirs.action(),
                back: theirs.back(),
                version: theirs.version(),
                fields,
                mine: mine.versions(),
                theirs: theirs.versions(),
            };
            conflict::page(state, visitor, conflict).await
        }
    }
}

fn page(visitor: &SignedIn, id: Option<PersonId>, record: RecordForm) -> EditPage {
    let title = if id.is_some() {
        record.form.name.clone()
    } else {
        visitor.t.get("person-new").into_owned()
    };
    EditPage {
        frame: visitor.frame(title, Area::People),
        t: visitor.t,
        id,
        record,
        opened: Markup::default(),
        similar: Markup::default(),
    }
}

impl EditPage {
    /// Where the script asks for people like the one that is typed.
    fn similar_url(&self) -> String {
        let own = self.id.map(|id| id.to_string()).unwrap_or_default();
        urls::with_query(urls::PEOPLE_SIMILAR, &[("except", &own)])
    }

    fn is_held_back(&self) -> bool {
        self.similar != Markup::default()
    }

    fn action(&self) -> String {
        self.id
            .map_or_else(|| urls::PERSON_NEW.to_owned(), urls::person_edit)
    }

    fn back(&self) -> String {
        self.id
            .map_or_else(|| urls::PEOPLE.to_owned(), urls::person)
    }

    fn version(&self) -> i64 {
        self.record.version()
    }

    fn state(&self, prefix: &'static str) -> FormState<'_> {
        self.record.state(self.t, prefix)
    }

    /// What the form says, field by field; all ways to reach the person are one.
    fn versions(&self) -> Vec<FieldVersion> {
        let fields = self.who().into_iter().chain(self.basis());
        let mut versions: Vec<FieldVersion> =
            fields.map(|field| FieldVersion::of(&field)).collect();
        versions.push(self.contacts_version());
        versions
    }

    fn contacts_version(&self) -> FieldVersion {
        let mut inputs = Vec::new();
        let mut lines = Vec::new();
        for (number, contact) in self.filled_contacts().iter().enumerate() {
            let mut input = |name: &str, value: &str| {
                inputs.push((name.to_owned(), value.to_owned()));
            };
            input("contact_kind", &contact.kind);
            input("contact_value", &contact.value);
            input("contact_label", &contact.label);
            let mut line = format!(
                "{}: {}",
                self.t.get(&format!("contact-{}", contact.kind)),
                contact.value
            );
            if !contact.label.is_empty() {
                line.push_str(&format!(" ({})", contact.label));
            }
            if contact.preferred {
                input("contact_preferred", &number.to_string());
                line.push_str(" ★");
            }
            lines.push(line);
        }
        FieldVersion {
            name: "contacts".to_owned(),
            label: self.t.get("person-reach").into_owned(),
            shown: lines.join("\n"),
            inputs,
        }
    }

    fn filled_contacts(&self) -> &[ContactView] {
        let typed = self.record.typed.as_ref();
        typed.map_or(&self.record.form.contacts, |typed| &typed.contacts)
    }

    fn who(&self) -> Vec<FormField> {
        let state = self.state("person-field");
        vec![
            state.text("given_name", "text"),
            state.required("family_name", "text"),
            state.text("honorific", "text"),
            state.text("languages", "text"),
        ]
    }

    fn place(&self) -> Vec<FormField> {
        let state = self.state("place");
        PLACE_FIELDS
            .iter()
            .map(|name| state.text(name, "text"))
            .collect()
    }

    fn basis(&self) -> Vec<FormField> {
        let state = self.state("person-field");
        vec![
            state.choice("consent", &words(self.t, "consent", &CONSENTS)),
            state.text("consent_day", "text"),
            state.choice("lawful_basis", &words(self.t, "basis", &BASES)),
            state.text("retain_until", "text"),
            state.text("birthday", "text"),
            state.lines("note"),
            state.lines("codes"),
        ]
    }

    fn contacts_error(&self) -> String {
        let mistake = self
            .record
            .mistakes
            .iter()
            .find(|one| one.field == "contacts");
        mistake.map_or_else(String::new, |one| self.t.get(&one.message).into_owned())
    }

    fn contacts(&self) -> Vec<ContactLine> {
        let filled = self.filled_contacts();
        let empty = ["mobile", "email", "phone"].map(|kind| ContactView {
            kind: kind.to_owned(),
            ..ContactView::default()
        });
        let lines = filled.iter().chain(empty.iter().take(EMPTY_CONTACTS));
        let line = |(number, contact): (usize, &ContactView)| ContactLine {
            number,
            kinds: words(self.t, "contact", &KINDS)
                .into_iter()
                .map(|choice| SelectOption {
                    selected: choice.value == contact.kind,
                    value: choice.value,
                    name: choice.name,
                })
                .collect(),
            value: contact.value.clone(),
            label: contact.label.clone(),
            preferred: contact.preferred,
        };
        lines.enumerate().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_reach_keep_their_lines_together() {
        let fields = Fields::parse(
            "contact_kind=mobile&contact_value=0888&contact_label=a&contact_kind=phone&contact_value=&contact_label=b\
             &contact_kind=email&contact_value=x@y.bg&contact_label=&contact_preferred=2&version=3",
        );
        let input = typed(&fields, &FIELDS);
        assert_eq!(input.version, 3);
        assert_eq!(input.contacts.len(), 2);
        assert_eq!(
            (
                input.contacts[0].label.as_str(),
                input.contacts[0].preferred
            ),
            ("a", false)
        );
        assert_eq!(
            (input.contacts[1].kind.as_str(), input.contacts[1].preferred),
            ("email", true)
        );
    }
}
