//! Files nobody here wrote: what is read, and every figure against the truth beside the file.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use clientela_app::import_options::ImportOptions;
use clientela_app::import_sales::ImportReport;
use clientela_app::measure_concentration::ConcentrationReport;
use clientela_domain::amount::Amount;
use clientela_domain::concentration::Class;
use clientela_store::{Store, db_tests};
use serde_json::Value;

use crate::books::{concentration, context, currency, import, real_data, trial};

/// Relative difference allowed to the oracle's floats, which are rounded to eight digits or so.
const RATIO_TOLERANCE: f64 = 1e-6;

#[track_caller]
fn assert_rows(report: &ImportReport, read: u64, accepted: u64, duplicate: u64, skipped: u64) {
    let rows = report.rows;
    assert_eq!(
        (
            rows.read,
            rows.accepted,
            rows.set_aside,
            rows.duplicate,
            rows.skipped
        ),
        (
            read,
            accepted,
            read - accepted - duplicate - skipped,
            duplicate,
            skipped
        ),
    );
    assert_eq!(rows.set_aside, 0, "{:?}", report.set_aside.first());
}

fn amount(value: &Value) -> Amount {
    Amount::parse(&value.to_string()).unwrap_or_else(|| panic!("an exact amount, not {value}"))
}

#[track_caller]
fn assert_ratio(found: f64, oracle: &Value, name: &str) {
    let expected = oracle[name]
        .as_f64()
        .unwrap_or_else(|| panic!("the oracle has {name}"));
    assert!(
        (found - expected).abs() <= RATIO_TOLERANCE * expected.abs().max(1e-3),
        "{name}: {found}, {expected}"
    );
}

/// Totals, indices, classes and the ten largest against the oracle. `code_of` takes the customer of
/// the oracle to the client's name in the book.
#[track_caller]
fn assert_concentration(
    report: &ConcentrationReport,
    oracle: &Value,
    name_of: impl Fn(&str) -> String,
) {
    let figures = &report.figures;
    assert_eq!(
        figures.revenue + figures.negative,
        amount(&oracle["revenue_net_all"])
    );
    assert_eq!(
        figures.revenue,
        amount(&oracle["revenue_positive_customers"])
    );
    // Lines that cancel out leave exactly zero here; the oracle summed floats, and a rest of 1e-13
    // counts as above zero there. Both have the same clients, and such a client has no weight.
    let count = |name: &str| oracle[name].as_u64().expect("a count");
    let rests = count("customers_positive") - figures.positive as u64;
    assert!(rests <= 4, "{rests}");
    let others = count("customers_zero") + count("customers_negative") + rests;
    assert_eq!(figures.negative_accounts().len() as u64, others);
    let value = |estimate: clientela_domain::estimate::Estimate| {
        estimate.bounds().map_or(f64::NAN, |(low, _)| low)
    };
    assert_ratio(value(report.concentration.hhi()), oracle, "hhi01");
    // The Gini coefficient counts clients, so those four move it in the fourth digit.
    if rests == 0 {
        assert_ratio(value(report.concentration.gini()), oracle, "gini");
    }
    assert_ratio(value(report.concentration.top_share(1)), oracle, "cr1");
    assert_ratio(value(report.concentration.top_share(10)), oracle, "cr10");
    for class in Class::ALL {
        let rests = if class == Class::C { rests } else { 0 };
        let expected = oracle["abc_incl"][class.id()]
            .as_u64()
            .map(|all| all - rests);
        assert_eq!(
            Some(figures.classification.of_class(class).accounts as u64),
            expected,
            "{class:?}"
        );
    }
    if rests > 0 {
        return;
    }
    let top = oracle["top10"].as_array().expect("ten clients");
    for (figure, expected) in figures.positive_accounts().iter().zip(top) {
        let name = report.state.directory.name_of(figure.account);
        assert_eq!(
            name,
            name_of(expected["customer"].as_str().expect("a customer"))
        );
        assert_eq!(figure.revenue, amount(&expected["revenue"]), "{name}");
    }
}

fn oracle(path: &Path) -> Value {
    let text = fs_err::read_to_string(path).expect("the oracle stands beside its file");
    serde_json::from_str(&text).expect("the oracle is JSON")
}

