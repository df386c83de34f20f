//! Whatever is asked, disk and memory answer the same.

use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period, day_from_number, day_number};
use clientela_domain::execution::LineTerms;
use clientela_domain::execution::deliveries::{DeliveryQuestion, FailedLine, MovedDay};
use clientela_domain::ports::{
    Grouping, LedgerView, LineFilter, LivePart, MergedDocument, SalesLedger, SealedPart, Total,
};
use clientela_domain::sales::lines::{LineBatch, UNKNOWN_DAY, UNKNOWN_UNITS};
use clientela_testkit::MemoryLedger;
use proptest::prelude::*;

use super::samples::{SampleLine, batch, part_id, sample_line, shown, write};
use crate::{LedgerSettings, ParquetLedger};

pub(super) const SETTINGS: LedgerSettings = LedgerSettings {
    memory_bytes: 64 << 20,
    partitions: 2,
};

type Part = (Vec<SampleLine>, Vec<u64>);

fn parts() -> impl Strategy<Value = Vec<Part>> {
    let hidden = prop_oneof![
        2 => Just(Vec::new()),
        1 => prop::collection::btree_set(0_u64..12, 0..6).prop_map(|hidden| hidden.into_iter().collect()),
    ];
    prop::collection::vec((prop::collection::vec(sample_line(), 0..60), hidden), 1..4)
}

fn grouping() -> impl Strategy<Value = Grouping> {
    any::<[bool; 5]>().prop_map(
        |[
            customer,
            month,
            product,
            product_group,
            sales_representative,
        ]| Grouping {
            customer,
            month,
            product,
            product_group,
            sales_representative,
        },
    )
}

fn filter() -> impl Strategy<Value = LineFilter> {
    let period = prop::option::weighted(0.8, (0_i32..125, 0_i32..125)).prop_map(|days| {
        days.map(|(from, to)| Period {
            from: day(from),
            to: day(to),
        })
    });
    let word = |words: &'static [&'static str]| {
        prop::option::weighted(0.3, prop::sample::select(words).prop_map(str::to_owned))
    };
    let customer = prop::sample::select(&["", "c:1", "c:2", "c:9"][..]).prop_map(str::to_owned);
    let customers = prop::option::weighted(0.3, prop::collection::vec(customer, 0..3));
    (
        period,
        word(&["", "dairy", "none"]),
        word(&["", "Ani"]),
        customers,
    )
        .prop_map(
            |(period, product_group, sales_representative, customers)| LineFilter {
                period,
                product_group,
                sales_representative,
                customers,
            },
        )
}

fn terms() -> impl Strategy<Value = LineTerms> {
    (
        prop::option::of(0_u32..20),
        0_u32..15,
        0_u32..3_000,
        prop::option::of(0_u32..3_000),
    )
        .prop_map(|(early, late, short, over)| LineTerms {
            early,
            late,
            short,
            over,
        })
}

/// The day so many days after 1 January 2025.
fn day(after: i32) -> Date {
    day_from_number(day_number(Date::constant(2025, 1, 1)) + after).unwrap()
}

fn view(parts: &[Part]) -> LedgerView {
    let live = parts.iter().zip(1..).map(|((_, hidden), number)| LivePart {
        id: part_id(number),
        hidden: hidden.clone().into(),
    });
    LedgerView {
        generation: 1,
        parts: live.collect(),
        without: [].into(),
    }
}

fn filled(ledger: &dyn SalesLedger, parts: &[Part]) -> Vec<SealedPart> {
    let numbered = parts.iter().zip(1..);
    numbered
        .map(|((lines, _), number)| write(ledger, part_id(number), lines))
        .collect()
}

