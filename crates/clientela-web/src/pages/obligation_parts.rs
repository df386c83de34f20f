//! Parts that pages about what is owed share: rows, menus, the fields of an obligation, and trust as
//! a meter with its words.

use clientela_domain::ids::{AccountId, InteractionId, PersonId, SupportId, UserId};
use clientela_domain::trust::SideTrust;
use clientela_texts::{Texts, event_days, evidence, format};

use super::shared::SelectOption;
use crate::charts::svg::{escape, put};
use crate::form::{Fields, amount};
use crate::markup::Markup;
use crate::urls;
use crate::views::obligations::{
    Event, ObligationDraft, ObligationKind, ObligationLine, ObligationState, Origin, Party,
};

/// One obligation in a list.
pub(crate) struct ObligationRow {
    pub href: String,
    pub what: String,
    pub account: String,
    pub account_href: String,
    pub people: String,
    /// `us` or `them`, for its colour.
    pub side: &'static str,
    pub side_name: String,
    pub due: String,
    pub iso: String,
    pub late: bool,
    pub state: String,
    pub kind: String,
    /// Where it is said to be done; empty when that cannot be.
    pub done: String,
}

impl ObligationRow {
    pub(crate) fn new(t: Texts, line: &ObligationLine) -> Self {
        let own = &line.obligation.obligation;
        let people: Vec<&str> = [line.owner_name.as_str(), line.person_name.as_str()]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect();
        let can_be_done = line.possible().contains(&Event::Discharge);
        Self {
            href: urls::obligation(line.obligation.id),
            what: own.what.clone(),
            account: line.account_name.clone(),
            account_href: urls::account(own.account_id),
            people: people.join(" ↔ "),
            side: own.debtor.code(),
            side_name: t.get(side_message(own.debtor)).into_owned(),
            due: match own.due_day {
                _ if own.is_gift => event_days::told_day(t.language, &own.made_on),
                None => t.get("obligation-undated").into_owned(),
                Some(day) => format::day(t.language, day),
            },
            iso: own.due_day.map(|day| day.to_string()).unwrap_or_default(),
            late: matches!(line.state(), ObligationState::Due | ObligationState::Broken),
            state: state_name(t, line),
            kind: t.get(own.kind.message_id()).into_owned(),
            done: if can_be_done {
                urls::obligation_deed(line.obligation.id, Event::Discharge.code())
            } else {
                String::new()
            },
        }
    }
}

/// `We owe` or `They owe`.
pub(crate) const fn side_message(debtor: Party) -> &'static str {
    match debtor {
        Party::Us => "obligation-we-owe",
        Party::Them => "obligation-they-owe",
    }
}

/// The state of an obligation in words; a gift is none.
pub(crate) fn state_name(t: Texts, line: &ObligationLine) -> String {
    if line.obligation.obligation.is_gift {
        return t.get("obligation-gift").into_owned();
    }
    t.get(line.state().message_id()).into_owned()
}

/// What somebody says happened, as a button.
pub(crate) fn event_deed(t: Texts, event: Event) -> String {
    let id = format!("obligation-do-{}", event.code().replace('_', "-"));
    t.get(&id).into_owned()
}

/// A menu of words that have a code and a message.
pub(crate) fn options<T: Copy + PartialEq>(
    t: Texts,
    all: &[T],
    chosen: Option<T>,
    words: impl Fn(T) -> (&'static str, &'static str),
) -> Vec<SelectOption> {
    all.iter()
        .map(|one| {
            let (code, message) = words(*one);
            SelectOption {
                value: code.to_owned(),
                name: t.get(message).into_owned(),
                selected: chosen == Some(*one),
            }
        })
        .collect()
}

/// A menu of kinds.
pub(crate) fn kind_options(t: Texts, chosen: Option<ObligationKind>) -> Vec<SelectOption> {
    options(t, ObligationKind::ALL, chosen, |kind| {
        (kind.code(), kind.message_id())
    })
}

/// A menu of origins.
pub(crate) fn origin_options(t: Texts, chosen: Option<Origin>) -> Vec<SelectOption> {
    options(t, Origin::ALL, chosen, |origin| {
        (origin.code(), origin.message_id())
    })
}

