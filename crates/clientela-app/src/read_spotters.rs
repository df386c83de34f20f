//! What those who find prospects brought, earned and were paid: name by name, with what stands against paying.

use std::collections::{HashMap, HashSet};

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period, day_from_number, day_number};
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::{ProspectId, SpotterId};
use clientela_domain::obligations::State;
use clientela_domain::prospects::{
    FeeAmounts, FeeKind, NameDays, SpotterFacts, SpotterObstacle, Stage, UnitCost, against_name,
    against_payment, due, earned, fee_state, unit_cost,
};
use clientela_store::spotters::{self, NewSpotter, PaidLine, Spotter, SpotterName, SpotterRun};
use clientela_store::{Permission, Viewer, names_of};

use crate::check_spotters::{CheckLine, Grounds, SpotterRivalry, check_lines, own_facts};
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::first_year_sales::{FIRST_YEAR_DAYS, bought};
use crate::keep_spotters::{all_spotters, show_spotter};

/// How a fee stands as an obligation of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeStanding {
    /// For what.
    pub fee: FeeKind,
    /// Since when it is owed.
    pub arose: Date,
    /// Until when it is to be paid.
    pub due_on: Date,
    /// How it stands.
    pub state: State,
}

/// A name with what it earned.
#[derive(Clone, Debug)]
pub struct NameLine {
    /// The name.
    pub name: SpotterName,
    /// Name of the client it became; empty without one.
    pub account_name: String,
    /// First day of the client's first year; absent before it bought anything.
    pub year_from: Option<Date>,
    /// What the client bought in its first year by the day asked about; unknown without a rate.
    pub net: Option<Amount>,
    /// The price of the list it came first of; zero for any other.
    pub list: Amount,
    /// What it earned by that day.
    pub earned: FeeAmounts,
    /// What was paid for it.
    pub paid: FeeAmounts,
    /// What is due of it.
    pub due: Vec<(FeeKind, Amount)>,
    /// What stands against taking it, or against paying for it.
    pub obstacles: Vec<SpotterObstacle>,
    /// What the checks of it look at.
    pub facts: SpotterFacts,
    /// Rivals of the client it became for whom whoever gave it acts.
    pub rivals: Vec<SpotterRivalry>,
    /// The name counts as accepted.
    pub is_accepted: bool,
    /// How its fees stand; none where something stands against paying.
    pub standings: Vec<FeeStanding>,
}

/// What an agreement brought in all, and how good it was.
#[derive(Clone, Debug)]
pub struct SpotterTotals {
    /// Names.
    pub names: u64,
    /// Of them, those that were accepted.
    pub accepted: u64,
    /// Of them, those that were in the book already.
    pub known_already: u64,
    /// Of the accepted ones, those that qualified.
    pub qualified: u64,
    /// Of the accepted ones, those that became clients.
    pub won: u64,
    /// What accepted names earned, less what is given back.
    pub earned: Amount,
    /// What of it is given back: zero or below.
    pub clawed_back: Amount,
    /// What was paid.
    pub paid: Amount,
    /// What is due.
    pub due: Amount,
    /// Fees whose day has passed unpaid.
    pub overdue: u64,
    /// What one qualified prospect costs.
    pub by_qualified: UnitCost,
    /// Names the viewer does not see may have earned and been paid for besides: all of this is of the names they see.
    pub of_seen_names: bool,
}

/// An agreement with everything that is seen of it.
#[derive(Clone, Debug)]
pub struct SpotterCard {
    /// The agreement.
    pub spotter: Spotter,
    /// Name of the person it is with; empty where it is with none the viewer sees.
    pub person_name: String,
    /// What is due is what is due up to this day.
    pub up_to: Date,
    /// The names the viewer sees, in the order in which they came.
    pub lines: Vec<NameLine>,
    /// What was paid, the latest first, with what was taken back.
    pub runs: Vec<SpotterRun>,
    /// All of it.
    pub totals: SpotterTotals,
    /// What is looked at before names are taken and paid for, over all of it.
    pub checks: Vec<CheckLine>,
    /// The viewer may pay, and take a payment back.
    pub may_pay: bool,
}

/// An agreement in a list.
#[derive(Clone, Debug)]
pub struct SpotterLine {
    /// The agreement.
    pub spotter: Spotter,
    /// What it brought.
    pub totals: SpotterTotals,
}

