//! The facts that tell how far a relationship has come: what the book can count it counts, people say the rest.

use clientela_domain::day::{Date, Month, Period, day_from_number, day_number};
use clientela_domain::estimate::Truth;
use clientela_domain::ids::{AccountId, AgreementId, PersonId};
use clientela_domain::people_map::{Attitude, Node, Said};
use clientela_domain::ports::LineFilter;
use clientela_domain::purchase_rhythm::PurchaseRhythm;
use clientela_domain::relationship_stage::{Fact, SAID_DAYS, regular_orders};
use clientela_domain::sales::lines::DocumentKind;
use clientela_store::relationship_stages::StageAnswer;
use clientela_store::{Viewer, agreements};

use crate::account_sales::lifetime;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::figures::{FigureRequest, figures};
use crate::measure_trust::bond_with;
use crate::show_people_map::{PeopleMap, show_people_map};

/// Months that tell whether orders are regular.
const MONTHS_LOOKED_AT: i32 = 6;

/// Functions of a client that make a relationship cooperative.
const FUNCTIONS_ENOUGH: usize = 3;

/// What the book shows of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Ground {
    /// Nothing: only people know.
    Nothing,
    /// Months with purchases of the last six whole ones, and those of which nothing is known.
    Months {
        /// Months with purchases.
        bought: usize,
        /// Months the ledger does not cover.
        unknown: usize,
    },
    /// Who answers for the client; nobody when empty.
    Manager(String),
    /// Departments of the people we spoke with within three months.
    Functions(Vec<String>),
    /// Agreements in force, with their numbers.
    Agreements(Vec<(AgreementId, String)>),
    /// Agreements in force that somebody has ended from a day on.
    Ending(Vec<(AgreementId, String, Date)>),
    /// Too few purchases to tell a rhythm.
    FewPurchases,
    /// The rhythm of purchases, and up to when sales are known.
    Rhythm(PurchaseRhythm, Date),
    /// How they keep their word: the interval, 0 to 1.
    Trust(f64, f64),
    /// Too few closed promises to say it.
    FewPromises,
    /// Champions of ours who are there, and those who have left, by name.
    Champions {
        /// Those who are there.
        there: Vec<String>,
        /// Those who have left.
        left: Vec<String>,
    },
}

/// A fact with everything that is known of it.
#[derive(Clone, Debug)]
pub struct FactLine {
    /// Which one.
    pub fact: Fact,
    /// Does it hold?
    pub truth: Truth,
    /// What the book shows.
    pub ground: Ground,
    /// What the book alone says.
    pub book: Truth,
    /// What somebody said last.
    pub said: Option<StageAnswer>,
    /// What was said is older than a year and says nothing any more.
    pub is_old: bool,
}

/// Every fact of a client, in their order.
///
/// # Errors
/// [`AppError::NotFound`] without such a client; when book or ledger cannot answer.
pub(crate) async fn facts_of(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    answers: &[StageAnswer],
) -> Result<Vec<FactLine>, AppError> {
    let state = context.book_state(viewer).await?;
    let card = state.directory.card(account);
    let card = card.ok_or(AppError::NotFound("account"))?;
    let today = context.clock.today();
    let sales = figures(context, viewer, &FigureRequest::default()).await?;
    let purchases = Purchases {
        days: purchase_days(context, &state, &card.customer_keys).await?,
        extent: sales.extent,
        today,
    };
    let map = show_people_map(context, viewer, account, None).await?;
    let in_force = agreements::in_force(&context.store.read(viewer), Some(account)).await?;
    let bond = bond_with(context, viewer, account).await?;
    let manager = state.directory.owner_name(card).unwrap_or_default();
    let line = |fact: &Fact| {
        let (book, ground) = match fact {
            Fact::RegularOrders => purchases.regular(),
            Fact::Lapsing => purchases.lapsing(),
            Fact::ManagerNamed => named(&manager),
            Fact::ThreeFunctions => functions(&map, today),
            Fact::AgreementSigned => signed(&in_force),
            Fact::NoticeGiven => ending(&in_force, today),
            Fact::TrustLow => match bond.theirs.trust.known() {
                None => (Truth::Undecided, Ground::FewPromises),
                Some(opinion) => (
                    truth(opinion.high < 0.5),
                    Ground::Trust(opinion.low, opinion.high),
                ),
            },
            Fact::SponsorLeft => champions(&map),
            Fact::JointPlan
            | Fact::DataShared
            | Fact::ShareOfWallet
            | Fact::JointTeam
            | Fact::SharedSavings => (Truth::Undecided, Ground::Nothing),
        };
        let said = answers.iter().find(|one| one.answer.fact == *fact).cloned();
        let age = |one: &StageAnswer| day_number(today) - day_number(one.answer.day);
        let is_old = said.as_ref().is_some_and(|one| age(one) > SAID_DAYS);
        let word = said
            .as_ref()
            .filter(|_| !is_old)
            .map(|one| one.answer.holds);
        FactLine {
            fact: *fact,
            truth: joined(*fact, book, word),
            ground,
            book,
            said,
            is_old,
        }
    };
    Ok(Fact::ALL.iter().map(line).collect())
}