fn sorted(mut totals: Vec<Total>) -> Vec<String> {
    let mut shown: Vec<String> = totals.drain(..).map(|total| format!("{total:?}")).collect();
    shown.sort();
    shown
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn totals_and_lines_are_those_of_the_ledger_in_memory(
        parts in parts(),
        questions in prop::collection::vec((filter(), grouping()), 1..6),
        without in prop::option::weighted(0.4, prop::sample::select(&["c:1", "c:2", "c:9"][..])),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let disk = ParquetLedger::open(folder.path(), SETTINGS).unwrap();
        let memory = MemoryLedger::new();
        for (on_disk, in_memory) in filled(&disk, &parts).into_iter().zip(filled(&memory, &parts)) {
            prop_assert_eq!(disk.documents(on_disk.id).unwrap(), in_memory.documents.clone());
            disk.verify(on_disk.id, &on_disk.blake3).unwrap();
            prop_assert_eq!(SealedPart { blake3: in_memory.blake3.clone(), ..on_disk }, in_memory);
        }
        let view = LedgerView {
            without: without.into_iter().map(str::to_owned).collect(),
            ..view(&parts)
        };
        runtime().block_on(async {
            let expected = memory.extent(&view).await.unwrap();
            assert_eq!(disk.extent(&view).await.unwrap(), expected, "{:?}", view.without);
            for (filter, grouping) in questions {
                let expected = memory.totals(&view, &filter, grouping).await.unwrap();
                let found = disk.totals(&view, &filter, grouping).await.unwrap();
                assert_eq!(sorted(found), sorted(expected), "{filter:?} {grouping:?}");
                let expected = memory.orders(&view, &filter).await.unwrap();
                let found = disk.orders(&view, &filter).await.unwrap();
                assert_eq!(found, expected, "{filter:?}");
                let expected = memory.lines(&view, &filter, 7).await.unwrap();
                let found = disk.lines(&view, &filter, 7).await.unwrap();
                assert_eq!(days(&found), days(&expected), "{filter:?}");
                let expected = memory.lines(&view, &filter, 1_000).await.unwrap();
                let found = disk.lines(&view, &filter, 1_000).await.unwrap();
                assert_eq!(sorted_lines(&found), sorted_lines(&expected), "{filter:?}");
            }
        });
    }

    #[test]
    fn deliveries_are_judged_as_in_memory(
        parts in parts(),
        filter in filter(),
        terms in terms(),
        (today, limit, moved) in (0_i32..200, 0_usize..6, prop::option::of((0_u64..12, 0_i32..150))),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let disk = ParquetLedger::open(folder.path(), SETTINGS).unwrap();
        let memory = MemoryLedger::new();
        filled(&disk, &parts);
        filled(&memory, &parts);
        let moved = moved.map(|(document, to)| MovedDay {
            customer: "c:1".to_owned(),
            number: format!("000{document}"),
            day: day(to),
        });
        let question = DeliveryQuestion {
            filter: LineFilter { period: None, ..filter.clone() },
            promised: filter.period,
            today: day(today),
            terms,
            moved: moved.into_iter().collect(),
            failed_limit: limit,
            failed_after: None,
        };
        let all = DeliveryQuestion { failed_limit: 1_000, ..question.clone() };
        let view = view(&parts);
        runtime().block_on(async {
            let expected = memory.deliveries(&view, &question).await.unwrap();
            let found = disk.deliveries(&view, &question).await.unwrap();
            assert_eq!(found.totals, expected.totals, "{question:?}");
            assert_eq!(found.failed_lines, expected.failed_lines, "{question:?}");
            let places = |failed: &[FailedLine]| Vec::from_iter(failed.iter().map(FailedLine::place));
            assert_eq!(places(&found.failed), places(&expected.failed), "{question:?}");
            let shown = |failed: Vec<FailedLine>| {
                let mut shown = Vec::from_iter(failed.iter().map(|line| format!("{line:?}")));
                shown.sort();
                shown
            };
            // Read on after the last place, page by page, they are all there once.
            let mut read = Vec::new();
            let mut page = DeliveryQuestion { failed_limit: limit.max(1), ..question.clone() };
            loop {
                let found = disk.deliveries(&view, &page).await.unwrap();
                assert_eq!(found.failed_lines, expected.failed_lines, "{page:?}");
                let Some(last) = found.failed.last() else { break };
                page.failed_after = Some(last.place());
                read.extend(places(&found.failed));
            }
            let expected = memory.deliveries(&view, &all).await.unwrap();
            let mut once = places(&expected.failed);
            once.dedup();
            read.dedup();
            assert_eq!(read, once, "{question:?}");
            let found = disk.deliveries(&view, &all).await.unwrap();
            assert_eq!(shown(found.failed), shown(expected.failed), "{all:?}");
        });
    }

    #[test]
    fn a_summary_and_its_lines_agree(sample in prop::collection::vec(sample_line(), 1..200), grouping in grouping(), filter in filter()) {
        let folder = tempfile::tempdir().unwrap();
        let ledger = ParquetLedger::open(folder.path(), SETTINGS).unwrap();
        write(&ledger, part_id(1), &sample);
        let grouping = Grouping { product: false, ..grouping };
        // A document that does not exist hides nothing, but makes the lines be read.
        let by_lines = view(&[(sample.clone(), vec![u64::MAX])]);
        let by_summary = view(&[(sample, vec![])]);
        runtime().block_on(async {
            let summed = ledger.totals(&by_summary, &filter, grouping).await.unwrap();
            let read = ledger.totals(&by_lines, &filter, grouping).await.unwrap();
            assert_eq!(sorted(summed), sorted(read));
        });
    }
}

