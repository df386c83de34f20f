//! Parts that pages about support share: rows, menus, the fields of a record, and what was confirmed.

use clientela_domain::coins;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_texts::{Texts, event_days, evidence, format};

use super::obligation_parts::options;
use super::shared::SelectOption;
use crate::form::{Fields, amount};
use crate::urls;
use crate::views::support::{
    Cover, Mark, SupportDraft, SupportFamily, SupportKind, SupportLine, SupportSide, SupportState,
    ValueSum,
};

/// One record of support in a list.
pub(crate) struct SupportRow {
    pub href: String,
    pub what: String,
    pub account: String,
    pub account_href: String,
    pub people: String,
    pub side: String,
    pub kind: String,
    pub iso: String,
    pub day: String,
    /// What is to be known of it besides: thanks owed, its end, how a use stands.
    pub notes: Vec<String>,
    /// One of the notes asks for a deed.
    pub warns: bool,
}

impl SupportRow {
    pub(crate) fn new(t: Texts, line: &SupportLine, today: Date) -> Self {
        let own = &line.support.support;
        let people: Vec<&str> = [line.owner_name.as_str(), line.person_name.as_str()]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect();
        let (notes, warns) = notes(t, line, today);
        Self {
            href: urls::support(line.support.id),
            what: own.what.clone(),
            account: line.account_name.clone(),
            account_href: urls::account(own.account_id),
            people: people.join(" ↔ "),
            side: t.get(own.side.message_id()).into_owned(),
            kind: t.get(own.kind.message_id()).into_owned(),
            iso: own.day.to_string(),
            day: event_days::told_day(t.language, &own.day),
            notes,
            warns,
        }
    }
}

/// What is to be known of support besides, and whether any of it asks for a deed.
pub(crate) fn notes(t: Texts, line: &SupportLine, today: Date) -> (Vec<String>, bool) {
    let own = &line.support.support;
    let mut notes = Vec::new();
    let mut warns = false;
    if own.state != SupportState::Done {
        notes.push(t.get(own.state.message_id()).into_owned());
    }
    if line.thanks_owed {
        warns = own.side == SupportSide::Them;
        let id = if warns {
            "support-thanks-owed-by-us"
        } else {
            "support-thanks-owed-to-us"
        };
        notes.push(t.get(id).into_owned());
    }
    if let Some(verdict) = &line.cover {
        warns = warns || verdict.cover != Cover::Covered;
        notes.push(t.get(verdict.cover.message_id()).into_owned());
    }
    if let Some(until) = own.until_day.filter(|_| own.kind.has_mark()) {
        let id = if until < today {
            "support-ended"
        } else {
            "support-ends"
        };
        notes.push(t.with1(id, "day", format::day(t.language, until)));
    }
    if own.kind == SupportKind::Incident {
        let settled = own.settled_on.map(|day| format::day(t.language, day));
        warns = warns || settled.is_none();
        notes.push(match settled {
            Some(day) => t.with1("support-settled", "day", day),
            None => t.get("support-unsettled").into_owned(),
        });
    }
    if own.kind.family() == SupportFamily::Value {
        notes.push(worth_text(t, line));
    }
    (notes, warns)
}

/// What we state and what the client confirmed.
pub(crate) fn worth_text(t: Texts, line: &SupportLine) -> String {
    let own = &line.support.support;
    let money = |amount: Option<clientela_domain::amount::Amount>| match (amount, own.currency) {
        (Some(amount), Some(currency)) => format::money(t.language, amount, currency),
        _ => t.get("unknown").into_owned(),
    };
    match own.confirmed {
        None => t.with1("support-stated-only", "stated", money(own.stated)),
        Some(_) => t.with(
            "support-stated-confirmed",
            &[
                ("stated", &money(own.stated)),
                ("confirmed", &money(own.confirmed)),
            ],
        ),
    }
}

