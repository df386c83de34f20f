//! Parts that pages about agreements share: rows, what stands in terms, and how clauses stand.

use clientela_domain::amount::Amount;
use clientela_domain::day::{Date, Month};
use clientela_domain::ids::UserId;
use clientela_texts::{Texts, evidence, format};
use std::collections::HashMap;

use crate::charts::trend::{TrendPoint, trend_svg};
use crate::markup::Markup;
use crate::urls;
use crate::views::agreements::{
    AgreementLine, AgreementState, ApprovalState, ClauseLine, Exceeded, LimitKind, Phase,
    TermState, TermValue, level_text,
};

/// An agreement in a list.
pub(crate) struct AgreementRow {
    pub href: String,
    pub number: String,
    pub title: String,
    pub account: String,
    pub account_href: String,
    pub owner: String,
    pub state: String,
    pub valid: String,
    pub iso: String,
    /// Notice, end, approval: what is to be known besides.
    pub notes: Vec<String>,
    pub warns: bool,
    /// How its clauses stand; empty without clauses.
    pub clauses: String,
    pub clause_class: &'static str,
}

impl AgreementRow {
    pub(crate) fn new(t: Texts, line: &AgreementLine) -> Self {
        let found = &line.agreement;
        let own = &found.agreement;
        let (notes, warns) = notes(t, line);
        let worst = line.worst();
        Self {
            href: urls::agreement(found.id),
            number: own.number.clone(),
            title: own.title.clone(),
            account: line.account_name.clone(),
            account_href: urls::account(own.account_id),
            owner: line.owner_name.clone(),
            state: t.get(found.state.message_id()).into_owned(),
            valid: valid_text(t, line),
            iso: line
                .renewal
                .ends
                .map(|day| day.to_string())
                .unwrap_or_default(),
            notes,
            warns,
            clauses: worst.map_or_else(String::new, |worst| {
                let count = line.clauses.iter().filter(|one| one.state == worst).count();
                let state = t.get(worst.message_id());
                t.with(
                    "agreement-clauses-worst",
                    &[
                        ("state", &state),
                        ("count", &count),
                        ("all", &line.clauses.len()),
                    ],
                )
            }),
            clause_class: worst.map_or("", state_class),
        }
    }
}

/// From when to when it holds.
pub(crate) fn valid_text(t: Texts, line: &AgreementLine) -> String {
    let terms = &line.agreement.agreement.terms;
    let day = |day: Date| format::day(t.language, day);
    match (terms.valid_from, line.renewal.ends) {
        (Some(from), Some(to)) => format!("{} – {}", day(from), day(to)),
        (Some(from), None) => t.with1("agreement-valid-from", "day", day(from)),
        (None, Some(to)) => t.with1("agreement-valid-to", "day", day(to)),
        (None, None) => t.get("unknown").into_owned(),
    }
}

/// What is to be known of an agreement besides, and whether any of it asks for a deed.
pub(crate) fn notes(t: Texts, line: &AgreementLine) -> (Vec<String>, bool) {
    let found = &line.agreement;
    let mut notes = Vec::new();
    let mut warns = false;
    if found.state == AgreementState::InForce {
        let phase = line.renewal.phase;
        warns = phase.asks() || phase == Phase::Over;
        let day = line
            .renewal
            .notice_by
            .filter(|_| phase == Phase::NoticeNear)
            .or(line.renewal.ends);
        match (phase, day) {
            (Phase::Running | Phase::Endless | Phase::Ahead, _) | (_, None) => {}
            (phase, Some(day)) => {
                notes.push(t.with1(phase.message_id(), "day", format::day(t.language, day)));
            }
        }
    }
    if matches!(
        found.approval,
        ApprovalState::Waiting | ApprovalState::Refused
    ) {
        warns = true;
        notes.push(t.get(found.approval.message_id()).into_owned());
    }
    (notes, warns)
}

/// The colour of a state.
pub(crate) const fn state_class(state: TermState) -> &'static str {
    match state {
        TermState::Kept => "gift-good",
        TermState::AtRisk => "gift-warn",
        TermState::Breached => "gift-bad",
        TermState::Unknown => "faint",
    }
}