/// A period may begin and end anywhere in a month; whole months come from the summary, the rest
/// from lines, and no day is lost or counted twice between the two.
#[test]
fn every_period_around_the_ends_of_months_is_summed_exactly() {
    let line = |day| SampleLine {
        document: 1,
        day,
        customer: "c:1",
        product: "P1",
        product_group: "",
        sales_representative: "",
        currency: Currency::EUR,
        // Squares, so that a day too many and one too few do not make up for each other.
        net: i64::from(day * day + 1),
        quantity: None,
        cost: None,
    };
    let folder = tempfile::tempdir().unwrap();
    let ledger = ParquetLedger::open(folder.path(), SETTINGS).unwrap();
    let lines: Vec<SampleLine> = (10..110).map(line).collect();
    write(&ledger, part_id(1), &lines);
    let view = view(&[(lines, vec![])]);
    // First, last and inner days of January to April, and days outside the part.
    let ends = [
        0, 9, 10, 11, 30, 31, 32, 45, 58, 59, 89, 90, 91, 108, 109, 110,
    ];
    runtime().block_on(async {
        for from in ends {
            for to in ends {
                let filter = LineFilter {
                    period: Some(Period {
                        from: day(from),
                        to: day(to),
                    }),
                    ..LineFilter::default()
                };
                let totals = ledger
                    .totals(&view, &filter, Grouping::default())
                    .await
                    .unwrap();
                let summed: Vec<_> = totals
                    .iter()
                    .map(|total| {
                        (
                            total.lines,
                            total.revenue.units(),
                            total.first_day,
                            total.last_day,
                        )
                    })
                    .collect();
                let (first, last) = (from.max(10), to.min(109));
                let revenue: i32 = (first..=last).map(|day| day * day + 1).sum();
                let expected = (first <= last).then(|| {
                    (
                        u64::try_from(last - first + 1).unwrap(),
                        i128::from(revenue),
                        day(first),
                        day(last),
                    )
                });
                assert_eq!(summed, Vec::from_iter(expected), "{from} to {to}");
            }
        }
    });
}

fn days(lines: &LineBatch) -> Vec<(i32, u64)> {
    lines
        .day
        .iter()
        .copied()
        .zip(lines.source_line.iter().copied())
        .collect()
}

/// Lines of several parts can agree in everything they are sorted by.
fn sorted_lines(lines: &LineBatch) -> Vec<String> {
    let mut lines = shown(lines);
    lines.sort();
    lines
}

