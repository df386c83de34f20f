//! The sales ledger in memory: the plainest reading of its contract, one line at a time.
//!
//! Tests of use cases run on it, and the real ledger is held against it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Month, Period, day_from_number};
use clientela_domain::execution::deliveries::{Deliveries, DeliveryQuestion};
use clientela_domain::ids::PartId;
use clientela_domain::ports::{
    DocumentEntry, Grouping, LedgerError, LedgerView, LineFilter, MergedDocument, OrderTotal,
    PartWriter, SalesLedger, SealedPart, Total,
};
use clientela_domain::sales::lines::{LineBatch, UNKNOWN_DAY, UNKNOWN_UNITS, WordColumn};

type Parts = Arc<Mutex<HashMap<PartId, Arc<LineBatch>>>>;

/// A ledger that forgets everything when it is dropped. Clones share their parts.
#[derive(Clone, Default)]
pub struct MemoryLedger {
    parts: Parts,
}

impl MemoryLedger {
    /// An empty ledger.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn part(&self, part: PartId) -> Result<Arc<LineBatch>, LedgerError> {
        let parts = self
            .parts
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let found = parts.get(&part).cloned();
        found.ok_or_else(|| {
            LedgerError::new(format!("reading part {part}"), "there is no such part")
        })
    }

    /// Every line that counts and passes the filter, in the order of the view's parts.
    fn counting(
        &self,
        view: &LedgerView,
        filter: &LineFilter,
    ) -> Result<Vec<(Arc<LineBatch>, usize)>, LedgerError> {
        let customers: Option<HashSet<&str>> = filter
            .customers
            .as_ref()
            .map(|keys| keys.iter().map(String::as_str).collect());
        let mut counting = Vec::new();
        for part in view.parts.iter() {
            let lines = self.part(part.id)?;
            for line in 0..lines.len() {
                let hidden = part.hidden.contains(&lines.document[line]);
                let wanted = customers
                    .as_ref()
                    .is_none_or(|keys| keys.contains(lines.customer.get(line)));
                let left_out = view
                    .without
                    .iter()
                    .any(|key| key == lines.customer.get(line));
                if !hidden && !left_out && wanted && passes(&lines, line, filter) {
                    counting.push((Arc::clone(&lines), line));
                }
            }
        }
        Ok(counting)
    }
}

fn passes(lines: &LineBatch, line: usize, filter: &LineFilter) -> bool {
    let is = |word: &Option<String>, column: &WordColumn| {
        word.as_ref().is_none_or(|word| word == column.get(line))
    };
    filter
        .period
        .is_none_or(|period| period.contains(day_of(lines, line)))
        && is(&filter.product_group, &lines.product_group)
        && is(&filter.sales_representative, &lines.sales_representative)
}

fn day_of(lines: &LineBatch, line: usize) -> Date {
    day_from_number(lines.day[line]).unwrap_or_default()
}

struct MemoryPartWriter {
    id: PartId,
    parts: Parts,
    lines: LineBatch,
}

impl MemoryPartWriter {
    fn facts(&self) -> SealedPart {
        let mut documents: BTreeMap<u64, DocumentEntry> = BTreeMap::new();
        let mut net_totals: BTreeMap<Currency, Amount> = BTreeMap::new();
        let mut period: Option<Period> = None;
        for line in 0..self.lines.len() {
            let document = self.lines.document[line];
            let entry = documents.entry(document);
            let entry = entry.or_insert(DocumentEntry {
                document,
                content: 0,
                knowledge: 0,
                lines: 0,
            });
            entry.content = entry.content.wrapping_add(self.lines.content[line]);
            entry.knowledge = entry.knowledge.wrapping_add(self.lines.knowledge[line]);
            entry.lines += 1;
            *net_totals.entry(self.lines.currency[line]).or_default() +=
                amount(self.lines.net[line]);
            let day = day_of(&self.lines, line);
            let days = period.get_or_insert(Period { from: day, to: day });
            *days = Period {
                from: days.from.min(day),
                to: days.to.max(day),
            };
        }
        SealedPart {
            id: self.id,
            // Nothing can be damaged in memory; the id stands in for the hash.
            blake3: self.id.to_string(),
            lines: self.lines.len() as u64,
            period,
            net_totals: net_totals.into_iter().collect(),
            documents: documents.into_values().collect(),
        }
    }
}

impl PartWriter for MemoryPartWriter {
    fn write(&mut self, lines: &LineBatch) -> Result<(), LedgerError> {
        for line in 0..lines.len() {
            push_latest(&mut self.lines, &[(lines, line)]);
        }
        Ok(())
    }

    fn discard(self: Box<Self>) -> Result<SealedPart, LedgerError> {
        Ok(self.facts())
    }

    fn seal(self: Box<Self>) -> Result<SealedPart, LedgerError> {
        let facts = self.facts();
        let mut parts = self
            .parts
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        parts.insert(self.id, Arc::new(self.lines));
        Ok(facts)
    }
}

