//! What was promised against what was done, for the firm and for each client: from the lines of the
//! ledger and from what people recorded one by one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use clientela_domain::day::{Date, Month, Period};
use clientela_domain::execution::control::{ControlChart, control_chart};
use clientela_domain::execution::deliveries::{
    Deliveries, DeliveryQuestion, DeliveryTotal, FailedLine, FailedPlace, MovedDay,
};
use clientela_domain::execution::events::{self, moved_by_client};
use clientela_domain::execution::{Facts, Kept, LineTerms, Measured, Metric, Recorded, measured};
use clientela_domain::ids::AccountId;
use clientela_domain::ports::LineFilter;
use clientela_store::{Viewer, execution_events};

use crate::context::{BookState, Context, Scope, Sight};
use crate::error::AppError;
use crate::figures::{FigureRequest, PeriodChoice, extent, period_of};
use crate::on_time_settings::firm_terms;

/// Failed lines that are kept with what was measured; further ones are asked for after the last of them.
pub const FAILED_KEPT: usize = 2_000;

/// Failed lines that are read at once for a file of all of them.
const FAILED_AT_ONCE: usize = 100_000;

/// Which lines, and how they are judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ExecutionRequest {
    /// Of one client; of every client in sight when absent.
    pub account: Option<AccountId>,
    /// Which days, and as of which.
    pub figures: FigureRequest,
    /// Window and tolerance; those of the firm when absent.
    pub terms: Option<LineTerms>,
    /// Failed lines only after this place.
    pub failed_after: Option<FailedPlace>,
}

/// How early and how late lines came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timing {
    /// Lines that came before their promised day.
    pub early: u64,
    /// Lines that came on it.
    pub on_the_day: u64,
    /// Lines that came after their window.
    pub late: u64,
    /// Days by which those came after it, added up.
    pub days_late: u64,
    /// The most days by which one came after it.
    pub days_late_max: u32,
}

impl Timing {
    /// Mean number of days by which late lines came after their window; `None` without any.
    #[must_use]
    pub fn mean_days_late(&self) -> Option<f64> {
        (self.late > 0).then(|| self.days_late as f64 / self.late as f64)
    }

    fn add(&mut self, total: &DeliveryTotal) {
        self.early += total.early;
        self.on_the_day += total.on_the_day;
        self.late += total.late;
        self.days_late += total.days_late;
        self.days_late_max = self.days_late_max.max(total.days_late_max);
    }
}

/// What is known of one client.
#[derive(Clone, Debug, Default)]
pub struct AccountExecution {
    /// The client; absent for lines without one.
    pub account: Option<AccountId>,
    /// Its name; empty for lines without a client.
    pub name: String,
    /// What is known.
    pub facts: Facts,
    /// How early and how late.
    pub timing: Timing,
}

/// A failed line and whose it is.
#[derive(Clone, Debug)]
pub struct FailedOf {
    /// The client; absent for a line without one.
    pub account: Option<AccountId>,
    /// Its name.
    pub name: String,
    /// The line.
    pub line: FailedLine,
}

/// What was promised against what was done.
#[derive(Clone, Debug)]
pub struct Execution {
    /// Of which client; absent for all in sight.
    pub account: Option<(AccountId, String)>,
    /// Days on which lines were promised; absent for all there are.
    pub period: Option<Period>,
    /// The day on which they are judged.
    pub today: Date,
    /// Window and tolerance.
    pub terms: LineTerms,
    /// All together.
    pub facts: Facts,
    /// How early and how late.
    pub timing: Timing,
    /// By client, those with most failed lines first.
    pub by_account: Vec<AccountExecution>,
    /// Lines by the month of their promised day.
    pub by_month: Vec<(Month, Kept)>,
    /// Failed lines, the latest first, at most [`FAILED_KEPT`].
    pub failed: Vec<FailedOf>,
    /// How many failed lines there are.
    pub failed_lines: u64,
    /// After which place there are more of them; none after the last.
    pub failed_next: Option<FailedPlace>,
}