/// What the book counts stands; people say what it cannot. Orders are regular also by a running call-off
/// contract, which only people know of.
fn joined(fact: Fact, book: Truth, said: Option<Truth>) -> Truth {
    match (fact, book, said) {
        (Fact::RegularOrders, book, Some(said)) => book.or(said),
        (_, Truth::Undecided, Some(said)) => said,
        (_, book, _) => book,
    }
}

const fn truth(holds: bool) -> Truth {
    if holds { Truth::True } else { Truth::False }
}

fn named(manager: &str) -> (Truth, Ground) {
    (
        truth(!manager.is_empty()),
        Ground::Manager(manager.to_owned()),
    )
}

/// Departments we speak with. Fewer than three are no proof that there are no more: nobody writes every call down.
fn functions(map: &PeopleMap, today: Date) -> (Truth, Ground) {
    let active = map.nodes.iter().filter(|one| one.known.is_active(today));
    let mut seen: Vec<(String, String)> = active
        .filter(|one| !one.known.unit.is_empty())
        .map(|one| (one.known.unit.clone(), one.unit.clone()))
        .collect();
    seen.sort();
    seen.dedup_by(|one, other| one.0 == other.0);
    let enough = seen.len() >= FUNCTIONS_ENOUGH;
    let units = seen.into_iter().map(|(_, shown)| shown).collect();
    let found = if enough {
        Truth::True
    } else {
        Truth::Undecided
    };
    (found, Ground::Functions(units))
}

/// An agreement may be signed that nobody has put into the book.
fn signed(in_force: &[agreements::Agreement]) -> (Truth, Ground) {
    let named = in_force
        .iter()
        .map(|one| (one.id, one.agreement.number.clone()));
    let found = if in_force.is_empty() {
        Truth::Undecided
    } else {
        Truth::True
    };
    (found, Ground::Agreements(named.collect()))
}

/// Notice is what people know; of an agreement that ends by itself soon the book tells, and it stays a question.
fn ending(in_force: &[agreements::Agreement], today: Date) -> (Truth, Ground) {
    let soon = today.saturating_add(jiff::Span::new().days(90));
    let ends = in_force.iter().filter_map(|one| {
        let to = one.agreement.terms.valid_to?;
        (to <= soon).then(|| (one.id, one.agreement.number.clone(), to))
    });
    let ends: Vec<_> = ends.collect();
    if ends.is_empty() {
        (Truth::Undecided, Ground::Nothing)
    } else {
        (Truth::Undecided, Ground::Ending(ends))
    }
}

/// Who stood for us most, and whether they are still there.
fn champions(map: &PeopleMap) -> (Truth, Ground) {
    let there: Vec<String> = map
        .nodes
        .iter()
        .filter(|one| {
            let ends = one.state.attitude.ends();
            ends.is_some_and(|(_, best)| best == Attitude::Champion)
        })
        .map(|one| one.name.clone())
        .collect();
    let spoke_for_us = |person: &PersonId| {
        let about = Node::Person(*person);
        let counting = map.statements.iter().filter(|one| {
            one.taken_back.is_none()
                && one.statement.about == about
                && matches!(one.statement.said, Said::Attitude(Some(_)))
        });
        let latest = counting.max_by_key(|one| (one.statement.day, one.statement.id));
        latest.is_some_and(|one| one.statement.said == Said::Attitude(Some(Attitude::Champion)))
    };
    let left: Vec<String> = map
        .others
        .iter()
        .filter(|(person, _)| spoke_for_us(person))
        .map(|(_, name)| name.clone())
        .collect();
    let found = match (left.is_empty(), there.is_empty()) {
        (false, true) => Truth::True,
        (true, false) => Truth::False,
        _ => Truth::Undecided,
    };
    (found, Ground::Champions { there, left })
}

