//! What an import did, or would do: counts, sums, rows set aside, and what was decided unasked.

use std::collections::BTreeMap;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Period;
use clientela_domain::identifiers::Eik;
use clientela_domain::ids::ImportId;
use clientela_domain::records::FileKind;
use clientela_domain::sales::report::SkipReason;
use clientela_domain::sales::table_file::TableShape;

use crate::answers::import::{DetectedAnswer, MatchedAnswer, RowsAnswer};
use crate::import_sales::{Comparison, ImportSales};
use crate::plan_import::ImportPlan;
use crate::read_sheet::SheetFindings;
use crate::set_aside::SetAsideRow;

/// How an import ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportEnd {
    /// In the book.
    Done,
    /// A trial run: nothing was changed.
    Trial,
    /// The same file is in the book already: nothing was changed.
    Unchanged,
}

impl ImportEnd {
    /// Stable code, as in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Trial => "trial",
            Self::Unchanged => "unchanged",
        }
    }
}

/// What an import did, or would do.
#[derive(Clone, Debug)]
pub struct ImportReport {
    /// The import; absent for a trial run.
    pub import: Option<ImportId>,
    /// What the file brings.
    pub kind: FileKind,
    /// Name of the file.
    pub file_name: String,
    /// SHA-256 of the file, hex.
    pub sha256: String,
    /// How it ended.
    pub end: ImportEnd,
    /// Counts of rows.
    pub rows: RowsAnswer,
    /// Clients new and known.
    pub accounts: MatchedAnswer,
    /// Products new and known.
    pub products: MatchedAnswer,
    /// People new and known.
    pub people: MatchedAnswer,
    /// Interactions new and known.
    pub interactions: MatchedAnswer,
    /// Obligations new and known.
    pub obligations: MatchedAnswer,
    /// Rows of people maps that said something new, and that said nothing new.
    pub people_map: MatchedAnswer,
    /// Gifts new and known.
    pub gifts: MatchedAnswer,
    /// Support new and known.
    pub supports: MatchedAnswer,
    /// Agreements on confidentiality.
    pub confidentiality: MatchedAnswer,
    /// Agreements made, and those known already.
    pub agreements: MatchedAnswer,
    /// Execution events new and known.
    pub executions: MatchedAnswer,
    /// Problems new and known.
    pub problems: MatchedAnswer,
    /// Answers new and known.
    pub survey_answers: MatchedAnswer,
    /// Prospects new and known.
    pub prospects: MatchedAnswer,
    /// Positions of competitors new and known.
    pub positions: MatchedAnswer,
    /// Estimates of what clients buy new and known.
    pub purchases: MatchedAnswer,
    /// Threats new and known.
    pub threats: MatchedAnswer,
    /// Opportunities.
    pub opportunities: MatchedAnswer,
    /// Agreements with those who find prospects.
    pub spotters: MatchedAnswer,
    /// Visits.
    pub visits: MatchedAnswer,
    /// Days of the accepted lines.
    pub period: Option<Period>,
    /// Net totals of the accepted lines by currency.
    pub net_totals: Vec<(Currency, Amount)>,
    /// How the file is written.
    pub detected: DetectedAnswer,
    /// Header of its first sheet.
    pub header: Vec<String>,
    /// Rows set aside, the first ten thousand.
    pub set_aside: Vec<SetAsideRow>,
    /// Rows skipped, by reason.
    pub skipped: BTreeMap<SkipReason, u64>,
    /// What was decided without asking.
    pub notices: Vec<Notice>,
}

/// Something the user should know: a message id and its numbers or words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Message id.
    pub id: &'static str,
    /// Arguments by name.
    pub arguments: Vec<(&'static str, String)>,
}

/// What the plan of a file has to tell in the report of its import.
pub(crate) struct ToldByPlan {
    detected: DetectedAnswer,
    notices: Vec<Notice>,
}

impl ToldByPlan {
    pub(crate) fn of(plan: &ImportPlan) -> Self {
        let ignored = plan.shape.ignored.iter().map(|id| Notice {
            id,
            arguments: Vec::new(),
        });
        Self {
            detected: plan.detected(),
            notices: ignored.chain(hidden_sheets(plan)).collect(),
        }
    }
}

/// True for what looks like a Bulgarian company number and is none, or has lost its leading zeros.
/// Numbers of other countries have other lengths or letters and are left alone.
fn is_doubtful(number: &str) -> bool {
    let looks_like_one =
        matches!(number.len(), 7..=9 | 13) && number.bytes().all(|byte| byte.is_ascii_digit());
    looks_like_one && !Eik::parse(number).is_ok_and(|eik| !eik.was_padded())
}

/// Hidden sheets that were not asked for are not read; that they are there is told.
fn hidden_sheets(plan: &ImportPlan) -> Option<Notice> {
    hidden_sheets_but(&plan.shape, |at| {
        plan.sheets.iter().any(|sheet| sheet.index == at)
    })
}

