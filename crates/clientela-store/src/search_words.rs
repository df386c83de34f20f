//! The words by which records are found, kept in the transaction that changes the record.
//!
//! [`refresh`] reads what a record says by now and writes only what is different from before, so every
//! writer of a record calls it, however little it changed. `search_words` is the index, one row a word;
//! `search_texts` holds the same words by record. [`crate::search`] reads both.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use clientela_domain::search::{number_token, tokens};
use uuid::Uuid;

use crate::error::StoreError;
use crate::external_codes::CodedEntity;
use crate::sql::{self, Bind, Row, Values, binds, words};
use crate::transaction::{Reader, Tx};

pub use rebuild::{Rebuilt, rebuild};

mod rebuild;

/// Between the words of a name and the others in `search_texts`; no word holds it.
const BAR: &str = "|";

words! {
    /// What can be found by words.
    Searched {
        /// Clients.
        Account = "account",
        /// People at clients.
        Person = "person",
    }
}

/// What a text of a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextKind {
    /// The name it goes by.
    Name,
    /// Something else made of words.
    Other,
    /// A telephone number.
    Number,
}

/// A text of a record by which it may be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) kind: TextKind,
    pub(crate) text: String,
}

impl Text {
    pub(crate) fn other(text: impl Into<String>) -> Self {
        Self {
            kind: TextKind::Other,
            text: text.into(),
        }
    }

    pub(crate) fn name(text: impl Into<String>) -> Self {
        Self {
            kind: TextKind::Name,
            text: text.into(),
        }
    }

    /// Its words as they are stored.
    pub(crate) fn tokens(&self) -> Vec<String> {
        match self.kind {
            TextKind::Name | TextKind::Other => tokens(&self.text),
            TextKind::Number => number_token(&self.text).into_iter().collect(),
        }
    }
}

/// Where a word of a record stands; see the table.
type Place = i64;

/// All words of a record: those of its name in their order, then the others, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RecordWords {
    pub(crate) name: Vec<String>,
    pub(crate) others: Vec<String>,
}

impl RecordWords {
    pub(crate) fn of(texts: &[Text]) -> Self {
        let mut words = Self::default();
        for text in texts.iter().filter(|text| text.kind == TextKind::Name) {
            words.name.extend(text.tokens());
        }
        let mut known: BTreeSet<String> = words.name.iter().cloned().collect();
        for text in texts.iter().filter(|text| text.kind != TextKind::Name) {
            for token in text.tokens() {
                if known.insert(token.clone()) {
                    words.others.push(token);
                }
            }
        }
        words
    }

    /// As `search_texts` holds them.
    pub(crate) fn stored(&self) -> String {
        let mut text = self.name.join(" ");
        for word in std::iter::once(BAR).chain(self.others.iter().map(String::as_str)) {
            text.push(' ');
            text.push_str(word);
        }
        text
    }

    /// The words of a row of `search_texts`.
    pub(crate) fn parse(stored: &str) -> Self {
        let mut words = stored.split_whitespace().map(str::to_owned);
        Self {
            name: words.by_ref().take_while(|word| word != BAR).collect(),
            others: words.collect(),
        }
    }

    /// Every word with the best place it stands at.
    fn placed(&self) -> BTreeMap<&str, Place> {
        let mut placed = BTreeMap::new();
        let first = if self.name.len() == 1 { 0 } else { 1 };
        for (at, word) in self.name.iter().enumerate() {
            placed
                .entry(word.as_str())
                .or_insert(if at == 0 { first } else { 2 });
        }
        for word in &self.others {
            placed.entry(word.as_str()).or_insert(3);
        }
        placed
    }
}

/// Brings the words of records up to date with what they say now; records that are gone lose theirs. A
/// record may be named more than once.
pub(crate) async fn refresh(tx: &Tx, kind: Searched, ids: &[Uuid]) -> Result<(), StoreError> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let stored = stored_words(tx, kind, chunk).await?;
        let texts = texts_of(tx, kind, chunk).await?;
        let mut changes = Changes::default();
        for id in chunk {
            let before = stored.get(id);
            let after = texts.get(id).map(|texts| RecordWords::of(texts));
            changes.note(*id, before, after.as_ref());
        }
        changes.write(tx, kind).await?;
    }
    Ok(())
}

/// Writes the words of records that have none yet.
pub(crate) async fn add(
    tx: &Tx,
    kind: Searched,
    records: impl IntoIterator<Item = (Uuid, Vec<Text>)>,
) -> Result<(), StoreError> {
    let mut changes = Changes::default();
    for (id, texts) in records {
        changes.note(id, None, Some(&RecordWords::of(&texts)));
    }
    changes.write(tx, kind).await
}

/// Lets records be found no more.
pub(crate) async fn remove(tx: &Tx, kind: Searched, ids: &[Uuid]) -> Result<(), StoreError> {
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let stored = stored_words(tx, kind, chunk).await?;
        let mut changes = Changes::default();
        for (id, words) in &stored {
            changes.note(*id, Some(words), None);
        }
        changes.write(tx, kind).await?;
    }
    Ok(())
}

