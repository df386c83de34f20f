//! Which rows have which words.

use std::collections::HashMap;

use clientela_domain::search::{Query, QueryWord};

/// A set of numbers from 0 on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    /// The empty set of so many numbers.
    pub(crate) fn none(length: usize) -> Self {
        Self(vec![0; length.div_ceil(64)])
    }

    pub(crate) fn insert(&mut self, number: usize) {
        if let Some(part) = self.0.get_mut(number / 64) {
            *part |= 1 << (number % 64);
        }
    }

    pub(crate) fn contains(&self, number: usize) -> bool {
        self.0
            .get(number / 64)
            .is_some_and(|part| part & (1 << (number % 64)) != 0)
    }

    fn both(mut self, other: &Self) -> Self {
        for (one, other) in self.0.iter_mut().zip(&other.0) {
            *one &= other;
        }
        self
    }

    fn either(mut self, other: &Self) -> Self {
        for (one, other) in self.0.iter_mut().zip(&other.0) {
            *one |= other;
        }
        self
    }
}

/// Of a word that may be read in several ways, how much of each reading must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Its longest part, as names of people are looked for.
    Lead,
    /// All its parts, as texts are.
    All,
}

/// Every word once, in the order of its letters, with the rows it stands in.
#[derive(Debug, Default)]
pub(super) struct Words {
    letters: String,
    /// Where each word begins, and where the last one ends.
    begins: Vec<u32>,
    /// Where the rows of each word begin, and where those of the last one end.
    first_rows: Vec<u32>,
    rows: Vec<u32>,
    /// Rows there are.
    length: usize,
}

impl Words {
    fn count(&self) -> usize {
        self.begins.len().saturating_sub(1)
    }

    fn word(&self, number: usize) -> &str {
        let (Some(&begin), Some(&end)) = (self.begins.get(number), self.begins.get(number + 1))
        else {
            return "";
        };
        self.letters.get(begin as usize..end as usize).unwrap_or("")
    }

    /// Numbers of words from which on, of all, the condition is not true any more.
    fn until(&self, condition: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = low + (high - low) / 2;
            if condition(self.word(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Rows with a word that begins so.
    fn beginning(&self, prefix: &str) -> Bits {
        let mut found = Bits::none(self.length);
        let first = self.until(|word| word < prefix);
        let end = self.until(|word| word < prefix || word.starts_with(prefix));
        let at = |number: usize| self.first_rows.get(number).copied().unwrap_or(0) as usize;
        for row in self.rows.get(at(first)..at(end)).unwrap_or_default() {
            found.insert(*row as usize);
        }
        found
    }

    /// Rows with all words of a query; `None` for a query without words, which asks for nothing.
    pub(super) fn find(&self, query: &Query, part: Part) -> Option<Bits> {
        let words = query.words().iter().map(|word| self.word_of(word, part));
        words.reduce(|one, other| one.both(&other))
    }

    fn word_of(&self, word: &QueryWord, part: Part) -> Bits {
        let readings = word.alternatives.iter().map(|reading| match part {
            Part::Lead => self.beginning(reading.lead()),
            Part::All => {
                let parts = reading.prefixes.iter().map(|prefix| self.beginning(prefix));
                parts
                    .reduce(|one, other| one.both(&other))
                    .unwrap_or_else(|| Bits::none(self.length))
            }
        });
        readings
            .reduce(|one, other| one.either(&other))
            .unwrap_or_else(|| Bits::none(self.length))
    }
}

/// Words being collected, row after row.
#[derive(Debug, Default)]
pub(super) struct Collecting {
    numbers: HashMap<Box<str>, u32>,
    /// Word and row.
    pairs: Vec<(u32, u32)>,
}

impl Collecting {
    /// The words of a row, with blanks between.
    pub(super) fn add(&mut self, row: u32, text: &str) {
        for word in text.split_whitespace() {
            let number = match self.numbers.get(word) {
                Some(number) => *number,
                None => {
                    let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
                    self.numbers.insert(word.into(), number);
                    number
                }
            };
            self.pairs.push((number, row));
        }
    }

    /// The words of so many rows.
    pub(super) fn finish(self, length: usize) -> Words {
        let mut sorted: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        sorted.sort_unstable();
        let mut words = Words {
            length,
            begins: vec![0],
            ..Words::default()
        };
        let mut places = vec![0_u32; sorted.len()];
        for (place, (word, number)) in (0_u32..).zip(sorted) {
            words.letters.push_str(&word);
            words.begins.push(length_of(&words.letters));
            if let Some(slot) = places.get_mut(number as usize) {
                *slot = place;
            }
        }
        let place = |number: u32| places.get(number as usize).copied().unwrap_or(0);
        let mut pairs = self.pairs;
        for pair in &mut pairs {
            pair.0 = place(pair.0);
        }
        pairs.sort_unstable();
        pairs.dedup();
        words.first_rows = vec![0; places.len() + 1];
        for (word, _) in &pairs {
            if let Some(count) = words.first_rows.get_mut(*word as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut words.first_rows {
            sum += *count;
            *count = sum;
        }
        words.rows = pairs.into_iter().map(|(_, row)| row).collect();
        words
    }
}

/// Bytes of a text that holds what a book of a few million rows says.
pub(super) fn length_of(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// The number of the next row.
pub(super) fn next_row<T>(rows: &[T]) -> u32 {
    u32::try_from(rows.len()).unwrap_or(u32::MAX)
}
