//! Parts that pages about what happened and what is next share: entries of a timeline, rows of next
//! steps, silences, and the notice that takes a deed back.

use askama::Template;
use clientela_domain::day::Date;
use clientela_domain::ids::{
    AttachmentId, ExecutionEventId, GiftId, GreetingId, InteractionId, NextStepId, NoteId,
    ObligationId, SupportId,
};
use clientela_domain::prospects::Asked;
use clientela_texts::{Texts, event_days, format};

use super::shared::SelectOption;
use super::shared::verdict_name;
use crate::charts::svg::escape;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::Frame;
use crate::markup::{Markup, icon_s};
use crate::request::SignedIn;
use crate::urls;
use crate::views::Verdict;
use crate::views::happenings::{
    Attachment, DueGroup, Entry, Happening, InteractionKind, JudgedSilence, RhythmSource, Silence,
    StepLine, StepState, TimelineEntry,
};

/// Name of a kind of entry by its stable word.
pub(crate) fn kind_name(t: Texts, code: &str) -> String {
    t.get(&format!("kind-{}", code.replace('_', "-")))
        .into_owned()
}

/// Icon of a kind of entry.
fn kind_icon(code: &str) -> Markup {
    match code {
        "call" => icon_s("phone"),
        "visit" => icon_s("map-pin"),
        "email" => icon_s("mail"),
        "meeting" => icon_s("users"),
        "fair" => icon_s("building-store"),
        "seminar" => icon_s("school"),
        "message" => icon_s("message"),
        "observation" => icon_s("eye"),
        "note" => icon_s("note"),
        "next_step" => icon_s("check"),
        "status" => icon_s("shield-check"),
        _ => icon_s("chart-line"),
    }
}

/// A file as pages link it.
pub(crate) struct FileLink {
    pub href: String,
    pub name: String,
    pub size: String,
    pub remove: String,
}

impl FileLink {
    pub(crate) fn new(t: Texts, file: &Attachment) -> Self {
        Self {
            href: urls::attachment(file.id),
            name: file.attachment.name.clone(),
            size: format::bytes(t.language, file.attachment.bytes),
            remove: urls::attachment_deed(file.id, "remove"),
        }
    }
}

/// One entry of a timeline.
pub(crate) struct EntryRow {
    pub class: &'static str,
    pub iso: String,
    pub day: String,
    pub icon: Markup,
    pub kind: String,
    pub account_href: String,
    pub account: String,
    pub text: String,
    pub facts: String,
    pub private: bool,
    pub files: Vec<FileLink>,
    pub edit: String,
}

impl EntryRow {
    pub(crate) fn new(t: Texts, entry: &TimelineEntry, with_account: bool) -> Self {
        let account = entry.account.as_ref().filter(|_| with_account);
        Self {
            class: side_class(entry),
            iso: entry
                .day
                .date()
                .map(|day| day.to_string())
                .unwrap_or_default(),
            day: event_days::event_day(t.language, &entry.day),
            icon: kind_icon(entry.kind()),
            kind: kind_text(t, entry),
            account_href: account
                .map(|(id, _)| urls::account(*id))
                .unwrap_or_default(),
            account: account.map(|(_, name)| name.clone()).unwrap_or_default(),
            text: text_of(t, entry),
            facts: facts(t, entry).join(" · "),
            private: is_private(entry),
            files: entry
                .files
                .iter()
                .map(|file| FileLink::new(t, file))
                .collect(),
            edit: edit_address(entry),
        }
    }
}

fn is_private(entry: &TimelineEntry) -> bool {
    match &entry.what {
        Happening::Kept(Entry::Interaction(one)) => one.interaction.private,
        Happening::Kept(Entry::Note(one)) => one.note.private,
        _ => false,
    }
}

fn side_class(entry: &TimelineEntry) -> &'static str {
    use crate::views::happenings::Direction;
    let Happening::Kept(Entry::Interaction(one)) = &entry.what else {
        return "";
    };
    match (one.interaction.mood, one.interaction.direction) {
        (Some(mood), _) if mood < 0 => "t-bad",
        (_, Some(Direction::In)) => "t-them",
        (_, Some(Direction::Out)) => "t-us",
        _ => "",
    }
}

