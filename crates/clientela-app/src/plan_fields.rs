//! What the book itself says of the fields of a plan, and since when.

use clientela_domain::account_plan::{EntryKind, EntryState, Field, Measure};
use clientela_domain::agreements::{AgreementState, ApprovalState};
use clientela_domain::day::Date;
use clientela_domain::estimate::Truth;
use clientela_domain::people_map::{Attitude, BuyingRole, Judged};
use clientela_domain::troubles::ProblemState;
use clientela_store::threats::NewThreat;
use clientela_texts::{Texts, evidence, format};
use jiff::Timestamp;
use jiff::tz::Offset;

use crate::list_agreements::AgreementLine;
use crate::list_problems::ProblemLine;
use crate::plan_facts::{Facts, MeasureValue, Unit};
use crate::show_people_map::MapNode;
use crate::show_plan::EntryLine;

/// Most names a field lists.
const NAMES_MAX: usize = 6;

/// What a field says, and the day it was last changed when that is known.
pub(crate) type Said = (String, Option<Date>);

/// What the book says of a field; `None` when it says nothing.
pub(crate) fn said(
    field: Field,
    facts: &Facts,
    entries: &[EntryLine],
    texts: Texts,
) -> Option<Said> {
    let book = Book {
        facts,
        entries,
        texts,
    };
    match field {
        Field::Legal => book.legal(),
        Field::Process => book.processes(),
        Field::Roles => book.people(|node| !node.state.roles.is_empty(), roles_of),
        Field::Attitudes => book.people(
            |node| node.state.attitude != Judged::Unknown,
            |node, texts| {
                let ends = node.state.attitude.ends();
                let (worse, better) = ends?;
                let name = |one: Attitude| texts.get(one.message_id()).into_owned();
                Some(if worse == better {
                    name(worse)
                } else {
                    format!("{} – {}", name(worse), name(better))
                })
            },
        ),
        Field::Vetoes => book.people(
            |node| node.state.veto == Truth::True,
            |_, _| Some(String::new()),
        ),
        Field::Coverage => book.coverage(),
        Field::NextToWin => listed(to_win(facts)).map(|names| (names, book.map_day())),
        Field::HeldProblems => book.problems(|_| true, |line| line.problem.problem.what.clone()),
        Field::Answers => book.problems(
            |line| !line.problem.problem.solution.is_empty(),
            |line| line.problem.problem.solution.clone(),
        ),
        Field::Evidence => book.problems(
            |line| line.problem.problem.confirmed.is_some(),
            |line| line.problem.problem.what.clone(),
        ),
        Field::HeldThreats => book.threats(|_| true, |own| own.what.clone()),
        Field::Alternatives => book.threats(
            |own| !own.alternative.is_empty(),
            |own| own.alternative.clone(),
        ),
        _ => book.further(field),
    }
}

/// Whom the map says to win next, with their positions.
pub(crate) fn to_win(facts: &Facts) -> Vec<String> {
    let next = facts.map.reading.decision.next_to_win.iter();
    next.filter_map(|one| facts.map.node(one.node))
        .map(called)
        .filter(|name| !name.is_empty())
        .take(NAMES_MAX)
        .collect()
}

/// Name and position, or the position of somebody nobody knows yet.
fn called(node: &MapNode) -> String {
    match (node.name.as_str(), node.title.as_str()) {
        ("", title) => title.to_owned(),
        (name, "") => name.to_owned(),
        (name, title) => format!("{name} ({title})"),
    }
}

fn roles_of(node: &MapNode, texts: Texts) -> Option<String> {
    let roles = node.state.roles.iter();
    let names: Vec<String> = roles
        .map(|role: &BuyingRole| texts.get(role.message_id()).into_owned())
        .collect();
    Some(names.join(", "))
}

fn listed(names: Vec<String>) -> Option<String> {
    let shown: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
    (!shown.is_empty()).then(|| shown.join("; "))
}

fn day_of(at: Timestamp) -> Date {
    Offset::UTC.to_datetime(at).date()
}

/// A value with its unit: `1 200 €`, `34–41 %`; unknown in words.
#[must_use]
pub fn value_words(texts: Texts, value: &MeasureValue) -> String {
    let Some((low, high)) = value.bounds else {
        return texts.get("unknown").into_owned();
    };
    let decimals = match value.unit {
        Unit::Money(_) => 0,
        Unit::Percent => 1,
        Unit::Number => u32::from(low.fract() != 0.0 || high.fract() != 0.0),
    };
    let number = if low == high {
        format::decimal(texts.language, low, decimals)
    } else {
        format::interval(texts.language, low, high, decimals)
    };
    in_unit(number, &value.unit)
}

