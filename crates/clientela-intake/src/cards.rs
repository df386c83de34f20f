//! Cards of people (vCard) as a table: a row for each card, under the columns of a file of people.

use std::collections::VecDeque;

use clientela_domain::records::RecordColumn;
use clientela_domain::sales::rows::{CellKind, RowBatch, RowFlaw};
use clientela_domain::sales::table_file::{
    Sheet, TableError, TableErrorCode, TableKind, TableReader, TableShape,
};
use clientela_domain::vcard::{
    Card, CardAddress, CardReason, Cards, CommonCharsets, ContactKind, read_cards,
};

use crate::failure::{refused, size};
use crate::limits::{BATCH_RECORDS, CARD_FILE_BYTES_MAX, SAMPLE_BYTES};
use crate::source::{Packing, Source};

/// The columns of the table, by their canonical names.
const COLUMNS: [RecordColumn; 15] = [
    RecordColumn::Code,
    RecordColumn::FullName,
    RecordColumn::GivenName,
    RecordColumn::FamilyName,
    RecordColumn::Honorific,
    RecordColumn::Account,
    RecordColumn::Unit,
    RecordColumn::Title,
    RecordColumn::Email,
    RecordColumn::Phone,
    RecordColumn::Mobile,
    RecordColumn::Website,
    RecordColumn::Address,
    RecordColumn::Birthday,
    RecordColumn::Note,
];

/// What tells a file of cards from other texts.
const BEGINNING: &str = "BEGIN:VCARD";

/// True for the text of a file of cards.
pub(crate) fn is_cards(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    text.get(..BEGINNING.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(BEGINNING))
}

/// What a file of cards is, with what is not taken over from it.
pub(crate) fn shape(source: Source, packing: &Packing) -> Result<TableShape, TableError> {
    let cards = read(source)?;
    let mut ignored: Vec<&'static str> = Vec::new();
    let of_cards = cards.cards.iter().flat_map(|card| &card.problems);
    let of_file = cards
        .refused
        .iter()
        .filter(|problem| !problem.reason.refuses_card());
    for problem in of_cards.chain(of_file) {
        let id = problem.reason.message_id();
        if !ignored.contains(&id) {
            ignored.push(id);
        }
    }
    Ok(TableShape {
        kind: TableKind::Cards,
        packed: packing.code(),
        encoding: None,
        delimiter: None,
        sheets: vec![Sheet {
            name: String::new(),
            hidden: false,
        }],
        ignored,
    })
}

fn read(mut source: Source) -> Result<Cards, TableError> {
    let mut bytes = Vec::new();
    let mut piece = vec![0; SAMPLE_BYTES];
    loop {
        let read = source.fill(&mut piece)?;
        bytes.extend_from_slice(&piece[..read]);
        if bytes.len() as u64 > CARD_FILE_BYTES_MAX {
            let limit = size(CARD_FILE_BYTES_MAX);
            return Err(refused(TableErrorCode::TooLarge, limit));
        }
        if read < piece.len() {
            break;
        }
    }
    let cards = read_cards(&bytes, &CommonCharsets);
    let too_many = |reason: CardReason| reason == CardReason::TooManyCards;
    if cards.refused.iter().any(|problem| too_many(problem.reason)) {
        let limit = clientela_domain::vcard::CARDS_MAX.to_string();
        return Err(refused(TableErrorCode::TooLarge, limit));
    }
    Ok(cards)
}

/// Hands over the rows of a file of cards.
pub(crate) struct CardsReader {
    batches: VecDeque<RowBatch>,
    stored_bytes: u64,
}

impl CardsReader {
    /// Reads the file whole: it is small.
    pub(crate) fn open(source: Source, stored_bytes: u64) -> Result<Self, TableError> {
        let cards = read(source)?;
        let mut rows: Vec<(u64, Vec<String>, Option<RowFlaw>)> = Vec::new();
        for card in cards.cards {
            rows.push((card.line, cells(&card.card), None));
        }
        for problem in cards.refused {
            let flaw = match problem.reason {
                CardReason::NoEnd => Some(RowFlaw::CardUnfinished),
                CardReason::TooLarge => Some(RowFlaw::CardTooLarge),
                CardReason::NoName => Some(RowFlaw::CardWithoutName),
                _ => continue,
            };
            let mut cells = vec![String::new(); COLUMNS.len()];
            cells[0] = BEGINNING.to_owned();
            rows.push((problem.line, cells, flaw));
        }
        rows.sort_by_key(|(line, _, _)| *line);
        let mut batches = VecDeque::new();
        let mut batch = RowBatch::default();
        for column in COLUMNS {
            batch.push_field(column.name(), CellKind::Text);
        }
        batch.end_record(0, None);
        for (line, cells, flaw) in rows {
            for cell in cells {
                batch.push_field(&cell, CellKind::Text);
            }
            batch.end_record(line, flaw);
            if batch.len() >= BATCH_RECORDS {
                batches.push_back(std::mem::take(&mut batch));
            }
        }
        if !batch.is_empty() {
            batches.push_back(batch);
        }
        Ok(Self {
            batches,
            stored_bytes,
        })
    }
}

