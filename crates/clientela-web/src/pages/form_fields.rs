//! Forms of records: their fields with labels, help, what was typed, what is wrong, and what somebody
//! else wrote meanwhile.

use clientela_texts::Texts;

use super::shared::SelectOption;
use crate::form::Fields;
use crate::views::{ChoiceView, FieldMistake, FormInput, FormView};

/// How a field is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One line.
    Text,
    /// Several lines.
    Lines,
    /// A choice of few.
    Choice,
}

/// A field to be drawn.
pub(super) struct FormField {
    pub name: &'static str,
    pub label: String,
    pub help: String,
    pub kind: Kind,
    /// `type` of the input.
    pub input: &'static str,
    pub value: String,
    pub required: bool,
    pub options: Vec<SelectOption>,
    pub suggestions: Vec<String>,
    /// What is wrong with it.
    pub error: String,
    /// What somebody else wrote meanwhile.
    pub theirs: String,
}

/// What a form is drawn from.
pub(super) struct FormState<'a> {
    pub t: Texts,
    /// Prefix of its messages, for example `account-field`.
    pub prefix: &'static str,
    /// As it stands.
    pub form: &'a FormView,
    /// As typed; `None` when it is opened.
    pub typed: Option<&'a FormInput>,
    pub mistakes: &'a [FieldMistake],
    /// Somebody else changed it: this is what stands now.
    pub theirs: Option<&'a FormView>,
}

impl FormState<'_> {
    /// A field of one line.
    pub(super) fn text(&self, name: &'static str, input: &'static str) -> FormField {
        let value = self.value(name);
        let theirs = self
            .theirs
            .map(|form| form.text(name).to_owned())
            .filter(|theirs| *theirs != value)
            .unwrap_or_default();
        let message = |suffix: &str| {
            let id = format!("{}-{}{suffix}", self.prefix, name.replace('_', "-"));
            if suffix.is_empty() || self.t.has(&id) {
                self.t.get(&id).into_owned()
            } else {
                String::new()
            }
        };
        let mistake = self.mistakes.iter().find(|one| one.field == name);
        FormField {
            name,
            label: message(""),
            help: message("-help"),
            kind: Kind::Text,
            input,
            value,
            required: false,
            options: Vec::new(),
            suggestions: Vec::new(),
            error: mistake.map_or_else(String::new, |one| self.t.get(&one.message).into_owned()),
            theirs,
        }
    }

    /// A field that must be filled.
    pub(super) fn required(&self, name: &'static str, input: &'static str) -> FormField {
        FormField {
            required: true,
            ..self.text(name, input)
        }
    }

    /// A field of several lines.
    pub(super) fn lines(&self, name: &'static str) -> FormField {
        FormField {
            kind: Kind::Lines,
            ..self.text(name, "text")
        }
    }

    /// A choice; the first option is to choose nothing.
    pub(super) fn choice(&self, name: &'static str, choices: &[ChoiceView]) -> FormField {
        let field = self.text(name, "text");
        let option = |choice: &ChoiceView| SelectOption {
            value: choice.value.clone(),
            name: choice.name.clone(),
            selected: choice.value == field.value,
        };
        FormField {
            kind: Kind::Choice,
            options: choices.iter().map(option).collect(),
            ..field
        }
    }

    fn value(&self, name: &str) -> String {
        self.typed.map_or_else(
            || self.form.text(name).to_owned(),
            |typed| typed_text(typed, name),
        )
    }
}

fn typed_text(typed: &FormInput, name: &str) -> String {
    let found = typed.texts.iter().find(|(known, _)| known == name);
    found.map_or_else(String::new, |(_, text)| text.clone())
}

/// Words of a menu: `<prefix>-<word>` is the name of each.
pub(super) fn words(t: Texts, prefix: &str, words: &[&'static str]) -> Vec<ChoiceView> {
    words
        .iter()
        .map(|word| ChoiceView {
            value: (*word).to_owned(),
            name: t
                .get(&format!("{prefix}-{}", word.replace('_', "-")))
                .into_owned(),
        })
        .collect()
}

/// What was typed into these fields.
pub(super) fn input_of(fields: &Fields, names: &[&'static str]) -> FormInput {
    FormInput {
        texts: names
            .iter()
            .map(|name| ((*name).to_owned(), fields.get(name).to_owned()))
            .collect(),
        contacts: Vec::new(),
        version: fields.get("version").parse().unwrap_or(0),
    }
}
