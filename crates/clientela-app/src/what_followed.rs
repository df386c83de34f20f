//! What contacts of the plan brought, and what the others did: plan against fact, names, prospects and opportunities
//! that followed, and what clients bought afterwards against what they usually buy. It says what followed, never why.

use std::collections::{BTreeMap, HashMap};

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, DayNumber, Period, day_number};
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::{AccountId, InteractionId, OpportunityId, PersonId, UserId};
use clientela_domain::opportunities::{OpportunityStage, Step};
use clientela_domain::ports::LineFilter;
use clientela_domain::sales::lines::UNKNOWN_UNITS;
use clientela_domain::week_plan::{
    Adherence, FOLLOWED_DAYS, FOLLOWED_DAYS_MAX, Followed, FollowedSum, Happened, MadeContact,
    Meant, MissReason, PAST_WINDOWS_MAX, VisitState, Visited, adherence, followed, followed_sum,
    matched, own_windows, preceding,
};
use clientela_store::chain::{self, Talk};
use clientela_store::opportunities::{self, Opportunity, OpportunityFilter, OpportunitySort};
use clientela_store::planned_visits::{self, PlannedVisit};
use clientela_store::{Viewer, prospects};

use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::figures::extent;
use crate::log_interaction::invalid;
use crate::show_week::{Brought, WeekOf, brought_by, took_part, whose};

/// Days before today that are looked at when nobody says which.
const DAYS_USUAL: i64 = 90;

/// Most days that are looked at.
const DAYS_MAX: i32 = 732;

/// Most opportunities that are looked at, the newest.
const OPPORTUNITIES_MAX: u64 = 20_000;

/// Most lines of the ledger that are read; where there are more, what followed stays unknown.
const LINES_MAX: usize = 3_000_000;

/// Whose contacts, of which days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FollowedRequest {
    /// Whose.
    pub of: WeekOf,
    /// First day; ninety days before the last when absent.
    pub from: Option<Date>,
    /// Last day; today when absent.
    pub to: Option<Date>,
    /// Days after a contact that are looked at; thirty when absent.
    pub within: Option<u32>,
}

/// Opportunities that followed.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowedOpportunities {
    /// How many.
    pub count: u64,
    /// Of them, of unknown worth: they are in no sum.
    pub without_value: u64,
    /// What the others are worth.
    pub value: Estimate,
}

/// What followed a group of contacts.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupFollowed {
    /// Contacts.
    pub contacts: u64,
    /// Names obtained and next steps agreed in them.
    pub brought: Brought,
    /// Prospects that came to count as qualified afterwards.
    pub qualified: u64,
    /// Opportunities that were opened afterwards.
    pub opened: FollowedOpportunities,
    /// Opportunities that were won afterwards.
    pub won: FollowedOpportunities,
    /// What clients bought afterwards.
    pub sales: FollowedSum,
}

/// What followed one contact, with its names.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowedLine {
    /// With which client.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// When.
    pub day: Date,
    /// It was on the plan.
    pub planned: bool,
    /// What followed.
    pub followed: Followed,
}

/// Plan against fact, and what followed.
#[derive(Clone, Debug)]
pub struct WhatFollowed {
    /// Whose; absent for everybody's.
    pub user: Option<(UserId, String)>,
    /// Of which days.
    pub period: Period,
    /// Days after a contact that are looked at.
    pub within: u32,
    /// The plan by its counts.
    pub adherence: Adherence,
    /// Visits that did not take place, by reason, in the order of the reasons.
    pub missed: Vec<(MissReason, u64)>,
    /// What followed contacts of the plan.
    pub planned: GroupFollowed,
    /// What followed the others.
    pub unplanned: GroupFollowed,
    /// Contacts with clients one by one, the latest first.
    pub lines: Vec<FollowedLine>,
    /// Sales are not compared: too many lines would have to be read.
    pub too_many_lines: bool,
    /// Currency of every amount.
    pub currency: Currency,
}

