//! The report of an import as the book keeps it, for the history and for the same file coming again.

use std::collections::BTreeMap;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::sales::report::SkipReason;
use clientela_domain::sales::table_file::IGNORED_IN_WORKBOOKS;
use clientela_domain::vcard::CardReason;
use clientela_store::imports::Import;
use clientela_texts::{Language, Texts};
use serde::{Deserialize, Serialize};

use crate::answers::import::{DetectedAnswer, MatchedAnswer, RowsAnswer};
use crate::error::AppError;
use crate::error_words;
use crate::import_sales::{ImportEnd, ImportReport, Notice};

/// The stored form; every field has a default so that older reports stay readable.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct StoredReport {
    accounts_created: u64,
    accounts_matched: u64,
    products_created: u64,
    products_matched: u64,
    people_created: u64,
    people_matched: u64,
    interactions_created: u64,
    interactions_matched: u64,
    obligations_created: u64,
    obligations_matched: u64,
    people_map_created: u64,
    people_map_matched: u64,
    gifts_created: u64,
    gifts_matched: u64,
    supports_created: u64,
    supports_matched: u64,
    confidentiality_created: u64,
    confidentiality_matched: u64,
    #[serde(default)]
    agreements_created: u64,
    #[serde(default)]
    agreements_matched: u64,
    executions_created: u64,
    executions_matched: u64,
    problems_created: u64,
    problems_matched: u64,
    survey_answers_created: u64,
    survey_answers_matched: u64,
    #[serde(default)]
    prospects_created: u64,
    #[serde(default)]
    prospects_matched: u64,
    positions_created: u64,
    positions_matched: u64,
    purchases_created: u64,
    purchases_matched: u64,
    threats_created: u64,
    threats_matched: u64,
    #[serde(default)]
    opportunities_created: u64,
    #[serde(default)]
    opportunities_matched: u64,
    #[serde(default)]
    spotters_created: u64,
    #[serde(default)]
    spotters_matched: u64,
    #[serde(default)]
    visits_created: u64,
    #[serde(default)]
    visits_matched: u64,
    from: Option<String>,
    to: Option<String>,
    net_totals: BTreeMap<String, String>,
    detected: DetectedAnswer,
    pub(crate) header: Vec<String>,
    skipped: BTreeMap<String, u64>,
    notices: Vec<(String, Vec<(String, String)>)>,
    /// Why the attempt failed, by language; empty when it did not.
    pub(crate) failure: BTreeMap<String, String>,
}

/// Message ids a stored notice may have; a notice of another program version is left out.
const NOTICES: [&str; 11] = [
    "notice-accounts-resemble",
    "notice-accounts-compared-later",
    "notice-people-resemble",
    "notice-people-compared-later",
    "notice-currency-assumed",
    "notice-net-from-gross",
    "notice-personal-numbers-masked",
    "notice-hidden-sheets",
    "notice-company-numbers-doubtful",
    "notice-accounts-restored",
    "notice-sources-unknown",
];

const NOTICE_ARGUMENTS: [&str; 2] = ["count", "names"];

impl StoredReport {
    pub(crate) fn of_report(report: &ImportReport) -> Self {
        Self {
            accounts_created: report.accounts.created,
            accounts_matched: report.accounts.matched,
            products_created: report.products.created,
            products_matched: report.products.matched,
            people_created: report.people.created,
            people_matched: report.people.matched,
            interactions_created: report.interactions.created,
            interactions_matched: report.interactions.matched,
            obligations_created: report.obligations.created,
            obligations_matched: report.obligations.matched,
            people_map_created: report.people_map.created,
            people_map_matched: report.people_map.matched,
            gifts_created: report.gifts.created,
            gifts_matched: report.gifts.matched,
            supports_created: report.supports.created,
            supports_matched: report.supports.matched,
            confidentiality_created: report.confidentiality.created,
            confidentiality_matched: report.confidentiality.matched,
            agreements_created: report.agreements.created,
            agreements_matched: report.agreements.matched,
            executions_created: report.executions.created,
            executions_matched: report.executions.matched,
            problems_created: report.problems.created,
            problems_matched: report.problems.matched,
            survey_answers_created: report.survey_answers.created,
            survey_answers_matched: report.survey_answers.matched,
            prospects_created: report.prospects.created,
            prospects_matched: report.prospects.matched,
            positions_created: report.positions.created,
            positions_matched: report.positions.matched,
            purchases_created: report.purchases.created,
            purchases_matched: report.purchases.matched,
            threats_created: report.threats.created,
            threats_matched: report.threats.matched,
            opportunities_created: report.opportunities.created,
            opportunities_matched: report.opportunities.matched,
            spotters_created: report.spotters.created,
            spotters_matched: report.spotters.matched,
            visits_created: report.visits.created,
            visits_matched: report.visits.matched,
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
            failure: BTreeMap::new(),
        }
    }

