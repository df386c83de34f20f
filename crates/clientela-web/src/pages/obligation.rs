//! One obligation: what was promised, what became of it and why, and what can be said of it next.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::ids::ObligationId;
use clientela_texts::{Texts, event_days, evidence, format};

use super::conflict::{self, Conflict, FieldVersion};
use super::happening_parts::{Undoable, back_of, undo_notice};
use super::next_steps::owner_options;
use super::obligation_parts::{
    ObligationForm, event_deed, kind_options, origin_options, side_message, state_name,
};
use super::shared::SelectOption;
use super::{done, done_with_undo};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::agreements::ClauseBehind;
use crate::views::obligations::{Event, EventDraft, ObligationLine, draft_of};

#[derive(Template)]
#[template(path = "obligation.html")]
struct ObligationPage {
    frame: Frame,
    t: Texts,
    undo: Markup,
    line: ObligationLine,
    successor: Option<ObligationId>,
    /// The clause it came from.
    behind: Option<ClauseBehind>,
    form: ObligationForm,
    people: Vec<SelectOption>,
    owners: Vec<SelectOption>,
    errors: FieldErrors,
    version: i64,
    opened: Markup,
    may_edit: bool,
}

struct Fact {
    name: String,
    value: String,
    href: String,
}

struct StepRow {
    iso: String,
    day: String,
    event: String,
    state: String,
    note: String,
    by: String,
}

struct Deed {
    code: &'static str,
    name: String,
}

/// `GET /obligations/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = ObligationId::parse(&id).ok_or(WebError::NotFound)?;
    let line = state.desk.obligation(&visitor.user, id).await?;
    let form = form_of(&line);
    let mut page = page(&state, &visitor, line, form, Vec::new()).await?;
    page.opened = conflict::opened(&page.versions());
    Ok(render(&page)?.into_response())
}

fn form_of(line: &ObligationLine) -> ObligationForm {
    let draft = draft_of(&line.obligation);
    ObligationForm::of_draft(line.obligation.obligation.account_id, &draft)
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    line: ObligationLine,
    form: ObligationForm,
    errors: FieldErrors,
) -> Result<ObligationPage, WebError> {
    let (desk, user, t) = (&state.desk, &visitor.user, visitor.t);
    let account = line.obligation.obligation.account_id;
    let mut people = desk.people_at(user, account).await?;
    let elsewhere: Vec<_> = form
        .person
        .into_iter()
        .filter(|id| people.iter().all(|(known, _)| known != id))
        .collect();
    people.extend(desk.people_named(user, &elsewhere).await?);
    let colleagues = desk.colleagues(user).await?;
    let frame = visitor.frame(t.get("obligation-title"), Area::Obligations);
    Ok(ObligationPage {
        undo: undo_notice(visitor, &frame)?,
        successor: desk.obligation_successor(user, line.obligation.id).await?,
        behind: desk.clause_behind(user, &line).await?,
        owners: owner_options(&colleagues, form.owner),
        people: people
            .into_iter()
            .map(|(id, name)| SelectOption {
                selected: form.person == Some(id),
                value: id.to_string(),
                name,
            })
            .collect(),
        version: line.obligation.version,
        opened: Markup::default(),
        may_edit: user.may_edit,
        frame,
        t,
        line,
        form,
        errors,
    })
}

