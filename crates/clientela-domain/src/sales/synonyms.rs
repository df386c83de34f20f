//! The words by which exports call the canonical columns, in English and Bulgarian
//! (`PRODUCT.md` 5.6), and how headers are folded so that they can be compared.

mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

use self::words::SYNONYMS;
pub use self::words::{FALLBACK, LIKELY, SURE};
use super::column::Column;
use crate::names::fold;

/// The columns of sales a header may mean, with how sure each is.
#[must_use]
pub fn columns_of(header: &str) -> Vec<(Column, f64)> {
    TABLE.columns_of(header)
}

static TABLE: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(SYNONYMS, Column::name));

/// Words for columns, folded once.
pub(crate) struct SynonymTable<C> {
    exact: HashMap<String, Vec<(C, f64)>>,
    coarse: HashMap<String, Vec<(C, f64)>>,
    /// Synonyms of two words and more, for the overlap of words.
    phrases: Vec<(String, C, f64)>,
}

impl<C: Copy + PartialEq> SynonymTable<C> {
    /// A table of these words (parted by bars); the canonical name of a column is a sure one.
    pub(crate) fn new(synonyms: &[(C, f64, &str)], name: fn(C) -> &'static str) -> Self {
        let mut table = Self {
            exact: HashMap::new(),
            coarse: HashMap::new(),
            phrases: Vec::new(),
        };
        for &(column, score, words) in synonyms {
            for word in words
                .split('|')
                .chain((score == SURE).then(|| name(column)))
            {
                let folded = fold_header(word);
                let squashed = squash(&folded);
                table
                    .coarse
                    .entry(coarse(&squashed))
                    .or_default()
                    .push((column, score));
                table
                    .exact
                    .entry(squashed)
                    .or_default()
                    .push((column, score));
                if folded.contains(' ') {
                    table.phrases.push((folded, column, score));
                }
            }
        }
        table
    }

    /// The columns a header may mean, with how sure each is.
    pub(crate) fn columns_of(&self, header: &str) -> Vec<(C, f64)> {
        let folded = fold_header(header);
        if folded.is_empty() {
            return Vec::new();
        }
        let mut fits: Vec<(C, f64)> = Vec::new();
        let mut add =
            |column: C, score: f64| match fits.iter_mut().find(|(known, _)| *known == column) {
                Some((_, best)) => *best = best.max(score),
                None => fits.push((column, score)),
            };
        let squashed = squash(&folded);
        for &(column, score) in self.exact.get(&squashed).into_iter().flatten() {
            add(column, score);
        }
        for &(column, score) in self.coarse.get(&coarse(&squashed)).into_iter().flatten() {
            add(column, score * 0.9);
        }
        let tokens: Vec<&str> = folded.split(' ').collect();
        for (synonym, column, score) in &self.phrases {
            let overlap = token_overlap(&tokens, synonym);
            if overlap >= OVERLAP_MIN {
                add(*column, score * overlap * 0.8);
            }
        }
        fits
    }
}

/// Least share of words two headers must have in common to be compared at all.
const OVERLAP_MIN: f64 = 0.6;

/// Words that change what a header means: both headers have them or neither.
const DECISIVE: &[&str] = &[
    "percent",
    "date",
    "data",
    "no",
    "id",
    "code",
    "kod",
    "name",
    "ime",
    "address",
    "adres",
    "city",
    "grad",
    "phone",
    "price",
    "cena",
    "tsena",
    "rate",
    "qty",
    "quantity",
    "cost",
    "vat",
    "dds",
    "tax",
    "due",
    "paid",
    "group",
    "type",
    "amount",
    "suma",
    "total",
    "recorded",
    "sent",
    "freight",
    "insurance",
    "excl",
    "incl",
    "bez",
    "s",
    "product",
    "item",
    "customer",
    "vendor",
    "supplier",
    "currency",
    "user",
    "weight",
    "note",
    "status",
];

/// Twice the common words over all words (Dice), 0 when a decisive word stands on one side only.
fn token_overlap(tokens: &[&str], synonym: &str) -> f64 {
    let others: Vec<&str> = synonym.split(' ').collect();
    let decisive = |side: &[&str], other: &[&str]| {
        side.iter()
            .any(|token| DECISIVE.contains(token) && !other.contains(token))
    };
    if decisive(tokens, &others) || decisive(&others, tokens) {
        return 0.0;
    }
    let shared = tokens.iter().filter(|token| others.contains(token)).count();
    // `ID` alone says as little as `name`: a word with a meaning of its own must be among them.
    if !tokens
        .iter()
        .any(|token| others.contains(token) && !DECISIVE.contains(token))
    {
        return 0.0;
    }
    2.0 * shared as f64 / (tokens.len() + others.len()) as f64
}

