//! Agreements in force are followed by the program: how each clause was kept in its periods, an obligation for
//! each breach, and the credit that a miss costs. After imports, after what people record of the execution, and
//! once a day.

use std::collections::HashMap;

use clientela_domain::agreements::{
    AgreementTerms, Clause, Window, closed_windows, obligation_kind, window_of,
};
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::estimate::Estimate;
use clientela_domain::execution::{Metric, TermState, held, measure};
use clientela_domain::ids::{AccountId, AgreementId};
use clientela_domain::obligations::{ObligationKind, Origin, Party};
use clientela_domain::why::{Input, InputValue, Missing, Source, Why};
use clientela_domain::working_days::working_day_after;
use clientela_store::agreements::{self, Agreement, ClauseMeasure, Consequences, Measured};
use clientela_store::obligations::NewObligation;
use clientela_store::{Via, Viewer};
use clientela_texts::{Language, Texts, format};
use jiff::Span;

use crate::context::Context;
use crate::error::AppError;
use crate::firm_settings::FirmSettings;

/// Closed periods of a clause that are looked at when nothing of it was measured yet.
const PERIODS_MAX: usize = 12;

/// Closed periods that are looked at again: what comes in late rarely reaches further back.
const PERIODS_AGAIN: usize = 3;

/// Days within which a breach is to be answered.
const ANSWER_DAYS: i32 = 7;

/// How much an obligation from a breach matters.
const BREACH_IMPORTANCE: u8 = 3;

/// Reasons why nothing can be said of a clause.
const REASONS: [&str; 9] = [
    "unknown-not-measured",
    "unknown-no-target",
    "unknown-people-tell",
    "unknown-nothing-due",
    "unknown-no-delivery-record",
    "unknown-no-quantities",
    "unknown-no-quality-count",
    "unknown-no-complaints",
    "unknown-no-complaint-resolved",
];

/// The reason of a text in the book.
#[must_use]
pub fn unknown_reason(text: &str) -> &'static str {
    let known = REASONS.iter().find(|reason| **reason == text);
    known.copied().unwrap_or("unknown-not-measured")
}

/// Brings the measures of all agreements in force up to date, and opens what follows from breaches. Returns how
/// many obligations were opened.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub async fn follow(context: &Context) -> Result<u64, AppError> {
    follow_of(context, None).await
}

/// As [`follow`], of one client alone: after somebody recorded something of its execution.
async fn follow_of(context: &Context, account: Option<AccountId>) -> Result<u64, AppError> {
    let viewer = Viewer::system(Via::Job, context.clock.now());
    let read = context.store.read(&viewer);
    let found = agreements::in_force(&read, account).await?;
    if found.is_empty() {
        return Ok(0);
    }
    let ids: Vec<AgreementId> = found.iter().map(|one| one.id).collect();
    let standing = agreements::standing_terms(&read, &ids).await?;
    let mut known: HashMap<AgreementId, Vec<ClauseMeasure>> = HashMap::new();
    for (id, measure) in agreements::measures_of(&read, &ids).await? {
        known.entry(id).or_default().push(measure);
    }
    let settings = FirmSettings::load(context, &viewer).await?;
    let language = Language::from_code(&settings.language).unwrap_or_default();
    let words = Texts::of(language);
    let mut opened = 0;
    for agreement in &found {
        let Some(terms) = standing.get(&agreement.id) else {
            continue;
        };
        let known = known.remove(&agreement.id).unwrap_or_default();
        let following = Following {
            context,
            viewer: &viewer,
            agreement,
            terms,
            known: &known,
            words,
        };
        let moved = following.moved().await?;
        if moved.is_empty() {
            continue;
        }
        let id = agreement.id;
        let kept = context.store.write_with(&viewer, moved, move |tx, moved| {
            Box::pin(agreements::keep_measures(tx, id, moved))
        });
        opened += kept.await?;
    }
    Ok(opened)
}

/// As [`follow`], after a change that is already in the book: a failure is logged, it does not take the change
/// back.
pub async fn follow_or_log(context: &Context) {
    told(follow(context).await);
}

/// As [`follow_or_log`], of one client alone.
pub(crate) async fn follow_account_or_log(context: &Context, account: AccountId) {
    told(follow_of(context, Some(account)).await);
}

fn told(followed: Result<u64, AppError>) {
    match followed {
        Ok(0) => {}
        Ok(opened) => tracing::info!(opened, "breaches of agreements opened obligations"),
        Err(error) => tracing::error!(
            error = &error as &dyn std::error::Error,
            "agreements could not be followed"
        ),
    }
}

/// One agreement that is followed.
struct Following<'a> {
    context: &'a Context,
    viewer: &'a Viewer,
    agreement: &'a Agreement,
    terms: &'a AgreementTerms,
    known: &'a [ClauseMeasure],
    words: Texts,
}

