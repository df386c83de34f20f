//! What is gone through with a client once a quarter: promises of both sides, execution, results, problems,
//! objectives, new promises (`DOMAIN.md` 21). Everything in it may be put before the client.

use clientela_domain::account_plan::{PlanLine, Quarter, Variance, variance};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::execution::{Measured, Metric};
use clientela_domain::ids::{AccountId, ObligationId, ProblemId};
use clientela_domain::obligations::{Party, State};
use clientela_domain::ports::{Grouping, LineFilter, OrderTotal};
use clientela_domain::troubles::ProblemState;
use clientela_store::Viewer;
use clientela_texts::{Texts, execution, format};
use uuid::Uuid;

use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::figures::{FigureRequest, PeriodChoice, extent};
use crate::list_problems::{ProblemQuery, list_problems};
use crate::measure_execution::{ExecutionRequest, measure_execution};
use crate::measure_trust::bond_with;
use crate::plan_paper::Sheet;
use crate::share_plan::{ClientPlan, for_client};
use crate::show_plan::show_plan;

use clientela_paper::Paper;

/// Most problems that are gone through.
const PROBLEMS_MAX: u64 = 100;

/// What of the execution is gone through.
const METRICS: [Metric; 5] = [
    Metric::OtifLines,
    Metric::OnTimeLines,
    Metric::InFullLines,
    Metric::DefectsPerMillion,
    Metric::ComplaintDays,
];

/// A promise of one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewedPromise {
    /// Which one.
    pub id: ObligationId,
    /// Who owes.
    pub debtor: Party,
    /// What.
    pub what: String,
    /// Until when.
    pub due: Option<Date>,
    /// How it stood on the last day that counts.
    pub state: State,
}

/// A problem of the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewedProblem {
    /// Which one.
    pub id: ProblemId,
    /// What hurts.
    pub what: String,
    /// What we propose.
    pub solution: String,
    /// How far it is.
    pub state: ProblemState,
    /// It came up in the quarter.
    pub is_new: bool,
}

/// Sales of the quarter beside those of the same quarter a year before.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// Currency of the amounts.
    pub currency: Currency,
    /// Net revenue of the quarter; absent without a line.
    pub revenue: Option<Amount>,
    /// The same a year before; absent without a line, or when the ledger does not reach back.
    pub before: Option<Amount>,
    /// What the difference is made of; unknown without a year before.
    pub parts: Option<Variance>,
    /// The last day the ledger knows, when it does not cover the quarter.
    pub known_to: Option<Date>,
}

/// What is gone through.
#[derive(Clone, Debug)]
pub struct Review {
    /// With which client.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// Of which quarter.
    pub quarter: Quarter,
    /// As of which day.
    pub today: Date,
    /// Its days.
    pub period: Period,
    /// What both sides promised and how it went.
    pub promises: Vec<ReviewedPromise>,
    /// What was promised against what was done.
    pub execution: Vec<Measured>,
    /// What it bought.
    pub results: Results,
    /// Its problems.
    pub problems: Vec<ReviewedProblem>,
    /// Goals, objectives and actions that were agreed with it.
    pub plan: ClientPlan,
}

impl Review {
    /// Only promises and problems somebody chose are put before the client, by their ids.
    pub fn keep_only(&mut self, chosen: impl Fn(Uuid) -> bool) {
        self.promises.retain(|one| chosen(one.id.0));
        self.problems.retain(|one| chosen(one.id.0));
    }
}

/// The review of a quarter; of the one before this when none is given.
///
/// # Errors
/// [`AppError::NotFound`] when the viewer may see no such client; when book or ledger cannot answer.
pub async fn review_account(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    quarter: Option<Quarter>,
    texts: Texts,
) -> Result<Review, AppError> {
    let state = context.book_state(viewer).await?;
    let card = state.directory.card(account);
    let card = card.ok_or(AppError::NotFound("account"))?;
    let no_days = || AppError::NotNow("review-no-quarter");
    let today = context.clock.today();
    let quarter = quarter.unwrap_or_else(|| Quarter::of(today).before());
    let period = quarter.period().ok_or_else(no_days)?;
    let request = ExecutionRequest {
        account: Some(account),
        figures: FigureRequest {
            period: PeriodChoice::Between(period),
            ..FigureRequest::default()
        },
        ..ExecutionRequest::default()
    };
    let execution = measure_execution(context, viewer, &request).await?;
    let plan = Box::pin(show_plan(context, viewer, account, texts)).await?;
    Ok(Review {
        account,
        account_name: card.name.clone(),
        quarter,
        today,
        period,
        promises: promises(context, viewer, account, (period, today)).await?,
        execution: METRICS
            .iter()
            .map(|metric| execution.measured(*metric))
            .collect(),
        results: results(context, &state, &card.customer_keys, period).await?,
        problems: problems(context, viewer, account, period).await?,
        plan: for_client(&plan, texts),
    })
}

