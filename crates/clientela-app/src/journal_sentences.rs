//! Rows of the journal as sentences: who did what to which record, with the old and the new value.
//!
//! The words stand in `journal.ftl`: `journal-<action>-<entity>` where a pair needs its own,
//! `journal-<action>` where an action says the same of every kind of record, and otherwise the values
//! that changed, or a sentence that is true of every row.

use std::collections::HashMap;

use clientela_domain::ids::UserId;
use clientela_store::journal::JournalRow;
use clientela_store::record_names::RecordNames;
use clientela_texts::{Argument, Texts};
use serde_json::{Map, Value as Json};

use crate::people_map_answer::said_words;

/// Longest value a sentence quotes.
const QUOTED_CHARACTERS_MAX: usize = 120;

/// Most changed values a sentence lists.
const CHANGES_LISTED_MAX: usize = 6;

/// Fields that hold the id of a user.
const USER_FIELDS: [&str; 10] = [
    "owner",
    "substitute",
    "owner_id",
    "substitute_id",
    "user_id",
    "leader_id",
    "from_id",
    "to_id",
    "author_id",
    "reader",
];

/// Kinds of records whose ids stand inside rows, as [`records_of`] asks for their names.
const NAMED_INSIDE: [&str; 9] = [
    "user",
    "account",
    "person",
    "team",
    "competitor",
    "spotter",
    "publication",
    "objective_words",
    "obligation_words",
];

/// What sentences need besides the row.
pub(crate) struct Names<'a> {
    pub(crate) users: &'a HashMap<UserId, String>,
    pub(crate) records: &'a RecordNames,
}

/// Ids inside a row that need a name.
pub(crate) fn records_of(row: &JournalRow) -> Vec<(String, String)> {
    let mut found = vec![(row.entity.clone(), row.entity_id.clone())];
    for object in [object(&row.before), object(&row.after)] {
        for (field, value) in &object {
            let entity = match field.as_str() {
                "parent" | "parent_id" | "account" | "account_id" => "account",
                "person" | "person_id" => "person",
                "team_id" => "team",
                "competitor" => "competitor",
                "objective" => "objective_words",
                "obligation" => "obligation_words",
                "spotter" => "spotter",
                "publication" => "publication",
                known if USER_FIELDS.contains(&known) => "user",
                _ => continue,
            };
            if let Some(id) = value.as_str() {
                found.push((entity.to_owned(), id.to_owned()));
            }
        }
        if let Some(person) = object.get("about").and_then(about_person) {
            found.push(("person".to_owned(), person.to_owned()));
        }
    }
    found
}

/// The person something was said about on a people map.
fn about_person(about: &Json) -> Option<&str> {
    about.get("person")?.as_str()
}

/// The sentence of a row.
pub(crate) fn sentence(texts: Texts, row: &JournalRow, names: &Names<'_>) -> String {
    let words = Words { texts, row, names };
    let (before, after) = (object(&row.before), object(&row.after));
    let action = row.action.replace('_', "-");
    let entity = row.entity.replace('_', "-");
    let is_change = matches!(
        row.action.as_str(),
        "changed" | "renamed" | "value_restored"
    );
    let ids = [
        format!("journal-{action}-{entity}"),
        format!("journal-{action}"),
    ];
    let own = ids.iter().find(|id| texts.has(id));
    match own {
        Some(id) if !is_change => words.fill(id, &before, &after),
        _ => words.change(&before, &after).unwrap_or_else(|| {
            let id = own.map_or("journal-other", String::as_str);
            words.fill(id, &before, &after)
        }),
    }
}

/// The fields of a value of the journal; none when it is something else.
fn object(text: &Option<String>) -> Map<String, Json> {
    text.as_deref()
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default()
}

/// Values a sentence may speak of, the first that is there.
const SAID: [&str; 9] = [
    "answer",
    "holds",
    "choice",
    "customer_key",
    "likely",
    "state",
    "stage",
    "role",
    "source",
];

struct Words<'a> {
    texts: Texts,
    row: &'a JournalRow,
    names: &'a Names<'a>,
}