/// A menu of who owes.
pub(crate) fn side_options(t: Texts, chosen: Option<Party>) -> Vec<SelectOption> {
    options(t, Party::ALL, chosen, |party| {
        (party.code(), side_message(party))
    })
}

/// An obligation as a form says it; amounts as typed, so that nothing is lost when one cannot be read.
#[derive(Clone, Debug, Default)]
pub(crate) struct ObligationForm {
    pub account: Option<AccountId>,
    pub debtor: Option<Party>,
    pub what: String,
    pub kind: Option<ObligationKind>,
    pub origin: Option<Origin>,
    pub source: String,
    pub interaction: Option<InteractionId>,
    pub support: Option<SupportId>,
    pub condition: String,
    pub person: Option<PersonId>,
    pub owner: Option<UserId>,
    pub made_on: String,
    pub due: String,
    pub grace: String,
    pub importance: String,
    pub value_low: String,
    pub value_high: String,
    pub is_gift: bool,
    pub is_proposed: bool,
}

impl ObligationForm {
    /// As a browser sent it.
    pub(crate) fn of(fields: &Fields, account: Option<AccountId>) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            account,
            debtor: Party::from_code(fields.get("debtor")),
            what: text("what"),
            kind: ObligationKind::from_code(fields.get("kind")),
            origin: Origin::from_code(fields.get("origin")),
            source: text("source"),
            interaction: InteractionId::parse(fields.get("interaction")),
            support: SupportId::parse(fields.get("support")),
            condition: text("condition"),
            person: PersonId::parse(fields.get("person")),
            owner: UserId::parse(fields.get("owner")),
            made_on: text("made_on"),
            due: text("due"),
            grace: text("grace_days"),
            importance: text("importance"),
            value_low: text("value_low"),
            value_high: text("value_high"),
            is_gift: fields.get("gift") == "yes",
            is_proposed: fields.get("proposed") == "yes",
        }
    }

    /// As an obligation stands in the book.
    pub(crate) fn of_draft(account: AccountId, draft: &ObligationDraft) -> Self {
        let money = |value: Option<clientela_domain::amount::Amount>| {
            value.map(|value| value.to_string()).unwrap_or_default()
        };
        Self {
            account: Some(account),
            debtor: Some(draft.debtor),
            what: draft.what.clone(),
            kind: Some(draft.kind),
            origin: Some(draft.origin),
            source: draft.source.clone(),
            interaction: draft.interaction,
            support: draft.support,
            condition: draft.condition.clone(),
            person: draft.person,
            owner: draft.owner,
            made_on: draft.made_on.clone(),
            due: draft.due.clone(),
            grace: draft.grace_days.to_string(),
            importance: draft.importance.to_string(),
            value_low: money(draft.value.0),
            value_high: money(draft.value.1),
            is_gift: draft.is_gift,
            is_proposed: draft.is_proposed,
        }
    }

    /// What the form asks for, or the field that cannot be read with its message.
    pub(crate) fn draft(&self) -> Result<ObligationDraft, (&'static str, &'static str)> {
        let debtor = self.debtor.ok_or(("debtor", "field-required"))?;
        let money = |text: &str| match text.trim() {
            "" => Ok(None),
            text => amount(text)
                .map(Some)
                .ok_or(("value", "field-value-invalid")),
        };
        let whole = |text: &str, empty: u16, field, message| match text.trim() {
            "" => Ok(empty),
            text => text.parse::<u16>().map_err(|_| (field, message)),
        };
        let importance = whole(
            &self.importance,
            1,
            "importance",
            "field-importance-invalid",
        )?;
        Ok(ObligationDraft {
            kind: self.kind.unwrap_or(ObligationKind::Other),
            origin: self.origin.unwrap_or(Origin::Interaction),
            source: self.source.clone(),
            interaction: self.interaction,
            support: self.support,
            condition: self.condition.clone(),
            person: self.person,
            owner: self.owner,
            made_on: self.made_on.clone(),
            due: self.due.clone(),
            grace_days: whole(&self.grace, 0, "grace_days", "field-grace-too-long")?,
            importance: u8::try_from(importance).unwrap_or(u8::MAX),
            value: (money(&self.value_low)?, money(&self.value_high)?),
            is_gift: self.is_gift,
            is_proposed: self.is_proposed,
            ..ObligationDraft::new(debtor, self.what.clone())
        })
    }
}

