//! Parked prospects whose day to be looked at again has come, as lists of what is due show them.

use clientela_texts::{Texts, format};

use crate::urls;
use crate::views::prospects::{ProspectLine, ProspectPage, ProspectQuery, Stage, Whose};

/// Most of them that are shown; the list of prospects has all.
const REVIEWS_MAX: u64 = 7;

/// A parked prospect whose day has come.
pub(super) struct DueReview {
    pub name: String,
    pub href: String,
    pub why: String,
}

impl DueReview {
    /// Those of a page.
    pub(super) fn all(t: Texts, page: &ProspectPage) -> Vec<Self> {
        page.lines.iter().map(|line| Self::new(t, line)).collect()
    }

    fn new(t: Texts, line: &ProspectLine) -> Self {
        let standing = &line.prospect.standing;
        let day = standing.review_on.map(|day| format::day(t.language, day));
        Self {
            name: line.prospect.prospect.name.clone(),
            href: format!("{}#move", urls::prospect(line.prospect.id)),
            why: t.with(
                "home-review-why",
                &[("note", &standing.note), ("day", &day.unwrap_or_default())],
            ),
        }
    }
}

/// Asks for those of somebody, or of everybody.
pub(super) fn due_reviews(whose: Whose) -> ProspectQuery {
    ProspectQuery {
        stages: vec![Stage::Parked],
        due: true,
        whose,
        limit: REVIEWS_MAX,
        ..ProspectQuery::default()
    }
}

/// All of one's own.
pub(crate) fn reviews_href() -> String {
    urls::with_query(urls::PROSPECTS, &[("stage", "due"), ("owner", "me")])
}
