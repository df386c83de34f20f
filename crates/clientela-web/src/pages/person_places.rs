//! Places of a person: a new one, changed, ended, left for another employer.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::ids::{AffiliationId, PersonId};
use clientela_texts::Texts;

use super::conflict::{self, Conflict, FieldVersion};
use super::form_fields::{FormField, Kind, RecordForm, input_of};
use super::person::shown_name;
use super::{done, done_with_undo};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{FieldMistake, FormInput, FormView, PlaceView, Saved};

/// Fields of a new place and of a changed one.
const NEW_FIELDS: [&str; 5] = ["account", "title", "unit", "first_day", "last_day"];
const CHANGED_FIELDS: [&str; 4] = ["title", "unit", "first_day", "last_day"];

/// What the page does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    New,
    Change(AffiliationId),
    MoveOn(AffiliationId),
}

#[derive(Template)]
#[template(path = "person_place.html")]
struct PlacePage {
    frame: Frame,
    t: Texts,
    person: PersonId,
    person_name: String,
    place_name: String,
    deed: Deed,
    record: RecordForm,
    opened: Markup,
}

fn ids(person: &str, place: &str) -> Result<(PersonId, AffiliationId), WebError> {
    let ids = PersonId::parse(person).zip(AffiliationId::parse(place));
    ids.ok_or(WebError::NotFound)
}

/// `GET /people/{id}/places/new`
pub async fn new(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = PersonId::parse(&id).ok_or(WebError::NotFound)?;
    show(&state, &visitor, id, Deed::New).await
}

/// `POST /people/{id}/places/new`
pub async fn add(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = PersonId::parse(&id).ok_or(WebError::NotFound)?;
    let input = input_of(&fields, &NEW_FIELDS);
    let saved = state.desk.add_place(&visitor.user, id, &input).await?;
    finish(&state, &visitor, id, Deed::New, (&fields, input), saved).await
}

/// `GET /people/{id}/places/{place}`
pub async fn edit(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, place)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let (id, place) = ids(&id, &place)?;
    show(&state, &visitor, id, Deed::Change(place)).await
}

