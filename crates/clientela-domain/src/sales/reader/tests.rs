use super::*;
use crate::currency::euro_from_lev;
use crate::sales::format::{FormatChoices, FormatSurvey};
use crate::sales::lines::{UNKNOWN_DAY, UNKNOWN_UNITS, document_key};
use crate::sales::mapping::{header_names, numbered_header};
use crate::sales::proposal::propose;
use crate::sales::rows::{CellKind, RowFlaw};

mod cells;
mod properties;

const TODAY: Date = Date::constant(2026, 11, 24);

fn batch_of(rows: &[&str], separator: char) -> RowBatch {
    let mut batch = RowBatch::default();
    for (line, row) in (1_u64..).zip(rows) {
        for field in row.split(separator) {
            batch.push_field(field, CellKind::Text);
        }
        batch.end_record(line, None);
    }
    batch
}

/// Proposes, surveys and reads, as the product does.
fn read_with(rows: &[&str], settings: ReaderSettings) -> ReadBatch {
    let batch = batch_of(rows, ';');
    let mapping = propose(&batch).mapping();
    let mut survey = FormatSurvey::new(&mapping);
    survey.feed(&batch);
    let choices = FormatChoices {
        gross_vat_rate: settings.gross_vat_rate,
        ..FormatChoices::default()
    };
    let format = survey.finish(&choices).unwrap();
    let read = SalesReader::new(mapping, format, settings).read(&batch);
    let outcomes = read.lines.len() + read.set_aside.len() + read.skipped.len();
    assert_eq!(read.rows, u64::try_from(outcomes).unwrap());
    read
}

fn read(rows: &[&str]) -> ReadBatch {
    read_with(rows, ReaderSettings::of(TODAY))
}

fn reasons(read: &ReadBatch) -> Vec<(u64, SetAsideReason, &str)> {
    read.set_aside
        .iter()
        .map(|row| (row.line, row.reason, row.value.as_str()))
        .collect()
}

fn skips(read: &ReadBatch) -> Vec<(u64, SkipReason)> {
    read.skipped
        .iter()
        .map(|row| (row.line, row.reason))
        .collect()
}

#[test]
fn online_retail_lines_are_quantity_times_price() {
    let read = read_with(
        &[
            "InvoiceNo;StockCode;Description;Quantity;InvoiceDate;UnitPrice;CustomerID;Country",
            "536365;85123A;WHITE HANGING HEART;6;2010-12-01 08:26:00;2.55;17850.0;United Kingdom",
            "C536379;D;Discount;-1;2010-12-01 09:41:00;27.5;14527.0;United Kingdom",
            "536414;22139;;56;2010-12-01 11:52:00;0.0;;United Kingdom",
            "A563186;B;Adjust bad debt;1;2011-08-12 14:51:00;-11062.06;;United Kingdom",
            "536365;0071;T;3;2010-12-01 08:26:00;0.001;17850.0;United Kingdom",
        ],
        ReaderSettings {
            file_currency: Currency::from_code("GBP"),
            ..ReaderSettings::of(TODAY)
        },
    );
    let lines = &read.lines;
    assert_eq!(reasons(&read), []);
    assert_eq!(lines.net, [153_000, -275_000, 0, -110_620_600, 30]);
    assert_eq!(lines.quantity, [60_000, -10_000, 560_000, 10_000, 30_000]);
    assert_eq!(lines.customer.get(0), "c:17850");
    assert_eq!(lines.customer.get(2), "");
    assert_eq!(lines.product.get(4), "0071");
    assert_eq!(lines.document_number.get(1), "C536379");
    assert_eq!(lines.currency[0].code(), "GBP");
    assert_eq!(lines.net_euro, [UNKNOWN_UNITS; 5]);
    assert_eq!(lines.due_day, [UNKNOWN_DAY; 5]);
    assert_eq!(lines.kind, [DocumentKind::Invoice; 5]);
    assert_eq!(lines.source_line, [2, 3, 4, 5, 6]);
    assert_eq!(lines.document[0], lines.document[4]);
    assert_eq!(
        lines.document[0],
        document_key(DocumentKind::Invoice, "536365", 2010, "c:17850")
    );
    assert_eq!(
        read.customers
            .iter()
            .map(|seen| seen.code.as_str())
            .collect::<Vec<_>>(),
        ["17850", "14527"]
    );
    assert_eq!(read.products.len(), 5);
    assert_eq!(read.currency_assumed, 0);
}

