//! One record of support: what, by whom, whether it was thanked for or confirmed, who was there, and how a
//! use stands to the permission.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::day::Date;
use clientela_domain::ids::SupportId;
use clientela_texts::{Texts, event_days, format};

use super::conflict::{self, Conflict, FieldVersion};
use super::happening_parts::{Undoable, undo_notice};
use super::next_steps::owner_options;
use super::obligation_parts::ObligationRow;
use super::shared::SelectOption;
use super::support_parts::{
    SupportForm, cover_lines, kind_options, mark_options, notes, side_options, worth_text,
};
use super::{done, done_with_undo};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields, amount};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::obligations::ObligationQuery;
use crate::views::support::{
    SupportDeed, SupportFamily, SupportKind, SupportLine, SupportSide, SupportState, draft_of,
};

#[derive(Template)]
#[template(path = "support.html")]
struct SupportPage {
    frame: Frame,
    t: Texts,
    undo: Markup,
    line: SupportLine,
    form: SupportForm,
    choices: Choices,
    errors: FieldErrors,
    version: i64,
    opened: Markup,
    today: Date,
    may_edit: bool,
    /// Promises that come from it.
    promises: Vec<ObligationRow>,
}

/// What the form offers.
pub(crate) struct Choices {
    /// The client's people.
    pub people: Vec<SelectOption>,
    /// Who may have confirmed it.
    pub confirmers: Vec<SelectOption>,
    /// Ours.
    pub owners: Vec<SelectOption>,
    /// Their people who can be asked.
    pub guests: Vec<Guest>,
    /// Ours who can be asked.
    pub hosts: Vec<Guest>,
}

/// Somebody who can be asked to something.
pub(crate) struct Guest {
    pub id: String,
    pub name: String,
    pub asked: bool,
    pub came: bool,
}

/// Promises shown.
const PROMISES_SHOWN: u64 = 50;

struct Fact {
    name: String,
    value: String,
    href: String,
}

/// What can be done about it with one press.
struct Quick {
    deed: &'static str,
    name: String,
    /// A value is asked for.
    asks_value: bool,
}

/// What the form of support offers at its client.
pub(crate) async fn choices(
    state: &WebState,
    visitor: &SignedIn,
    form: &SupportForm,
) -> Result<Choices, WebError> {
    let (desk, user) = (&state.desk, &visitor.user);
    let mut people = match form.account {
        Some(id) => desk.people_at(user, id).await?,
        None => Vec::new(),
    };
    let named = form.person.into_iter().chain(form.confirmed_by);
    let mut elsewhere: Vec<_> = named
        .chain(form.people.iter().map(|(id, _)| *id))
        .filter(|id| people.iter().all(|(known, _)| known != id))
        .collect();
    elsewhere.sort_unstable();
    elsewhere.dedup();
    people.extend(desk.people_named(user, &elsewhere).await?);
    let colleagues = desk.colleagues(user).await?;
    let option = |chosen| {
        people
            .iter()
            .map(|(id, name)| SelectOption {
                selected: chosen == Some(*id),
                value: id.to_string(),
                name: name.clone(),
            })
            .collect()
    };
    let guest = |(id, name): &(clientela_domain::ids::PersonId, String)| {
        let asked = form.people.iter().find(|(known, _)| known == id);
        Guest {
            id: id.to_string(),
            name: name.clone(),
            asked: asked.is_some(),
            came: asked.is_some_and(|(_, came)| *came),
        }
    };
    let hosts = colleagues
        .iter()
        .filter(|one| one.active || form.users.iter().any(|(id, _)| *id == one.id))
        .map(|one| {
            let asked = form.users.iter().find(|(known, _)| *known == one.id);
            Guest {
                id: one.id.to_string(),
                name: one.name.clone(),
                asked: asked.is_some(),
                came: asked.is_some_and(|(_, came)| *came),
            }
        });
    Ok(Choices {
        people: option(form.person),
        confirmers: option(form.confirmed_by),
        owners: owner_options(&colleagues, form.owner),
        guests: people.iter().map(guest).collect(),
        hosts: hosts.collect(),
    })
}

