//! Quick add: a line as one would jot it down; the second step shows what was understood, to be
//! corrected and saved.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::quick_add::PieceKind;
use clientela_texts::{Texts, format};

use super::done;
use super::happening_parts::{asked_options, kind_options};
use super::interaction_forms::InteractionForm;
use super::next_steps::owner_options;
use super::shared::SelectOption;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::{InteractionKind, Jotted, JottedPiece, JottedUnclear};

#[derive(Template)]
#[template(path = "add.html")]
struct AddPage {
    frame: Frame,
    t: Texts,
    line: String,
    read: Option<Jotted>,
    form: InteractionForm,
    account: String,
    people: Vec<SelectOption>,
    users: Vec<SelectOption>,
    owners: Vec<SelectOption>,
    errors: FieldErrors,
}

/// A piece of the line, underlined by what it was taken for.
pub(super) struct Mark {
    pub(super) class: &'static str,
    pub(super) title: String,
    pub(super) text: String,
}

/// Something of the line that was not understood.
pub(super) struct Doubt {
    pub(super) text: String,
    pub(super) candidates: String,
}

/// `GET /add`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let line = Fields::parse(&visitor.query).get("line").to_owned();
    if line.is_empty() {
        let page = page(
            &state,
            &visitor,
            None,
            InteractionForm::default(),
            String::new(),
            Vec::new(),
        );
        return Ok(render(&page.await?)?.into_response());
    }
    let read = match state.desk.read_line(&visitor.user, &line).await {
        Ok(read) => read,
        Err(DeskError::Invalid { field, message }) => {
            let form = InteractionForm::default();
            let mut page = page(
                &state,
                &visitor,
                None,
                form,
                String::new(),
                vec![(field, message)],
            )
            .await?;
            page.line = line;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response());
        }
        Err(other) => return Err(other.into()),
    };
    let (form, account) = proposed(&read, &visitor);
    let page = page(&state, &visitor, Some(read), form, account, Vec::new()).await?;
    Ok(render(&page)?.into_response())
}

/// What the line proposes, as a form to be corrected.
fn proposed(read: &Jotted, visitor: &SignedIn) -> (InteractionForm, String) {
    let account = read.account();
    let only = |days: &[clientela_domain::day::Date]| match days {
        [day] => format::day(visitor.language(), *day),
        _ => String::new(),
    };
    let mut form = InteractionForm {
        account: account.map(|(id, _)| *id),
        people: read
            .certain_people()
            .into_iter()
            .map(|(id, _)| id)
            .collect(),
        ..InteractionForm::default()
    };
    if read.happened {
        form.kind = read.kind.map_or("", InteractionKind::code).to_owned();
        form.day = match &read.told {
            Some((words, _)) => words.clone(),
            None => only(&read.days),
        };
        form.direction = read
            .direction
            .map_or_else(String::new, |one| one.code().to_owned());
        form.summary = read.summary().to_owned();
        form.minutes = read
            .minutes
            .map(|minutes| minutes.to_string())
            .unwrap_or_default();
        form.users = vec![visitor.user.id];
        form.users
            .extend(read.certain_users().into_iter().map(|(id, _)| id));
    }
    if read.planned {
        form.step.what.clone_from(&read.what);
        form.step.due = only(&read.due);
        form.step.owner = match read.owners.as_slice() {
            [(id, _)] => Some(*id),
            _ => Some(visitor.user.id),
        };
    }
    (
        form,
        account.map(|(_, name)| name.clone()).unwrap_or_default(),
    )
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    read: Option<Jotted>,
    form: InteractionForm,
    account: String,
    errors: FieldErrors,
) -> Result<AddPage, WebError> {
    let (desk, user) = (&state.desk, &visitor.user);
    let colleagues = desk.colleagues(user).await?;
    let mut people = match form.account {
        Some(id) => desk.people_at(user, id).await?,
        None => Vec::new(),
    };
    let elsewhere: Vec<_> = form
        .people
        .iter()
        .copied()
        .filter(|id| people.iter().all(|(known, _)| known != id))
        .collect();
    people.extend(desk.people_named(user, &elsewhere).await?);
    Ok(AddPage {
        frame: visitor.frame(visitor.t.get("add-title"), Area::Elsewhere),
        t: visitor.t,
        line: read
            .as_ref()
            .map(|read| read.line.clone())
            .unwrap_or_default(),
        people: people
            .into_iter()
            .map(|(id, name)| SelectOption {
                selected: form.people.contains(&id),
                value: id.to_string(),
                name,
            })
            .collect(),
        users: colleagues
            .iter()
            .filter(|one| one.active)
            .map(|one| SelectOption {
                selected: form.users.contains(&one.id),
                value: one.id.to_string(),
                name: one.name.clone(),
            })
            .collect(),
        owners: owner_options(&colleagues, form.step.owner.or(Some(user.id))),
        read,
        form,
        account,
        errors,
    })
}