fn kind_text(t: Texts, entry: &TimelineEntry) -> String {
    match &entry.what {
        Happening::Kept(Entry::NextStep(step)) if step.state == StepState::Dropped => {
            t.get("kind-next-step-dropped").into_owned()
        }
        _ => kind_name(t, entry.kind()),
    }
}

fn text_of(t: Texts, entry: &TimelineEntry) -> String {
    match entry.status() {
        Some(status) => Verdict::from_code(&status.verdict).map_or_else(
            || status.verdict.clone(),
            |verdict| verdict_name(t, verdict),
        ),
        None => entry.text().to_owned(),
    }
}

/// What stands in small letters: people on both sides, length, mood, author.
fn facts(t: Texts, entry: &TimelineEntry) -> Vec<String> {
    let names = |people: Vec<&String>| {
        let known: Vec<&str> = people
            .into_iter()
            .map(String::as_str)
            .filter(|name| !name.is_empty())
            .collect();
        known.join(", ")
    };
    let mut facts = Vec::new();
    let theirs = names(entry.people.iter().map(|(_, name)| name).collect());
    if !theirs.is_empty() {
        facts.push(theirs);
    }
    if let Happening::Kept(Entry::Interaction(one)) = &entry.what {
        if let Some(direction) = one.interaction.direction {
            facts.push(
                t.get(&format!("direction-{}", direction.code()))
                    .into_owned(),
            );
        }
        if let Some(minutes) = one.interaction.duration_minutes {
            facts.push(t.with1("happening-minutes", "count", minutes));
        }
        if let Some(mood) = one.interaction.mood.filter(|mood| *mood != 0) {
            facts.push(mood_name(t, mood));
        }
        if one.interaction.asked != Asked::NotRecorded {
            facts.push(t.get(one.interaction.asked.message_id()).into_owned());
        }
    }
    let ours = names(entry.users.iter().map(|(_, name)| name).collect());
    let author = entry
        .author
        .as_ref()
        .map(|(_, name)| name.clone())
        .unwrap_or_default();
    if !ours.is_empty() && ours != author {
        facts.push(t.with1("happening-ours", "names", ours));
    }
    if !author.is_empty() {
        facts.push(t.with1("happening-author", "name", author));
    }
    facts
}

/// The answers to whether somebody was asked whom else they know.
pub(super) fn asked_options(t: Texts, chosen: &str) -> Vec<SelectOption> {
    let option = |asked: &Asked| SelectOption {
        value: asked.code().to_owned(),
        name: t.get(asked.message_id()).into_owned(),
        selected: chosen == asked.code() || (chosen.is_empty() && *asked == Asked::NotRecorded),
    };
    let order = [Asked::NotRecorded, Asked::Yes, Asked::No];
    order.iter().map(option).collect()
}

/// A mood in words.
pub(crate) fn mood_name(t: Texts, mood: i8) -> String {
    let id = match mood {
        ..=-2 => "mood-very-bad",
        -1 => "mood-bad",
        0 => "mood-even",
        1 => "mood-good",
        2.. => "mood-very-good",
    };
    t.get(id).into_owned()
}

fn edit_address(entry: &TimelineEntry) -> String {
    if !entry.may_change {
        return String::new();
    }
    match &entry.what {
        Happening::Kept(Entry::Interaction(one)) => urls::interaction(one.id),
        Happening::Kept(Entry::Note(one)) => urls::note(one.id),
        _ => String::new(),
    }
}

/// The list of entries.
#[derive(Template)]
#[template(path = "parts/timeline.html")]
struct TimelinePart {
    t: Texts,
    rows: Vec<EntryRow>,
}

/// Entries as a list.
pub(crate) fn timeline_markup(
    t: Texts,
    entries: &[TimelineEntry],
    with_account: bool,
) -> Result<Markup, WebError> {
    let rows = entries
        .iter()
        .map(|entry| EntryRow::new(t, entry, with_account))
        .collect();
    part(&TimelinePart { t, rows })
}

/// Renders a part of a page.
pub(crate) fn part(template: &impl Template) -> Result<Markup, WebError> {
    let html = template
        .render()
        .map_err(|source| WebError::failed("rendering a part of a page", source))?;
    Ok(Markup::safe(html))
}