const NORTHWIND: &str = "OrderID;CustomerID;OrderDate;RequiredDate;ShippedDate;Freight;OrderID;ProductID;UnitPrice;Quantity;Discount";

#[test]
fn northwind_discounts_are_fractions_and_freight_is_no_amount() {
    let read = read(&[
        NORTHWIND,
        "10250;HANAR;1996-07-08;1996-08-05;1996-07-12;65.83;10250;51;42.4;35;0.15",
        "10250;HANAR;1996-07-08;1996-08-05;NULL;65.83;10250;41;7.7;10;0",
    ]);
    // 42.4 * 35 * 0.85 = 1261.40
    assert_eq!(read.lines.net, [12_614_000, 770_000]);
    assert_eq!(read.lines.discount, [2_226_000, 0]);
    assert_eq!(read.lines.delivered_day[1], UNKNOWN_DAY);
    assert_eq!(read.lines.promised_day[0] - read.lines.day[0], 28);
}

const FULL: &str = "Вид документ;Номер;Дата;Код на клиент;Клиент;ЕИК;Код артикул;Стока;К-во;Ед. цена;Отстъпка %;Сума без ДДС;ДДС %;ДДС;Общо;Валута";

fn full(rows: &[&str]) -> ReadBatch {
    let mut all = vec![FULL];
    all.extend(rows);
    read(&all)
}

#[test]
fn c32_credit_notes_are_negative_whatever_the_sign() {
    let read = full(&[
        "Фактура;1;31.01.2026;A;Алфа;;P;Захар;2;5,00;;10,00;20;2,00;12,00;EUR",
        "Кредитно известие;2;31.01.2026;A;Алфа;;P;Захар;2;5,00;;10,00;20;2,00;12,00;EUR",
        "КИ;3;31.01.2026;A;Алфа;;P;Захар;-2;5,00;;-10,00;20;-2,00;-12,00;EUR",
        "КИ;4;31.01.2026;A;Алфа;;P;Захар;2;-5,00;10;;20;;;EUR",
        "Дебитно известие;5;31.01.2026;A;Алфа;;P;Захар;2;5,00;;10,00;20;2,00;12,00;EUR",
    ]);
    assert_eq!(reasons(&read), []);
    assert_eq!(
        read.lines.net,
        [100_000, -100_000, -100_000, -90_000, 100_000]
    );
    assert_eq!(
        read.lines.quantity,
        [20_000, -20_000, -20_000, -20_000, 20_000]
    );
    assert_eq!(read.lines.gross[..3], [120_000, -120_000, -120_000]);
    assert_eq!(read.lines.unit_price, [50_000; 5]);
    assert_eq!(read.lines.discount[3], -10_000);
    let credit = DocumentKind::CreditNote;
    assert_eq!(
        read.lines.kind,
        [
            DocumentKind::Invoice,
            credit,
            credit,
            credit,
            DocumentKind::DebitNote
        ]
    );
}

#[test]
fn documents_that_are_no_sales_are_skipped_with_their_reason() {
    let read = read(&[
        "Number;Date;Customer Name;Amount;Type;Status",
        "1;2026-01-31;A;10.00;Проформа;posted",
        "2;2026-01-31;A;10.00;invoice;draft",
        "3;2026-01-31;A;10.00;invoice;Cancelled",
        "4;2026-01-31;A;10.00;invoice;анулирана",
        "5;2026-01-31;A;10.00;invoice;posted",
        "6;not a day;A;x;Pro forma;",
    ]);
    assert_eq!(
        skips(&read),
        [
            (2, SkipReason::ProForma),
            (3, SkipReason::Draft),
            (4, SkipReason::Cancelled),
            (5, SkipReason::Cancelled),
            (7, SkipReason::ProForma),
        ]
    );
    assert_eq!(read.lines.len(), 1);
}

#[test]
fn flags_of_cancellation_and_return_are_understood() {
    let cancelled = read(&[
        "Номер;Дата;Клиент;Сума;IS_ANUL",
        "1;31.01.2026;A;10,00;1",
        "2;31.01.2026;A;10,00;0",
    ]);
    assert_eq!(skips(&cancelled), [(2, SkipReason::Cancelled)]);
    let returned = read(&[
        "Invoice;Date;Customer Name;Amount;Is Return;docstatus",
        "1;2026-01-31;A;10;1;1",
        "2;2026-01-31;A;10;0;1",
        "3;2026-01-31;A;10;0;2",
        "4;2026-01-31;A;10;0;0",
    ]);
    assert_eq!(returned.lines.net, [-100_000, 100_000]);
    assert_eq!(
        skips(&returned),
        [(4, SkipReason::Cancelled), (5, SkipReason::Draft)]
    );
}

