//! Ledger lines as columns, the shape in which they are read, written and summed.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::currency::Currency;
use crate::day::DayNumber;

/// Marks an unknown number inside a numeric column.
pub const UNKNOWN_UNITS: i64 = i64::MIN;

/// Marks an unknown day inside a day column.
pub const UNKNOWN_DAY: DayNumber = DayNumber::MIN;

/// What kind of document a line stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// Invoice, receipt or any other sale.
    Invoice,
    /// Credit note or refund: amounts are negative whatever the file's sign.
    CreditNote,
    /// Debit note.
    DebitNote,
}

impl DocumentKind {
    /// Stable code, as in the ledger and the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::CreditNote => "credit_note",
            Self::DebitNote => "debit_note",
        }
    }
}

/// Takes hashes as they are: the keys are XXH3 already, and hashing a word in one go is many times
/// faster than through a hasher's streaming state.
#[derive(Clone, Copy, Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxhash_rust::xxh3::xxh3_64(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A text column whose values repeat: each distinct word once, and an index per line.
/// Word 0 is always the empty word, which means unknown.
#[derive(Clone, Debug)]
pub struct WordColumn {
    words: Vec<Box<str>>,
    /// Number of the word by its hash; words whose hashes collide take the next free one.
    numbers: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
    index: Vec<u32>,
}

impl Default for WordColumn {
    fn default() -> Self {
        Self {
            words: vec!["".into()],
            numbers: HashMap::default(),
            index: Vec::new(),
        }
    }
}

impl WordColumn {
    /// Appends a line's word and returns its number.
    pub fn push(&mut self, word: &str) -> u32 {
        let number = match self.index.last() {
            _ if word.is_empty() => 0,
            // Lines of one document follow each other, so most words repeat the one before.
            Some(&last) if &*self.words[last as usize] == word => last,
            _ => self.number_of(word),
        };
        self.index.push(number);
        number
    }

    fn number_of(&mut self, word: &str) -> u32 {
        let mut hash = xxhash_rust::xxh3::xxh3_64(word.as_bytes());
        loop {
            match self.numbers.get(&hash) {
                Some(&number) if &*self.words[number as usize] == word => return number,
                Some(_) => hash = hash.wrapping_add(1),
                None => {
                    let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
                    self.words.push(word.into());
                    self.numbers.insert(hash, number);
                    return number;
                }
            }
        }
    }

    /// Appends the word of a number that [`WordColumn::push`] has returned, and returns the number;
    /// a number nobody has returned is the empty word.
    pub fn push_number(&mut self, number: u32) -> u32 {
        let number = if (number as usize) < self.words.len() {
            number
        } else {
            0
        };
        self.index.push(number);
        number
    }

    /// The word of line `line`; empty when unknown.
    #[must_use]
    pub fn get(&self, line: usize) -> &str {
        &self.words[self.index[line] as usize]
    }

    /// Distinct words; the first is the empty word.
    #[must_use]
    pub fn words(&self) -> &[Box<str>] {
        &self.words
    }

    /// Word number of each line.
    #[must_use]
    pub fn index(&self) -> &[u32] {
        &self.index
    }

    /// Number of lines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// True without lines.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }
}

/// Lines of the ledger, a column each; all columns have the same length.
///
/// Numbers are ten-thousandths ([`UNKNOWN_UNITS`] when unknown), days are [`DayNumber`]s
/// ([`UNKNOWN_DAY`] when unknown), words are empty when unknown.
#[derive(Clone, Debug, Default)]
pub struct LineBatch {
    /// Physical line of the file, counted from 1.
    pub source_line: Vec<u64>,
    /// Identity of the document: kind, number, year and customer, see [`document_key`].
    pub document: Vec<u64>,
    /// Hash of product, quantity, net amount and currency: what makes two versions of a document
    /// the same. A document's content is the wrapping sum over its lines.
    pub content: Vec<u64>,
    /// Hash of every other column: what a later version may know beyond an earlier one.
    pub knowledge: Vec<u64>,
    /// Day of the document.
    pub day: Vec<DayNumber>,
    /// Kind of the document.
    pub kind: Vec<DocumentKind>,
    /// Number of the document, without a spreadsheet's `.0`; leading zeros stay.
    pub document_number: WordColumn,
    /// Who bought, see [`customer_key`]; empty for a line without customer (unassigned).
    pub customer: WordColumn,
    /// Name of the customer as written in the line.
    pub customer_name: WordColumn,
    /// Registration number of the customer.
    pub registration_number: WordColumn,
    /// VAT number of the customer.
    pub vat_number: WordColumn,
    /// City of the customer.
    pub city: WordColumn,
    /// Site.
    pub site: WordColumn,
    /// Product: its code, or its name when the file has no code.
    pub product: WordColumn,
    /// Name of the product.
    pub product_name: WordColumn,
    /// Group of the product.
    pub product_group: WordColumn,
    /// Brand.
    pub brand: WordColumn,
    /// Unit of quantity.
    pub unit: WordColumn,
    /// Sales representative.
    pub sales_representative: WordColumn,
    /// Order number.
    pub order_number: WordColumn,
    /// Currency of every amount of the line.
    pub currency: Vec<Currency>,
    /// Quantity.
    pub quantity: Vec<i64>,
    /// Unit price.
    pub unit_price: Vec<i64>,
    /// Discount of the line in money.
    pub discount: Vec<i64>,
    /// Net amount; always known.
    pub net: Vec<i64>,
    /// Net amount in euro, rounded to the cent, of a line in lev; otherwise unknown.
    pub net_euro: Vec<i64>,
    /// VAT.
    pub vat: Vec<i64>,
    /// Amount with VAT.
    pub gross: Vec<i64>,
    /// Cost.
    pub cost: Vec<i64>,
    /// Cost in euro, rounded to the cent, of a line in lev; otherwise unknown.
    pub cost_euro: Vec<i64>,
    /// Quantity promised.
    pub promised_quantity: Vec<i64>,
    /// Quantity delivered.
    pub delivered_quantity: Vec<i64>,
    /// Paid.
    pub paid: Vec<i64>,
    /// Open.
    pub open: Vec<i64>,
    /// Day promised.
    pub promised_day: Vec<DayNumber>,
    /// Day delivered.
    pub delivered_day: Vec<DayNumber>,
    /// Day payment is due.
    pub due_day: Vec<DayNumber>,
}

impl LineBatch {
    /// Number of lines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.net.len()
    }

    /// True without lines.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.net.is_empty()
    }
}

/// Identity of a document across files: its kind, number, year and customer.
#[must_use]
pub fn document_key(kind: DocumentKind, number: &str, year: i16, customer: &str) -> u64 {
    let parts = [
        kind.code().as_bytes(),
        &year.to_le_bytes(),
        number.as_bytes(),
        &[0],
        customer.as_bytes(),
    ];
    xxhash_rust::xxh3::xxh3_64(&parts.concat())
}

/// Who bought, as one word: `c:` and the code when the file has one, otherwise `n:` and the folded
/// name; empty without both. The book maps these words to accounts, so that an account can gain,
/// lose or share codes without a line of the ledger being touched.
#[must_use]
pub fn customer_key(code: &str, folded_name: &str) -> String {
    match (code, folded_name) {
        ("", "") => String::new(),
        ("", name) => format!("n:{name}"),
        (code, _) => format!("c:{code}"),
    }
}