/// A next step in a list.
pub(crate) struct StepRow {
    pub what: String,
    pub href: String,
    pub account: String,
    pub account_href: String,
    pub due: String,
    pub iso: String,
    pub late: bool,
    pub owner: String,
    pub person: String,
    pub open: bool,
    pub state: String,
    pub done: String,
    pub drop: String,
    pub moved: String,
    pub reopen: String,
}

impl StepRow {
    pub(crate) fn new(t: Texts, line: &StepLine) -> Self {
        let step = &line.step.step;
        let id = line.step.id;
        let open = line.step.state == StepState::Open;
        Self {
            what: step.what.clone(),
            href: urls::next_step(id),
            account: line.account_name.clone(),
            account_href: urls::account(step.account_id),
            due: due_text(t, step.due_day),
            iso: step.due_day.map(|day| day.to_string()).unwrap_or_default(),
            late: open && line.due == DueGroup::Overdue,
            owner: line.owner_name.clone(),
            person: line.person_name.clone(),
            open,
            state: t
                .get(&format!("step-state-{}", line.step.state.code()))
                .into_owned(),
            done: urls::next_step_deed(id, "done"),
            drop: urls::next_step_deed(id, "drop"),
            moved: urls::next_step_deed(id, "move"),
            reopen: urls::next_step_deed(id, "reopen"),
        }
    }
}

/// A due day, or that nobody said when.
pub(crate) fn due_text(t: Texts, due: Option<Date>) -> String {
    due.map_or_else(
        || t.get("step-undated").into_owned(),
        |day| format::day(t.language, day),
    )
}

/// `19 дни при ритъм 14`.
pub(crate) fn silence_text(t: Texts, silence: &JudgedSilence) -> String {
    let Some((low, high)) = silence.days.bounds() else {
        return t.get("silence-never-met").into_owned();
    };
    let days = format::interval(t.language, low, high, 0);
    match silence.rhythm {
        Some(rhythm) => t.with(
            "silence-days-of-rhythm",
            &[("days", &days), ("rhythm", &rhythm.days)],
        ),
        None => t.with1("silence-days", "days", days),
    }
}

/// A silence as a mark, with the evidence in its title for the list.
pub(crate) fn silence_mark(t: Texts, silence: &JudgedSilence) -> Markup {
    let text = match silence.days.bounds() {
        None => {
            return Markup::safe(format!(
                r#"<span class="faint">{}</span>"#,
                escape(&t.get("silence-never-met-short"))
            ));
        }
        Some((low, high)) => t.with1(
            "silence-days-short",
            "days",
            format::interval(t.language, low, high, 0),
        ),
    };
    let (class, sign) = match silence.state {
        Silence::Longer => ("mark mark-warn", icon_s("alert-triangle")),
        _ => ("", Markup::default()),
    };
    Markup::safe(format!(
        r#"<span class="{class}">{sign}{}</span>"#,
        escape(&text)
    ))
}

/// How a silence is known, in sentences.
pub(crate) fn silence_why(t: Texts, silence: &JudgedSilence) -> Vec<String> {
    let mut said = Vec::new();
    match silence.last_contact {
        Some(contact) if contact.earliest == contact.latest => said.push(t.with1(
            "silence-why-contact",
            "day",
            format::day(t.language, contact.latest),
        )),
        Some(contact) => said.push(t.with(
            "silence-why-contact-between",
            &[
                ("from", &format::day(t.language, contact.earliest)),
                ("to", &format::day(t.language, contact.latest)),
            ],
        )),
        None => said.push(t.get("silence-why-no-contact").into_owned()),
    }
    said.push(match silence.rhythm {
        None => t.get("silence-why-no-rhythm").into_owned(),
        Some(rhythm) => {
            let source = match rhythm.source {
                RhythmSource::Account => t.get("rhythm-source-account").into_owned(),
                RhythmSource::Key => t.get("rhythm-source-key").into_owned(),
                RhythmSource::Class(class) => {
                    t.with1("rhythm-source-class", "class", t.get(class.message_id()))
                }
            };
            t.with(
                "silence-why-rhythm",
                &[("days", &rhythm.days), ("source", &source)],
            )
        }
    });
    said.push(t.get("silence-why-counts").into_owned());
    said
}