/// A clause with how it stands.
pub(crate) struct ClauseRow {
    pub anchor: String,
    pub number: String,
    pub text: String,
    pub dimension: String,
    pub metric: String,
    pub target: String,
    pub actual: String,
    pub state: String,
    pub class: &'static str,
    pub why: Vec<String>,
    pub periods: Vec<PeriodRow>,
    /// The target, the tolerance and what was measured, drawn; nothing for what is no share.
    pub bullet: Markup,
    /// Its closed periods against the target, drawn; nothing with fewer than two that are known.
    pub trend: Markup,
}

/// A clause in one period.
pub(crate) struct PeriodRow {
    pub days: String,
    pub actual: String,
    pub counted: String,
    pub state: String,
    pub class: &'static str,
    pub breach_href: String,
    pub credit_href: String,
}

impl ClauseRow {
    pub(crate) fn new(t: Texts, line: &ClauseLine) -> Self {
        let clause = &line.clause;
        let level = |value: f64| level_text(t, clause.metric, value);
        let actual = |ends: Option<(f64, f64)>| match ends {
            Some((low, high)) if high - low > f64::EPSILON => {
                format!("{} – {}", level(low), level(high))
            }
            Some((low, _)) => level(low),
            None => t.get("unknown").into_owned(),
        };
        let period = |measure: &clientela_store::agreements::ClauseMeasure| {
            let own = &measure.measured;
            let (from, to) = (own.window.from, own.window.to);
            let days = (format::day(t.language, from), format::day(t.language, to));
            let state = if own.is_closed {
                t.get(own.state.message_id())
            } else {
                t.get("agreement-period-runs")
            };
            PeriodRow {
                days: format!("{} – {}", days.0, days.1),
                actual: actual(own.actual),
                counted: t.with(
                    "agreement-counted",
                    &[("count", &own.counted), ("unknown", &own.unknown)],
                ),
                state: state.into_owned(),
                class: state_class(own.state),
                breach_href: measure.breach_id.map(urls::obligation).unwrap_or_default(),
                credit_href: measure.credit_id.map(urls::obligation).unwrap_or_default(),
            }
        };
        let inputs = line
            .why
            .inputs
            .iter()
            .map(|input| evidence::input(t, input));
        let missing = line.why.missing.iter().map(|one| evidence::missing(t, one));
        Self {
            anchor: format!("clause-{}", clause.id),
            number: clause.number.clone(),
            text: clause.text.clone(),
            dimension: t.get(clause.dimension.message_id()).into_owned(),
            metric: clause.metric.map_or_else(
                || t.get("metric-people-tell").into_owned(),
                |metric| t.get(metric.message_id()).into_owned(),
            ),
            target: clause
                .target_measured()
                .map_or_else(|| t.get("unknown").into_owned(), level),
            actual: match line.actual.bounds() {
                Some(ends) => actual(Some(ends)),
                None => evidence::estimate(t, &line.actual, 0),
            },
            state: t.get(line.state.message_id()).into_owned(),
            class: state_class(line.state),
            why: inputs.chain(missing).collect(),
            periods: line.measures.iter().map(period).collect(),
            bullet: bullet(line),
            trend: trend(t, line),
        }
    }
}

/// Width of the drawing, in its own units: a whole is a hundred.
const WHOLE: f64 = 100.0;

