//! Terms as they stand in the book: one text of JSON a version, which nothing changes later.

use clientela_domain::agreements::{
    AgreementTerms, Clause, ClausePeriod, CreditTier, Exceeded, LimitKind, Measurer, PortfolioLine,
};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::execution::{Dimension, Metric};
use clientela_domain::ids::{ClauseId, UserId};
use clientela_domain::obligations::Party;
use serde_json::{Value as Json, json};

fn amount(amount: Option<Amount>) -> Option<String> {
    amount.map(|amount| amount.to_string())
}

/// Terms as text.
pub(super) fn write_terms(terms: &AgreementTerms) -> String {
    let portfolio: Vec<Json> = terms.portfolio.iter().map(write_line).collect();
    let clauses: Vec<Json> = terms.clauses.iter().map(write_clause).collect();
    json!({
        "valid_from": terms.valid_from.map(|day| day.to_string()),
        "valid_to": terms.valid_to.map(|day| day.to_string()),
        "notice_days": terms.notice_days,
        "is_renewed": terms.is_renewed,
        "currency": terms.currency.code(),
        "discount": amount(terms.discount),
        "payment_days": terms.payment_days,
        "credit_limit": amount(terms.credit_limit),
        "guarantee": amount(terms.guarantee),
        "portfolio": portfolio,
        "clauses": clauses,
    })
    .to_string()
}

fn write_line(line: &PortfolioLine) -> Json {
    json!({
        "what": line.what,
        "is_group": line.is_group,
        "price": amount(line.price),
        "unit": line.unit,
        "discount": amount(line.discount),
    })
}

fn write_clause(clause: &Clause) -> Json {
    let tier = |tier: &CreditTier| [tier.from.to_string(), tier.credit.to_string()];
    let tiers: Vec<_> = clause.tiers.iter().map(tier).collect();
    json!({
        "id": clause.id.to_string(),
        "number": clause.number,
        "text": clause.text,
        "debtor": clause.debtor.code(),
        "dimension": clause.dimension.code(),
        "metric": clause.metric.map(Metric::code),
        "target": amount(clause.target),
        "tolerance": amount(clause.tolerance),
        "early_days": clause.early_days,
        "late_days": clause.late_days,
        "quantity_tolerance": amount(clause.quantity_tolerance),
        "period": clause.period.code(),
        "measurer": clause.measurer.code(),
        "owner": clause.owner.map(|id| id.to_string()),
        "tiers": tiers,
        "fee": amount(clause.fee),
    })
}

/// A part of JSON that may be absent; `None` when it is there and cannot be read.
fn part<T>(json: &Json, name: &str, read: impl FnOnce(&Json) -> Option<T>) -> Option<Option<T>> {
    match json.get(name)? {
        Json::Null => Some(None),
        found => read(found).map(Some),
    }
}

fn read_amount(json: &Json) -> Option<Amount> {
    Amount::parse(json.as_str()?)
}

fn read_days(json: &Json) -> Option<u16> {
    u16::try_from(json.as_u64()?).ok()
}

fn read_day(json: &Json) -> Option<Date> {
    json.as_str()?.parse().ok()
}

fn text(json: &Json, name: &str) -> Option<String> {
    json.get(name)?.as_str().map(str::to_owned)
}

fn word<T>(json: &Json, name: &str, read: fn(&str) -> Option<T>) -> Option<T> {
    read(json.get(name)?.as_str()?)
}

/// The mirror of [`write_terms`].
pub(super) fn read_terms(text: &str) -> Option<AgreementTerms> {
    let json: Json = serde_json::from_str(text).ok()?;
    let portfolio = json.get("portfolio")?.as_array()?.iter().map(read_line);
    let clauses = json.get("clauses")?.as_array()?.iter().map(read_clause);
    Some(AgreementTerms {
        valid_from: part(&json, "valid_from", read_day)?,
        valid_to: part(&json, "valid_to", read_day)?,
        notice_days: part(&json, "notice_days", read_days)?,
        is_renewed: json.get("is_renewed")?.as_bool()?,
        currency: word(&json, "currency", Currency::from_code)?,
        discount: part(&json, "discount", read_amount)?,
        payment_days: part(&json, "payment_days", read_days)?,
        credit_limit: part(&json, "credit_limit", read_amount)?,
        guarantee: part(&json, "guarantee", read_amount)?,
        portfolio: portfolio.collect::<Option<_>>()?,
        clauses: clauses.collect::<Option<_>>()?,
    })
}

fn read_line(json: &Json) -> Option<PortfolioLine> {
    Some(PortfolioLine {
        what: text(json, "what")?,
        is_group: json.get("is_group")?.as_bool()?,
        price: part(json, "price", read_amount)?,
        unit: text(json, "unit")?,
        discount: part(json, "discount", read_amount)?,
    })
}

fn read_clause(json: &Json) -> Option<Clause> {
    let tiers = json.get("tiers")?.as_array()?.iter().map(|tier| {
        Some(CreditTier {
            from: read_amount(tier.get(0)?)?,
            credit: read_amount(tier.get(1)?)?,
        })
    });
    Some(Clause {
        id: word(json, "id", ClauseId::parse)?,
        number: text(json, "number")?,
        text: text(json, "text")?,
        debtor: word(json, "debtor", Party::from_code)?,
        dimension: word(json, "dimension", Dimension::from_code)?,
        metric: part(json, "metric", |code| Metric::from_code(code.as_str()?))?,
        target: part(json, "target", read_amount)?,
        tolerance: part(json, "tolerance", read_amount)?,
        early_days: part(json, "early_days", read_days)?,
        late_days: part(json, "late_days", read_days)?,
        quantity_tolerance: part(json, "quantity_tolerance", read_amount)?,
        period: word(json, "period", ClausePeriod::from_code)?,
        measurer: word(json, "measurer", Measurer::from_code)?,
        owner: part(json, "owner", |id| UserId::parse(id.as_str()?))?,
        tiers: tiers.collect::<Option<_>>()?,
        fee: part(json, "fee", read_amount)?,
    })
}

/// Terms above the limits as text.
pub(super) fn write_exceeded(exceeded: &[Exceeded]) -> String {
    let one = |one: &Exceeded| {
        json!({
            "kind": one.kind.code(),
            "of": one.of,
            "asked": amount(one.asked),
            "limit": one.limit.to_string(),
        })
    };
    Json::Array(exceeded.iter().map(one).collect()).to_string()
}

/// The mirror of [`write_exceeded`].
pub(super) fn read_exceeded(source: &str) -> Option<Vec<Exceeded>> {
    let json: Json = serde_json::from_str(source).ok()?;
    let one = |json: &Json| {
        Some(Exceeded {
            kind: word(json, "kind", LimitKind::from_code)?,
            of: text(json, "of")?,
            asked: part(json, "asked", read_amount)?,
            limit: read_amount(json.get("limit")?)?,
        })
    };
    json.as_array()?.iter().map(one).collect()
}
