//! Looking for a part of the names and codes of all clients at once.
//!
//! A list of a hundred thousand clients is searched at every keystroke. All names lie in one text, a
//! line a client, so that one pass of a search made for that finds every line, instead of a hundred
//! thousand short searches.

use clientela_domain::search::{Query, QueryWord, stored_spelling};
use memchr::memmem::Finder;

use crate::directory::shown_code;

/// Names and codes of clients, in the order of the directory.
#[derive(Debug, Default)]
pub(crate) struct NameSearch {
    /// Names as they are folded.
    names: Lines,
    /// The same as words are stored, each after a blank.
    words: Lines,
    /// Codes, one after another.
    codes: Lines,
}

impl NameSearch {
    /// That of these clients: folded names, and the keys by which sales files know them.
    pub(crate) fn of<'a>(cards: impl Iterator<Item = (&'a str, &'a [String])>) -> Self {
        let mut search = Self::default();
        for (name, keys) in cards {
            search.names.push([name]);
            search.words.push([" ", &stored_spelling(name)]);
            let codes = keys.iter().filter_map(|key| shown_code(key));
            search.codes.push(codes.flat_map(|code| [code, "\t"]));
        }
        search
    }

    /// Which clients have the folded text in their name, every word of the query at the beginning of
    /// one of its words, or the text as it was typed in a code.
    pub(crate) fn find(&self, folded: &str, query: &Query, typed: &str) -> Vec<bool> {
        let named = either(self.names.with(folded), self.with_words(query));
        either(named, self.codes.with(typed))
    }

    /// Which have all words of the query, whatever their order; an empty query fits none.
    fn with_words(&self, query: &Query) -> Vec<bool> {
        let words = query.words().iter().map(|word| self.with_word(word));
        words.reduce(both).unwrap_or_else(|| self.words.none())
    }

    fn with_word(&self, word: &QueryWord) -> Vec<bool> {
        let readings = word.alternatives.iter().map(|alternative| {
            let prefixes = alternative.prefixes.iter();
            let begun = prefixes.map(|prefix| self.words.with(&format!(" {prefix}")));
            begun.reduce(both).unwrap_or_else(|| self.words.none())
        });
        readings.reduce(either).unwrap_or_else(|| self.words.none())
    }
}

fn both(mut one: Vec<bool>, other: Vec<bool>) -> Vec<bool> {
    for (one, other) in one.iter_mut().zip(other) {
        *one &= other;
    }
    one
}

fn either(mut one: Vec<bool>, other: Vec<bool>) -> Vec<bool> {
    for (one, other) in one.iter_mut().zip(other) {
        *one |= other;
    }
    one
}

/// Lines of a text, and where each begins.
#[derive(Debug, Default)]
struct Lines {
    text: String,
    starts: Vec<usize>,
}

impl Lines {
    fn push<'a>(&mut self, parts: impl IntoIterator<Item = &'a str>) {
        self.starts.push(self.text.len());
        for part in parts {
            self.text.push_str(part);
        }
        self.text.push('\n');
    }

    fn none(&self) -> Vec<bool> {
        vec![false; self.starts.len()]
    }

    /// Which lines have the part; none for an empty one.
    fn with(&self, part: &str) -> Vec<bool> {
        let mut found = self.none();
        if part.is_empty() {
            return found;
        }
        let finder = Finder::new(part);
        let (mut from, mut line) = (0, 0);
        while let Some(at) = self
            .text
            .as_bytes()
            .get(from..)
            .and_then(|rest| finder.find(rest))
        {
            line += self.starts[line..].partition_point(|start| *start <= from + at);
            if let Some(found) = found.get_mut(line.saturating_sub(1)) {
                *found = true;
            }
            // What else the line has changes nothing.
            match self.starts.get(line) {
                Some(next) => from = *next,
                None => break,
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use clientela_domain::names::fold;

    use super::*;

    /// Places of the clients found.
    fn places(search: &NameSearch, typed: &str) -> Vec<usize> {
        let found = search.find(&fold(typed), &Query::parse(typed), typed.trim());
        let places = found.into_iter().enumerate();
        places
            .filter_map(|(at, found)| found.then_some(at))
            .collect()
    }

    /// Has a name all words that were typed?
    fn words_fit(typed: &str, name: &str) -> bool {
        let folded = fold(name);
        let search = NameSearch::of([(folded.as_str(), &[][..])].into_iter());
        search.with_words(&Query::parse(typed)) == [true]
    }

    #[test]
    fn a_part_of_a_name_the_beginnings_of_words_and_codes_find_a_client() {
        let names = [
            "Метро Кеш ЕООД",
            "Първа българска банка",
            "София Мед",
            "Метрополис",
        ];
        let folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
        let keys = [
            vec!["c:K0001".to_owned()],
            Vec::new(),
            vec!["c:K0003".to_owned(), "c:X9".to_owned()],
            vec!["n:metropolis".to_owned()],
        ];
        let cards = folded.iter().zip(&keys);
        let search = NameSearch::of(cards.map(|(name, keys)| (name.as_str(), keys.as_slice())));
        assert_eq!(places(&search, "метро"), [0, 3]);
        assert_eq!(places(&search, "кеш мет"), [0]);
        assert_eq!(places(&search, "етро"), [0, 3]);
        assert_eq!(places(&search, "bulg"), [1]);
        assert_eq!(places(&search, "Sofiya"), [2]);
        assert_eq!(places(&search, "Sofia"), [2]);
        assert_eq!(places(&search, "K000"), [0, 2]);
        assert_eq!(places(&search, "X9"), [2]);
        assert_eq!(places(&search, "метро варна"), [0_usize; 0]);
        assert_eq!(places(&search, ""), [0_usize; 0]);
        for (typed, name) in [
            ("мариана", "Марияна Илиева"),
            ("илиева мар", "Марияна Илиева"),
            ("ifbrs", "Склад София"),
            ("bulg", "Първа българска банка"),
        ] {
            assert!(words_fit(typed, name), "{typed} / {name}");
        }
        for (typed, name) in [("", "Метро"), ("етро", "Метро"), ("метро варна", "Метро")]
        {
            assert!(!words_fit(typed, name), "{typed} / {name}");
        }
        // A part does not go on from one client to the next.
        assert_eq!(places(&search, "банка софия"), [0_usize; 0]);
        // Names have no line breaks, and a typed one finds none between them.
        assert_eq!(places(&NameSearch::default(), "метро"), [0_usize; 0]);
    }
}
