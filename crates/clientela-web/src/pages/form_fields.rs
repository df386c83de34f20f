//! Forms of records: their fields with labels, help, what was typed and what is wrong.

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
}

/// A form of a record: opened, or shown again with what was typed and what is wrong with it.
pub(super) struct RecordForm {
    /// As it stands.
    pub form: FormView,
    /// As typed; `None` when it is opened.
    pub typed: Option<FormInput>,
    pub mistakes: Vec<FieldMistake>,
}

impl RecordForm {
    /// A form as it stands.
    pub(super) const fn opened(form: FormView) -> Self {
        Self {
            form,
            typed: None,
            mistakes: Vec::new(),
        }
    }

    /// A form with what was typed.
    pub(super) const fn typed(
        form: FormView,
        typed: FormInput,
        mistakes: Vec<FieldMistake>,
    ) -> Self {
        Self {
            form,
            typed: Some(typed),
            mistakes,
        }
    }

    /// The version its values were read at.
    pub(super) fn version(&self) -> i64 {
        let typed = self.typed.as_ref();
        typed.map_or(self.form.version, |typed| typed.version)
    }

    /// Its fields, whose messages begin with `prefix`.
    pub(super) fn state(&self, t: Texts, prefix: &'static str) -> FormState<'_> {
        FormState {
            t,
            prefix,
            form: &self.form,
            typed: self.typed.as_ref(),
            mistakes: &self.mistakes,
        }
    }
}

impl FormState<'_> {
    /// A field of one line.
    pub(super) fn text(&self, name: &'static str, input: &'static str) -> FormField {
        let value = self.value(name);
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
