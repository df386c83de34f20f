//! Whatever is asked, disk and memory answer the same.

use clientela_domain::day::{Date, Period};
use clientela_domain::ports::{
    Grouping, LedgerView, LineFilter, LivePart, MergedDocument, SalesLedger, Total,
};
use clientela_domain::sales::lines::{LineBatch, UNKNOWN_DAY, UNKNOWN_UNITS};
use clientela_testkit::MemoryLedger;
use proptest::prelude::*;

use super::samples::{SampleLine, batch, part_id, sample_line, shown, write};
use crate::{LedgerSettings, ParquetLedger};

const SETTINGS: LedgerSettings = LedgerSettings { memory_bytes: 64 << 20, partitions: 2 };

type Part = (Vec<SampleLine>, Vec<u64>);

fn parts() -> impl Strategy<Value = Vec<Part>> {
    let hidden = prop_oneof![
        2 => Just(Vec::new()),
        1 => prop::collection::btree_set(0_u64..12, 0..6).prop_map(|hidden| hidden.into_iter().collect()),
    ];
    prop::collection::vec((prop::collection::vec(sample_line(), 0..60), hidden), 1..4)
}

fn grouping() -> impl Strategy<Value = Grouping> {
    any::<[bool; 5]>().prop_map(|[customer, month, product, product_group, sales_representative]| Grouping {
        customer,
        month,
        product,
        product_group,
        sales_representative,
    })
}

fn filter() -> impl Strategy<Value = LineFilter> {
    let day = |day: i32| Date::constant(2025, 1, 1).checked_add(whole_days(day)).unwrap();
    let period = prop::option::weighted(0.8, (-5_i32..125, -5_i32..125))
        .prop_map(move |days| days.map(|(from, to)| Period { from: day(from), to: day(to) }));
    let word = |words: &'static [&'static str]| {
        prop::option::weighted(0.3, prop::sample::select(words).prop_map(str::to_owned))
    };
    let customers = prop::collection::vec(prop::sample::select(&["", "c:1", "c:2", "c:9"][..]), 0..3);
    let customers =
        prop::option::weighted(0.3, customers.prop_map(|keys| keys.into_iter().map(str::to_owned).collect()));
    (period, word(&["", "dairy", "none"]), word(&["", "Ani"]), customers).prop_map(
        |(period, product_group, sales_representative, customers)| LineFilter {
            period,
            product_group,
            sales_representative,
            customers,
        },
    )
}

fn whole_days(days: i32) -> std::time::Duration {
    // Only whole days from 1 January; negative ones are cut to it.
    std::time::Duration::from_secs(u64::try_from(days).unwrap_or(0) * 86_400)
}

fn view(parts: &[Part]) -> LedgerView {
    let live = parts
        .iter()
        .zip(1..)
        .map(|((_, hidden), number)| LivePart { id: part_id(number), hidden: hidden.clone().into() });
    LedgerView { generation: 1, parts: live.collect() }
}

fn filled(ledger: &dyn SalesLedger, parts: &[Part]) -> Vec<clientela_domain::ports::SealedPart> {
    let numbered = parts.iter().zip(1..);
    numbered.map(|((lines, _), number)| write(ledger, part_id(number), lines)).collect()
}

fn sorted(mut totals: Vec<Total>) -> Vec<String> {
    let mut shown: Vec<String> = totals.drain(..).map(|total| format!("{total:?}")).collect();
    shown.sort();
    shown
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn totals_and_lines_are_those_of_the_ledger_in_memory(
        parts in parts(),
        questions in prop::collection::vec((filter(), grouping()), 1..6),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let disk = ParquetLedger::open(folder.path(), SETTINGS).unwrap();
        let memory = MemoryLedger::new();
        for (on_disk, in_memory) in filled(&disk, &parts).into_iter().zip(filled(&memory, &parts)) {
            prop_assert_eq!(disk.documents(on_disk.id).unwrap(), in_memory.documents.clone());
            disk.verify(on_disk.id, &on_disk.blake3).unwrap();
            prop_assert_eq!(clientela_domain::ports::SealedPart { blake3: in_memory.blake3.clone(), ..on_disk }, in_memory);
        }
        let view = view(&parts);
        runtime().block_on(async {
            for (filter, grouping) in questions {
                let expected = memory.totals(&view, &filter, grouping).await.unwrap();
                let found = disk.totals(&view, &filter, grouping).await.unwrap();
                assert_eq!(sorted(found), sorted(expected), "{filter:?} {grouping:?}");
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

fn days(lines: &LineBatch) -> Vec<(i32, u64)> {
    lines.day.iter().copied().zip(lines.source_line.iter().copied()).collect()
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
        currency: clientela_domain::currency::Currency::EUR,
        net,
        quantity: Some(10_000),
        cost: None,
    };
    // Documents 1 and 2 lie interleaved; two lines of document 1 are equal.
    let earlier = batch(&[line(1, 100), line(2, 500), line(1, 100), line(1, 300)]);
    let mut earlier = earlier;
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
        MergedDocument { document: 1, versions: vec![vec![part_id(1)], vec![part_id(2)]] },
        MergedDocument { document: 2, versions: vec![vec![part_id(1)], vec![part_id(2)]] },
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
        let view =
            LedgerView { generation: 1, parts: [LivePart { id: part_id(3), hidden: [].into() }].into() };
        let merged = runtime().block_on(ledger.lines(&view, &LineFilter::default(), 10)).unwrap();
        let mut facts: Vec<_> = (0..4)
            .map(|line| {
                let representative = merged.sales_representative.get(line).to_owned();
                assert_eq!(merged.city.get(line), "София");
                (merged.content[line], merged.delivered_day[line], merged.cost[line], representative)
            })
            .collect();
        facts.sort();
        let expected = [
            (11, 10, 8, "Ani"),
            (11, 20, 9, "Ani"),
            (12, 30, 7, "Боян"),
            (21, UNKNOWN_DAY, UNKNOWN_UNITS, "Ani"),
        ];
        assert_eq!(facts, expected.map(|(content, day, cost, name)| (content, day, cost, name.to_owned())));
        // Versions with other contents are a conflict, not a merge.
        let mut writer = ledger.part_writer(part_id(4)).unwrap();
        writer.write(&batch(&[line(1, 100)])).unwrap();
        writer.seal().unwrap();
        let conflict = MergedDocument { document: 1, versions: vec![vec![part_id(1)], vec![part_id(4)]] };
        assert!(ledger.merge(part_id(5), &[conflict]).is_err());
        assert!(ledger.documents(part_id(5)).is_err());
    }
}