#[test]
fn c17_titles_totals_headers_and_empty_rows_are_skipped() {
    let read = read(&[
        "Справка за продажби;;;;",
        ";;;;",
        "Номер;Дата;Клиент;Стока;Сума",
        "1;31.01.2026;Алфа;Захар;10,00",
        ";;;;",
        "Номер;Дата;Клиент;Стока;Сума",
        "Клиент: Бета ООД;;;;",
        "2;31.01.2026;Бета;Total олио;5,00",
        "Общо:;;;;15,00",
        ";;Всичко;;15,00",
        ";;;Захар общо;3,00",
    ]);
    assert_eq!(
        skips(&read),
        [
            (1, SkipReason::TitleRow),
            (2, SkipReason::EmptyRow),
            (5, SkipReason::EmptyRow),
            (6, SkipReason::TitleRow),
            (7, SkipReason::TitleRow),
            (9, SkipReason::TotalRow),
            (10, SkipReason::TotalRow),
        ]
    );
    assert_eq!(read.lines.len(), 2);
    assert_eq!(
        reasons(&read),
        [(11, SetAsideReason::DocumentNumberMissing, "")]
    );
    assert_eq!(read.rows, 10);
}

#[test]
fn every_fault_names_its_column_value_and_reason() {
    let read = full(&[
        "Фактура;;31.01.2026;A;;;P;;1;1;;1,50;;;;",
        "Фактура;1;;A;;;P;;1;1;;1,50;;;;",
        "Фактура;1;31.02.2026;A;;;P;;1;1;;1,50;;;;",
        "Фактура;1;01.01.1899;A;;;P;;1;1;;1,50;;;;",
        "Фактура;1;01.01.2999;A;;;P;;1;1;;1,50;;;;",
        "Фактура;1;31.12.2027;A;;;P;;1;1;;1,50;;;;",
        "Фактура;1;01.01.2028;A;;;P;;1;1;;1,50;;;;",
        "Фактура;1;31.01.2026;A;;;P;;1;;;;;;;",
        "Фактура;1;31.01.2026;A;;;P;;1e309;1;;1,50;;;;",
        "Фактура;1;31.01.2026;A;;;P;;1;NaN;;1,50;;;;",
        "Фактура;1;31.01.2026;A;;;P;;1;1;;9999999999999999999999999999999999999999;;;;",
        "Фактура;1;31.01.2026;1.31E+08;;;P;;1;1;;1,50;;;;",
        "Фактура;1;31.01.2026;A;;;P;;1;1;;1,50;;;;XYZ",
        "Фактура;1;31.01.2026;A;;;P;;1;1;;10,00;20;2,00;13,00;EUR",
        "Фактура;1;31.01.2026;A;;;P;;1;1;;10,00;20;;12,50;EUR",
        "Фактура;1;31.01.2026;A;;;P;;1;1;;10,00;20;2,01;12,02;EUR",
        "Фактура;1;31.01.2026;A;;;P;;1;1;;10,00;;;12,50;EUR",
        "Фактура;1;31.01.2026;A;;;P;;1;5,00;150;;20;;;EUR",
        "Фактура;1",
        "Фактура;1;31.01.2026;A;;;P;;1;1;;1,50;;;;;;surplus",
        "Фактура;1;31.01.2026;A;;;P;;1;1;;1,50;;;;;;",
    ]);
    use SetAsideReason as R;
    assert_eq!(
        reasons(&read),
        [
            (2, R::DocumentNumberMissing, ""),
            (3, R::DateMissing, ""),
            (4, R::DateInvalid, "31.02.2026"),
            (5, R::DateOutOfRange, "01.01.1899"),
            (6, R::DateOutOfRange, "01.01.2999"),
            (8, R::DateOutOfRange, "01.01.2028"),
            (9, R::AmountMissing, ""),
            (10, R::NumberInvalid, "1e309"),
            (11, R::NumberInvalid, "NaN"),
            (
                12,
                R::NumberTooLarge,
                "9999999999999999999999999999999999999999"
            ),
            (13, R::NumberLostDigits, "1.31E+08"),
            (14, R::CurrencyUnknown, "XYZ"),
            (15, R::AmountsDisagree, "13,00"),
            (16, R::AmountsDisagree, "12,50"),
            (19, R::NumberInvalid, "150"),
            (20, R::FieldCount, "2/16"),
            (21, R::FieldCount, "18/16"),
        ]
    );
    assert_eq!(read.lines.len(), 4);
    let disagreeing = &read.set_aside[12];
    assert_eq!(
        (disagreeing.column, disagreeing.field, disagreeing.row.len()),
        (Some(Column::GrossAmount), Some(14), 16)
    );
}