/// Two versions of two documents: the later one knows a delivered day and forgot the city.
#[test]
fn merging_takes_the_latest_known_value_of_each_line() {
    let line = |document, net| SampleLine {
        document,
        day: 3,
        customer: "c:1",
        product: "P1",
        product_group: "dairy",
        sales_representative: "Ani",
        currency: Currency::EUR,
        net,
        quantity: Some(10_000),
        cost: None,
    };
    // Documents 1 and 2 lie interleaved; two lines of document 1 are equal.
    let earlier = batch(&[line(1, 100), line(2, 500), line(1, 100), line(1, 300)]);
    let mut earlier = earlier;
    earlier.delivered_day = vec![UNKNOWN_DAY; 4];
    earlier.content = vec![11, 21, 11, 12];
    let mut later = earlier.clone();
    later.content = vec![12, 21, 11, 11];
    later.net = vec![300, 500, 100, 100];
    later.delivered_day = vec![30, UNKNOWN_DAY, 10, 20];
    later.cost = vec![7, UNKNOWN_UNITS, 8, 9];
    later.source_line = vec![101, 102, 103, 104];
    later.document = vec![1, 2, 1, 1];
    later.city = Default::default();
    later.sales_representative = Default::default();
    for representative in ["Боян", "", "", ""] {
        later.city.push("");
        later.sales_representative.push(representative);
    }
    let documents = [
        MergedDocument {
            document: 1,
            versions: vec![vec![part_id(1)], vec![part_id(2)]],
        },
        MergedDocument {
            document: 2,
            versions: vec![vec![part_id(1)], vec![part_id(2)]],
        },
    ];
    let folder = tempfile::tempdir().unwrap();
    let disk = ParquetLedger::open(folder.path(), SETTINGS).unwrap();
    let memory = MemoryLedger::new();
    let ledgers: [&dyn SalesLedger; 2] = [&disk, &memory];
    for ledger in ledgers {
        for (lines, number) in [(&earlier, 1), (&later, 2)] {
            let mut writer = ledger.part_writer(part_id(number)).unwrap();
            writer.write(lines).unwrap();
            writer.seal().unwrap();
        }
        let sealed = ledger.merge(part_id(3), &documents).unwrap();
        assert_eq!((sealed.lines, sealed.documents.len()), (4, 2));
        let view = LedgerView {
            generation: 1,
            parts: [LivePart {
                id: part_id(3),
                hidden: [].into(),
            }]
            .into(),
            without: [].into(),
        };
        let merged = runtime()
            .block_on(ledger.lines(&view, &LineFilter::default(), 10))
            .unwrap();
        let mut facts: Vec<_> = (0..4)
            .map(|line| {
                let representative = merged.sales_representative.get(line).to_owned();
                assert_eq!(merged.city.get(line), "София");
                (
                    merged.content[line],
                    merged.delivered_day[line],
                    merged.cost[line],
                    representative,
                )
            })
            .collect();
        facts.sort();
        let expected = [
            (11, 10, 8, "Ani"),
            (11, 20, 9, "Ani"),
            (12, 30, 7, "Боян"),
            (21, UNKNOWN_DAY, UNKNOWN_UNITS, "Ani"),
        ];
        assert_eq!(
            facts,
            expected.map(|(content, day, cost, name)| (content, day, cost, name.to_owned()))
        );
        // Versions with other contents are a conflict, not a merge.
        let mut writer = ledger.part_writer(part_id(4)).unwrap();
        writer.write(&batch(&[line(1, 100)])).unwrap();
        writer.seal().unwrap();
        let conflict = MergedDocument {
            document: 1,
            versions: vec![vec![part_id(1)], vec![part_id(4)]],
        };
        assert!(ledger.merge(part_id(5), &[conflict]).is_err());
        assert!(ledger.documents(part_id(5)).is_err());
    }
}
