//! `duplicates …`: clients and people that are in the book twice.

use std::sync::Arc;

use super::similar::{party, reasons, table};
use super::{arguments, record_fields};
use crate::cli::Global;
use crate::cli::duplicates::DuplicatesCommand;
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;
use clientela_app::answers::duplicate::{
    DuplicatesAnswer, MergeAnswer, MergesAnswer, PairAnswer, ScanAnswer, SimilarsAnswer,
};
use clientela_app::context::Context;
use clientela_app::edit_account::AccountField;
use clientela_app::edit_person::PersonField;
use clientela_app::error::AppError;
use clientela_app::find_similar;
use clientela_app::list_duplicates;
use clientela_app::merge_records::{self, MergeCommand, Take};
use clientela_app::scan_duplicates::scan_book;
use clientela_app::show_person::find_person;
use clientela_domain::ids::{AccountId, DuplicatePairId, MergeId};
use clientela_store::Viewer;
use clientela_store::duplicate_pairs::{PairKind, PairState};
use clientela_texts::format;
use serde_json::json;

/// Who asks, of which book, and where it is printed.
struct Session<'a> {
    context: &'a Arc<Context>,
    viewer: &'a Viewer,
    printer: &'a Printer,
}

pub async fn run(
    global: &Global,
    command: &DuplicatesCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let session = Session {
        context: &context,
        viewer: &viewer,
        printer,
    };
    match command {
        DuplicatesCommand::List {
            people,
            state,
            limit,
        } => session.list(*people, state, *limit).await?,
        DuplicatesCommand::Scan => {
            let report = ScanAnswer::from(scan_book(&context, &viewer).await?);
            printer.answer(&report, |page| scan_lines(page, &report));
        }
        DuplicatesCommand::Similar {
            name,
            registration_number,
            city,
        } => {
            let known = [
                (AccountField::Name, Some(name)),
                (
                    AccountField::RegistrationNumber,
                    registration_number.as_ref(),
                ),
                (AccountField::City, city.as_ref()),
            ];
            let changes = known.map(|(field, text)| (field, text.cloned().unwrap_or_default()));
            session.similar(changes.into()).await?;
        }
        DuplicatesCommand::Different { pair, undo } => {
            let id = DuplicatePairId::parse(pair).ok_or(AppError::NotFound("duplicate_pair"))?;
            merge_records::hold_different(&context, &viewer, id, !undo).await?;
            let (state, said) = if *undo {
                ("open", "duplicates-reopened")
            } else {
                ("different", "duplicates-held-different")
            };
            let answer = json!({ "pair": pair, "state": state });
            printer.answer(&answer, |page| page.say(said));
        }
        DuplicatesCommand::Merge {
            kept,
            gone,
            people,
            take,
        } => {
            let id = if *people {
                session.merge_people(kept, gone, take.as_deref()).await?
            } else {
                session.merge_accounts(kept, gone, take.as_deref()).await?
            };
            session.merged(id).await?;
        }
        DuplicatesCommand::Merges => {
            let found = list_duplicates::recent_merges(&context, &viewer).await?;
            let answer = MergesAnswer {
                merges: found.iter().map(MergeAnswer::of).collect(),
            };
            printer.answer(&answer, |page| merges_table(page, &answer));
        }
        DuplicatesCommand::Unmerge { merge } => {
            let id = MergeId::parse(merge).ok_or(AppError::NotFound("merge"))?;
            let undone = merge_records::unmerge(&context, &viewer, id).await?;
            let answer = MergeAnswer {
                undone: true,
                ..MergeAnswer::of(&undone)
            };
            printer.answer(&answer, |page| page.say("duplicates-unmerged"));
        }
        DuplicatesCommand::Link { code, account } => {
            let to = session.account(account).await?;
            let before = merge_records::give_code(&context, &viewer, code, to).await?;
            let answer = json!({
                "code": code, "account": to.to_string(), "before": before.to_string()
            });
            printer.answer(&answer, |page| page.say("duplicates-code-given"));
        }
    }
    Ok(Exit::Done)
}