/// All agreements with what they brought, by name.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub async fn list_spotters(
    context: &Context,
    viewer: &Viewer,
) -> Result<Vec<SpotterLine>, AppError> {
    let today = context.clock.today();
    let state = context.book_state(viewer).await?;
    let mut found = Vec::new();
    for spotter in all_spotters(context, viewer).await? {
        let own = &spotter.spotter;
        let reading = Reading {
            context,
            viewer,
            state: &state,
            spotter: &spotter,
            grounds: Grounds::load(context, viewer, own, today).await?,
            up_to: today,
            today,
        };
        let lines = reading.lines().await?;
        let runs = reading.runs(&lines).await?;
        let totals = totals(viewer, &lines, &runs);
        found.push(SpotterLine { spotter, totals });
    }
    Ok(found)
}

/// One agreement with everything that is seen of it; `up_to` is the day up to which dues are told, today when
/// absent.
///
/// # Errors
/// [`AppError::NotFound`] when there is none; when the ledger cannot answer.
pub async fn spotter_card(
    context: &Context,
    viewer: &Viewer,
    id: SpotterId,
    up_to: Option<Date>,
) -> Result<SpotterCard, AppError> {
    let spotter = show_spotter(context, viewer, id).await?;
    let today = context.clock.today();
    let state = context.book_state(viewer).await?;
    let up_to = up_to.unwrap_or(today);
    let reading = Reading {
        context,
        viewer,
        state: &state,
        spotter: &spotter,
        grounds: Grounds::load(context, viewer, &spotter.spotter, up_to).await?,
        up_to,
        today,
    };
    let lines = reading.lines().await?;
    let runs = reading.runs(&lines).await?;
    let rivalries = reading.grounds.own_rivalries(&state);
    let checks = check_lines(&spotter.spotter, &rivalries, &lines);
    let read = context.store.read(viewer);
    let person = spotter.spotter.person_id;
    let names = names_of::people(&read, person.as_slice()).await?;
    let person_name = person.and_then(|id| names.get(&id).cloned());
    Ok(SpotterCard {
        person_name: person_name.unwrap_or_default(),
        up_to,
        totals: totals(viewer, &lines, &runs),
        lines,
        runs,
        checks,
        may_pay: viewer.may(Permission::PaySpotters),
        spotter,
    })
}

/// No name is kept from the viewer.
fn sees_all_names(viewer: &Viewer) -> bool {
    viewer.may(Permission::SeeAllAccounts) && !viewer.walled
}

struct Reading<'a> {
    context: &'a Context,
    viewer: &'a Viewer,
    state: &'a BookState,
    spotter: &'a Spotter,
    grounds: Grounds,
    up_to: Date,
    today: Date,
}

/// What a client bought in its first year.
#[derive(Clone, Copy)]
struct FirstYear {
    from: Option<Date>,
    /// Absent without a rate into the currency of the agreement, and of a client in the trash or out of sight.
    net: Option<Amount>,
}