impl Following<'_> {
    /// What is measured otherwise than it stands in the book, with what follows.
    async fn moved(&self) -> Result<Vec<Consequences>, AppError> {
        let mut moved = Vec::new();
        for clause in &self.terms.clauses {
            for one in self.measures(clause).await? {
                let known = self.known.iter().find(|known| {
                    known.measured.clause == clause.id
                        && known.measured.window.from == one.window.from
                });
                if known.is_none_or(|known| known.measured != one) {
                    moved.push(self.consequences(clause, one, known));
                }
            }
        }
        Ok(moved)
    }

    /// A clause in its closed periods, the latest first, and in the one that runs.
    async fn measures(&self, clause: &Clause) -> Result<Vec<Measured>, AppError> {
        let today = self.context.clock.today();
        let since = self.terms.valid_from;
        let known = |one: &ClauseMeasure| one.measured.clause == clause.id;
        let most = match self.known.iter().any(known) {
            true => PERIODS_AGAIN,
            false => PERIODS_MAX,
        };
        let mut windows: Vec<(Window, bool)> = closed_windows(clause.period, since, today, most)
            .into_iter()
            .map(|window| (window, true))
            .collect();
        let running = window_of(clause.period, today);
        let from = since.map_or(running.from, |since| since.max(running.from));
        if from <= today {
            windows.insert(
                0,
                (
                    Window {
                        from,
                        to: running.to,
                    },
                    false,
                ),
            );
        }
        let mut found = Vec::with_capacity(windows.len());
        for (window, is_closed) in windows {
            found.push(self.measured(clause, window, is_closed).await?);
        }
        // The latest closed period that says something; else the latest of all.
        let says = |one: &Measured| one.is_closed && one.state != TermState::Unknown;
        let latest = found
            .iter()
            .position(says)
            .or_else(|| found.iter().position(|one| one.is_closed))
            .unwrap_or(0);
        if let Some(latest) = found.get_mut(latest) {
            latest.is_latest = true;
        }
        Ok(found)
    }

    async fn measured(
        &self,
        clause: &Clause,
        window: Window,
        is_closed: bool,
    ) -> Result<Measured, AppError> {
        let mut found = Measured {
            clause: clause.id,
            window,
            is_closed,
            is_latest: false,
            state: TermState::Unknown,
            reason: String::new(),
            actual: None,
            counted: 0,
            unknown: 0,
            target: clause.target_measured(),
            tolerance: clause.tolerance_measured(),
        };
        let Some(term) = clause.term(is_closed) else {
            let reason = match clause.metric {
                None => "unknown-people-tell",
                Some(_) => "unknown-no-target",
            };
            reason.clone_into(&mut found.reason);
            return Ok(found);
        };
        let account = self.agreement.agreement.account_id;
        let facts = crate::clause_facts::facts_of(
            self.context,
            self.viewer,
            (account, window, clause.line_terms()),
        )
        .await?;
        let measured = held(&term, &facts, self.context.clock.today());
        found.state = measured.state.unwrap_or(TermState::Unknown);
        found.actual = measured.actual.bounds();
        if let Estimate::Unknown(reason) = measured.actual {
            reason.clone_into(&mut found.reason);
        }
        found.counted = measured.n;
        found.unknown = measured.unknown;
        Ok(found)
    }

    /// What follows from a measure: only from the latest closed period, and only once.
    fn consequences(
        &self,
        clause: &Clause,
        measured: Measured,
        known: Option<&ClauseMeasure>,
    ) -> Consequences {
        let counts = measured.is_latest && measured.is_closed;
        let had = |id: fn(&ClauseMeasure) -> bool| known.is_some_and(id);
        let breached = counts && measured.state == TermState::Breached;
        let breach = breached && !had(|known| known.breach_id.is_some());
        let credit = counts && !had(|known| known.credit_id.is_some());
        Consequences {
            breach: breach.then(|| self.breach(clause, &measured)),
            credit: credit.then(|| self.credit(clause, &measured)).flatten(),
            measured,
        }
    }

    fn obligation(&self, clause: &Clause, what: String, kind: ObligationKind) -> NewObligation {
        let today = self.context.clock.today();
        let own = &self.agreement.agreement;
        let after = today.saturating_add(Span::new().days(ANSWER_DAYS - 1));
        NewObligation {
            account_id: own.account_id,
            debtor: clause.debtor,
            person_id: None,
            owner_id: clause.owner.or(own.owner_id),
            what,
            kind,
            origin: Origin::Clause,
            source: self.source(clause),
            interaction_id: None,
            support_id: None,
            clause_id: Some(clause.id),
            condition: String::new(),
            made_on: today.into(),
            due_day: Some(working_day_after(after)),
            grace_days: 0,
            importance: BREACH_IMPORTANCE,
            value: None,
            is_gift: false,
        }
    }

    fn source(&self, clause: &Clause) -> String {
        let number = &self.agreement.agreement.number;
        match clause.number.as_str() {
            "" => number.clone(),
            clause => format!("{number}, {clause}"),
        }
    }

    /// What a breach obliges to: to answer it, with what was measured as its evidence.
    fn breach(&self, clause: &Clause, measured: &Measured) -> NewObligation {
        let t = self.words;
        let level = |value: f64| level_text(t, clause.metric, value);
        let target = measured.target.map(level).unwrap_or_default();
        let actual = match measured.actual {
            Some((low, high)) if high - low > f64::EPSILON => {
                format!("{}–{}", level(low), level(high))
            }
            Some((low, _)) => level(low),
            None => t.get("unknown").into_owned(),
        };
        let metric = clause.metric.map(|metric| t.get(metric.message_id()));
        let what = t.with(
            "breach-what",
            &[
                ("metric", &metric.unwrap_or_default()),
                ("actual", &actual),
                ("target", &target),
                ("from", &format::day(t.language, measured.window.from)),
                ("to", &format::day(t.language, measured.window.to)),
            ],
        );
        self.obligation(clause, what, obligation_kind(clause.dimension))
    }

    /// What a miss costs; nothing when it costs nothing, for sure or perhaps.
    fn credit(&self, clause: &Clause, measured: &Measured) -> Option<NewObligation> {
        let (credits, fee) = (clause.credits()?, clause.fee?);
        let (low, high) = measured.actual?;
        let level = Estimate::between(low, high);
        let (least, most) = credits.due(&level, fee.as_f64()).bounds()?;
        if least <= 0.0 {
            return None;
        }
        let t = self.words;
        let what = t.with(
            "credit-what",
            &[
                ("from", &format::day(t.language, measured.window.from)),
                ("to", &format::day(t.language, measured.window.to)),
            ],
        );
        let cents = |value: f64| Amount::from_cents((value * 100.0).round() as i64);
        let mut owed = self.obligation(clause, what, ObligationKind::Payment);
        owed.debtor = Party::Us;
        owed.value = Some((cents(least), cents(most), self.terms.currency));
        Some(owed)
    }
}