#[test]
fn an_ambiguous_number_or_day_nobody_settled_is_set_aside() {
    let batch = batch_of(
        &[
            "Number;Date;Customer Name;Amount",
            "1;03/04/2024;A;5",
            "1;2024-04-03;A;1,234",
            "1;2024-04-03;A;5",
        ],
        ';',
    );
    let mapping = propose(&batch).mapping();
    let read =
        SalesReader::new(mapping, SettledFormat::default(), ReaderSettings::of(TODAY)).read(&batch);
    assert_eq!(
        reasons(&read),
        [
            (2, SetAsideReason::DateAmbiguous, "03/04/2024"),
            (3, SetAsideReason::NumberAmbiguous, "1,234")
        ]
    );
}

#[test]
fn gross_amounts_give_net_ones() {
    let by_vat = read(&[
        "Номер;Дата;Клиент;ДДС;Сума с ДДС",
        "1;31.01.2026;A;2,00;12,00",
    ]);
    assert_eq!(
        (&by_vat.lines.net[..], by_vat.derived_from_gross),
        (&[100_000][..], 1)
    );
    let by_rate = read(&[
        "Номер;Дата;Клиент;ДДС %;Сума с ДДС",
        "1;31.01.2026;A;20;10,00",
        "2;31.01.2026;A;9%;10,90",
        "3;31.01.2026;A;0.2;12,00",
        "4;31.01.2026;A;освободена;12,00",
    ]);
    assert_eq!(by_rate.lines.net, [83_333, 100_000, 100_000]);
    assert_eq!(by_rate.lines.vat, [16_667, 9_000, 20_000]);
    assert_eq!(
        reasons(&by_rate),
        [(5, SetAsideReason::AmountMissing, "12,00")]
    );
    let rows = [
        "Номер;Дата;Клиент;Количество;Цена с ДДС;Отстъпка %",
        "1;31.01.2026;A;2;6,00;10",
    ];
    let settings = ReaderSettings {
        gross_vat_rate: Some(2_000),
        ..ReaderSettings::of(TODAY)
    };
    let by_setting = read_with(&rows, settings);
    assert_eq!(
        (by_setting.lines.net[0], by_setting.lines.gross[0]),
        (90_000, 108_000)
    );
    assert_eq!(
        (
            by_setting.lines.unit_price[0],
            by_setting.derived_from_gross
        ),
        (50_000, 1)
    );
    let priced = read(&[
        "Номер;Дата;Клиент;Количество;Ед. цена;Сума с ДДС",
        "1;31.01.2026;A;2;5,00;12,00",
    ]);
    assert_eq!(
        (
            priced.lines.net[0],
            priced.lines.vat[0],
            priced.derived_from_gross
        ),
        (100_000, 20_000, 0)
    );
}

#[test]
fn discounts_lower_the_computed_amount() {
    let amount = read(&[
        "Номер;Дата;Клиент;Количество;Ед. цена;Отстъпка сума",
        "1;31.01.2026;A;2;5,00;1,50",
        "2;31.01.2026;A;2;5,00;",
    ]);
    assert_eq!(amount.lines.net, [85_000, 100_000]);
    let percent = read(&[
        "Номер;Дата;Клиент;Количество;Ед. цена;Отстъпка %",
        "1;31.01.2026;A;3;3,333;33,333",
        "2;31.01.2026;A;2;5,00;5%",
    ]);
    // 3 * 3.333 * 0.66667 = 6.66603333, rounded once
    assert_eq!(percent.lines.net, [66_660, 95_000]);
}

#[test]
fn costs_come_from_amount_unit_or_margin() {
    let header = "Номер;Дата;Клиент;Количество;Сума без ДДС";
    let cost = |column: &str, value: &str| {
        read(&[
            &format!("{header};{column}"),
            &format!("1;31.01.2026;A;2;10,00;{value}"),
        ])
        .lines
        .cost[0]
    };
    assert_eq!(cost("Себестойност", "7,50"), 75_000);
    assert_eq!(cost("Доставна цена", "3,10"), 62_000);
    assert_eq!(cost("Печалба", "2,25"), 77_500);
    assert_eq!(cost("Печалба", ""), UNKNOWN_UNITS);
}

