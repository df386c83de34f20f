//! `plan week`, `plan allocation`, `plan visit CLIENT DAY`; `plan hours` and `plan calendar` stand in [`work_hours`].

use clientela_app::allocate_visits::{Allocation, AllocationRequest, Outcome, allocate_visits};
use clientela_app::context::Context;
use clientela_app::keep_visits::{VisitDraft, plan_visit};
use clientela_app::show_week::{
    VisitLine, WeekOf, WeekPlan, WeekRequest, show_visit_line, show_week,
};
use clientela_app::what_followed::{FollowedRequest, what_followed};
use clientela_domain::account_plan::Quarter;
use clientela_domain::week_plan::{Visited, Week};
use clientela_store::Viewer;
use clientela_texts::{Texts, evidence, format};

use super::happenings::{viewer, word};
use super::problems::account;
use super::salutatio::whose;
use super::{arguments, what_followed as what_followed_page, work_hours};
use crate::cli::Global;
use crate::cli::week::PlanCommand;
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    command: &PlanCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    match command {
        PlanCommand::Week { week, of } => {
            let viewer = wire::viewer(&context, global).await?;
            let week = week.as_deref().map(|text| word(text, Week::parse));
            let of = whose(&context, &viewer, of.of.as_deref()).await?;
            let request = WeekRequest {
                of: of.map_or(WeekOf::Own, WeekOf::User),
                week: week.transpose()?,
            };
            let plan = Box::pin(show_week(&context, &viewer, &request)).await?;
            printer.answer(&plan.answer(), |page| told(page, &plan));
        }
        PlanCommand::Allocation { quarter, of } => {
            let viewer = wire::viewer(&context, global).await?;
            let quarter = quarter.as_deref().map(|text| word(text, Quarter::parse));
            let request = AllocationRequest {
                of: whose(&context, &viewer, of.of.as_deref()).await?,
                quarter: quarter.transpose()?,
            };
            let found = Box::pin(allocate_visits(&context, &viewer, &request)).await?;
            printer.answer(&found.answer(), |page| allocated(page, &found));
        }
        PlanCommand::Followed { within, of } => {
            let viewer = wire::viewer(&context, global).await?;
            let of = whose(&context, &viewer, of.of.as_deref()).await?;
            let request = FollowedRequest {
                of: of.map_or(WeekOf::Own, WeekOf::User),
                from: arguments::day(global.from.as_deref(), "--from")?,
                to: arguments::day(global.to.as_deref(), "--to")?,
                within: *within,
            };
            let found = Box::pin(what_followed(&context, &viewer, &request)).await?;
            printer.answer(&found.answer(), |page| {
                what_followed_page::told(page, &found)
            });
        }
        PlanCommand::Hours { by, .. } => {
            let viewer = viewer(&context, global, by).await?;
            work_hours::hours(&context, &viewer, command, printer).await?;
        }
        PlanCommand::Calendar {
            renew,
            withdraw,
            by,
        } => {
            let viewer = viewer(&context, global, by).await?;
            let deed = (*renew, *withdraw);
            work_hours::calendar(&context, &viewer, deed, printer).await?;
        }
        PlanCommand::Visit { account, by, .. } => {
            let viewer = viewer(&context, global, by).await?;
            let line = visit(&context, &viewer, (account, command)).await?;
            printer.answer(&line.answer(), |page| {
                let header = header();
                let texts = page.texts();
                page.table(&header, vec![row(texts, &line)]);
            });
        }
    }
    Ok(Exit::Done)
}

/// Quarters of an hour of hours that were typed; only whole quarters of a day are taken.
pub(super) fn quarters(hours: f64) -> Result<u32, Failure> {
    let quarters = hours * 4.0;
    let whole = (0.0..=96.0).contains(&quarters) && (quarters - quarters.round()).abs() < 1e-9;
    let wrong = || Failure::Usage("usage-word", hours.to_string());
    whole.then_some(quarters.round() as u32).ok_or_else(wrong)
}

async fn visit(
    context: &Context,
    viewer: &Viewer,
    (client, command): (&str, &PlanCommand),
) -> Result<VisitLine, Failure> {
    let PlanCommand::Visit {
        day,
        hours,
        purpose,
        promised,
        ..
    } = command
    else {
        return Err(Failure::Usage("usage-word", client.to_owned()));
    };
    let quarters = hours.map(quarters);
    let draft = VisitDraft {
        of: viewer.user,
        with: Some(Visited::Account(account(context, viewer, client).await?)),
        day: day.clone(),
        quarters: quarters.transpose()?,
        purpose: purpose.clone().unwrap_or_default(),
        reason: None,
        promised: *promised,
    };
    let id = plan_visit(context, viewer, &draft).await?;
    Ok(show_visit_line(context, viewer, id).await?)
}

