//! `walls list|set|lift`, `conflicts …`, `confidentiality list|add|set`.

use clientela_app::answers::walls::{
    ConfidentialityAnswer, ConfidentialityListAnswer, ConflictAnswer, WallsAnswer,
};
use clientela_app::check_conflicts::{
    self, check_conflict, decide_conflict, decisions, release_from,
};
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_confidentiality::{
    self, ConfidentialityDraft, change_confidentiality, draft_of, list_confidentiality,
    show_confidentiality, write_confidentiality,
};
use clientela_app::keep_walls::{
    self, change_rivals, change_wall, forget_rivals, lift_wall, name_rivals, set_wall, walls_of,
};
use clientela_domain::ids::{AccountId, ConfidentialityId, TeamId, UserId};
use clientela_domain::names::fold;
use clientela_store::Viewer;
use clientela_store::conflicts::StoredClass;
use clientela_store::walls::{WallFields, WallKind};
use clientela_texts::{Texts, format};
use serde_json::json;

use super::arguments;
use super::happenings::user_id;
use super::team::team_of;
use crate::cli::Global;
use crate::cli::walls::{
    ConfidentialCommand, ConfidentialityCommand, ConfidentialityFields, ConflictsCommand,
    WallFields as Named, WallsCommand,
};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

async fn account(context: &Context, viewer: &Viewer, wanted: &str) -> Result<AccountId, Failure> {
    let state = context.book_state(viewer).await?;
    arguments::account(&state.directory, wanted)
}

/// `walls`, `conflicts`, `confidentiality`
pub async fn run(
    global: &Global,
    command: &ConfidentialCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    match command {
        ConfidentialCommand::Walls(command) => walls(global, command, printer).await,
        ConfidentialCommand::Conflicts(command) => conflicts(global, command, printer).await,
        ConfidentialCommand::Confidentiality(command) => {
            confidentiality(global, command, printer).await
        }
    }
}

async fn walls(
    global: &Global,
    command: &WallsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    match command {
        WallsCommand::List => {}
        WallsCommand::Set {
            account: wanted,
            fields,
        } => {
            let id = account(&context, &viewer, wanted).await?;
            let fields = named(&context, &viewer, fields).await?;
            match standing(&context, &viewer, id).await? {
                Some(which) => change_wall(&context, &viewer, which, fields)
                    .await
                    .map(drop)?,
                None => set_wall(&context, &viewer, id, fields).await.map(drop)?,
            }
        }
        WallsCommand::Lift {
            account: wanted,
            reason,
        } => {
            let id = account(&context, &viewer, wanted).await?;
            let which = standing(&context, &viewer, id).await?;
            let which = which.ok_or(AppError::NotFound("wall"))?;
            lift_wall(&context, &viewer, which, reason).await?;
        }
    }
    let found = keep_walls::standing_walls(&context, &viewer).await?;
    let answer = keep_walls::answers(&found);
    printer.answer(&answer, |page| walls_page(page, &answer));
    Ok(Exit::Done)
}

