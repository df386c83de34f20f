//! An event as a form says it; numbers and days as typed, so that nothing is lost when one cannot be read.

use clientela_domain::amount::Amount;
use clientela_domain::execution::EventKind;
use clientela_domain::obligations::Party;
use clientela_texts::Texts;

use crate::form::{Fields, amount};
use crate::pages::obligation_parts::options;
use crate::pages::shared::SelectOption;
use crate::views::execution::{EventDraft, EventLine};

/// An event as a form says it.
#[derive(Clone, Debug, Default)]
pub(super) struct EventForm {
    pub(super) kind: Option<EventKind>,
    pub(super) day: String,
    pub(super) document: String,
    pub(super) what: String,
    pub(super) class: String,
    pub(super) requested_day: String,
    pub(super) promised_day: String,
    pub(super) done_day: String,
    pub(super) ordered: String,
    pub(super) delivered: String,
    pub(super) received: String,
    pub(super) defects: String,
    pub(super) moved_by: Option<Party>,
    pub(super) reason: String,
    pub(super) note: String,
}

/// What is wrong with a form: the field and its message.
type Fault = (&'static str, &'static str);

impl EventForm {
    /// As a browser sent it.
    pub(super) fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            kind: EventKind::from_code(fields.get("kind")),
            day: text("day"),
            document: text("document"),
            what: text("what"),
            class: text("class"),
            requested_day: text("requested_day"),
            promised_day: text("promised_day"),
            done_day: text("done_day"),
            ordered: text("ordered"),
            delivered: text("delivered"),
            received: text("received"),
            defects: text("defects"),
            moved_by: Party::from_code(fields.get("moved_by")),
            reason: text("reason"),
            note: text("note"),
        }
    }

    /// As it stands in the book.
    pub(super) fn of_event(line: &EventLine) -> Self {
        let draft = EventDraft::of(&line.event.event);
        let text = |amount: Option<Amount>| amount.map(|one| one.to_string()).unwrap_or_default();
        Self {
            kind: Some(draft.kind),
            day: draft.day,
            document: draft.document,
            what: draft.what,
            class: draft.class,
            requested_day: draft.requested_day,
            promised_day: draft.promised_day,
            done_day: draft.done_day,
            ordered: text(draft.ordered),
            delivered: text(draft.delivered),
            received: text(draft.received),
            defects: draft.defects.map(|one| one.to_string()).unwrap_or_default(),
            moved_by: draft.moved_by,
            reason: draft.reason,
            note: draft.note,
        }
    }

    /// The draft it means.
    ///
    /// # Errors
    /// The field that cannot be read, and its message.
    pub(super) fn draft(&self) -> Result<EventDraft, Fault> {
        let kind = self.kind.ok_or(("kind", "field-choice-invalid"))?;
        let defects = match self.defects.trim() {
            "" => None,
            text => Some(
                text.parse::<u32>()
                    .map_err(|_| ("defects", "field-number-invalid"))?,
            ),
        };
        Ok(EventDraft {
            day: self.day.clone(),
            document: self.document.clone(),
            what: self.what.clone(),
            class: self.class.clone(),
            requested_day: self.requested_day.clone(),
            promised_day: self.promised_day.clone(),
            done_day: self.done_day.clone(),
            ordered: quantity("ordered", &self.ordered)?,
            delivered: quantity("delivered", &self.delivered)?,
            received: quantity("received", &self.received)?,
            defects,
            moved_by: self.moved_by,
            reason: self.reason.clone(),
            note: self.note.clone(),
            ..EventDraft::new(kind)
        })
    }

    /// Every field that is typed: its name, its label and what stands in it.
    pub(super) fn texts(&self) -> [(&'static str, &'static str, &str); 13] {
        [
            ("day", "event-day", &self.day),
            ("document", "event-document", &self.document),
            ("what", "event-what", &self.what),
            ("class", "event-class", &self.class),
            ("requested_day", "event-requested-day", &self.requested_day),
            ("promised_day", "event-promised-day", &self.promised_day),
            ("done_day", "event-done-day", &self.done_day),
            ("ordered", "event-ordered", &self.ordered),
            ("delivered", "event-delivered", &self.delivered),
            ("received", "event-received", &self.received),
            ("defects", "event-defects", &self.defects),
            ("reason", "event-reason", &self.reason),
            ("note", "event-note", &self.note),
        ]
    }
}

fn quantity(field: &'static str, text: &str) -> Result<Option<Amount>, Fault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let read = amount(text).ok_or((field, "field-number-invalid"));
    read.map(Some)
}

/// A menu of kinds.
pub(super) fn kind_options(t: Texts, chosen: Option<EventKind>) -> Vec<SelectOption> {
    options(t, EventKind::ALL, chosen, |one| {
        (one.code(), one.message_id())
    })
}

/// A menu of who moved a day.
pub(super) fn mover_options(t: Texts, chosen: Option<Party>) -> Vec<SelectOption> {
    options(t, Party::ALL, chosen, |one| (one.code(), one.message_id()))
}