impl Reading<'_> {
    fn own(&self) -> &NewSpotter {
        &self.spotter.spotter
    }

    /// Payments, each made of what was paid for names the viewer sees; whoever sees all names sees what was paid for
    /// names that are gone, too.
    async fn runs(&self, lines: &[NameLine]) -> Result<Vec<SpotterRun>, AppError> {
        let read = self.context.store.read(self.viewer);
        let mut runs = spotters::runs_of(&read, self.spotter.id).await?;
        if sees_all_names(self.viewer) {
            return Ok(runs);
        }
        let seen: HashSet<ProspectId> = lines.iter().map(|line| line.name.prospect_id).collect();
        for run in &mut runs {
            run.run
                .lines
                .retain(|line| seen.contains(&line.prospect_id));
        }
        runs.retain(|run| !run.run.lines.is_empty());
        Ok(runs)
    }

    async fn lines(&self) -> Result<Vec<NameLine>, AppError> {
        let read = self.context.store.read(self.viewer);
        let names = spotters::names_of(&read, self.spotter.id).await?;
        let mut paid: HashMap<ProspectId, Vec<(Date, PaidLine)>> = HashMap::new();
        for (day, line) in spotters::paid_of(&read, self.spotter.id).await? {
            paid.entry(line.prospect_id).or_default().push((day, line));
        }
        let mut lists = HashSet::new();
        let mut before = Amount::ZERO;
        let mut lines = Vec::with_capacity(names.len());
        for name in names {
            let opens_list = !name.detail.is_empty() && lists.insert(name.detail.clone());
            let year = self.first_year(&name).await?;
            let payments = paid.remove(&name.prospect_id).unwrap_or_default();
            let mut line = self.line(name, year, opens_list, &payments);
            self.weigh_gift(&mut line, &mut before);
            lines.push(line);
        }
        Ok(lines)
    }

    /// Holds what is due of a name against the limits of gifts, beside what is due `before` it in the same payment.
    fn weigh_gift(&self, line: &mut NameLine, before: &mut Amount) {
        let fee: Amount = line.due.iter().map(|(_, amount)| *amount).sum();
        let asked = (fee, *before);
        line.facts.gift = self.grounds.gift(self.state, self.own(), asked, self.up_to);
        let obstacles = against_payment(&line.facts);
        if obstacles.len() == line.obstacles.len() {
            *before += fee;
            return;
        }
        line.obstacles = obstacles;
        line.due = due(&line.earned, &line.paid, false);
        line.standings = Vec::new();
    }

    /// The last day on which what arose has to be paid by the day asked about.
    fn cut(&self) -> Date {
        shifted(self.up_to, -i32::from(self.own().payment_days))
    }

    async fn first_year(&self, name: &SpotterName) -> Result<FirstYear, AppError> {
        let nothing = FirstYear {
            from: None,
            net: Some(Amount::ZERO),
        };
        let by = self.cut();
        let account = name.account_id.filter(|_| by >= name.came);
        let Some(account) = account else {
            return Ok(nothing);
        };
        let Some(card) = self.state.directory.card(account) else {
            // What a client in the trash bought, or one out of sight, is not known; it is not nothing.
            return Ok(FirstYear {
                from: None,
                net: None,
            });
        };
        if card.customer_keys.is_empty() {
            return Ok(nothing);
        }
        let all = self.bought(&card.customer_keys, name.came, by).await?;
        let Some(from) = all.1 else {
            return Ok(nothing);
        };
        let last = shifted(from, FIRST_YEAR_DAYS - 1);
        let net = if by <= last {
            all.0
        } else {
            self.bought(&card.customer_keys, from, last).await?.0
        };
        Ok(FirstYear {
            from: Some(from),
            net,
        })
    }

    /// What was bought between two days, in the currency of the agreement, and the first day with a line.
    async fn bought(
        &self,
        keys: &[String],
        from: Date,
        to: Date,
    ) -> Result<(Option<Amount>, Option<Date>), AppError> {
        let period = Period { from, to };
        let currency = self.own().currency;
        bought(self.context, self.state, (keys, period), currency).await
    }

    fn facts(&self, name: &SpotterName, net: Option<Amount>, acts_for_rival: bool) -> SpotterFacts {
        let own = self.own();
        let before = own.first_day.is_some_and(|first| name.came < first);
        let after = own.last_day.is_some_and(|last| last < name.came);
        SpotterFacts {
            outside_agreement: before || after,
            works_for_prospect: name.works_there,
            known_already: name.known_already,
            basis_stated: !name.without_basis,
            revenue_unknown: net.is_none() && name.told.first_paid_on.is_some(),
            ..own_facts(own, acts_for_rival)
        }
    }

    fn line(
        &self,
        name: SpotterName,
        year: FirstYear,
        opens_list: bool,
        payments: &[(Date, PaidLine)],
    ) -> NameLine {
        let own = self.own();
        let days = days_of(&name);
        let list = own.list_price.filter(|_| opens_list).unwrap_or_default();
        let bounds = (self.cut(), self.up_to);
        let earned = earned(&own.terms, &days, (list, year.net), bounds);
        let mut paid = FeeAmounts::default();
        for (_, line) in payments {
            paid.add(line.fee, line.amount);
        }
        let rivals = name
            .account_id
            .map(|client| self.grounds.rivals_of(self.state, client))
            .unwrap_or_default();
        let acts_for_rival = !rivals.is_empty() || self.grounds.has_own_rivalries();
        let facts = self.facts(&name, year.net, acts_for_rival);
        let obstacles = against_payment(&facts);
        let account_name = name
            .account_id
            .map(|id| self.state.directory.name_of(id).to_owned());
        NameLine {
            account_name: account_name.unwrap_or_default(),
            year_from: year.from,
            net: year.net,
            due: due(&earned, &paid, obstacles.is_empty()),
            is_accepted: against_name(&facts).is_empty(),
            standings: if obstacles.is_empty() {
                self.standings(&days, &earned, &paid, payments)
            } else {
                Vec::new()
            },
            list,
            earned,
            paid,
            obstacles,
            facts,
            rivals,
            name,
        }
    }

    fn standings(
        &self,
        days: &NameDays,
        earned: &FeeAmounts,
        paid: &FeeAmounts,
        payments: &[(Date, PaidLine)],
    ) -> Vec<FeeStanding> {
        let arose = [
            (FeeKind::List, Some(days.came)),
            (FeeKind::Name, Some(days.came)),
            (FeeKind::Qualified, days.qualified),
            (FeeKind::Success, days.first_paid),
        ];
        let standing = |(fee, arose): (FeeKind, Option<Date>)| {
            let arose = arose.filter(|_| earned.of(fee).is_positive())?;
            let of_fee = payments.iter().filter(|(_, line)| line.fee == fee);
            let last = of_fee.map(|(day, _)| *day).max();
            let paid_on = last.filter(|_| paid.of(fee) >= earned.of(fee));
            let (arose, due_on) = match (last, paid_on) {
                // What grew since the last payment is owed from today on.
                (Some(last), None) => (last, self.up_to.max(last)),
                _ => (arose, shifted(arose, i32::from(self.own().payment_days))),
            };
            Some(FeeStanding {
                fee,
                arose,
                due_on,
                state: fee_state((arose, due_on), paid_on, self.today),
            })
        };
        arose.into_iter().filter_map(standing).collect()
    }
}

