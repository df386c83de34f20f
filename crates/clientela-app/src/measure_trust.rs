//! How we and a client keep our word to each other, with the promises behind it and what is still owed.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, day_number};
use clientela_domain::ids::{AccountId, ObligationId};
use clientela_domain::obligations::{Age, Owed, OwedBucket, Party, owed_by_age};
use clientela_domain::trust::{
    self, Mark, Move, Promise, Settings, SideTrust, Trust, closed_on, moves, stronger,
};
use clientela_store::{Viewer, obligations};

use crate::answers::happenings::NamedAnswer;
use crate::answers::obligations::{
    OwedAnswer, SideTrustAnswer, TrustAnswer, TrustMarkAnswer, TrustMoveAnswer, TrustMoverAnswer,
    WorthAnswer,
};
use crate::answers::value::WhyAnswer;
use crate::context::Context;
use crate::error::AppError;
use crate::list_obligations::{ObligationLine, with_names};

/// Moves of trust that leave the program; more says nothing more.
const MOVES_MAX: usize = 100;

/// Kinds of things a bond is made of: its promises and the names in them.
const RESTS_ON: [&str; 6] = ["obligation", "account", "person", "user", "import", "book"];

/// What a bond is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct BondKey {
    account: AccountId,
    /// Number of the last change of what it is made of.
    changed: u64,
    today: Date,
}

/// The bond with one client.
#[derive(Clone, Debug)]
pub struct Bond {
    /// Which client.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// How we keep our word.
    pub ours: SideTrust,
    /// How they keep theirs.
    pub theirs: SideTrust,
    /// What moved either, the latest first.
    pub moves: Vec<(Party, Move)>,
    /// Everything owed or once owed, in the order in which it was promised; what was withdrawn is left
    /// out.
    pub lines: Vec<ObligationLine>,
}

/// What one side owes, of one age.
#[derive(Clone, Debug)]
pub struct OwedLine {
    /// Who owes.
    pub debtor: Party,
    /// How late.
    pub age: Age,
    /// How many.
    pub count: usize,
    /// Sums by currency.
    pub worth: Vec<(Currency, OwedBucket)>,
    /// How many have no value.
    pub unvalued: usize,
}

