//! `owners`: who answers for which clients, in bulk.

use clientela_app::answers::firm::OwnersUndoneAnswer;
use clientela_app::assign_owners::{
    OwnersProposal, assign_owners, owners_answer, propose_owners, undo_owners,
};
use clientela_app::error::AppError;

use crate::cli::{Global, OwnersCommand};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

/// Changes a terminal shows; JSON has all of them.
const ROWS_SHOWN: usize = 40;

pub async fn run(
    global: &Global,
    command: &OwnersCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    match command {
        OwnersCommand::Assign { overwrite, dry_run } => {
            let (proposal, done) = if *dry_run {
                (propose_owners(&context, &viewer, *overwrite).await?, None)
            } else {
                let (proposal, done) = assign_owners(&context, &viewer, *overwrite).await?;
                (proposal, Some(done))
            };
            let answer = owners_answer(&proposal, done.as_ref());
            printer.answer(&answer, |page| {
                table(page, &proposal);
                if let Some(done) = &done {
                    page.say_with("team-owners-assigned", &[("count", &done.accounts)]);
                    page.say_with("terminal-owners-undo", &[("id", &done.id.to_string())]);
                }
            });
        }
        OwnersCommand::Undo { id } => {
            let id =
                uuid::Uuid::try_parse(id).map_err(|_| AppError::NotFound("owner_assignment"))?;
            let undone = undo_owners(&context, &viewer, id).await?;
            let answer = OwnersUndoneAnswer {
                accounts: undone.accounts,
            };
            printer.answer(&answer, |page| page.say("team-owners-undone"));
        }
    }
    Ok(Exit::Done)
}

fn table(page: &mut Page, proposal: &OwnersProposal) {
    let header = [
        ("terminal-name", '<'),
        ("team-owners-new", '<'),
        ("team-owners-before", '<'),
        ("team-owners-sold", '>'),
    ];
    let rows = proposal.changes.iter().take(ROWS_SHOWN).map(|change| {
        vec![
            change.name.clone(),
            change.owner.name.clone(),
            change.before_name.clone().unwrap_or_else(|| "—".to_owned()),
            format!("{} / {}", change.lines, change.lines_in_all),
        ]
    });
    page.table(&header, rows.collect());
    page.say_with(
        "team-owners-sentence",
        &[
            ("changes", &(proposal.changes.len() as u64)),
            ("kept", &proposal.kept),
            ("unlinked", &proposal.unlinked),
        ],
    );
}
