//! Headers of files of records and the words in them.

use super::words;
use super::*;
use crate::day::Date;
use crate::event_day::EventDay;
use crate::records::days::{DayOrderSurvey, read_day};
use crate::sales::format::DateOrder;
use crate::sales::rows::{CellKind, RowBatch};
use crate::sales::values::DayFault;

fn batch(rows: &[&[&str]]) -> RowBatch {
    let mut batch = RowBatch::default();
    for (row, line) in rows.iter().zip(1_u64..) {
        for cell in *row {
            batch.push_field(cell, CellKind::Text);
        }
        batch.end_record(line, None);
    }
    batch
}

fn columns(kind: FileKind, header: &[&str]) -> Vec<Option<&'static str>> {
    let empty = vec![""; header.len()];
    let proposal = propose(kind, &batch(&[header, &empty]));
    let name = |column: &crate::sales::proposal::ProposedColumn<RecordColumn>| {
        column.column.map(RecordColumn::name)
    };
    proposal.columns.iter().map(name).collect()
}

#[test]
fn headers_of_agreements_with_spotters_are_known_in_both_languages() {
    let wanted = [
        "with_whom",
        "spotter_kind",
        "contract",
        "valid_from",
        "fee_name",
        "fee_qualified",
        "fee_share",
        "window_days",
        "most_by_prospect",
        "list_price",
        "payment_days",
        "official",
        "employer_consent",
        "tax_document",
    ];
    for header in [
        [
            "С кого",
            "Вид",
            "Писмен договор",
            "В сила от",
            "За прието име",
            "За квалифициран",
            "Процент от нетния оборот за първата година",
            "Дни за връщане",
            "Най-много за едно име",
            "Цена на доставен списък",
            "Срок за плащане, дни",
            "Заема държавна длъжност",
            "Съгласие на работодателя",
            "Данъчен документ",
        ],
        [
            "With whom",
            "Kind",
            "Written contract",
            "Holds since",
            "For an accepted name",
            "For a qualified one",
            "Per cent of the net revenue of the first year",
            "Days of giving back",
            "At most for one name",
            "Price of a delivered list",
            "Days of payment",
            "Holds a public office",
            "Employer’s consent",
            "Tax document",
        ],
    ] {
        let found = columns(FileKind::Spotters, &header);
        assert_eq!(found, wanted.map(Some));
    }
}

#[test]
fn headers_of_clients_are_known_in_both_languages() {
    assert_eq!(
        columns(
            FileKind::Accounts,
            &[
                "Код",
                "Наименование",
                "ЕИК",
                "ДДС №",
                "Град",
                "Адрес",
                "Търговец",
                "Телефон"
            ]
        ),
        [
            Some("code"),
            Some("name"),
            Some("registration_number"),
            Some("vat_number"),
            Some("city"),
            Some("address"),
            Some("owner"),
            Some("phone")
        ]
    );
    assert_eq!(
        columns(
            FileKind::Accounts,
            &[
                "external_id",
                "name",
                "legal_name",
                "reg_no",
                "vat_no",
                "parent",
                "kind",
                "sector",
                "owner_email",
                "substitute_email",
                "cadence_days",
                "source",
                "acquired_on",
                "employees",
                "tags",
            ]
        ),
        [
            Some("code"),
            Some("name"),
            Some("legal_name"),
            Some("registration_number"),
            Some("vat_number"),
            Some("parent"),
            None,
            Some("sector"),
            Some("owner"),
            Some("substitute"),
            Some("rhythm_days"),
            Some("origin"),
            Some("acquired_on"),
            None,
            Some("tags"),
        ]
    );
}

#[test]
fn a_name_without_a_family_name_beside_it_is_whole() {
    let people = |header: &[&str]| columns(FileKind::People, header);
    assert_eq!(
        people(&["Име", "Фамилия", "Фирма"]),
        [Some("given_name"), Some("family_name"), Some("account")]
    );
    assert_eq!(
        people(&["Име", "Фирма", "GSM"]),
        [Some("full_name"), Some("account"), Some("mobile")]
    );
    assert_eq!(
        people(&["First name", "Last name", "Job title", "E-mail", "Phone"]),
        [
            Some("given_name"),
            Some("family_name"),
            Some("title"),
            Some("email"),
            Some("phone")
        ]
    );
}

