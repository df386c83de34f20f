//! Small parts that several pages share: badges, bars with their words, legends, pagers.

use askama::Template;
use clientela_domain::day::Date;
use clientela_texts::{Texts, format};

use crate::charts::svg::escape;
use crate::charts::{ProofBar, proof_bar};
use crate::markup::{Markup, icon};
use crate::views::{AnswerWord, Class, Criterion, CriterionView, Proof, ScoreView, Verdict};

/// A choice of a `<select>`.
pub struct SelectOption {
    /// What the form sends.
    pub value: String,
    /// What the reader sees.
    pub name: String,
    /// Chosen now.
    pub selected: bool,
}

/// Name of a Pareto class; a word when there is none.
#[must_use]
pub fn class_name(t: Texts, class: Option<Class>) -> String {
    match class {
        Some(Class::A) => t.get("class-a"),
        Some(Class::B) => t.get("class-b"),
        Some(Class::C) => t.get("class-c"),
        None => t.get("class-none"),
    }
    .into_owned()
}

/// Name of a verdict.
#[must_use]
pub fn verdict_name(t: Texts, verdict: Verdict) -> String {
    match verdict {
        Verdict::Key => t.get("verdict-key"),
        Verdict::Undecided => t.get("verdict-undecided"),
        Verdict::NotKey => t.get("verdict-not-key"),
    }
    .into_owned()
}

/// A verdict as a badge, with its icon.
#[must_use]
pub fn verdict_badge(verdict: Verdict, text: &str) -> Markup {
    let (class, icon) = match verdict {
        Verdict::Key => ("badge badge-key", icon("shield-check")),
        Verdict::Undecided => ("badge badge-open", icon("help-circle")),
        Verdict::NotKey => ("badge", Markup::default()),
    };
    Markup::safe(format!(
        r#"<span class="{class}">{icon}{}</span>"#,
        escape(text)
    ))
}

/// Name of a criterion.
#[must_use]
pub fn criterion_name(t: Texts, criterion: Criterion) -> String {
    t.get(&format!("criterion-{}", criterion.code().replace('_', "-")))
        .into_owned()
}

/// The question that settles a criterion.
#[must_use]
pub fn criterion_question(t: Texts, criterion: Criterion) -> String {
    t.get(&format!("question-{}", criterion.code().replace('_', "-")))
        .into_owned()
}

/// Name of an answer.
#[must_use]
pub fn answer_name(t: Texts, answer: AnswerWord) -> String {
    t.get(&format!("answer-{}", answer.code())).into_owned()
}

/// Name of a profile: the shipped ones by their texts, others by their own id.
#[must_use]
pub fn profile_name(t: Texts, id: &str) -> String {
    let message = format!("profile-{id}");
    if t.has(&message) {
        t.get(&message).into_owned()
    } else {
        id.to_owned()
    }
}

/// `0,44–0,83`.
#[must_use]
pub fn score_text(t: Texts, score: &ScoreView) -> String {
    format::interval(t.language, score.low, score.high, 2)
}

/// The verdict's bar, with its words for those who do not see it.
#[must_use]
pub fn score_bar(t: Texts, score: &ScoreView, height: u32) -> Markup {
    let two = |value| format::decimal(t.language, value, 2);
    let label = t.with(
        "score-bar-label",
        &[
            ("proven", &two(score.low)),
            ("stated", &two(score.stated)),
            ("high", &two(score.high)),
            ("threshold", &two(score.threshold)),
        ],
    );
    Markup::safe(proof_bar(&ProofBar {
        proven: score.low,
        stated: score.stated,
        high: score.high,
        threshold: Some(score.threshold),
        old: false,
        height,
        label,
    }))
}

/// The bar of one criterion.
#[must_use]
pub fn criterion_bar(t: Texts, view: &CriterionView) -> Markup {
    let stated = if view.proof == Proof::Stated {
        stated_value(view.answer)
    } else {
        0.0
    };
    Markup::safe(proof_bar(&ProofBar {
        proven: view.low,
        stated,
        high: view.high,
        threshold: None,
        old: view.stale,
        height: 10,
        label: t.with(
            "criterion-bar-label",
            &[
                ("criterion", &criterion_name(t, view.criterion)),
                ("state", &criterion_state(t, view)),
            ],
        ),
    }))
}

