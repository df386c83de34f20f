//! Two people changed the same record: both versions field by field, what it was when the form was
//! opened, and a choice of each. Nothing typed is lost.
//!
//! A form carries what it was opened with ([`opened`]). When its record has become another meanwhile,
//! [`page`] answers with the versions; its form goes to where the first one went, and
//! [`crate::form::settled`] makes of the choices what that place expects.

use std::collections::BTreeMap;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_texts::Texts;
use sha2::{Digest, Sha256};

use super::done;
use super::form_fields::{FormField, Kind};
use super::shared::SelectOption;
use crate::desk::Answer;
use crate::error::WebError;
use crate::form::{CHOICE, Fields, MINE, THEIRS};
use crate::frame::{Area, Frame, render};
use crate::markup::{Markup, hidden};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::views::LastChange;

/// Name of the field that says what a form was opened with.
const OPENED: &str = "opened";

/// So much of a text is shown as it was at the start; the two versions are shown whole.
const START_CHARACTERS_MAX: usize = 2_000;

/// What one version of a form says in one field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FieldVersion {
    /// Stable name.
    pub name: String,
    /// As people call it.
    pub label: String,
    /// As people read it; empty for nothing.
    pub shown: String,
    /// As the form sends it: names and values.
    pub inputs: Vec<(String, String)>,
}

impl FieldVersion {
    /// A field that is sent as it is shown. Browsers end lines their own way.
    pub(super) fn text(name: &str, label: impl Into<String>, value: impl AsRef<str>) -> Self {
        let value = value.as_ref().replace("\r\n", "\n");
        Self {
            name: name.to_owned(),
            label: label.into(),
            shown: value.clone(),
            inputs: vec![(name.to_owned(), value)],
        }
    }

    /// A choice of one.
    pub(super) fn choice(
        name: &str,
        label: impl Into<String>,
        options: &[SelectOption],
        value: &str,
    ) -> Self {
        let chosen = options.iter().find(|option| option.value == value);
        Self {
            shown: chosen.map_or_else(|| value.to_owned(), |option| option.name.clone()),
            ..Self::text(name, label, value)
        }
    }

    /// A choice of several, as check boxes send it.
    pub(super) fn several(
        name: &str,
        label: impl Into<String>,
        chosen: impl Iterator<Item = (String, String)>,
    ) -> Self {
        let (inputs, shown): (Vec<_>, Vec<_>) = chosen
            .map(|(value, shown)| ((name.to_owned(), value), shown))
            .unzip();
        Self {
            name: name.to_owned(),
            label: label.into(),
            shown: shown.join(", "),
            inputs,
        }
    }

    /// Yes or no, as one check box sends it.
    pub(super) fn truth(t: Texts, name: &str, label: impl Into<String>, value: bool) -> Self {
        let inputs = value.then(|| (name.to_owned(), "yes".to_owned()));
        Self {
            name: name.to_owned(),
            label: label.into(),
            shown: t.get(if value { "yes" } else { "no" }).into_owned(),
            inputs: inputs.into_iter().collect(),
        }
    }

    /// A field of a record's form.
    pub(super) fn of(field: &FormField) -> Self {
        match field.kind {
            Kind::Choice => Self::choice(field.name, &field.label, &field.options, &field.value),
            Kind::Text | Kind::Lines => Self::text(field.name, &field.label, &field.value),
        }
    }

    fn start(&self) -> Start {
        let digest = Sha256::digest(self.shown.as_bytes());
        Start {
            shown: self.shown.chars().take(START_CHARACTERS_MAX).collect(),
            hash: digest[..8]
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        }
    }
}

/// What a field said when the form was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Start {
    shown: String,
    /// Of the whole text.
    hash: String,
}

/// What a form carries along of how it was opened.
pub(super) fn opened(fields: &[FieldVersion]) -> Markup {
    let all: BTreeMap<&str, Start> = fields
        .iter()
        .map(|field| (field.name.as_str(), field.start()))
        .collect();
    hidden(OPENED, serde_json::to_string(&all).unwrap_or_default())
}

/// The same as a form brought it back; kept when the form is shown again with a mistake.
pub(super) fn still_opened(fields: &Fields) -> Markup {
    hidden(OPENED, fields.raw(OPENED))
}

/// Does everything stand as it did when the form was opened? Then others changed other things.
pub(super) fn untouched(fields: &Fields, theirs: &[FieldVersion]) -> bool {
    let starts = starts_of(fields);
    theirs.iter().all(|field| {
        starts
            .get(&field.name)
            .is_some_and(|start| start.hash == field.start().hash)
    })
}

fn starts_of(fields: &Fields) -> BTreeMap<String, Start> {
    serde_json::from_str(fields.raw(OPENED)).unwrap_or_default()
}

/// Two versions of a form.
pub(super) struct Conflict<'a> {
    /// Name of the record.
    pub name: String,
    /// Place in the navigation.
    pub area: Area,
    /// Kind and id of the record in the journal.
    pub record: (&'static str, String),
    /// Where the form goes.
    pub action: String,
    /// Where one goes without saving.
    pub back: String,
    /// Version the record has now.
    pub version: i64,
    /// What was sent.
    pub fields: &'a Fields,
    /// The form as sent.
    pub mine: Vec<FieldVersion>,
    /// The form as it would be opened now.
    pub theirs: Vec<FieldVersion>,
}

/// Which side is chosen unless somebody chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Mine,
    Theirs,
    /// Both changed it: only a person can say.
    Open,
}

struct Row {
    name: String,
    label: String,
    start: Option<String>,
    theirs: String,
    mine: String,
    inputs: Vec<Markup>,
    side: Side,
}