/// A place among failed lines as a text, for an address.
#[must_use]
pub fn place_text(place: &FailedPlace) -> String {
    let (Reverse(days), document, line, customer) = place;
    format!("{days}\n{line}\n{customer}\n{document}")
}

/// The place a text means; `None` for anything else.
#[must_use]
pub fn read_place(text: &str) -> Option<FailedPlace> {
    let mut parts = text.splitn(4, '\n');
    let days = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    let customer = parts.next()?;
    Some((Reverse(days), parts.next()?.into(), line, customer.into()))
}

/// A place among failed lines as one word, for a command line and the API.
#[must_use]
pub fn cursor_text(place: &FailedPlace) -> String {
    let (Reverse(days), document, line, customer) = place;
    format!("{days}_{line}_{}_{customer}{document}", customer.len())
}

/// The place a word means; `None` for anything else.
#[must_use]
pub fn read_cursor(text: &str) -> Option<FailedPlace> {
    let mut parts = text.splitn(4, '_');
    let days = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    let long = parts.next()?.parse().ok()?;
    let (customer, document) = parts.next()?.split_at_checked(long)?;
    Some((Reverse(days), document.into(), line, customer.into()))
}

/// Every failed line, the latest first: what a file of all of them holds. Nothing of it is kept in memory.
///
/// # Errors
/// As [`measure_execution`].
pub async fn all_failed(
    context: &Context,
    viewer: &Viewer,
    request: &ExecutionRequest,
) -> Result<Vec<FailedOf>, AppError> {
    let state = context.book_state(viewer).await?;
    let mut key = key_of(context, viewer, &state, request).await?;
    let mut all = Vec::new();
    loop {
        let found = measure(context, viewer, &state, (&key, FAILED_AT_ONCE)).await?;
        all.extend(found.failed);
        key.request.failed_after = found.failed_next;
        if key.request.failed_after.is_none() {
            return Ok(all);
        }
    }
}

impl Execution {
    /// A metric as measured.
    #[must_use]
    pub fn measured(&self, metric: Metric) -> Measured {
        measured(metric, &self.facts, self.today)
    }

    /// Lines on time by month, with the limits of chance.
    #[must_use]
    pub fn chart(&self) -> ControlChart {
        control_chart(
            self.by_month
                .iter()
                .map(|(month, kept)| (*month, kept.on_time)),
        )
    }

    /// Nothing was ever promised, as far as the book knows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts
            == Facts {
                without_promise: self.facts.without_promise,
                ..Facts::default()
            }
    }
}

/// What the measure of an execution is known by.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExecutionKey {
    generation: u64,
    facts: u64,
    events: u64,
    scope: Scope,
    today: Date,
    terms: LineTerms,
    request: ExecutionRequest,
}

/// Kinds of things an execution is made of besides the ledger.
const RESTS_ON: [&str; 3] = ["execution_event", "account", "import"];

/// What was promised against what was done, as the viewer may see it; from memory when nothing it is
/// made of changed.
///
/// # Errors
/// [`AppError::NotFound`] when the viewer may see no such client; when book or ledger cannot answer.
pub async fn measure_execution(
    context: &Context,
    viewer: &Viewer,
    request: &ExecutionRequest,
) -> Result<Arc<Execution>, AppError> {
    let state = context.book_state(viewer).await?;
    let key = key_of(context, viewer, &state, request).await?;
    context
        .executions_cache
        .get_or_compute(key.clone(), || {
            measure(context, viewer, &state, (&key, FAILED_KEPT))
        })
        .await
}

async fn key_of(
    context: &Context,
    viewer: &Viewer,
    state: &BookState,
    request: &ExecutionRequest,
) -> Result<ExecutionKey, AppError> {
    let terms = match request.terms {
        Some(terms) => terms,
        None => firm_terms(context, viewer).await?,
    };
    Ok(ExecutionKey {
        terms,
        generation: state.generation,
        facts: state.facts,
        events: state.changes.of(&RESTS_ON),
        scope: state.scope,
        today: request
            .figures
            .as_of
            .unwrap_or_else(|| context.clock.today()),
        request: request.clone(),
    })
}

