//! What a trial run or an import came to: counts, the bar, notices, sums, rows set aside.

use clientela_domain::records::FileKind;
use clientela_texts::{format, report};

use super::{ImportPage, REVIEW_ROWS, SetAsideText, message_text};
use crate::charts::svg::escape;
use crate::charts::{Segment, segment_bar};
use crate::markup::Markup;
use crate::urls;
use crate::views::ReportView;

pub(super) struct Line {
    pub name: String,
    pub value: String,
}

/// A count of records found in the book and made.
pub(super) struct Found {
    pub name: String,
    pub matched: String,
    pub created: String,
}

/// Where one goes when an import is done.
pub(super) struct NextPlace {
    pub name: String,
    pub href: &'static str,
    pub main: bool,
}

impl ImportPage {
    /// The records the file is about.
    pub(super) fn found(&self, done: &ReportView) -> Found {
        let (id, matched, created) = match self.view.entry.kind {
            FileKind::Sales | FileKind::Accounts => (
                "import-trial-accounts",
                done.accounts_matched,
                done.accounts_created,
            ),
            FileKind::People => ("file-kind-people", done.people_matched, done.people_created),
            FileKind::Interactions => (
                "file-kind-interactions",
                done.interactions_matched,
                done.interactions_created,
            ),
            FileKind::Obligations => (
                "file-kind-obligations",
                done.obligations_matched,
                done.obligations_created,
            ),
            FileKind::PeopleMap => (
                "file-kind-people-map",
                done.people_map_matched,
                done.people_map_created,
            ),
            FileKind::Gifts => ("file-kind-gifts", done.gifts_matched, done.gifts_created),
            FileKind::Support => (
                "file-kind-support",
                done.supports_matched,
                done.supports_created,
            ),
            FileKind::Confidentiality => (
                "file-kind-confidentiality",
                done.confidentiality_matched,
                done.confidentiality_created,
            ),
            FileKind::Agreements => (
                "file-kind-agreements",
                done.agreements_matched,
                done.agreements_created,
            ),
            FileKind::Executions => (
                "file-kind-executions",
                done.executions_matched,
                done.executions_created,
            ),
            FileKind::Problems => (
                "file-kind-problems",
                done.problems_matched,
                done.problems_created,
            ),
            FileKind::SurveyAnswers => (
                "file-kind-survey-answers",
                done.survey_answers_matched,
                done.survey_answers_created,
            ),
            FileKind::Prospects => (
                "file-kind-prospects",
                done.prospects_matched,
                done.prospects_created,
            ),
            FileKind::Positions => (
                "file-kind-positions",
                done.positions_matched,
                done.positions_created,
            ),
            FileKind::Purchases => (
                "file-kind-purchases",
                done.purchases_matched,
                done.purchases_created,
            ),
            FileKind::Threats => (
                "file-kind-threats",
                done.threats_matched,
                done.threats_created,
            ),
            FileKind::Opportunities => (
                "file-kind-opportunities",
                done.opportunities_matched,
                done.opportunities_created,
            ),
            FileKind::Spotters => (
                "file-kind-spotters",
                done.spotters_matched,
                done.spotters_created,
            ),
            FileKind::Visits => ("file-kind-visits", done.visits_matched, done.visits_created),
        };
        Found {
            name: self.t.get(id).into_owned(),
            matched: self.count(&matched),
            created: self.count(&created),
        }
    }

    /// Where one goes from here.
    pub(super) fn next_places(&self) -> Vec<NextPlace> {
        let place = |id: &str, href, main| NextPlace {
            name: self.t.get(id).into_owned(),
            href,
            main,
        };
        match self.view.entry.kind {
            FileKind::Sales => vec![
                place("import-report-next", urls::KEY_ACCOUNTS, true),
                place("import-report-accounts", urls::ACCOUNTS, false),
            ],
            FileKind::Accounts => vec![place("import-report-accounts", urls::ACCOUNTS, true)],
            FileKind::People => vec![place("import-report-people", urls::PEOPLE, true)],
            FileKind::Interactions => {
                vec![place("import-report-interactions", urls::ACTIVITY, true)]
            }
            FileKind::Obligations => {
                vec![place("import-report-obligations", urls::OBLIGATIONS, true)]
            }
            FileKind::PeopleMap => vec![place("import-report-accounts", urls::ACCOUNTS, true)],
            FileKind::Gifts => vec![place("import-report-gifts", urls::GIFTS, true)],
            FileKind::Support => vec![place("import-report-support", urls::SUPPORT, true)],
            FileKind::Confidentiality => {
                let id = "import-report-confidentiality";
                vec![place(id, urls::CONFIDENTIALITY, true)]
            }
            FileKind::Agreements => {
                vec![place("import-report-agreements", urls::AGREEMENTS, true)]
            }
            FileKind::Executions => vec![place("import-report-executions", urls::EXECUTION, true)],
            FileKind::Positions => vec![place("import-report-positions", urls::POSITIONS, true)],
            FileKind::Purchases => vec![place("import-report-purchases", urls::WALLET, true)],
            FileKind::Threats => vec![place("import-report-threats", urls::THREATS, true)],
            FileKind::Prospects => vec![place("import-report-prospects", urls::PROSPECTS, true)],
            FileKind::Spotters => vec![place("import-report-spotters", urls::SPOTTERS, true)],
            FileKind::Opportunities => {
                let id = "import-report-opportunities";
                vec![place(id, urls::OPPORTUNITIES, true)]
            }
            FileKind::Visits => vec![place("import-report-visits", urls::FOLLOWED, true)],
            FileKind::Problems => vec![place("import-report-problems", urls::PROBLEMS, true)],
            FileKind::SurveyAnswers => {
                vec![place(
                    "import-report-satisfaction",
                    urls::SATISFACTION,
                    true,
                )]
            }
        }
    }