async fn online_retail(store: Store, name: &str, rows: u64) {
    let Some(folder) = real_data() else { return };
    let context = context(store);
    let path = folder.join(format!("{name}.csv"));
    let oracle = oracle(&folder.join(format!("{name}.oracle.json")));
    let would = trial(&context, &path, currency("GBP"))
        .await
        .expect("a trial run");
    let report = import(&context, &path, currency("GBP"))
        .await
        .expect("an import");
    assert_eq!(would.rows, report.rows);
    assert_eq!(would.net_totals, report.net_totals);
    assert_eq!(
        (would.accounts, would.products),
        (report.accounts, report.products)
    );
    assert_rows(&report, rows, rows, 0, 0);
    let measured = concentration(&context).await;
    assert_eq!(
        measured.figures.net_total(),
        amount(&oracle["revenue_all_lines"])
    );
    // The whole file's oracle keeps this count under its data quality.
    let no_customer = oracle["no_customer"].as_u64().unwrap_or(135_080);
    assert_eq!(measured.figures.unassigned_lines, no_customer);
    let net = match &oracle["net"] {
        serde_json::Value::Null => &oracle["conc_net_with_customer__all_lines_incl_returns"],
        net => net,
    };
    assert_concentration(&measured, net, str::to_owned);
    let again = import(&context, &path, currency("GBP"))
        .await
        .expect("the same file again");
    assert_eq!((again.rows.accepted, again.rows.duplicate), (0, rows));
    assert_eq!(
        concentration(&context).await.figures.net_total(),
        measured.figures.net_total()
    );
}

/// A map that takes the country as the customer.
fn country_as_customer() -> ImportOptions {
    let columns = [
        ("customer_name", "Country"),
        ("document_number", "ASN/DN #"),
        ("net_amount", "Line Item Value"),
        ("document_date", "Delivery Recorded Date"),
    ]
    .map(|(column, header)| (column.to_owned(), header.to_owned()))
    .to_vec();
    ImportOptions {
        columns,
        ..currency("USD")
    }
}

async fn deliveries(store: Store, name: &str, rows: u64) {
    let Some(folder) = real_data() else { return };
    let context = context(store);
    let oracle = oracle(&folder.join(format!("{name}.oracle.json")));
    let path = folder.join(format!("{name}.csv"));
    let report = import(&context, &path, country_as_customer())
        .await
        .expect("an import");
    assert_rows(&report, rows, rows, 0, 0);
    let measured = concentration(&context).await;
    assert_eq!(
        measured.figures.net_total(),
        amount(&oracle["total_line_value"])
    );
    let by_country = oracle["by_country_lines_and_on_time"]
        .as_object()
        .expect("lines by country");
    let lines: HashMap<&str, u64> = measured
        .figures
        .accounts
        .iter()
        .map(|figure| {
            (
                measured.state.directory.name_of(figure.account),
                figure.lines,
            )
        })
        .collect();
    for (country, counts) in by_country {
        assert_eq!(
            lines.get(country.as_str()).copied(),
            counts[0].as_u64(),
            "{country}"
        );
    }
}

/// Orders, their lines and their customers as one export; with `status`, cancelled orders say so.
fn classicmodels(folder: &Path, with_status: bool) -> String {
    let read = |name: &str| {
        let text =
            fs_err::read(folder.join("classicmodels").join(name)).expect("a file of classicmodels");
        records(&String::from_utf8_lossy(&text))
    };
    let customers: HashMap<String, String> = read("customers.csv")
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect();
    let orders: HashMap<String, Vec<String>> = read("orders.csv")
        .into_iter()
        .map(|row| (row[0].clone(), row))
        .collect();
    let mut text = String::from(
        "orderNumber,orderDate,customerNumber,customerName,productCode,quantityOrdered,priceEach",
    );
    text.push_str(if with_status { ",status\n" } else { "\n" });
    for line in read("orderdetails.csv").into_iter().skip(1) {
        let order = &orders[&line[0]];
        let customer = &order[6];
        let name = customers[customer].replace('"', "\"\"");
        write!(
            text,
            "{},{},{customer},\"{name}\",{},{},{}",
            line[0], order[1], line[1], line[2], line[3]
        )
        .expect("a string takes it");
        if with_status {
            write!(text, ",{}", order[4]).expect("a string takes it");
        }
        text.push('\n');
    }
    text
}

/// Splits plain CSV with quoted fields; enough for these files and independent of our own reader.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            other => field.push(other),
        }
    }
    if !row.is_empty() || !field.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}

