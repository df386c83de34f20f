//! `key`: which clients are key and why, and what would settle the undecided.

use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::judge_accounts::{JudgedAccount, KeyReport, key_accounts};
use clientela_domain::key_criteria::{JudgedCriterion, Verdict};
use clientela_domain::why::{InputValue, Source};
use clientela_texts::{Texts, format};

use super::arguments;
use crate::cli::{Global, KeyArguments};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

/// Undecided clients a terminal shows; JSON and `--all` have every one.
const UNDECIDED_SHOWN: usize = 10;

pub async fn run(
    global: &Global,
    asked: &KeyArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    print(&context, global, asked, printer).await
}

/// Prints the key clients of an open book.
pub async fn print(
    context: &Context,
    global: &Global,
    asked: &KeyArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let viewer = wire::viewer(context, global).await?;
    let request = arguments::figure_request(global)?;
    let report = key_accounts(
        context,
        &viewer,
        &request,
        asked.profile.as_deref(),
        asked.all,
    )
    .await;
    let report = report.map_err(|error| match error {
        AppError::Invalid {
            code: "profile-unknown",
            value,
            ..
        } => Failure::Usage("usage-profile", value),
        other => Failure::App(other),
    })?;
    say_when_sample(report.is_sample, printer);
    printer.answer(&report.answer(), |page| page_of(page, &report, asked.all));
    Ok(Exit::Done)
}

/// Says beside the answer that the figures are invented.
pub fn say_when_sample(is_sample: bool, printer: &Printer) {
    if is_sample {
        printer.say(&printer.texts().get("sample-banner"));
    }
}

fn page_of(page: &mut Page, report: &KeyReport, all: bool) {
    let texts = page.texts();
    if report.figures.period.is_none() {
        page.say("terminal-no-sales");
        return;
    }
    let profile = texts
        .get(&format!("profile-{}", report.profile.id()))
        .into_owned();
    let threshold = format::decimal(texts.language, report.profile.threshold(), 2);
    page.say_with(
        "terminal-key-title",
        &[("profile", &profile), ("threshold", &threshold)],
    );
    let is_key = |one: &&JudgedAccount| one.judgement.verdict == Verdict::Key;
    let key: Vec<&JudgedAccount> = report.accounts.iter().filter(is_key).collect();
    if key.is_empty() {
        page.say("terminal-key-none");
    }
    for judged in &key {
        client(page, report, judged);
        for criterion in &judged.judgement.criteria {
            page.line(&format!("    {}", criterion_line(texts, criterion)));
            if let Some(evidence) = evidence_line(texts, criterion) {
                page.line(&format!("      {evidence}"));
            }
        }
    }
    let rest: Vec<&JudgedAccount> = report.accounts.iter().filter(|one| !is_key(one)).collect();
    if rest.is_empty() {
        return;
    }
    if !all {
        page.heading(&texts.get("terminal-undecided-title"));
    }
    let shown = if all { rest.len() } else { UNDECIDED_SHOWN };
    for judged in rest.iter().take(shown) {
        client(page, report, judged);
        if let Some(question) = judged.judgement.next_question {
            let id = format!("question-{}", question.id().replace('_', "-"));
            let words = texts.get(&id).into_owned();
            let line = texts.with1("terminal-next-question", "question", words);
            page.line(&format!("    {line}"));
        }
    }
    if rest.len() > shown {
        page.say_with("terminal-more", &[("count", &(rest.len() - shown))]);
    }
}

fn client(page: &mut Page, report: &KeyReport, judged: &JudgedAccount) {
    let texts = page.texts();
    let language = texts.language;
    let sales = judged.figure.as_ref().map_or_else(String::new, |figure| {
        let money = format::money(language, figure.revenue, report.figures.currency);
        let share = figure
            .share
            .map_or_else(String::new, |share| format::share(language, share));
        let class = figure.class.map_or("", |class| class.id());
        format!("{money} · {share} · {class}")
    });
    let verdict = verdict_words(texts, judged.judgement.verdict.id());
    let score = format::interval(language, judged.judgement.low, judged.judgement.high, 2);
    page.line(&format!("  {}  {verdict} {score}  {sales}", judged.name));
}

/// What an answer of people rests on: evidence, who brought it, of which day.
fn evidence_line(texts: Texts, judged: &JudgedCriterion) -> Option<String> {
    let input = judged
        .why
        .inputs
        .iter()
        .find(|input| input.name == "input-evidence")?;
    let InputValue::Text(said) = &input.value else {
        return None;
    };
    let author = match &input.source {
        Source::Person(name) => name.clone(),
        _ => String::new(),
    };
    let day = input
        .day
        .map_or_else(String::new, |day| format::day(texts.language, day));
    let parts = [said.clone(), author, day];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(parts.join(" · "))
}

/// A verdict in words.
pub fn verdict_words(texts: Texts, verdict: &str) -> String {
    texts
        .get(&format!("verdict-{}", verdict.replace('_', "-")))
        .into_owned()
}

/// One criterion on one line: what it rests on is a mark, not a colour.
pub fn criterion_line(texts: Texts, judged: &JudgedCriterion) -> String {
    let mark = match judged.proof.id() {
        "proven" => "■",
        "stated" => "▨",
        _ => "□",
    };
    let name = texts.get(judged.criterion.message_id());
    let answer = texts.get(judged.answer.message_id());
    let proof = texts.get(judged.proof.message_id());
    if judged.answer.id() == "unknown" && judged.proof.id() == "unknown" {
        format!("{mark} {name}: {proof}")
    } else {
        format!("{mark} {name}: {answer}, {proof}")
    }
}