    /// True for files whose sums are compared with the books.
    pub(super) fn has_sums(&self) -> bool {
        self.view.entry.kind == FileKind::Sales
    }

    /// The words for sales, or for files of records.
    fn of_kind(&self, sales: &'static str, records: &'static str) -> &'static str {
        if self.has_sums() { sales } else { records }
    }

    /// What undoing does.
    pub(super) fn undo_text(&self) -> String {
        let id = self.of_kind("import-undo-text", "import-undo-records-text");
        self.t.get(id).into_owned()
    }

    /// What the rows are that are skipped.
    pub(super) fn skipped_text(&self) -> String {
        let id = self.of_kind("import-trial-skipped", "import-trial-skipped-records");
        self.t.get(id).into_owned()
    }

    pub(super) fn report_title(&self) -> String {
        let id = if self.is_done() {
            "import-report-title"
        } else {
            "import-trial-title"
        };
        self.t.get(id).into_owned()
    }

    pub(super) fn rows_bar(&self, done: &ReportView) -> Markup {
        let t = self.t;
        let rows = &done.rows;
        let label = t.with(
            "import-bar-label",
            &[
                ("read", &rows.read),
                ("accepted", &rows.accepted),
                ("duplicate", &rows.duplicate),
                ("set_aside", &rows.set_aside),
                ("skipped", &rows.skipped),
            ],
        );
        let bar = segment_bar(
            &[
                Segment {
                    class: "c-key",
                    count: rows.accepted,
                },
                Segment {
                    class: "c-bar",
                    count: rows.duplicate,
                },
                Segment {
                    class: "c-off",
                    count: rows.set_aside,
                },
                Segment {
                    class: "c-rest",
                    count: rows.skipped,
                },
            ],
            &label,
        );
        let part = |class: &str, id: &str| {
            format!(
                r#"<span><svg aria-hidden="true"><rect class="{class}" x=".5" y=".5" width="19" height="9" rx="2"/></svg>{}</span>"#,
                escape(&t.get(id))
            )
        };
        Markup::safe(format!(
            r#"{bar}<p class="legend legend-gap">{}{}{}{}</p>"#,
            part("c-key", "import-bar-new"),
            part("c-bar", "import-bar-duplicate"),
            part("c-off", "import-bar-set-aside"),
            part(
                "c-rest",
                self.of_kind("import-bar-skipped", "import-bar-skipped-records")
            ),
        ))
    }

    pub(super) fn notices(&self, done: &ReportView) -> Vec<String> {
        done.notices
            .iter()
            .map(|notice| message_text(self.t, notice))
            .collect()
    }

    pub(super) fn set_aside_href(&self) -> String {
        urls::set_aside(self.view.entry.id)
    }

    pub(super) fn set_aside_rows(&self, done: &ReportView) -> Vec<SetAsideText> {
        done.set_aside
            .iter()
            .take(REVIEW_ROWS)
            .map(|row| SetAsideText::new(self.t, row))
            .collect()
    }

    pub(super) fn review_more(&self, done: &ReportView) -> String {
        let shown = done.set_aside.len().min(REVIEW_ROWS);
        if shown as u64 >= done.rows.set_aside {
            return String::new();
        }
        self.t.with(
            "import-review-more",
            &[("shown", &shown), ("all", &done.rows.set_aside)],
        )
    }

    pub(super) fn sums(&self, done: &ReportView) -> Vec<Line> {
        let t = self.t;
        let mut lines: Vec<Line> = done
            .net_totals
            .iter()
            .map(|(currency, amount)| Line {
                name: t.get("import-sums-ready").into_owned(),
                value: format::money(t.language, *amount, *currency),
            })
            .collect();
        if let Some(period) = done.period {
            let name = t.get("import-period").into_owned();
            lines.push(Line {
                name,
                value: format::period(t.language, period),
            });
        }
        lines
    }

    pub(super) fn skipped(&self, done: &ReportView) -> Vec<Line> {
        let line = |(reason, count): &(clientela_domain::sales::report::SkipReason, u64)| Line {
            name: report::skip_reason(self.t, *reason),
            value: self.count(count),
        };
        done.skipped.iter().map(line).collect()
    }
}