/// Kinds of interactions, for a menu.
pub(crate) fn kind_options(
    t: Texts,
    chosen: Option<InteractionKind>,
) -> Vec<super::shared::SelectOption> {
    InteractionKind::ALL
        .iter()
        .map(|kind| super::shared::SelectOption {
            value: kind.code().to_owned(),
            name: kind_name(t, kind.code()),
            selected: chosen == Some(*kind),
        })
        .collect()
}

/// A deed that can be taken back, as the address carries it after the deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Undoable {
    /// A next step was closed.
    Closed(NextStepId),
    /// A next step was removed.
    StepRemoved(NextStepId),
    /// An interaction was removed.
    InteractionRemoved(InteractionId),
    /// A note was removed.
    NoteRemoved(NoteId),
    /// A file was taken off.
    FileRemoved(AttachmentId),
    /// Something was written about an obligation.
    ObligationTold(ObligationId),
    /// A gift was written down.
    GiftWritten(GiftId),
    /// A gift was withdrawn.
    GiftWithdrawn(GiftId),
    /// Support was written down.
    SupportWritten(SupportId),
    /// Support was withdrawn.
    SupportWithdrawn(SupportId),
    /// Something was recorded of an execution.
    EventWritten(ExecutionEventId),
    /// It was withdrawn.
    EventWithdrawn(ExecutionEventId),
    /// Somebody was greeted, or put off.
    Greeting(GreetingId),
}

impl Undoable {
    /// As the query carries it.
    pub(crate) fn code(self) -> String {
        match self {
            Self::Closed(id) => format!("closed.{id}"),
            Self::StepRemoved(id) => format!("step.{id}"),
            Self::InteractionRemoved(id) => format!("interaction.{id}"),
            Self::NoteRemoved(id) => format!("note.{id}"),
            Self::FileRemoved(id) => format!("file.{id}"),
            Self::ObligationTold(id) => format!("obligation.{id}"),
            Self::GiftWritten(id) => format!("gift.{id}"),
            Self::GiftWithdrawn(id) => format!("withdrawn.{id}"),
            Self::SupportWritten(id) => format!("support.{id}"),
            Self::SupportWithdrawn(id) => format!("unsupported.{id}"),
            Self::EventWritten(id) => format!("event.{id}"),
            Self::EventWithdrawn(id) => format!("no-event.{id}"),
            Self::Greeting(id) => format!("greeting.{id}"),
        }
    }

    fn parse(code: &str) -> Option<Self> {
        let (kind, id) = code.split_once('.')?;
        Some(match kind {
            "closed" => Self::Closed(NextStepId::parse(id)?),
            "step" => Self::StepRemoved(NextStepId::parse(id)?),
            "interaction" => Self::InteractionRemoved(InteractionId::parse(id)?),
            "note" => Self::NoteRemoved(NoteId::parse(id)?),
            "file" => Self::FileRemoved(AttachmentId::parse(id)?),
            "obligation" => Self::ObligationTold(ObligationId::parse(id)?),
            "gift" => Self::GiftWritten(GiftId::parse(id)?),
            "withdrawn" => Self::GiftWithdrawn(GiftId::parse(id)?),
            "support" => Self::SupportWritten(SupportId::parse(id)?),
            "unsupported" => Self::SupportWithdrawn(SupportId::parse(id)?),
            "event" => Self::EventWritten(ExecutionEventId::parse(id)?),
            "no-event" => Self::EventWithdrawn(ExecutionEventId::parse(id)?),
            "greeting" => Self::Greeting(GreetingId::parse(id)?),
            _ => return None,
        })
    }