#[async_trait]
impl SalesLedger for MemoryLedger {
    fn part_writer(&self, part: PartId) -> Result<Box<dyn PartWriter>, LedgerError> {
        if self.part(part).is_ok() {
            let cause = "the part exists already and parts never change";
            return Err(LedgerError::new(format!("starting part {part}"), cause));
        }
        Ok(Box::new(MemoryPartWriter {
            id: part,
            parts: Arc::clone(&self.parts),
            lines: LineBatch::default(),
        }))
    }

    fn documents(&self, part: PartId) -> Result<Vec<DocumentEntry>, LedgerError> {
        let lines = LineBatch::clone(&*self.part(part)?);
        Ok(MemoryPartWriter {
            id: part,
            parts: Arc::clone(&self.parts),
            lines,
        }
        .facts()
        .documents)
    }

    fn merge(&self, part: PartId, documents: &[MergedDocument]) -> Result<SealedPart, LedgerError> {
        let mut merged = LineBatch::default();
        for document in documents {
            let mut versions: Vec<Vec<(Arc<LineBatch>, usize)>> = Vec::new();
            for parts in &document.versions {
                let mut version = Vec::new();
                for part in parts {
                    let lines = self.part(*part)?;
                    let of_document =
                        (0..lines.len()).filter(|&line| lines.document[line] == document.document);
                    version.extend(of_document.map(|line| (Arc::clone(&lines), line)));
                }
                versions.push(version);
            }
            merge_document(&mut merged, versions).map_err(|cause| {
                LedgerError::new(
                    format!("merging document {} into {part}", document.document),
                    cause,
                )
            })?;
        }
        let mut writer = self.part_writer(part)?;
        writer.write(&merged)?;
        writer.seal()
    }

    async fn totals(
        &self,
        view: &LedgerView,
        filter: &LineFilter,
        grouping: Grouping,
    ) -> Result<Vec<Total>, LedgerError> {
        let mut totals: BTreeMap<Group, Total> = BTreeMap::new();
        for (lines, line) in self.counting(view, filter)? {
            let one = total_of(&lines, line, grouping);
            match totals.entry(group_of(&one, grouping)) {
                std::collections::btree_map::Entry::Vacant(entry) => {
                    entry.insert(one);
                }
                std::collections::btree_map::Entry::Occupied(mut entry) => {
                    add_up(entry.get_mut(), &one);
                }
            }
        }
        Ok(totals.into_values().collect())
    }

    async fn orders(
        &self,
        view: &LedgerView,
        filter: &LineFilter,
    ) -> Result<Vec<OrderTotal>, LedgerError> {
        Ok(crate::memory_orders::totals(&self.counting(view, filter)?))
    }

    async fn deliveries(
        &self,
        view: &LedgerView,
        question: &DeliveryQuestion,
    ) -> Result<Deliveries, LedgerError> {
        let counting = self.counting(view, &question.filter)?;
        Ok(crate::memory_deliveries::judged(&counting, question))
    }

    async fn lines(
        &self,
        view: &LedgerView,
        filter: &LineFilter,
        limit: usize,
    ) -> Result<LineBatch, LedgerError> {
        let mut counting = self.counting(view, filter)?;
        counting.sort_by_key(|(lines, line)| {
            let line = *line;
            (
                lines.day[line],
                lines.source_line[line],
                lines.document[line],
                lines.content[line],
            )
        });
        let mut found = LineBatch::default();
        for (lines, line) in counting.iter().take(limit) {
            push_latest(&mut found, &[(lines, *line)]);
        }
        Ok(found)
    }

    fn verify(&self, part: PartId, blake3: &str) -> Result<(), LedgerError> {
        self.part(part)?;
        if blake3 == part.to_string() {
            return Ok(());
        }
        Err(LedgerError::new(
            format!("checking part {part}"),
            "it has another hash",
        ))
    }

    fn files(&self, part: PartId) -> Result<Vec<PathBuf>, LedgerError> {
        // Lines in memory have no files.
        self.part(part).map(|_| Vec::new())
    }

    fn sweep(&self, keep: &[PartId]) -> Result<usize, LedgerError> {
        let mut parts = self
            .parts
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let before = parts.len();
        parts.retain(|part, _| keep.contains(part));
        Ok(before - parts.len())
    }
}

type Group = (
    Arc<str>,
    Option<Month>,
    Arc<str>,
    Arc<str>,
    Arc<str>,
    Currency,
);

fn group_of(total: &Total, grouping: Grouping) -> Group {
    let product_group = if grouping.product_group {
        Arc::clone(&total.product_group)
    } else {
        "".into()
    };
    (
        Arc::clone(&total.customer),
        total.month,
        Arc::clone(&total.product),
        product_group,
        Arc::clone(&total.sales_representative),
        total.currency,
    )
}

fn amount(units: i64) -> Amount {
    if units == UNKNOWN_UNITS {
        Amount::ZERO
    } else {
        Amount::from_units(units.into())
    }
}

