//! `kam`: who looks after whom, the duties at a client, and handing it over.

use clientela_app::answers::manager::{
    DossierAnswer, DutiesAnswer, HandoverAnswer, ProposalAnswer,
};
use clientela_app::assign_managers::{Proposal, accept, propose};
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::hand_over::{
    ITEMS, begin, check_item, checklist, dossier, finish, open_handovers,
};
use clientela_app::kam_duties::{DutyCheck, DutyList, DutyStatement, duties, mark_duty};
use clientela_app::manager_profiles::find_manager;
use clientela_domain::ids::AccountId;
use clientela_domain::kam_assignment::Reason;
use clientela_domain::kam_duties::Duty;
use clientela_store::Viewer;
use clientela_store::duty_marks::DutyMarkState;
use clientela_store::handovers::Handover;
use clientela_texts::{Texts, evidence, format};
use serde_json::json;

use super::need_kam::two;
use super::{arguments, kam_profile};
use crate::cli::{Global, KamCommand};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    command: &KamCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let account = async |wanted: &str| {
        let state = context.book_state(&viewer).await?;
        arguments::account(&state.directory, wanted)
    };
    match command {
        KamCommand::Profile(asked) => kam_profile::run(&context, &viewer, asked, printer).await,
        KamCommand::Assign { accept } => assign(&context, &viewer, *accept, printer).await,
        KamCommand::Duties {
            account: wanted,
            mark,
            state,
            evidence,
        } => {
            let account = account(wanted).await?;
            if let (Some(duty), Some(state)) = (mark, state) {
                let said = (duty.as_str(), state.as_str(), evidence.as_deref());
                mark_one(&context, &viewer, account, said).await?;
            }
            let list = duties(&context, &viewer, account).await?;
            printer.answer(&DutiesAnswer::from(&list), |page| duties_page(page, &list));
            Ok(Exit::Done)
        }
        KamCommand::Handover { account: None, .. } => running(&context, &viewer, printer).await,
        KamCommand::Handover {
            account: Some(wanted),
            to,
            check,
            note,
            finish,
        } => {
            let account = account(wanted).await?;
            if let Some(to) = to {
                let to = find_manager(&context, &viewer, to).await?;
                begin(&context, &viewer, account, to).await?;
            }
            if let Some(item) = check {
                tick(&context, &viewer, account, (item, note.as_deref())).await?;
            }
            if *finish {
                end(&context, &viewer, account).await?;
            }
            show(&context, &viewer, account, printer).await
        }
    }
}

async fn assign(
    context: &Context,
    viewer: &Viewer,
    accepted: bool,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let proposal = propose(context, viewer).await?;
    let mut changed = None;
    if accepted {
        let clients = proposal.clients.iter().zip(&proposal.assignment.accounts);
        let owners = clients.filter_map(|(client, chosen)| {
            let user = proposal.managers[chosen.kam?].user;
            Some((client.account, Some(user)))
        });
        let owners = owners.collect();
        changed = Some(accept(context, viewer, owners).await?.len());
    }
    printer.answer(&ProposalAnswer::from(&proposal), |page| {
        proposal_page(page, &proposal);
        if let Some(count) = changed {
            page.say_with("terminal-assign-accepted", &[("count", &count)]);
        }
    });
    Ok(Exit::Done)
}

fn proposal_page(page: &mut Page, proposal: &Proposal) {
    let texts = page.texts();
    let clients = proposal.clients.iter().zip(&proposal.assignment.accounts);
    let name = |at: usize| proposal.managers[at].name.clone();
    let rows = clients.map(|(client, chosen)| {
        let nobody = || texts.get("assign-nobody").into_owned();
        let reasons = chosen
            .reasons
            .iter()
            .map(|one| reason(texts, proposal, one));
        let fit = chosen.fit.map(|fit| evidence::bounds(texts, fit, 2));
        let next = chosen.next_best.map(|next| name(next.kam));
        vec![
            client.name.clone(),
            chosen.kam.map_or_else(nobody, name),
            fit.unwrap_or_default(),
            next.unwrap_or_default(),
            reasons.collect::<Vec<_>>().join("; "),
        ]
    });
    let rows = rows.collect();
    page.table(
        &[
            ("assign-client", '<'),
            ("assign-proposed", '<'),
            ("assign-fit", '>'),
            ("assign-next", '<'),
            ("assign-why", '<'),
        ],
        rows,
    );
    let method = texts
        .get(proposal.assignment.method.message_id())
        .into_owned();
    page.say_with("assign-method", &[("method", &method)]);
    for (card, load) in proposal.managers.iter().zip(&proposal.assignment.kams) {
        let id = if proposal.in_hours {
            "assign-load-hours"
        } else {
            "assign-load-accounts"
        };
        let number = |value: f64| format::decimal(texts.language, value, 0);
        let said = texts.with(
            id,
            &[
                ("hours", &number(load.hours)),
                ("capacity", &number(load.capacity)),
            ],
        );
        page.line(&format!("  {}: {said}", card.name));
    }
}