/// What an answer would count if it were proven (`DOMAIN.md` 1, step 1).
const fn stated_value(answer: AnswerWord) -> f64 {
    match answer {
        AnswerWord::Yes => 1.0,
        AnswerWord::Partly => 0.5,
        AnswerWord::No | AnswerWord::Unknown => 0.0,
    }
}

/// `да, доказано`; an unanswered criterion is just unknown.
#[must_use]
pub fn criterion_state(t: Texts, view: &CriterionView) -> String {
    let proof = match (view.proof, view.stale) {
        (Proof::Unknown, _) => return t.get("proof-unknown").into_owned(),
        (Proof::Proven, true) => t.get("proof-old"),
        (Proof::Proven, false) => t.get("proof-proven"),
        (Proof::Stated, _) => t.get("proof-stated"),
    };
    if view.answer == AnswerWord::Unknown {
        // Only the volume: between what is bought and what could be.
        return format!(
            "{}, {proof}",
            format::interval(t.language, view.low, view.high, 2)
        );
    }
    format!("{}, {proof}", answer_name(t, view.answer))
}

/// Class of the evidence chip.
#[must_use]
pub fn evidence_class(view: &CriterionView) -> &'static str {
    match (view.proof, view.stale) {
        (Proof::Proven, true) => "evidence evidence-old",
        (Proof::Proven, false) => "evidence evidence-proven",
        (Proof::Stated, _) => "evidence evidence-stated",
        (Proof::Unknown, _) => "evidence",
    }
}

/// What the textures of the bars mean.
#[must_use]
pub fn proof_legend(t: Texts) -> Markup {
    let word = |id: &str| escape(&t.get(id));
    Markup::safe(format!(
        r##"<p class="legend"><span><svg aria-hidden="true"><rect class="b-proven" width="20" height="10" rx="2"/></svg>{}</span><span><svg aria-hidden="true"><rect width="20" height="10" fill="url(#hatch)"/><rect class="b-edge" x=".5" y=".5" width="19" height="9" rx="2"/></svg>{}</span><span><svg aria-hidden="true"><rect class="b-empty" x=".5" y=".5" width="19" height="9" rx="2"/></svg>{}</span><span><svg aria-hidden="true"><rect class="b-out" y="4.5" width="20" height="1"/></svg>{}</span><span><svg aria-hidden="true"><line class="b-mark" x1="10" x2="10" y1="-2" y2="12"/></svg>{}</span></p>"##,
        word("proof-proven"),
        word("proof-stated"),
        word("proof-unknown"),
        word("proof-ruled-out"),
        word("threshold"),
    ))
}

/// A day, or the word for unknown.
#[must_use]
pub fn day_or_unknown(t: Texts, day: Option<Date>) -> String {
    day.map_or_else(
        || format::UNKNOWN.to_owned(),
        |day| format::day(t.language, day),
    )
}

/// Links to the pages before and after.
#[derive(Template)]
#[template(path = "parts/pager.html")]
pub struct Pager {
    /// Texts.
    pub t: Texts,
    /// Page shown, from 1.
    pub page: u64,
    /// Pages in all.
    pub pages: u64,
    /// Address of the page before; empty on the first.
    pub previous: String,
    /// Address of the page after; empty on the last.
    pub next: String,
}

impl Pager {
    /// A pager over `total` things; `address` makes the address of a page.
    #[must_use]
    pub fn new(
        t: Texts,
        page: u64,
        (total, per_page): (u64, u64),
        address: impl Fn(u64) -> String,
    ) -> Self {
        let pages = total.div_ceil(per_page.max(1)).max(1);
        let page = page.clamp(1, pages);
        Self {
            t,
            page,
            pages,
            previous: if page > 1 {
                address(page - 1)
            } else {
                String::new()
            },
            next: if page < pages {
                address(page + 1)
            } else {
                String::new()
            },
        }
    }

    fn position(&self) -> String {
        self.t
            .with("page-of", &[("page", &self.page), ("pages", &self.pages)])
    }

    /// As HTML.
    #[must_use]
    pub fn markup(&self) -> Markup {
        Markup::safe(self.render().unwrap_or_default())
    }
}
