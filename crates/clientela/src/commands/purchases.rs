//! `purchases list|add|set|done|remove`.

use clientela_app::answers::people_map::PurchaseAnswer;
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_people_map::{
    PurchaseCriterionDraft, PurchaseDraft, PurchaseStepDraft, change_purchase, purchase_draft_of,
    remove_purchase, show_purchase, write_purchase,
};
use clientela_app::people_map_answer::purchase_answer;
use clientela_domain::ids::{AccountId, PurchaseProcessId};
use clientela_domain::names::fold;
use clientela_store::{Viewer, purchase_processes};
use clientela_texts::{Texts, format};
use serde_json::json;

use super::arguments;
use crate::cli::Global;
use crate::cli::purchases::{PurchaseFields, PurchasesCommand};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

fn purchase(text: &str) -> Result<PurchaseProcessId, Failure> {
    Ok(PurchaseProcessId::parse(text).ok_or(AppError::NotFound("purchase_process"))?)
}

/// `purchases`
pub async fn run(
    global: &Global,
    command: &PurchasesCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let account = match command {
        PurchasesCommand::List { account } => of_name(&context, &viewer, account).await?,
        PurchasesCommand::Add {
            account,
            name,
            fields,
        } => {
            let account = of_name(&context, &viewer, account).await?;
            let mut draft = filled(fields, PurchaseDraft::default())?;
            draft.name.clone_from(name);
            write_purchase(&context, &viewer, account, &draft).await?;
            account
        }
        PurchasesCommand::Set { id, name, fields } => {
            let now = show_purchase(&context, &viewer, purchase(id)?).await?;
            let mut draft = filled(fields, purchase_draft_of(&now))?;
            if let Some(name) = name {
                draft.name.clone_from(name);
            }
            change_purchase(&context, &viewer, now.id, &draft, now.version).await?;
            now.process.account_id
        }
        PurchasesCommand::Done { id, step, day } => {
            let now = show_purchase(&context, &viewer, purchase(id)?).await?;
            let mut draft = purchase_draft_of(&now);
            let wanted = fold(step);
            let mut steps = draft.steps.iter_mut();
            let found = steps.find(|one| fold(&one.what) == wanted);
            let found = found.ok_or_else(|| Failure::Usage("usage-word", step.clone()))?;
            found.done_on = match day {
                Some(day) => day.clone(),
                None => context.clock.today().to_string(),
            };
            change_purchase(&context, &viewer, now.id, &draft, now.version).await?;
            now.process.account_id
        }
        PurchasesCommand::Remove { id } => {
            let now = show_purchase(&context, &viewer, purchase(id)?).await?;
            remove_purchase(&context, &viewer, now.id, now.version).await?;
            now.process.account_id
        }
    };
    show(&context, &viewer, account, printer).await
}

async fn of_name(context: &Context, viewer: &Viewer, wanted: &str) -> Result<AccountId, Failure> {
    let state = context.book_state(viewer).await?;
    arguments::account(&state.directory, wanted)
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let read = context.store.read(viewer);
    let found = purchase_processes::of_account(&read, account).await;
    let found = found.map_err(AppError::from)?;
    let answers: Vec<PurchaseAnswer> = found.iter().map(purchase_answer).collect();
    let answer = json!({ "account": account.to_string(), "purchases": answers });
    printer.answer(&answer, |page| purchases_page(page, &answers));
    Ok(Exit::Done)
}

/// A text and what stands behind its last `=`.
fn parted(text: &str) -> (String, String) {
    let (what, behind) = text.rsplit_once('=').unwrap_or((text, ""));
    (what.trim().to_owned(), behind.trim().to_owned())
}

fn filled(fields: &PurchaseFields, base: PurchaseDraft) -> Result<PurchaseDraft, Failure> {
    let text = |own: &Option<String>, base: &str| own.clone().unwrap_or_else(|| base.to_owned());
    let mut draft = PurchaseDraft {
        budget_cycle: text(&fields.budget_cycle, &base.budget_cycle),
        budget_day: text(&fields.budget_day, &base.budget_day),
        note: text(&fields.note, &base.note),
        ..base.clone()
    };
    if !fields.steps.is_empty() {
        let step = |text: &String| {
            let (what, deadline) = parted(text);
            let known = base.steps.iter().find(|one| fold(&one.what) == fold(&what));
            PurchaseStepDraft {
                what,
                deadline,
                decider: known.and_then(|one| one.decider),
                done_on: known.map_or_else(String::new, |one| one.done_on.clone()),
            }
        };
        draft.steps = fields.steps.iter().map(step).collect();
    }
    if !fields.criteria.is_empty() {
        let criterion = |text: &String| {
            let (what, weight) = parted(text);
            let known = base
                .criteria
                .iter()
                .find(|one| fold(&one.what) == fold(&what));
            PurchaseCriterionDraft {
                what,
                weight,
                decider: known.and_then(|one| one.decider),
            }
        };
        draft.criteria = fields.criteria.iter().map(criterion).collect();
    }
    Ok(draft)
}

fn day(texts: Texts, text: Option<&String>) -> String {
    let text = text.map_or("", String::as_str);
    let read = text.parse().ok();
    read.map_or_else(|| text.to_owned(), |day| format::day(texts.language, day))
}

fn purchases_page(page: &mut Page, purchases: &[PurchaseAnswer]) {
    if purchases.is_empty() {
        page.say("purchase-none");
        return;
    }
    let texts = page.texts();
    for one in purchases {
        page.heading(&one.name);
        let budget = [
            one.budget_cycle.clone(),
            day(texts, one.budget_day.as_ref()),
        ];
        let budget: Vec<String> = budget.into_iter().filter(|part| !part.is_empty()).collect();
        let mut pairs = vec![(texts.get("terminal-id").into_owned(), one.id.clone())];
        if !budget.is_empty() {
            pairs.push((texts.get("purchase-budget").into_owned(), budget.join(", ")));
        }
        page.pairs(&pairs);
        let header = [
            ("purchase-step", '<'),
            ("purchase-deadline", '<'),
            ("purchase-done", '<'),
        ];
        let row = |step: &clientela_app::answers::people_map::PurchaseStepAnswer| {
            vec![
                step.what.clone(),
                day(texts, step.deadline.as_ref()),
                day(texts, step.done_on.as_ref()),
            ]
        };
        if !one.steps.is_empty() {
            page.table(&header, one.steps.iter().map(row).collect());
        }
        let header = [("purchase-criterion", '<'), ("purchase-weight", '>')];
        let row = |criterion: &clientela_app::answers::people_map::PurchaseCriterionAnswer| {
            let weight = criterion.weight.map_or_else(
                || texts.get("unknown").into_owned(),
                |weight| weight.to_string(),
            );
            vec![criterion.what.clone(), weight]
        };
        if !one.criteria.is_empty() {
            page.table(&header, one.criteria.iter().map(row).collect());
        }
    }
}