    fn address(self) -> String {
        match self {
            Self::Closed(id) => urls::next_step_deed(id, "reopen"),
            Self::StepRemoved(id) => urls::next_step_deed(id, "restore"),
            Self::InteractionRemoved(id) => urls::interaction_deed(id, "restore"),
            Self::NoteRemoved(id) => urls::note_deed(id, "restore"),
            Self::FileRemoved(id) => urls::attachment_deed(id, "restore"),
            Self::ObligationTold(id) => urls::obligation_deed(id, "take-back"),
            Self::GiftWritten(id) => urls::gift_deed(id, "withdraw"),
            Self::GiftWithdrawn(id) => urls::gift_deed(id, "reinstate"),
            Self::SupportWritten(id) => urls::support_deed(id, "withdraw"),
            Self::SupportWithdrawn(id) => urls::support_deed(id, "reinstate"),
            Self::EventWritten(id) => urls::execution_event_deed(id, "withdraw"),
            Self::EventWithdrawn(id) => urls::execution_event_deed(id, "reinstate"),
            Self::Greeting(id) => urls::greeting_taken_back(id),
        }
    }

    const fn message(self) -> &'static str {
        match self {
            Self::Closed(_) => "undo-closed",
            Self::StepRemoved(_) => "undo-step-removed",
            Self::InteractionRemoved(_) => "undo-interaction-removed",
            Self::NoteRemoved(_) => "undo-note-removed",
            Self::FileRemoved(_) => "undo-file-removed",
            Self::ObligationTold(_) => "undo-obligation-told",
            Self::GiftWritten(_) => "undo-gift-written",
            Self::GiftWithdrawn(_) => "undo-gift-withdrawn",
            Self::SupportWritten(_) => "undo-support-written",
            Self::SupportWithdrawn(_) => "undo-support-withdrawn",
            Self::EventWritten(_) => "undo-execution-event-written",
            Self::EventWithdrawn(_) => "undo-execution-event-withdrawn",
            Self::Greeting(_) => "undo-greeting",
        }
    }

    /// The address to go on to, with this deed to be taken back there.
    pub(crate) fn after(self, to: &str) -> String {
        let (path, place) = to
            .split_once('#')
            .map_or((to, None), |(path, place)| (path, Some(place)));
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let kept: Vec<String> = Fields::parse(query)
            .iter()
            .filter(|(name, _)| *name != "undo")
            .map(|(name, value)| format!("{name}={}", urls::encode(value)))
            .chain([format!("undo={}", self.code())])
            .collect();
        let place = place.map(|place| format!("#{place}")).unwrap_or_default();
        format!("{path}?{}{place}", kept.join("&"))
    }
}

/// The notice of something just done, with the button that takes it back.
#[derive(Template)]
#[template(path = "parts/undo.html")]
struct UndoNotice {
    frame: Frame,
    t: Texts,
    message: &'static str,
    action: String,
    back: String,
}

/// The notice when the address carries something to be taken back; nothing otherwise.
pub(crate) fn undo_notice(visitor: &SignedIn, frame: &Frame) -> Result<Markup, WebError> {
    let fields = Fields::parse(&visitor.query);
    let Some(undoable) = Undoable::parse(fields.get("undo")) else {
        return Ok(Markup::default());
    };
    part(&UndoNotice {
        frame: frame.clone(),
        t: visitor.t,
        message: undoable.message(),
        action: undoable.address(),
        back: without_undo(&visitor.here),
    })
}

/// The address without what was to be taken back.
pub(crate) fn without_undo(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let kept: Vec<String> = Fields::parse(query)
        .iter()
        .filter(|(name, _)| *name != "undo")
        .map(|(name, value)| format!("{name}={}", urls::encode(value)))
        .collect();
    if kept.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", kept.join("&"))
    }
}

/// Where a form comes back to: its own page, or the front page.
pub(crate) fn back_of(fields: &Fields) -> String {
    urls::own_path(fields.get("return_to")).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_taken_back_travels_in_the_address() {
        let id = NextStepId::parse("01900000-0000-7000-8000-000000000001").expect("an id");
        let there = Undoable::Closed(id).after("/next-steps?owner=me&undo=note.x#week");
        assert_eq!(
            there,
            "/next-steps?owner=me&undo=closed.01900000-0000-7000-8000-000000000001#week"
        );
        assert_eq!(
            Undoable::parse(&Undoable::Closed(id).code()),
            Some(Undoable::Closed(id))
        );
        assert_eq!(Undoable::parse("closed./etc/passwd"), None);
        assert_eq!(without_undo("/?undo=x"), "/");
        assert_eq!(
            without_undo("/activity?q=%D0%B0&undo=x"),
            "/activity?q=%D0%B0"
        );
    }
}
