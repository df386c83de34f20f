//! One gift: what was given, what the policy says of it and why, who decided, what became of it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::ids::GiftId;
use clientela_texts::{Texts, event_days, format};

use super::conflict::{self, Conflict, FieldVersion};
use super::gift_parts::{
    GiftForm, direction_options, kind_options, official_options, remaining_text, tone, value_text,
    why_lines,
};
use super::happening_parts::{Undoable, undo_notice};
use super::next_steps::owner_options;
use super::obligation_parts::options;
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
use crate::views::gifts::{Disposal, DisposalDraft, GiftLine, GiftState, draft_of};

#[derive(Template)]
#[template(path = "gift.html")]
struct GiftPage {
    frame: Frame,
    t: Texts,
    undo: Markup,
    line: GiftLine,
    form: GiftForm,
    people: Vec<SelectOption>,
    owners: Vec<SelectOption>,
    errors: FieldErrors,
    version: i64,
    opened: Markup,
    may_edit: bool,
    /// Its reader is an administrator, who decides about no gifts.
    leads: bool,
}

struct Fact {
    name: String,
    value: String,
    href: String,
}

/// `GET /gifts/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = GiftId::parse(&id).ok_or(WebError::NotFound)?;
    let line = state.desk.gift(&visitor.user, id).await?;
    let form = form_of(&line);
    let mut page = page(&state, &visitor, line, form, Vec::new()).await?;
    page.opened = conflict::opened(&page.versions());
    Ok(render(&page)?.into_response())
}

fn form_of(line: &GiftLine) -> GiftForm {
    let draft = draft_of(&line.gift);
    GiftForm::of_draft(line.gift.gift.account_id, &draft)
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    line: GiftLine,
    form: GiftForm,
    errors: FieldErrors,
) -> Result<GiftPage, WebError> {
    let (desk, user, t) = (&state.desk, &visitor.user, visitor.t);
    let mut people = desk.people_at(user, line.gift.gift.account_id).await?;
    let elsewhere: Vec<_> = form
        .person
        .into_iter()
        .filter(|id| people.iter().all(|(known, _)| known != id))
        .collect();
    people.extend(desk.people_named(user, &elsewhere).await?);
    let colleagues = desk.colleagues(user).await?;
    let frame = visitor.frame(t.get("gift-title"), Area::Gifts);
    Ok(GiftPage {
        undo: undo_notice(visitor, &frame)?,
        owners: owner_options(&colleagues, form.user),
        people: people
            .into_iter()
            .map(|(id, name)| SelectOption {
                selected: form.person == Some(id),
                value: id.to_string(),
                name,
            })
            .collect(),
        version: line.gift.version,
        opened: Markup::default(),
        leads: user.is_administrator && !user.sets_walls,
        may_edit: user.may_edit,
        frame,
        t,
        line,
        form,
        errors,
    })
}

