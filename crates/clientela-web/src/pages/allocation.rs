//! Where the hours of a quarter bring most.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_domain::account_plan::Quarter;
use clientela_domain::activity_plan::{FurtherTime, Idle};
use clientela_domain::ids::UserId;
use clientela_texts::{Texts, evidence, format};

use super::next_steps::owner_options;
use super::shared::SelectOption;
use super::week::hours;
use crate::charts::svg::escape;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::week::{Allocation, AllocationLine, AllocationRequest, Outcome};

/// Quarters to choose from: one before this, this, and the next two.
const QUARTERS_SHOWN: usize = 4;

/// Those nobody has judged that are listed; the rest are counted.
const UNJUDGED_MAX: usize = 50;

/// Bars drawn: the table has all.
const BARS_MAX: usize = 20;

#[derive(Template)]
#[template(path = "allocation.html")]
struct AllocationPage {
    frame: Frame,
    t: Texts,
    allocation: Allocation,
    quarters: Vec<SelectOption>,
    colleagues: Vec<SelectOption>,
    rows: Vec<Row>,
    unjudged: Vec<(String, String, String, String)>,
}

/// A line of the table.
struct Row {
    name: String,
    href: String,
    judge: String,
    now: String,
    on_boards: String,
    planned: String,
    by_hour: String,
    gain: String,
    note: String,
}

/// `GET /plan/allocation`
pub(super) async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let t = visitor.t;
    let fields = Fields::parse(&visitor.query);
    let request = AllocationRequest {
        of: UserId::parse(fields.get("of")).filter(|of| *of != visitor.user.id),
        quarter: Quarter::parse(fields.get("quarter")),
    };
    let allocation = state.desk.allocation(&visitor.user, &request).await?;
    let colleagues = if visitor.user.assigns_owners {
        let all = state.desk.colleagues(&visitor.user).await?;
        owner_options(&all, Some(allocation.user.0))
    } else {
        Vec::new()
    };
    let unjudged = allocation.unjudged.iter().take(UNJUDGED_MAX).map(|one| {
        let why = match (one.unfit.is_some(), one.rhythm_days) {
            (true, _) => t.get("allocation-unfit").into_owned(),
            (false, Some(days)) => t.with1("allocation-unjudged-rhythm", "days", days),
            (false, None) => String::new(),
        };
        let links = (urls::visited(one.with), urls::response_of(one.with));
        (one.name.clone(), links.0, links.1, why)
    });
    let page = AllocationPage {
        frame: visitor.frame(t.get("allocation-title"), Area::Week),
        quarters: quarters(Quarter::of(state.desk.today()), allocation.quarter),
        colleagues,
        rows: allocation.lines.iter().map(|line| row(t, line)).collect(),
        unjudged: unjudged.collect(),
        t,
        allocation,
    };
    Ok(render(&page)?.into_response())
}

fn quarters(today: Quarter, chosen: Quarter) -> Vec<SelectOption> {
    let next = |quarter: Quarter| {
        let period = quarter.period()?;
        Some(Quarter::of(period.to.tomorrow().ok()?))
    };
    let first = Some(today.before());
    let mut all: Vec<Quarter> = std::iter::successors(first, |quarter| next(*quarter))
        .take(QUARTERS_SHOWN)
        .collect();
    if !all.contains(&chosen) {
        all.insert(0, chosen);
    }
    all.iter()
        .map(|quarter| SelectOption {
            value: quarter.to_string(),
            name: quarter.to_string(),
            selected: *quarter == chosen,
        })
        .collect()
}

fn row(t: Texts, line: &AllocationLine) -> Row {
    let number = |value: f64| format::decimal(t.language, value, 0);
    let visits = |count: u32| {
        let takes = hours(t, i64::from(count * line.quarters));
        t.with("allocation-visits", &[("count", &count), ("hours", &takes)])
    };
    let idle = line.idle.map(|idle| match idle {
        Idle::NoGain => "allocation-idle-no-gain",
        Idle::TooLong => "allocation-idle-too-long",
        Idle::BetterElsewhere => "allocation-idle-better",
    });
    let note = match (idle, line.least) {
        (Some(id), _) => t.get(id).into_owned(),
        (None, 0) => String::new(),
        (None, least) => t.with1("allocation-least", "count", least),
    };
    Row {
        name: line.name.clone(),
        href: urls::visited(line.with),
        judge: urls::response_of(line.with),
        now: visits(line.judgement.judged.calls_now),
        on_boards: line.on_boards.to_string(),
        planned: visits(line.visits),
        by_hour: line.gain_by_hour().map(number).unwrap_or_default(),
        gain: number(line.gain),
        note,
    }
}

impl AllocationPage {
    /// How many more nobody has judged; empty when all are listed.
    fn more(&self) -> String {
        match self.allocation.unjudged.len().saturating_sub(UNJUDGED_MAX) {
            0 => String::new(),
            count => self.t.with1("allocation-unjudged-more", "count", count),
        }
    }

