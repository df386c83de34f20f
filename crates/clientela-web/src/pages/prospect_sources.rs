//! What each way of finding prospects brings and costs; and the campaigns.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_domain::amount::Amount;
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::UserId;
use clientela_texts::{Texts, evidence, format};

use super::prospect_parts::{way_name, yielded};
use super::prospect_source_filters::SourceFields;
use super::shared::SelectOption;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::Colleague;
use crate::views::prospects::{
    Campaign, ChanceMethod, Decile, Effort, Efforts, Gain, HOURS_TOLD, MONEY_TOLD,
    RepresentativeSource, SourceKind, SourceLine, SourcesReport,
};

#[derive(Template)]
#[template(path = "prospect_sources.html")]
struct SourcesPage {
    frame: Frame,
    t: Texts,
    report: SourcesReport,
    efforts: Efforts,
    fields: SourceFields,
    colleagues: Vec<Colleague>,
    own: UserId,
    campaigns: Vec<CampaignRow>,
    may_edit: bool,
}

/// What one way brings and costs, in words.
struct SourceRow {
    href: String,
    name: String,
    names: String,
    qualified: String,
    won: String,
    qualify_chance: String,
    win_chance: String,
    cost: String,
    unit_cost: String,
}

/// Whether chances came true, in words.
struct CalibrationWords {
    verdict: String,
    rows: Vec<CalibrationRow>,
}

struct CalibrationRow {
    chances: String,
    prospects: String,
    told: String,
    came: String,
}

/// Where a further effort goes, in words.
struct EffortRow {
    name: String,
    gain: String,
}

/// What one of us made of one way, in words.
struct RepresentativeRow {
    way: String,
    who: String,
    names: String,
    qualified: String,
    won: String,
    conversion: String,
}

struct CampaignRow {
    href: String,
    name: String,
    kind: String,
    days: String,
    cost: String,
    prospects_href: String,
}

/// `GET /prospects/sources`
pub(super) async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let t = visitor.t;
    let campaigns = state.desk.campaigns(&visitor.user).await?;
    let fields = SourceFields::of(&Fields::parse(&visitor.query));
    let query = fields.query(visitor.user.id);
    let (report, efforts) = state.desk.prospect_sources(&visitor.user, &query).await?;
    let page = SourcesPage {
        frame: visitor.frame(t.get("prospect-sources-title"), Area::Prospects),
        t,
        report,
        efforts,
        fields,
        colleagues: state.desk.colleagues(&visitor.user).await?,
        own: visitor.user.id,
        campaigns: campaigns.iter().map(|one| campaign_row(t, one)).collect(),
        may_edit: visitor.user.may_edit,
    };
    Ok(render(&page)?.into_response())
}

fn campaign_row(t: Texts, one: &Campaign) -> CampaignRow {
    let own = &one.campaign;
    let day = |day| format::day(t.language, day);
    let days = match (own.first_day, own.last_day) {
        (Some(first), Some(last)) if first != last => format!("{} – {}", day(first), day(last)),
        (first, last) => first.or(last).map_or_else(String::new, day),
    };
    let cost = own.cost.zip(own.currency);
    let unknown = || t.get("unknown").into_owned();
    CampaignRow {
        href: urls::campaign(one.id),
        name: own.name.clone(),
        kind: t.get(own.kind.message_id()).into_owned(),
        days,
        cost: cost.map_or_else(unknown, |(amount, currency)| {
            format::money(t.language, amount, currency)
        }),
        prospects_href: urls::with_query(urls::PROSPECTS, &[("campaign", &one.id.to_string())]),
    }
}

impl SourcesPage {
    /// Cold contacts by themselves, and all others without them; empty while there are none.
    fn cold(&self) -> String {
        let (t, report) = (self.t, &self.report);
        if report.cold.names == 0 {
            return String::new();
        }
        let others = report.totals.without(report.cold);
        t.with(
            "prospect-sources-cold",
            &[
                ("cold", &report.cold.names),
                ("cold_qualified", &report.cold.qualified),
                ("cold_won", &report.cold.won),
                ("names", &others.names),
                ("qualified", &others.qualified),
                ("won", &others.won),
            ],
        )
    }
    fn money(&self, value: f64) -> String {
        let cents = Amount::from_cents((value * 100.0).round() as i64);
        format::money(self.t.language, cents, self.report.currency)
    }

    fn totals(&self) -> String {
        let totals = &self.report.totals;
        self.t.with(
            "prospect-sources-totals",
            &[
                ("names", &totals.names),
                ("qualified", &totals.qualified),
                ("won", &totals.won),
            ],
        )
    }

    fn calibration(&self) -> Option<CalibrationWords> {
        let (t, of) = (self.t, self.report.calibration.as_ref()?);
        let count = |count: u64| format::integer(t.language, i128::from(count));
        let share = |value: f64| format::share(t.language, value);
        let better = of.brier <= of.brier_of_base_rate;
        let verdict = t.with(
            if better {
                "calibration-better"
            } else {
                "calibration-worse"
            },
            &[
                ("learned", &of.learned_from),
                ("tried", &of.tried_on),
                ("brier", &format::decimal(t.language, of.brier, 4)),
                (
                    "base",
                    &format::decimal(t.language, of.brier_of_base_rate, 4),
                ),
            ],
        );
        let row = |one: &Decile| CalibrationRow {
            chances: format!("{} – {}", share(one.low), share(one.high)),
            prospects: count(one.count),
            told: share(one.mean_chance),
            came: share(one.won),
        };
        Some(CalibrationWords {
            verdict,
            rows: of.table.iter().map(row).collect(),
        })
    }