/// Promises that were open in the quarter or ended in it, as they stood on its last day.
async fn promises(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    (period, today): (Period, Date),
) -> Result<Vec<ReviewedPromise>, AppError> {
    let bond = bond_with(context, viewer, account).await?;
    let last = period.to.min(today);
    let mut found = Vec::new();
    for line in &bond.lines {
        let own = &line.obligation.obligation;
        let state = line.standing.state_on(last);
        let moved = line
            .standing
            .path
            .iter()
            .any(|step| period.contains(step.day));
        let binds = !matches!(state, State::Proposed | State::Withdrawn);
        if own.is_gift || !binds || !(moved || state.is_owed()) {
            continue;
        }
        found.push(ReviewedPromise {
            id: line.obligation.id,
            debtor: own.debtor,
            what: own.what.clone(),
            due: own.due_day,
            state,
        });
    }
    found.sort_by_key(|one| (one.debtor, one.due.is_none(), one.due, one.id));
    Ok(found)
}

async fn problems(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    period: Period,
) -> Result<Vec<ReviewedProblem>, AppError> {
    let query = ProblemQuery {
        account: Some(account),
        limit: PROBLEMS_MAX,
        ..ProblemQuery::default()
    };
    let page = list_problems(context, viewer, &query).await?;
    let all = page.lines.iter().map(|line| &line.problem);
    let shown = all
        .filter(|one| one.problem.day <= period.to && one.problem.state != ProblemState::Dropped);
    let problem = |one: &clientela_store::problems::Problem| ReviewedProblem {
        id: one.id,
        what: one.problem.what.clone(),
        solution: one.problem.solution.clone(),
        state: one.problem.state,
        is_new: period.contains(one.problem.day),
    };
    Ok(shown.map(problem).collect())
}

/// What a client bought, product by product.
struct Bought {
    revenue: Amount,
    lines: Vec<PlanLine>,
}

async fn bought(
    context: &Context,
    state: &BookState,
    filter: &LineFilter,
) -> Result<Option<Bought>, AppError> {
    let grouping = Grouping {
        product: true,
        ..Grouping::default()
    };
    let totals = context.ledger.totals(&state.view, filter, grouping).await?;
    let conversion = state.conversion(None);
    let mut all = Bought {
        revenue: Amount::ZERO,
        lines: Vec::new(),
    };
    for total in &totals {
        let Some(converted) = conversion.convert(total) else {
            continue;
        };
        all.revenue += converted.revenue;
        let quantity = total.quantity.as_f64();
        if quantity != 0.0 {
            all.lines.push(PlanLine {
                product: total.product.to_string(),
                quantity,
                price: converted.revenue.as_f64() / quantity,
            });
        }
    }
    Ok((!totals.is_empty()).then_some(all))
}

/// All lines are counted in one unit that is known.
fn one_unit(orders: &[OrderTotal]) -> bool {
    let Some(first) = orders.first() else {
        return false;
    };
    let unit = &first.first_unit;
    !unit.is_empty()
        && orders.iter().all(|one| {
            one.lines == one.lines_with_unit && one.first_unit == *unit && one.last_unit == *unit
        })
}

async fn results(
    context: &Context,
    state: &BookState,
    keys: &[String],
    period: Period,
) -> Result<Results, AppError> {
    let known = extent(context, &state.view).await?;
    let of = |period: Period| LineFilter {
        period: Some(period),
        customers: Some(keys.to_vec()),
        ..LineFilter::default()
    };
    // A quarter that is not over is set beside the same days of the year before.
    let known_to = known.map(|known| known.to).filter(|to| *to < period.to);
    let covered = Period {
        from: period.from,
        to: known_to.map_or(period.to, |to| to.max(period.from)),
    };
    let earlier = covered.year_before();
    let reaches = known.is_some_and(|known| known.from <= earlier.from);
    let (filter, filter_before) = (of(covered), of(earlier));
    let now = bought(context, state, &filter).await?;
    let before = if reaches {
        bought(context, state, &filter_before).await?
    } else {
        None
    };
    let mut orders = context.ledger.orders(&state.view, &filter).await?;
    orders.extend(context.ledger.orders(&state.view, &filter_before).await?);
    let parts = before.as_ref().and_then(|before| {
        let sold = now.as_ref().map_or(&[][..], |now| &now.lines);
        variance(&before.lines, sold, one_unit(&orders))
    });
    Ok(Results {
        currency: state.conversion(None).currency,
        revenue: now.map(|one| one.revenue),
        before: before.map(|one| one.revenue),
        parts,
        known_to,
    })
}

