//! The documents as the CSV an ERP would export.

use std::io::Write;

use clientela_domain::day::{Date, DayNumber, day_from_number};

use super::clients::Client;
use super::documents::{self, Document, Kind, Line};
use super::products::PRODUCTS;

const HEADER: &str = "\u{feff}Вид документ;Номер на документ;Статус;Дата на документа;Падеж;Код на клиент;\
Име на клиента;ЕИК;ДДС №;Град;Обект;Ред;Код на стока;Име на стоката;Стокова група;Марка;Количество;\
Мярка;Ед. цена;Отстъпка %;Стойност без ДДС;ДДС сума;Сума с ДДС;Себестойност;Валута;Търговец;\
Поръчка №;Обещана дата;Дата на доставка;Обещано количество;Доставено количество;Платено;Неплатено\r\n";

/// The whole export.
pub(super) fn csv(today: Date, seed: u64, clients: &[Client]) -> Vec<u8> {
    let documents = documents::all(today, seed, clients);
    let parties: Vec<String> = clients.iter().map(party).collect();
    let products: Vec<(String, String)> = PRODUCTS
        .iter()
        .map(|product| {
            let name = format!(
                "{};{};{};{}",
                product.code,
                product.name,
                product.group.name(),
                product.brand
            );
            (name, product.unit.to_owned())
        })
        .collect();
    let mut days = Days::default();
    let mut csv = Vec::with_capacity(26 << 20);
    csv.extend_from_slice(HEADER.as_bytes());
    for document in &documents {
        let client = document.client.map(|index| &clients[index]);
        let party = document.client.map_or(";;;;", |index| &parties[index]);
        let head = head(document, client, party, &mut days);
        let tail = tail(document, client, &mut days);
        for (position, line) in document.lines.iter().enumerate() {
            let (name, unit) = &products[line.product];
            csv.extend_from_slice(head.as_bytes());
            number(&mut csv, position as i64 + 1);
            csv.push(b';');
            csv.extend_from_slice(name.as_bytes());
            csv.push(b';');
            number(&mut csv, line.quantity);
            csv.push(b';');
            csv.extend_from_slice(unit.as_bytes());
            amounts(&mut csv, line);
            csv.extend_from_slice(tail.as_bytes());
            settlement(&mut csv, document, line);
        }
    }
    csv
}

/// Code, name, registration number, VAT number and city of a client.
fn party(client: &Client) -> String {
    let number = &client.registration_number;
    format!(
        "{};{};{number};BG{number};{}",
        client.code, client.name, client.city
    )
}

/// The fields before the line number, which every line of a document repeats.
fn head(document: &Document, client: Option<&Client>, party: &str, days: &mut Days) -> String {
    let (kind, state) = match document.kind {
        Kind::Invoice => ("Фактура", "Осчетоводен"),
        Kind::CreditNote => ("Кредитно известие", "Осчетоводен"),
        Kind::ProForma => ("Проформа", "Изпратен"),
        Kind::Cancelled => ("Фактура", "Анулиран"),
    };
    let number = document.number;
    let (day, due) = (days.text(document.day), days.text(document.due_day));
    let site = match client {
        Some(client) if client.sites > 1 => format!("Обект {}", document.site),
        _ => String::new(),
    };
    format!("{kind};{number:010};{state};{day};{due};{party};{site};")
}

/// Currency, representative, order and promised and delivered day, the same on every line.
fn tail(document: &Document, client: Option<&Client>, days: &mut Days) -> String {
    let currency = if document.in_lev { "BGN" } else { "EUR" };
    let representative = client.map_or("", |client| client.representative);
    let promised = days.text(document.promised_day);
    let delivered = document
        .delivered_day
        .map_or_else(String::new, |day| days.text(day));
    let order = document.order_number;
    format!(";{currency};{representative};ПОР-{order:06};{promised};{delivered};")
}

fn amounts(csv: &mut Vec<u8>, line: &Line) {
    let discount = line.discount * 100;
    for cents in [
        line.price,
        discount,
        line.net,
        line.vat,
        line.net + line.vat,
    ] {
        csv.push(b';');
        money(csv, cents);
    }
    csv.push(b';');
    if let Some(cost) = line.cost {
        money(csv, cost);
    }
}

/// Promised and delivered quantity, paid and open amount.
fn settlement(csv: &mut Vec<u8>, document: &Document, line: &Line) {
    number(csv, line.promised_quantity);
    csv.push(b';');
    if document.delivered_day.is_some() {
        number(csv, line.quantity);
    }
    let gross = line.net + line.vat;
    let (paid, open) = if document.paid {
        (gross, 0)
    } else {
        (0, gross)
    };
    csv.push(b';');
    money(csv, paid);
    csv.push(b';');
    money(csv, open);
    csv.extend_from_slice(b"\r\n");
}

fn number(csv: &mut Vec<u8>, value: i64) {
    // Writing into a Vec cannot fail.
    let _infallible = write!(csv, "{value}");
}

/// Cents with a decimal comma.
fn money(csv: &mut Vec<u8>, cents: i64) {
    let sign = if cents < 0 { "-" } else { "" };
    let (whole, rest) = (cents.abs() / 100, cents.abs() % 100);
    let _infallible = write!(csv, "{sign}{whole},{rest:02}");
}

/// Days as `dd.mm.yyyy`, each written once.
#[derive(Default)]
struct Days(std::collections::HashMap<DayNumber, String>);

impl Days {
    fn text(&mut self, number: DayNumber) -> String {
        let written = self.0.entry(number).or_insert_with(|| {
            day_from_number(number).map_or_else(String::new, |day| {
                format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
            })
        });
        written.clone()
    }
}
