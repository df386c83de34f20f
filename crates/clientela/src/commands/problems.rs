//! `problems list|show|add|set`.

use clientela_app::answers::troubles::ProblemAnswer;
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_problems::{
    ProblemDraft, change_problem, draft_of, show_problem, write_problem,
};
use clientela_app::list_problems::{ProblemQuery, list_problems, read_cursor, show_problem_line};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ids::{AccountId, PersonId, ProblemId};
use clientela_domain::troubles::ProblemState;
use clientela_store::Viewer;
use clientela_texts::{Texts, format};

use super::arguments;
use super::happenings::{user_id, viewer, word};
use crate::cli::Global;
use crate::cli::known::{ProblemCommand, ProblemFields};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

fn problem_id(id: &str) -> Result<ProblemId, AppError> {
    ProblemId::parse(id).ok_or(AppError::NotFound("problem"))
}

/// The client somebody names.
pub(super) async fn account(
    context: &Context,
    viewer: &Viewer,
    wanted: &str,
) -> Result<AccountId, Failure> {
    let state = context.book_state(viewer).await?;
    arguments::account(&state.directory, wanted)
}

pub async fn run(
    global: &Global,
    command: &ProblemCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    match command {
        ProblemCommand::List {
            account: of,
            state,
            unconfirmed,
            search,
            limit,
            cursor,
        } => {
            let viewer = wire::viewer(&context, global).await?;
            let mut query = ProblemQuery {
                unconfirmed: *unconfirmed,
                search: search.clone().unwrap_or_default(),
                limit: *limit,
                ..ProblemQuery::default()
            };
            for one in state {
                query.states.push(word(one, ProblemState::from_code)?);
            }
            if let Some(of) = of {
                query.account = Some(account(&context, &viewer, of).await?);
            }
            if let Some(cursor) = cursor {
                query.cursor = Some(word(cursor, read_cursor)?);
            }
            list(&context, &viewer, &query, printer).await
        }
        ProblemCommand::Show { id } => {
            let viewer = wire::viewer(&context, global).await?;
            show(&context, &viewer, problem_id(id)?, printer).await
        }
        ProblemCommand::Add {
            account: of,
            what,
            fields,
            by,
        } => {
            let viewer = viewer(&context, global, by).await?;
            let of = account(&context, &viewer, of).await?;
            let mut draft = ProblemDraft::new(what.clone());
            fill(&context, &viewer, fields, &mut draft).await?;
            let id = write_problem(&context, &viewer, of, &draft).await?;
            show(&context, &viewer, id, printer).await
        }
        ProblemCommand::Set {
            id,
            what,
            fields,
            by,
        } => {
            let (id, viewer) = (problem_id(id)?, viewer(&context, global, by).await?);
            let now = show_problem(&context, &viewer, id).await?;
            let mut draft = draft_of(&now);
            draft.what = what.clone().unwrap_or(draft.what);
            fill(&context, &viewer, fields, &mut draft).await?;
            change_problem(&context, &viewer, id, &draft, now.version).await?;
            show(&context, &viewer, id, printer).await
        }
    }
}

async fn list(
    context: &Context,
    viewer: &Viewer,
    query: &ProblemQuery,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let answer = list_problems(context, viewer, query).await?.answer();
    printer.answer(&answer, |page| {
        table(page, &answer.problems);
        if let Some(next) = &answer.next {
            page.say_with("terminal-more-entries", &[("cursor", next)]);
        }
    });
    Ok(Exit::Done)
}

fn money(text: &str) -> Result<Amount, Failure> {
    word(&text.replace(',', "."), Amount::parse)
}

