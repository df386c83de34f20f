//! What is known of a client: its problems, what threatens the business with it, how satisfied it is. Sections
//! of the client's page.

use askama::Template;
use clientela_domain::ids::AccountId;
use clientela_texts::Texts;

use super::happening_parts::part;
use super::problems::ProblemRow;
use super::satisfaction_parts::{ScoreLine, score_lines};
use super::threats::ThreatRow;
use crate::error::WebError;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::views::known::{
    ProblemPage, ProblemQuery, ProblemState, Satisfaction, ThreatPage, ThreatQuery,
};

/// Records of a kind shown on the client's page.
const SHOWN: u64 = 5;

#[derive(Template)]
#[template(path = "parts/account_known.html")]
struct Section {
    t: Texts,
    id: AccountId,
    problems: ProblemPage,
    threats: ThreatPage,
    satisfaction: Satisfaction,
    may_edit: bool,
}

/// The sections of a client's page.
pub(super) async fn section(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
) -> Result<Markup, WebError> {
    let (desk, user) = (&state.desk, &visitor.user);
    let live = ProblemState::ALL.iter().copied();
    let kept = live.filter(|state| *state != ProblemState::Dropped);
    let problems = ProblemQuery {
        account: Some(id),
        states: kept.collect(),
        limit: SHOWN,
        ..ProblemQuery::default()
    };
    let threats = ThreatQuery {
        account: Some(id),
        limit: SHOWN,
        ..ThreatQuery::default()
    };
    part(&Section {
        t: visitor.t,
        id,
        problems: desk.problems(user, &problems).await?,
        threats: desk.threats(user, &threats).await?,
        satisfaction: desk.satisfaction(user, id).await?,
        may_edit: user.may_edit,
    })
}

impl Section {
    fn problem_rows(&self) -> Vec<ProblemRow> {
        let lines = self.problems.lines.iter();
        lines.map(|line| ProblemRow::new(self.t, line)).collect()
    }

    fn threat_rows(&self) -> Vec<ThreatRow> {
        let lines = self.threats.lines.iter();
        lines.map(|line| ThreatRow::new(self.t, line)).collect()
    }

    fn more(&self, shown: usize, matching: u64) -> String {
        match matching.saturating_sub(u64::try_from(shown).unwrap_or(u64::MAX)) {
            0 => String::new(),
            more => self.t.with1("bond-more", "count", more),
        }
    }

    fn more_problems(&self) -> String {
        self.more(self.problems.lines.len(), self.problems.matching)
    }

    fn more_threats(&self) -> String {
        self.more(self.threats.lines.len(), self.threats.matching)
    }

    /// How many problems there are, and the first of them.
    fn problems_summary(&self) -> String {
        let first = self.problems.lines.first();
        let what = first.map_or("", |line| line.problem.problem.what.as_str());
        let count = self.problems.matching;
        self.t
            .with("problems-summary", &[("count", &count), ("what", &what)])
    }

    /// How many threats there are, and the first of them.
    fn threats_summary(&self) -> String {
        let first = self.threats.lines.first();
        let what = first.map_or("", |line| line.threat.threat.what.as_str());
        let count = self.threats.matching;
        self.t
            .with("threats-summary", &[("count", &count), ("what", &what)])
    }

    fn scores(&self) -> Vec<ScoreLine> {
        score_lines(self.t, &self.satisfaction.reading.all)
    }

    /// How many were asked and how many answered.
    fn asked(&self) -> String {
        let reading = &self.satisfaction.reading;
        self.t.with(
            "satisfaction-asked",
            &[
                ("asked", &reading.asked),
                ("answered", &reading.all.answered),
            ],
        )
    }
}