async fn measure(
    context: &Context,
    viewer: &Viewer,
    state: &BookState,
    (key, failed_most): (&ExecutionKey, usize),
) -> Result<Execution, AppError> {
    let request = &key.request;
    let account = match request.account {
        None => None,
        Some(id) => {
            let card = state.directory.card(id);
            let card = card.ok_or(AppError::NotFound("account"))?;
            Some((id, card.name.clone()))
        }
    };
    let promised = promised_days(context, state, &request.figures).await?;
    let read = context.store.read(viewer);
    let recorded = execution_events::recorded(&read, request.account).await?;
    let question = DeliveryQuestion {
        filter: LineFilter {
            customers: customers(state, request.account),
            ..LineFilter::default()
        },
        promised,
        today: key.today,
        terms: key.terms,
        moved: moved_days(state, &recorded),
        // One more than is told says whether there are more.
        failed_limit: failed_most + 1,
        failed_after: request.failed_after.clone(),
    };
    let deliveries = context.ledger.deliveries(&state.view, &question).await?;
    let mut gathered = Gathered::default();
    gathered.add_ledger(state, &deliveries);
    let mut failed = failed_of(state, deliveries.failed);
    let mut failed_lines = deliveries.failed_lines;
    // What people record is newer than the last export.
    let question = DeliveryQuestion {
        promised: match (question.promised, request.figures.period) {
            (Some(Period { from, to }), PeriodChoice::TwelveMonths) => Some(Period {
                from,
                to: to.max(key.today),
            }),
            (given, _) => given,
        },
        ..question
    };
    for (account, own) in &recorded {
        let found = gathered.add_recorded(state, *account, own, &question);
        failed_lines += found.failed_lines;
        let name = state.directory.name_of(*account).to_owned();
        let told = found.failed.into_iter();
        let told = told.filter(|line| question.tells(line));
        failed.extend(told.map(|line| FailedOf {
            account: Some(*account),
            name: name.clone(),
            line,
        }));
    }
    failed.sort_by_key(|one| one.line.place());
    let goes_on = failed.len() > failed_most;
    failed.truncate(failed_most);
    let failed_next = failed.last().filter(|_| goes_on);
    let failed_next = failed_next.map(|one| one.line.place());
    Ok(gathered.finish(Execution {
        account,
        period: promised,
        today: key.today,
        terms: key.terms,
        facts: Facts::default(),
        timing: Timing::default(),
        by_account: Vec::new(),
        by_month: Vec::new(),
        failed,
        failed_lines,
        failed_next,
    }))
}

/// Days that clients moved, for the lines of the ledger: under each key of the client.
fn moved_days(state: &BookState, recorded: &[(AccountId, Vec<Recorded>)]) -> Vec<MovedDay> {
    let mut moved = Vec::new();
    for (account, own) in recorded {
        let card = state.directory.card(*account);
        for key in card.into_iter().flat_map(|card| &card.customer_keys) {
            moved.extend(moved_by_client(own).map(|(number, day)| MovedDay {
                customer: key.clone(),
                number: number.to_owned(),
                day,
            }));
        }
    }
    moved
}

/// The days on which lines were promised; all when the whole ledger is asked for.
async fn promised_days(
    context: &Context,
    state: &BookState,
    figures: &FigureRequest,
) -> Result<Option<Period>, AppError> {
    if figures.period == PeriodChoice::AllTime {
        return Ok(None);
    }
    let extent = extent(context, &state.view).await?;
    Ok(period_of(figures, extent))
}

/// Keys of the client asked for, or of everything in sight where that is not the whole view.
fn customers(state: &BookState, account: Option<AccountId>) -> Option<Vec<String>> {
    if let Some(account) = account {
        let card = state.directory.card(account);
        return Some(card.map_or_else(Vec::new, |card| card.customer_keys.clone()));
    }
    let sees_a_part = matches!(state.scope.sight, Sight::Of(..));
    let cards = state.directory.cards().iter();
    sees_a_part.then(|| cards.flat_map(|card| card.customer_keys.clone()).collect())
}

