//! One client: in brief, why key, points of view, potential, sales, products.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::AccountId;
use clientela_texts::{Texts, format};

use super::account_criteria::CriterionCard;
use super::shared::{
    class_name, criterion_name, criterion_question, day_or_unknown, profile_name, proof_legend,
    score_bar, score_text, verdict_badge, verdict_name,
};
use crate::charts::{MonthSeries, month_chart};
use crate::error::WebError;
use crate::form::FieldErrors;
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{AccountView, Criterion, MonthView, ProfileView, Proof, ScoreView, Verdict};

#[derive(Template)]
#[template(path = "account.html")]
pub(super) struct AccountPage {
    frame: Frame,
    t: Texts,
    view: AccountView,
    form: PotentialInput,
    errors: FieldErrors,
    may_edit: bool,
    happenings: Markup,
}

/// The potential as typed, so that nothing is lost when a value cannot be read.
#[derive(Default)]
pub(super) struct PotentialInput {
    pub low: String,
    pub likely: String,
    pub high: String,
    pub source: String,
}

struct Fact {
    name: String,
    value: String,
}

struct Stat {
    name: String,
    value: String,
    note: String,
}

struct ProfileCard {
    name: String,
    badge: Markup,
    score: String,
    bar: Markup,
    weights: String,
    current: bool,
}

struct AmountField {
    name: &'static str,
    label: String,
    value: String,
    error: Option<&'static str>,
}

struct MonthRow {
    name: String,
    now: String,
    before: String,
    difference: String,
}

struct ProductRow {
    name: String,
    code: String,
    group: String,
    quantity: String,
    revenue: String,
    share: String,
    last_day: String,
}

struct HistoryEntry {
    iso: String,
    day: String,
    text: String,
}

/// `GET /accounts/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let page = page(&state, &visitor, id, PotentialInput::default(), Vec::new()).await?;
    Ok(render(&page)?.into_response())
}

/// The page, with what was typed into the form of the potential.
pub(super) async fn page(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
    form: PotentialInput,
    errors: FieldErrors,
) -> Result<AccountPage, WebError> {
    let view = state.desk.account(&visitor.user, id).await?;
    let frame = visitor.frame(view.name.clone(), Area::Accounts);
    Ok(AccountPage {
        frame,
        t: visitor.t,
        may_edit: visitor.user.may_edit,
        happenings: super::account_timeline::section(state, visitor, id).await?,
        view,
        form,
        errors,
    })
}

impl AccountPage {
    fn money(&self, amount: Amount) -> String {
        format::money_whole(self.t.language, amount, self.view.currency)
    }

    fn share(&self, share: f64) -> String {
        format::share(self.t.language, share)
    }

    fn unknown(&self) -> String {
        self.t.get("unknown").into_owned()
    }

    fn currency_sign(&self) -> String {
        format::currency_sign(self.view.currency)
    }

    fn may_edit(&self) -> bool {
        self.may_edit
    }

    /// The profile the criteria are weighted by.
    fn profile(&self) -> Option<&ProfileView> {
        self.view
            .profiles
            .iter()
            .find(|profile| profile.id == self.view.profile)
            .or(self.view.profiles.first())
    }

    fn score(&self) -> ScoreView {
        self.profile().map_or(
            ScoreView {
                low: 0.0,
                stated: 0.0,
                high: 1.0,
                threshold: 0.7,
            },
            |one| one.score,
        )
    }

    fn proven(&self) -> usize {
        self.view
            .criteria
            .iter()
            .filter(|one| one.proof == Proof::Proven && one.low >= one.high)
            .count()
    }

    fn badge(&self) -> Markup {
        let verdict = verdict_name(self.t, self.view.verdict);
        let proven = self.proven();
        let text = self.t.with(
            "account-proven-badge",
            &[("verdict", &verdict), ("proven", &proven)],
        );
        verdict_badge(self.view.verdict, &text)
    }

    fn next_question(&self) -> Option<Criterion> {
        self.profile().and_then(|profile| profile.next_question)
    }