/// How a use stands to the permission, a sentence a line.
pub(crate) fn cover_lines(t: Texts, line: &SupportLine) -> Vec<String> {
    let Some(verdict) = &line.cover else {
        return Vec::new();
    };
    let inputs = verdict.why.inputs.iter();
    let missing = verdict.why.missing.iter();
    inputs
        .map(|input| evidence::input(t, input))
        .chain(missing.map(|one| evidence::missing(t, one)))
        .collect()
}

/// Services of a client in words: what we state beside what the client confirmed.
pub(crate) fn value_lines(t: Texts, sums: &[(Option<Currency>, ValueSum)]) -> Vec<String> {
    let line = |(currency, sum): &(Option<Currency>, ValueSum)| {
        let Some(currency) = currency else {
            return t.with1("support-values-unknown", "count", sum.count);
        };
        let money = |amount| format::money(t.language, amount, *currency);
        t.with(
            "support-values",
            &[
                ("count", &sum.count),
                ("stated", &money(sum.stated)),
                ("confirmed", &money(sum.confirmed)),
                ("unconfirmed", &sum.unconfirmed),
            ],
        )
    };
    sums.iter().map(line).collect()
}

/// A menu of sides.
pub(crate) fn side_options(t: Texts, chosen: Option<SupportSide>) -> Vec<SelectOption> {
    options(t, SupportSide::ALL, chosen, |one| {
        (one.code(), one.message_id())
    })
}

/// A menu of kinds.
pub(crate) fn kind_options(t: Texts, chosen: Option<SupportKind>) -> Vec<SelectOption> {
    options(t, SupportKind::ALL, chosen, |one| {
        (one.code(), one.message_id())
    })
}

/// A menu of families.
pub(crate) fn family_options(t: Texts, chosen: Option<SupportFamily>) -> Vec<SelectOption> {
    options(t, SupportFamily::ALL, chosen, |one| {
        (one.code(), one.message_id())
    })
}

/// A menu of marks.
pub(crate) fn mark_options(t: Texts, chosen: Option<Mark>) -> Vec<SelectOption> {
    options(t, Mark::ALL, chosen, |one| (one.code(), one.message_id()))
}

/// Support as a form says it; amounts as typed, so that nothing is lost when one cannot be read.
#[derive(Clone, Debug, Default)]
pub(crate) struct SupportForm {
    pub account: Option<AccountId>,
    pub side: Option<SupportSide>,
    pub kind: Option<SupportKind>,
    pub what: String,
    pub before_whom: String,
    pub person: Option<PersonId>,
    pub owner: Option<UserId>,
    pub mark: Option<Mark>,
    pub document: String,
    pub day: String,
    pub until: String,
    pub stated: String,
    pub confirmed: String,
    pub currency: String,
    pub confirmed_on: String,
    pub confirmed_by: Option<PersonId>,
    pub thanked_on: String,
    pub settled_on: String,
    pub note: String,
    pub is_planned: bool,
    pub people: Vec<(PersonId, bool)>,
    pub users: Vec<(UserId, bool)>,
}

