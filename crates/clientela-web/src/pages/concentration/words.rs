//! The same in words: how the index is made, what the trial would cost, shares over time, the sum.

use clientela_domain::day::Date;
use clientela_texts::format;

use super::{ConcentrationPage, address};
use crate::charts::share_bar;
use crate::markup::Markup;
use crate::views::{Class, ConcentrationRequest, WithoutView};

pub(super) struct Line {
    pub name: String,
    pub value: String,
}

pub(super) struct Quarter {
    pub name: String,
    pub value: String,
    pub bar: Markup,
}

impl ConcentrationPage {
    pub(super) fn hhi_text(&self) -> String {
        self.t.with(
            "concentration-hhi-text",
            &[("measure", &self.measure()), ("count", &self.view.accounts)],
        )
    }

    pub(super) fn hhi_formula(&self) -> String {
        self.t.with(
            "concentration-hhi-formula",
            &[
                ("hhi", &self.hhi()),
                ("effective", &self.estimate(&self.view.effective, 1)),
            ],
        )
    }

    pub(super) fn why_facts(&self) -> Vec<Line> {
        let t = self.t;
        let fact = |id: &str, value: String| Line {
            name: t.get(id).into_owned(),
            value,
        };
        let period = self
            .view
            .period
            .map_or_else(String::new, |period| format::period(t.language, period));
        vec![
            fact("concentration-period", period),
            fact("concentration-gini", self.estimate(&self.view.gini, 2)),
            fact(
                "concentration-outside",
                t.with(
                    "concentration-outside-text",
                    &[
                        ("accounts", &self.view.negative_accounts),
                        ("negative", &self.money(self.view.negative)),
                        ("lines", &self.view.unassigned_lines),
                        ("unassigned", &self.money(self.view.unassigned)),
                    ],
                ),
            ),
        ]
    }

    pub(super) fn trial_title(&self, without: &WithoutView) -> String {
        self.t.with1(
            "concentration-trial-title",
            "names",
            without.names.join(", "),
        )
    }

    pub(super) fn trial_text(&self, without: &WithoutView) -> String {
        let whole = without.lost_margin_share.bounds().is_some();
        self.t.with(
            if self.is_margin() {
                "concentration-trial-text-margin"
            } else {
                "concentration-trial-text"
            },
            &[
                ("lost", &self.money(without.lost)),
                ("share", &self.share(without.lost_share)),
                ("remaining", &self.money(without.remaining)),
                ("margin", &self.share(without.lost_known_margin_share)),
                ("known", &if whole { "whole" } else { "part" }),
            ],
        )
    }

    pub(super) fn without_trial(&self) -> String {
        address(&ConcentrationRequest {
            without: Vec::new(),
            ..self.request.clone()
        })
    }

    pub(super) fn words(&self) -> Vec<String> {
        let t = self.t;
        let mut sentences = Vec::new();
        if let Some(known) = self.view.margin_known_share {
            let known = format::share(t.language, known);
            sentences.push(t.with1("concentration-words-known", "share", known));
        }
        let a = self
            .view
            .classes
            .iter()
            .find(|(class, _, _)| *class == Class::A)
            .map_or(0, |one| one.1);
        sentences.push(t.with(
            "concentration-words-class",
            &[
                ("measure", &self.measure()),
                ("count", &a),
                ("share", &self.share(self.class_share(Class::A))),
                ("others", &self.view.accounts.saturating_sub(a)),
            ],
        ));
        if let Some(largest) = self.view.rows.first() {
            sentences.push(t.with(
                "concentration-words-largest",
                &[
                    ("measure", &self.measure()),
                    ("name", &largest.name),
                    ("share", &format::share(t.language, largest.share)),
                ],
            ));
        }
        if let Some((now, before)) = self.view.top_five.zip(self.view.top_five_before) {
            let id = if now > before + 0.0005 {
                "concentration-words-grows"
            } else if now + 0.0005 < before {
                "concentration-words-falls"
            } else {
                "concentration-words-stays"
            };
            sentences.push(t.get(id).into_owned());
        }
        sentences
    }

    pub(super) fn quarters(&self) -> Vec<Quarter> {
        let (t, language) = (self.t, self.t.language);
        let quarter = |(day, share): &(Date, f64)| Quarter {
            name: t.with(
                "concentration-quarter",
                &[
                    (
                        "number",
                        &["I", "II", "III", "IV"]
                            [usize::from(day.month().unsigned_abs().saturating_sub(1) / 3).min(3)],
                    ),
                    ("year", &day.year().to_string()),
                ],
            ),
            value: format::share(language, *share),
            bar: Markup::safe(share_bar(*share)),
        };
        self.view.quarters.iter().map(quarter).collect()
    }

    pub(super) fn sums(&self) -> Vec<Line> {
        let t = self.t;
        let view = &self.view;
        let mut lines = vec![
            Line {
                name: t.with1("concentration-sum-positive", "count", view.accounts),
                value: self.money(view.revenue),
            },
            Line {
                name: t.with1(
                    "concentration-sum-negative",
                    "count",
                    view.negative_accounts,
                ),
                value: self.money(view.negative),
            },
            Line {
                name: t.with1(
                    "concentration-sum-unassigned",
                    "count",
                    view.unassigned_lines,
                ),
                value: self.money(view.unassigned),
            },
            Line {
                name: t.get("account-total").into_owned(),
                value: self.money(view.net_total),
            },
        ];
        if view.unknown_cost.0 > 0 {
            lines.push(Line {
                name: t.with1("concentration-sum-no-cost", "count", view.unknown_cost.0),
                value: self.money(view.unknown_cost.1),
            });
        }
        for (currency, amount) in &view.other_currencies {
            lines.push(Line {
                name: t.get("concentration-sum-no-rate").into_owned(),
                value: format::money_whole(t.language, *amount, *currency),
            });
        }
        lines
    }
}