/// What contacts of these days brought.
///
/// # Errors
/// [`AppError::Invalid`] for days that end before they begin or are too many, or too long a window;
/// [`AppError::Forbidden`] for a colleague's or everybody's without leave; [`AppError::NotFound`] without such a
/// colleague; when book or ledger cannot answer.
pub async fn what_followed(
    context: &Context,
    viewer: &Viewer,
    request: &FollowedRequest,
) -> Result<WhatFollowed, AppError> {
    let today = context.clock.today();
    let within = request.within.unwrap_or(FOLLOWED_DAYS);
    if !(1..=FOLLOWED_DAYS_MAX).contains(&within) {
        return Err(invalid("within", "followed-window", &within.to_string()));
    }
    let to = request.to.unwrap_or(today);
    let usual = to.saturating_sub(jiff::Span::new().days(DAYS_USUAL - 1));
    let from = request.from.unwrap_or(usual);
    if to < from || day_number(to) - day_number(from) >= DAYS_MAX {
        return Err(invalid("to", "followed-days", &to.to_string()));
    }
    let user = whose(context, viewer, request.of).await?;
    let of = user.as_ref().map(|(id, _)| *id);
    let read = context.store.read(viewer);
    let visits = planned_visits::between(&read, of, (from, to)).await?;
    let talks = chain::talks(&read, (from, to)).await?.into_iter();
    let talks: Vec<Talk> = talks
        .filter(|talk| of.is_none_or(|user| took_part(talk, user)))
        .collect();
    let brought = brought_by(context, viewer, &talks, (from, to)).await?;
    let state = context.book_state(viewer).await?;
    let contacts = contacts(&visits, &talks, today);
    let ground = Ground {
        contacts: &contacts,
        brought: &brought,
        state: &state,
        within,
    };
    let worth = ground.opportunities(context, viewer).await?;
    let qualified = ground.qualified(context, viewer, (from, to)).await?;
    let (lines, too_many_lines) = ground.lines(context).await?;
    let group = |planned: bool| ground.group(planned, &lines, (&worth, &qualified));
    Ok(WhatFollowed {
        period: Period { from, to },
        within,
        adherence: adherence(&meant(&visits), &happened(&talks), today),
        missed: missed(&visits, &contacts),
        planned: group(true),
        unplanned: group(false),
        too_many_lines,
        currency: state.settings.reporting_currency(),
        lines,
        user,
    })
}

/// What clients bought by day, the earliest first.
type SalesByDay = HashMap<AccountId, Vec<(DayNumber, f64)>>;

/// A contact with whoever it was with.
#[derive(Clone, Debug)]
struct Contact {
    made: MadeContact<Option<Visited>>,
    talk: Option<InteractionId>,
    people: Vec<PersonId>,
    /// The visit of the plan it was.
    visit: Option<usize>,
}

fn meant(visits: &[PlannedVisit]) -> Vec<Meant<Option<Visited>>> {
    let meant = visits.iter().map(|one| Meant {
        with: Some(one.visit.with),
        day: one.visit.day,
        state: one.outcome.state,
    });
    meant.collect()
}

fn happened(talks: &[Talk]) -> Vec<Happened<Option<Visited>>> {
    let happened = talks.iter().map(|talk| Happened {
        with: talk.account.map(Visited::Account),
        day: talk.day,
    });
    happened.collect()
}

