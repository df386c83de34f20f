//! Parts that pages about gifts share: rows, menus, the fields of a gift, and the verdict in words.

use clientela_domain::coins;
use clientela_domain::currency::Currency;
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_texts::{Texts, event_days, evidence, format};

use super::obligation_parts::options;
use super::shared::SelectOption;
use crate::form::{Fields, amount};
use crate::urls;
use crate::views::gifts::{
    GiftBalance, GiftDirection, GiftDraft, GiftKind, GiftLine, GiftSide, GiftState, GiftVerdict,
    Official,
};

/// One gift in a list.
pub(crate) struct GiftRow {
    pub href: String,
    pub what: String,
    pub account: String,
    pub account_href: String,
    pub people: String,
    pub direction: String,
    pub kind: String,
    pub iso: String,
    pub day: String,
    pub value: String,
    pub state: String,
    pub verdict: String,
    /// Colour of the state: `good`, `warn`, `bad` or empty.
    pub tone: &'static str,
}

impl GiftRow {
    pub(crate) fn new(t: Texts, line: &GiftLine) -> Self {
        let own = &line.gift.gift;
        let people: Vec<&str> = [line.user_name.as_str(), line.person_name.as_str()]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect();
        let arrow = match own.direction {
            GiftDirection::Given => " → ",
            GiftDirection::Received => " ← ",
        };
        Self {
            href: urls::gift(line.gift.id),
            what: own.what.clone(),
            account: line.account_name.clone(),
            account_href: urls::account(own.account_id),
            people: people.join(arrow),
            direction: t.get(own.direction.message_id()).into_owned(),
            kind: t.get(own.kind.message_id()).into_owned(),
            iso: own.day.to_string(),
            day: event_days::told_day(t.language, &own.day),
            value: value_text(t, line),
            state: t.get(line.gift.state.message_id()).into_owned(),
            verdict: t.get(line.verdict.decision.message_id()).into_owned(),
            tone: tone(line.gift.state),
        }
    }
}

/// The colour of a state.
pub(crate) const fn tone(state: GiftState) -> &'static str {
    match state {
        GiftState::Recorded | GiftState::Approved => "good",
        GiftState::Waiting => "warn",
        GiftState::Refused | GiftState::Declined => "bad",
        GiftState::Withdrawn => "",
    }
}

/// What a gift is worth; that nobody knows it is said in words.
pub(crate) fn value_text(t: Texts, line: &GiftLine) -> String {
    match line.gift.gift.value {
        None => t.get("unknown").into_owned(),
        Some(value) => format::money(t.language, value.amount, value.currency),
    }
}

/// The rule with what it looked at, a sentence a line.
pub(crate) fn why_lines(t: Texts, verdict: &GiftVerdict) -> Vec<String> {
    let inputs = verdict.why.inputs.iter();
    let missing = verdict.why.missing.iter();
    inputs
        .map(|input| evidence::input(t, input))
        .chain(missing.map(|one| evidence::missing(t, one)))
        .collect()
}

/// What the receiving person may still have.
pub(crate) fn remaining_text(t: Texts, verdict: &GiftVerdict, currency: Currency) -> String {
    let rest = format::money(t.language, verdict.remaining, currency);
    t.with1("gift-remaining", "value", rest)
}

/// Both ways in words, beside each other.
pub(crate) struct BalanceView {
    pub given: String,
    pub received: String,
    /// That one way outweighs the other; empty otherwise.
    pub lopsided: String,
}

impl BalanceView {
    pub(crate) fn new(t: Texts, balance: &GiftBalance, currency: Currency) -> Self {
        let side = |side: &GiftSide| {
            let known = format::money(t.language, side.known, currency);
            if side.unvalued == 0 {
                t.with("gift-side", &[("value", &known), ("count", &side.count)])
            } else {
                t.with(
                    "gift-side-unvalued",
                    &[
                        ("value", &known),
                        ("count", &side.count),
                        ("unvalued", &side.unvalued),
                    ],
                )
            }
        };
        let lopsided = match balance.lopsided() {
            None => String::new(),
            Some(GiftDirection::Given) => t.get("gift-lopsided-given").into_owned(),
            Some(GiftDirection::Received) => t.get("gift-lopsided-received").into_owned(),
        };
        Self {
            given: side(&balance.given),
            received: side(&balance.received),
            lopsided,
        }
    }
}

/// A menu of ways.
pub(crate) fn direction_options(t: Texts, chosen: Option<GiftDirection>) -> Vec<SelectOption> {
    options(t, GiftDirection::ALL, chosen, |one| {
        (one.code(), one.message_id())
    })
}

