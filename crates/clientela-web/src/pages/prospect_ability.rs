//! Whether a prospect can pay, and who there may decide, as its page tells it.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::estimate::Estimate;
use clientela_texts::{Texts, evidence, format};

use super::form_fields::FormField;
use super::known_form::{Drawing, Fault, TypedForm, menu, plain_option};
use crate::urls;
use crate::views::prospects::{
    FactDraft, FactKind, MayDecide, NumberCheck, ProspectFact, ProspectView, QuestionAnswer,
};

/// Says of a fact that it is no longer so.
const OVER: &str = "over";

/// A fact, or a record of the same number.
pub(super) struct AbilityRow {
    pub day: String,
    pub what: String,
    pub note: String,
    pub who: String,
}

/// Whether it can pay, in words.
pub(super) struct AbilityPart {
    /// What the facts suggest; empty without any.
    pub suggestion: String,
    /// The suggested answer, and the evidence with which it is taken over.
    pub answer: &'static str,
    pub evidence: String,
    /// It is offered to be taken over.
    pub offers: bool,
    pub exposure: String,
    pub number: String,
    /// Others with the number: where, and what they are called.
    pub same: Vec<(String, String)>,
    pub facts: Vec<AbilityRow>,
}

/// Somebody who may decide, in words.
pub(super) struct Decider {
    pub person: String,
    pub href: String,
    pub name: String,
    pub role: String,
    pub client: (String, String),
    pub way: String,
}

impl AbilityPart {
    pub(super) fn new(t: Texts, view: &ProspectView) -> Self {
        let own = &view.ability;
        let suggestion = &own.suggestion;
        let because = &suggestion.because;
        let resting: Vec<String> = own
            .facts
            .iter()
            .filter(|(one, _)| because.contains(&one.fact.kind) && one.fact.holds)
            .map(|(one, _)| fact_words(t, one))
            .collect();
        let told = !because.is_empty() && suggestion.answer != QuestionAnswer::Unknown;
        let answer = t.get(suggestion.answer.message_id()).into_owned();
        let exposure = match &suggestion.exposure {
            Estimate::Known(value) => {
                t.with1("ability-exposure", "sum", money(t, *value, own.currency))
            }
            Estimate::Unknown(_) => String::new(),
            range @ Estimate::Range(..) => {
                t.with1("ability-exposure", "sum", evidence::estimate(t, range, 2))
            }
        };
        let clients = own
            .clients
            .iter()
            .map(|(id, name)| (urls::account(*id), name.clone()));
        let prospects = own
            .prospects
            .iter()
            .map(|(id, name)| (urls::prospect(*id), name.clone()));
        Self {
            suggestion: if told {
                t.with1("ability-suggestion", "answer", answer)
            } else {
                String::new()
            },
            answer: suggestion.answer.code(),
            evidence: resting.join("; ").chars().take(EVIDENCE_MAX).collect(),
            offers: told && own.offers,
            exposure,
            number: match own.number {
                NumberCheck::Missing => String::new(),
                NumberCheck::Valid => t.get("ability-number-valid").into_owned(),
                NumberCheck::Unproven => t.get("ability-number-unproven").into_owned(),
            },
            same: clients.chain(prospects).collect(),
            facts: own.facts.iter().map(|one| row(t, one)).collect(),
        }
    }

    /// There is anything to be told.
    pub(super) fn is_known(&self) -> bool {
        let told = !self.facts.is_empty() || !self.same.is_empty();
        told || !self.number.is_empty() || !self.exposure.is_empty()
    }
}

/// Characters of the evidence with which a suggestion is taken over.
const EVIDENCE_MAX: usize = 1_500;

fn money(t: Texts, value: f64, currency: Currency) -> String {
    let cents = Amount::from_cents((value * 100.0).round() as i64);
    format::money(t.language, cents, currency)
}

fn row(t: Texts, (one, who): &(ProspectFact, String)) -> AbilityRow {
    AbilityRow {
        day: format::day(t.language, one.fact.day),
        what: fact_words(t, one),
        note: one.fact.source.clone(),
        who: who.clone(),
    }
}

/// `credit limit 5 000 €`, `accounts 2025: revenue …, result …`
fn fact_words(t: Texts, one: &ProspectFact) -> String {
    let own = &one.fact;
    let sum = |amount: Option<Amount>| {
        let known = amount.zip(own.currency);
        known.map(|(amount, currency)| format::money(t.language, amount, currency))
    };
    let mut words = vec![t.get(own.kind.message_id()).into_owned()];
    words.extend(own.year.map(|year| year.to_string()));
    words.extend(sum(own.amount));
    words.extend(sum(own.revenue).map(|sum| t.with1("ability-revenue", "sum", sum)));
    words.extend(sum(own.result).map(|sum| t.with1("ability-result", "sum", sum)));
    let words = words.join(" ");
    if own.holds {
        words
    } else {
        t.with1("ability-over", "fact", words)
    }
}

/// Who may decide there.
pub(super) fn deciders(t: Texts, view: &ProspectView) -> Vec<Decider> {
    let row = |one: &MayDecide| {
        let way = match &one.way {
            None => t.get("decider-no-way").into_owned(),
            Some((way, warm)) => t.with(
                if *warm {
                    "decider-warm"
                } else {
                    "decider-cold"
                },
                &[
                    ("name", &way.who.user_name),
                    ("day", &format::day(t.language, way.last)),
                ],
            ),
        };
        let client = one.client.as_ref();
        Decider {
            person: one.person.to_string(),
            href: urls::person(one.person),
            name: one.name.clone(),
            role: one.role.clone(),
            client: client.map_or_else(Default::default, |(id, name)| {
                (urls::account(*id), name.clone())
            }),
            way,
        }
    };
    view.deciders.iter().map(row).collect()
}

/// The rows of the form of a fact.
pub(super) fn fact_rows(t: Texts, drawing: &Drawing<'_>) -> Vec<Vec<FormField>> {
    let kinds = menu(t, FactKind::ALL, |one| (one.code(), one.message_id()));
    let over = vec![plain_option(OVER, t.get("prospect-fact-is-over"))];
    let must = |field: FormField| FormField {
        required: true,
        ..field
    };
    vec![
        vec![
            must(drawing.choice("fact_kind", kinds)),
            must(drawing.line("fact_source")),
            drawing.line("fact_day"),
        ],
        vec![
            drawing.line("fact_amount"),
            drawing.line("fact_currency"),
            drawing.choice("fact_over", over),
        ],
        vec![
            drawing.line("fact_year"),
            drawing.line("fact_revenue"),
            drawing.line("fact_result"),
        ],
    ]
}

/// What the form says of a fact.
pub(super) fn fact_draft(form: &TypedForm) -> Result<FactDraft, Fault> {
    let currency = match form.get("fact_currency").trim() {
        "" => None,
        code => {
            let known = Currency::from_code(&code.to_uppercase());
            Some(known.ok_or(("fact_currency", "field-currency-invalid"))?)
        }
    };
    Ok(FactDraft {
        kind: FactKind::from_code(form.get("fact_kind")),
        over: form.get("fact_over") == OVER,
        amount: form.money("fact_amount")?,
        currency,
        year: form.text("fact_year"),
        revenue: form.money("fact_revenue")?,
        result: form.money("fact_result")?,
        source: form.text("fact_source"),
        day: form.text("fact_day"),
    })
}
