//! Overlapping exports: nothing counts twice, and undo leaves exactly what the rest alone would give.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use clientela_app::context::Context;
use clientela_app::correct_rows::{CorrectedRow, correct_rows, decide_conflicts, open_rows};
use clientela_app::import_options::ImportOptions;
use clientela_app::undo_import::undo_import;
use clientela_domain::ports::LineFilter;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::document_decisions::DocumentChoice;
use clientela_store::{accounts, db_tests, import_words};

use crate::books::{context, import, viewer};

const HEADER: &str = "document_number;document_date;customer_code;customer_name;product_code;product_name;quantity;net_amount;currency;delivered_date\n";

fn file(context: &Context, name: &str, rows: &[&str]) -> PathBuf {
    let path = context.folder.join(name);
    fs_err::write(&path, format!("{HEADER}{}\n", rows.join("\n"))).expect("a file");
    path
}

/// The whole book in words that do not depend on ids: lines, clients, products.
async fn picture(context: &Arc<Context>) -> (Vec<String>, BTreeMap<String, String>, Vec<String>) {
    let state = context.book_state(&viewer()).await.expect("a state");
    let lines = context
        .ledger
        .lines(&state.view, &LineFilter::default(), 10_000)
        .await
        .expect("lines");
    let mut words: Vec<String> = (0..lines.len())
        .map(|at| {
            format!(
                "{} {} {} {} {} {} {}",
                lines.document_number.get(at),
                lines.day[at],
                lines.customer.get(at),
                lines.product.get(at),
                lines.quantity[at],
                lines.net[at],
                lines.delivered_day[at],
            )
        })
        .collect();
    words.sort();
    let read = context.store.read(&viewer());
    let clients = accounts::directory(&read).await.expect("a directory");
    let clients = clients
        .into_iter()
        .map(|card| (card.customer_keys.join(" "), card.name))
        .collect();
    let products = import_words::products(&read).await.expect("products");
    let mut products: Vec<String> = products
        .into_iter()
        .map(|one| format!("{} {}", one.product, one.name))
        .collect();
    products.sort();
    (words, clients, products)
}

const A: &[&str] = &[
    "1001;05.10.2026;K1;Хранимир АД;P1;Лютеница;10;100,00;EUR;",
    "1001;05.10.2026;K1;Хранимир АД;P1;Лютеница;10;100,00;EUR;",
    "1002;06.10.2026;K2;Ракита ООД;P2;Чай;5;50,00;EUR;",
    "1003;07.10.2026;K3;Само в А ЕООД;P3;Само в А;1;7,00;EUR;",
];

/// The same first document with its delivery known, the second with another line, a third of its own.
const B: &[&str] = &[
    "1001;05.10.2026;K1;Хранимир Груп АД;P1;Лютеница;10;100,00;EUR;08.10.2026",
    "1001;05.10.2026;K1;Хранимир Груп АД;P1;Лютеница;10;100,00;EUR;09.10.2026",
    "1002;06.10.2026;K2;Ракита ООД;P2;Чай;6;60,00;EUR;",
    "1004;08.10.2026;K4;Изгрев ООД;P1;Лютеница;2;20,00;EUR;",
];

