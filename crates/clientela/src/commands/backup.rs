//! `backup TARGET`: the whole book into a folder, while a server goes on working; `backup verify`:
//! is a backup whole?

use std::path::Path;

use clientela_app::back_up::back_up;
use clientela_app::backup_manifest::{self, Manifest};
use clientela_store::{Via, Viewer};
use clientela_texts::format;
use serde_json::{Value, json};

use crate::cli::{BackupArguments, BackupCommand, Global};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    arguments: &BackupArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    match (&arguments.command, &arguments.target) {
        (Some(BackupCommand::Verify { backup }), _) => verify(backup, printer),
        (None, Some(target)) => write(global, target, printer).await,
        (None, None) => Err(Failure::Usage("usage-backup-target", String::new())),
    }
}

async fn write(global: &Global, target: &Path, printer: &Printer) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = Viewer::system(Via::Cli, context.clock.now());
    let manifest = back_up(&context, &viewer, target, env!("CARGO_PKG_VERSION")).await?;
    printer.answer(&answer("ok", target, &manifest), |page| {
        page.say_with(
            "terminal-backup-written",
            &[("where", &target.display().to_string())],
        );
        contents(page, &manifest);
    });
    Ok(Exit::Done)
}

fn verify(backup: &Path, printer: &Printer) -> Result<Exit, Failure> {
    let (manifest, damages) = backup_manifest::verify(backup)?;
    let whole = damages.is_empty();
    let mut json = answer(if whole { "ok" } else { "damaged" }, backup, &manifest);
    json["damaged"] = json!(damages);
    printer.answer(&json, |page| {
        if whole {
            page.say("terminal-backup-whole");
            contents(page, &manifest);
        }
        for damage in &damages {
            page.say_with(
                &format!("invalid-{}", damage.code),
                &[("value", &damage.path)],
            );
        }
    });
    Ok(if whole { Exit::Done } else { Exit::Damaged })
}

/// What a backup holds, for programs.
pub(super) fn answer(status: &str, place: &Path, manifest: &Manifest) -> Value {
    json!({
        "status": status,
        "path": place.display().to_string(),
        "made_at": manifest.made_at,
        "program": manifest.program,
        "schema": manifest.schema,
        "journal_position": manifest.journal_position,
        "ledger_generation": manifest.ledger_generation,
        "parts": manifest.parts,
        "lines": manifest.lines,
        "files": manifest.members.len(),
        "bytes": manifest.bytes(),
        "tables": manifest.tables,
    })
}

/// What a backup holds, for people.
pub(super) fn contents(page: &mut Page, manifest: &Manifest) {
    let language = page.texts().language;
    let number = |count: u64| format::integer(language, i128::from(count));
    let files = u64::try_from(manifest.members.len()).unwrap_or(u64::MAX);
    let rows = |name: &str| {
        let table = manifest.tables.iter().find(|table| table.table == name);
        number(table.map_or(0, |table| table.rows))
    };
    let pairs = [
        ("terminal-backup-moment", manifest.made_at.clone()),
        ("terminal-backup-accounts", rows("accounts")),
        ("terminal-backup-people", rows("people")),
        ("terminal-backup-lines", number(manifest.lines)),
        (
            "terminal-backup-position",
            number(manifest.journal_position),
        ),
        ("terminal-backup-files", number(files)),
        ("terminal-backup-bytes", number(manifest.bytes())),
    ];
    let named = pairs.map(|(id, value)| (page.texts().get(id).into_owned(), value));
    page.pairs(&named);
}