impl TableReader for CardsReader {
    fn next_batch(&mut self) -> Result<Option<RowBatch>, TableError> {
        Ok(self.batches.pop_front())
    }

    fn bytes_read(&self) -> u64 {
        self.stored_bytes
    }
}

/// What a card says, in the order of the columns.
fn cells(card: &Card) -> Vec<String> {
    let name = card.name.clone().unwrap_or_default();
    let given = joined(&[&name.given, &name.additional], " ");
    let parts_known = !given.is_empty() || !name.family.is_empty();
    let full = if parts_known {
        String::new()
    } else {
        card.shown_name()
    };
    let organisation = card.organisations.first().cloned().unwrap_or_default();
    let title = card.titles.first().or_else(|| card.roles.first());
    let mut emails: Vec<_> = card.emails.iter().collect();
    emails.sort_by_key(|email| !email.is_preferred);
    let emails: Vec<&str> = emails.iter().map(|email| email.address.as_str()).collect();
    let mut phones: Vec<_> = card
        .phones
        .iter()
        .filter(|phone| !phone.kinds.contains(&ContactKind::Fax))
        .collect();
    phones.sort_by_key(|phone| !phone.is_preferred);
    let numbers = |mobile: bool| {
        let of_kind = phones
            .iter()
            .filter(|phone| phone.kinds.contains(&ContactKind::Mobile) == mobile);
        let numbers: Vec<&str> = of_kind.map(|phone| phone.number.as_str()).collect();
        numbers.join("; ")
    };
    let links: Vec<&str> = card
        .links
        .iter()
        .map(|link| link.address.as_str())
        .collect();
    vec![
        card.uid.clone().unwrap_or_default(),
        full,
        given,
        name.family,
        name.prefixes,
        organisation.name,
        organisation.units.join(", "),
        title.cloned().unwrap_or_default(),
        emails.join("; "),
        numbers(false),
        numbers(true),
        links.join("; "),
        card.addresses.first().map_or_else(String::new, address),
        card.birthday
            .map_or_else(String::new, |birthday| birthday.to_string()),
        card.notes.join("\n"),
    ]
}

fn address(address: &CardAddress) -> String {
    let town = joined(&[&address.postcode, &address.town], " ");
    joined(
        &[
            &address.street,
            &address.extended,
            &address.box_number,
            &town,
            &address.region,
            &address.country,
        ],
        ", ",
    )
}

fn joined(parts: &[&String], between: &str) -> String {
    let known: Vec<&str> = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    known.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_cards_is_known_by_its_beginning() {
        assert!(is_cards("\u{feff}begin:vcard\r\nVERSION:3.0"));
        assert!(!is_cards("BEGIN:VCALENDAR"));
        assert!(!is_cards("Име;Фирма"));
    }

    #[test]
    fn a_card_fills_the_columns_of_a_person() {
        let text = "BEGIN:VCARD\nVERSION:3.0\nN:Иванова;Мария;Петрова;д-р;\nFN:Мария Иванова\n\
            ORG:Ракита ООД;Покупки\nTITLE:Управител\nTEL;TYPE=CELL:0888 123456\nTEL;TYPE=FAX:02 1\n\
            TEL;TYPE=WORK,PREF:02 987654\nEMAIL:m@rakita.example\nUID:abc\nBDAY:--1126\nEND:VCARD\n";
        let cards = read_cards(text.as_bytes(), &CommonCharsets);
        let cells = cells(&cards.cards[0].card);
        let filled: Vec<&str> = cells.iter().map(String::as_str).collect();
        assert_eq!(
            filled,
            [
                "abc",
                "",
                "Мария Петрова",
                "Иванова",
                "д-р",
                "Ракита ООД",
                "Покупки",
                "Управител",
                "m@rakita.example",
                "02 987654",
                "0888 123456",
                "",
                "",
                "11-26",
                ""
            ]
        );
    }
}
