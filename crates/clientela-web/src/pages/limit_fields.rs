//! Fields of a page of limits: each a number with its unit.

use crate::form::FieldErrors;

/// A limit as a form shows it.
pub(super) struct LimitField {
    /// Its name in the form.
    pub(super) name: &'static str,
    /// Its words.
    pub(super) label: &'static str,
    /// What stands in it.
    pub(super) value: String,
    /// In what it is counted.
    pub(super) unit: String,
    /// What is wrong with it.
    pub(super) error: Option<&'static str>,
}

/// The fields of these names and labels, with their values in the same order.
pub(super) fn limit_fields(
    fields: &[(&'static str, &'static str)],
    values: &[String],
    errors: &FieldErrors,
    unit: impl Fn(&str) -> String,
) -> Vec<LimitField> {
    let field = |((name, label), value): (&(&'static str, &'static str), &String)| LimitField {
        name,
        label,
        value: value.clone(),
        unit: unit(name),
        error: errors
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, message)| *message),
    };
    fields.iter().zip(values).map(field).collect()
}