#[test]
fn c31_currencies_are_named_beside_the_amount_or_assumed_by_the_day() {
    let read = full(&[
        "Фактура;1;31.12.2025;A;;;P;;1;;;10,00;;;;лв.",
        "Фактура;2;01.01.2026;A;;;P;;1;;;10,00;;;;EUR",
        "Фактура;3;31.12.2025;A;;;P;;1;;;10,00;;;;",
        "Фактура;4;01.01.2026;A;;;P;;1;;;10,00;;;;",
        "Фактура;5;01.01.2026;A;;;P;;1;;;10,00 лв.;;;;",
        "Фактура;6;31.12.2025;A;;;P;;1;;;€10,00;;;;",
        "Фактура;7;31.12.2025;A;;;P;;1;;;10,00;;;;лB",
        "Фактура;8;31.12.2025;A;;;P;;1;;;10,00;;;;USD",
    ]);
    let codes: Vec<&str> = read.lines.currency.iter().map(Currency::code).collect();
    assert_eq!(
        codes,
        ["BGN", "EUR", "BGN", "EUR", "BGN", "EUR", "BGN", "USD"]
    );
    assert_eq!(read.currency_assumed, 2);
    let euro =
        i64::try_from(euro_from_lev(crate::amount::Amount::from_cents(1_000)).units()).unwrap();
    assert_eq!((euro, read.lines.net_euro[0]), (51_100, 51_100));
    assert_eq!(read.lines.net_euro[1], UNKNOWN_UNITS);
}

#[test]
fn personal_numbers_are_not_stored() {
    let read = full(&[
        "Фактура;1;31.01.2026;A;Иван;7523169263;P;;1;;;10,00;;;;EUR",
        "Фактура;2;31.01.2026;A;Иван;BG7523169263;P;;1;;;10,00;;;;EUR",
        "Фактура;3;31.01.2026;A;Фирма;175074752;P;;1;;;10,00;;;;EUR",
        "Фактура;4;31.02.2026;A;Иван;7523169263;P;;1;;;10,00;;;;EUR",
        "Фактура;5;31.01.2026;A;Иван;75********;P;;1;;;10,00;;;;EUR",
    ]);
    assert_eq!(read.masked_personal_numbers, 3);
    assert_eq!(
        read.lines
            .registration_number
            .words()
            .iter()
            .map(|word| &**word)
            .collect::<Vec<_>>(),
        ["", "175074752"]
    );
    assert_eq!(read.set_aside[0].row[5], "75********");
    assert!(
        read.customers
            .iter()
            .all(|seen| !seen.registration_number.contains("7523169263"))
    );
}

#[test]
fn customers_are_known_by_code_or_by_folded_name() {
    let named = read(&[
        "Номер;Дата;Клиент;Сума",
        "1;31.01.2026;\"ФИРМА\" ЕООД ;10,00",
        "2;31.01.2026;Фирма  ЕООД;10,00",
        "3;31.01.2026;-;10,00",
        "4;31.01.2026;\"ФИРМА\" ЕООД;10,00",
    ]);
    let keys: Vec<&str> = (0..4).map(|line| named.lines.customer.get(line)).collect();
    assert_eq!(keys, ["n:фирма еоод", "n:фирма еоод", "", "n:фирма еоод"]);
    assert_eq!(named.customers.len(), 2);
    assert_eq!(named.customers[0].name, "\"ФИРМА\" ЕООД");
}

#[test]
fn the_content_of_a_line_is_product_quantity_net_and_currency() {
    let read = full(&[
        "Фактура;1;31.01.2026;A;Алфа;;P;Захар;1;;;10,00;;;;EUR",
        "Фактура;2;01.02.2026;B;Бета;;P;Захар бяла;1;;;10,00;;;;EUR",
        "Фактура;1;31.01.2026;A;Алфа;;P;Захар;1;;;10,01;;;;EUR",
        "Фактура;1;31.01.2026;A;Алфа;;P;Захар;1;;;10,00;;;;USD",
    ]);
    let lines = &read.lines;
    assert_eq!(lines.content[0], lines.content[1]);
    assert_ne!(lines.knowledge[0], lines.knowledge[1]);
    assert_ne!(lines.content[0], lines.content[2]);
    assert_ne!(lines.content[0], lines.content[3]);
    assert_eq!(lines.knowledge[0], lines.knowledge[2]);
}