const fn header() -> [(&'static str, char); 6] {
    [
        ("visit-day", '<'),
        ("terminal-name", '<'),
        ("visit-hours", '>'),
        ("visit-state", '<'),
        ("visit-purpose", '<'),
        ("terminal-id", '<'),
    ]
}

pub(super) fn hours(t: Texts, quarters: u32) -> String {
    format::decimal(t.language, f64::from(quarters) / 4.0, 2)
}

fn row(t: Texts, line: &VisitLine) -> Vec<String> {
    let own = &line.visit.visit;
    vec![
        format::day(t.language, own.day),
        line.name.clone(),
        hours(t, own.quarters),
        t.get(line.state.message_id()).into_owned(),
        own.purpose.clone(),
        line.visit.id.to_string(),
    ]
}

fn told(page: &mut Page, plan: &WeekPlan) {
    let t = page.texts();
    page.heading(&t.with1("week-title", "week", plan.week.to_string()));
    let name = |id: &str| t.get(id).into_owned();
    let there: u32 = plan.days.iter().map(|day| day.hours.quarters).sum();
    let planned: u32 = plan.days.iter().map(|day| day.planned).sum();
    page.pairs(&[
        (name("week-stat-hours"), hours(t, there)),
        (name("week-stat-planned"), hours(t, planned)),
        (
            name("week-stat-expected"),
            evidence::estimate(t, &plan.expected, 0),
        ),
        (name("week-fact-done"), plan.adherence.done.to_string()),
        (name("week-fact-missed"), plan.adherence.missed.to_string()),
        (
            name("week-fact-unknown"),
            plan.adherence.unknown.to_string(),
        ),
        (
            name("week-fact-unplanned"),
            plan.adherence.unplanned.to_string(),
        ),
    ]);
    if !plan.is_stated {
        page.say("week-assumed");
    }
    let visits = plan.days.iter().flat_map(|day| &day.visits);
    let rows: Vec<Vec<String>> = visits.map(|line| row(t, line)).collect();
    if !rows.is_empty() {
        page.table(&header(), rows);
    }
    if plan.proposals.is_empty() {
        return;
    }
    page.heading(&name("week-proposals"));
    let rows = plan.proposals.iter().map(|one| {
        let day = |day: Option<clientela_domain::day::Date>| {
            day.map(|day| format::day(t.language, day))
                .unwrap_or_default()
        };
        let reasons = one.grounds.iter();
        let reasons = reasons.map(|ground| name(ground.reason().message_id()));
        vec![
            day(one.day),
            one.name.clone(),
            hours(t, one.quarters),
            reasons.collect::<Vec<_>>().join(", "),
        ]
    });
    let header = [
        ("visit-day", '<'),
        ("terminal-name", '<'),
        ("visit-hours", '>'),
        ("visit-why", '<'),
    ];
    page.table(&header, rows.collect());
}

fn allocated(page: &mut Page, found: &Allocation) {
    let t = page.texts();
    let name = |id: &str| t.get(id).into_owned();
    let mut pairs = vec![
        (name("allocation-quarter"), found.quarter.to_string()),
        (name("week-stat-hours"), hours(t, found.time.quarters())),
    ];
    match &found.outcome {
        Outcome::Planned(plan) => {
            pairs.push((name("week-stat-planned"), hours(t, plan.quarters)));
            let told = match plan.further {
                None => name("allocation-further-nothing"),
                Some(further) => t.with(
                    "allocation-further-brings",
                    &[
                        (
                            "hours",
                            &t.with1("week-hours", "hours", hours(t, further.quarters)),
                        ),
                        ("gain", &format::decimal(t.language, further.gain, 2)),
                    ],
                ),
            };
            pairs.push((name("allocation-further"), told));
        }
        Outcome::Infeasible(refused) => {
            let told = t.with(
                "allocation-infeasible",
                &[
                    ("needed", &hours(t, refused.needed)),
                    ("there", &hours(t, refused.available)),
                ],
            );
            pairs.push((name("allocation-note"), told));
        }
        Outcome::Nothing => pairs.push((name("allocation-note"), name("allocation-nothing"))),
    }
    page.pairs(&pairs);
    if !found.time.is_stated {
        page.say("week-assumed");
    }
    let number = |value: f64| format::decimal(t.language, value, 2);
    let rows = found.lines.iter().map(|line| {
        vec![
            line.name.clone(),
            line.judgement.judged.calls_now.to_string(),
            line.visits.to_string(),
            hours(t, line.visits * line.quarters),
            line.gain_by_hour().map(number).unwrap_or_default(),
        ]
    });
    let header = [
        ("terminal-name", '<'),
        ("allocation-now", '>'),
        ("allocation-planned", '>'),
        ("visit-hours", '>'),
        ("allocation-by-hour", '>'),
    ];
    page.table(&header, rows.collect());
    if !found.unjudged.is_empty() {
        page.heading(&name("allocation-unjudged"));
        for one in &found.unjudged {
            page.line(&one.name);
        }
    }
}
