//! `interests list|add|set|withdraw`.

use clientela_app::answers::interests::{InterestAnswer, InterestsAnswer};
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_interests::{
    self as keep, InterestDraft, change_interest, declare_interest, draft_of, list_interests,
    show_interest, withdraw_interest,
};
use clientela_domain::ids::InterestId;
use clientela_domain::interests::InterestKind;
use clientela_store::Viewer;
use clientela_store::interests::InterestFilter;
use clientela_texts::{Texts, format};
use serde_json::json;

use super::arguments;
use super::happenings::user_id;
use crate::cli::Global;
use crate::cli::interests::{InterestFields, InterestsCommand};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

fn interest(text: &str) -> Result<InterestId, Failure> {
    Ok(InterestId::parse(text).ok_or(AppError::NotFound("interest"))?)
}

/// `interests`
pub async fn run(
    global: &Global,
    command: &InterestsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let state = context.book_state(&viewer).await?;
    let today = context.clock.today();
    let id = match command {
        InterestsCommand::List {
            user,
            account,
            limit,
            after,
        } => {
            let mut filter = InterestFilter::default();
            if let Some(email) = user {
                filter.user = Some(user_id(&context, &viewer, email).await?);
            }
            if let Some(wanted) = account {
                filter.account = Some(arguments::account(&state.directory, wanted)?);
            }
            let after = after.as_deref().map(|text| {
                InterestId::parse(text).ok_or_else(|| Failure::Usage("usage-word", text.to_owned()))
            });
            let limit = usize::try_from(*limit).unwrap_or(usize::MAX);
            let place = (after.transpose()?, limit);
            let found = list_interests(&context, &viewer, filter, place).await?;
            let answer = keep::list_answer(&found, today);
            printer.answer(&answer, |page| interests_page(page, &answer));
            return Ok(Exit::Done);
        }
        InterestsCommand::Add {
            account,
            user,
            fields,
        } => {
            let account = arguments::account(&state.directory, account)?;
            let user = user_id(&context, &viewer, user).await?;
            let draft = filled(fields, InterestDraft::default())?;
            declare_interest(&context, &viewer, account, Some(user), &draft).await?
        }
        InterestsCommand::Set { id, fields } => {
            let id = interest(id)?;
            let now = show_interest(&context, &viewer, id).await?;
            let draft = filled(fields, draft_of(&now.interest))?;
            change_interest(&context, &viewer, (id, now.version), &draft).await?;
            id
        }
        InterestsCommand::Withdraw { id, note } => {
            let id = interest(id)?;
            withdraw_interest(&context, &viewer, (id, None), note).await?;
            id
        }
    };
    show(&context, &viewer, id, printer).await
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    id: InterestId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let found = show_interest(context, viewer, id).await?;
    let answer = keep::answer(&found, context.clock.today());
    printer.answer(&json!(answer), |page| {
        let one = InterestsAnswer {
            interests: vec![answer.clone()],
            next: None,
        };
        interests_page(page, &one);
    });
    Ok(Exit::Done)
}

fn filled(fields: &InterestFields, base: InterestDraft) -> Result<InterestDraft, Failure> {
    let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
    let kind = match fields.kind.as_deref() {
        None => base.kind,
        Some(word) => {
            let known = InterestKind::from_code(word);
            Some(known.ok_or_else(|| Failure::Usage("usage-word", word.to_owned()))?)
        }
    };
    Ok(InterestDraft {
        kind,
        first_day: text(&fields.since, base.first_day),
        last_day: text(&fields.until, base.last_day),
        note: text(&fields.note, base.note),
    })
}

fn day(texts: Texts, text: &str) -> String {
    let read = text.parse().ok();
    read.map_or_else(|| text.to_owned(), |day| format::day(texts.language, day))
}

fn interests_page(page: &mut Page, answer: &InterestsAnswer) {
    if answer.interests.is_empty() {
        page.say("interests-register-none");
        return;
    }
    let texts = page.texts();
    let header = [
        ("accounts-client", '<'),
        ("interests-user", '<'),
        ("interests-kind", '<'),
        ("interests-first-day", '<'),
        ("interests-last-day", '<'),
        ("interests-state", '<'),
        ("terminal-id", '<'),
    ];
    let row = |one: &InterestAnswer| {
        let kind = InterestKind::from_code(&one.kind);
        let last = one.last_day.as_ref().map_or_else(
            || texts.get("interests-no-end").into_owned(),
            |last| day(texts, last),
        );
        vec![
            one.account.name.clone(),
            one.user.name.clone(),
            kind.map_or_else(String::new, |kind| {
                texts.get(kind.message_id()).into_owned()
            }),
            day(texts, &one.first_day),
            last,
            texts
                .get(&format!("interests-state-{}", one.state))
                .into_owned(),
            one.interest.clone(),
        ]
    };
    page.table(&header, answer.interests.iter().map(row).collect());
}