    pub(crate) fn of_failure(error: &AppError) -> Self {
        let words = |language: Language| {
            let texts = Texts::of(language);
            let words = match error {
                AppError::Refused(refusal) => {
                    error_words::refusal(texts, refusal, error_words::Edge::Terminal)
                }
                AppError::Stopped => texts.get("import-stopped-text").into_owned(),
                _ => texts.get("import-failed-inside").into_owned(),
            };
            (language.code().to_owned(), words)
        };
        Self {
            failure: Language::ALL.into_iter().map(words).collect(),
            ..Self::default()
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
            kind: record.kind,
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
            people: MatchedAnswer {
                created: self.people_created,
                matched: self.people_matched,
            },
            interactions: MatchedAnswer {
                created: self.interactions_created,
                matched: self.interactions_matched,
            },
            obligations: MatchedAnswer {
                created: self.obligations_created,
                matched: self.obligations_matched,
            },
            people_map: MatchedAnswer {
                created: self.people_map_created,
                matched: self.people_map_matched,
            },
            gifts: MatchedAnswer {
                created: self.gifts_created,
                matched: self.gifts_matched,
            },
            supports: MatchedAnswer {
                created: self.supports_created,
                matched: self.supports_matched,
            },
            confidentiality: MatchedAnswer {
                created: self.confidentiality_created,
                matched: self.confidentiality_matched,
            },
            agreements: MatchedAnswer {
                created: self.agreements_created,
                matched: self.agreements_matched,
            },
            executions: MatchedAnswer {
                created: self.executions_created,
                matched: self.executions_matched,
            },
            problems: MatchedAnswer {
                created: self.problems_created,
                matched: self.problems_matched,
            },
            survey_answers: MatchedAnswer {
                created: self.survey_answers_created,
                matched: self.survey_answers_matched,
            },
            prospects: MatchedAnswer {
                created: self.prospects_created,
                matched: self.prospects_matched,
            },
            positions: MatchedAnswer {
                created: self.positions_created,
                matched: self.positions_matched,
            },
            purchases: MatchedAnswer {
                created: self.purchases_created,
                matched: self.purchases_matched,
            },
            threats: MatchedAnswer {
                created: self.threats_created,
                matched: self.threats_matched,
            },
            opportunities: MatchedAnswer {
                created: self.opportunities_created,
                matched: self.opportunities_matched,
            },
            spotters: MatchedAnswer {
                created: self.spotters_created,
                matched: self.spotters_matched,
            },
            visits: MatchedAnswer {
                created: self.visits_created,
                matched: self.visits_matched,
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
        report.people = MatchedAnswer {
            created: 0,
            matched: self.people_created + self.people_matched,
        };
        report.interactions = MatchedAnswer {
            created: 0,
            matched: self.interactions_created + self.interactions_matched,
        };
        report.obligations = MatchedAnswer {
            created: 0,
            matched: self.obligations_created + self.obligations_matched,
        };
        report.people_map = MatchedAnswer {
            created: 0,
            matched: self.people_map_created + self.people_map_matched,
        };
        report.gifts = MatchedAnswer {
            created: 0,
            matched: self.gifts_created + self.gifts_matched,
        };
        report.supports = MatchedAnswer {
            created: 0,
            matched: self.supports_created + self.supports_matched,
        };
        report.confidentiality = MatchedAnswer {
            created: 0,
            matched: self.confidentiality_created + self.confidentiality_matched,
        };
        report.agreements = MatchedAnswer {
            created: 0,
            matched: self.agreements_created + self.agreements_matched,
        };
        report.executions = MatchedAnswer {
            created: 0,
            matched: self.executions_created + self.executions_matched,
        };
        report.problems = MatchedAnswer {
            created: 0,
            matched: self.problems_created + self.problems_matched,
        };
        report.survey_answers = MatchedAnswer {
            created: 0,
            matched: self.survey_answers_created + self.survey_answers_matched,
        };
        report.prospects = MatchedAnswer {
            created: 0,
            matched: self.prospects_created + self.prospects_matched,
        };
        report.positions = MatchedAnswer {
            created: 0,
            matched: self.positions_created + self.positions_matched,
        };
        report.purchases = MatchedAnswer {
            created: 0,
            matched: self.purchases_created + self.purchases_matched,
        };
        report.threats = MatchedAnswer {
            created: 0,
            matched: self.threats_created + self.threats_matched,
        };
        report.opportunities = MatchedAnswer {
            created: 0,
            matched: self.opportunities_created + self.opportunities_matched,
        };
        report.spotters = MatchedAnswer {
            created: 0,
            matched: self.spotters_created + self.spotters_matched,
        };
        report.visits = MatchedAnswer {
            created: 0,
            matched: self.visits_created + self.visits_matched,
        };
        report
    }
}

fn notice((id, arguments): &(String, Vec<(String, String)>)) -> Option<Notice> {
    let mut known_ids = NOTICES
        .iter()
        .chain(IGNORED_IN_WORKBOOKS)
        .chain(CardReason::MESSAGES);
    let id = known_ids.find(|known| *known == id)?;
    let known = |(name, value): &(String, String)| {
        let names = NOTICE_ARGUMENTS.into_iter();
        Some((
            names.into_iter().find(|known| known == name)?,
            value.clone(),
        ))
    };
    Some(Notice {
        id,
        arguments: arguments.iter().filter_map(known).collect(),
    })
}