/// A target in the unit of its measure.
#[must_use]
pub fn target_words(texts: Texts, target: f64, unit: &Unit) -> String {
    let decimals = u32::from(target.fract() != 0.0);
    in_unit(format::decimal(texts.language, target, decimals), unit)
}

fn in_unit(number: String, unit: &Unit) -> String {
    match unit {
        Unit::Money(currency) => format!("{number} {}", format::currency_sign(*currency)),
        Unit::Percent => format!("{number} %"),
        Unit::Number => number,
    }
}

struct Book<'a> {
    facts: &'a Facts,
    entries: &'a [EntryLine],
    texts: Texts,
}

impl Book<'_> {
    fn further(&self, field: Field) -> Option<Said> {
        match field {
            Field::OurShare => self.potential(),
            Field::Portfolio => self.portfolio(),
            Field::Agreement => self.agreement(),
            Field::Approvals => self.approvals(),
            Field::Pursued => self.all_of(EntryKind::Objective, |_| true),
            Field::MeasuredToday => self.all_of(EntryKind::Objective, |line| {
                line.value
                    .as_ref()
                    .is_some_and(|value| value.bounds.is_some())
            }),
            Field::BothOwners => self.all_of(EntryKind::Objective, |line| {
                let own = &line.entry.entry;
                own.owner_id.is_some() && own.person_id.is_some()
            }),
            Field::Underway => self.all_of(EntryKind::Action, |_| true),
            Field::OwnedAndDated => self.all_of(EntryKind::Action, |line| {
                let own = &line.entry.entry;
                (own.owner_id.is_some() || own.person_id.is_some()) && own.day.is_some()
            }),
            Field::Linked => self.all_of(EntryKind::Action, |line| {
                line.entry.entry.objective_id.is_some()
            }),
            Field::KnownRisks => self.all_of(EntryKind::Risk, |_| true),
            Field::Judged => self.all_of(EntryKind::Risk, |line| {
                let own = &line.entry.entry;
                own.likelihood.is_some() && own.effect.is_some()
            }),
            Field::Replies => {
                self.all_of(EntryKind::Risk, |line| !line.entry.entry.reply.is_empty())
            }
            Field::Revenue => self.value(Measure::Revenue),
            Field::Margin => self.value(Measure::Margin),
            Field::OurTrust => self.value(Measure::OurTrust),
            Field::TheirTrust => self.value(Measure::TheirTrust),
            Field::Thread => self.thread(),
            Field::Deputy => self.facts.page.substitute.clone().map(|name| (name, None)),
            _ => None,
        }
    }

    fn legal(&self) -> Option<Said> {
        let account = &self.facts.page.account;
        let parts = [
            &account.registration_number,
            &account.vat_number,
            &account.details.legal_name,
            &account.details.address,
        ];
        let words = listed(parts.into_iter().cloned().collect())?;
        Some((words, None))
    }

    fn processes(&self) -> Option<Said> {
        let all = self.facts.map.processes.iter();
        let names = all.map(|one| one.process.name.clone()).collect();
        listed(names).map(|words| (words, None))
    }

    /// The day of the latest statement of the map.
    fn map_day(&self) -> Option<Date> {
        let all = self.facts.map.statements.iter();
        let standing = all.filter(|one| one.taken_back.is_none());
        standing.map(|one| day_of(one.statement.at)).max()
    }

    fn people(
        &self,
        which: impl Fn(&MapNode) -> bool,
        what: impl Fn(&MapNode, Texts) -> Option<String>,
    ) -> Option<Said> {
        let nodes = self.facts.map.nodes.iter().filter(|node| which(node));
        let names: Vec<String> = nodes
            .filter_map(|node| {
                let said = what(node, self.texts)?;
                let name = called(node);
                Some(if said.is_empty() {
                    name
                } else {
                    format!("{name}: {said}")
                })
            })
            .take(NAMES_MAX)
            .collect();
        listed(names).map(|words| (words, self.map_day()))
    }

    fn coverage(&self) -> Option<Said> {
        let reading = &self.facts.map.reading;
        let (low, high) = reading.coverage.bounds()?;
        let share = |part: f64| format::share(self.texts.language, part);
        let words = if low == high {
            share(low)
        } else {
            format!("{} – {}", share(low), share(high))
        };
        Some((words, self.map_day()))
    }

    fn problems(
        &self,
        which: impl Fn(&ProblemLine) -> bool,
        what: impl Fn(&ProblemLine) -> String,
    ) -> Option<Said> {
        let held = self
            .facts
            .problems
            .lines
            .iter()
            .filter(|line| line.problem.problem.state != ProblemState::Dropped && which(line));
        let held: Vec<&ProblemLine> = held.collect();
        let day = held.iter().map(|line| line.problem.problem.day).max();
        let names = held.iter().take(NAMES_MAX).map(|line| what(line)).collect();
        listed(names).map(|words| (words, day))
    }

    fn threats(
        &self,
        which: impl Fn(&NewThreat) -> bool,
        what: impl Fn(&NewThreat) -> String,
    ) -> Option<Said> {
        let lines = self.facts.threats.lines.iter();
        let held: Vec<_> = lines
            .map(|line| &line.threat.threat)
            .filter(|own| which(own))
            .collect();
        let day = held.iter().map(|own| own.day).max();
        let names = held.iter().take(NAMES_MAX).map(|own| what(own)).collect();
        listed(names).map(|words| (words, day))
    }

    fn potential(&self) -> Option<Said> {
        let share = self.value(Measure::Share);
        share.filter(|(words, _)| *words != self.texts.get("unknown"))
    }

    fn portfolio(&self) -> Option<Said> {
        let products = &self.facts.page.sales.products;
        let day = products.iter().map(|one| one.last_day).max();
        let names = products.iter().take(NAMES_MAX).map(|one| {
            if one.name.is_empty() {
                one.product.clone()
            } else {
                one.name.clone()
            }
        });
        listed(names.collect()).map(|words| (words, day))
    }

    fn in_force(&self) -> impl Iterator<Item = &AgreementLine> {
        let lines = self.facts.agreements.lines.iter();
        lines.filter(|line| line.agreement.state == AgreementState::InForce)
    }

    fn agreement(&self) -> Option<Said> {
        let names = self.in_force().map(|line| {
            let own = &line.agreement.agreement;
            format!("{} {}", own.number, own.title).trim().to_owned()
        });
        let day = self.in_force().map(|line| line.agreement.state_day).max();
        listed(names.collect()).map(|words| (words, day))
    }

    fn approvals(&self) -> Option<Said> {
        let states: Vec<ApprovalState> = self
            .in_force()
            .map(|line| line.agreement.approval)
            .collect();
        let day = self.in_force().map(|line| line.agreement.state_day).max();
        let names = states
            .iter()
            .map(|state| self.texts.get(state.message_id()).into_owned());
        let mut names: Vec<String> = names.collect();
        names.dedup();
        listed(names).map(|words| (words, day))
    }

    /// Every open thing of a kind is so, and there is one; how many of how many otherwise say nothing.
    fn all_of(&self, kind: EntryKind, so: impl Fn(&EntryLine) -> bool) -> Option<Said> {
        let all = self.entries.iter().filter(|line| {
            line.entry.entry.kind == kind && line.entry.entry.state == EntryState::Open
        });
        let all: Vec<&EntryLine> = all.collect();
        if all.is_empty() || !all.iter().all(|line| so(line)) {
            return None;
        }
        let day = all.iter().map(|line| day_of(line.entry.changed_at)).max();
        let words = self.texts.with1("plan-all-so", "count", all.len());
        Some((words, day))
    }

    fn value(&self, measure: Measure) -> Option<Said> {
        let value = self.facts.value_of(measure)?;
        value.bounds?;
        Some((value_words(self.texts, &value), value.day))
    }

    fn thread(&self) -> Option<Said> {
        let thread = &self.facts.map.reading.thread;
        let active = thread.active.len();
        if active == 0 {
            return None;
        }
        let last = self.facts.map.nodes.iter();
        let last = last.filter_map(|node| node.known.last_contact).max();
        let words = self.texts.with1("plan-thread-active", "count", active);
        let why = thread.why.inputs.first();
        let why = why.map(|input| evidence::input(self.texts, input));
        Some((listed(vec![words, why.unwrap_or_default()])?, last))
    }
}