#[test]
fn headers_of_interactions_are_known() {
    assert_eq!(
        columns(
            FileKind::Interactions,
            &[
                "Дата",
                "Клиент",
                "Лице",
                "Вид",
                "Резюме",
                "Минути",
                "Служител"
            ]
        ),
        [
            Some("day"),
            Some("account"),
            Some("person"),
            Some("channel"),
            Some("summary"),
            Some("duration_minutes"),
            Some("owner")
        ]
    );
    let mapping = propose(FileKind::Interactions, &batch(&[&["Клиент", "Вид"]])).mapping();
    assert_eq!(
        missing_required(FileKind::Interactions, &mapping),
        ["day", "summary"]
    );
}

#[test]
fn every_column_of_a_kind_is_found_by_its_own_name() {
    for kind in FileKind::ALL {
        for column in kind.columns() {
            let best = super::synonyms::meanings(kind, column.name())
                .into_iter()
                .max_by(|one, other| one.1.total_cmp(&other.1))
                .map(|(column, _)| column);
            assert_eq!(best, Some(*column), "{kind:?}");
            assert_eq!(RecordColumn::from_name(column.name()), Some(*column));
        }
    }
}

#[test]
fn names_are_parted_where_people_part_them() {
    let parts = |name| {
        let (given, family) = split_name(name);
        format!("{given}|{family}")
    };
    assert_eq!(parts("Мария  Иванова"), "Мария|Иванова");
    assert_eq!(parts("Иван Георгиев Петров"), "Иван Георгиев|Петров");
    assert_eq!(parts("Петров, Иван"), "Иван|Петров");
    assert_eq!(parts("Цезар"), "|Цезар");
    assert_eq!(parts(" "), "|");
}

#[test]
fn words_mean_codes_and_nothing_is_guessed() {
    assert_eq!(words::sector("Търговска верига"), Some("retail_chain"));
    assert_eq!(
        words::sector("specialised_store"),
        Some("specialised_store")
    );
    assert_eq!(words::sector("кораби"), None);
    assert_eq!(words::channel("Среща"), Some("meeting"));
    assert_eq!(words::channel("E-mail"), Some("email"));
    assert_eq!(words::direction("входящо"), Some("in"));
    assert_eq!(words::consent("Да"), Some("given"));
    assert_eq!(words::lawful_basis("Договор"), Some("contract"));
    assert_eq!(words::origin("по препоръка"), Some("introduced"));
    assert_eq!(words::mood("-2"), Some(-2));
    assert_eq!(words::mood("добро"), Some(1));
    assert_eq!(words::mood("3"), None);
    assert_eq!(words::country("България").as_deref(), Some("BG"));
    assert_eq!(words::country("de").as_deref(), Some("DE"));
    assert_eq!(words::country("Атлантида"), None);
}

#[test]
fn the_order_of_days_is_proved_or_asked() {
    let survey = |days: &[&str]| {
        let mut rows: Vec<Vec<&str>> = vec![vec!["Дата", "Клиент", "Резюме"]];
        rows.extend(days.iter().map(|day| vec![*day, "Ракита", "x"]));
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let batch = batch(&rows);
        let mapping = propose(FileKind::Interactions, &batch).mapping();
        let mut survey = DayOrderSurvey::new(&mapping);
        survey.feed(&batch);
        survey.finish(None)
    };
    assert_eq!(survey(&["24.11.2026", "2026-01-02"]), Ok(None));
    assert_eq!(
        survey(&["03/04/2026", "24/04/2026"]),
        Ok(Some(DateOrder::DayFirst))
    );
    assert_eq!(
        survey(&["03/04/2026", "04/24/2026"]),
        Ok(Some(DateOrder::MonthFirst))
    );
    let open = survey(&["03/04/2026"]).expect_err("two readings");
    assert_eq!((open.position, open.examples.len()), (0, 1));
}

#[test]
fn a_day_may_lack_parts_and_carry_a_time() {
    let day = |text, order| read_day(text, order).map(|day| day.to_string());
    assert_eq!(day("24.11.2026 г.", None).as_deref(), Ok("2026-11-24"));
    assert_eq!(day("2026-11-24 10:30", None).as_deref(), Ok("2026-11-24"));
    assert_eq!(day("2019", None).as_deref(), Ok("2019"));
    assert_eq!(day("05.2019", None).as_deref(), Ok("2019-05"));
    assert_eq!(day("03/04/2026", None), Err(DayFault::Ambiguous));
    assert_eq!(
        read_day("03/04/2026", Some(DateOrder::MonthFirst)),
        Ok(EventDay::from(Date::constant(2026, 3, 4)))
    );
    assert_eq!(day("31.02.2026", None), Err(DayFault::Invalid));
}