/// Rows to be taken away and to be written.
#[derive(Default)]
struct Changes {
    gone: Vec<(String, Place, Uuid)>,
    new: Vec<(String, Place, Uuid)>,
    gone_texts: Vec<Uuid>,
    new_texts: Vec<(Uuid, String)>,
}

impl Changes {
    fn note(&mut self, id: Uuid, before: Option<&RecordWords>, after: Option<&RecordWords>) {
        if before == after {
            return;
        }
        let was = before.map(RecordWords::placed).unwrap_or_default();
        let is = after.map(RecordWords::placed).unwrap_or_default();
        let only_in = |these: &BTreeMap<&str, Place>, those: &BTreeMap<&str, Place>| {
            these
                .iter()
                .filter(|(word, place)| those.get(*word) != Some(*place))
                .map(|(word, place)| ((*word).to_owned(), *place, id))
                .collect::<Vec<_>>()
        };
        self.gone.extend(only_in(&was, &is));
        self.new.extend(only_in(&is, &was));
        if before.is_some() {
            self.gone_texts.push(id);
        }
        if let Some(after) = after {
            self.new_texts.push((id, after.stored()));
        }
    }

    async fn write(mut self, tx: &Tx, kind: Searched) -> Result<(), StoreError> {
        for chunk in self.gone.chunks(sql::KEYS_MAX) {
            let mut values = binds![kind.code()];
            let mut conditions = Vec::with_capacity(chunk.len());
            for (word, place, id) in chunk {
                let from = values.len() + 1;
                values.extend(binds![word, *place, *id]);
                conditions.push(format!(
                    "(word = ${from} AND place = ${} AND entity_id = ${})",
                    from + 1,
                    from + 2
                ));
            }
            let text = format!(
                "DELETE FROM search_words WHERE entity = $1 AND ({})",
                conditions.join(" OR ")
            );
            sql::execute(tx, "removing search words", &text, values).await?;
        }
        for chunk in self.gone_texts.chunks(sql::KEYS_MAX) {
            let mut values = binds![kind.code()];
            values.extend(chunk.iter().map(|id| id.bind()));
            let text = format!(
                "DELETE FROM search_texts WHERE entity = $1 AND entity_id IN ({})",
                sql::list(2, chunk.len())
            );
            sql::execute(tx, "removing search words", &text, values).await?;
        }
        // In the order of the key neighbours land on the same page.
        self.new.sort_unstable();
        insert(tx, kind, &self.new, &self.new_texts).await
    }
}

async fn insert(
    tx: &Tx,
    kind: Searched,
    words: &[(String, Place, Uuid)],
    texts: &[(Uuid, String)],
) -> Result<(), StoreError> {
    let head = "INSERT INTO search_words (entity, word, place, entity_id)";
    sql::insert_many(
        tx,
        "writing search words",
        (head, "ON CONFLICT DO NOTHING"),
        words,
        |(word, place, id)| binds![kind.code(), word, *place, *id],
    )
    .await?;
    let head = "INSERT INTO search_texts (entity, entity_id, words)";
    let tail = "ON CONFLICT (entity, entity_id) DO UPDATE SET words = excluded.words";
    sql::insert_many(
        tx,
        "writing search words",
        (head, tail),
        texts,
        |(id, words)| binds![kind.code(), *id, words],
    )
    .await?;
    Ok(())
}