/// One side of trust as a page shows it.
pub(crate) struct TrustView {
    pub title: String,
    pub meter: Markup,
    pub said: String,
    pub latest: String,
    pub why: Vec<String>,
}

impl TrustView {
    pub(crate) fn new(t: Texts, party: Party, side: &SideTrust) -> Self {
        let title = match party {
            Party::Us => t.get("trust-ours"),
            Party::Them => t.get("trust-theirs"),
        }
        .into_owned();
        let said = trust_text(t, side);
        let why = side
            .why
            .inputs
            .iter()
            .map(|input| evidence::input(t, input))
            .chain(side.why.missing.iter().map(|one| evidence::missing(t, one)));
        Self {
            meter: meter(side, &format!("{title}: {said}")),
            latest: late_text(t, side),
            why: why.collect(),
            title,
            said,
        }
    }
}

/// From 0 to 100, as pages show trust.
pub(crate) fn hundredths(t: Texts, part: f64) -> String {
    format::integer(t.language, (part * 100.0).round() as i128)
}

fn trust_text(t: Texts, side: &SideTrust) -> String {
    let count = side.marks.len();
    match side.trust.known() {
        None => t.with1("trust-few", "count", count),
        Some(opinion) => t.with(
            "trust-said",
            &[
                ("mean", &hundredths(t, opinion.mean)),
                ("low", &hundredths(t, opinion.low)),
                ("high", &hundredths(t, opinion.high)),
                ("count", &count),
            ],
        ),
    }
}

fn late_text(t: Texts, side: &SideTrust) -> String {
    if side.late == 0 && side.forgiven == 0 {
        return String::new();
    }
    t.with(
        "trust-late",
        &[("late", &side.late), ("forgiven", &side.forgiven)],
    )
}

/// The interval and the mean of trust on a line from 0 to 100; an empty line when nothing is known.
fn meter(side: &SideTrust, label: &str) -> Markup {
    let mut svg = format!(
        r#"<svg class="trust-meter" viewBox="0 0 200 14" role="img" aria-label="{}"><rect class="trust-line" x="0" y="6" width="200" height="2"/>"#,
        escape(label)
    );
    if let Some(opinion) = side.trust.known() {
        let (low, mean, high) = (
            opinion.low * 200.0,
            opinion.mean * 200.0,
            opinion.high * 200.0,
        );
        put(
            &mut svg,
            format_args!(
                r#"<rect class="trust-range" x="{low:.1}" y="3" width="{:.1}" height="8" rx="3"/><rect class="trust-mean" x="{:.1}" y="0" width="3" height="14" rx="1"/>"#,
                high - low,
                mean - 1.5
            ),
        );
    }
    svg.push_str("</svg>");
    Markup::safe(svg)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clientela_texts::Language;

    #[test]
    fn every_event_has_its_button_in_both_languages() {
        for language in Language::ALL {
            let t = Texts::of(language);
            for event in Event::ALL.iter().filter(|event| event.is_said()) {
                let id = format!("obligation-do-{}", event.code().replace('_', "-"));
                assert!(t.has(&id), "{id}");
            }
        }
    }

    #[test]
    fn a_form_is_read_or_says_which_field_cannot_be() {
        let form = ObligationForm::of(
            &Fields::parse("debtor=us&what=x&value_low=1+200%2C50&grace_days=3&importance=2"),
            None,
        );
        let draft = form.draft().expect("a draft");
        assert_eq!((draft.grace_days, draft.importance), (3, 2));
        assert_eq!(
            draft.value.0.map(|low| low.to_string()).as_deref(),
            Some("1200.50")
        );
        for (query, field) in [
            ("what=x", "debtor"),
            ("debtor=us&value_low=много", "value"),
            ("debtor=them&grace_days=x", "grace_days"),
        ] {
            let form = ObligationForm::of(&Fields::parse(query), None);
            assert_eq!(form.draft().err().map(|(field, _)| field), Some(field));
        }
    }
}