impl Row {
    fn is_open(&self) -> bool {
        self.side == Side::Open
    }

    fn takes_theirs(&self) -> bool {
        self.side == Side::Theirs
    }

    fn takes_mine(&self) -> bool {
        self.side == Side::Mine
    }

    fn choice(&self) -> String {
        format!("{CHOICE}{}", self.name)
    }
}

#[derive(Template)]
#[template(path = "conflict.html")]
struct ConflictPage {
    frame: Frame,
    t: Texts,
    name: String,
    action: String,
    back: String,
    version: i64,
    last: Option<LastChange>,
    rows: Vec<Row>,
    same: Vec<Markup>,
    opened: Markup,
}

impl ConflictPage {
    fn lead(&self) -> String {
        match &self.last {
            Some(last) => self
                .t
                .with("conflict-lead", &[("who", &last.who), ("when", &last.when)]),
            None => self.t.get("conflict-lead-unknown").into_owned(),
        }
    }

    fn their_name(&self) -> String {
        match &self.last {
            Some(last) => last.who.clone(),
            None => self.t.get("conflict-theirs").into_owned(),
        }
    }
}

/// The page on which somebody chooses; when both say the same, there is nothing to choose and one goes
/// on.
///
/// # Errors
/// When the book cannot answer.
pub(super) async fn page(
    state: &WebState,
    visitor: &SignedIn,
    conflict: Conflict<'_>,
) -> Result<Response, WebError> {
    let starts = starts_of(conflict.fields);
    let (rows, same) = compared(&starts, &conflict.mine, &conflict.theirs);
    if rows.is_empty() {
        return Ok(done(visitor, &conflict.back, "conflict-same"));
    }
    let (kind, id) = &conflict.record;
    let last: Answer<_> = state
        .desk
        .last_change(&visitor.user, kind, id, visitor.t.language)
        .await;
    let page = ConflictPage {
        frame: visitor.frame(conflict.name.clone(), conflict.area),
        t: visitor.t,
        name: conflict.name,
        action: conflict.action,
        back: conflict.back,
        version: conflict.version,
        last: last?,
        rows,
        same,
        opened: opened(&conflict.theirs),
    };
    Ok((StatusCode::CONFLICT, render(&page)?).into_response())
}

/// The fields in which the versions differ, and the inputs of those in which they do not.
fn compared(
    starts: &BTreeMap<String, Start>,
    mine: &[FieldVersion],
    theirs: &[FieldVersion],
) -> (Vec<Row>, Vec<Markup>) {
    let mut rows = Vec::new();
    let mut same = Vec::new();
    for own in mine {
        let empty = FieldVersion::default();
        let other = theirs.iter().find(|other| other.name == own.name);
        let other = other.unwrap_or(&empty);
        if own.shown == other.shown {
            same.extend(own.inputs.iter().map(|(name, value)| hidden(name, value)));
            continue;
        }
        let start = starts.get(&own.name);
        let untouched =
            |version: &FieldVersion| start.is_some_and(|start| start.hash == version.start().hash);
        let side = match (untouched(own), untouched(other)) {
            (true, _) => Side::Theirs,
            (_, true) => Side::Mine,
            _ => Side::Open,
        };
        let carried = |side: &str, version: &FieldVersion| -> Vec<Markup> {
            let input = |(name, value): &(String, String)| {
                hidden(&format!("{side}{}:{name}", own.name), value)
            };
            version.inputs.iter().map(input).collect()
        };
        rows.push(Row {
            name: own.name.clone(),
            label: own.label.clone(),
            start: start.map(|start| start.shown.clone()),
            theirs: other.shown.clone(),
            mine: own.shown.clone(),
            inputs: [carried(MINE, own), carried(THEIRS, other)].concat(),
            side,
        });
    }
    (rows, same)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(name: &str, value: &str) -> FieldVersion {
        FieldVersion::text(name, name, value)
    }

    #[test]
    fn what_only_one_changed_is_proposed_and_what_both_changed_is_asked() {
        let names = ["city", "name", "phone", "note"];
        let form = |values: [&str; 4]| -> Vec<FieldVersion> {
            names
                .iter()
                .zip(values)
                .map(|(name, value)| version(name, value))
                .collect()
        };
        let start = form(["Пловдив", "Ракита", "1", "ред\nдва"]);
        let starts: BTreeMap<String, Start> = start
            .iter()
            .map(|field| (field.name.clone(), field.start()))
            .collect();
        let (rows, same) = compared(
            &starts,
            &form(["Варна", "Ракита", "2", "ред\nдва"]),
            &form(["Бургас", "Ракита ООД", "1", "ред\nдва"]),
        );
        let sides: Vec<(&str, Side)> = rows
            .iter()
            .map(|row| (row.name.as_str(), row.side))
            .collect();
        assert_eq!(
            sides,
            [
                ("city", Side::Open),
                ("name", Side::Theirs),
                ("phone", Side::Mine)
            ]
        );
        assert_eq!(rows[0].start.as_deref(), Some("Пловдив"));
        assert_eq!(same.len(), 1);
        assert!(same[0].as_str().contains("ред&#10;два"));
    }

    #[test]
    fn without_a_start_everything_is_asked_and_a_missing_field_is_empty() {
        let (rows, _) = compared(&BTreeMap::new(), &[version("city", "Варна")], &[]);
        assert_eq!(
            (
                rows[0].side,
                rows[0].theirs.as_str(),
                rows[0].start.as_deref()
            ),
            (Side::Open, "", None)
        );
    }
}
