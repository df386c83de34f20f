//! What is looked at before a name of a spotter is taken and before he is paid: for whom else he acts, and whether
//! fees to somebody at a client keep to the limits of gifts. Nobody is named whom the viewer may not know.

use clientela_domain::amount::Amount;
use clientela_domain::conflicts::{COOLING_MONTHS, ConflictClass, Served, double_mandates, judge};
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::gifts::{
    GiftDecision, GiftFacts, GiftKind, Official, YearSum, judge as judge_gift, year_before,
};
use clientela_domain::ids::AccountId;
use clientela_domain::prospects::{
    CheckVerdict, SpotterCheck, SpotterFacts, SpotterKind, spotter_checks,
};
use clientela_store::Viewer;
use clientela_store::gifts::{self, GiftReceiver, GiftRules};
use clientela_store::spotters::{self, NewSpotter, SpotterTies};

use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::gift_settings::gift_rules;
use crate::read_spotters::NameLine;

/// In what whoever an agreement is with acts for a rival.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpotterRivalry {
    /// For a rival of a client, or for two rivals at once: in what they rival, and who it is where the viewer may
    /// know it.
    OfClient(String, Option<String>),
    /// For a competitor of ours: its name, where the viewer may know of the place.
    OfOurs(Option<String>),
}

/// A check over all of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckLine {
    /// What is looked at.
    pub check: SpotterCheck,
    /// The gravest of what it says.
    pub verdict: CheckVerdict,
    /// The names of which it says so, where the agreement alone does not.
    pub names: Vec<String>,
    /// For whom else they act; of the check of rivals only.
    pub rivalries: Vec<SpotterRivalry>,
    /// What the policy of gifts says of the fees; of its check only, each once.
    pub gifts: Vec<GiftDecision>,
}

/// What the checks of an agreement rest on.
pub(crate) struct Grounds {
    ties: SpotterTies,
    gifts: Option<GiftGround>,
}

/// What fees to somebody at a client are held against.
struct GiftGround {
    rules: GiftRules,
    person_year: YearSum,
    /// Of each client at which they have a place.
    firm_years: Vec<YearSum>,
}

impl Grounds {
    pub(crate) async fn load(
        context: &Context,
        viewer: &Viewer,
        own: &NewSpotter,
        day: Date,
    ) -> Result<Self, AppError> {
        let Some(person) = own.person_id else {
            return Ok(Self {
                ties: SpotterTies::default(),
                gifts: None,
            });
        };
        let read = context.store.read(viewer);
        let ties = spotters::ties_of(&read, person, context.clock.today()).await?;
        // A firm is paid by its invoice; only what a person receives is held against the limits of persons.
        if ties.places.is_empty() || own.kind == SpotterKind::Service {
            return Ok(Self { ties, gifts: None });
        }
        let rules = gift_rules(context, viewer).await?;
        let state = context.book_state(viewer).await?;
        let asked = (day, rules.currency);
        let mut fees = YearSum::default();
        let within = (year_before(day), day);
        for (fee, currency) in spotters::fees_within(&read, person, within).await? {
            match converted(&state, (fee, currency), rules.currency) {
                Some(fee) => fees.known += fee,
                None => fees.unvalued += 1,
            }
        }
        let with_fees = |given: YearSum| YearSum {
            known: given.known + fees.known,
            unvalued: given.unvalued + fees.unvalued,
        };
        let mut firm_years = Vec::with_capacity(ties.places.len());
        for place in &ties.places {
            let receiver = GiftReceiver::Client(*place);
            firm_years.push(with_fees(
                gifts::given_before(&read, receiver, asked).await?,
            ));
        }
        let receiver = GiftReceiver::Person(person);
        let person_year = with_fees(gifts::given_before(&read, receiver, asked).await?);
        Ok(Self {
            ties,
            gifts: Some(GiftGround {
                rules,
                person_year,
                firm_years,
            }),
        })
    }

    /// Rivals of a client for whom they act.
    pub(crate) fn rivals_of(&self, state: &BookState, client: AccountId) -> Vec<SpotterRivalry> {
        let served: Vec<Served> = self.ties.places.iter().map(serves).collect();
        let today = (Date::MAX, COOLING_MONTHS);
        let found = judge(client, &self.ties.classes, &served, false, today);
        let rival = |id: AccountId| state.directory.card(id).map(|card| card.name.clone());
        found
            .rivals
            .into_iter()
            .map(|one| SpotterRivalry::OfClient(one.class, rival(one.rival)))
            .collect()
    }

    /// They act for two rivals at once, or for a competitor of ours.
    pub(crate) fn has_own_rivalries(&self) -> bool {
        let doubles = double_mandates(&self.ties.places, &self.ties.classes);
        !doubles.is_empty() || !self.ties.competitors.is_empty()
    }