/// Days on which a client bought, and over which days sales are known at all.
struct Purchases {
    days: Vec<Date>,
    extent: Option<Period>,
    today: Date,
}

impl Purchases {
    fn regular(&self) -> (Truth, Ground) {
        let this_month = Month::of(self.today);
        let months: Vec<Option<bool>> = (1..=MONTHS_LOOKED_AT)
            .map(|back| self.month(this_month.plus(-back)))
            .collect();
        let count = |wanted: Option<bool>| months.iter().filter(|one| **one == wanted).count();
        let ground = Ground::Months {
            bought: count(Some(true)),
            unknown: count(None),
        };
        (regular_orders(&months, Truth::Undecided), ground)
    }

    /// Did it buy in a month? Unknown where the ledger does not cover the whole of it.
    fn month(&self, month: Month) -> Option<bool> {
        let bought = self.days.iter().any(|day| Month::of(*day) == month);
        let extent = self.extent?;
        let whole = extent.contains(month.first_day()) && extent.contains(month.last_day());
        (bought || whole).then_some(bought)
    }

    fn lapsing(&self) -> (Truth, Ground) {
        let rhythm = PurchaseRhythm::of(&self.days);
        match rhythm.zip(self.extent) {
            None => (Truth::Undecided, Ground::FewPurchases),
            Some((rhythm, extent)) => (
                rhythm.is_lapsing(extent.to, self.today),
                Ground::Rhythm(rhythm, extent.to),
            ),
        }
    }
}

/// Days on which these customers bought, each once; credit notes are no purchase.
async fn purchase_days(
    context: &Context,
    state: &BookState,
    keys: &[String],
) -> Result<Vec<Date>, AppError> {
    // Whoever never bought needs no line to be read.
    if keys.is_empty() || lifetime(context, state, keys).await?.is_empty() {
        return Ok(Vec::new());
    }
    let key = (state.generation, keys.to_vec());
    let days = context.purchase_days_cache.get_or_compute(key, || async {
        let filter = LineFilter {
            customers: Some(keys.to_vec()),
            ..LineFilter::default()
        };
        let lines = context
            .ledger
            .lines(&state.view, &filter, usize::MAX)
            .await?;
        let bought = lines.day.iter().zip(&lines.kind);
        let bought = bought.filter(|(_, kind)| **kind != DocumentKind::CreditNote);
        let mut days: Vec<Date> = bought
            .filter_map(|(day, _)| day_from_number(*day))
            .collect();
        days.sort_unstable();
        days.dedup();
        Ok(days)
    });
    Ok(days.await?.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_book_counts_stands_and_people_say_what_it_cannot() {
        let (yes, no, open) = (Truth::True, Truth::False, Truth::Undecided);
        assert_eq!(joined(Fact::ManagerNamed, no, Some(yes)), no);
        assert_eq!(joined(Fact::JointPlan, open, Some(yes)), yes);
        assert_eq!(joined(Fact::JointPlan, open, None), open);
        // A call-off contract makes orders regular whatever the months say.
        assert_eq!(joined(Fact::RegularOrders, no, Some(yes)), yes);
        assert_eq!(joined(Fact::RegularOrders, yes, Some(no)), yes);
    }

    #[test]
    fn a_month_the_ledger_covers_in_part_is_known_only_by_a_purchase() {
        let day = |month, day| Date::constant(2026, month, day);
        let purchases = Purchases {
            days: vec![day(6, 3), day(7, 8), day(10, 2)],
            extent: Some(Period {
                from: day(6, 1),
                to: day(10, 20),
            }),
            today: day(11, 26),
        };
        // May is before the ledger, October is known by its purchase, August and September were without.
        let (found, ground) = purchases.regular();
        assert_eq!(
            ground,
            Ground::Months {
                bought: 3,
                unknown: 1
            }
        );
        assert_eq!(found, Truth::Undecided);
        assert_eq!(
            purchases.lapsing(),
            (Truth::Undecided, Ground::FewPurchases)
        );
    }
}