impl Words<'_> {
    fn who(&self) -> String {
        let name = self.row.actor.and_then(|user| self.names.users.get(&user));
        name.cloned()
            .unwrap_or_else(|| self.texts.get("journal-program").into_owned())
    }

    /// The kind of record in the words of a sentence: „клиента“, “the client”.
    fn kind(&self) -> String {
        let id = format!("journal-kind-{}", self.row.entity.replace('_', "-"));
        if self.texts.has(&id) {
            self.texts.get(&id).into_owned()
        } else {
            self.texts.get("journal-kind-other").into_owned()
        }
    }

    /// The kind and the name of the record, or the kind alone when it has none.
    fn what(&self) -> String {
        let key = (self.row.entity.clone(), self.row.entity_id.clone());
        let by_key = matches!(self.row.entity.as_str(), "setting" | "currency_rate");
        if by_key {
            let name = self.setting(&self.row.entity_id);
            return self
                .texts
                .with("journal-record", &[("kind", &self.kind()), ("name", &name)]);
        }
        let said = self.names.records.get(&key).cloned().or_else(|| {
            // A record that is gone is called as its row called it.
            let (before, after) = (object(&self.row.before), object(&self.row.after));
            let own = ["name", "file", "given_name", "title", "what"];
            own.iter()
                .find_map(|field| after.get(*field).or_else(|| before.get(*field)))
                .and_then(Json::as_str)
                .map(str::to_owned)
        });
        match said.filter(|name| !name.is_empty()) {
            Some(name) => self.texts.with(
                "journal-record",
                &[("kind", &self.kind()), ("name", &shortened(&name))],
            ),
            None => self.kind(),
        }
    }

    fn setting(&self, key: &str) -> String {
        let id = format!("journal-setting-{}", key.replace('_', "-"));
        if self.texts.has(&id) {
            self.texts.get(&id).into_owned()
        } else {
            key.to_owned()
        }
    }

    fn field(&self, name: &str) -> String {
        let id = format!("journal-field-{}", name.replace('_', "-"));
        if self.texts.has(&id) {
            self.texts.get(&id).into_owned()
        } else {
            self.texts.with1("journal-field-other", "name", name)
        }
    }

    /// A value as people read it.
    fn value(&self, field: &str, value: &Json) -> String {
        match value {
            Json::Null => self.texts.get("journal-nothing").into_owned(),
            Json::Bool(truth) => {
                let id = if *truth { "journal-yes" } else { "journal-no" };
                self.texts.get(id).into_owned()
            }
            Json::String(text) if text.is_empty() => self.texts.get("journal-nothing").into_owned(),
            Json::String(text) => self.text(field, text),
            Json::Array(list) => {
                let all: Vec<String> = list.iter().map(|one| self.value(field, one)).collect();
                shortened(&all.join(", "))
            }
            other => shortened(&other.to_string()),
        }
    }

    fn text(&self, field: &str, text: &str) -> String {
        for entity in NAMED_INSIDE {
            let key = (entity.to_owned(), text.to_owned());
            if let Some(name) = self.names.records.get(&key) {
                return self.texts.with1("journal-quoted", "value", name.as_str());
            }
        }
        let prefix = match (field, self.row.entity.as_str()) {
            ("default_profile", _) => "profile",
            ("condition", _) => "ask",
            ("state", "next_step") => "step-state",
            ("state", "account") => "duty-state",
            ("fact", _) => "stage-fact",
            ("holds", _) => "stage-holds",
            ("target" | "cap", _) => "stage",
            ("stage", "prospect") => "prospect-stage",
            ("stage", "opportunity") => "opportunity-stage",
            ("source" | "campaign_kind", _) => "prospect-source",
            ("question", _) => "prospect-question",
            ("verdict", "prospect") => "prospect-verdict",
            ("loss_reason", _) => "prospect-loss",
            _ => field,
        };
        let word = format!("{prefix}-{text}").replace(['_', '.'], "-");
        let said = if self.texts.has(&word) {
            self.texts.get(&word).into_owned()
        } else {
            shortened(text)
        };
        self.texts.with1("journal-quoted", "value", said)
    }

    /// What changed, value by value; `None` when the row holds no values.
    fn change(&self, before: &Map<String, Json>, after: &Map<String, Json>) -> Option<String> {
        // A setting is written whole; only what differs has changed.
        let fields: Vec<&String> = after
            .keys()
            .filter(|field| before.get(*field) != after.get(*field))
            .collect();
        let items: Vec<String> = fields
            .iter()
            .take(CHANGES_LISTED_MAX)
            .map(|field| self.item(field, before.get(*field), &after[*field]))
            .collect();
        let restored = self.row.action == "value_restored";
        let first = items.first()?;
        let values = self.values(fields[0], before.get(fields[0]), &after[fields[0]]);
        if fields.len() == 1 && !values.is_empty() {
            let id = if restored {
                "journal-restored-one"
            } else {
                "journal-changed-one"
            };
            return Some(self.texts.with(
                id,
                &[
                    ("who", &self.who()),
                    ("what", &self.what()),
                    ("field", &self.field(fields[0])),
                    ("values", &values),
                ],
            ));
        }
        let mut list = items.join("; ");
        if fields.len() > items.len() {
            let more = fields.len() - items.len();
            list = format!(
                "{list}; {}",
                self.texts.with1("journal-more", "count", more)
            );
        }
        debug_assert!(
            list.starts_with(first.as_str()),
            "the list begins with its first item"
        );
        let id = if restored {
            "journal-restored-many"
        } else {
            "journal-changed-many"
        };
        let arguments: [(&str, &dyn Argument); 3] = [
            ("who", &self.who()),
            ("what", &self.what()),
            ("list", &list),
        ];
        Some(self.texts.with(id, &arguments))
    }

    fn item(&self, field: &str, before: Option<&Json>, after: &Json) -> String {
        let values = self.values(field, before, after);
        format!("{} {values}", self.field(field))
            .trim_end()
            .to_owned()
    }

    /// „от … на …“; nothing for what holds more than people read in a sentence.
    fn values(&self, field: &str, before: Option<&Json>, after: &Json) -> String {
        if is_whole(after) || before.is_some_and(is_whole) {
            return String::new();
        }
        let after = self.value(field, after);
        match before {
            Some(before) => self.texts.with(
                "journal-from-to",
                &[("before", &self.value(field, before)), ("after", &after)],
            ),
            None => self.texts.with1("journal-to", "after", after),
        }
    }

    /// Whom a people map speaks of.
    fn about(&self, about: &Json) -> String {
        let key = about_person(about).map(|id| ("person".to_owned(), id.to_owned()));
        let name = key.and_then(|key| self.names.records.get(&key));
        match name.filter(|name| !name.is_empty()) {
            Some(name) => self.texts.with1("journal-quoted", "value", name.as_str()),
            None => self.texts.get("map-unknown-person").into_owned(),
        }
    }

    /// What was said on a people map, thing by thing.
    fn said(&self, said: &Json) -> String {
        let all = said.as_array().map(Vec::as_slice).unwrap_or_default();
        let mut listed: Vec<String> = all
            .iter()
            .take(CHANGES_LISTED_MAX)
            .map(|one| {
                let word = |name: &str| one.get(name).and_then(Json::as_str).unwrap_or_default();
                said_words(self.texts, word("aspect"), word("detail"), word("value"))
            })
            .collect();
        if all.len() > listed.len() {
            let more = all.len() - listed.len();
            listed.push(self.texts.with1("journal-more", "count", more));
        }
        listed.join("; ")
    }

    fn fill(&self, id: &str, before: &Map<String, Json>, after: &Map<String, Json>) -> String {
        let either = |name: &str| after.get(name).or_else(|| before.get(name));
        let counted = [
            "accepted",
            "accounts",
            "people",
            "interactions",
            "documents",
            "answers",
            "potentials",
            "rows",
            "files",
            "conditions",
            "parts",
            "found",
            "obligations",
            "statements",
            "gifts",
            "supports",
            "confidentiality",
            "agreements",
            "execution_events",
            "problems",
            "threats",
            "competitor_positions",
            "client_purchases",
            "competitors",
            "incidents",
            "remarks",
            "survey_answers",
            "plan_entries",
            "prospects",
            "opportunities",
            "spotters",
            "planned_visits",
        ];
        let count = counted
            .iter()
            .find_map(|name| either(name).and_then(Json::as_u64))
            .unwrap_or(0);
        let value = SAID
            .iter()
            .find_map(|name| either(name).map(|value| self.value(name, value)))
            .unwrap_or_default();
        let value = either("said").map_or(value, |said| self.said(said));
        let others = ["merged_name", "account_id", "person_id"];
        let other = others
            .iter()
            .find_map(|name| either(name).map(|value| self.value(name, value)))
            .unwrap_or_default();
        let about = ["criterion", "condition", "duty", "fact", "question"];
        let subject = about
            .iter()
            .find_map(|name| either(name).map(|value| self.value(name, value)))
            .unwrap_or_default();
        let subject = either("about").map_or(subject, |about| self.about(about));
        self.texts.with(
            id,
            &[
                ("who", &self.who()),
                ("what", &self.what()),
                ("kind", &self.kind()),
                ("action", &self.row.action),
                ("count", &count),
                ("value", &value),
                ("subject", &subject),
                ("other", &other),
            ],
        )
    }
}

/// Lists of things with fields of their own, and such things themselves.
fn is_whole(value: &Json) -> bool {
    match value {
        Json::Object(_) => true,
        Json::Array(list) => list.iter().any(is_whole),
        // A list that is kept as a text is a list all the same.
        Json::String(text) if text.starts_with(['[', '{']) => {
            serde_json::from_str::<Json>(text).is_ok_and(|held| held.is_array() || held.is_object())
        }
        _ => false,
    }
}

fn shortened(text: &str) -> String {
    let mut characters = text.chars();
    let short: String = characters.by_ref().take(QUOTED_CHARACTERS_MAX).collect();
    if characters.next().is_some() {
        format!("{short}…")
    } else {
        short
    }
}

#[cfg(test)]
#[path = "journal_sentences/tests.rs"]
mod tests;