/// Visits that took place and talks that were none of them, the earliest first; nothing that is still ahead.
fn contacts(visits: &[PlannedVisit], talks: &[Talk], today: Date) -> Vec<Contact> {
    let matches = matched(&meant(visits), &happened(talks));
    let mut contacts = Vec::new();
    for (place, (visit, talk)) in visits.iter().zip(&matches).enumerate() {
        if talk.is_none() && visit.outcome.state != VisitState::Done {
            continue;
        }
        let talk = talk.and_then(|talk| talks.get(talk));
        contacts.push(Contact {
            made: MadeContact {
                with: Some(visit.visit.with),
                day: visit.visit.day,
                planned: true,
            },
            talk: talk.map(|talk| talk.id),
            people: talk.map(|talk| talk.people.clone()).unwrap_or_default(),
            visit: Some(place),
        });
    }
    let others = talks.iter().enumerate();
    let others = others.filter(|(place, _)| !matches.contains(&Some(*place)));
    contacts.extend(others.map(|(_, talk)| Contact {
        made: MadeContact {
            with: talk.account.map(Visited::Account),
            day: talk.day,
            planned: false,
        },
        talk: Some(talk.id),
        people: talk.people.clone(),
        visit: None,
    }));
    contacts.retain(|one| one.made.day <= today);
    contacts.sort_by_key(|one| one.made.day);
    contacts
}

/// Missed visits by reason; one that took place all the same is none.
fn missed(visits: &[PlannedVisit], contacts: &[Contact]) -> Vec<(MissReason, u64)> {
    let took_place: Vec<usize> = contacts.iter().filter_map(|one| one.visit).collect();
    let missed = |reason: MissReason| {
        let fits = visits.iter().enumerate().filter(|(place, one)| {
            one.outcome.state == VisitState::Missed
                && one.outcome.missed == Some(reason)
                && !took_place.contains(place)
        });
        fits.count() as u64
    };
    MissReason::ALL
        .iter()
        .map(|reason| (*reason, missed(*reason)))
        .collect()
}

/// An opportunity that followed a contact.
struct Worth {
    /// The contact was on the plan.
    planned: bool,
    /// It was won; otherwise it was opened.
    won: bool,
    value: Estimate,
}

struct Ground<'a> {
    contacts: &'a [Contact],
    brought: &'a HashMap<InteractionId, Brought>,
    state: &'a BookState,
    within: u32,
}

