//! How often clients and prospects are meant to be spoken with, and asked for names: the firm's rules.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_texts::Texts;

use super::conflict::{self, Conflict, FieldVersion};
use super::done_with_undo;
use crate::desk::{DeskError, Rhythms};
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::{ProspectRhythmSettings, RhythmSettings};

#[derive(Template)]
#[template(path = "rhythm.html")]
struct RhythmPage {
    frame: Frame,
    t: Texts,
    values: [String; 9],
    version: i64,
    errors: FieldErrors,
    may_change: bool,
    opened: Markup,
}

struct DaysField {
    name: &'static str,
    label: &'static str,
    value: String,
    error: Option<&'static str>,
}

/// Fields of clients, of which there are [`CLIENTS`], then those of prospects.
const FIELDS: [(&str, &str); 9] = [
    ("key", "rhythm-key"),
    ("a", "rhythm-a"),
    ("b", "rhythm-b"),
    ("c", "rhythm-c"),
    ("asking", "rhythm-asking"),
    ("promising", "prospect-class-promising"),
    ("contacted", "prospect-class-contacted"),
    ("new", "prospect-class-new"),
    ("cold", "prospect-class-cold"),
];

/// How many fields are of clients.
const CLIENTS: usize = 5;

impl RhythmPage {
    /// The fields in their groups, each with its heading.
    fn groups(&self) -> [(&'static str, Vec<DaysField>); 2] {
        let mut clients = self.fields();
        let prospects = clients.split_off(CLIENTS);
        [("rhythm-clients", clients), ("rhythm-prospects", prospects)]
    }

    fn fields(&self) -> Vec<DaysField> {
        let field = |(index, (name, label)): (usize, &(&'static str, &'static str))| DaysField {
            name,
            label,
            value: self.values[index].clone(),
            error: self
                .errors
                .iter()
                .find(|(field, _)| field == name)
                .map(|(_, message)| *message),
        };
        FIELDS.iter().enumerate().map(field).collect()
    }
}

/// `GET /settings/rhythm`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let (rhythms, version) = state.desk.rhythms(&visitor.user).await?;
    let mut page = page(&visitor, values_of(&rhythms), version, Vec::new());
    page.opened = conflict::opened(&versions(visitor.t, &page.values));
    Ok(render(&page)?.into_response())
}

fn values_of((rhythms, prospects): &Rhythms) -> [String; 9] {
    let text = |days: Option<u32>| days.map(|days| days.to_string()).unwrap_or_default();
    [
        rhythms.key,
        rhythms.a,
        rhythms.b,
        rhythms.c,
        rhythms.asking,
        prospects.promising,
        prospects.contacted,
        prospects.new,
        prospects.cold,
    ]
    .map(text)
}

/// What the form says, field by field.
fn versions(t: Texts, values: &[String; 9]) -> Vec<FieldVersion> {
    let fields = FIELDS.iter().zip(values);
    fields
        .map(|((name, label), value)| FieldVersion::text(name, t.get(label), value))
        .collect()
}

fn page(visitor: &SignedIn, values: [String; 9], version: i64, errors: FieldErrors) -> RhythmPage {
    RhythmPage {
        frame: visitor.frame(visitor.t.get("rhythm-title"), Area::Settings),
        t: visitor.t,
        values,
        version,
        errors,
        may_change: visitor.user.is_administrator,
        opened: Markup::default(),
    }
}

/// `POST /settings/rhythm`
pub async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let version = fields.get("version").parse().unwrap_or(0);
    let mut errors = FieldErrors::new();
    let rhythms = rhythms_of(&fields, &mut errors);
    if errors.is_empty() {
        match state
            .desk
            .set_rhythms(&visitor.user, rhythms, version)
            .await
        {
            Ok(()) => {
                return done_with_undo(&state, &visitor, urls::SETTINGS_RHYTHM, "saved").await;
            }
            Err(DeskError::Invalid { field, message }) => errors.push((field, message)),
            Err(DeskError::Conflict) => return compared(&state, &visitor, rhythms, &fields).await,
            Err(other) => return Err(other.into()),
        }
    }
    let values = FIELDS.map(|(name, _)| fields.get(name).to_owned());
    let mut page = page(&visitor, values, version, errors);
    page.opened = conflict::still_opened(&fields);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
}

/// Somebody else changed the settings meanwhile: these, or others that are not in the way.
async fn compared(
    state: &WebState,
    visitor: &SignedIn,
    rhythms: Rhythms,
    fields: &Fields,
) -> Result<Response, WebError> {
    let t = visitor.t;
    let (now, version) = state.desk.rhythms(&visitor.user).await?;
    let theirs = versions(t, &values_of(&now));
    if conflict::untouched(fields, &theirs) {
        let saved = state.desk.set_rhythms(&visitor.user, rhythms, version);
        saved.await?;
        return done_with_undo(state, visitor, urls::SETTINGS_RHYTHM, "saved").await;
    }
    let conflict = Conflict {
        name: t.get("rhythm-title").into_owned(),
        area: Area::Settings,
        record: ("setting", "firm".to_owned()),
        action: urls::SETTINGS_RHYTHM.to_owned(),
        back: urls::SETTINGS_RHYTHM.to_owned(),
        version,
        fields,
        mine: versions(t, &values_of(&rhythms)),
        theirs,
    };
    conflict::page(state, visitor, conflict).await
}

fn rhythms_of(fields: &Fields, errors: &mut FieldErrors) -> Rhythms {
    let mut days = |name: &'static str| match fields.get(name) {
        "" => None,
        text => match text.parse::<u32>() {
            Ok(days) => Some(days),
            Err(_) => {
                errors.push((name, "field-rhythm-invalid"));
                None
            }
        },
    };
    let clients = RhythmSettings {
        key: days("key"),
        a: days("a"),
        b: days("b"),
        c: days("c"),
        asking: days("asking"),
    };
    let prospects = ProspectRhythmSettings {
        promising: days("promising"),
        contacted: days("contacted"),
        new: days("new"),
        cold: days("cold"),
    };
    (clients, prospects)
}
