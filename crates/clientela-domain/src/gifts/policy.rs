//! The policy of gifts: the first rule that hits decides, in the order of `DOMAIN.md` 18. The limits are
//! the firm's own; no statute names a safe amount.

use super::words::{GiftDecision, GiftKind, Official};
use crate::amount::Amount;
use crate::currency::Currency;
use crate::day::Date;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// The firm's limits, in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GiftPolicy {
    /// Above this value somebody else approves first.
    pub approve_above: Amount,
    /// Most for one gift.
    pub single_limit: Amount,
    /// Most within twelve months for one receiving person.
    pub person_limit: Amount,
    /// Most within twelve months for one firm; no such limit when absent.
    pub firm_limit: Option<Amount>,
    /// Most for a public official.
    pub official_limit: Amount,
    /// Cash and what is as good as cash is not refused outright.
    pub cash_allowed: bool,
    /// Days before an award or a decision in which nothing is given.
    pub tender_days: u16,
}

impl Default for GiftPolicy {
    /// Examples of `DOMAIN.md` 18, not law: 50, 100, 300, nothing for officials, no cash, 90 days.
    fn default() -> Self {
        Self {
            approve_above: Amount::from_cents(5_000),
            single_limit: Amount::from_cents(10_000),
            person_limit: Amount::from_cents(30_000),
            firm_limit: None,
            official_limit: Amount::from_cents(0),
            cash_allowed: false,
            tender_days: 90,
        }
    }
}

/// What was given or received within twelve months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearSum {
    /// Sum of what has a value.
    pub known: Amount,
    /// How many have none.
    pub unvalued: u64,
}

/// What the policy looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GiftFacts {
    /// When it is given.
    pub day: Date,
    /// What.
    pub kind: GiftKind,
    /// A sample that is booked as one: no gift.
    pub is_booked_sample: bool,
    /// Its value in the currency of the policy; absent when nobody knows it.
    pub value: Option<Amount>,
    /// It is known who receives it.
    pub has_recipient: bool,
    /// Whether whoever receives it is a public official.
    pub official: Official,
    /// The day of an award or a decision in an open tender or claim with this party.
    pub decision_day: Option<Date>,
    /// What the receiving person had in the twelve months before.
    pub person_year: YearSum,
    /// What went between the firms in the same direction in the twelve months before.
    pub firm_year: YearSum,
}

/// What the policy says of a gift.
#[derive(Clone, Debug, PartialEq)]
pub struct GiftVerdict {
    /// The rule that hit.
    pub decision: GiftDecision,
    /// What the receiving person may still have within the twelve months, this gift counted when it
    /// is not refused; at most so much while a gift of them has no value.
    pub remaining: Amount,
    /// How it came about.
    pub why: Why,
}

/// The day after which the twelve months before a day begin.
#[must_use]
pub fn year_before(day: Date) -> Date {
    day.saturating_sub(jiff::Span::new().years(1))
}

/// What the policy says of a gift, in the currency of the policy.
#[must_use]
pub fn judge(policy: &GiftPolicy, currency: Currency, facts: &GiftFacts) -> GiftVerdict {
    let decision = decide(policy, facts);
    let nothing = Amount::from_cents(0);
    let counted = if decision.is_refused() || facts.is_booked_sample {
        nothing
    } else {
        facts.value.unwrap_or(nothing)
    };
    let left = policy.person_limit - facts.person_year.known - counted;
    GiftVerdict {
        decision,
        remaining: if left.is_negative() { nothing } else { left },
        why: why(policy, currency, facts, decision),
    }
}

fn decide(policy: &GiftPolicy, facts: &GiftFacts) -> GiftDecision {
    use GiftDecision as D;
    if facts.is_booked_sample {
        return D::Allowed;
    }
    if facts.kind == GiftKind::Cash && !policy.cash_allowed {
        return D::RefusedCash;
    }
    let is_official = facts.official == Official::Yes;
    if is_official
        && facts
            .value
            .is_none_or(|value| value > policy.official_limit)
    {
        return D::RefusedOfficial;
    }
    if days_to_decision(facts).is_some_and(|days| days <= i64::from(policy.tender_days)) {
        return D::RefusedTender;
    }
    let Some(value) = facts.value else {
        return D::HeldValue;
    };
    if facts.official == Official::Unknown || !facts.has_recipient {
        return D::HeldRecipient;
    }
    if value > policy.single_limit {
        return D::RefusedSingle;
    }
    if facts.person_year.known + value > policy.person_limit {
        return D::RefusedPerson;
    }
    let firm_limit = policy.firm_limit;
    if firm_limit.is_some_and(|limit| facts.firm_year.known + value > limit) {
        return D::RefusedFirm;
    }
    if value > policy.approve_above {
        return D::NeedsApproval;
    }
    D::Allowed
}