impl Results {
    /// The parts of the difference with their names, those that are known.
    #[must_use]
    pub fn named_parts(&self) -> Vec<(&'static str, Option<f64>)> {
        let Some(parts) = &self.parts else {
            return Vec::new();
        };
        let mut named = vec![
            ("review-part-price", Some(parts.price)),
            ("review-part-volume", parts.volume),
            ("review-part-mix", parts.mix),
        ];
        if parts.rest.is_some() {
            named.push(("review-part-rest", parts.rest));
        }
        named.extend([
            ("review-part-new", Some(parts.new)),
            ("review-part-lost", Some(parts.lost)),
            ("review-part-total", Some(parts.total)),
        ]);
        named
    }

    /// An amount in words, or that it is unknown.
    #[must_use]
    pub fn money(&self, texts: Texts, amount: Option<Amount>) -> String {
        match amount {
            Some(amount) => format::money_whole(texts.language, amount, self.currency),
            None => texts.get("unknown").into_owned(),
        }
    }

    /// A part in words, or that it is unknown.
    #[must_use]
    pub fn part(&self, texts: Texts, part: Option<f64>) -> String {
        match part {
            Some(part) => format!(
                "{} {}",
                format::decimal(texts.language, part, 0),
                format::currency_sign(self.currency)
            ),
            None => texts.get("unknown").into_owned(),
        }
    }
}

/// The paper of a review.
#[must_use]
pub fn review_paper(review: &Review, firm: &str, texts: Texts) -> Paper {
    let mut sheet = Sheet::new(texts);
    for (debtor, heading) in [
        (Party::Us, "review-we-promised"),
        (Party::Them, "review-they-promised"),
    ] {
        sheet.heading(heading);
        let own = review.promises.iter().filter(|one| one.debtor == debtor);
        let rows = own.map(|one| {
            let state = texts.get(one.state.message_id()).into_owned();
            vec![one.what.clone(), sheet.day(one.due), state]
        });
        let rows = rows.collect();
        let columns = [("plan-what", 7), ("plan-day", 3), ("plan-state", 3)];
        sheet.table(&columns, rows, "plan-nothing-yet");
    }
    sheet.heading("review-execution");
    let rows = review.execution.iter().map(|one| {
        let name = texts.get(one.metric.message_id()).into_owned();
        vec![name, execution::level_with_cases(texts, one)]
    });
    let columns = [("review-metric", 1), ("review-level", 1)];
    sheet.table(&columns, rows.collect(), "plan-nothing-yet");
    results_of(&mut sheet, &review.results);
    sheet.heading("review-problems");
    let rows = review.problems.iter().map(|one| {
        let state = texts.get(one.state.message_id()).into_owned();
        vec![one.what.clone(), one.solution.clone(), state]
    });
    let columns = [("plan-what", 5), ("review-answer", 5), ("plan-state", 2)];
    sheet.table(&columns, rows.collect(), "plan-nothing-yet");
    let title = texts.with(
        "review-of",
        &[
            ("client", &review.account_name.as_str()),
            ("quarter", &review.quarter.to_string()),
        ],
    );
    let mut paper = crate::plan_paper::client_paper(&review.plan, firm, texts);
    let mut blocks = sheet.blocks;
    blocks.append(&mut paper.blocks);
    let mut last = Sheet::new(texts);
    last.heading("review-new-promises");
    let columns = [("plan-what", 6), ("plan-who", 3), ("plan-day", 3)];
    last.table(
        &columns,
        vec![vec![" ".to_owned(); 3]; 5],
        "plan-nothing-yet",
    );
    blocks.append(&mut last.blocks);
    Paper {
        title,
        subtitle: format::period(texts.language, review.period),
        blocks,
        ..paper
    }
}

fn results_of(sheet: &mut Sheet, results: &Results) {
    let texts = sheet.texts;
    sheet.heading("review-results");
    let rows = vec![
        vec![
            texts.get("review-revenue").into_owned(),
            results.money(texts, results.revenue),
        ],
        vec![
            texts.get("review-before").into_owned(),
            results.money(texts, results.before),
        ],
    ];
    let parts = results.named_parts().into_iter();
    let parts =
        parts.map(|(name, part)| vec![texts.get(name).into_owned(), results.part(texts, part)]);
    let columns = [("review-what", 1), ("review-amount", 1)];
    sheet.table(
        &columns,
        rows.into_iter().chain(parts).collect(),
        "plan-nothing-yet",
    );
    if let Some(day) = results.known_to {
        let day = format::day(texts.language, day);
        sheet.paragraph(texts.with1("review-known-to", "day", day));
    }
}