fn squash(folded: &str) -> String {
    folded
        .chars()
        .filter(|character| *character != ' ')
        .collect()
}

/// Forgets how people transliterate: `stoinost` and `stoynost`, `cena` and `tsena`.
fn coarse(squashed: &str) -> String {
    squashed
        .replace("ts", "c")
        .replace(['y', 'j'], "i")
        .replace('w', "v")
        .replace("kh", "h")
}

/// A header folded for comparison: small Latin letters and digits, words separated by one space
/// ([`crate::names::fold`]). `camelCase` is split, number signs become `no`, and little words fall
/// away.
#[must_use]
pub fn fold_header(header: &str) -> String {
    let mut spelled = String::with_capacity(header.len() + 8);
    let mut small_before = false;
    for character in header.chars() {
        if character.is_uppercase() && small_before {
            spelled.push(' ');
        }
        small_before = character.is_lowercase();
        match character {
            '№' | '#' => spelled.push_str(" no "),
            '%' => spelled.push_str(" percent "),
            _ => spelled.push(character),
        }
    }
    let mut folded = String::with_capacity(spelled.len());
    for token in fold(&spelled).split_ascii_whitespace() {
        let token = match token {
            "nomer" | "number" | "num" | "nr" => "no",
            "na" | "of" | "the" => continue,
            other => other,
        };
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(token);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(header: &str) -> Option<Column> {
        columns_of(header)
            .into_iter()
            .max_by(|one, other| one.1.total_cmp(&other.1))
            .map(|(column, _)| column)
    }

    #[test]
    fn headers_are_folded() {
        for (header, folded) in [
            ("InvoiceNo", "invoice no"),
            ("CustomerID", "customer id"),
            ("Customer ID", "customer id"),
            ("Фактура №", "faktura no"),
            ("Номер на документ", "no dokument"),
            ("Disc.%", "disc percent"),
            ("  Ед.  цена ", "ed tsena"),
            ("К\u{ad}лиент", "klient"),
            ("", ""),
            ("---", ""),
        ] {
            assert_eq!(fold_header(header), folded, "{header}");
        }
    }

    #[test]
    fn words_mean_their_columns_in_both_languages_and_any_case() {
        for (column, headers) in [
            (
                Column::DocumentNumber,
                &[
                    "InvoiceNo",
                    "Invoice",
                    "№",
                    "Номер документ",
                    "НОМЕР",
                    "фактура №",
                    "document_number",
                ][..],
            ),
            (
                Column::DocumentDate,
                &[
                    "InvoiceDate",
                    "Дата",
                    "Дата на документа",
                    "Posting Date",
                    "data",
                    "Invoice/Bill Date",
                ][..],
            ),
            (
                Column::CustomerName,
                &[
                    "Клиент",
                    "klient",
                    "Контрагент",
                    "Invoice Partner Display Name",
                    "CUSTOMERNAME",
                ][..],
            ),
            (
                Column::CustomerCode,
                &[
                    "CustomerID",
                    "Customer ID",
                    "Код на клиент",
                    "customerNumber",
                ][..],
            ),
            (
                Column::NetAmount,
                &[
                    "Стойност без ДДС",
                    "stoinost",
                    "Untaxed Amount (Signed)",
                    "price_subtotal",
                    "Amount",
                    "Сума",
                ][..],
            ),
            (
                Column::UnitPrice,
                &[
                    "UnitPrice",
                    "Price",
                    "Ед. цена",
                    "cena",
                    "priceEach",
                    "Avg. Selling Rate",
                ][..],
            ),
            (
                Column::Quantity,
                &[
                    "Quantity",
                    "Qty",
                    "К-во",
                    "Количество",
                    "kolichestvo",
                    "QUANTITYORDERED",
                ][..],
            ),
            (
                Column::ProductCode,
                &[
                    "StockCode",
                    "SKU",
                    "Код артикул",
                    "item_code",
                    "PRODUCTCODE",
                ][..],
            ),
            (Column::MarginAmount, &["Gross Profit", "Печалба"][..]),
            (
                Column::PromisedDate,
                &["RequiredDate", "Scheduled Delivery Date", "Обещана дата"][..],
            ),
            (
                Column::DeliveredDate,
                &[
                    "ShippedDate",
                    "Delivered to Client Date",
                    "Дата на доставка",
                ][..],
            ),
        ] {
            for header in headers {
                assert_eq!(best(header), Some(column), "{header}");
            }
        }
        for header in [
            "Gross Profit Percent",
            "Freight",
            "ShipVia",
            "Comments",
            "",
            "Country",
            "Freight Cost (USD)",
            "Vendor",
        ] {
            assert_eq!(best(header), None, "{header}");
        }
    }
}