/// The bond with a client.
///
/// # Errors
/// [`AppError::NotFound`] when the viewer may see no such client.
pub async fn bond_with(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<Arc<Bond>, AppError> {
    let state = context.book_state(viewer).await?;
    let card = state
        .directory
        .card(account)
        .ok_or(AppError::NotFound("account"))?;
    let key = BondKey {
        account,
        changed: state.changes.of(&RESTS_ON),
        today: context.clock.today(),
    };
    // Whoever sees a client sees all that is owed with it, so viewers share what was computed.
    context
        .bonds_cache
        .get_or_compute(key, || measure(context, viewer, account, card.name.clone()))
        .await
}

async fn measure(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    account_name: String,
) -> Result<Bond, AppError> {
    let today = context.clock.today();
    let settings = Settings::default();
    let found = obligations::of_account(&context.store.read(viewer), account).await?;
    let mut lines = with_names(context, viewer, found).await?;
    lines.retain(|line| line.state() != clientela_domain::obligations::State::Withdrawn);
    let side = |party: Party| {
        let promises: Vec<Promise> = lines
            .iter()
            .filter(|line| !line.obligation.obligation.is_gift)
            .filter(|line| line.obligation.obligation.debtor == party)
            .map(|line| Promise {
                id: line.obligation.id,
                importance: line.obligation.obligation.importance,
                standing: line.standing.clone(),
            })
            .collect();
        let closed = closed_on(&promises, today, &settings);
        (
            trust::trust(&closed, today, &settings),
            moves(&promises, today, &settings),
        )
    };
    let (ours, our_moves) = side(Party::Us);
    let (theirs, their_moves) = side(Party::Them);
    let mut all: Vec<(Party, Move)> = our_moves
        .into_iter()
        .map(|one| (Party::Us, one))
        .chain(their_moves.into_iter().map(|one| (Party::Them, one)))
        .collect();
    all.sort_by_key(|(party, one)| (std::cmp::Reverse(one.day), *party));
    all.truncate(MOVES_MAX);
    Ok(Bond {
        account,
        account_name,
        ours,
        theirs,
        moves: all,
        lines,
    })
}

impl Bond {
    /// What is still owed, by side and age.
    #[must_use]
    pub fn owed(&self, today: Date) -> Vec<OwedLine> {
        let mut by_currency: BTreeMap<Option<Currency>, Vec<Owed>> = BTreeMap::new();
        for line in &self.lines {
            let own = &line.obligation.obligation;
            if own.is_gift || !line.state().is_owed() {
                continue;
            }
            let currency = own.value.map(|(.., currency)| currency);
            by_currency.entry(currency).or_default().push(Owed {
                debtor: own.debtor,
                value: own.value.map(|(low, high, _)| (low, high)),
                days_past_due: own.due_day.map(|due| day_number(today) - day_number(due)),
            });
        }
        let mut found: BTreeMap<(Party, Age), OwedLine> = BTreeMap::new();
        for (currency, owed) in &by_currency {
            for (debtor, age, bucket) in owed_by_age(owed) {
                let line = found.entry((debtor, age)).or_insert_with(|| OwedLine {
                    debtor,
                    age,
                    count: 0,
                    worth: Vec::new(),
                    unvalued: 0,
                });
                line.count += bucket.count;
                match currency {
                    Some(currency) => line.worth.push((*currency, bucket)),
                    None => line.unvalued += bucket.unvalued,
                }
            }
        }
        found.into_values().collect()
    }

    /// Which side keeps its word better, when that can be said.
    #[must_use]
    pub fn stronger(&self) -> Option<Party> {
        let they = stronger(&self.theirs.trust, &self.ours.trust)?;
        Some(if they { Party::Them } else { Party::Us })
    }

    /// What was promised, by id.
    fn words(&self) -> HashMap<ObligationId, &str> {
        let lines = self.lines.iter();
        lines
            .map(|line| (line.obligation.id, line.obligation.obligation.what.as_str()))
            .collect()
    }

    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self, today: Date) -> TrustAnswer {
        let words = self.words();
        let what = |id: ObligationId| words.get(&id).copied().unwrap_or_default().to_owned();
        let mean = |trust: &Trust| trust.known().map(|opinion| opinion.mean);
        let moved = |(party, one): &(Party, Move)| TrustMoveAnswer {
            day: one.day.to_string(),
            side: match party {
                Party::Us => "ours".to_owned(),
                Party::Them => "theirs".to_owned(),
            },
            before: mean(&one.before),
            after: mean(&one.after),
            n: one.closed,
            promises: one
                .by
                .iter()
                .map(|(id, state)| TrustMoverAnswer {
                    obligation: id.to_string(),
                    what: what(*id),
                    state: state.code().to_owned(),
                })
                .collect(),
        };
        TrustAnswer {
            account: NamedAnswer {
                id: self.account.to_string(),
                name: self.account_name.clone(),
            },
            ours: side_answer(&self.ours, &what),
            theirs: side_answer(&self.theirs, &what),
            stronger: self.stronger().map(|party| party.code().to_owned()),
            one_sided: self.ours.is_without_fault(),
            history: self.moves.iter().map(moved).collect(),
            owed: self.owed(today).iter().map(OwedLine::answer).collect(),
        }
    }
}

fn side_answer(side: &SideTrust, what: &dyn Fn(ObligationId) -> String) -> SideTrustAnswer {
    let opinion = side.trust.known();
    let mark = |mark: &Mark| TrustMarkAnswer {
        obligation: mark.closed.promise.to_string(),
        what: what(mark.closed.promise),
        state: mark.closed.state.code().to_owned(),
        day: mark.closed.day.to_string(),
        outcome: mark.closed.outcome,
        weight: mark.weight,
    };
    SideTrustAnswer {
        mean: opinion.map(|one| one.mean),
        low: opinion.map(|one| one.low),
        high: opinion.map(|one| one.high),
        n: side.marks.len(),
        unknown: opinion.is_none().then(|| "unknown-few-promises".to_owned()),
        late: side.late,
        forgiven: side.forgiven,
        promises: side.marks.iter().map(mark).collect(),
        why: WhyAnswer::from(&side.why),
    }
}

impl OwedLine {
    fn answer(&self) -> OwedAnswer {
        OwedAnswer {
            debtor: self.debtor.code().to_owned(),
            age: self.age.code().to_owned(),
            count: self.count,
            worth: self
                .worth
                .iter()
                .map(|(currency, bucket)| WorthAnswer {
                    low: bucket.low.to_string(),
                    high: bucket.high.to_string(),
                    currency: currency.code().to_owned(),
                })
                .collect(),
            unvalued: self.unvalued,
        }
    }
}
