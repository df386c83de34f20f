//! Imports, parts of the ledger, words of imports, rows set aside, decisions, mappings.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::ids::{ImportId, PartId};
use clientela_domain::ports::SealedPart;
use clientela_domain::sales::column::Column;
use clientela_domain::sales::report::{SetAside, SetAsideReason};

use crate::document_decisions::{self, DocumentChoice};
use crate::import_words::{self, ImportCustomer, Product};
use crate::imports::{self, ImportStatus, RowCounts};
use crate::ledger_parts::{self, NewPart, PartKind, Publication};
use crate::new_id::new_id;
use crate::set_aside::{self, SetAsideFilter, SetAsideRow, SetAsideState};
use crate::testing::{moment, system};
use crate::tests::{done_import, new_import};
use crate::{Role, Store, StoreError, Viewer, db_tests, mappings};

const ROWS: RowCounts = RowCounts {
    read: 10,
    accepted: 6,
    set_aside: 2,
    duplicate: 1,
    skipped: 1,
};

fn part(import: Option<ImportId>, sheet: u64, hidden: &[u64]) -> NewPart {
    NewPart {
        sealed: SealedPart {
            id: PartId(new_id(moment())),
            blake3: "ab".repeat(32),
            lines: 7,
            period: Some(Period {
                from: Date::constant(2025, 1, 2),
                to: Date::constant(2026, 3, 4),
            }),
            net_totals: vec![
                (Currency::BGN, Amount::from_units(-12_345)),
                (Currency::EUR, Amount::ZERO),
            ],
            documents: Vec::new(),
        },
        import_id: import,
        sheet,
        kind: if import.is_some() {
            PartKind::Lines
        } else {
            PartKind::Merged
        },
        hidden: hidden.to_vec(),
    }
}

fn aside(sheet: u64, line: u64, reason: SetAsideReason) -> SetAsideRow {
    SetAsideRow {
        sheet,
        document: (reason == SetAsideReason::DocumentConflict).then_some(u64::MAX),
        row: SetAside {
            line,
            field: Some(3),
            column: Some(Column::NetAmount),
            value: "дванайсет".into(),
            reason,
            row: vec!["1".into(), "a\"b\n".into(), String::new()],
        },
        state: SetAsideState::Open,
    }
}

async fn one_import(store: &Store) -> ImportId {
    store
        .write(&system(), |tx| {
            Box::pin(async move { imports::create(tx, &new_import("a.csv")).await })
        })
        .await
        .unwrap()
}