/// What `search_texts` holds of records.
async fn stored_words(
    reader: &dyn Reader,
    kind: Searched,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, RecordWords>, StoreError> {
    let mut values = binds![kind.code()];
    values.extend(ids.iter().map(|id| id.bind()));
    let text = format!(
        "SELECT entity_id, words FROM search_texts WHERE entity = $1 AND entity_id IN ({})",
        sql::list(2, ids.len())
    );
    let read = |row: &Row| {
        let words = RecordWords::parse(&row.text("words")?);
        Ok((row.uuid("entity_id")?, words))
    };
    let found = sql::all(reader, "reading search words", &text, values, read).await?;
    Ok(found.into_iter().collect())
}

/// What records say of themselves: the name they go by, and everything else they are found by. No
/// permission is asked. Erased people say nothing; what lies in the trash still does.
pub(crate) async fn texts_of(
    reader: &dyn Reader,
    kind: Searched,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Text>>, StoreError> {
    let mut texts: HashMap<Uuid, Vec<Text>> = HashMap::with_capacity(ids.len());
    let (statement, read): (&str, fn(&Row) -> Result<_, StoreError>) = match kind {
        Searched::Account => (ACCOUNT, read_account),
        Searched::Person => (PERSON, read_person),
    };
    for (id, own) in all_of(reader, statement, ids, read).await? {
        texts.insert(id, own);
    }
    let (further, coded): (&[_], _) = match kind {
        Searched::Account => (&[ACCOUNT_ALIASES, ACCOUNT_CODES], CodedEntity::Account),
        Searched::Person => (&[PERSON_ALIASES, PERSON_CONTACTS], CodedEntity::Person),
    };
    let codes = format!(
        "SELECT entity_id AS id, 'code' AS kind, code AS text FROM external_codes
         WHERE entity = '{}' AND entity_id",
        coded.code()
    );
    for statement in further.iter().copied().chain([codes.as_str()]) {
        let mut found = all_of(reader, statement, ids, read_further).await?;
        // The same record says the same thing in the same order, whatever order its rows come in.
        found.sort_by(|(_, one), (_, other)| {
            let one = one.as_ref().map(|text| &text.text);
            one.cmp(&other.as_ref().map(|text| &text.text))
        });
        for (id, text) in found {
            if let Some(texts) = texts.get_mut(&id) {
                texts.extend(text);
            }
        }
    }
    Ok(texts)
}

const ACCOUNT: &str = "SELECT id, name, legal_name, city, registration_number, vat_number, phone,
    email FROM accounts WHERE id";
const ACCOUNT_ALIASES: &str = "SELECT entity_id AS id, 'alias' AS kind, alias AS text FROM aliases
    WHERE entity = 'account' AND entity_id";
const ACCOUNT_CODES: &str =
    "SELECT account_id AS id, 'key' AS kind, customer_key AS text FROM account_codes
    WHERE account_id";
const PERSON: &str = "SELECT id, given_name, family_name FROM people
    WHERE erased_at IS NULL AND id";
const PERSON_ALIASES: &str = "SELECT entity_id AS id, 'alias' AS kind, alias AS text FROM aliases
    WHERE entity = 'person' AND entity_id";
const PERSON_CONTACTS: &str = "SELECT person_id AS id, kind, value AS text FROM person_contacts
    WHERE kind <> 'address' AND person_id";

async fn all_of<T>(
    reader: &dyn Reader,
    statement: &str,
    ids: &[Uuid],
    read: fn(&Row) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut found = Vec::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let text = format!("{statement} IN ({})", sql::list(1, chunk.len()));
        let values: Values = chunk.iter().map(|id| id.bind()).collect();
        found.extend(sql::all(reader, "reading what a record says", &text, values, read).await?);
    }
    Ok(found)
}

fn read_account(row: &Row) -> Result<(Uuid, Vec<Text>), StoreError> {
    let mut texts = vec![Text::name(row.text("name")?)];
    for column in [
        "legal_name",
        "city",
        "registration_number",
        "vat_number",
        "email",
    ] {
        texts.push(Text::other(row.text(column)?));
    }
    texts.push(Text {
        kind: TextKind::Number,
        text: row.text("phone")?,
    });
    texts.retain(|text| !text.text.is_empty());
    Ok((row.uuid("id")?, texts))
}

fn read_person(row: &Row) -> Result<(Uuid, Vec<Text>), StoreError> {
    let (given, family) = (row.text("given_name")?, row.text("family_name")?);
    let name = format!("{given} {family}");
    Ok((row.uuid("id")?, vec![Text::name(name.trim())]))
}

fn read_further(row: &Row) -> Result<(Uuid, Option<Text>), StoreError> {
    let text = row.text("text")?;
    let text = match row.text("kind")?.as_str() {
        "phone" | "mobile" => Some(Text {
            kind: TextKind::Number,
            text,
        }),
        "key" => text_of_key(&text),
        _ => Some(Text::other(text)),
    };
    Ok((row.uuid("id")?, text))
}

/// What a customer key of sales files says: its code, or the name the file had
/// ([`clientela_domain::sales::lines::customer_key`]).
pub(crate) fn text_of_key(key: &str) -> Option<Text> {
    let said = key.strip_prefix("c:").or_else(|| key.strip_prefix("n:"))?;
    Some(Text::other(said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_record_are_kept_and_read_back() {
        let texts = [
            Text::name("Хлебна къща"),
            Text::other("Хлебна Варна"),
            Text {
                kind: TextKind::Number,
                text: "+359 888 12".into(),
            },
        ];
        let words = RecordWords::of(&texts);
        assert_eq!(words.stored(), "hlebna kashta | varna 88812");
        assert_eq!(RecordWords::parse(&words.stored()), words);
        let places = [("88812", 3), ("hlebna", 1), ("kashta", 2), ("varna", 3)];
        assert_eq!(words.placed(), BTreeMap::from(places));
        let alone = RecordWords::of(&[Text::name("Метро")]);
        assert_eq!(alone.placed(), BTreeMap::from([("metro", 0)]));
        assert_eq!(
            RecordWords::parse(&RecordWords::default().stored()),
            RecordWords::default()
        );
    }

    #[test]
    fn keys_of_sales_files_are_codes_or_names() {
        assert_eq!(text_of_key("c:1042"), Some(Text::other("1042")));
        assert_eq!(text_of_key("n:метро"), Some(Text::other("метро")));
        assert_eq!(text_of_key("?"), None);
    }
}
