//! The one place that writes to the terminal: tables and sentences for people, JSON for machines.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clientela_texts::{Argument, Texts, Vocabulary};
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use crate::cli::Global;
use crate::cli_words;
use crate::exit::Failure;
use crate::refusal_text;

/// Widest table when the output is no terminal, so that a pipe gives the same on every machine.
const PIPE_COLUMNS: u16 = 140;

/// Prints in one language, for people or for machines.
#[derive(Clone, Debug)]
pub struct Printer {
    texts: Texts,
    json: bool,
}

impl Printer {
    /// A printer as the global options say; an unknown language falls back to the terminal's.
    pub fn new(global: &Global) -> Self {
        Self {
            texts: Texts::of(cli_words::language(global.lang.as_deref())),
            json: global.json,
        }
    }

    /// The same printer in the words of a book.
    pub fn in_words_of(&self, vocabulary: Vocabulary) -> Self {
        Self {
            texts: self.texts.in_words_of(vocabulary),
            ..self.clone()
        }
    }

    /// The texts of the chosen language.
    pub fn texts(&self) -> Texts {
        self.texts
    }

    /// Answers are for programs.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Prints an answer: as JSON, or as the page a person reads.
    pub fn answer(&self, answer: &impl Serialize, page: impl FnOnce(&mut Page)) {
        if self.json {
            let text = serde_json::to_string_pretty(answer).unwrap_or_default();
            write_out(&format!("{text}\n"));
        } else {
            let mut sheet = Page {
                texts: self.texts,
                text: String::new(),
            };
            page(&mut sheet);
            write_out(&sheet.text);
        }
    }

    /// Says something to the person at the terminal beside the answer; never into JSON.
    pub fn say(&self, text: &str) {
        write_error(&format!("{text}\n"));
    }

    /// Says why the program ends without doing what was asked.
    pub fn fail(&self, failure: &Failure) -> ExitCode {
        let text = refusal_text::failure(failure, self.texts);
        if self.json {
            let answer = serde_json::json!({ "error": { "message": text, "code": refusal_text::code(failure) } });
            write_out(&format!("{answer:#}\n"));
        }
        write_error(&format!(
            "{}\n",
            self.texts.with1("terminal-failed", "reason", text)
        ));
        failure.code()
    }

    /// A bar that shows how far an import is; invisible when nobody watches.
    pub fn progress_bar(&self) -> ProgressBar {
        let watched = std::io::stderr().is_terminal() && !self.json;
        let target = if watched {
            ProgressDrawTarget::stderr_with_hz(8)
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template("{msg}  {wide_bar}  {percent:>3} %  {eta}")
        {
            bar.set_style(style.progress_chars("━╸─"));
        }
        bar
    }
}

/// Says what is wrong with the line that was typed, or prints the help that was asked for.
pub fn wrong_line(error: &clap::Error, texts: Texts, line: &[String]) -> ExitCode {
    let Some(said) = cli_words::explain(error, texts) else {
        drop(error.print());
        return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
    };
    if line.iter().any(|word| word == "--json") {
        let answer = serde_json::json!({ "error": { "message": said, "code": "usage" } });
        write_out(&format!("{answer:#}\n"));
    }
    write_error(&format!(
        "{}\n",
        texts.with1("terminal-failed", "reason", said)
    ));
    ExitCode::from(2)
}

/// What a person reads.
pub struct Page {
    texts: Texts,
    text: String,
}

impl Page {
    /// The language of the page.
    pub fn texts(&self) -> Texts {
        self.texts
    }

    /// A line of plain text.
    pub fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// A message.
    pub fn say(&mut self, id: &str) {
        let text = self.texts.get(id).into_owned();
        self.line(&text);
    }

    /// A message with variables.
    pub fn say_with(&mut self, id: &str, arguments: &[(&str, &dyn Argument)]) {
        let text = self.texts.with(id, arguments);
        self.line(&text);
    }

    /// A heading with an empty line above it.
    pub fn heading(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.line(text);
    }

    /// A table; columns marked `>` are aligned right.
    pub fn table(&mut self, header: &[(&str, char)], rows: Vec<Vec<String>>) {
        let mut table = Table::new();
        table
            .load_preset(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic);
        if !std::io::stdout().is_terminal() {
            table.set_width(PIPE_COLUMNS);
        }
        let aligned = |text: String, side: char| {
            let cell = Cell::new(text);
            if side == '>' {
                cell.set_alignment(CellAlignment::Right)
            } else {
                cell
            }
        };
        let heads = header
            .iter()
            .map(|(id, side)| aligned(self.texts.get(id).into_owned(), *side));
        table.set_header(heads.collect::<Vec<_>>());
        for row in rows {
            let sides = header.iter().map(|(_, side)| *side);
            table.add_row(
                row.into_iter()
                    .zip(sides)
                    .map(|(text, side)| aligned(text, side))
                    .collect::<Vec<_>>(),
            );
        }
        for line in table.to_string().lines() {
            self.line(line.trim_end());
        }
    }

    /// Name and value pairs, one a line.
    pub fn pairs(&mut self, pairs: &[(String, String)]) {
        let width = pairs
            .iter()
            .map(|(name, _)| name.chars().count())
            .max()
            .unwrap_or(0);
        for (name, value) in pairs {
            let padding = " ".repeat(width - name.chars().count());
            self.line(&format!("  {name}{padding}  {value}"));
        }
    }
}

fn write_out(text: &str) {
    // A closed pipe (`| head`) is the reader's choice, not a failure.
    if write!(std::io::stdout().lock(), "{text}")
        .and_then(|()| std::io::stdout().flush())
        .is_err()
    {
        std::process::exit(0);
    }
}

fn write_error(text: &str) {
    drop(write!(std::io::stderr().lock(), "{text}"));
}
