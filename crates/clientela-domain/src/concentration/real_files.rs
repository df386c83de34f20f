//! The figures of real sales files against the oracle that lies beside each of them.
//! The folder comes from the environment variable `CLIENTELA_REAL_DATA`.

#![expect(
    clippy::disallowed_methods,
    reason = "the domain has no fs_err; the test names the file itself"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use super::*;

/// The folder of real files, or `None` (said aloud) when the variable is not set.
fn real_data() -> Option<PathBuf> {
    let folder = std::env::var_os("CLIENTELA_REAL_DATA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: CLIENTELA_REAL_DATA is not set");
    }
    folder
}

/// A file as text; a missing one is a failure, not a skip.
fn read(folder: &std::path::Path, name: &str) -> String {
    let path = folder.join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Cells of one line of CSV; no quoted cell of these files holds a line break.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for character in line.trim_end_matches('\r').chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(character);
                }
            }
        }
    }
    cells
}

/// Sums `quantity × price × (1 − discount)` per client of all lines that name one.
struct Columns {
    client: usize,
    quantity: usize,
    price: usize,
    discount: Option<usize>,
}

fn totals_per_client(text: &str, columns: &Columns) -> Vec<(String, Amount)> {
    let mut totals: BTreeMap<String, Amount> = BTreeMap::new();
    for line in text.lines().skip(1).filter(|line| !line.is_empty()) {
        let cells = cells(line);
        let units = |at: usize| {
            Amount::parse(&cells[at])
                .unwrap_or_else(|| panic!("{line}"))
                .units()
        };
        if cells[columns.client].is_empty() {
            continue;
        }
        let kept = 10_000 - columns.discount.map_or(0, units);
        let product = units(columns.quantity) * units(columns.price) * kept;
        assert_eq!(product % 100_000_000, 0, "more than four decimals: {line}");
        *totals.entry(cells[columns.client].clone()).or_default() +=
            Amount::from_units(product / 100_000_000);
    }
    totals.into_iter().collect()
}

fn assert_meets(totals: &[(String, Amount)], oracle: &Value) {
    let amounts: Vec<Amount> = totals.iter().map(|(_, total)| *total).collect();
    let concentration = Concentration::of(&amounts);
    let classification = classify(&amounts, ClassCuts::default());
    let number = |key: &str| {
        oracle[key]
            .as_f64()
            .unwrap_or_else(|| panic!("no {key} in the oracle"))
    };
    let close = |estimate: Estimate, key: &str, tolerance: f64| match estimate {
        Estimate::Known(value) => {
            assert!((value - number(key)).abs() <= tolerance, "{key}: {value}")
        }
        other => panic!("{key}: {other:?}"),
    };
    assert_eq!(totals.len() as f64, number("customers_total"));
    assert_eq!(concentration.clients as f64, number("customers_positive"));
    assert_eq!(
        concentration.clients_below_zero as f64,
        number("customers_negative")
    );
    assert!((concentration.total.as_f64() - number("revenue_positive_customers")).abs() < 0.006);
    close(concentration.hhi(), "hhi01", 1e-10);
    close(concentration.gini(), "gini", 1e-8);
    close(concentration.top_share(1), "cr1", 1e-8);
    close(concentration.top_share(4), "cr4", 1e-8);
    close(concentration.top_share(10), "cr10", 1e-8);
    for class in Class::ALL {
        let accounts = oracle["abc_incl"][class.id()].as_u64();
        assert_eq!(
            Some(classification.of_class(class).accounts as u64),
            accounts,
            "class {}",
            class.id()
        );
    }
    for (place, wanted) in classification
        .accounts
        .iter()
        .zip(oracle["top10"].as_array().expect("a list"))
    {
        let client = wanted["customer"].as_str().expect("a name");
        // Some oracles put the client's name behind its code, and spreadsheets `.0`, which is no
        // part of a code (`DESIGN.md` 4).
        let code = |text: &str| {
            text.split(' ')
                .next()
                .map(|code| code.trim_end_matches(".0").to_owned())
        };
        assert_eq!(code(client), code(&totals[place.index].0));
        assert!(
            (place.revenue.as_f64() - wanted["revenue"].as_f64().expect("a number")).abs() < 0.006
        );
    }
}

#[test]
fn northwind_meets_its_oracle() {
    let Some(folder) = real_data() else { return };
    let columns = Columns {
        client: 1,
        quantity: 17,
        price: 16,
        discount: Some(18),
    };
    let totals = totals_per_client(&read(&folder, "northwind/orders.csv"), &columns);
    let oracle: Value =
        serde_json::from_str(&read(&folder, "northwind/oracle.json")).expect("JSON");
    assert_meets(&totals, &oracle["conc_net"]);
}

#[test]
fn the_first_rows_of_online_retail_meet_their_oracle() {
    let Some(folder) = real_data() else { return };
    let oracle: Value =
        serde_json::from_str(&read(&folder, "online_retail_first20k.oracle.json")).expect("JSON");
    let text = read(&folder, "online_retail_first20k.csv");
    let header = cells(text.lines().next().unwrap_or_default());
    let column = |name: &str| {
        header
            .iter()
            .position(|title| title == name)
            .unwrap_or_else(|| panic!("no {name}: {header:?}"))
    };
    let columns = Columns {
        client: column("CustomerID"),
        quantity: column("Quantity"),
        price: column("UnitPrice"),
        discount: None,
    };
    assert_meets(&totals_per_client(&text, &columns), &oracle["net"]);
}