/// A bullet bar: the band of tolerance, the target as a mark, what was measured as a line. It repeats in shape
/// what stands beside it in words, so it is hidden from who listens.
fn bullet(line: &ClauseLine) -> Markup {
    let clause = &line.clause;
    let is_share = clause
        .metric
        .is_some_and(crate::views::agreements::Metric::is_share);
    let (Some(target), Some((low, high)), true) =
        (clause.target_measured(), line.actual.bounds(), is_share)
    else {
        return Markup::default();
    };
    let at = |share: f64| (share * WHOLE).clamp(0.0, WHOLE);
    let allowed = at(target - clause.tolerance_measured());
    let width = at(target) - allowed;
    let spread = (at(high) - at(low)).max(0.8);
    Markup::safe(format!(
        "<svg class=\"bullet\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">\
         <rect class=\"bullet-whole\" x=\"0\" y=\"2.5\" width=\"100\" height=\"3\"/>\
         <rect class=\"bullet-band\" x=\"{allowed:.2}\" y=\"1\" width=\"{width:.2}\" height=\"6\"/>\
         <rect class=\"bullet-low\" x=\"0\" y=\"2.5\" width=\"{:.2}\" height=\"3\"/>\
         <rect class=\"bullet-spread\" x=\"{:.2}\" y=\"2.5\" width=\"{spread:.2}\" height=\"3\"/>\
         <rect class=\"bullet-target\" x=\"{:.2}\" y=\"0\" width=\"0.8\" height=\"8\"/></svg>",
        at(low),
        at(low),
        at(target),
    ))
}

/// How the clause was kept in its closed periods, the earliest first.
fn trend(t: Texts, line: &ClauseLine) -> Markup {
    let closed = line.measures.iter().rev();
    let points: Vec<TrendPoint> = closed
        .map(|measure| &measure.measured)
        .filter(|own| own.is_closed)
        .map(|own| TrendPoint {
            name: format::month(t.language, Month::of(own.window.from)),
            measured: own.actual,
        })
        .collect();
    let label = t.with(
        "agreement-trend-label",
        &[
            ("clause", &line.clause.text.as_str()),
            ("count", &points.len()),
        ],
    );
    Markup::safe(trend_svg(&points, line.clause.target_measured(), &label))
}

/// What stands in a term, in words.
pub(crate) fn value_text(t: Texts, value: &TermValue, users: &HashMap<UserId, String>) -> String {
    let number = |amount: &Amount| plain(t, *amount);
    match value {
        TermValue::Text(text) => text.clone(),
        TermValue::Word(id) => t.get(id).into_owned(),
        TermValue::Percent(amount) => t.with1("term-percent", "value", number(amount)),
        TermValue::PerMillion(amount) => t.with1("level-per-million", "value", number(amount)),
        TermValue::Number(amount) => number(amount),
        TermValue::Money(amount, currency) => format::money(t.language, *amount, *currency),
        TermValue::Days(amount) => t.with1("term-days", "count", number(amount)),
        TermValue::Day(day) => format::day(t.language, *day),
        TermValue::User(id) => users.get(id).cloned().unwrap_or_default(),
    }
}

/// A number with as many decimals as it has.
fn plain(t: Texts, amount: Amount) -> String {
    let decimals = match amount.units() {
        units if units % 10_000 == 0 => 0,
        units if units % 1_000 == 0 => 1,
        _ => 2,
    };
    format::decimal(t.language, amount.as_f64(), decimals)
}

/// What of the terms is above the limits, a sentence each.
pub(crate) fn exceeded_lines(
    t: Texts,
    exceeded: &[Exceeded],
    currency: clientela_domain::currency::Currency,
) -> Vec<String> {
    let said = |kind: LimitKind, amount: Amount| match kind {
        LimitKind::Discount => t.with1("term-percent", "value", plain(t, amount)),
        LimitKind::Payment => t.with1("term-days", "count", plain(t, amount)),
        LimitKind::Credit | LimitKind::Guarantee => format::money(t.language, amount, currency),
    };
    let line = |one: &Exceeded| {
        let name = t.get(one.kind.message_id());
        let asked = one.asked.map_or_else(
            || t.get("unknown").into_owned(),
            |asked| said(one.kind, asked),
        );
        let limit = said(one.kind, one.limit);
        let id = if one.of.is_empty() {
            "exceeded-line"
        } else {
            "exceeded-line-of"
        };
        t.with(
            id,
            &[
                ("name", &name),
                ("of", &one.of),
                ("asked", &asked),
                ("limit", &limit),
            ],
        )
    };
    exceeded.iter().map(line).collect()
}