impl Ground<'_> {
    fn made(&self) -> Vec<MadeContact<Option<Visited>>> {
        self.contacts.iter().map(|one| one.made).collect()
    }

    /// Opportunities that were opened or won in the days after a contact with the same client or prospect.
    async fn opportunities(
        &self,
        context: &Context,
        viewer: &Viewer,
    ) -> Result<Vec<Worth>, AppError> {
        if self.contacts.is_empty() {
            return Ok(Vec::new());
        }
        let read = context.store.read(viewer);
        let filter = OpportunityFilter::default();
        let order = (OpportunitySort::Newest, None);
        let found = opportunities::list(&read, &filter, order, OPPORTUNITIES_MAX).await?;
        let mut steps: HashMap<OpportunityId, Vec<Step>> = HashMap::new();
        for one in opportunities::steps(&read, &filter).await? {
            steps.entry(one.id).or_default().push(one.step);
        }
        let made = self.made();
        let mut all = Vec::new();
        for one in found {
            let own = &one.opportunity;
            let with = own.account_id.map(Visited::Account);
            let Some(with) = with.or_else(|| own.prospect_id.map(Visited::Prospect)) else {
                continue;
            };
            let steps = steps.get(&one.id).map_or(&[][..], Vec::as_slice);
            // When a file was brought says nothing of when it was opened.
            let opened = steps.first().and_then(|step| step.day);
            let is_won = one.standing.stage == OpportunityStage::Won;
            let won = one.standing.day.filter(|_| is_won);
            for (day, won) in [(opened, false), (won, true)] {
                let Some(day) = day else { continue };
                let Some(place) = preceding(&made, (&Some(with), day), self.within) else {
                    continue;
                };
                all.push(Worth {
                    planned: made[place].planned,
                    won,
                    value: self.worth(&one),
                });
            }
        }
        Ok(all)
    }

    /// What one is worth in the currency of the firm; unknown without a value or without a rate.
    fn worth(&self, of: &Opportunity) -> Estimate {
        let own = &of.opportunity;
        let into = self.state.settings.reporting_currency();
        let Some(high) = own.value_high.or(own.value_low) else {
            return Estimate::Unknown("unknown-value-of-opportunities");
        };
        let low = own.value_low.unwrap_or(Amount::ZERO);
        match self
            .state
            .settings
            .rates
            .get(own.currency.unwrap_or(into), into)
        {
            Some(rate) => {
                let value = |amount: Amount| rate.apply(amount).as_f64();
                Estimate::between(value(low), value(high))
            }
            None => Estimate::Unknown("unknown-no-rate"),
        }
    }

    /// Prospects that came to count as qualified in the days after a contact with them or their people: for each,
    /// whether the contact was on the plan.
    async fn qualified(
        &self,
        context: &Context,
        viewer: &Viewer,
        (from, to): (Date, Date),
    ) -> Result<Vec<bool>, AppError> {
        let until = to.saturating_add(jiff::Span::new().days(i64::from(self.within)));
        let read = context.store.read(viewer);
        let found = prospects::qualified_between(&read, (from, until)).await?;
        let followed = found.iter().filter_map(|one| {
            let with = Some(Visited::Prospect(one.id));
            let concerns = |contact: &Contact| {
                contact.made.with == with || contact.people.iter().any(|id| one.people.contains(id))
            };
            let of_it = self.contacts.iter().filter(|contact| concerns(contact));
            let of_it: Vec<MadeContact<bool>> = of_it
                .map(|contact| MadeContact {
                    with: true,
                    day: contact.made.day,
                    planned: contact.made.planned,
                })
                .collect();
            let place = preceding(&of_it, (&true, one.day), self.within)?;
            of_it.get(place).map(|contact| contact.planned)
        });
        Ok(followed.collect())
    }

    /// What followed each contact with a client that has days of its own, the latest first; and whether sales were too
    /// many to be read. One question to the ledger.
    async fn lines(&self, context: &Context) -> Result<(Vec<FollowedLine>, bool), AppError> {
        let made = self.made();
        let own = own_windows(&made, self.within);
        let with_client: Vec<(AccountId, MadeContact<Option<Visited>>)> = made
            .iter()
            .zip(own)
            .filter(|(_, own)| *own)
            .filter_map(|(one, _)| Some((one.with?.account()?, *one)))
            .collect();
        let accounts: Vec<AccountId> = with_client.iter().map(|(account, _)| *account).collect();
        let (Some(first), Some(last)) = (
            with_client.iter().map(|(_, one)| one.day).min(),
            with_client.iter().map(|(_, one)| one.day).max(),
        ) else {
            return Ok((Vec::new(), false));
        };
        let known = extent(context, &self.state.view).await?;
        let windows = i64::try_from(PAST_WINDOWS_MAX).unwrap_or(i64::MAX);
        let within = i64::from(self.within);
        // Windows after the last known day say nothing, and the past then reaches further back.
        let past_of = known.map_or(first, |known| first.min(known.to));
        let days = Period {
            from: past_of.saturating_sub(jiff::Span::new().days(within * (windows + 1))),
            to: last.saturating_add(jiff::Span::new().days(within)),
        };
        let Some(sales) = self.sales(context, &accounts, days).await? else {
            return Ok((Vec::new(), true));
        };
        let nothing = Vec::new();
        let mut lines: Vec<FollowedLine> = with_client
            .into_iter()
            .map(|(account, one)| FollowedLine {
                account,
                name: self.state.directory.name_of(account).to_owned(),
                day: one.day,
                planned: one.planned,
                followed: followed(
                    one.day,
                    sales.get(&account).unwrap_or(&nothing),
                    (known, self.within),
                ),
            })
            .collect();
        lines.sort_by(|one, other| {
            other
                .day
                .cmp(&one.day)
                .then_with(|| one.name.cmp(&other.name))
        });
        Ok((lines, false))
    }

    /// What these clients bought, by day, the earliest first, in the currency of the firm; lines without a rate are in
    /// no figure, as everywhere. `None` when there are too many lines.
    async fn sales(
        &self,
        context: &Context,
        accounts: &[AccountId],
        period: Period,
    ) -> Result<Option<SalesByDay>, AppError> {
        let cards = accounts
            .iter()
            .filter_map(|id| self.state.directory.card(*id));
        let mut of_key: HashMap<&str, AccountId> = HashMap::new();
        for card in cards {
            of_key.extend(card.customer_keys.iter().map(|key| (key.as_str(), card.id)));
        }
        if of_key.is_empty() {
            return Ok(Some(HashMap::new()));
        }
        let mut customers: Vec<String> = of_key.keys().map(|key| (*key).to_owned()).collect();
        customers.sort_unstable();
        let filter = LineFilter {
            period: Some(period),
            customers: Some(customers),
            ..LineFilter::default()
        };
        let ledger = &context.ledger;
        let lines = ledger.lines(&self.state.view, &filter, LINES_MAX).await?;
        if lines.len() >= LINES_MAX {
            return Ok(None);
        }
        let conversion = self.state.conversion(None);
        let amount = |units: i64| match units {
            UNKNOWN_UNITS => Amount::ZERO,
            units => Amount::from_units(i128::from(units)),
        };
        let mut by_day: HashMap<AccountId, BTreeMap<DayNumber, f64>> = HashMap::new();
        for (at, day) in lines.day.iter().enumerate() {
            let Some(account) = of_key.get(lines.customer.get(at)) else {
                continue;
            };
            let sums = ([amount(lines.net[at])], [amount(lines.net_euro[at])]);
            let Some([net]) = conversion.amounts(lines.currency[at], sums.0, sums.1) else {
                continue;
            };
            let days = by_day.entry(*account).or_default();
            *days.entry(*day).or_default() += net.as_f64();
        }
        let listed = |(account, days): (AccountId, BTreeMap<DayNumber, f64>)| {
            let days: Vec<(DayNumber, f64)> = days.into_iter().collect();
            (account, days)
        };
        Ok(Some(by_day.into_iter().map(listed).collect()))
    }

    fn group(
        &self,
        planned: bool,
        lines: &[FollowedLine],
        (worth, qualified): (&[Worth], &[bool]),
    ) -> GroupFollowed {
        let own = || {
            self.contacts
                .iter()
                .filter(move |one| one.made.planned == planned)
        };
        let mut brought = Brought::default();
        for talk in own().filter_map(|one| one.talk) {
            let one = self.brought.get(&talk).copied().unwrap_or_default();
            brought.names += one.names;
            brought.steps += one.steps;
        }
        let followed: Vec<&Followed> = lines
            .iter()
            .filter(|line| line.planned == planned)
            .map(|line| &line.followed)
            .collect();
        let of = |won: bool| {
            let fits = worth
                .iter()
                .filter(|one| (one.planned, one.won) == (planned, won));
            let values: Vec<Estimate> = fits.map(|one| one.value.clone()).collect();
            let known: Vec<(f64, f64)> = values.iter().filter_map(Estimate::bounds).collect();
            FollowedOpportunities {
                count: values.len() as u64,
                without_value: (values.len() - known.len()) as u64,
                value: if known.is_empty() {
                    Estimate::Unknown("unknown-value-of-opportunities")
                } else {
                    let low = known.iter().map(|(low, _)| low).sum();
                    let high = known.iter().map(|(_, high)| high).sum();
                    Estimate::between(low, high)
                },
            }
        };
        GroupFollowed {
            contacts: own().count() as u64,
            brought,
            qualified: qualified.iter().filter(|one| **one == planned).count() as u64,
            opened: of(false),
            won: of(true),
            sales: followed_sum(&followed),
        }
    }
}