    fn money(&self, value: f64) -> String {
        let number = format::decimal(self.t.language, value, 0);
        let sign = format::currency_sign(self.allocation.currency);
        format!("{number} {sign}")
    }

    fn sign(&self) -> String {
        format::currency_sign(self.allocation.currency)
    }

    fn period(&self) -> String {
        self.t.with(
            "allocation-lead",
            &[
                ("who", &self.allocation.user.1),
                (
                    "period",
                    &format::period(self.t.language, self.allocation.period),
                ),
            ],
        )
    }

    fn hours_there(&self) -> String {
        hours(self.t, i64::from(self.allocation.time.quarters()))
    }

    fn is_assumed(&self) -> bool {
        !self.allocation.time.is_stated
    }

    fn stats(&self) -> Vec<(&'static str, String)> {
        let mut stats = vec![("week-stat-hours", self.hours_there())];
        if let Outcome::Planned(plan) = &self.allocation.outcome {
            let gain: f64 = self.allocation.lines.iter().map(|line| line.gain).sum();
            stats.push(("week-stat-planned", hours(self.t, i64::from(plan.quarters))));
            stats.push(("allocation-gain-all", self.money(gain)));
            stats.push(("allocation-further", self.further(plan.further)));
        }
        stats
    }

    /// The smallest further time that brings something, and what.
    fn further(&self, further: Option<FurtherTime>) -> String {
        let Some(further) = further else {
            return self.t.get("allocation-further-nothing").into_owned();
        };
        self.t.with(
            "allocation-further-brings",
            &[
                ("hours", &hours(self.t, i64::from(further.quarters))),
                ("gain", &self.money(further.gain)),
            ],
        )
    }

    /// Where the last hour went.
    fn last_hour(&self) -> String {
        let Outcome::Planned(plan) = &self.allocation.outcome else {
            return String::new();
        };
        let Some(step) = plan.steps.last() else {
            return String::new();
        };
        self.t.with(
            "allocation-last-hour",
            &[
                ("name", &self.allocation.lines[step.account].name),
                ("gain", &self.money(step.gain_by_hour)),
            ],
        )
    }

    /// What was promised takes more than there is.
    fn infeasible(&self) -> Option<(String, Vec<(String, String)>)> {
        let Outcome::Infeasible(refused) = &self.allocation.outcome else {
            return None;
        };
        let told = self.t.with(
            "allocation-infeasible",
            &[
                ("needed", &hours(self.t, i64::from(refused.needed))),
                ("there", &hours(self.t, i64::from(refused.available))),
            ],
        );
        let promised = refused.promised.iter().map(|place| {
            let line = &self.allocation.lines[*place];
            let takes = hours(self.t, i64::from(line.least * line.quarters));
            let said = self.t.with(
                "allocation-visits",
                &[("count", &line.least), ("hours", &takes)],
            );
            (line.name.clone(), said)
        });
        Some((told, promised.collect()))
    }

    fn why(&self) -> Vec<String> {
        let Outcome::Planned(plan) = &self.allocation.outcome else {
            return Vec::new();
        };
        let inputs = plan.why.inputs.iter();
        inputs.map(|one| evidence::input(self.t, one)).collect()
    }

    /// The hours as bars: those of now pale, those of the plan strong.
    fn chart(&self) -> Markup {
        let lines: Vec<&AllocationLine> = self.allocation.lines.iter().take(BARS_MAX).collect();
        let now = |line: &AllocationLine| line.judgement.judged.calls_now * line.quarters;
        let planned = |line: &AllocationLine| line.visits * line.quarters;
        let longest = lines.iter().map(|line| now(line).max(planned(line))).max();
        let scale = 300.0 / f64::from(longest.unwrap_or(1).max(1));
        let label = escape(&self.t.get("allocation-chart"));
        let height = 34 * lines.len();
        let mut svg = format!(
            "<svg class=\"chart\" role=\"img\" aria-label=\"{label}\" width=\"560\" height=\"{height}\" \
             viewBox=\"0 0 560 {height}\"><title>{label}</title>"
        );
        for (place, line) in lines.iter().enumerate() {
            let top = 34 * place;
            let name = escape(&crate::charts::svg::shorten(&line.name, 24));
            let width = |quarters: u32| f64::from(quarters) * scale;
            svg.push_str(&format!(
                "<text class=\"c-text\" x=\"0\" y=\"{}\">{name}</text>\
                 <rect class=\"b-range\" x=\"200\" y=\"{}\" width=\"{:.1}\" height=\"8\"/>\
                 <rect class=\"b-proven\" x=\"200\" y=\"{}\" width=\"{:.1}\" height=\"10\"/>\
                 <text class=\"c-strong\" x=\"{:.1}\" y=\"{}\">{}</text>",
                top + 19,
                top + 4,
                width(now(line)),
                top + 14,
                width(planned(line)),
                206.0 + width(now(line).max(planned(line))),
                top + 19,
                escape(&hours(self.t, i64::from(planned(line)))),
            ));
        }
        svg.push_str("</svg>");
        Markup::safe(svg)
    }
}