/// `POST /people/{id}/places/{place}`
pub async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, place)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let (id, place) = ids(&id, &place)?;
    let input = input_of(&fields, &CHANGED_FIELDS);
    let deed = Deed::Change(place);
    match state.desk.change_place(&visitor.user, place, &input).await {
        Ok(saved) => finish(&state, &visitor, id, deed, (&fields, input), saved).await,
        Err(DeskError::Conflict) => {
            let theirs = page(&state, &visitor, id, deed, None).await?;
            let mine = page(&state, &visitor, id, deed, Some((input, Vec::new()))).await?;
            let conflict = Conflict {
                name: format!("{}, {}", theirs.person_name, theirs.place_name),
                area: Area::People,
                record: ("affiliation", place.to_string()),
                action: theirs.action(),
                back: theirs.back(),
                version: theirs.record.version(),
                fields: &fields,
                mine: mine.versions(),
                theirs: theirs.versions(),
            };
            conflict::page(&state, &visitor, conflict).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /people/{id}/places/{place}/move`
pub async fn move_form(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, place)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let (id, place) = ids(&id, &place)?;
    show(&state, &visitor, id, Deed::MoveOn(place)).await
}

/// `POST /people/{id}/places/{place}/move`
pub async fn move_on(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, place)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let (id, place) = ids(&id, &place)?;
    let input = input_of(&fields, &NEW_FIELDS);
    let saved = state.desk.move_on(&visitor.user, place, &input).await?;
    let deed = Deed::MoveOn(place);
    finish(&state, &visitor, id, deed, (&fields, input), saved).await
}

/// `POST /people/{id}/places/{place}/end`
pub async fn end(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, place)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let (id, place) = ids(&id, &place)?;
    let version = fields.get("version").parse().unwrap_or(0);
    state.desk.end_place(&visitor.user, place, version).await?;
    Ok(done(&visitor, &urls::person(id), "saved"))
}

/// `POST /people/{id}/places/{place}/delete`
pub async fn remove(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, place)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let (id, place) = ids(&id, &place)?;
    let version = fields.get("version").parse().unwrap_or(0);
    state
        .desk
        .remove_place(&visitor.user, place, version)
        .await?;
    Ok(done(&visitor, &urls::person(id), "saved"))
}

async fn finish(
    state: &WebState,
    visitor: &SignedIn,
    person: PersonId,
    deed: Deed,
    (fields, input): (&Fields, FormInput),
    saved: Saved<()>,
) -> Result<Response, WebError> {
    match saved {
        Saved::Done(()) => done_with_undo(state, visitor, &urls::person(person), "saved").await,
        Saved::Wrong(mistakes) => {
            let typed = Some((input, mistakes));
            let mut page = page(state, visitor, person, deed, typed).await?;
            page.opened = conflict::still_opened(fields);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Saved::Changed(_) => Err(WebError::Conflict),
    }
}

async fn show(
    state: &WebState,
    visitor: &SignedIn,
    person: PersonId,
    deed: Deed,
) -> Result<Response, WebError> {
    let mut page = page(state, visitor, person, deed, None).await?;
    page.opened = conflict::opened(&page.versions());
    Ok(render(&page)?.into_response())
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    person: PersonId,
    deed: Deed,
    typed: Option<(FormInput, Vec<FieldMistake>)>,
) -> Result<PlacePage, WebError> {
    if !visitor.user.may_edit {
        return Err(WebError::Forbidden);
    }
    let who = state.desk.person(&visitor.user, person).await?;
    let place = match deed {
        Deed::New => None,
        Deed::Change(id) | Deed::MoveOn(id) => Some(state.desk.place(&visitor.user, id).await?),
    };
    if place.as_ref().is_some_and(|place| place.person != person) {
        return Err(WebError::NotFound);
    }
    let form = form_of(deed, place.as_ref());
    let person_name = shown_name(visitor.t, &who.name);
    Ok(PlacePage {
        frame: visitor.frame(person_name.clone(), Area::People),
        t: visitor.t,
        person,
        person_name,
        place_name: place
            .as_ref()
            .map_or_else(String::new, |place| place.account_name.clone()),
        deed,
        record: match typed {
            None => RecordForm::opened(form),
            Some((input, mistakes)) => RecordForm::typed(form, input, mistakes),
        },
        opened: Markup::default(),
    })
}

fn form_of(deed: Deed, place: Option<&PlaceView>) -> FormView {
    match (deed, place) {
        (Deed::Change(_), Some(place)) => FormView {
            texts: vec![
                ("title", place.title.clone()),
                ("unit", place.unit.clone()),
                ("first_day", place.first_day.clone()),
                ("last_day", place.last_day.clone()),
            ],
            version: place.version,
            ..FormView::default()
        },
        _ => FormView::default(),
    }
}

impl PlacePage {
    fn title(&self) -> String {
        let name = self.place_name.as_str();
        match self.deed {
            Deed::New => self.t.get("place-new").into_owned(),
            Deed::Change(_) => self.t.with1("place-edit", "account", name),
            Deed::MoveOn(_) => self.t.with1("place-move", "account", name),
        }
    }

    fn lead(&self) -> String {
        match self.deed {
            Deed::MoveOn(_) => self.t.get("place-move-lead").into_owned(),
            Deed::New | Deed::Change(_) => String::new(),
        }
    }

    fn action(&self) -> String {
        match self.deed {
            Deed::New => urls::place_new(self.person),
            Deed::Change(place) => urls::place(self.person, place),
            Deed::MoveOn(place) => urls::place_step(self.person, place, "move"),
        }
    }

    fn back(&self) -> String {
        urls::person(self.person)
    }

    /// Address that removes the place; empty unless it is being changed.
    fn remove(&self) -> String {
        match self.deed {
            Deed::Change(place) => urls::place_step(self.person, place, "delete"),
            Deed::New | Deed::MoveOn(_) => String::new(),
        }
    }

    fn version(&self) -> String {
        self.record.version().to_string()
    }

    /// What the form says, field by field.
    fn versions(&self) -> Vec<FieldVersion> {
        self.fields().iter().map(FieldVersion::of).collect()
    }

    fn fields(&self) -> Vec<FormField> {
        let state = self.record.state(self.t, "place");
        let mut fields = Vec::new();
        if !matches!(self.deed, Deed::Change(_)) {
            fields.push(state.required("account", "text"));
        }
        fields.extend(["title", "unit", "first_day"].map(|name| state.text(name, "text")));
        if !matches!(self.deed, Deed::MoveOn(_)) {
            fields.push(state.text("last_day", "text"));
        }
        fields
    }
}
