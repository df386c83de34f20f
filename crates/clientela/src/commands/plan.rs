//! `plan ACCOUNT` (other verbs of `plan` stand in [`week`]) and `review ACCOUNT`: on the terminal, as JSON, on paper.

use std::path::Path;

use clientela_app::context::Context;
use clientela_app::plan_paper::{Extent, as_pdf, client_paper, plan_paper};
use clientela_app::plan_words::{completeness_sentence, field_standing, from_to, who};
use clientela_app::review_account::{Review, review_account, review_paper};
use clientela_app::share_plan::for_client;
use clientela_app::show_plan::{EntryLine, Plan, SectionLine, show_plan};
use clientela_domain::account_plan::{EntryKind, Quarter};
use clientela_domain::day::Date;
use clientela_paper::Paper;
use clientela_store::Viewer;
use clientela_texts::{Texts, execution, format};
use fs_err as fs;

use super::happenings::word;
use super::problems::account;
use super::week;
use crate::cli::Global;
use crate::cli::plan::{PlanArguments, ReviewArguments};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

/// How much of a plan is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Ours(Extent),
    Client,
}

impl Asked {
    fn read(text: &str) -> Option<Self> {
        match text {
            "one" => Some(Self::Ours(Extent::OnePage)),
            "full" => Some(Self::Ours(Extent::Full)),
            "client" => Some(Self::Client),
            _ => None,
        }
    }
}

async fn firm(context: &Context, viewer: &Viewer) -> Result<String, Failure> {
    let state = context.book_state(viewer).await?;
    Ok(state.settings.name.clone())
}

fn write(paper: &Paper, path: &Path) -> Result<(), Failure> {
    let bytes = as_pdf(paper)?;
    fs::write(path, bytes).map_err(|error| Failure::system("writing a file", error))
}

pub async fn plan(
    global: &Global,
    asked: &PlanArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    if let Some(command) = &asked.command {
        return week::run(global, command, printer).await;
    }
    let extent = word(&asked.extent, Asked::read)?;
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let wanted = asked.account.as_deref().unwrap_or_default();
    let of = account(&context, &viewer, wanted).await?;
    let texts = printer.texts();
    let plan = Box::pin(show_plan(&context, &viewer, of, texts)).await?;
    if let Some(path) = &asked.pdf {
        let firm = firm(&context, &viewer).await?;
        let paper = match extent {
            Asked::Ours(extent) => plan_paper(&plan, &firm, texts, extent),
            Asked::Client => client_paper(&for_client(&plan, texts), &firm, texts),
        };
        write(&paper, path)?;
    }
    printer.answer(&plan.answer(), |page| told(page, &plan));
    Ok(Exit::Done)
}

fn day(texts: Texts, day: Option<Date>) -> String {
    day.map(|day| format::day(texts.language, day))
        .unwrap_or_default()
}

fn told(page: &mut Page, plan: &Plan) {
    let texts = page.texts();
    page.heading(&texts.with1("plan-of", "client", plan.account_name.as_str()));
    page.line(&completeness_sentence(texts, plan));
    for kind in EntryKind::ALL {
        let lines: Vec<&EntryLine> = plan.of(*kind).collect();
        if lines.is_empty() {
            continue;
        }
        page.heading(&texts.get(kind.message_id()));
        let row = |line: &&EntryLine| {
            let own = &line.entry.entry;
            vec![
                own.what.clone(),
                from_to(texts, line),
                who(line),
                day(texts, own.day),
                texts.get(own.state.message_id()).into_owned(),
                line.entry.id.to_string(),
            ]
        };
        let header = [
            ("plan-what", '<'),
            ("plan-now-and-target", '<'),
            ("plan-who", '<'),
            ("plan-day", '<'),
            ("plan-state", '<'),
            ("terminal-id", '<'),
        ];
        page.table(&header, lines.iter().map(row).collect());
    }
    for section in &plan.sections {
        section_of(page, section);
    }
}

fn section_of(page: &mut Page, section: &SectionLine) {
    let texts = page.texts();
    page.heading(&texts.get(section.section.message_id()));
    let rows = section.fields.iter().map(|line| {
        vec![
            texts.get(line.field.message_id()).into_owned(),
            line.said.clone(),
            field_standing(texts, line),
        ]
    });
    let header = [
        ("plan-field", '<'),
        ("plan-says", '<'),
        ("plan-standing", '<'),
    ];
    page.table(&header, rows.collect());
}

pub async fn review(
    global: &Global,
    asked: &ReviewArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let quarter = asked.quarter.as_deref();
    let quarter = quarter.map(|text| word(text, Quarter::parse)).transpose()?;
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let of = account(&context, &viewer, &asked.account).await?;
    let texts = printer.texts();
    let review = Box::pin(review_account(&context, &viewer, of, quarter, texts)).await?;
    if let Some(path) = &asked.pdf {
        let firm = firm(&context, &viewer).await?;
        let mut shown = review.clone();
        for id in &asked.without {
            let of_a_line = |own: String| own == *id;
            let known = review
                .promises
                .iter()
                .any(|one| of_a_line(one.id.to_string()))
                || review
                    .problems
                    .iter()
                    .any(|one| of_a_line(one.id.to_string()));
            if !known {
                return Err(Failure::Usage("usage-word", id.clone()));
            }
        }
        shown.keep_only(|id| !asked.without.contains(&id.to_string()));
        write(&review_paper(&shown, &firm, texts), path)?;
    }
    printer.answer(&review.answer(), |page| gone_through(page, &review));
    Ok(Exit::Done)
}

fn gone_through(page: &mut Page, review: &Review) {
    let texts = page.texts();
    let quarter = review.quarter.to_string();
    page.heading(&texts.with(
        "review-of",
        &[
            ("client", &review.account_name.as_str()),
            ("quarter", &quarter),
        ],
    ));
    let promises = review.promises.iter().map(|one| {
        vec![
            texts.get(one.debtor.message_id()).into_owned(),
            one.what.clone(),
            day(texts, one.due),
            texts.get(one.state.message_id()).into_owned(),
        ]
    });
    let header = [
        ("plan-who", '<'),
        ("plan-what", '<'),
        ("plan-day", '<'),
        ("plan-state", '<'),
    ];
    page.table(&header, promises.collect());
    page.heading(&texts.get("review-execution"));
    let levels: Vec<(String, String)> = review
        .execution
        .iter()
        .map(|one| {
            let name = texts.get(one.metric.message_id()).into_owned();
            (name, execution::level_with_cases(texts, one))
        })
        .collect();
    page.pairs(&levels);
    page.heading(&texts.get("review-results"));
    let own = &review.results;
    let mut pairs = vec![
        (
            texts.get("review-revenue").into_owned(),
            own.money(texts, own.revenue),
        ),
        (
            texts.get("review-before").into_owned(),
            own.money(texts, own.before),
        ),
    ];
    let parts = own.named_parts().into_iter();
    pairs.extend(parts.map(|(name, part)| (texts.get(name).into_owned(), own.part(texts, part))));
    page.pairs(&pairs);
    page.heading(&texts.get("review-problems"));
    let problems = review.problems.iter().map(|one| {
        let state = texts.get(one.state.message_id()).into_owned();
        vec![one.what.clone(), one.solution.clone(), state]
    });
    let header = [
        ("plan-what", '<'),
        ("review-answer", '<'),
        ("plan-state", '<'),
    ];
    page.table(&header, problems.collect());
}