/// `POST /add`
pub async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let typed = fields.get("client").to_owned();
    let account = state.desk.find_account(&visitor.user, &typed).await?;
    let form = InteractionForm::of(&fields, account);
    let saved = if account.is_none() {
        Err(DeskError::Invalid {
            field: "client",
            message: "add-client-unknown",
        })
    } else {
        form.log(&state, &visitor).await
    };
    match saved {
        Ok(()) => {
            let back = account.map_or_else(|| urls::ACTIVITY.to_owned(), urls::account);
            Ok(done(
                &visitor,
                &format!("{back}#timeline"),
                "interaction-saved",
            ))
        }
        Err(DeskError::Invalid { field, message }) => {
            let line = fields.get("line").to_owned();
            let read = state.desk.read_line(&visitor.user, &line).await.ok();
            let mut page =
                page(&state, &visitor, read, form, typed, vec![(field, message)]).await?;
            page.line = line;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

impl AddPage {
    fn error(&self, name: &str) -> Option<&'static str> {
        self.errors
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, message)| *message)
    }

    /// The second step: something was read, or sent back.
    fn is_read(&self) -> bool {
        self.read.is_some() || self.errors.iter().any(|(field, _)| *field != "line")
    }

    fn marks(&self) -> Vec<Mark> {
        let pieces = self.read.as_ref().map(|read| read.pieces.as_slice());
        marks(self.t, pieces.unwrap_or_default())
    }

    fn doubts(&self) -> Vec<Doubt> {
        let unclear = self.read.as_ref().map(|read| read.unclear.as_slice());
        doubts(self.t, unclear.unwrap_or_default())
    }

    /// Clients the line may mean, to choose from.
    fn account_choices(&self) -> Vec<String> {
        let read = self.read.as_ref().filter(|read| read.accounts.len() > 1);
        read.map_or_else(Vec::new, |read| {
            read.accounts.iter().map(|(_, name)| name.clone()).collect()
        })
    }

    fn asked(&self) -> Vec<SelectOption> {
        asked_options(self.t, &self.form.asked)
    }

    fn kinds(&self) -> Vec<SelectOption> {
        kind_options(self.t, InteractionKind::from_code(&self.form.kind))
    }
}

/// The pieces of a line, each underlined by what it was taken for.
pub(super) fn marks(t: Texts, pieces: &[JottedPiece]) -> Vec<Mark> {
    let mark = |piece: &JottedPiece| Mark {
        class: mark_class(piece),
        title: piece
            .kind
            .map_or_else(String::new, |kind| t.get(piece_name(kind)).into_owned()),
        text: piece.text.clone(),
    };
    pieces.iter().map(mark).collect()
}

const fn piece_name(kind: PieceKind) -> &'static str {
    match kind {
        PieceKind::Channel => "piece-channel",
        PieceKind::Day => "piece-day",
        PieceKind::Client => "piece-client",
        PieceKind::Person => "piece-person",
        PieceKind::Colleague => "piece-colleague",
        PieceKind::Minutes => "piece-minutes",
        PieceKind::Said => "piece-said",
        PieceKind::What => "piece-what",
    }
}

/// What of a line was not understood, in words.
pub(super) fn doubts(t: Texts, unclear: &[JottedUnclear]) -> Vec<Doubt> {
    let doubt = |one: &JottedUnclear| {
        let reason = t.get(one.reason.message_id());
        Doubt {
            text: if one.words.is_empty() {
                reason.into_owned()
            } else {
                format!("„{}“: {reason}", one.words)
            },
            candidates: one.candidates.join(", "),
        }
    };
    unclear.iter().map(doubt).collect()
}

const fn mark_class(piece: &JottedPiece) -> &'static str {
    if piece.unclear {
        return "piece piece-open";
    }
    match piece.kind {
        None => "",
        Some(PieceKind::Client) => "piece piece-client",
        Some(PieceKind::Person | PieceKind::Colleague) => "piece piece-person",
        Some(PieceKind::Day) => "piece piece-day",
        Some(PieceKind::Channel | PieceKind::Minutes) => "piece piece-channel",
        Some(PieceKind::Said) => "piece piece-said",
        Some(PieceKind::What) => "piece piece-what",
    }
}