/// `POST /gifts/{id}`
pub async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = GiftId::parse(&id).ok_or(WebError::NotFound)?;
    let line = state.desk.gift(&visitor.user, id).await?;
    visitor.require(visitor.user.may_edit)?;
    let version = fields.get("version").parse().unwrap_or(0);
    let known = form_of(&line);
    let form = GiftForm {
        direction: known.direction,
        ..GiftForm::of(&fields, known.account)
    };
    let saved = match form.draft() {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => {
            let (desk, user) = (&state.desk, &visitor.user);
            desk.change_gift(user, id, &draft, version).await
        }
    };
    match saved {
        Ok(()) => done_with_undo(&state, &visitor, &urls::gift(id), "saved").await,
        Err(DeskError::Invalid { field, message }) => {
            let mut page = page(&state, &visitor, line, form, vec![(field, message)]).await?;
            page.version = version;
            page.opened = conflict::still_opened(&fields);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(DeskError::Conflict) => {
            let now = state.desk.gift(&visitor.user, id).await?;
            if now.gift.version == version {
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
    now: GiftLine,
    mine: GiftForm,
    fields: &Fields,
) -> Result<Response, WebError> {
    let standing = form_of(&now);
    let theirs = page(state, visitor, now.clone(), standing, Vec::new()).await?;
    let mine = page(state, visitor, now, mine, Vec::new()).await?;
    let id = theirs.line.gift.id;
    let conflict = Conflict {
        name: format!(
            "{}, {}",
            visitor.t.get("gift-title"),
            theirs.line.account_name
        ),
        area: Area::Gifts,
        record: ("gift", id.to_string()),
        action: urls::gift(id),
        back: urls::gift(id),
        version: theirs.version,
        fields,
        mine: mine.versions(),
        theirs: theirs.versions(),
    };
    conflict::page(state, visitor, conflict).await
}

/// `POST /gifts/{id}/{deed}`: approving or not, withdrawing and taking that back, giving away.
pub async fn act(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, deed)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = GiftId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let line = desk.gift(user, id).await?;
    let version = fields.get("version").parse().ok();
    let note = fields.get("note");
    let there = urls::gift(id);
    let (told, said) = match deed.as_str() {
        "approve" => (
            desk.decide_gift(user, id, (true, note), version).await,
            "gift-approved",
        ),
        "decline" => (
            desk.decide_gift(user, id, (false, note), version).await,
            "gift-declined",
        ),
        "withdraw" => (
            desk.withdraw_gift(user, id, note, version).await,
            "gift-withdrawn",
        ),
        "reinstate" => (
            desk.reinstate_gift(user, id, version).await,
            "gift-reinstated",
        ),
        "dispose" => {
            let draft = DisposalDraft {
                disposal: Disposal::from_code(fields.get("disposal")),
                day: fields.get("day").to_owned(),
                note: note.to_owned(),
            };
            (
                desk.dispose_of_gift(user, id, &draft, version).await,
                "gift-disposed",
            )
        }
        _ => return Err(WebError::NotFound),
    };
    match told {
        Ok(()) if deed == "withdraw" => {
            let there = Undoable::GiftWithdrawn(id).after(&there);
            Ok(Redirect::to(&there).into_response())
        }
        Ok(()) => Ok(done(&visitor, &there, said)),
        Err(DeskError::Invalid { field, message }) => {
            let field = if field == "day" {
                "disposal_day"
            } else {
                field
            };
            let form = form_of(&line);
            let page = page(&state, &visitor, line, form, vec![(field, message)]).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

impl GiftPage {
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
            FieldVersion::text("what", label("gift-what"), &form.what),
            choice("kind", "gift-kind", &self.kinds()),
            FieldVersion::text("occasion", label("gift-occasion"), &form.occasion),
            FieldVersion::text("reason", label("gift-reason"), &form.reason),
            FieldVersion::text("document", label("gift-document"), &form.document),
            FieldVersion::text("value", label("gift-value"), &form.value),
            FieldVersion::text("currency", label("gift-currency"), &form.currency),
            choice("official", "gift-official", &self.officials()),
            FieldVersion::text("day", label("gift-day"), &form.day),
            FieldVersion::text(
                "decision_day",
                label("gift-decision-day"),
                &form.decision_day,
            ),
            choice("user", "gift-user", &self.owners),
            choice("person", "gift-person", &self.people),
        ]
    }

    fn error(&self, name: &str) -> Option<&'static str> {
        self.errors
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, message)| *message)
    }

    /// Something is wrong in the form of the gift itself.
    fn is_form_wrong(&self) -> bool {
        let of_others = ["decision", "disposal_day", "note"];
        self.errors
            .iter()
            .any(|(field, _)| !of_others.contains(field))
    }

    fn state(&self) -> String {
        self.t.get(self.line.gift.state.message_id()).into_owned()
    }

    fn tone(&self) -> &'static str {
        tone(self.line.gift.state)
    }

    fn verdict(&self) -> String {
        let decision = self.line.verdict.decision;
        self.t.get(decision.message_id()).into_owned()
    }

    fn why(&self) -> Vec<String> {
        let mut lines = why_lines(self.t, &self.line.verdict);
        let currency = self.line.gift.judged.rules.currency;
        lines.push(remaining_text(self.t, &self.line.verdict, currency));
        lines
    }

    fn account_href(&self) -> String {
        urls::account(self.line.gift.gift.account_id)
    }

    fn facts(&self) -> Vec<Fact> {
        let (t, gift, own) = (self.t, &self.line.gift, &self.line.gift.gift);
        let fact = |id: &str, value: String, href: String| Fact {
            name: t.get(id).into_owned(),
            value,
            href,
        };
        let plain = |id: &str, value: String| fact(id, value, String::new());
        let day = |day| format::day(t.language, day);
        let mut facts = vec![
            plain("gift-day", event_days::told_day(t.language, &own.day)),
            plain("gift-value", value_text(t, &self.line)),
            plain("gift-kind", t.get(own.kind.message_id()).into_owned()),
            plain("gift-user", self.line.user_name.clone()),
            fact(
                "gift-person",
                self.line.person_name.clone(),
                own.person_id.map(urls::person).unwrap_or_default(),
            ),
            plain(
                "gift-official",
                t.get(own.official.message_id()).into_owned(),
            ),
            plain("gift-occasion", own.occasion.clone()),
            plain("gift-reason", own.reason.clone()),
            plain("gift-document", own.document.clone()),
            plain(
                "gift-decision-day",
                own.decision_day.map(day).unwrap_or_default(),
            ),
            plain("gift-decided-by", self.line.decider_name.clone()),
            plain("gift-decision-note", gift.decision_note.clone()),
        ];
        if let Some((disposal, on)) = gift.disposal {
            let what = t.get(disposal.message_id()).into_owned();
            facts.push(plain("gift-disposal", format!("{what}, {}", day(on))));
            facts.push(plain("gift-disposal-note", gift.disposal_note.clone()));
        }
        facts.retain(|fact| !fact.value.is_empty());
        facts
    }

    fn is_withdrawn(&self) -> bool {
        self.line.gift.state == GiftState::Withdrawn
    }

    /// Why its reader decides nothing although it waits.
    fn waits(&self) -> &'static str {
        if self.leads {
            "gift-waits-for-director"
        } else {
            "gift-waits"
        }
    }

    fn is_waiting(&self) -> bool {
        self.line.gift.state == GiftState::Waiting
    }

    fn deed(&self, deed: &str) -> String {
        urls::gift_deed(self.line.gift.id, deed)
    }

    fn change_action(&self) -> String {
        urls::gift(self.line.gift.id)
    }

    fn disposals(&self) -> Vec<SelectOption> {
        let chosen = self.line.gift.disposal.map(|(disposal, _)| disposal);
        options(self.t, Disposal::ALL, chosen, |one| {
            (one.code(), one.message_id())
        })
    }

    fn direction(&self) -> String {
        let way = self.line.gift.gift.direction;
        let all = direction_options(self.t, Some(way)).into_iter();
        all.filter(|one| one.selected).map(|one| one.name).collect()
    }

    fn kinds(&self) -> Vec<SelectOption> {
        kind_options(self.t, self.form.kind)
    }

    fn officials(&self) -> Vec<SelectOption> {
        official_options(self.t, self.form.official)
    }
}