/// Names the hidden sheets that are not read.
pub(crate) fn hidden_sheets_but(
    shape: &TableShape,
    is_read: impl Fn(usize) -> bool,
) -> Option<Notice> {
    let sheets = shape.sheets.iter().enumerate();
    let names: Vec<&str> = sheets
        .filter(|(at, sheet)| sheet.hidden && !is_read(*at))
        .map(|(_, sheet)| sheet.name.as_str())
        .collect();
    (!names.is_empty()).then(|| Notice {
        id: "notice-hidden-sheets",
        arguments: vec![("names", names.join(", "))],
    })
}

impl Comparison {
    pub(crate) fn report(
        &self,
        command: &ImportSales,
        sha256: &str,
        import: Option<ImportId>,
        told: ToldByPlan,
    ) -> ImportReport {
        let sum = |count: fn(&SheetFindings) -> u64| -> u64 {
            self.sheets.iter().map(|sheet| count(&sheet.findings)).sum()
        };
        let mut skipped: BTreeMap<SkipReason, u64> = BTreeMap::new();
        for (reason, count) in self.sheets.iter().flat_map(|sheet| &sheet.findings.skipped) {
            *skipped.entry(*reason).or_default() += count;
        }
        let rows = RowsAnswer {
            read: sum(|findings| findings.rows),
            accepted: sum(|findings| findings.lines) - self.duplicate_lines - self.conflict_lines,
            set_aside: sum(|findings| findings.set_aside_count) + self.conflict_lines,
            duplicate: self.duplicate_lines,
            skipped: skipped.values().sum(),
        };
        let mut set_aside: Vec<SetAsideRow> =
            self.sheets.iter().flat_map(SetAsideRow::of_sheet).collect();
        set_aside.extend(self.conflicts.iter().cloned());
        let periods = self.sheets.iter().filter_map(|sheet| sheet.sealed.period);
        ImportReport {
            import,
            kind: FileKind::Sales,
            file_name: command.file_name.clone(),
            sha256: sha256.to_owned(),
            end: if import.is_some() {
                ImportEnd::Done
            } else {
                ImportEnd::Trial
            },
            rows,
            accounts: MatchedAnswer::default(),
            products: MatchedAnswer::default(),
            people: MatchedAnswer::default(),
            interactions: MatchedAnswer::default(),
            obligations: MatchedAnswer::default(),
            people_map: MatchedAnswer::default(),
            gifts: MatchedAnswer::default(),
            supports: MatchedAnswer::default(),
            confidentiality: MatchedAnswer::default(),
            agreements: MatchedAnswer::default(),
            executions: MatchedAnswer::default(),
            problems: MatchedAnswer::default(),
            survey_answers: MatchedAnswer::default(),
            prospects: MatchedAnswer::default(),
            positions: MatchedAnswer::default(),
            purchases: MatchedAnswer::default(),
            threats: MatchedAnswer::default(),
            opportunities: MatchedAnswer::default(),
            spotters: MatchedAnswer::default(),
            visits: MatchedAnswer::default(),
            period: periods.reduce(|a, b| Period {
                from: a.from.min(b.from),
                to: a.to.max(b.to),
            }),
            net_totals: self.net_totals.clone(),
            detected: told.detected,
            header: self
                .sheets
                .first()
                .map_or_else(Vec::new, |sheet| sheet.plan.mapping.header.clone()),
            set_aside,
            skipped,
            notices: self
                .notices(command)
                .into_iter()
                .chain(told.notices)
                .collect(),
        }
    }

    /// Clients whose company number does not prove itself: stored as it stands, and told.
    fn doubtful_numbers(&self) -> u64 {
        let customers: BTreeMap<&str, &str> = self
            .sheets
            .iter()
            .flat_map(|sheet| &sheet.findings.customers)
            .map(|(key, customer)| (key.as_str(), customer.registration_number.as_str()))
            .collect();
        let doubtful = customers.values().filter(|number| is_doubtful(number));
        u64::try_from(doubtful.count()).unwrap_or(u64::MAX)
    }

    fn notices(&self, command: &ImportSales) -> Vec<Notice> {
        let sum = |count: fn(&SheetFindings) -> u64| -> u64 {
            self.sheets.iter().map(|sheet| count(&sheet.findings)).sum()
        };
        let counted = |id: &'static str, count: u64| {
            (count > 0).then(|| Notice {
                id,
                arguments: vec![("count", count.to_string())],
            })
        };
        let assumed = if command.options.file_currency.is_some() {
            None
        } else {
            counted(
                "notice-currency-assumed",
                sum(|findings| findings.currency_assumed),
            )
        };
        [
            assumed,
            counted(
                "notice-net-from-gross",
                sum(|findings| findings.derived_from_gross),
            ),
            counted("notice-company-numbers-doubtful", self.doubtful_numbers()),
            counted(
                "notice-personal-numbers-masked",
                sum(|findings| findings.masked_personal_numbers),
            ),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
