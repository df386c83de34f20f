//! The command line in the reader's language: help, and what is wrong with a line that was typed.
//!
//! `cli.rs` says which verbs and options there are; the words for people stand in the message files
//! (`help-<verb>`, `help-<verb>--<option>`, or `help-arg-<option>` for one that several verbs share).

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};
use clientela_texts::{Language, Texts};

use crate::cli::Cli;

/// The language asked for by `--lang` or the environment, before the line is understood.
pub fn texts(arguments: &[String]) -> Texts {
    let mut asked = None;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--lang" {
            asked = rest.next().cloned();
        } else if let Some(value) = argument.strip_prefix("--lang=") {
            asked = Some(value.to_owned());
        }
    }
    let asked = asked.or_else(|| std::env::var("CLIENTELA_LANG").ok());
    Texts::of(language(asked.as_deref()))
}

/// The language of a word, or else that of the terminal.
pub fn language(asked: Option<&str>) -> Language {
    asked.and_then(Language::from_code).unwrap_or_else(|| {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
        let locale = names
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|text| !text.is_empty()));
        Language::preferred(locale.as_deref().unwrap_or_default())
    })
}

/// The command line with its words in one language.
pub fn command(texts: Texts) -> Command {
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .global(true)
        .action(ArgAction::Help)
        .help(texts.get("help-arg-help").into_owned());
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(texts.get("help-arg-version").into_owned());
    let command = Cli::command()
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .arg(help)
        .arg(version);
    in_words(command, "", texts)
}

/// Puts words to a verb, its options and the verbs below it.
fn in_words(command: Command, path: &str, texts: Texts) -> Command {
    let about_id = if path.is_empty() {
        "help-clientela".to_owned()
    } else {
        format!("help-{path}")
    };
    let usage = texts.get("help-usage").into_owned();
    let mut command = command.help_template(format!(
        "{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}"
    ));
    if texts.has(&about_id) {
        let about = texts.get(&about_id).into_owned();
        command = command.about(about);
    }
    command = command
        .subcommand_help_heading(heading(texts, "help-commands"))
        .mut_args(|argument| option_in_words(argument, path, texts));
    let below: Vec<String> = command
        .get_subcommands()
        .map(|verb| verb.get_name().to_owned())
        .collect();
    for name in below {
        let deeper = if path.is_empty() {
            name.clone()
        } else {
            format!("{path}-{name}")
        };
        command = command.mut_subcommand(&name, |verb| {
            in_words(verb.disable_help_subcommand(true), &deeper, texts)
        });
    }
    command
}

/// A heading of the help; clap keeps headings for the life of the program.
fn heading(texts: Texts, id: &str) -> &'static str {
    Box::leak(texts.get(id).into_owned().into_boxed_str())
}

fn option_in_words(argument: Arg, path: &str, texts: Texts) -> Arg {
    let group = if argument.is_positional() {
        "help-arguments"
    } else {
        "help-options"
    };
    let mut argument = argument.help_heading(heading(texts, group));
    if let Some(id) = message_of(&argument, path, texts) {
        let mut words = texts.get(&id).into_owned();
        if let Some(variable) = argument.get_env() {
            let name = variable.to_string_lossy().into_owned();
            words = format!("{words} {}", texts.with1("help-env", "name", name));
        }
        let defaults: Vec<String> = argument
            .get_default_values()
            .iter()
            .map(|value| value.to_string_lossy().into_owned())
            .collect();
        if !defaults.is_empty() && argument.get_action().takes_values() {
            let values = defaults.join(", ");
            words = format!("{words} {}", texts.with1("help-default", "value", values));
        }
        if argument.get_action().takes_values() {
            argument = argument
                .hide_env(true)
                .hide_default_value(true)
                .hide_possible_values(true);
        }
        argument = argument.help(words);
    }
    argument
}

/// The message of an option: its own below a verb, or the one it shares with other verbs.
fn message_of(argument: &Arg, path: &str, texts: Texts) -> Option<String> {
    let name = argument.get_id().as_str().replace('_', "-");
    let own = format!("help-{path}--{name}");
    let shared = format!("help-arg-{name}");
    [own, shared].into_iter().find(|id| texts.has(id))
}