/// `GET /support/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = SupportId::parse(&id).ok_or(WebError::NotFound)?;
    let line = state.desk.support(&visitor.user, id).await?;
    let form = form_of(&line);
    let mut page = page(&state, &visitor, line, form, Vec::new()).await?;
    page.opened = conflict::opened(&page.versions());
    Ok(render(&page)?.into_response())
}

fn form_of(line: &SupportLine) -> SupportForm {
    let draft = draft_of(&line.support);
    SupportForm::of_draft(line.support.support.account_id, &draft)
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    line: SupportLine,
    form: SupportForm,
    errors: FieldErrors,
) -> Result<SupportPage, WebError> {
    let frame = visitor.frame(visitor.t.get("support-title"), Area::Support);
    let query = ObligationQuery {
        support: Some(line.support.id),
        limit: PROMISES_SHOWN,
        ..ObligationQuery::default()
    };
    let found = state.desk.obligations(&visitor.user, &query).await?;
    let promises = found.lines.iter();
    Ok(SupportPage {
        undo: undo_notice(visitor, &frame)?,
        choices: choices(state, visitor, &form).await?,
        version: line.support.version,
        opened: Markup::default(),
        today: state.desk.today(),
        promises: promises
            .map(|line| ObligationRow::new(visitor.t, line))
            .collect(),
        may_edit: visitor.user.may_edit,
        frame,
        t: visitor.t,
        line,
        form,
        errors,
    })
}