/// Days from the gift to the decision; absent without one, or when it is over.
fn days_to_decision(facts: &GiftFacts) -> Option<i64> {
    let day = facts.decision_day?;
    let days = facts.day.until(day).ok()?.get_days();
    (days >= 0).then_some(i64::from(days))
}

/// Inputs of a rule about money in one currency.
struct Inputs {
    currency: Currency,
    inputs: Vec<Input>,
}

impl Inputs {
    fn add(&mut self, name: &'static str, value: InputValue, source: Source) {
        self.inputs.push(Input {
            name,
            value,
            day: None,
            source,
        });
    }

    fn money(&mut self, name: &'static str, amount: Amount) {
        let value = InputValue::Money(amount, self.currency);
        self.add(name, value, Source::Book);
    }

    fn limit(&mut self, name: &'static str, amount: Amount) {
        let value = InputValue::Money(amount, self.currency);
        self.add(name, value, Source::Setting);
    }

    fn word(&mut self, name: &'static str, message: &'static str) {
        self.add(name, InputValue::Word(message), Source::Book);
    }

    /// The limit that decided.
    fn deciding(&mut self, policy: &GiftPolicy, facts: &GiftFacts, decision: GiftDecision) {
        use GiftDecision as D;
        match decision {
            D::RefusedCash => self.word("input-gift-kind", facts.kind.message_id()),
            D::RefusedOfficial => self.limit("input-gift-official-limit", policy.official_limit),
            D::RefusedTender => {
                let days = InputValue::Count(u64::from(policy.tender_days));
                self.add("input-gift-tender-days", days, Source::Setting);
            }
            D::RefusedSingle => self.limit("input-gift-single-limit", policy.single_limit),
            D::Allowed | D::NeedsApproval => {
                self.limit("input-gift-approve-above", policy.approve_above);
            }
            D::HeldValue | D::HeldRecipient | D::RefusedPerson | D::RefusedFirm => {}
        }
    }
}

fn why(policy: &GiftPolicy, currency: Currency, facts: &GiftFacts, decision: GiftDecision) -> Why {
    let mut all = Inputs {
        currency,
        inputs: Vec::new(),
    };
    all.word("input-gift-rule", decision.message_id());
    if let Some(value) = facts.value {
        all.money("input-gift-value", value);
    }
    all.deciding(policy, facts, decision);
    all.word("input-gift-official", facts.official.message_id());
    if let (Some(day), Some(days)) = (facts.decision_day, days_to_decision(facts)) {
        all.inputs.push(Input {
            name: "input-gift-decision-day",
            value: InputValue::Count(u64::try_from(days).unwrap_or(0)),
            day: Some(day),
            source: Source::Book,
        });
    }
    all.money("input-gift-person-year", facts.person_year.known);
    all.limit("input-gift-person-limit", policy.person_limit);
    if let Some(of_firm) = policy.firm_limit {
        all.money("input-gift-firm-year", facts.firm_year.known);
        all.limit("input-gift-firm-limit", of_firm);
    }
    Why {
        rule: "S18/POLICY",
        inputs: all.inputs,
        missing: missing(facts),
    }
}

fn missing(facts: &GiftFacts) -> Vec<Missing> {
    let unknown = |(name, is_unknown): (&'static str, bool)| {
        is_unknown.then_some(Missing {
            name,
            effect: f64::INFINITY,
        })
    };
    let nobody = facts.official == Official::Unknown || !facts.has_recipient;
    let earlier = facts.person_year.unvalued > 0;
    [
        ("missing-gift-value", facts.value.is_none()),
        ("missing-gift-recipient", nobody),
        ("missing-gift-values-before", earlier),
    ]
    .into_iter()
    .filter_map(unknown)
    .collect()
}