/// When what earns fees happened to a name.
pub(crate) fn days_of(name: &SpotterName) -> NameDays {
    let counts = name.stage.is_qualified().then_some(name.stage_day);
    let is_client = name.stage == Stage::Won;
    NameDays {
        came: name.came,
        qualified: name.qualified_on.or(counts),
        first_paid: name.told.first_paid_on.filter(|_| is_client),
        fell_through: name.told.fell_on,
    }
}

pub(crate) fn shifted(day: Date, days: i32) -> Date {
    day_from_number(day_number(day) + days).unwrap_or(day)
}

fn totals(viewer: &Viewer, lines: &[NameLine], runs: &[SpotterRun]) -> SpotterTotals {
    let accepted: Vec<&NameLine> = lines.iter().filter(|line| line.is_accepted).collect();
    let count = |of: &dyn Fn(&NameLine) -> bool| {
        let found = accepted.iter().filter(|line| of(line)).count();
        u64::try_from(found).unwrap_or(u64::MAX)
    };
    let all = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let earned: Amount = accepted.iter().map(|line| line.earned.total()).sum();
    let clawed_back = accepted.iter().map(|line| line.earned.clawback).sum();
    let qualified = count(&|line| days_of(&line.name).qualified.is_some());
    let known = lines.iter().filter(|line| line.name.known_already);
    let overdue = lines.iter().flat_map(|line| &line.standings);
    let counted = runs.iter().filter(|run| !run.is_taken_back);
    let dues = lines.iter().flat_map(|line| &line.due);
    SpotterTotals {
        names: all(lines.len()),
        accepted: all(accepted.len()),
        known_already: all(known.count()),
        qualified,
        won: count(&|line| line.name.stage == Stage::Won),
        earned,
        clawed_back,
        paid: counted.map(SpotterRun::total).sum(),
        due: dues.map(|(_, amount)| *amount).sum(),
        overdue: all(overdue.filter(|one| one.state == State::Broken).count()),
        by_qualified: unit_cost(&Estimate::Known(earned.as_f64()), qualified),
        of_seen_names: !sees_all_names(viewer),
    }
}

impl SpotterCard {
    /// In which currency it is.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.spotter.spotter.currency
    }

    /// The name of a prospect among those the viewer sees; empty for another one.
    #[must_use]
    pub fn name_of(&self, prospect: ProspectId) -> &str {
        let found = self
            .lines
            .iter()
            .find(|line| line.name.prospect_id == prospect);
        found.map_or("", |line| line.name.name.as_str())
    }
}
