//! In brief: the four figures that open the page, and the sentences that say what they mean.

use clientela_texts::format;

use super::AccountPage;
use crate::pages::shared::{
    class_name, criterion_name, criterion_question, profile_name, score_text,
};
use crate::views::Proof;

pub(super) struct Stat {
    pub name: String,
    pub value: String,
    pub note: String,
}

impl AccountPage {
    pub(super) fn stats(&self) -> Vec<Stat> {
        let t = self.t;
        let view = &self.view;
        let period = view.period.map_or_else(
            || self.unknown(),
            |period| format::period(t.language, period),
        );
        let change = self.change().map_or_else(
            || t.get("account-change-unknown").into_owned(),
            |change| format::change(t.language, change),
        );
        let stat = |id: &str, value: String, note: String| Stat {
            name: t.get(id).into_owned(),
            value,
            note,
        };
        let place = view.rank.map_or_else(String::new, |rank| {
            t.with(
                "account-stat-share-note",
                &[("rank", &rank), ("count", &view.ranked)],
            )
        });
        let score = self.score();
        let profile = profile_name(t, &view.profile);
        let threshold = format::decimal(t.language, score.threshold, 2);
        vec![
            stat(
                "account-stat-sales",
                view.revenue
                    .map_or_else(|| self.unknown(), |revenue| self.money(revenue)),
                t.with(
                    "account-stat-sales-note",
                    &[("period", &period), ("change", &change)],
                ),
            ),
            stat(
                "account-stat-share",
                view.share
                    .map_or_else(|| self.unknown(), |one| self.share(one)),
                place,
            ),
            self.margin_stat(),
            stat(
                "account-stat-score",
                score_text(t, &score),
                t.with(
                    "account-stat-score-note",
                    &[("threshold", &threshold), ("profile", &profile)],
                ),
            ),
        ]
    }

    fn margin_stat(&self) -> Stat {
        let t = self.t;
        let name = t.get("account-stat-margin").into_owned();
        let known = self
            .view
            .margin
            .zip(self.view.margin_known_share)
            .zip(self.view.revenue);
        let Some(((margin, known_share), revenue)) = known else {
            return Stat {
                name,
                value: self.unknown(),
                note: t.get("account-stat-margin-unknown").into_owned(),
            };
        };
        let costed = revenue.as_f64() * known_share;
        let value = if costed > 0.0 {
            self.share(margin.as_f64() / costed)
        } else {
            self.unknown()
        };
        let note = t.with(
            "account-stat-margin-note",
            &[
                ("margin", &self.money(margin)),
                ("share", &self.share(known_share)),
            ],
        );
        Stat { name, value, note }
    }

    /// Who they are, where we stand, how it goes, what they buy: one sentence each.
    pub(super) fn brief(&self) -> Vec<String> {
        let t = self.t;
        let view = &self.view;
        let mut sentences = Vec::new();
        if let (Some(first), Some(last)) = (view.first_day, view.last_day) {
            let since = format::month(t.language, clientela_domain::day::Month::of(first));
            let lines = t.with1("count-lines", "count", view.lines);
            let last = format::day(t.language, last);
            sentences.push(t.with(
                "account-brief-buys",
                &[("since", &since), ("lines", &lines), ("last", &last)],
            ));
        }
        sentences.push(match (view.share, view.rank, view.revenue) {
            (Some(share), Some(rank), _) => t.with(
                "account-brief-place",
                &[
                    ("share", &self.share(share)),
                    ("rank", &rank),
                    ("count", &view.ranked),
                    ("class", &class_name(t, view.class)),
                ],
            ),
            (_, _, Some(_)) => t.get("account-brief-negative").into_owned(),
            _ => t.get("account-brief-none").into_owned(),
        });
        if view.revenue.is_some() {
            sentences.push(match self.change() {
                Some(change) => {
                    let direction = if change.abs() < 0.0005 {
                        "same"
                    } else if change > 0.0 {
                        "up"
                    } else {
                        "down"
                    };
                    t.with(
                        "account-brief-growth",
                        &[
                            ("direction", &direction),
                            ("change", &format::share(t.language, change.abs())),
                        ],
                    )
                }
                None => t.get("account-brief-growth-unknown").into_owned(),
            });
        }
        if let Some((product, share)) = view
            .products
            .first()
            .and_then(|one| Some((one, one.share?)))
        {
            let products = t.with1("count-products", "count", view.products_total);
            sentences.push(t.with(
                "account-brief-products",
                &[
                    ("product", &product.name),
                    ("share", &self.share(share)),
                    ("products", &products),
                ],
            ));
        }
        sentences
    }

    pub(super) fn what_to_do(&self) -> String {
        let t = self.t;
        if let Some(criterion) = self.next_question() {
            let stated = self
                .view
                .criteria
                .iter()
                .find(|one| one.criterion == criterion);
            if stated.is_some_and(|one| one.proof == Proof::Stated) {
                return t.with1(
                    "account-brief-do-evidence",
                    "criterion",
                    criterion_name(t, criterion),
                );
            }
            return t.with1(
                "account-brief-do-question",
                "question",
                criterion_question(t, criterion),
            );
        }
        t.get("account-brief-do-nothing").into_owned()
    }
}