fn total_of(lines: &LineBatch, line: usize, grouping: Grouping) -> Total {
    let word = |wanted: bool, column: &WordColumn| -> Arc<str> {
        if wanted {
            column.get(line).into()
        } else {
            "".into()
        }
    };
    let day = day_of(lines, line);
    let cost_known = lines.cost[line] != UNKNOWN_UNITS;
    let if_costed = |units: i64| {
        if cost_known {
            amount(units)
        } else {
            Amount::ZERO
        }
    };
    Total {
        customer: word(grouping.customer, &lines.customer),
        month: grouping.month.then(|| Month::of(day)),
        product: word(grouping.product, &lines.product),
        product_name: word(grouping.product, &lines.product_name),
        product_group: word(
            grouping.product || grouping.product_group,
            &lines.product_group,
        ),
        sales_representative: word(grouping.sales_representative, &lines.sales_representative),
        currency: lines.currency[line],
        lines: 1,
        revenue: amount(lines.net[line]),
        revenue_euro: amount(lines.net_euro[line]),
        quantity: amount(lines.quantity[line]),
        costed_revenue: if_costed(lines.net[line]),
        costed_revenue_euro: if_costed(lines.net_euro[line]),
        cost: amount(lines.cost[line]),
        cost_euro: if_costed(lines.cost_euro[line]),
        first_day: day,
        last_day: day,
    }
}

fn add_up(sum: &mut Total, one: &Total) {
    sum.lines += one.lines;
    sum.revenue += one.revenue;
    sum.revenue_euro += one.revenue_euro;
    sum.quantity += one.quantity;
    sum.costed_revenue += one.costed_revenue;
    sum.costed_revenue_euro += one.costed_revenue_euro;
    sum.cost += one.cost;
    sum.cost_euro += one.cost_euro;
    sum.first_day = sum.first_day.min(one.first_day);
    sum.last_day = sum.last_day.max(one.last_day);
    sum.product_name = first_known(&sum.product_name, &one.product_name);
    sum.product_group = first_known(&sum.product_group, &one.product_group);
}

/// The first of two words in the alphabet; an unknown word counts only when both are.
fn first_known(left: &Arc<str>, right: &Arc<str>) -> Arc<str> {
    match (left.is_empty(), right.is_empty()) {
        (true, _) => Arc::clone(right),
        (_, true) => Arc::clone(left),
        _ => Arc::clone(left.min(right)),
    }
}

fn merge_document(
    merged: &mut LineBatch,
    versions: Vec<Vec<(Arc<LineBatch>, usize)>>,
) -> Result<(), &'static str> {
    let mut versions = versions.into_iter();
    let first = versions.next().unwrap_or_default();
    if first.is_empty() {
        return Err("its first version has no line");
    }
    let mut rest: Vec<Vec<(Arc<LineBatch>, usize)>> = versions.collect();
    for (lines, line) in first {
        let mut same = vec![(Arc::clone(&lines), line)];
        for version in &mut rest {
            let twin = version
                .iter()
                .position(|(other, at)| other.content[*at] == lines.content[line]);
            same.push(version.remove(twin.ok_or("its versions differ in their content")?));
        }
        let same: Vec<(&LineBatch, usize)> =
            same.iter().map(|(lines, line)| (&**lines, *line)).collect();
        push_latest(merged, &same);
    }
    if rest.iter().any(|version| !version.is_empty()) {
        return Err("its versions differ in their content");
    }
    Ok(())
}

/// Appends one line; each value comes from the latest version that knows it.
fn push_latest(to: &mut LineBatch, versions: &[(&LineBatch, usize)]) {
    let Some(&(latest, at)) = versions.last() else {
        return;
    };
    macro_rules! word {
        ($($column:ident),+) => {$(
            let words = versions.iter().rev().map(|(lines, line)| lines.$column.get(*line));
            to.$column.push(words.into_iter().find(|word| !word.is_empty()).unwrap_or_default());
        )+};
    }
    macro_rules! number {
        ($unknown:expr; $($column:ident),+) => {$(
            let values = versions.iter().rev().map(|(lines, line)| lines.$column[*line]);
            to.$column.push(values.into_iter().find(|value| *value != $unknown).unwrap_or($unknown));
        )+};
    }
    word!(
        document_number,
        customer,
        customer_name,
        registration_number,
        vat_number,
        city,
        site
    );
    word!(
        product,
        product_name,
        product_group,
        brand,
        unit,
        sales_representative,
        order_number
    );
    number!(UNKNOWN_UNITS; quantity, unit_price, discount, net, net_euro, vat, gross, cost);
    number!(UNKNOWN_UNITS; cost_euro, promised_quantity, delivered_quantity, paid, open);
    number!(UNKNOWN_DAY; day, promised_day, delivered_day, due_day);
    to.source_line.push(latest.source_line[at]);
    to.document.push(latest.document[at]);
    to.content.push(latest.content[at]);
    to.knowledge.push(latest.knowledge[at]);
    to.kind.push(latest.kind[at]);
    to.currency.push(latest.currency[at]);
}
