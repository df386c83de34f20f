//! Why key: the verdict, how it is made, what would change it, and the other points of view.

use clientela_texts::format;

use super::criteria::CriterionCard;
use super::{AccountPage, Fact};
use crate::markup::Markup;
use crate::pages::shared::{
    criterion_name, profile_name, proof_legend, score_bar, score_text, verdict_badge, verdict_name,
};
use crate::views::{ProfileView, Verdict};

pub(super) struct ProfileCard {
    pub name: String,
    pub badge: Markup,
    pub score: String,
    pub bar: Markup,
    pub weights: String,
    pub current: bool,
}

impl AccountPage {
    pub(super) fn why_title(&self) -> String {
        let score = self.score();
        self.t.with(
            "why-title",
            &[
                (
                    "verdict",
                    &verdict_name(self.t, self.view.verdict).to_lowercase(),
                ),
                ("score", &score_text(self.t, &score)),
                (
                    "threshold",
                    &format::decimal(self.t.language, score.threshold, 2),
                ),
            ],
        )
    }

    /// The lower end of the score, written out: `(1 + 1 + 0,50) ÷ 5 = 0,50`.
    pub(super) fn formula(&self) -> String {
        let number = |value: f64| {
            let decimals = if value.fract() == 0.0 { 0 } else { 2 };
            format::decimal(self.t.language, value, decimals)
        };
        let total: f64 = self.view.criteria.iter().map(|one| one.weight).sum();
        let terms: Vec<_> = self
            .view
            .criteria
            .iter()
            .filter(|one| one.low > 0.0)
            .map(|one| number(one.weight * one.low))
            .collect();
        let sum = if terms.is_empty() {
            "0".to_owned()
        } else {
            terms.join(" + ")
        };
        let low = format::decimal(self.t.language, self.score().low, 2);
        format!("({sum}) ÷ {} = {low}", number(total))
    }

    pub(super) fn why_facts(&self) -> Vec<Fact> {
        let t = self.t;
        let fact = |id: &str, value: String| Fact {
            name: t.get(id).into_owned(),
            value,
        };
        let weights: Vec<_> = self
            .view
            .criteria
            .iter()
            .map(|one| format::decimal(t.language, one.weight, 0))
            .collect();
        let profile = profile_name(t, &self.view.profile);
        let mut facts = vec![
            fact("why-rule", t.get("why-rule-score").into_owned()),
            fact(
                "why-profile",
                format!(
                    "{profile}, {}",
                    t.with1("account-weights", "weights", weights.join(", "))
                ),
            ),
        ];
        let total: f64 = self.view.criteria.iter().map(|one| one.weight).sum();
        for open in self.view.criteria.iter().filter(|one| one.high > one.low) {
            let effect = format::decimal(
                t.language,
                open.weight * (open.high - open.low) / total.max(1e-9),
                2,
            );
            let name = criterion_name(t, open.criterion);
            facts.push(fact(
                "why-missing",
                t.with("why-effect", &[("name", &name), ("effect", &effect)]),
            ));
        }
        let oldest = self
            .view
            .criteria
            .iter()
            .filter_map(|one| one.evidence.as_ref())
            .map(|one| one.day)
            .min();
        if let Some(day) = oldest {
            facts.push(fact("why-oldest", format::day(t.language, day)));
        }
        facts
    }

    pub(super) fn why_lead(&self) -> String {
        let t = self.t;
        let score = self.score();
        let two = |value| format::decimal(t.language, value, 2);
        match self.view.verdict {
            Verdict::Key => t.get("account-why-lead-key").into_owned(),
            Verdict::NotKey => t.get("account-why-lead-not-key").into_owned(),
            Verdict::Undecided => t.with(
                "account-why-lead-undecided",
                &[("low", &two(score.low)), ("high", &two(score.high))],
            ),
        }
    }

    pub(super) fn verdict_line(&self) -> String {
        let verdict = verdict_name(self.t, self.view.verdict);
        let score = score_text(self.t, &self.score());
        self.t.with(
            "account-verdict-line",
            &[("verdict", &verdict), ("score", &score)],
        )
    }

    pub(super) fn verdict_parts(&self) -> String {
        let score = self.score();
        let two = |value: f64| format::decimal(self.t.language, value.max(0.0), 2);
        self.t.with(
            "account-verdict-parts",
            &[
                ("proven", &two(score.low)),
                ("stated", &two(score.stated)),
                ("open", &two(score.high - score.low - score.stated)),
            ],
        )
    }

    pub(super) fn verdict_bar(&self) -> Markup {
        score_bar(self.t, &self.score(), 14)
    }

    pub(super) fn threshold_at(&self) -> String {
        format!("{:.1}%", self.score().threshold * 100.0)
    }

    pub(super) fn threshold_text(&self) -> String {
        let threshold = format::decimal(self.t.language, self.score().threshold, 2);
        self.t.with1("account-threshold-at", "threshold", threshold)
    }

    pub(super) fn legend(&self) -> Markup {
        proof_legend(self.t)
    }

    pub(super) fn criteria(&self) -> Vec<CriterionCard> {
        let typed = self.typed.answer.as_ref();
        let card = |one| CriterionCard::new(self.t, &self.view, one, self.may_edit, typed);
        self.view.criteria.iter().map(card).collect()
    }

    pub(super) fn change_sentences(&self) -> Vec<String> {
        let t = self.t;
        let mut sentences = Vec::new();
        let total: f64 = self.view.criteria.iter().map(|one| one.weight).sum();
        let next = self.next_question().and_then(|criterion| {
            self.view
                .criteria
                .iter()
                .find(|one| one.criterion == criterion)
        });
        if let Some(next) = next {
            let swing = format::decimal(
                t.language,
                next.weight * (next.high - next.low) / total.max(1e-9),
                2,
            );
            let criterion = criterion_name(t, next.criterion);
            sentences.push(t.with(
                "account-change-verdict",
                &[("criterion", &criterion), ("swing", &swing)],
            ));
        }
        if let Some((key, all)) = self.view.completions.filter(|(_, all)| *all > 1) {
            sentences.push(t.with("account-completions", &[("key", &key), ("all", &all)]));
        }
        sentences
    }

    pub(super) fn profile_cards(&self) -> Vec<ProfileCard> {
        let t = self.t;
        let card = |profile: &ProfileView| {
            let weights: Vec<_> = profile
                .weights
                .iter()
                .map(|weight| format::decimal(t.language, *weight, 0))
                .collect();
            ProfileCard {
                name: profile_name(t, &profile.id),
                badge: verdict_badge(profile.verdict, &verdict_name(t, profile.verdict)),
                score: score_text(t, &profile.score),
                bar: score_bar(t, &profile.score, 10),
                weights: t.with1("account-weights", "weights", weights.join(", ")),
                current: profile.id == self.view.profile,
            }
        };
        self.view.profiles.iter().map(card).collect()
    }
}