async fn standing(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<Option<(clientela_domain::ids::WallId, i64)>, Failure> {
    let all = walls_of(context, viewer, account).await?;
    let standing = all.iter().find(|one| one.wall.lifted_at.is_none());
    Ok(standing.map(|one| (one.wall.id, one.wall.version)))
}

async fn named(context: &Context, viewer: &Viewer, asked: &Named) -> Result<WallFields, Failure> {
    let mut teams: Vec<TeamId> = Vec::new();
    for name in &asked.teams {
        teams.push(team_of(context, viewer, name).await?.id);
    }
    let mut users: Vec<UserId> = Vec::new();
    for email in &asked.users {
        users.push(user_id(context, viewer, email).await?);
    }
    let mut rivals: Vec<AccountId> = Vec::new();
    for wanted in &asked.rivals {
        rivals.push(account(context, viewer, wanted).await?);
    }
    Ok(WallFields {
        kind: if asked.outside {
            WallKind::Outside
        } else {
            WallKind::Inside
        },
        teams,
        users,
        rivals,
        reason: asked.reason.clone(),
    })
}

fn walls_page(page: &mut Page, answer: &WallsAnswer) {
    if answer.walls.is_empty() {
        page.say("walls-none");
        return;
    }
    let texts = page.texts();
    let header = [
        ("accounts-client", '<'),
        ("wall-kind", '<'),
        ("wall-named", '<'),
        ("wall-reason", '<'),
    ];
    let row = |wall: &clientela_app::answers::walls::WallAnswer| {
        let named = wall.teams.iter().chain(&wall.users).chain(&wall.rivals);
        let named: Vec<&str> = named.map(|one| one.name.as_str()).collect();
        vec![
            wall.account.name.clone(),
            texts.get(&format!("wall-kind-{}", wall.kind)).into_owned(),
            named.join(", "),
            wall.reason.clone(),
        ]
    };
    page.table(&header, answer.walls.iter().map(row).collect());
}

async fn conflicts(
    global: &Global,
    command: &ConflictsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let (context, viewer) = (&*context, &viewer);
    match command {
        ConflictsCommand::Check {
            account: wanted,
            user,
        } => {
            let id = account(context, viewer, wanted).await?;
            let user = user_id(context, viewer, user).await?;
            check(context, viewer, (id, user), printer).await
        }
        ConflictsCommand::Allow { .. } | ConflictsCommand::Refuse { .. } => {
            decide(context, viewer, command, printer).await
        }
        ConflictsCommand::Decisions { account: wanted } => {
            let id = account(context, viewer, wanted).await?;
            let found = decisions(context, viewer, id).await?;
            let answer = check_conflicts::decisions_answer(&found);
            printer.answer(&answer, |page| {
                let texts = page.texts();
                for one in &answer.decisions {
                    let word = if one.allowed {
                        "conflict-allowed"
                    } else {
                        "conflict-not-allowed"
                    };
                    page.line(&format!(
                        "{}: {} – {}",
                        one.user.name,
                        texts.get(word),
                        one.reason
                    ));
                }
            });
            Ok(Exit::Done)
        }
        ConflictsCommand::Rivals { name, accounts } => {
            if let Some(name) = name {
                write_rivals(context, viewer, name, accounts).await?;
            }
            show_rivals(context, viewer, printer).await
        }
        ConflictsCommand::Forget { name } => {
            let class = class_of(context, viewer, name).await?;
            let class = class.ok_or(AppError::NotFound("conflict_class"))?;
            forget_rivals(context, viewer, (class.id, class.version)).await?;
            show_rivals(context, viewer, printer).await
        }
        ConflictsCommand::Release {
            account: wanted,
            user,
        } => {
            let id = account(context, viewer, wanted).await?;
            let user = user_id(context, viewer, user).await?;
            release_from(context, viewer, (id, user)).await?;
            check(context, viewer, (id, user), printer).await
        }
    }
}

async fn decide(
    context: &Context,
    viewer: &Viewer,
    command: &ConflictsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let (ConflictsCommand::Allow {
        account: wanted,
        user,
        reason,
    }
    | ConflictsCommand::Refuse {
        account: wanted,
        user,
        reason,
    }) = command
    else {
        return Ok(Exit::Done);
    };
    let allowed = matches!(command, ConflictsCommand::Allow { .. });
    let id = account(context, viewer, wanted).await?;
    let user = user_id(context, viewer, user).await?;
    decide_conflict(context, viewer, (id, user), allowed, reason).await?;
    check(context, viewer, (id, user), printer).await
}

async fn check(
    context: &Context,
    viewer: &Viewer,
    (account, user): (AccountId, UserId),
    printer: &Printer,
) -> Result<Exit, Failure> {
    let found = check_conflict(context, viewer, account, user).await?;
    let answer = check_conflicts::answer(&found);
    printer.answer(&answer, |page| conflict_page(page, &answer));
    Ok(Exit::Done)
}

fn conflict_page(page: &mut Page, answer: &ConflictAnswer) {
    let texts = page.texts();
    let verdict = format!("conflict-verdict-{}", answer.verdict.replace('_', "-"));
    page.line(&format!(
        "{}, {}: {}",
        answer.user.name,
        answer.account.name,
        texts.get(&verdict)
    ));
    for one in &answer.rivals {
        let rival = one.rival.as_ref().map_or_else(
            || texts.get("conflict-rival-unnamed").into_owned(),
            |rival| rival.name.clone(),
        );
        let until = one.served_until.as_ref().map_or_else(
            || texts.get("conflict-serves-now").into_owned(),
            |until| texts.with1("conflict-served-until", "day", day(texts, until)),
        );
        page.line(&format!("  {rival} ({}): {until}", one.class));
    }
    if answer.allowed {
        page.say("conflict-allowed");
    }
}

fn day(texts: Texts, text: &str) -> String {
    text.parse()
        .map_or_else(|_| text.to_owned(), |day| format::day(texts.language, day))
}

async fn class_of(
    context: &Context,
    viewer: &Viewer,
    name: &str,
) -> Result<Option<StoredClass>, Failure> {
    let all = keep_walls::rivals(context, viewer).await?;
    let wanted = fold(name);
    Ok(all.into_iter().find(|class| fold(&class.name) == wanted))
}

async fn write_rivals(
    context: &Context,
    viewer: &Viewer,
    name: &str,
    accounts: &[String],
) -> Result<(), Failure> {
    let mut members = Vec::with_capacity(accounts.len());
    for wanted in accounts {
        members.push(account(context, viewer, wanted).await?);
    }
    match class_of(context, viewer, name).await? {
        Some(class) => {
            let which = (class.id, class.version);
            change_rivals(context, viewer, which, name, members).await?;
        }
        None => {
            name_rivals(context, viewer, name, members).await?;
        }
    }
    Ok(())
}

async fn show_rivals(
    context: &Context,
    viewer: &Viewer,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let found = keep_walls::rivals(context, viewer).await?;
    let answer = keep_walls::rivals_answer(&found);
    printer.answer(&answer, |page| {
        if answer.classes.is_empty() {
            page.say("rivals-none");
        }
        for class in &answer.classes {
            let names: Vec<&str> = class.accounts.iter().map(|one| one.name.as_str()).collect();
            page.line(&format!("{}: {}", class.name, names.join(", ")));
        }
    });
    Ok(Exit::Done)
}

async fn confidentiality(
    global: &Global,
    command: &ConfidentialityCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let today = context.clock.today();
    let id = match command {
        ConfidentialityCommand::List { limit, after } => {
            let after = after.as_deref().map(|text| {
                keep_confidentiality::read_cursor(text)
                    .ok_or_else(|| Failure::Usage("usage-word", text.to_owned()))
            });
            let limit = usize::try_from(*limit).unwrap_or(usize::MAX);
            let found = list_confidentiality(&context, &viewer, after.transpose()?, limit).await?;
            let answer = keep_confidentiality::list_answer(&found, today);
            printer.answer(&answer, |page| agreements_page(page, &answer));
            return Ok(Exit::Done);
        }
        ConfidentialityCommand::Add {
            account: wanted,
            fields,
        } => {
            let id = account(&context, &viewer, wanted).await?;
            let draft = filled(fields, ConfidentialityDraft::default());
            write_confidentiality(&context, &viewer, id, &draft).await?
        }
        ConfidentialityCommand::Set { id, fields } => {
            let id = ConfidentialityId::parse(id).ok_or(AppError::NotFound("confidentiality"))?;
            let now = show_confidentiality(&context, &viewer, id).await?;
            let draft = filled(fields, draft_of(&now.agreement));
            change_confidentiality(&context, &viewer, (id, now.version), &draft).await?;
            id
        }
    };
    let found = show_confidentiality(&context, &viewer, id).await?;
    let answer = keep_confidentiality::answer(&found, today);
    printer.answer(&json!(answer), |page| {
        agreements_page(
            page,
            &ConfidentialityListAnswer {
                agreements: vec![answer.clone()],
                next: None,
            },
        );
    });
    Ok(Exit::Done)
}

fn filled(fields: &ConfidentialityFields, base: ConfidentialityDraft) -> ConfidentialityDraft {
    let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
    ConfidentialityDraft {
        with_whom: text(&fields.with_whom, base.with_whom),
        scope: text(&fields.scope, base.scope),
        may_know: text(&fields.may_know, base.may_know),
        text: text(&fields.text, base.text),
        first_day: text(&fields.since, base.first_day),
        last_day: text(&fields.until, base.last_day),
        file: base.file,
    }
}

fn agreements_page(page: &mut Page, answer: &ConfidentialityListAnswer) {
    if answer.agreements.is_empty() {
        page.say("confidentiality-none");
        return;
    }
    let texts = page.texts();
    let header = [
        ("accounts-client", '<'),
        ("confidentiality-with-whom", '<'),
        ("confidentiality-scope", '<'),
        ("confidentiality-last-day", '<'),
        ("confidentiality-state", '<'),
        ("terminal-id", '<'),
    ];
    let row = |one: &ConfidentialityAnswer| {
        let last = one.last_day.as_ref().map_or_else(
            || texts.get("confidentiality-no-end").into_owned(),
            |last| day(texts, last),
        );
        vec![
            one.account.name.clone(),
            one.with_whom.clone(),
            one.scope.clone(),
            last,
            texts
                .get(&format!("confidentiality-state-{}", one.state))
                .into_owned(),
            one.agreement.clone(),
        ]
    };
    page.table(&header, answer.agreements.iter().map(row).collect());
}