/// Why a client has the manager it has, in words.
fn reason(texts: Texts, proposal: &Proposal, reason: &Reason) -> String {
    let name = |at: usize| proposal.managers[at].name.as_str();
    let id = reason.message_id();
    match reason {
        Reason::Wall { kam, wall } => texts.with(id, &[("name", &name(*kam)), ("wall", wall)]),
        Reason::OnLeave { kam } | Reason::Full { kam } => texts.with1(id, "name", name(*kam)),
        _ => texts.get(id).into_owned(),
    }
}

async fn mark_one(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    (duty, state, evidence): (&str, &str, Option<&str>),
) -> Result<(), Failure> {
    let duty = Duty::from_id(duty).ok_or_else(|| Failure::Usage("usage-duty", duty.to_owned()))?;
    let state = match state {
        "clear" => None,
        word => Some(
            DutyMarkState::from_code(word)
                .ok_or_else(|| Failure::Usage("usage-duty", word.to_owned()))?,
        ),
    };
    let statement = DutyStatement {
        state,
        evidence: evidence.unwrap_or_default().to_owned(),
        day: None,
    };
    Ok(mark_duty(context, viewer, account, duty, &statement).await?)
}

fn duties_page(page: &mut Page, list: &DutyList) {
    let texts = page.texts();
    let (done, needed) = list.done();
    page.say_with("duty-lead", &[("done", &done), ("needed", &needed)]);
    for check in &list.checks {
        let state = texts.get(&format!(
            "duty-state-{}",
            check.state.id().replace('_', "-")
        ));
        let name = texts.get(check.duty.message_id());
        page.line(&format!("  {state}  {name}"));
        page.line(&format!("      {}", duty_fact(texts, check)));
    }
}

/// What a duty rests on, in words.
fn duty_fact(texts: Texts, check: &DutyCheck) -> String {
    let day = |day| format::day(texts.language, day);
    if let Some(fact) = check.fact {
        let on = fact.day.map_or_else(String::new, day);
        let share = format::share(texts.language, fact.share);
        let arguments: [(&str, &dyn clientela_texts::Argument); 3] =
            [("day", &on), ("count", &fact.count), ("share", &share)];
        return texts.with(fact.message, &arguments);
    }
    match &check.mark {
        None => texts.get("duty-unseen").into_owned(),
        Some(mark) => texts.with(
            "duty-marked",
            &[
                ("evidence", &mark.evidence),
                ("author", &mark.author_name),
                ("day", &day(mark.day)),
            ],
        ),
    }
}

async fn current(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<Handover, Failure> {
    let dossier = dossier(context, viewer, account).await?;
    let found = dossier.running().cloned();
    found.ok_or(Failure::App(AppError::NotFound("handover")))
}

async fn tick(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    (item, note): (&str, Option<&str>),
) -> Result<(), Failure> {
    if !ITEMS.contains(&item) {
        return Err(Failure::Usage("usage-handover-item", item.to_owned()));
    }
    let handover = current(context, viewer, account).await?;
    let which = (handover.id, handover.version);
    let said = (item, true, note.unwrap_or_default());
    Ok(check_item(context, viewer, which, said).await?)
}

async fn end(context: &Context, viewer: &Viewer, account: AccountId) -> Result<(), Failure> {
    let handover = current(context, viewer, account).await?;
    Ok(finish(context, viewer, (handover.id, handover.version)).await?)
}

async fn running(context: &Context, viewer: &Viewer, printer: &Printer) -> Result<Exit, Failure> {
    let open = open_handovers(context, viewer).await?;
    let state = context.book_state(viewer).await?;
    let answers: Vec<HandoverAnswer> = open.iter().map(Into::into).collect();
    printer.answer(&json!({ "handovers": answers }), |page| {
        if open.is_empty() {
            page.say("terminal-handover-none");
        }
        for handover in &open {
            let name = state.directory.name_of(handover.account_id);
            page.line(&format!("{name}: {}", running_line(page.texts(), handover)));
        }
    });
    Ok(Exit::Done)
}

fn running_line(texts: Texts, handover: &Handover) -> String {
    let day = jiff::tz::Offset::UTC
        .to_datetime(handover.started_at)
        .date();
    let nobody = texts.get("assign-nobody").into_owned();
    let from = match handover.from_name.as_str() {
        "" => &nobody,
        _ => &handover.from_name,
    };
    texts.with(
        "handover-running",
        &[
            ("from", from),
            ("to", &handover.to_name),
            ("day", &format::day(texts.language, day)),
        ],
    )
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let dossier = dossier(context, viewer, account).await?;
    printer.answer(&DossierAnswer::from(&dossier), |page| {
        let texts = page.texts();
        page.say_with("handover-title", &[("name", &dossier.page.account.name)]);
        let need = (two(texts, dossier.need.low), two(texts, dossier.need.high));
        page.line(&format!(
            "  {} {}–{}",
            texts.get("need-column-need"),
            need.0,
            need.1
        ));
        if let Some(handover) = dossier.running() {
            page.line(&format!("  {}", running_line(texts, handover)));
            for item in checklist(handover) {
                let mark = if item.done { "x" } else { " " };
                let id = format!("handover-item-{}", item.id.replace('_', "-"));
                page.line(&format!("  [{mark}] {}  ({})", texts.get(&id), item.id));
            }
        }
        duties_page(page, &dossier.duties);
    });
    Ok(Exit::Done)
}
