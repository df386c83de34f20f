//! `imports folders`: which folders the server watches, one for each kind of file.

use clientela_app::answers::watched::WatchedFoldersAnswer;
use clientela_app::context::Context;
use clientela_app::keep_users::user_of_email;
use clientela_app::watched_folders::{choose_watched_folders, watched_folders};
use clientela_domain::records::FileKind;
use clientela_store::Viewer;

use crate::cli::imports::FoldersArguments;
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};

pub async fn run(
    context: &Context,
    viewer: &Viewer,
    arguments: &FoldersArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    if let Some(base) = &arguments.watch_base {
        let base = std::path::absolute(base)
            .map_err(|error| Failure::system("finding the watched folders", error))?;
        context.watching.begin_below(base);
    }
    if let Some(kind) = &arguments.kind {
        choose(context, viewer, kind, arguments).await?;
    }
    let answer = WatchedFoldersAnswer::of(&watched_folders(context, viewer).await?);
    printer.answer(&answer, |page| table(page, &answer));
    Ok(Exit::Done)
}

/// What is not named of the folder stays.
async fn choose(
    context: &Context,
    viewer: &Viewer,
    kind: &str,
    arguments: &FoldersArguments,
) -> Result<(), Failure> {
    let kind = FileKind::from_code(kind)
        .ok_or_else(|| Failure::Usage("usage-file-kind", kind.to_owned()))?;
    let now = watched_folders(context, viewer).await?.folders;
    let mut chosen = now.of(kind);
    if let Some(folder) = &arguments.folder {
        chosen.folder.clone_from(folder);
    }
    chosen.user = match arguments.by.as_deref() {
        None => chosen.user,
        Some("") => None,
        Some(email) => Some(user_of_email(context, viewer, email).await?.id),
    };
    chosen.on = match (arguments.on, arguments.off) {
        (true, _) => true,
        (_, true) => false,
        _ => chosen.on,
    };
    let version = Some(now.version);
    Ok(choose_watched_folders(context, viewer, vec![chosen], version).await?)
}

fn table(page: &mut Page, answer: &WatchedFoldersAnswer) {
    let texts = page.texts();
    let say = |id: &str| texts.get(id).into_owned();
    match &answer.base {
        Some(base) => page.say_with("watch-base", &[("base", base)]),
        None => page.say("watch-no-base"),
    }
    let header = ["kind", "folder", "by", "state"];
    let titles = header.map(|id| say(&format!("terminal-watch-{id}")));
    let header: Vec<(&str, char)> = titles.iter().map(|title| (title.as_str(), '<')).collect();
    let row = |one: &clientela_app::answers::watched::WatchedFolderAnswer| {
        let state = match (&one.trouble, one.on) {
            (Some(code), _) => say(&format!("field-{code}")),
            (None, true) => say("terminal-watch-on"),
            (None, false) => say("terminal-watch-off"),
        };
        let program = || say("watch-by-program");
        vec![
            say(&format!("file-kind-{}", one.kind)),
            one.folder.clone().unwrap_or_default(),
            one.user_name.clone().unwrap_or_else(program),
            state,
        ]
    };
    page.table(&header, answer.folders.iter().map(row).collect());
}