/// `POST /obligations/{id}`
pub async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = ObligationId::parse(&id).ok_or(WebError::NotFound)?;
    let line = state.desk.obligation(&visitor.user, id).await?;
    visitor.require(visitor.user.may_edit)?;
    let version = fields.get("version").parse().unwrap_or(0);
    let form = changed(&line, &fields);
    let saved = match form.draft() {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => {
            let (desk, user) = (&state.desk, &visitor.user);
            desk.change_obligation(user, id, &draft, version).await
        }
    };
    match saved {
        Ok(()) => done_with_undo(&state, &visitor, &urls::obligation(id), "saved").await,
        Err(DeskError::Invalid { field, message }) => {
            let mut page = page(&state, &visitor, line, form, vec![(field, message)]).await?;
            page.version = version;
            page.opened = conflict::still_opened(&fields);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(DeskError::Conflict) => {
            let now = state.desk.obligation(&visitor.user, id).await?;
            if now.obligation.version == version {
                return Err(WebError::Conflict);
            }
            compared(&state, &visitor, now, form, &fields).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The form with what cannot be changed as it stands in the book.
fn changed(line: &ObligationLine, fields: &Fields) -> ObligationForm {
    let known = form_of(line);
    let typed = ObligationForm::of(fields, known.account);
    let dated = line.obligation.obligation.due_day.is_some();
    ObligationForm {
        debtor: known.debtor,
        condition: known.condition,
        made_on: known.made_on,
        interaction: known.interaction,
        support: known.support,
        is_gift: known.is_gift,
        due: if dated { known.due } else { typed.due.clone() },
        grace: if dated {
            known.grace
        } else {
            typed.grace.clone()
        },
        ..typed
    }
}

/// Somebody else changed it meanwhile.
async fn compared(
    state: &WebState,
    visitor: &SignedIn,
    now: ObligationLine,
    mine: ObligationForm,
    fields: &Fields,
) -> Result<Response, WebError> {
    let standing = form_of(&now);
    let theirs = page(state, visitor, now.clone(), standing, Vec::new()).await?;
    let mine = page(state, visitor, now, mine, Vec::new()).await?;
    let id = theirs.line.obligation.id;
    let conflict = Conflict {
        name: format!(
            "{}, {}",
            visitor.t.get("obligation-title"),
            theirs.line.account_name
        ),
        area: Area::Obligations,
        record: ("obligation", id.to_string()),
        action: urls::obligation(id),
        back: urls::obligation(id),
        version: theirs.version,
        fields,
        mine: mine.versions(),
        theirs: theirs.versions(),
    };
    conflict::page(state, visitor, conflict).await
}

/// `POST /obligations/{id}/{deed}`: an event, a new agreement, or taking back what was written last.
pub async fn act(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, deed)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = ObligationId::parse(&id).ok_or(WebError::NotFound)?;
    let back = match fields.get("return_to") {
        "" => urls::obligation(id),
        _ => back_of(&fields),
    };
    match deed.as_str() {
        "take-back" => {
            let note = fields.get("note");
            let taken = state.desk.take_back_obligation(&visitor.user, id, note);
            taken.await?;
            Ok(done(&visitor, &back, "obligation-taken-back"))
        }
        "record" => record(&state, &visitor, id, fields.get("event"), &fields, &back).await,
        "renegotiate" => renegotiate(&state, &visitor, id, &fields).await,
        event => record(&state, &visitor, id, event, &fields, &back).await,
    }
}

fn event_of(fields: &Fields, event: Event) -> EventDraft {
    EventDraft {
        event,
        day: fields.get("day").to_owned(),
        note: fields.get("note").to_owned(),
    }
}

async fn record(
    state: &WebState,
    visitor: &SignedIn,
    id: ObligationId,
    event: &str,
    fields: &Fields,
    back: &str,
) -> Result<Response, WebError> {
    let event = Event::from_code(event).ok_or(WebError::NotFound)?;
    let draft = event_of(fields, event);
    let version = fields.get("version").parse().ok();
    let recorded = state.desk.record_event(&visitor.user, id, &draft, version);
    match recorded.await {
        Ok(()) => Ok(Redirect::to(&Undoable::ObligationTold(id).after(back)).into_response()),
        Err(DeskError::Invalid { field, message }) => {
            said_wrong(state, visitor, id, vec![(field, message)]).await
        }
        Err(DeskError::Conflict) => {
            said_wrong(state, visitor, id, vec![("event", "obligation-impossible")]).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The page again, with what was wrong about what somebody said happened.
async fn said_wrong(
    state: &WebState,
    visitor: &SignedIn,
    id: ObligationId,
    errors: FieldErrors,
) -> Result<Response, WebError> {
    let line = state.desk.obligation(&visitor.user, id).await?;
    let form = form_of(&line);
    let page = page(state, visitor, line, form, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
}

async fn renegotiate(
    state: &WebState,
    visitor: &SignedIn,
    id: ObligationId,
    fields: &Fields,
) -> Result<Response, WebError> {
    let line = state.desk.obligation(&visitor.user, id).await?;
    visitor.require(visitor.user.may_edit)?;
    let mut draft = draft_of(&line.obligation);
    draft.what = fields.get("what").to_owned();
    draft.due = fields.get("due").to_owned();
    let agreed = event_of(fields, Event::Renegotiate);
    let version = fields.get("version").parse().ok();
    let new = state
        .desk
        .renegotiate(&visitor.user, id, &agreed, &draft, version)
        .await;
    match new {
        Ok(new) => {
            let there = urls::obligation(new);
            Ok(done(visitor, &there, "obligation-renegotiated"))
        }
        Err(DeskError::Invalid { field, message }) => {
            let field = if field == "due" { "new_due" } else { field };
            said_wrong(state, visitor, id, vec![(field, message)]).await
        }
        Err(DeskError::Conflict) => {
            said_wrong(state, visitor, id, vec![("event", "obligation-impossible")]).await
        }
        Err(other) => Err(other.into()),
    }
}

impl ObligationPage {
    /// What the form says, field by field.
    fn versions(&self) -> Vec<FieldVersion> {
        let label = |id: &str| self.t.get(id);
        let form = &self.form;
        let chosen = |options: &[SelectOption]| {
            let found = options.iter().find(|option| option.selected);
            found.map_or_else(String::new, |option| option.value.clone())
        };
        let (kinds, origins) = (self.kinds(), self.origins());
        vec![
            FieldVersion::text("what", label("obligation-what"), &form.what),
            FieldVersion::choice("kind", label("obligation-kind"), &kinds, &chosen(&kinds)),
            FieldVersion::choice(
                "origin",
                label("obligation-origin"),
                &origins,
                &chosen(&origins),
            ),
            FieldVersion::text("source", label("obligation-source"), &form.source),
            FieldVersion::text("due", label("obligation-due"), &form.due),
            FieldVersion::choice(
                "owner",
                label("obligation-owner"),
                &self.owners,
                &chosen(&self.owners),
            ),
            FieldVersion::choice(
                "person",
                label("obligation-person"),
                &self.people,
                &chosen(&self.people),
            ),
            FieldVersion::text(
                "importance",
                label("obligation-importance"),
                &form.importance,
            ),
        ]
    }

    fn error(&self, name: &str) -> Option<&'static str> {
        self.errors
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, message)| *message)
    }

    fn state(&self) -> String {
        state_name(self.t, &self.line)
    }

    fn account_href(&self) -> String {
        urls::account(self.line.obligation.obligation.account_id)
    }

    fn bond_href(&self) -> String {
        urls::account_bond(self.line.obligation.obligation.account_id)
    }

    fn side(&self) -> String {
        let own = &self.line.obligation.obligation;
        if own.is_gift {
            return self.t.get("obligation-gift-lead").into_owned();
        }
        self.t.get(side_message(own.debtor)).into_owned()
    }

    fn day(&self, day: clientela_domain::day::Date) -> String {
        format::day(self.t.language, day)
    }

    fn facts(&self) -> Vec<Fact> {
        let (t, own) = (self.t, &self.line.obligation.obligation);
        let fact = |id: &str, value: String, href: String| Fact {
            name: t.get(id).into_owned(),
            value,
            href,
        };
        let plain = |id: &str, value: String| fact(id, value, String::new());
        let due = match (own.due_day, own.grace_days) {
            (None, _) => t.get("obligation-undated").into_owned(),
            (Some(day), 0) => self.day(day),
            (Some(day), days) => t.with(
                "obligation-due-and-grace",
                &[("day", &self.day(day)), ("days", &days)],
            ),
        };
        let mut facts = vec![
            plain(
                "obligation-made-on",
                event_days::told_day(t.language, &own.made_on),
            ),
            plain("obligation-due", due),
            plain("obligation-kind", t.get(own.kind.message_id()).into_owned()),
            plain(
                "obligation-origin",
                t.get(own.origin.message_id()).into_owned(),
            ),
            plain("obligation-source", own.source.clone()),
            plain("obligation-condition", own.condition.clone()),
            plain("obligation-owner", self.line.owner_name.clone()),
            fact(
                "obligation-person",
                self.line.person_name.clone(),
                own.person_id.map(urls::person).unwrap_or_default(),
            ),
            plain("obligation-importance", own.importance.to_string()),
            plain("obligation-value", self.worth()),
        ];
        if let Some(interaction) = own.interaction_id {
            let text = t.get("obligation-from-interaction").into_owned();
            facts.push(fact(
                "obligation-interaction",
                text,
                urls::interaction(interaction),
            ));
        }
        if let Some(behind) = &self.behind {
            let there = urls::agreement(behind.agreement);
            facts.push(fact("obligation-clause", behind.name(), there));
        }
        if let Some(support) = own.support_id {
            let text = t.get("obligation-from-support").into_owned();
            facts.push(fact("support-title", text, urls::support(support)));
        }
        facts.retain(|fact| !fact.value.is_empty());
        facts
    }

    /// What the data say by now of the clause it came from.
    fn clause_stands(&self) -> String {
        let behind = self.behind.as_ref();
        behind.map_or_else(String::new, |behind| behind.standing_text(self.t))
    }

    /// Data that came later clear the breach it came from, and it is still owed.
    fn is_cleared(&self) -> bool {
        let measure = self.behind.as_ref().and_then(|one| one.measure.as_ref());
        let may_be_released = self.deeds().iter().any(|deed| deed.code == "release");
        measure.is_some_and(|one| one.is_cleared()) && may_be_released
    }

    fn worth(&self) -> String {
        let Some((low, high, currency)) = self.line.obligation.obligation.value else {
            return String::new();
        };
        let money = |amount| format::money(self.t.language, amount, currency);
        if low == high {
            money(low)
        } else {
            format!("{} – {}", money(low), money(high))
        }
    }

    fn steps(&self) -> Vec<StepRow> {
        let row = |step: &clientela_domain::obligations::Step| {
            let (note, by) = self.line.said(step.entry);
            StepRow {
                iso: self.line.day_of(step).to_string(),
                day: event_days::told_day(self.t.language, &self.line.day_of(step)),
                event: self.t.get(step.event.message_id()).into_owned(),
                state: self.t.get(step.state.message_id()).into_owned(),
                note: note.to_owned(),
                by: match step.entry {
                    None => self.t.get("obligation-by-calendar").into_owned(),
                    Some(_) if by.is_empty() => self.t.get("journal-program").into_owned(),
                    Some(_) => by.to_owned(),
                },
            }
        };
        self.line.standing.path.iter().map(row).collect()
    }

    fn why(&self) -> Vec<String> {
        let why = self
            .line
            .standing
            .why(&self.line.obligation.obligation.terms());
        let inputs = why
            .inputs
            .iter()
            .map(|input| evidence::input(self.t, input));
        let missing = why.missing.iter().map(|one| evidence::missing(self.t, one));
        inputs.chain(missing).collect()
    }

    fn deeds(&self) -> Vec<Deed> {
        self.line
            .possible()
            .into_iter()
            .filter(|event| *event != Event::Renegotiate)
            .map(|event| Deed {
                code: event.code(),
                name: event_deed(self.t, event),
            })
            .collect()
    }

    fn may_renegotiate(&self) -> bool {
        self.line.possible().contains(&Event::Renegotiate)
    }

    fn may_take_back(&self) -> bool {
        let ended = clientela_domain::obligations::Group::Ended;
        !self.line.obligation.events.is_empty() && self.line.state().group() != ended
    }

    fn action(&self, deed: &str) -> String {
        urls::obligation_deed(self.line.obligation.id, deed)
    }

    fn change_action(&self) -> String {
        urls::obligation(self.line.obligation.id)
    }

    fn replaces(&self) -> String {
        let id = self.line.obligation.replaces_id;
        id.map(urls::obligation).unwrap_or_default()
    }

    fn replaced_by(&self) -> String {
        self.successor.map(urls::obligation).unwrap_or_default()
    }

    fn is_dated(&self) -> bool {
        self.line.obligation.obligation.due_day.is_some() || self.line.obligation.obligation.is_gift
    }

    fn kinds(&self) -> Vec<SelectOption> {
        kind_options(self.t, self.form.kind)
    }

    fn origins(&self) -> Vec<SelectOption> {
        origin_options(self.t, self.form.origin)
    }
}
