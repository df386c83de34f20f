//! The report of an import as the book keeps it, for the history and for the same file coming again.

use std::collections::BTreeMap;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::sales::report::SkipReason;
use clientela_store::imports::Import;
use serde::{Deserialize, Serialize};

use crate::answers::import::{DetectedAnswer, MatchedAnswer, RowsAnswer};
use crate::import_sales::{ImportEnd, ImportReport, Notice};

/// The stored form; every field has a default so that older reports stay readable.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct StoredReport {
    accounts_created: u64,
    accounts_matched: u64,
    products_created: u64,
    products_matched: u64,
    from: Option<String>,
    to: Option<String>,
    net_totals: BTreeMap<String, String>,
    detected: DetectedAnswer,
    pub(crate) header: Vec<String>,
    skipped: BTreeMap<String, u64>,
    notices: Vec<(String, Vec<(String, String)>)>,
    /// Why the attempt failed, in the log's words; absent when it did not.
    pub(crate) error: Option<String>,
}

/// Message ids a stored notice may have; a notice of another program version is left out.
const NOTICES: [&str; 3] = [
    "notice-currency-assumed",
    "notice-net-from-gross",
    "notice-personal-numbers-masked",
];

impl StoredReport {
    pub(crate) fn of_report(report: &ImportReport) -> Self {
        Self {
            accounts_created: report.accounts.created,
            accounts_matched: report.accounts.matched,
            products_created: report.products.created,
            products_matched: report.products.matched,
            from: report.period.map(|period| period.from.to_string()),
            to: report.period.map(|period| period.to.to_string()),
            net_totals: report
                .net_totals
                .iter()
                .map(|(currency, amount)| (currency.to_string(), amount.to_string()))
                .collect(),
            detected: report.detected.clone(),
            header: report.header.clone(),
            skipped: report
                .skipped
                .iter()
                .map(|(reason, rows)| (reason.code().to_owned(), *rows))
                .collect(),
            notices: report
                .notices
                .iter()
                .map(|notice| {
                    let arguments = notice.arguments.iter();
                    let owned = arguments.map(|(name, value)| ((*name).to_owned(), value.clone()));
                    (notice.id.to_owned(), owned.collect())
                })
                .collect(),
            error: None,
        }
    }

    pub(crate) fn of_record(record: &Import) -> Self {
        record
            .report
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }

    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The report of an import in the history.
    pub(crate) fn report(&self, record: &Import) -> ImportReport {
        let day =
            |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Date>().ok());
        let net_totals = self.net_totals.iter().filter_map(|(currency, amount)| {
            Some((Currency::from_code(currency)?, Amount::parse(amount)?))
        });
        let skipped = self
            .skipped
            .iter()
            .filter_map(|(code, rows)| Some((SkipReason::from_code(code)?, *rows)));
        ImportReport {
            import: Some(record.id),
            file_name: record.file_name.clone(),
            sha256: record.file_sha256.clone(),
            end: ImportEnd::Done,
            rows: RowsAnswer {
                read: record.rows.read,
                accepted: record.rows.accepted,
                set_aside: record.rows.set_aside,
                duplicate: record.rows.duplicate,
                skipped: record.rows.skipped,
            },
            accounts: MatchedAnswer {
                created: self.accounts_created,
                matched: self.accounts_matched,
            },
            products: MatchedAnswer {
                created: self.products_created,
                matched: self.products_matched,
            },
            period: day(&self.from)
                .zip(day(&self.to))
                .map(|(from, to)| Period { from, to }),
            net_totals: net_totals.collect(),
            detected: self.detected.clone(),
            header: self.header.clone(),
            set_aside: Vec::new(),
            skipped: skipped.collect(),
            notices: self.notices.iter().filter_map(notice).collect(),
        }
    }

    /// The answer when the very same file comes again: all its lines are there already.
    pub(crate) fn unchanged(&self, record: &Import) -> ImportReport {
        let mut report = self.report(record);
        report.end = ImportEnd::Unchanged;
        report.rows.duplicate += report.rows.accepted;
        report.rows.accepted = 0;
        report.accounts = MatchedAnswer {
            created: 0,
            matched: self.accounts_created + self.accounts_matched,
        };
        report.products = MatchedAnswer {
            created: 0,
            matched: self.products_created + self.products_matched,
        };
        report
    }
}

fn notice((id, arguments): &(String, Vec<(String, String)>)) -> Option<Notice> {
    let id = NOTICES.into_iter().find(|known| known == id)?;
    let count = arguments.iter().find(|(name, _)| name == "count")?;
    Some(Notice {
        id,
        arguments: vec![("count", count.1.clone())],
    })
}