    /// Rivals for both of whom they act, and competitors of ours.
    pub(crate) fn own_rivalries(&self, state: &BookState) -> Vec<SpotterRivalry> {
        let places = &self.ties.places;
        let is_double = |class: &&ConflictClass| {
            places
                .iter()
                .filter(|id| class.accounts.contains(*id))
                .count()
                > 1
        };
        let doubles = self.ties.classes.iter().filter(is_double);
        let doubles = doubles.map(|class| {
            let known = places.iter().filter(|id| class.accounts.contains(*id));
            let known = known.filter_map(|id| state.directory.card(*id));
            let names: Vec<&str> = known.map(|card| card.name.as_str()).collect();
            let names = Some(names.join(", ")).filter(|names| !names.is_empty());
            SpotterRivalry::OfClient(class.name.clone(), names)
        });
        let competitors = self.ties.competitors.iter().map(|(place, name)| {
            let seen = state.directory.card(*place).is_some();
            SpotterRivalry::OfOurs(seen.then(|| name.clone()))
        });
        doubles.chain(competitors).collect()
    }

    /// What the policy of gifts says of a fee beside those `before` it in the same payment; absent where it does not
    /// count as given to somebody at a client. A fee under a contract is no cash from hand to hand: limits alone are
    /// asked.
    pub(crate) fn gift(
        &self,
        state: &BookState,
        own: &NewSpotter,
        (fee, before): (Amount, Amount),
        day: Date,
    ) -> Option<GiftDecision> {
        let ground = self.gifts.as_ref().filter(|_| fee.is_positive())?;
        let into = ground.rules.currency;
        let value = converted(state, (fee, own.currency), into);
        let before = converted(state, (before, own.currency), into).unwrap_or_default();
        let beside = |sum: YearSum| YearSum {
            known: sum.known + before,
            ..sum
        };
        let decisions = ground.firm_years.iter().map(|firm_year| {
            let facts = GiftFacts {
                day,
                kind: GiftKind::Goods,
                is_booked_sample: false,
                value,
                has_recipient: true,
                official: own.official,
                decision_day: None,
                person_year: beside(ground.person_year),
                firm_year: beside(*firm_year),
            };
            judge_gift(&ground.rules.policy, into, &facts).decision
        });
        decisions.max()
    }
}

fn serves(place: &AccountId) -> Served {
    Served {
        account: *place,
        first_day: Date::MIN,
        last_day: None,
        released_on: None,
    }
}

fn converted(
    state: &BookState,
    (amount, currency): (Amount, Currency),
    into: Currency,
) -> Option<Amount> {
    let rate = state.settings.rates.get(currency, into);
    rate.map(|rate| rate.apply(amount))
}

/// What is known of an agreement without any name.
pub(crate) fn own_facts(own: &NewSpotter, acts_for_rival: bool) -> SpotterFacts {
    let is_spotter = own.kind == SpotterKind::Spotter;
    SpotterFacts {
        contract: !own.contract.is_empty(),
        // A firm holds no office.
        office_unknown: is_spotter && own.official == Official::Unknown,
        public_official: own.official == Official::Yes,
        employer_agrees: !own.employer_consent.is_empty(),
        basis_stated: true,
        tax_document: !own.tax_document.is_empty(),
        person_unknown: is_spotter && own.person_id.is_none(),
        acts_for_rival,
        ..SpotterFacts::default()
    }
}

/// All checks of an agreement and of its names, each with the gravest of what it says.
pub(crate) fn check_lines(
    own: &NewSpotter,
    own_rivalries: &[SpotterRivalry],
    lines: &[NameLine],
) -> Vec<CheckLine> {
    let alone = spotter_checks(&own_facts(own, !own_rivalries.is_empty()));
    let of_names: Vec<_> = lines
        .iter()
        .map(|line| (line, spotter_checks(&line.facts)))
        .collect();
    let line = |(check, alone): (SpotterCheck, CheckVerdict)| {
        let says = |all: &[(SpotterCheck, CheckVerdict)]| {
            let found = all.iter().find(|(one, _)| *one == check);
            found.map_or(CheckVerdict::Passes, |(_, verdict)| *verdict)
        };
        let gravest = of_names.iter().map(|(_, all)| says(all)).max();
        let verdict = gravest.map_or(alone, |gravest| gravest.max(alone));
        let at_fault = of_names
            .iter()
            .filter(|(_, all)| verdict > alone && says(all) == verdict);
        let mut rivalries = Vec::new();
        if check == SpotterCheck::Rivals {
            let of_names = lines.iter().flat_map(|line| &line.rivals);
            for one in own_rivalries.iter().chain(of_names) {
                if !rivalries.contains(one) {
                    rivalries.push(one.clone());
                }
            }
        }
        let mut gifts: Vec<GiftDecision> = Vec::new();
        if check == SpotterCheck::Gifts {
            gifts.extend(lines.iter().filter_map(|line| line.facts.gift));
            gifts.sort_unstable();
            gifts.dedup();
        }
        CheckLine {
            check,
            verdict,
            names: at_fault.map(|(line, _)| line.name.name.clone()).collect(),
            rivalries,
            gifts,
        }
    };
    alone.into_iter().map(line).collect()
}
