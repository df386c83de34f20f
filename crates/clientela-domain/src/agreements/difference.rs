//! Terms as a list of entries, and what differs between two versions.

use super::terms::{AgreementTerms, Clause, CreditTier, PortfolioLine};
use super::words::{MetricUnit, metric_unit};
use crate::amount::Amount;
use crate::currency::Currency;
use crate::day::Date;
use crate::ids::UserId;

/// One entry of the terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermEntry {
    /// The message that names it, for example `term-discount`.
    pub name: &'static str,
    /// The product or clause it is about; empty for the whole agreement.
    pub of: String,
    /// What stands there.
    pub value: TermValue,
}

/// What stands in an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermValue {
    /// Words.
    Text(String),
    /// A word of the domain, as a message id.
    Word(&'static str),
    /// Per cent.
    Percent(Amount),
    /// Pieces in a million.
    PerMillion(Amount),
    /// A plain number.
    Number(Amount),
    /// Money.
    Money(Amount, Currency),
    /// Days.
    Days(Amount),
    /// A day.
    Day(Date),
    /// One of us.
    User(UserId),
}

/// What differs between two versions: absent before when it is new, absent after when it is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermChange {
    /// The message that names it.
    pub name: &'static str,
    /// The product or clause it is about.
    pub of: String,
    /// What it was.
    pub before: Option<TermValue>,
    /// What it is.
    pub after: Option<TermValue>,
}

/// What differs between two versions, in the order of the later one; what is gone at the end.
#[must_use]
pub fn changes(before: &AgreementTerms, after: &AgreementTerms) -> Vec<TermChange> {
    let (was, is) = (keyed(before), keyed(after));
    let find = |all: &[(Key, TermEntry)], key: &Key| {
        let found = all.iter().find(|(known, _)| known == key);
        found.map(|(_, entry)| entry.value.clone())
    };
    let mut found = Vec::new();
    for (key, entry) in &is {
        let earlier = find(&was, key);
        if earlier.as_ref() != Some(&entry.value) {
            found.push(TermChange {
                name: entry.name,
                of: entry.of.clone(),
                before: earlier,
                after: Some(entry.value.clone()),
            });
        }
    }
    for (key, entry) in was {
        if find(&is, &key).is_none() {
            found.push(TermChange {
                name: entry.name,
                of: entry.of,
                before: Some(entry.value),
                after: None,
            });
        }
    }
    found
}

/// The entries of terms.
#[must_use]
pub fn entries(terms: &AgreementTerms) -> Vec<TermEntry> {
    keyed(terms).into_iter().map(|(_, entry)| entry).collect()
}

/// What tells one entry from another: a clause keeps its own through a change of its number.
type Key = (&'static str, String);

fn keyed(terms: &AgreementTerms) -> Vec<(Key, TermEntry)> {
    let mut found = Vec::new();
    of_whole(terms, &mut found);
    for line in &terms.portfolio {
        of_line(line, terms.currency, &mut found);
    }
    for clause in &terms.clauses {
        of_clause(clause, terms.currency, &mut found);
    }
    found
}

type Found = Vec<(Key, TermEntry)>;

fn put(found: &mut Found, name: &'static str, (key, of): (&str, &str), value: Option<TermValue>) {
    if let Some(value) = value {
        let of = of.to_owned();
        found.push(((name, key.to_owned()), TermEntry { name, of, value }));
    }
}

fn days(days: Option<u16>) -> Option<TermValue> {
    days.map(|days| TermValue::Days(Amount::from_cents(i64::from(days) * 100)))
}

fn text(text: &str) -> Option<TermValue> {
    (!text.is_empty()).then(|| TermValue::Text(text.to_owned()))
}

fn of_whole(terms: &AgreementTerms, found: &mut Found) {
    let money =
        |amount: Option<Amount>| amount.map(|amount| TermValue::Money(amount, terms.currency));
    let whole = ("", "");
    put(
        found,
        "term-valid-from",
        whole,
        terms.valid_from.map(TermValue::Day),
    );
    put(
        found,
        "term-valid-to",
        whole,
        terms.valid_to.map(TermValue::Day),
    );
    put(found, "term-notice", whole, days(terms.notice_days));
    let renewed = terms
        .is_renewed
        .then_some(TermValue::Word("term-renewed-yes"));
    put(found, "term-renewed", whole, renewed);
    put(
        found,
        "term-discount",
        whole,
        terms.discount.map(TermValue::Percent),
    );
    put(found, "term-payment", whole, days(terms.payment_days));
    put(found, "term-credit", whole, money(terms.credit_limit));
    put(found, "term-guarantee", whole, money(terms.guarantee));
}

fn of_line(line: &PortfolioLine, currency: Currency, found: &mut Found) {
    let of = (line.what.as_str(), line.what.as_str());
    let kind = if line.is_group {
        "term-group"
    } else {
        "term-product"
    };
    put(found, "term-portfolio", of, Some(TermValue::Word(kind)));
    let price = line.price.map(|price| TermValue::Money(price, currency));
    put(found, "term-price", of, price);
    put(found, "term-unit", of, text(&line.unit));
    put(
        found,
        "term-discount",
        of,
        line.discount.map(TermValue::Percent),
    );
}

fn of_clause(clause: &Clause, currency: Currency, found: &mut Found) {
    let key = clause.id.to_string();
    let title = if clause.number.is_empty() {
        &clause.text
    } else {
        &clause.number
    };
    let of = (key.as_str(), title.as_str());
    let counted = |amount: Option<Amount>| {
        amount.map(|amount| match metric_unit(clause.metric) {
            MetricUnit::Share => TermValue::Percent(amount),
            MetricUnit::Number => TermValue::Number(amount),
            MetricUnit::PerMillion => TermValue::PerMillion(amount),
            MetricUnit::Days => TermValue::Days(amount),
        })
    };
    let word = |id: &'static str| Some(TermValue::Word(id));
    put(found, "clause-number", of, text(&clause.number));
    put(found, "clause-text", of, text(&clause.text));
    put(found, "clause-debtor", of, word(clause.debtor.message_id()));
    put(
        found,
        "clause-dimension",
        of,
        word(clause.dimension.message_id()),
    );
    let metric = clause
        .metric
        .map(|metric| TermValue::Word(metric.message_id()));
    put(found, "clause-metric", of, metric);
    put(found, "clause-target", of, counted(clause.target));
    put(found, "clause-tolerance", of, counted(clause.tolerance));
    put(found, "clause-early", of, days(clause.early_days));
    put(found, "clause-late", of, days(clause.late_days));
    let short = clause.quantity_tolerance.map(TermValue::Percent);
    put(found, "clause-quantity", of, short);
    put(found, "clause-period", of, word(clause.period.message_id()));
    put(
        found,
        "clause-measurer",
        of,
        word(clause.measurer.message_id()),
    );
    put(found, "clause-owner", of, clause.owner.map(TermValue::User));
    put(
        found,
        "clause-tiers",
        of,
        text(&CreditTier::write_all(&clause.tiers)),
    );
    let fee = clause.fee.map(|fee| TermValue::Money(fee, currency));
    put(found, "clause-fee", of, fee);
}
