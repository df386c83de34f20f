//! The form of a client: new and changed, with nothing lost when something is wrong or somebody else
//! was faster.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::ids::AccountId;
use clientela_domain::sector::Sector;
use clientela_texts::Texts;

use super::form_fields::{FormField, FormState, Kind, input_of, words};
use super::{done, similar};
use crate::error::WebError;
use crate::form::CheckedForm;
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{FieldMistake, FormInput, FormView, Saved};

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
    form: FormView,
    typed: Option<FormInput>,
    mistakes: Vec<FieldMistake>,
    theirs: Option<Box<FormView>>,
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
    let input = input_of(&fields, &FIELDS);
    // Shown once: who saves again has seen them.
    if fields.get("similar_seen") != "yes" && visitor.user.may_edit {
        let found = state.desk.similar_accounts(&visitor.user, &input, None);
        let similar = similar::part(visitor.t, &found.await?, true);
        if similar != Markup::default() {
            let form = state.desk.account_form(&visitor.user, None).await?;
            let mut page = page(&visitor, None, form, Some(input), Vec::new(), None);
            page.similar = similar;
            return Ok((StatusCode::CONFLICT, render(&page)?).into_response());
        }
    }
    save(&state, &visitor, None, input).await
}

/// `POST /accounts/{id}/edit`
pub async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    save(&state, &visitor, Some(id), input_of(&fields, &FIELDS)).await
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
    Ok(done(&visitor, urls::ACCOUNTS, "account-deleted"))
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
    let page = page(visitor, id, form, None, Vec::new(), None);
    Ok(render(&page)?.into_response())
}

async fn save(
    state: &WebState,
    visitor: &SignedIn,
    id: Option<AccountId>,
    mut input: FormInput,
) -> Result<Response, WebError> {
    let saved = state.desk.save_account(&visitor.user, id, &input).await?;
    let (status, mistakes, theirs) = match saved {
        Saved::Done(id) => return Ok(done(visitor, &urls::account(id), "saved")),
        Saved::Wrong(mistakes) => (StatusCode::UNPROCESSABLE_ENTITY, mistakes, None),
        Saved::Changed(theirs) => {
            // Saving again is then a decision, made with both versions in view.
            input.version = theirs.version;
            (StatusCode::CONFLICT, Vec::new(), Some(theirs))
        }
    };
    let form = state.desk.account_form(&visitor.user, id).await?;
    let page = page(visitor, id, form, Some(input), mistakes, theirs);
    Ok((status, render(&page)?).into_response())
}

fn page(
    visitor: &SignedIn,
    id: Option<AccountId>,
    form: FormView,
    typed: Option<FormInput>,
    mistakes: Vec<FieldMistake>,
    theirs: Option<Box<FormView>>,
) -> EditPage {
    let title = if id.is_some() {
        form.name.clone()
    } else {
        visitor.t.get("account-new").into_owned()
    };
    EditPage {
        frame: visitor.frame(title, Area::Accounts),
        t: visitor.t,
        id,
        form,
        typed,
        mistakes,
        theirs,
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
        self.typed
            .as_ref()
            .map_or(self.form.version, |typed| typed.version)
    }

    fn sections(&self) -> Vec<Section> {
        let t = self.t;
        let state = FormState {
            t,
            prefix: "account-field",
            form: &self.form,
            typed: self.typed.as_ref(),
            mistakes: &self.mistakes,
            theirs: self.theirs.as_deref(),
        };
        let colleagues = &self.form.colleagues;
        let sectors = words(t, "sector", &Sector::ALL.map(Sector::id));
        let section = |title: &str, fields: Vec<FormField>| Section {
            title: t.get(title).into_owned(),
            fields,
        };
        let tags = FormField {
            suggestions: self.form.tags.clone(),
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