/// `POST /support/{id}`
pub async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = SupportId::parse(&id).ok_or(WebError::NotFound)?;
    let line = state.desk.support(&visitor.user, id).await?;
    visitor.require(visitor.user.may_edit)?;
    let version = fields.get("version").parse().unwrap_or(0);
    let form = SupportForm::of(&fields, Some(line.support.support.account_id));
    let saved = match form.draft() {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => {
            let (desk, user) = (&state.desk, &visitor.user);
            desk.change_support(user, id, &draft, version).await
        }
    };
    match saved {
        Ok(()) => done_with_undo(&state, &visitor, &urls::support(id), "saved").await,
        Err(DeskError::Invalid { field, message }) => {
            let mut page = page(&state, &visitor, line, form, vec![(field, message)]).await?;
            page.version = version;
            page.opened = conflict::still_opened(&fields);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(DeskError::Conflict) => {
            let now = state.desk.support(&visitor.user, id).await?;
            if now.support.version == version {
                return Err(WebError::Conflict);
            }
            compared(&state, &visitor, now, form, &fields).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Somebody else changed it meanwhile.
async fn compared(
    state: &WebState,
    visitor: &SignedIn,
    now: SupportLine,
    mine: SupportForm,
    fields: &Fields,
) -> Result<Response, WebError> {
    let standing = form_of(&now);
    let theirs = page(state, visitor, now.clone(), standing, Vec::new()).await?;
    let mine = page(state, visitor, now, mine, Vec::new()).await?;
    let id = theirs.line.support.id;
    let conflict = Conflict {
        name: format!(
            "{}, {}",
            visitor.t.get("support-title"),
            theirs.line.account_name
        ),
        area: Area::Support,
        record: ("support", id.to_string()),
        action: urls::support(id),
        back: urls::support(id),
        version: theirs.version,
        fields,
        mine: mine.versions(),
        theirs: theirs.versions(),
    };
    conflict::page(state, visitor, conflict).await
}

fn deed_of(deed: &str, fields: &Fields) -> Result<SupportDeed, WebError> {
    Ok(match deed {
        "thank" => SupportDeed::Thank,
        "confirm" => SupportDeed::Confirm {
            value: amount(fields.get("value")),
            by: clientela_domain::ids::PersonId::parse(fields.get("by")),
        },
        "settle" => SupportDeed::Settle,
        "end" => SupportDeed::End,
        "done" => SupportDeed::Done,
        _ => return Err(WebError::NotFound),
    })
}

/// `POST /support/{id}/{deed}`: thanking, confirming, settling, ending, withdrawing and taking that back.
pub async fn act(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, deed)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = SupportId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let line = desk.support(user, id).await?;
    let version = fields.get("version").parse().ok();
    let there = urls::support(id);
    match deed.as_str() {
        "withdraw" => {
            desk.withdraw_support(user, id, fields.get("note"), version)
                .await?;
            let there = Undoable::SupportWithdrawn(id).after(&there);
            return Ok(Redirect::to(&there).into_response());
        }
        "reinstate" => {
            desk.reinstate_support(user, id, version).await?;
            return Ok(done(&visitor, &there, "support-reinstated"));
        }
        _ => {}
    }
    let deed = deed_of(&deed, &fields)?;
    let day = fields.get("day");
    match desk.do_about_support(user, id, &deed, day, version).await {
        Ok(()) => done_with_undo(&state, &visitor, &there, "saved").await,
        Err(DeskError::Invalid { field, message }) => {
            let form = form_of(&line);
            let page = page(&state, &visitor, line, form, vec![(field, message)]).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

impl SupportPage {
    /// What the form says, field by field.
    fn versions(&self) -> Vec<FieldVersion> {
        let label = |id: &str| self.t.get(id);
        let form = &self.form;
        let chosen = |options: &[SelectOption]| {
            let found = options.iter().find(|option| option.selected);
            found.map_or_else(String::new, |option| option.value.clone())
        };
        let choice = |name: &'static str, id: &str, options: &[SelectOption]| {
            FieldVersion::choice(name, label(id), options, &chosen(options))
        };
        vec![
            choice("side", "support-side", &self.sides()),
            choice("kind", "support-kind", &self.kinds()),
            FieldVersion::text("what", label("support-what"), &form.what),
            FieldVersion::text(
                "before_whom",
                label("support-before-whom"),
                &form.before_whom,
            ),
            choice("person", "support-person", &self.choices.people),
            choice("owner", "support-owner", &self.choices.owners),
            choice("mark", "support-mark", &self.marks()),
            FieldVersion::text("document", label("support-document"), &form.document),
            FieldVersion::text("day", label("support-day"), &form.day),
            FieldVersion::text("until", label("support-until"), &form.until),
            FieldVersion::text("stated", label("support-stated"), &form.stated),
            FieldVersion::text("confirmed", label("support-confirmed"), &form.confirmed),
            FieldVersion::text("currency", label("gift-currency"), &form.currency),
            FieldVersion::text(
                "confirmed_on",
                label("support-confirmed-on"),
                &form.confirmed_on,
            ),
            choice(
                "confirmed_by",
                "support-confirmed-by",
                &self.choices.confirmers,
            ),
            FieldVersion::text("thanked_on", label("support-thanked-on"), &form.thanked_on),
            FieldVersion::text("settled_on", label("support-settled-on"), &form.settled_on),
            FieldVersion::text("note", label("support-note"), &form.note),
        ]
    }

    fn error(&self, name: &str) -> Option<&'static str> {
        self.errors
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, message)| *message)
    }

    /// Something is wrong in the form of the record itself.
    fn is_form_wrong(&self) -> bool {
        let of_deeds = ["deed_day", "deed_value"];
        self.errors
            .iter()
            .any(|(field, _)| !of_deeds.contains(field))
    }

    fn side(&self) -> String {
        let own = &self.line.support.support;
        let (side, kind) = (
            self.t.get(own.side.message_id()),
            self.t.get(own.kind.message_id()),
        );
        format!("{side} · {kind}")
    }

    fn notes(&self) -> Vec<String> {
        notes(self.t, &self.line, self.today).0
    }

    fn cover(&self) -> Vec<String> {
        cover_lines(self.t, &self.line)
    }

    fn permission_href(&self) -> String {
        let by = self.line.cover.as_ref().and_then(|verdict| verdict.by);
        by.map(urls::support).unwrap_or_default()
    }

    fn account_href(&self) -> String {
        urls::account(self.line.support.support.account_id)
    }

    fn promise_href(&self) -> String {
        let own = &self.line.support.support;
        let (account, support) = (own.account_id.to_string(), self.line.support.id.to_string());
        let query = [
            ("account", account.as_str()),
            ("support", &support),
            ("origin", "support"),
        ];
        urls::with_query(urls::OBLIGATION_NEW, &query)
    }

    fn facts(&self) -> Vec<Fact> {
        let (t, own) = (self.t, &self.line.support.support);
        let fact = |id: &str, value: String, href: String| Fact {
            name: t.get(id).into_owned(),
            value,
            href,
        };
        let plain = |id: &str, value: String| fact(id, value, String::new());
        let day = |day: Option<Date>| {
            day.map(|day| format::day(t.language, day))
                .unwrap_or_default()
        };
        let mark = own.mark.map(|mark| t.get(mark.message_id()).into_owned());
        let worth = if own.kind.family() == SupportFamily::Value {
            worth_text(t, &self.line)
        } else {
            String::new()
        };
        let mut facts = vec![
            plain("support-day", event_days::told_day(t.language, &own.day)),
            plain("support-until", day(own.until_day)),
            plain("support-mark", mark.unwrap_or_default()),
            plain("support-before-whom", own.before_whom.clone()),
            fact(
                "support-person",
                self.line.person_name.clone(),
                own.person_id.map(urls::person).unwrap_or_default(),
            ),
            plain("support-owner", self.line.owner_name.clone()),
            plain("support-document", own.document.clone()),
            plain("support-worth", worth),
            plain("support-confirmed-on", day(own.confirmed_on)),
            fact(
                "support-confirmed-by",
                self.line.confirmer_name.clone(),
                own.confirmed_by.map(urls::person).unwrap_or_default(),
            ),
            plain("support-thanked-on", day(own.thanked_on)),
            plain("support-settled-on", day(own.settled_on)),
            plain("support-note", own.note.clone()),
        ];
        facts.retain(|fact| !fact.value.is_empty());
        facts
    }

    /// Who was asked, and who came, of both sides.
    fn attendance(&self) -> Vec<(String, bool)> {
        let theirs = self
            .line
            .people
            .iter()
            .map(|(_, name, came)| (name.clone(), *came));
        let ours = self
            .line
            .users
            .iter()
            .map(|(_, name, came)| (name.clone(), *came));
        theirs.chain(ours).collect()
    }

    fn quick(&self) -> Vec<Quick> {
        let own = &self.line.support.support;
        let quick = |deed: &'static str, message: &str, asks_value: bool| Quick {
            deed,
            name: self.t.get(message).into_owned(),
            asks_value,
        };
        let mut found = Vec::new();
        if own.state == SupportState::Planned {
            found.push(quick("done", "support-do-done", false));
        }
        if self.line.thanks_owed {
            let message = match own.side {
                SupportSide::Us => "support-do-thanked-us",
                _ => "support-do-thank",
            };
            found.push(quick("thank", message, false));
        }
        if own.kind.family() == SupportFamily::Value && own.confirmed.is_none() {
            found.push(quick("confirm", "support-do-confirm", true));
        }
        if own.kind == SupportKind::Incident && own.settled_on.is_none() {
            found.push(quick("settle", "support-do-settle", false));
        }
        if own.kind.has_mark() && own.until_day.is_none_or(|until| until >= self.today) {
            found.push(quick("end", "support-do-end", false));
        }
        found
    }

    fn is_withdrawn(&self) -> bool {
        self.line.support.support.state == SupportState::Withdrawn
    }

    fn deed(&self, deed: &str) -> String {
        urls::support_deed(self.line.support.id, deed)
    }

    fn change_action(&self) -> String {
        urls::support(self.line.support.id)
    }

    fn sides(&self) -> Vec<SelectOption> {
        side_options(self.t, self.form.side)
    }

    fn kinds(&self) -> Vec<SelectOption> {
        kind_options(self.t, self.form.kind)
    }

    fn marks(&self) -> Vec<SelectOption> {
        mark_options(self.t, self.form.mark)
    }
}