impl Session<'_> {
    async fn account(&self, wanted: &str) -> Result<AccountId, Failure> {
        let state = self.context.book_state(self.viewer).await?;
        arguments::account(&state.directory, wanted)
    }

    async fn list(&self, people: bool, state: &str, limit: u64) -> Result<(), Failure> {
        let kind = if people {
            PairKind::Person
        } else {
            PairKind::Account
        };
        let state = record_fields::word(Some(state), PairState::from_code)?;
        let what = (kind, state.unwrap_or(PairState::Open));
        let found =
            list_duplicates::list_pairs(self.context, self.viewer, what, (0, limit)).await?;
        let answer = DuplicatesAnswer::of(&found);
        self.printer
            .answer(&answer, |page| pairs_table(page, &answer));
        Ok(())
    }

    async fn similar(&self, changes: Vec<(AccountField, String)>) -> Result<(), Failure> {
        let typed = find_similar::organisation_typed(&changes);
        let found = find_similar::similar_accounts(self.context, self.viewer, &typed, None).await?;
        let answer = SimilarsAnswer::of(&found);
        self.printer.answer(&answer, |page| {
            if answer.similar.is_empty() {
                page.say("terminal-similar-none");
            } else {
                table(page, &answer);
            }
        });
        Ok(())
    }

    async fn merge_accounts(
        &self,
        kept: &str,
        gone: &str,
        take: Option<&[String]>,
    ) -> Result<MergeId, Failure> {
        let command = MergeCommand {
            kept: self.account(kept).await?,
            gone: self.account(gone).await?,
            versions: None,
            take: take_of(take, AccountField::from_code)?,
        };
        Ok(merge_records::merge_accounts(self.context, self.viewer, &command).await?)
    }

    async fn merge_people(
        &self,
        kept: &str,
        gone: &str,
        take: Option<&[String]>,
    ) -> Result<MergeId, Failure> {
        let command = MergeCommand {
            kept: find_person(self.context, self.viewer, kept).await?,
            gone: find_person(self.context, self.viewer, gone).await?,
            versions: None,
            take: take_of(take, PersonField::from_code)?,
        };
        Ok(merge_records::merge_people(self.context, self.viewer, &command).await?)
    }

    async fn merged(&self, id: MergeId) -> Result<(), Failure> {
        let merge = list_duplicates::merge(self.context, self.viewer, id).await?;
        let answer = MergeAnswer::of(&merge);
        self.printer.answer(&answer, |page| {
            let texts = page.texts();
            page.line(&texts.with(
                "duplicates-merge-sentence",
                &[("gone", &answer.gone_name), ("kept", &answer.kept_name)],
            ));
            page.line(&texts.with1("terminal-unmerge-how", "merge", answer.merge.as_str()));
        });
        Ok(())
    }
}

fn take_of<Field>(
    names: Option<&[String]>,
    field: fn(&str) -> Option<Field>,
) -> Result<Take<Field>, Failure> {
    let Some(names) = names else {
        return Ok(Take::Missing);
    };
    let mut fields = Vec::new();
    for name in names {
        let unknown = || Failure::Usage("usage-word", name.clone());
        fields.push(field(name).ok_or_else(unknown)?);
    }
    Ok(Take::Fields(fields))
}

fn pairs_table(page: &mut Page, answer: &DuplicatesAnswer) {
    if answer.pairs.is_empty() {
        page.say("duplicates-empty-title");
        return;
    }
    let texts = page.texts();
    let row = |pair: &PairAnswer| {
        vec![
            pair.pair.clone(),
            format::share(texts.language, pair.probability),
            party(&pair.first.name, &pair.first.about),
            party(&pair.second.name, &pair.second.about),
            reasons(texts, &pair.reasons),
        ]
    };
    let head = [
        ("terminal-id", '<'),
        ("duplicates-chance", '>'),
        ("duplicates-first", '<'),
        ("duplicates-second", '<'),
        ("duplicates-why", '<'),
    ];
    page.table(&head, answer.pairs.iter().map(row).collect());
}

fn merges_table(page: &mut Page, answer: &MergesAnswer) {
    if answer.merges.is_empty() {
        page.say("terminal-merges-none");
        return;
    }
    let row = |merge: &MergeAnswer| {
        vec![
            merge.merge.clone(),
            merge.kept_name.clone(),
            merge.gone_name.clone(),
            merge.undo_until.clone(),
        ]
    };
    let head = [
        ("terminal-id", '<'),
        ("duplicates-stays", '<'),
        ("duplicates-goes", '<'),
        ("terminal-undo-until", '<'),
    ];
    let open = answer.merges.iter().filter(|merge| !merge.undone);
    page.table(&head, open.map(row).collect());
}

fn scan_lines(page: &mut Page, report: &ScanAnswer) {
    let texts = page.texts();
    page.line(&texts.with(
        "terminal-scanned",
        &[("accounts", &report.accounts), ("people", &report.people)],
    ));
    page.line(&texts.with(
        "terminal-scan-found",
        &[("found", &report.found), ("new", &report.new)],
    ));
    if report.left_out > 0 {
        page.line(&texts.with1("terminal-scan-left-out", "count", report.left_out));
    }
}