db_tests! {
    async fn an_import_goes_from_draft_to_done_to_undone(store: Store) {
        let id = one_import(&store).await;
        store
            .write(&system(), move |tx| Box::pin(async move {
                imports::set_tried(tx, id, ROWS, "{\"tried\":true}").await?;
                imports::change_settings(tx, id, "{\"a\":1}", "{\"b\":2}", "other").await?;
                imports::set_status(tx, id, ImportStatus::Running).await?;
                imports::set_progress(tx, id, 5, Some(10)).await
            }))
            .await
            .unwrap();
        let read = store.read(&system());
        let found = imports::get(&read, id).await.unwrap().unwrap();
        assert_eq!((found.progress_rows, found.progress_total), (5, Some(10)));
        assert_eq!((found.options.as_str(), found.mapping.as_str()), ("{\"a\":1}", "{\"b\":2}"));
        store
            .write(&system(), move |tx| Box::pin(async move {
                imports::finish(tx, id, ImportStatus::Done, ROWS, Some("{}")).await
            }))
            .await
            .unwrap();
        let found = imports::find_done_by_sha(&read, "sha of a.csv", "other").await.unwrap().unwrap();
        assert_eq!((found.id, found.rows, found.finished_at), (id, ROWS, Some(moment())));
        assert!(imports::find_done_by_sha(&read, "sha of a.csv", "default").await.unwrap().is_none());
        assert_eq!(imports::list_done(&read).await.unwrap().len(), 1);
        store
            .write(&system(), move |tx| Box::pin(async move {
                let more = RowCounts { accepted: 7, set_aside: 1, ..ROWS };
                imports::recount(tx, id, more, None).await?;
                imports::set_status(tx, id, ImportStatus::Undone).await
            }))
            .await
            .unwrap();
        let found = imports::get(&read, id).await.unwrap().unwrap();
        assert_eq!((found.status, found.undone_at), (ImportStatus::Undone, Some(moment())));
        assert_eq!((found.rows.accepted, found.report.as_deref()), (7, Some("{}")));
        assert!(imports::list_done(&read).await.unwrap().is_empty());
    }

    async fn steps_that_make_no_sense_and_counts_that_do_not_add_up_are_refused(store: Store) {
        let id = one_import(&store).await;
        for to in [ImportStatus::Done, ImportStatus::Undone] {
            let refused = store
                .write(&system(), move |tx| Box::pin(async move { imports::set_status(tx, id, to).await }))
                .await;
            assert!(matches!(refused, Err(StoreError::Transition { .. })), "{refused:?}");
        }
        let refused = store
            .write(&system(), move |tx| Box::pin(async move {
                imports::set_status(tx, id, ImportStatus::Running).await?;
                let wrong = RowCounts { read: 11, ..ROWS };
                imports::finish(tx, id, ImportStatus::Done, wrong, None).await
            }))
            .await;
        assert!(matches!(refused, Err(StoreError::Database { .. })), "{refused:?}");
        let seller = Viewer { role: Role::SalesRepresentative, sees_all: false, ..system() };
        assert!(matches!(imports::get(&store.read(&seller), id).await, Err(StoreError::Forbidden(_))));
        let missing = store
            .write(&system(), |tx| Box::pin(async move {
                imports::set_status(tx, ImportId(new_id(moment())), ImportStatus::Tried).await
            }))
            .await;
        assert!(matches!(missing, Err(StoreError::Missing("import"))), "{missing:?}");
    }

    async fn imports_are_listed_newest_first_and_interrupted_ones_fail(store: Store) {
        let mut ids = Vec::new();
        for _ in 0..3 {
            ids.push(one_import(&store).await);
        }
        let second = ids[1];
        let interrupted = store
            .write(&system(), move |tx| Box::pin(async move {
                imports::set_status(tx, second, ImportStatus::Running).await?;
                imports::fail_interrupted(tx).await
            }))
            .await
            .unwrap();
        assert_eq!(interrupted, [second]);
        let read = store.read(&system());
        let page = imports::list(&read, None, 2).await.unwrap();
        assert_eq!(page.iter().map(|import| import.sequence).collect::<Vec<_>>(), [3, 2]);
        assert_eq!((page[1].id, page[1].status), (second, ImportStatus::Failed));
        let rest = imports::list(&read, Some(2), 2).await.unwrap();
        assert_eq!(rest.iter().map(|import| import.id).collect::<Vec<_>>(), [ids[0]]);
    }

    async fn parts_count_from_their_publication_to_their_retirement(store: Store) {
        let empty = ledger_parts::view(&store.read(&system())).await.unwrap();
        assert_eq!((empty.generation, empty.parts.len()), (0, 0));
        let (first, second, merged) = store
            .write(&system(), |tx| Box::pin(async move {
                let import = done_import(tx, "a.xlsx").await;
                let parts =
                    vec![part(None, 0, &[]), part(Some(import), 1, &[]), part(Some(import), 0, &[7])];
                let ids = (parts[2].sealed.id, parts[1].sealed.id, parts[0].sealed.id);
                let publication = Publication { parts, ..Publication::default() };
                assert_eq!(ledger_parts::publish(tx, &publication).await?, 1);
                Ok(ids)
            }))
            .await
            .unwrap();
        let read = store.read(&system());
        let view = ledger_parts::view(&read).await.unwrap();
        let order: Vec<_> = view.parts.iter().map(|part| part.id).collect();
        assert_eq!((view.generation, order), (1, vec![first, second, merged]));
        assert_eq!(*view.parts[0].hidden, [7]);
        let hidden: Vec<u64> = (0..5_000).map(|number| number << 51).collect();
        let again = hidden.clone();
        store
            .write(&system(), move |tx| {
                let hidden = vec![(second, again.clone())];
                Box::pin(async move {
                    tx.unjournalled("a test");
                    let change = Publication { hidden, retired: vec![first], ..Publication::default() };
                    ledger_parts::publish(tx, &change).await
                })
            })
            .await
            .unwrap();
        let view = ledger_parts::view(&read).await.unwrap();
        assert_eq!(view.parts.iter().map(|part| part.id).collect::<Vec<_>>(), [second, merged]);
        assert_eq!(*view.parts[0].hidden, hidden);
        assert_eq!(ledger_parts::generation(&read).await.unwrap(), 2);
        let all = ledger_parts::all_parts(&read).await.unwrap();
        assert_eq!(all.len(), 3, "a retired part is still known");
        let sealed = part(None, 0, &[]).sealed;
        assert_eq!((all[0].live, all[0].lines, all[0].period), (false, 7, sealed.period));
        assert_eq!(all[0].net_totals, sealed.net_totals);
        for (part, works) in [(first, true), (first, false), (second, false)] {
            let end = store
                .write(&system(), move |tx| Box::pin(async move {
                    tx.unjournalled("a test");
                    ledger_parts::forget(tx, &[part]).await
                }))
                .await;
            assert_eq!(end.is_ok(), works, "only what does not count is forgotten");
        }
    }

    async fn words_of_the_latest_import_win_where_it_has_any(store: Store) {
        let product = |name: &str, group: &str| Product {
            product: "P1".into(),
            name: name.into(),
            product_group: group.into(),
            brand: String::new(),
        };
        let (first, second) = (product("Мляко", "Храни"), product("Мляко 3%", ""));
        let (one, two) = (first.clone(), second.clone());
        let later = store
            .write(&system(), move |tx| {
                let (one, two) = (one.clone(), two.clone());
                Box::pin(async move {
                    let customer = ImportCustomer { customer_key: "c:1".into(), name: "А".into(), ..Default::default() };
                    let earlier = done_import(tx, "a.csv").await;
                    import_words::insert_products(tx, earlier, &[one]).await?;
                    import_words::insert_customers(tx, earlier, std::slice::from_ref(&customer)).await?;
                    assert_eq!(import_words::merge_products(tx, earlier).await?, 1);
                    let later = done_import(tx, "b.csv").await;
                    import_words::insert_products(tx, later, &[two]).await?;
                    import_words::insert_customers(tx, later, &[customer]).await?;
                    assert_eq!(import_words::merge_products(tx, later).await?, 0);
                    Ok(later)
                })
            })
            .await
            .unwrap();
        let read = store.read(&system());
        assert_eq!(import_words::products(&read).await.unwrap(), [product("Мляко 3%", "Храни")]);
        let counting = import_words::customers_that_count(&read).await.unwrap();
        assert_eq!(counting.iter().map(|(import, _)| *import == later).collect::<Vec<_>>(), [false, true]);
        store
            .write(&system(), move |tx| Box::pin(async move {
                imports::set_status(tx, later, ImportStatus::Undone).await?;
                import_words::rebuild_products(tx).await
            }))
            .await
            .unwrap();
        assert_eq!(import_words::products(&read).await.unwrap(), [first]);
        assert_eq!(import_words::customers_that_count(&read).await.unwrap().len(), 1);
        assert_eq!(import_words::customers_of(&read, later).await.unwrap().len(), 1);
    }

    async fn rows_set_aside_come_back_whole_and_in_pages(store: Store) {
        use SetAsideReason::{DocumentConflict, NumberInvalid};
        let import = one_import(&store).await;
        let kept = vec![
            aside(0, 2, NumberInvalid),
            aside(0, 10, NumberInvalid),
            aside(1, 1, DocumentConflict),
            aside(1, 2, DocumentConflict),
            aside(1, 3, DocumentConflict),
        ];
        store
            .write_with(&system(), kept.clone(), move |tx, kept| Box::pin(async move {
                tx.unjournalled("a test");
                set_aside::insert(tx, import, kept).await
            }))
            .await
            .unwrap();
        let read = store.read(&system());
        let page = |after, limit| {
            let filter = SetAsideFilter { after, ..SetAsideFilter::default() };
            let read = read.clone();
            async move { set_aside::list(&read, import, &filter, limit).await.unwrap() }
        };
        assert_eq!(page(None, 9).await, kept);
        assert_eq!(page(Some((0, 10)), 2).await, kept[2..4]);
        let counts = set_aside::open_by_reason(&read, import).await.unwrap();
        assert_eq!(counts, [(DocumentConflict, 3), (NumberInvalid, 2)]);
        store
            .write(&system(), move |tx| Box::pin(async move {
                tx.unjournalled("a test");
                set_aside::mark(tx, import, (0, 2), SetAsideState::Corrected).await?;
                let again = set_aside::mark(tx, import, (0, 2), SetAsideState::Dropped).await;
                assert!(matches!(again, Err(StoreError::Missing(_))));
                let marked =
                    set_aside::mark_document(tx, import, u64::MAX, SetAsideState::Dropped).await?;
                assert_eq!(marked, 3);
                Ok(())
            }))
            .await
            .unwrap();
        let open = SetAsideFilter {
            state: Some(SetAsideState::Open),
            reason: Some(NumberInvalid),
            after: None,
        };
        assert_eq!(set_aside::list(&read, import, &open, 9).await.unwrap(), kept[1..2]);
        store
            .write(&system(), move |tx| Box::pin(async move {
                tx.unjournalled("a test");
                set_aside::clear(tx, import).await
            }))
            .await
            .unwrap();
        assert!(page(None, 9).await.is_empty());
    }

    async fn the_last_decision_about_a_document_stands(store: Store) {
        let import = one_import(&store).await;
        store
            .write(&system(), move |tx| Box::pin(async move {
                document_decisions::decide(tx, import, &[1, u64::MAX], DocumentChoice::Keep).await?;
                document_decisions::decide(tx, import, &[u64::MAX], DocumentChoice::Both).await
            }))
            .await
            .unwrap();
        let found = document_decisions::list(&store.read(&system())).await.unwrap();
        let mut seen: Vec<_> = found.iter().map(|decision| (decision.document, decision.choice)).collect();
        seen.sort_unstable();
        assert_eq!(seen, [(1, DocumentChoice::Keep), (u64::MAX, DocumentChoice::Both)]);
    }

    async fn a_mapping_is_remembered_by_its_header(store: Store) {
        for map in ["{}", "{\"a\": 1}"] {
            store
                .write(&system(), move |tx| Box::pin(async move { mappings::remember(tx, "header", map).await }))
                .await
                .unwrap();
        }
        let read = store.read(&system());
        assert_eq!(mappings::get(&read, "header").await.unwrap().as_deref(), Some("{\"a\": 1}"));
        assert_eq!(mappings::get(&read, "other").await.unwrap(), None);
    }
}