db_tests! {
    async fn the_start_of_online_retail(store: Store) {
        online_retail(store, "online_retail_first20k", 20_000).await;
    }

    async fn the_start_of_the_year_before_with_other_headers(store: Store) {
        online_retail(store, "online_retail_ii_first20k", 20_000).await;
    }

    async fn half_a_million_lines_of_online_retail(store: Store) {
        online_retail(store, "online_retail", 541_909).await;
    }

    async fn two_sheets_share_documents_and_nothing_counts_twice(store: Store) {
        let Some(folder) = real_data() else { return };
        let context = context(store);
        let path = folder.join("online_retail_ii_two_sheets_overlap.xlsx");
        let oracle = oracle(&folder.join("online_retail_ii_two_sheets_overlap.oracle.json"));
        let both = oracle["sheet1_rows"].as_u64().zip(oracle["sheet2_rows"].as_u64()).map_or(0, |(a, b)| a + b);
        let report = import(&context, &path, currency("GBP")).await.expect("an import");
        assert_eq!(report.rows.read, both);
        assert!(report.rows.duplicate > 0, "{:?}", report.rows);
        assert_eq!(report.rows.accepted + report.rows.duplicate, both, "{:?}", report.rows);
        // The second sheet alone covers every shared document, so its documents count once.
        let lines: u64 = context
            .ledger
            .totals(
                &context.book_state(&crate::books::viewer()).await.expect("a state").view,
                &clientela_domain::ports::LineFilter::default(),
                clientela_domain::ports::Grouping::default(),
            )
            .await
            .expect("totals")
            .iter()
            .map(|total| total.lines)
            .sum();
        assert_eq!(lines, report.rows.accepted);
    }

    async fn northwind_orders_with_two_columns_of_one_name(store: Store) {
        let Some(folder) = real_data() else { return };
        let context = context(store);
        let oracle = oracle(&folder.join("northwind/oracle.json"));
        let report =
            import(&context, &folder.join("northwind/orders.csv"), currency("USD")).await.expect("an import");
        assert_rows(&report, 2_155, 2_155, 0, 0);
        let code = |customer: &str| customer.split(' ').next().unwrap_or_default().to_owned();
        assert_concentration(&concentration(&context).await, &oracle["conc_net"], code);
    }

    async fn deliveries_with_commas(store: Store) {
        deliveries(store, "scms_first5000_comma", 5_000).await;
    }

    async fn deliveries_with_tabs_and_carriage_returns(store: Store) {
        deliveries(store, "scms_first1000_tab_cr", 1_000).await;
    }

    async fn deliveries_with_tabs_in_latin_1(store: Store) {
        deliveries(store, "scms_first1000_tab_latin1", 1_000).await;
    }

    async fn classicmodels_ordered_value(store: Store) {
        let Some(folder) = real_data() else { return };
        let context = context(store);
        let path = context.folder.join("classicmodels.csv");
        fs_err::write(&path, classicmodels(&folder, false)).expect("a joined file");
        let report = import(&context, &path, currency("USD")).await.expect("an import");
        assert_rows(&report, 2_996, 2_996, 0, 0);
        let oracle = oracle(&folder.join("classicmodels/oracle.json"));
        let name = |customer: &str| customer.to_owned();
        assert_concentration(&concentration(&context).await, &oracle["conc_ordered_value"], name);
    }

    async fn classicmodels_cancelled_orders_are_skipped(store: Store) {
        let Some(folder) = real_data() else { return };
        let context = context(store);
        let path = context.folder.join("classicmodels.csv");
        let joined = classicmodels(&folder, true);
        fs_err::write(&path, &joined).expect("a joined file");
        let report = import(&context, &path, currency("USD")).await.expect("an import");
        let cancelled = records(&joined).iter().filter(|row| row[7] == "Cancelled").count() as u64;
        assert!(cancelled > 0);
        assert_rows(&report, 2_996, 2_996 - cancelled, 0, cancelled);
        let expected: Amount = records(&joined)
            .iter()
            .skip(1)
            .filter(|row| row[7] != "Cancelled")
            .map(|row| {
                let price = Amount::parse(&row[6]).expect("a price");
                Amount::from_units(price.units() * row[5].parse::<i128>().expect("a quantity"))
            })
            .sum();
        assert_eq!(concentration(&context).await.figures.net_total(), expected);
    }
}