/// Puts what was given into a draft.
async fn fill(
    context: &Context,
    viewer: &Viewer,
    fields: &ProblemFields,
    draft: &mut ProblemDraft,
) -> Result<(), Failure> {
    for (given, into) in [
        (&fields.said_by, &mut draft.said_by),
        (&fields.confirmed_by, &mut draft.confirmed_by),
    ] {
        if let Some(person) = given {
            *into = Some(word(person, PersonId::parse)?);
        }
    }
    if let Some(email) = &fields.owner {
        draft.owner = Some(user_id(context, viewer, email).await?);
    }
    if let Some(state) = &fields.state {
        draft.state = Some(word(state, ProblemState::from_code)?);
    }
    for (given, into) in [
        (&fields.cost, &mut draft.cost),
        (&fields.shown, &mut draft.shown),
        (&fields.confirmed, &mut draft.confirmed),
    ] {
        if let Some(amount) = given {
            *into = Some(money(amount)?);
        }
    }
    if let Some(code) = &fields.currency {
        let unknown = || Failure::Usage("usage-currency", code.clone());
        draft.currency = Some(Currency::from_code(code).ok_or_else(unknown)?);
    }
    for (given, into) in [
        (&fields.effect, &mut draft.effect),
        (&fields.solution, &mut draft.solution),
        (&fields.alternatives, &mut draft.alternatives),
        (&fields.day, &mut draft.day),
        (&fields.note, &mut draft.note),
    ] {
        if let Some(given) = given {
            into.clone_from(given);
        }
    }
    Ok(())
}

/// A day as people write it.
pub(super) fn day(texts: Texts, text: &str) -> String {
    text.parse()
        .map_or_else(|_| text.to_owned(), |day| format::day(texts.language, day))
}

/// A word of the domain that has a message.
pub(super) fn said(texts: Texts, prefix: &str, code: &str) -> String {
    let id = format!("{prefix}-{}", code.replace('_', "-"));
    texts.get(&id).into_owned()
}

/// What its solution was worth, by the client or by us alone.
fn worth(texts: Texts, one: &ProblemAnswer) -> String {
    let currency = one.currency.as_deref().unwrap_or_default();
    let money = |amount: &String| format!("{amount} {currency}");
    match (&one.confirmed, &one.shown) {
        (Some(confirmed), _) => texts.with1("problem-worth-confirmed", "value", money(confirmed)),
        (None, Some(shown)) => texts.with1("problem-worth-shown", "value", money(shown)),
        (None, None) => texts.get("unknown").into_owned(),
    }
}

fn table(page: &mut Page, problems: &[ProblemAnswer]) {
    let texts = page.texts();
    let row = |one: &ProblemAnswer| {
        vec![
            day(texts, &one.day),
            one.account.name.clone(),
            one.what.clone(),
            said(texts, "problem-state", &one.state),
            one.solution.clone(),
            worth(texts, one),
            one.id.clone(),
        ]
    };
    let header = [
        ("problem-day", '<'),
        ("terminal-name", '<'),
        ("problem-what", '<'),
        ("problem-state", '<'),
        ("problem-solution", '<'),
        ("problem-worth", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, problems.iter().map(row).collect());
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    id: ProblemId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let answer = show_problem_line(context, viewer, id).await?.answer();
    printer.answer(&answer, |page| {
        let texts = page.texts();
        table(page, std::slice::from_ref(&answer));
        let currency = answer.currency.as_deref().unwrap_or_default();
        let cost = answer.cost.as_ref();
        let unknown = || texts.get("unknown").into_owned();
        let cost = cost.map_or_else(unknown, |amount| format!("{amount} {currency}"));
        let teller = answer.said_by.as_ref().map(|one| one.name.clone());
        let owner = answer.owner.as_ref().map(|one| one.name.clone());
        let pairs = [
            ("problem-effect", answer.effect.clone()),
            ("problem-cost", cost),
            ("problem-said-by", teller.unwrap_or_default()),
            ("problem-owner", owner.unwrap_or_default()),
            ("problem-alternatives", answer.alternatives.clone()),
        ];
        let known: Vec<(String, String)> = pairs
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(id, text)| (texts.get(id).into_owned(), text))
            .collect();
        page.pairs(&known);
    });
    Ok(Exit::Done)
}