/// Whose lines of a customer key are: a client, or nobody's for lines without a customer; `None` for
/// customers that are out of sight.
fn whose(state: &BookState, customer: &str) -> Option<Option<AccountId>> {
    match state.directory.by_customer_key(customer) {
        Some(account) => Some(Some(account)),
        None if customer.is_empty() => Some(None),
        None => None,
    }
}

fn failed_of(state: &BookState, failed: Vec<FailedLine>) -> Vec<FailedOf> {
    let of = |line: FailedLine| {
        let account = whose(state, &line.customer)?;
        let name = account.map_or("", |id| state.directory.name_of(id));
        Some(FailedOf {
            account,
            name: name.to_owned(),
            line,
        })
    };
    failed.into_iter().filter_map(of).collect()
}

#[derive(Default)]
struct Gathered {
    by_account: HashMap<Option<AccountId>, AccountExecution>,
    by_month: BTreeMap<Month, Kept>,
}

impl Gathered {
    fn of(&mut self, state: &BookState, account: Option<AccountId>) -> &mut AccountExecution {
        self.by_account.entry(account).or_insert_with(|| {
            let name = account.map_or("", |id| state.directory.name_of(id));
            AccountExecution {
                account,
                name: name.to_owned(),
                ..AccountExecution::default()
            }
        })
    }

    fn add_ledger(&mut self, state: &BookState, deliveries: &Deliveries) {
        for total in &deliveries.totals {
            let Some(account) = whose(state, &total.customer) else {
                continue;
            };
            let own = self.add(state, account, total);
            own.facts.ledger_lines += total.lines.on_time.due() + total.lines.on_time.not_due;
        }
    }

    /// What was recorded of one client, one by one.
    fn add_recorded(
        &mut self,
        state: &BookState,
        account: AccountId,
        recorded: &[Recorded],
        question: &DeliveryQuestion,
    ) -> Deliveries {
        let (promised, today) = (question.promised, question.today);
        let found = events::deliveries(recorded, promised, &question.terms, today);
        for total in &found.totals {
            self.add(state, Some(account), total);
        }
        let rest = events::rest(recorded, promised, today);
        self.of(state, Some(account)).facts.add(&rest);
        found
    }

    fn add(
        &mut self,
        state: &BookState,
        account: Option<AccountId>,
        total: &DeliveryTotal,
    ) -> &mut AccountExecution {
        if let Some(month) = total.month {
            *self.by_month.entry(month).or_default() += total.lines;
        }
        let own = self.of(state, account);
        own.timing.add(total);
        own.facts.lines += total.lines;
        own.facts.orders += total.orders;
        own.facts.volume += total.volume;
        own.facts.without_promise += total.without_promise;
        own
    }

    fn finish(self, empty: Execution) -> Execution {
        let mut execution = Execution {
            by_month: self.by_month.into_iter().collect(),
            by_account: self.by_account.into_values().collect(),
            ..empty
        };
        execution.by_account.sort_by(|one, other| {
            let failures = |of: &AccountExecution| std::cmp::Reverse(of.facts.lines.otif.fail);
            (failures(one), &one.name, one.account).cmp(&(
                failures(other),
                &other.name,
                other.account,
            ))
        });
        for own in &execution.by_account {
            execution.facts.add(&own.facts);
            execution.timing = execution.timing.with(&own.timing);
        }
        execution
    }
}

impl Timing {
    fn with(self, more: &Self) -> Self {
        Self {
            early: self.early + more.early,
            on_the_day: self.on_the_day + more.on_the_day,
            late: self.late + more.late,
            days_late: self.days_late + more.days_late,
            days_late_max: self.days_late_max.max(more.days_late_max),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_whatever_its_document_and_customer_are_called() {
        for (document, customer) in [("7_001", "c:K_1"), ("", "n:Хранимир АД"), ("Ф-7\n8", "")]
        {
            let place: FailedPlace = (Reverse(739_000), document.into(), 3, customer.into());
            assert_eq!(read_cursor(&cursor_text(&place)), Some(place.clone()));
        }
        for text in ["", "1_2", "x_1_0_", "1_1_9_short", "1_1_1_я"] {
            assert_eq!(read_cursor(text), None, "{text}");
        }
    }
}