/// A level of a metric, with its unit.
#[must_use]
pub fn level_text(t: Texts, metric: Option<Metric>, value: f64) -> String {
    match metric {
        Some(metric) if metric.is_share() => format::share(t.language, value),
        Some(Metric::DefectsPerMillion) => t.with1(
            "level-per-million",
            "value",
            format::decimal(t.language, value, 0),
        ),
        Some(_) => t.with1("level-days", "value", format::decimal(t.language, value, 1)),
        None => format::decimal(t.language, value, 2),
    }
}

/// How the state of a clause came about: the target, what was measured, on how many things and when.
#[must_use]
pub fn evidence(clause: &Clause, latest: Option<&Measured>) -> Why {
    let mut why = Why {
        rule: "S8",
        ..Why::default()
    };
    let input = |name, value, day, source| Input {
        name,
        value,
        day,
        source,
    };
    let level = |value: f64| match clause.metric {
        Some(metric) => measure::level_value(metric, value),
        None => InputValue::Number(value),
    };
    match clause.target_measured() {
        Some(target) => {
            let value = level(target);
            why.inputs
                .push(input("input-target", value, None, Source::Book));
        }
        None => why.missing.push(Missing {
            name: "missing-target",
            effect: f64::INFINITY,
        }),
    }
    let Some(latest) = latest else {
        return why;
    };
    let day: Option<Date> = Some(latest.window.to);
    if let Some((low, high)) = latest.actual {
        let is_share = clause.metric.is_some_and(Metric::is_share);
        let value = match (high - low > f64::EPSILON, is_share) {
            (false, _) => level(low),
            (true, true) => InputValue::Interval(low * 100.0, high * 100.0),
            (true, false) => InputValue::Interval(low, high),
        };
        let name = match (high - low > f64::EPSILON, is_share) {
            (true, true) => "input-measured-percent",
            _ => "input-measured",
        };
        why.inputs.push(input(name, value, day, Source::Ledger));
    }
    let count = InputValue::Count(latest.counted);
    why.inputs
        .push(input("input-counted", count, day, Source::Ledger));
    if latest.unknown > 0 {
        let count = InputValue::Count(latest.unknown);
        why.inputs
            .push(input("input-counted-unknown", count, day, Source::Ledger));
        let width = latest.actual.map_or(1.0, |(low, high)| high - low);
        why.missing.push(Missing {
            name: "missing-delivery-record",
            effect: width,
        });
    }
    why
}