    /// Which of the two ways to tell a chance did better, and by how much.
    fn method(&self) -> String {
        let (t, chances) = (self.t, &self.report.chances);
        let Some(tried) = &chances.tried else {
            return t.get("calibration-reasons-too-few").into_owned();
        };
        let id = match chances.method() {
            ChanceMethod::Reasons => "calibration-reasons-better",
            ChanceMethod::Source => "calibration-reasons-worse",
        };
        t.with1(id, "brier", format::decimal(t.language, tried.brier, 4))
    }

    fn export(&self) -> String {
        self.fields.export()
    }

    fn owner_options(&self) -> Vec<SelectOption> {
        self.fields
            .owner_options(self.t, &self.colleagues, self.own)
    }

    fn cold_options(&self) -> Vec<SelectOption> {
        self.fields.cold_options(self.t)
    }

    fn sort_options(&self) -> Vec<SelectOption> {
        self.fields.sort_options(self.t)
    }

    /// What further efforts are measured by.
    fn efforts_lead(&self) -> String {
        let id = if self.efforts.counts_won {
            "efforts-lead-won"
        } else {
            "efforts-lead-qualified"
        };
        let money = Amount::from_cents((MONEY_TOLD * 100.0).round() as i64);
        self.t.with(
            id,
            &[
                (
                    "money",
                    &format::money(self.t.language, money, self.report.currency),
                ),
                ("hours", &(HOURS_TOLD as i64)),
            ],
        )
    }

    fn next_euro(&self) -> Vec<EffortRow> {
        let ways = self.efforts.next_money().into_iter();
        ways.map(|one| self.effort(one, &one.by_money)).collect()
    }

    fn next_hour(&self) -> Vec<EffortRow> {
        let ways = self.efforts.next_hours().into_iter();
        ways.map(|one| self.effort(one, &one.by_hours)).collect()
    }

    /// `1,2 (0,6 – 2,1)`, or as much of it as is known.
    fn effort(&self, one: &Effort, of: &Gain) -> EffortRow {
        let t = self.t;
        let number = |value: f64| format::decimal(t.language, value, 2);
        let (low, high) = (of.low.map(number), of.high.map(number));
        let gain = match (of.likely.map(number), low, high) {
            (Some(likely), Some(low), Some(high)) => t.with(
                "prospect-cost-between",
                &[("likely", &likely), ("low", &low), ("high", &high)],
            ),
            (None, Some(low), Some(high)) => format!("{low} – {high}"),
            (_, Some(low), None) => t.with1("prospect-cost-at-least", "low", low),
            _ => t.get("unknown").into_owned(),
        };
        EffortRow {
            name: way_name(t, one.way.0, &one.way.1),
            gain,
        }
    }

    /// Ways of which nobody can say what a further effort brings.
    fn unknown_efforts(&self) -> String {
        let unknown = self
            .efforts
            .ways
            .iter()
            .filter(|one| one.by_money.low.is_none() && one.by_hours.low.is_none());
        let names: Vec<String> = unknown
            .map(|one| way_name(self.t, one.way.0, &one.way.1))
            .collect();
        if names.is_empty() {
            return String::new();
        }
        self.t.with1("efforts-unknown", "ways", names.join(", "))
    }

    fn representatives(&self) -> Vec<RepresentativeRow> {
        let t = self.t;
        let count = |count: u64| format::integer(t.language, i128::from(count));
        let row = |one: &RepresentativeSource| {
            let own = &one.figures;
            let who = match (&one.user, one.name.as_str()) {
                (None, _) => t.get("steps-nobodys").into_owned(),
                (Some(_), "") => t.get("unknown").into_owned(),
                (Some(_), name) => name.to_owned(),
            };
            let share = own.won as f64 / own.names.max(1) as f64;
            RepresentativeRow {
                way: way_name(t, own.kind, &own.channel),
                who,
                names: count(own.names),
                qualified: count(own.qualified),
                won: count(own.won),
                conversion: format::share(t.language, share),
            }
        };
        self.efforts.representatives.iter().map(row).collect()
    }

    fn rows(&self) -> Vec<SourceRow> {
        self.report
            .lines
            .iter()
            .map(|line| self.row(line))
            .collect()
    }

    fn row(&self, line: &SourceLine) -> SourceRow {
        let (t, own) = (self.t, &line.figures);
        let source = own.kind.map_or("unrecorded", SourceKind::code);
        let count = |count: u64| format::integer(t.language, i128::from(count));
        SourceRow {
            href: urls::prospects_by(source, &own.channel),
            name: way_name(t, own.kind, &own.channel),
            names: count(own.names),
            qualified: count(own.qualified),
            won: count(own.won),
            qualify_chance: yielded(t, line.qualified.as_ref().filter(|_| own.ripe > 0)),
            win_chance: yielded(t, line.won.as_ref().filter(|_| own.ripe > 0)),
            cost: match &line.cost {
                Estimate::Known(value) => self.money(*value),
                other => evidence::estimate(t, other, 2),
            },
            unit_cost: self.unit_cost(line),
        }
    }

    /// `1 500 € (689–4 087 €)`, at least so much without a success, or that it is unknown.
    fn unit_cost(&self, line: &SourceLine) -> String {
        let own = &line.by_qualified;
        match (own.likely.bounds(), own.low, own.high) {
            (Some((likely, _)), Some(low), Some(high)) => self.t.with(
                "prospect-cost-between",
                &[
                    ("likely", &self.money(likely)),
                    ("low", &self.money(low)),
                    ("high", &self.money(high)),
                ],
            ),
            (None, Some(low), None) => {
                self.t
                    .with1("prospect-cost-at-least", "low", self.money(low))
            }
            _ => self.t.get("unknown").into_owned(),
        }
    }
}