/// A menu of kinds.
pub(crate) fn kind_options(t: Texts, chosen: Option<GiftKind>) -> Vec<SelectOption> {
    options(t, GiftKind::ALL, chosen, |one| {
        (one.code(), one.message_id())
    })
}

/// A menu of what is known of the receiver.
pub(crate) fn official_options(t: Texts, chosen: Option<Official>) -> Vec<SelectOption> {
    options(t, Official::ALL, chosen, |one| {
        (one.code(), one.message_id())
    })
}

/// A gift as a form says it; amounts as typed, so that nothing is lost when one cannot be read.
#[derive(Clone, Debug, Default)]
pub(crate) struct GiftForm {
    pub account: Option<AccountId>,
    pub direction: Option<GiftDirection>,
    pub person: Option<PersonId>,
    pub user: Option<UserId>,
    pub kind: Option<GiftKind>,
    pub what: String,
    pub occasion: String,
    pub reason: String,
    pub document: String,
    pub value: String,
    pub currency: String,
    pub official: Option<Official>,
    pub day: String,
    pub decision_day: String,
}

impl GiftForm {
    /// As a browser sent it.
    pub(crate) fn of(fields: &Fields, account: Option<AccountId>) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            account,
            direction: GiftDirection::from_code(fields.get("direction")),
            person: PersonId::parse(fields.get("person")),
            user: UserId::parse(fields.get("user")),
            kind: GiftKind::from_code(fields.get("kind")),
            what: text("what"),
            occasion: text("occasion"),
            reason: text("reason"),
            document: text("document"),
            value: text("value"),
            currency: text("currency"),
            official: Official::from_code(fields.get("official")),
            day: text("day"),
            decision_day: text("decision_day"),
        }
    }

    /// As a gift stands in the book.
    pub(crate) fn of_draft(account: AccountId, draft: &GiftDraft) -> Self {
        Self {
            account: Some(account),
            direction: Some(draft.direction),
            person: draft.person,
            user: draft.user,
            kind: Some(draft.kind),
            what: draft.what.clone(),
            occasion: draft.occasion.clone(),
            reason: draft.reason.clone(),
            document: draft.document.clone(),
            value: draft
                .value
                .map(|value| value.to_string())
                .unwrap_or_default(),
            currency: draft
                .currency
                .map(|currency| currency.code().to_owned())
                .unwrap_or_default(),
            official: Some(draft.official),
            day: draft.day.clone(),
            decision_day: draft.decision_day.clone(),
        }
    }

    /// What the form asks for, or the field that cannot be read with its message.
    pub(crate) fn draft(&self) -> Result<GiftDraft, (&'static str, &'static str)> {
        let direction = self.direction.ok_or(("direction", "field-required"))?;
        let in_coins = coins::read(&self.value);
        let value = match self.value.trim() {
            "" => None,
            _ if in_coins.is_some() => in_coins,
            text => Some(amount(text).ok_or(("value", "field-value-invalid"))?),
        };
        let currency = match self.currency.trim() {
            _ if in_coins.is_some() => Some(Currency::SESTERTIUS),
            "" => None,
            code => Some(
                Currency::from_code(&code.to_uppercase())
                    .ok_or(("currency", "field-currency-invalid"))?,
            ),
        };
        Ok(GiftDraft {
            person: self.person,
            user: self.user,
            kind: self.kind.unwrap_or(GiftKind::Goods),
            occasion: self.occasion.clone(),
            reason: self.reason.clone(),
            document: self.document.clone(),
            value,
            currency,
            official: self.official.unwrap_or(Official::Unknown),
            day: self.day.clone(),
            decision_day: self.decision_day.clone(),
            ..GiftDraft::new(direction, self.what.clone())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_or_says_which_field_cannot_be() {
        let query = "direction=given&what=x&value=1+200%2C50&currency=eur&official=no";
        let draft = GiftForm::of(&Fields::parse(query), None).draft();
        let draft = draft.expect("a draft");
        assert_eq!(
            draft.value.map(|value| value.to_string()).as_deref(),
            Some("1200.50")
        );
        assert_eq!(draft.currency, Some(Currency::EUR));
        assert_eq!(draft.official, Official::No);
        for (query, field) in [
            ("what=x", "direction"),
            ("direction=given&value=много", "value"),
            ("direction=given&currency=евро", "currency"),
        ] {
            let form = GiftForm::of(&Fields::parse(query), None);
            assert_eq!(form.draft().err().map(|(field, _)| field), Some(field));
        }
    }
}
