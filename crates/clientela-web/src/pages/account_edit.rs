//! The form of a client: new and changed, with nothing lost when something is wrong or somebody else
//! was faster.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::ids::AccountId;
use clientela_domain::sector::Sector;
use clientela_texts::Texts;

use super::conflict::{self, Conflict, FieldVersion};
use super::done_with_undo;
use super::form_fields::{FormField, Kind, RecordForm, input_of, words};
use super::similar;
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::Saved;

/// Fields of the form.
const FIELDS: [&str; 21] = [
    "name",
    "legal_name",
    "country",
    "registration_number",
    "vat_number",
    "sector",
    "city",
    "address",
    "phone",
    "email",
    "website",
    "owner",
    "substitute",
    "parent",
    "tags",
    "codes",
    "origin",
    "origin_note",
    "acquired_on",
    "rhythm_days",
    "note",
];

/// Words of the menu of origins.
const ORIGINS: [&str; 5] = [
    "won",
    "inherited",
    "introduced",
    "former_employee",
    "foreign",
];

struct Section {
    title: String,
    fields: Vec<FormField>,
}

#[derive(Template)]
#[template(path = "account_edit.html")]
struct EditPage {
    frame: Frame,
    t: Texts,
    id: Option<AccountId>,
    record: RecordForm,
    opened: Markup,
    /// Clients that this may already be.
    similar: Markup,
}

/// `GET /accounts/new`
pub async fn new(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    show(&state, &visitor, None).await
}

/// `GET /accounts/{id}/edit`
pub async fn edit(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    show(&state, &visitor, Some(id)).await
}

/// `POST /accounts/new`
pub async fn create(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    // Shown once: who saves again has seen them.
    if fields.get("similar_seen") != "yes" && visitor.user.may_edit {
        let input = input_of(&fields, &FIELDS);
        let found = state.desk.similar_accounts(&visitor.user, &input, None);
        let similar = similar::part(visitor.t, &found.await?, true);
        if similar != Markup::default() {
            let form = state.desk.account_form(&visitor.user, None).await?;
            let mut page = page(&visitor, None, RecordForm::typed(form, input, Vec::new()));
            page.opened = conflict::still_opened(&fields);
            page.similar = similar;
            return Ok((StatusCode::CONFLICT, render(&page)?).into_response());
        }
    }
    save(&state, &visitor, None, &fields).await
}

/// `POST /accounts/{id}/edit`
pub async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    save(&state, &visitor, Some(id), &fields).await
}

/// `POST /accounts/{id}/delete`
pub async fn delete(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let version = fields.get("version").parse().unwrap_or(0);
    state
        .desk
        .delete_account(&visitor.user, id, version)
        .await?;
    done_with_undo(&state, &visitor, urls::ACCOUNTS, "account-deleted").await
}

async fn show(
    state: &WebState,
    visitor: &SignedIn,
    id: Option<AccountId>,
) -> Result<Response, WebError> {
    if !visitor.user.may_edit {
        return Err(WebError::Forbidden);
    }
    let form = state.desk.account_form(&visitor.user, id).await?;
    let mut page = page(visitor, id, RecordForm::opened(form));
    page.opened = conflict::opened(&page.versions());
    Ok(render(&page)?.into_response())
}

async fn save(
    state: &WebState,
    visitor: &SignedIn,
    id: Option<AccountId>,
    fields: &Fields,
) -> Result<Response, WebError> {
    let input = input_of(fields, &FIELDS);
    let saved = state.desk.save_account(&visitor.user, id, &input).await?;
    match saved {
        Saved::Done(id) => done_with_undo(state, visitor, &urls::account(id), "saved").await,
        Saved::Wrong(mistakes) => {
            let form = state.desk.account_form(&visitor.user, id).await?;
            let mut page = page(visitor, id, RecordForm::typed(form, input, mistakes));
            page.opened = conflict::still_opened(fields);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Saved::Changed(now) => {
            let theirs = page(visitor, id, RecordForm::opened(*now.clone()));
            let mine = page(visitor, id, RecordForm::typed(*now, input, Vec::new()));
            let conflict = Conflict {
                name: theirs.record.form.name.clone(),
                area: Area::Accounts,
                record: ("account", id.map_or_else(String::new, |id| id.to_string())),
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

fn page(visitor: &SignedIn, id: Option<AccountId>, record: RecordForm) -> EditPage {
    let title = if id.is_some() {
        record.form.name.clone()
    } else {
        visitor.t.get("account-new").into_owned()
    };
    EditPage {
        frame: visitor.frame(title, Area::Accounts),
        t: visitor.t,
        id,
        record,
        opened: Markup::default(),
        similar: Markup::default(),
    }
}

impl EditPage {
    /// Where the script asks for clients like the one that is typed.
    fn similar_url(&self) -> String {
        let own = self.id.map(|id| id.to_string()).unwrap_or_default();
        urls::with_query(urls::ACCOUNTS_SIMILAR, &[("except", &own)])
    }

    fn is_held_back(&self) -> bool {
        self.similar != Markup::default()
    }

    fn action(&self) -> String {
        self.id
            .map_or_else(|| urls::ACCOUNT_NEW.to_owned(), urls::account_edit)
    }

    fn back(&self) -> String {
        self.id
            .map_or_else(|| urls::ACCOUNTS.to_owned(), urls::account)
    }

    fn version(&self) -> i64 {
        self.record.version()
    }

    /// What the form says, field by field.
    fn versions(&self) -> Vec<FieldVersion> {
        let sections = self.sections();
        let fields = sections.iter().flat_map(|section| &section.fields);
        fields.map(FieldVersion::of).collect()
    }

    fn sections(&self) -> Vec<Section> {
        let t = self.t;
        let state = self.record.state(t, "account-field");
        let colleagues = &self.record.form.colleagues;
        let sectors = words(t, "sector", &Sector::ALL.map(Sector::id));
        let section = |title: &str, fields: Vec<FormField>| Section {
            title: t.get(title).into_owned(),
            fields,
        };
        let tags = FormField {
            suggestions: self.record.form.tags.clone(),
            ..state.text("tags", "text")
        };
        vec![
            section(
                "account-section-who",
                vec![
                    state.required("name", "text"),
                    state.text("legal_name", "text"),
                    state.text("country", "text"),
                    state.text("registration_number", "text"),
                    state.text("vat_number", "text"),
                    state.choice("sector", &sectors),
                ],
            ),
            section(
                "account-section-where",
                vec![
                    state.text("city", "text"),
                    state.text("address", "text"),
                    state.text("phone", "tel"),
                    state.text("email", "text"),
                    state.text("website", "text"),
                ],
            ),
            section(
                "account-section-ours",
                vec![
                    state.choice("owner", colleagues),
                    state.choice("substitute", colleagues),
                    state.text("rhythm_days", "number"),
                    state.text("parent", "text"),
                    tags,
                    state.lines("codes"),
                ],
            ),
            section(
                "account-section-origin",
                vec![
                    state.choice("origin", &words(t, "origin", &ORIGINS)),
                    state.text("acquired_on", "text"),
                    state.lines("origin_note"),
                    state.lines("note"),
                ],
            ),
        ]
    }
}
