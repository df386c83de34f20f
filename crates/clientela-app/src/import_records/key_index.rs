//! Records by the keys that rows of a file may know them by: codes, numbers, addresses, names.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

/// Which records have a key, of the book and of earlier rows.
#[derive(Debug)]
pub(super) struct KeyIndex<Key, Id>(HashMap<(Key, String), Vec<Id>>);

impl<Key, Id> Default for KeyIndex<Key, Id> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<Key: Copy + Eq + Hash, Id: Copy + Ord> KeyIndex<Key, Id> {
    /// The texts to look up in the book, by kind of key, each once.
    pub(super) fn wanted(keys: impl Iterator<Item = (Key, String)>) -> HashMap<Key, Vec<String>> {
        let mut sorted: HashMap<Key, BTreeSet<String>> = HashMap::new();
        for (key, text) in keys {
            sorted.entry(key).or_default().insert(text);
        }
        let listed = |(key, texts): (Key, BTreeSet<String>)| (key, texts.into_iter().collect());
        sorted.into_iter().map(listed).collect()
    }

    /// What the book has of one kind of key.
    pub(super) fn found(&mut self, key: Key, ids: impl IntoIterator<Item = (String, Vec<Id>)>) {
        let ids = ids.into_iter().map(|(text, ids)| ((key, text), ids));
        self.0.extend(ids);
    }

    /// A record has these keys from now on.
    pub(super) fn learn(&mut self, id: Id, keys: impl IntoIterator<Item = (Key, String)>) {
        for key in keys {
            let ids = self.0.entry(key).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }

    /// Every record that was found, in order.
    pub(super) fn ids(&self) -> Vec<Id> {
        let ids: BTreeSet<Id> = self.0.values().flatten().copied().collect();
        ids.into_iter().collect()
    }

    /// Records with one of these keys.
    pub(super) fn at<'a>(
        &self,
        key: Key,
        texts: impl IntoIterator<Item = &'a str>,
    ) -> BTreeSet<Id> {
        let found = texts.into_iter();
        found
            .filter_map(|text| self.0.get(&(key, text.to_owned())))
            .flatten()
            .copied()
            .collect()
    }
}