/// What is wrong with the line, in words; `None` when the error is a page of help to be printed.
pub fn explain(error: &clap::Error, texts: Texts) -> Option<String> {
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(list)) => list.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let argument = word(ContextKind::InvalidArg);
    let said = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::InvalidSubcommand => {
            let value = word(ContextKind::InvalidSubcommand);
            let like = word(ContextKind::SuggestedSubcommand);
            with_suggestion(texts, "usage-verb-unknown", &value, &like)
        }
        ErrorKind::UnknownArgument => {
            let like = word(ContextKind::SuggestedArg);
            with_suggestion(texts, "usage-option-unknown", &argument, &like)
        }
        ErrorKind::MissingSubcommand => texts.get("usage-verb-missing").into_owned(),
        ErrorKind::MissingRequiredArgument => {
            texts.with1("usage-argument-missing", "value", argument)
        }
        ErrorKind::InvalidValue if word(ContextKind::InvalidValue).is_empty() => {
            texts.with1("usage-value-missing", "option", argument)
        }
        ErrorKind::InvalidValue => texts.with(
            "usage-value-invalid",
            &[
                ("value", &word(ContextKind::InvalidValue)),
                ("option", &argument),
                ("choices", &word(ContextKind::ValidValue)),
            ],
        ),
        ErrorKind::ValueValidation => texts.with(
            "usage-value-wrong",
            &[
                ("value", &word(ContextKind::InvalidValue)),
                ("option", &argument),
            ],
        ),
        ErrorKind::ArgumentConflict => {
            let other = word(ContextKind::PriorArg);
            if other == argument {
                texts.with1("usage-option-twice", "option", argument)
            } else {
                let pair: [(&str, &dyn clientela_texts::Argument); 2] =
                    [("option", &argument), ("other", &other)];
                texts.with("usage-option-conflict", &pair)
            }
        }
        _ => error.to_string(),
    };
    Some(format!("{said} {}", texts.get("usage-see-help")))
}

fn with_suggestion(texts: Texts, id: &str, value: &str, like: &str) -> String {
    let said = texts.with1(id, "value", value);
    if like.is_empty() {
        said
    } else {
        format!(
            "{said} {}",
            texts.with1("usage-did-you-mean", "value", like)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every verb and option of the command line, as `path` and name.
    fn walk(command: &Command, path: &str, found: &mut Vec<String>, texts: Texts) {
        let about = format!("help-{path}");
        if !path.is_empty() && !texts.has(&about) {
            found.push(about);
        }
        for argument in command.get_arguments() {
            if message_of(argument, path, texts).is_none() {
                found.push(format!("help-{path}--{}", argument.get_id()));
            }
        }
        for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
            let name = verb.get_name();
            let deeper = if path.is_empty() {
                name.to_owned()
            } else {
                format!("{path}-{name}")
            };
            walk(verb, &deeper, found, texts);
        }
    }

    #[test]
    fn every_verb_and_option_has_words_in_both_languages() {
        for language in Language::ALL {
            let mut missing = Vec::new();
            walk(&Cli::command(), "", &mut missing, Texts::of(language));
            assert_eq!(missing, Vec::<String>::new(), "{}", language.code());
        }
    }

    #[test]
    fn a_wrong_line_is_explained_in_the_language_asked_for() {
        let explained = |line: &[&str], language| {
            let texts = Texts::of(language);
            let error = command(texts)
                .try_get_matches_from(line)
                .expect_err("a wrong line");
            explain(&error, texts).expect("not a page of help")
        };
        for (line, bulgarian, english) in [
            (
                &["clientela", "bogus"][..],
                "няма команда „bogus“",
                "there is no command “bogus”",
            ),
            (
                &["clientela", "key", "--wrong"],
                "няма опция „--wrong“",
                "there is no option “--wrong”",
            ),
            (
                &["clientela", "import", "sales"],
                "липсва „<FILE>“",
                "“<FILE>” is missing",
            ),
            (
                &[
                    "clientela",
                    "import",
                    "sales",
                    "x",
                    "--on-conflict",
                    "guess",
                ],
                "ask, keep, replace, both",
                "ask, keep, replace, both",
            ),
        ] {
            let said = explained(line, Language::Bg);
            assert!(said.contains(bulgarian), "{said}");
            let said = explained(line, Language::En);
            assert!(said.contains(english), "{said}");
        }
    }
}