impl SupportForm {
    /// As a browser sent it. Who was asked has a field each, and another one when they came.
    pub(crate) fn of(fields: &Fields, account: Option<AccountId>) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        let people_came: Vec<&str> = fields.all("person_came").collect();
        let users_came: Vec<&str> = fields.all("user_came").collect();
        let people = fields
            .all("asked_person")
            .chain(people_came.iter().copied());
        let users = fields.all("asked_user").chain(users_came.iter().copied());
        let mut form = Self {
            account,
            side: SupportSide::from_code(fields.get("side")),
            kind: SupportKind::from_code(fields.get("kind")),
            what: text("what"),
            before_whom: text("before_whom"),
            person: PersonId::parse(fields.get("person")),
            owner: UserId::parse(fields.get("owner")),
            mark: Mark::from_code(fields.get("mark")),
            document: text("document"),
            day: text("day"),
            until: text("until"),
            stated: text("stated"),
            confirmed: text("confirmed"),
            currency: text("currency"),
            confirmed_on: text("confirmed_on"),
            confirmed_by: PersonId::parse(fields.get("confirmed_by")),
            thanked_on: text("thanked_on"),
            settled_on: text("settled_on"),
            note: text("note"),
            is_planned: fields.get("planned") == "yes",
            people: people
                .filter_map(|id| Some((PersonId::parse(id)?, people_came.contains(&id))))
                .collect(),
            users: users
                .filter_map(|id| Some((UserId::parse(id)?, users_came.contains(&id))))
                .collect(),
        };
        form.people.sort_unstable();
        form.people.dedup();
        form.users.sort_unstable();
        form.users.dedup();
        form
    }

    /// As support stands in the book.
    pub(crate) fn of_draft(account: AccountId, draft: &SupportDraft) -> Self {
        let money = |amount: Option<clientela_domain::amount::Amount>| {
            amount.map(|amount| amount.to_string()).unwrap_or_default()
        };
        Self {
            account: Some(account),
            side: Some(draft.side),
            kind: Some(draft.kind),
            what: draft.what.clone(),
            before_whom: draft.before_whom.clone(),
            person: draft.person,
            owner: draft.owner,
            mark: draft.mark,
            document: draft.document.clone(),
            day: draft.day.clone(),
            until: draft.until.clone(),
            stated: money(draft.stated),
            confirmed: money(draft.confirmed),
            currency: draft
                .currency
                .map(|currency| currency.code().to_owned())
                .unwrap_or_default(),
            confirmed_on: draft.confirmed_on.clone(),
            confirmed_by: draft.confirmed_by,
            thanked_on: draft.thanked_on.clone(),
            settled_on: draft.settled_on.clone(),
            note: draft.note.clone(),
            is_planned: draft.is_planned,
            people: draft.people.clone(),
            users: draft.users.clone(),
        }
    }

    /// What the form asks for, or the field that cannot be read with its message.
    pub(crate) fn draft(&self) -> Result<SupportDraft, (&'static str, &'static str)> {
        let side = self.side.ok_or(("side", "field-required"))?;
        let kind = self.kind.ok_or(("kind", "field-required"))?;
        let money = |field: &'static str, text: &str| match text.trim() {
            "" => Ok(None),
            text => coins::read(text)
                .or_else(|| amount(text))
                .map(Some)
                .ok_or((field, "field-value-invalid")),
        };
        let mut worths = [&self.stated, &self.confirmed].into_iter();
        let in_coins = worths.any(|worth| coins::read(worth).is_some());
        let currency = match self.currency.trim() {
            _ if in_coins => Some(Currency::SESTERTIUS),
            "" => None,
            code => Some(
                Currency::from_code(&code.to_uppercase())
                    .ok_or(("currency", "field-currency-invalid"))?,
            ),
        };
        Ok(SupportDraft {
            before_whom: self.before_whom.clone(),
            person: self.person,
            owner: self.owner,
            mark: self.mark,
            document: self.document.clone(),
            day: self.day.clone(),
            until: self.until.clone(),
            stated: money("stated", &self.stated)?,
            confirmed: money("confirmed", &self.confirmed)?,
            currency,
            confirmed_on: self.confirmed_on.clone(),
            confirmed_by: self.confirmed_by,
            thanked_on: self.thanked_on.clone(),
            settled_on: self.settled_on.clone(),
            note: self.note.clone(),
            is_planned: self.is_planned,
            people: self.people.clone(),
            users: self.users.clone(),
            ..SupportDraft::new(side, kind, self.what.clone())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_tells_who_was_asked_and_who_came() {
        let one = "01900000-0000-7000-8000-000000000001";
        let two = "01900000-0000-7000-8000-000000000002";
        let query = format!(
            "side=both&kind=fair&what=x&asked_person={one}&person_came={two}&asked_person={two}"
        );
        let draft = SupportForm::of(&Fields::parse(&query), None).draft();
        let came: Vec<bool> = draft
            .expect("a draft")
            .people
            .iter()
            .map(|one| one.1)
            .collect();
        assert_eq!(came, [false, true]);
        let nothing = SupportForm::of(&Fields::parse("what=x&side=us"), None);
        assert_eq!(nothing.draft().err().map(|(field, _)| field), Some("kind"));
    }
}