    fn next_anchor(&self) -> String {
        match self.next_question() {
            Some(Criterion::Volume) => "potential".to_owned(),
            Some(criterion) => format!("criterion-{}", criterion.code()),
            None => "why".to_owned(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        let t = self.t;
        let mut facts = vec![Fact {
            name: t.get("accounts-class").into_owned(),
            value: class_name(t, self.view.class),
        }];
        if let Some(representative) = self.view.sales_representatives.first() {
            let name = t.get("account-representative").into_owned();
            facts.push(Fact {
                name,
                value: representative.clone(),
            });
        }
        let last = day_or_unknown(t, self.view.last_day);
        facts.push(Fact {
            name: t.get("account-last-sale").into_owned(),
            value: last,
        });
        facts
    }

    fn change(&self) -> Option<f64> {
        let (now, before) = (self.view.revenue?, self.view.revenue_before?);
        before
            .is_positive()
            .then(|| now.as_f64() / before.as_f64() - 1.0)
    }

    fn stats(&self) -> Vec<Stat> {
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
    fn brief(&self) -> Vec<String> {
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
                Some(change) => t.with1(
                    "account-brief-growth",
                    "change",
                    format::change(t.language, change),
                ),
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

    fn what_to_do(&self) -> String {
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

    fn why_title(&self) -> String {
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
    fn formula(&self) -> String {
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

    fn why_facts(&self) -> Vec<Fact> {
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

    fn why_lead(&self) -> String {
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

    fn verdict_line(&self) -> String {
        let verdict = verdict_name(self.t, self.view.verdict);
        let score = score_text(self.t, &self.score());
        self.t.with(
            "account-verdict-line",
            &[("verdict", &verdict), ("score", &score)],
        )
    }

    fn verdict_parts(&self) -> String {
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

    fn verdict_bar(&self) -> Markup {
        score_bar(self.t, &self.score(), 14)
    }

    fn threshold_at(&self) -> String {
        format!("{:.1}%", self.score().threshold * 100.0)
    }

    fn threshold_text(&self) -> String {
        let threshold = format::decimal(self.t.language, self.score().threshold, 2);
        self.t.with1("account-threshold-at", "threshold", threshold)
    }

    fn legend(&self) -> Markup {
        proof_legend(self.t)
    }

    fn criteria(&self) -> Vec<CriterionCard> {
        let card = |one| CriterionCard::new(self.t, &self.view, one, self.may_edit);
        self.view.criteria.iter().map(card).collect()
    }

    fn change_sentences(&self) -> Vec<String> {
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

    fn profile_cards(&self) -> Vec<ProfileCard> {
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

    fn potential_text(&self) -> String {
        let t = self.t;
        let Some(potential) = &self.view.potential else {
            return t.get("account-potential-unknown").into_owned();
        };
        let money = |amount| format::money_whole(t.language, amount, potential.currency);
        t.with(
            "account-potential-stated",
            &[
                ("low", &money(potential.low)),
                ("likely", &money(potential.likely)),
                ("high", &money(potential.high)),
                ("source", &potential.source),
                ("author", &potential.author),
                ("day", &format::day(t.language, potential.day)),
            ],
        )
    }

    fn potential_action(&self) -> String {
        urls::account_potential(self.view.id)
    }

    fn potential_fields(&self) -> Vec<AmountField> {
        let field = |name: &'static str, label: &str, value: &str| AmountField {
            name,
            label: self.t.get(label).into_owned(),
            value: value.to_owned(),
            error: self
                .errors
                .iter()
                .find(|(field, _)| *field == name)
                .map(|(_, message)| *message),
        };
        vec![
            field("low", "account-potential-low", &self.form.low),
            field("likely", "account-potential-likely", &self.form.likely),
            field("high", "account-potential-high", &self.form.high),
        ]
    }

    fn sales_lead(&self) -> String {
        let t = self.t;
        let Some(now) = self.view.revenue else {
            return t.get("account-sales-none").into_owned();
        };
        let now = self.money(now);
        match self.view.revenue_before.zip(self.change()) {
            Some((before, change)) => t.with(
                "account-sales-lead",
                &[
                    ("now", &now),
                    ("before", &self.money(before)),
                    ("change", &format::change(t.language, change)),
                ],
            ),
            None => t.with1("account-sales-lead-alone", "now", now),
        }
    }

    fn has_months(&self) -> bool {
        self.view.months.iter().any(|month| month.revenue.is_some())
    }

    fn chart_title(&self) -> String {
        self.t
            .with1("account-chart-title", "name", self.view.name.as_str())
    }

    fn month_chart(&self) -> Markup {
        let language = self.t.language;
        let months = &self.view.months;
        let span = |back: i32| {
            let ends = months.first().zip(months.last());
            ends.map_or_else(String::new, |(first, last)| {
                let (from, to) = (first.month.year() - back, last.month.year() - back);
                if from == to {
                    from.to_string()
                } else {
                    format!("{from}/{:02}", to % 100)
                }
            })
        };
        let series = MonthSeries {
            labels: months
                .iter()
                .map(|one| format::month_short(language, one.month.month()))
                .collect(),
            now: months
                .iter()
                .map(|one| one.revenue.map(Amount::as_f64))
                .collect(),
            before: months
                .iter()
                .map(|one| one.before.map(Amount::as_f64))
                .collect(),
            now_name: span(0),
            before_name: span(1),
            title: self.chart_title(),
            description: self.sales_lead(),
            unit: self.currency_sign(),
            id: "months",
        };
        Markup::safe(month_chart(language, &series))
    }

    fn chart_caption(&self) -> String {
        let known = || {
            self.view
                .months
                .iter()
                .filter_map(|one| Some((one, one.revenue?)))
        };
        let best = known().max_by_key(|(_, revenue)| *revenue);
        let worst = known().min_by_key(|(_, revenue)| *revenue);
        let Some(((best, most), (worst, least))) = best.zip(worst) else {
            return String::new();
        };
        self.t.with(
            "account-chart-caption",
            &[
                ("best", &format::month(self.t.language, best.month)),
                ("best_amount", &self.money(most)),
                ("worst", &format::month(self.t.language, worst.month)),
                ("worst_amount", &self.money(least)),
            ],
        )
    }

    fn month_rows(&self) -> Vec<MonthRow> {
        let whole = |amount: Option<Amount>| {
            amount.map_or_else(
                || format::UNKNOWN.to_owned(),
                |amount| format::amount_whole(self.t.language, amount),
            )
        };
        let row = |one: &MonthView| MonthRow {
            name: format::month(self.t.language, one.month),
            now: whole(one.revenue),
            before: whole(one.before),
            difference: whole(
                one.revenue
                    .zip(one.before)
                    .map(|(now, before)| now - before),
            ),
        };
        self.view.months.iter().map(row).collect()
    }

    fn products_lead(&self) -> String {
        let t = self.t;
        let share: f64 = self
            .view
            .products
            .iter()
            .take(5)
            .filter_map(|one| one.share)
            .sum();
        let shown = self.view.products.len().min(5);
        t.with(
            "account-products-lead",
            &[
                (
                    "products",
                    &t.with1("count-products", "count", self.view.products_total),
                ),
                ("shown", &shown),
                ("share", &self.share(share)),
            ],
        )
    }

    fn product_rows(&self) -> Vec<ProductRow> {
        let language = self.t.language;
        let row = |one: &crate::views::ProductView| ProductRow {
            name: one.name.clone(),
            code: one.code.clone(),
            group: one.group.clone(),
            quantity: format::quantity(language, one.quantity),
            revenue: format::amount_whole(language, one.revenue),
            share: one.share.map_or_else(
                || format::UNKNOWN.to_owned(),
                |share| format::share_number(language, share),
            ),
            last_day: format::day(language, one.last_day),
        };
        self.view.products.iter().map(row).collect()
    }

    fn data(&self) -> Vec<Fact> {
        let t = self.t;
        let known = |text: &str| {
            if text.is_empty() {
                self.unknown()
            } else {
                text.to_owned()
            }
        };
        let fact = |id: &str, value: String| Fact {
            name: t.get(id).into_owned(),
            value,
        };
        let view = &self.view;
        let first = |day: Option<Date>| {
            day.map_or_else(|| self.unknown(), |day| format::day(t.language, day))
        };
        vec![
            fact("account-codes", known(&view.codes.join(", "))),
            fact("account-registration", known(&view.registration_number)),
            fact("account-vat", known(&view.vat_number)),
            fact("accounts-city", known(&view.city)),
            fact(
                "account-representative",
                known(&view.sales_representatives.join(", ")),
            ),
            fact("account-first-sale", first(view.first_day)),
            fact("account-last-sale", first(view.last_day)),
        ]
    }

    fn history(&self) -> Vec<HistoryEntry> {
        let t = self.t;
        let entry = |one: &crate::views::StatusChange| HistoryEntry {
            iso: one.day.to_string(),
            day: format::day(t.language, one.day),
            text: t.with(
                "account-history-entry",
                &[
                    ("verdict", &verdict_name(t, one.verdict)),
                    ("score", &format::interval(t.language, one.low, one.high, 2)),
                    ("cause", &t.get(&format!("cause-{}", one.cause))),
                ],
            ),
        };
        self.view.history.iter().map(entry).collect()
    }
}
