//! Forms of what is known of clients: what was typed, field by field, and how the fields are drawn.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_texts::Texts;

use super::form_fields::{FormField, Kind};
use super::shared::SelectOption;
use crate::form::{FieldErrors, Fields, amount};

/// A field that cannot be read, with its message.
pub(super) type Fault = (&'static str, &'static str);

/// What was typed, or stands in the book; nothing is lost when a value cannot be read.
#[derive(Clone, Debug, Default)]
pub(super) struct TypedForm(Vec<(&'static str, String)>);

impl TypedForm {
    /// As a browser sent it.
    pub(super) fn of(fields: &Fields, names: &[&'static str]) -> Self {
        let typed = names.iter();
        Self(
            typed
                .map(|name| (*name, fields.get(name).to_owned()))
                .collect(),
        )
    }

    /// With these values.
    pub(super) const fn with(values: Vec<(&'static str, String)>) -> Self {
        Self(values)
    }

    /// What a field says; empty when it says nothing.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// An owned copy of what a field says.
    pub(super) fn text(&self, name: &str) -> String {
        self.get(name).to_owned()
    }

    /// Sets a field that says nothing yet.
    pub(super) fn propose(&mut self, name: &'static str, value: String) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, said)) if said.is_empty() => *said = value,
            Some(_) => {}
            None => self.0.push((name, value)),
        }
    }

    /// An amount, none when the field is empty.
    pub(super) fn money(&self, name: &'static str) -> Result<Option<Amount>, Fault> {
        match self.get(name).trim() {
            "" => Ok(None),
            text => amount(text).map(Some).ok_or((name, "field-value-invalid")),
        }
    }

    /// The currency, none when the field is empty.
    pub(super) fn currency(&self) -> Result<Option<Currency>, Fault> {
        match self.get("currency").trim() {
            "" => Ok(None),
            code => {
                let known = Currency::from_code(&code.to_uppercase());
                known
                    .map(Some)
                    .ok_or(("currency", "field-currency-invalid"))
            }
        }
    }

    /// A mark of few, none when the field is empty.
    pub(super) fn mark(&self, name: &'static str) -> Result<Option<u8>, Fault> {
        match self.get(name).trim() {
            "" => Ok(None),
            text => {
                let mark = text.parse().map(Some);
                mark.map_err(|_| (name, "field-mark-out-of-scale"))
            }
        }
    }
}

/// Draws the fields of a form.
pub(super) struct Drawing<'a> {
    pub t: Texts,
    /// Prefix of its messages, for example `problem`.
    pub prefix: &'static str,
    pub form: &'a TypedForm,
    pub errors: &'a FieldErrors,
}

impl Drawing<'_> {
    fn field(&self, name: &'static str, kind: Kind) -> FormField {
        let id = format!("{}-{}", self.prefix, name.replace('_', "-"));
        let help = format!("{id}-help");
        let error = self.errors.iter().find(|(field, _)| *field == name);
        FormField {
            name,
            label: self.t.get(&id).into_owned(),
            help: if self.t.has(&help) {
                self.t.get(&help).into_owned()
            } else {
                String::new()
            },
            kind,
            input: "text",
            value: self.form.text(name),
            required: false,
            options: Vec::new(),
            suggestions: Vec::new(),
            error: error.map_or_else(String::new, |(_, id)| self.t.get(id).into_owned()),
        }
    }

    /// One line.
    pub(super) fn line(&self, name: &'static str) -> FormField {
        self.field(name, Kind::Text)
    }

    /// One line that must be filled.
    pub(super) fn required(&self, name: &'static str) -> FormField {
        FormField {
            required: true,
            ..self.line(name)
        }
    }

    /// Several lines.
    pub(super) fn lines(&self, name: &'static str) -> FormField {
        self.field(name, Kind::Lines)
    }

    /// A choice of few.
    pub(super) fn choice(&self, name: &'static str, options: Vec<SelectOption>) -> FormField {
        let chosen = self.form.get(name);
        let options = options.into_iter().map(|option| SelectOption {
            selected: option.value == chosen,
            ..option
        });
        FormField {
            options: options.collect(),
            ..self.field(name, Kind::Choice)
        }
    }
}

/// A menu of words of the domain.
pub(super) fn menu<T: Copy>(
    t: Texts,
    all: &[T],
    words: impl Fn(T) -> (&'static str, &'static str),
) -> Vec<SelectOption> {
    let option = |one: &T| {
        let (code, message) = words(*one);
        plain_option(code, t.get(message).into_owned())
    };
    all.iter().map(option).collect()
}

/// An option that is not chosen.
pub(super) fn plain_option(value: impl Into<String>, name: impl Into<String>) -> SelectOption {
    SelectOption {
        value: value.into(),
        name: name.into(),
        selected: false,
    }
}