db_tests! {
    async fn undoing_the_first_import_leaves_what_the_second_alone_brings(store: Store) {
        let context = context(store);
        let second = file(&context, "b.csv", B);
        let alone_import = import(&context, &second, ImportOptions::default()).await.expect("B alone");
        let alone = picture(&context).await;
        undo_import(&context, &viewer(), alone_import.import.expect("an import")).await.expect("undone");
        assert_eq!(picture(&context).await, (Vec::new(), BTreeMap::new(), Vec::new()));

        let first = import(&context, &file(&context, "a.csv", A), ImportOptions::default()).await.expect("A");
        let later = import(&context, &second, ImportOptions::default()).await.expect("B after A");
        assert_eq!((later.rows.accepted, later.rows.duplicate, later.rows.set_aside), (1, 2, 1));
        assert_eq!(later.set_aside[0].reason, SetAsideReason::DocumentConflict);
        let (lines, clients, _) = picture(&context).await;
        // The delivery days of the later version were brought up to date, the newest name counts.
        assert!(lines.iter().filter(|line| line.starts_with("1001")).all(|line| !line.ends_with("-2147483648")));
        assert_eq!(lines.iter().filter(|line| line.starts_with("1001")).count(), 2);
        assert!(lines.iter().any(|line| line.starts_with("1002") && line.contains(" 50000 ")), "{lines:?}");
        assert_eq!(clients["c:K1"], "Хранимир Груп АД");

        undo_import(&context, &viewer(), first.import.expect("an import")).await.expect("undone");
        assert_eq!(picture(&context).await, alone);
    }

    async fn a_conflict_is_decided_each_way(store: Store) {
        let context = context(store);
        import(&context, &file(&context, "a.csv", A), ImportOptions::default()).await.expect("A");
        let before = picture(&context).await.0;
        for (choice, quantities) in [
            (DocumentChoice::Keep, vec![" 50000 "]),
            (DocumentChoice::Replace, vec![" 60000 "]),
            (DocumentChoice::Both, vec![" 50000 ", " 60000 "]),
        ] {
            let later = import(&context, &file(&context, "b.csv", B), ImportOptions::default()).await.expect("B");
            let id = later.import.expect("an import");
            let decided = decide_conflicts(&context, &viewer(), id, None, choice).await.expect("decided");
            assert_eq!(decided, 1);
            let lines = picture(&context).await.0;
            let of_document: Vec<&String> = lines.iter().filter(|line| line.starts_with("1002")).collect();
            assert_eq!(of_document.len(), quantities.len(), "{choice:?}");
            for quantity in quantities {
                assert!(of_document.iter().any(|line| line.contains(quantity)), "{choice:?} {of_document:?}");
            }
            undo_import(&context, &viewer(), id).await.expect("undone");
            assert_eq!(picture(&context).await.0, before, "{choice:?}");
        }
    }

    async fn a_row_set_aside_is_corrected_and_run_again(store: Store) {
        let context = context(store);
        let rows = [
            "1001;05.10.2026;K1;Хранимир АД;P1;Лютеница;10;100,00;EUR;",
            "1001;31.11.2026;K1;Хранимир АД;P2;Чай;1;10,00;EUR;",
            "1005;06.10.2026;K2;Ракита ООД;P2;Чай;5;петдесет;EUR;",
            "1006;06.10.2026;K2;Ракита ООД;P2;Чай;5;50,00;EUR;",
            "1007;06.10.2026;K2;Ракита ООД;P2;Чай;5;50,00;EUR;",
        ];
        let report =
            import(&context, &file(&context, "c.csv", &rows), ImportOptions::default()).await.expect("an import");
        assert_eq!((report.rows.accepted, report.rows.set_aside), (3, 2));
        let id = report.import.expect("an import");
        let (header, open) = open_rows(&context, &viewer(), id).await.expect("open rows");
        assert_eq!(header[1], "document_date");
        assert_eq!(open.iter().map(|row| (row.line, row.reason)).collect::<Vec<_>>(), [
            (3, SetAsideReason::DateInvalid),
            (4, SetAsideReason::NumberInvalid),
        ]);
        let mut day = open[0].row.clone();
        day[1] = "05.10.2026".to_owned();
        let mut still_wrong = open[1].row.clone();
        still_wrong[7] = "шейсет".to_owned();
        let corrections = vec![
            CorrectedRow { sheet: 0, line: 3, cells: day },
            CorrectedRow { sheet: 0, line: 4, cells: still_wrong },
        ];
        let outcome = correct_rows(&context, &viewer(), id, corrections).await.expect("run again");
        assert_eq!((outcome.accepted, outcome.still_set_aside), (1, 1));
        let (lines, _, _) = picture(&context).await;
        assert_eq!(lines.iter().filter(|line| line.starts_with("1001")).count(), 2, "one document, two lines");
        let open = open_rows(&context, &viewer(), id).await.expect("open rows").1;
        assert_eq!(open.iter().map(|row| row.value.as_str()).collect::<Vec<_>>(), ["шейсет"]);
        undo_import(&context, &viewer(), id).await.expect("undone");
        assert_eq!(picture(&context).await.0, Vec::<String>::new());
    }
}
