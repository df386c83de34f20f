//! Why somebody may be greeted on a morning: each source of reasons is one function, and a further one
//! is one line in [`gather`]. None asks the book more than once, however many clients there are.

use std::collections::HashSet;
use std::sync::Arc;

use clientela_domain::birthday::Birthday;
use clientela_domain::bond_rules::{Duty, duty_rank};
use clientela_domain::briefing::{Item, ReasonKind};
use clientela_domain::concentration::Class;
use clientela_domain::contact_rhythm::{JudgedSilence, Silence};
use clientela_domain::day::{Date, day_number};
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::{AccountId, AgreementId, NextStepId, PersonId, SupportId};
use clientela_domain::key_criteria::{Criterion, Verdict};
use clientela_domain::obligations::Party;
use clientela_domain::support::SupportSide;
use clientela_domain::working_days::{working_day_after, working_day_up_to};
use clientela_store::Viewer;
use clientela_store::mornings::{self, Celebrant, DuePromise, Whose};
use clientela_store::people::{Consent, LawfulBasis};
use clientela_store::supports::{self, Support};
use uuid::Uuid;

use crate::ask_for_names::{AskingLine, best_to_ask_at};
use crate::attention::{AttentionBook, Weight, attention_book};
use crate::check_bond_rules::duty_of;
use crate::context::Context;
use crate::directory::Directory;
use crate::error::AppError;
use crate::figures::{FigureRequest, Figures, figures};
use crate::judge_accounts::{Bench, bench, brief_verdicts};
use crate::morning_agreements;
use crate::show_chain::Party as ChainParty;

/// Days ahead within which what we promised is brought to mind.
const OURS_AHEAD_DAYS: i32 = 7;

/// Days ahead within which what ends is brought to mind.
const RENEWAL_AHEAD_DAYS: i32 = 30;

/// Most clients about whom a morning proposes to find something out.
const QUESTIONS_MAX: usize = 10;

/// Most people whom a morning proposes to ask for a name.
const REFERRALS_MAX: usize = 2;

/// Days until which a question is as good as due: nobody waits for the answer, so it counts half.
const QUESTION_DAYS: i64 = 7;

/// The importance at which a promise has its kind's own chance.
const USUAL_IMPORTANCE: f64 = 2.0;

/// What is known of one reason, for its words.
#[derive(Clone, Debug, PartialEq)]
pub enum ReasonDetail {
    /// What one side promised.
    Promise(Box<DuePromise>),
    /// What is planned.
    Step {
        /// Which step.
        id: NextStepId,
        /// What.
        what: String,
        /// Until when.
        due: Date,
    },
    /// How long nobody spoke with them.
    Silence(Box<JudgedSilence>),
    /// Whose birthday it is.
    Birthday {
        /// The birthday.
        birthday: Birthday,
        /// The day on which it is.
        on: Date,
    },
    /// What would decide whether they are key.
    Question(Criterion),
    /// Why they may be asked whom else they know.
    Referral(Box<AskingLine>),
    /// What they did for us, and nobody thanked them for.
    Thanks {
        /// Which support.
        id: SupportId,
        /// What.
        what: String,
        /// When.
        on: Date,
    },
    /// What ends soon: the leave to use a name or a logo.
    Renewal {
        /// Which support.
        id: SupportId,
        /// What.
        what: String,
        /// Its last day.
        until: Date,
    },
    /// What was agreed and ends, or is to be ended in time.
    Agreement {
        /// Which agreement.
        id: AgreementId,
        /// Its number.
        number: String,
        /// The last day, of notice or of the agreement.
        until: Date,
        /// It is the last day of notice.
        is_notice: bool,
    },
}

/// One reason to greet somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What kind.
    pub kind: ReasonKind,
    /// Of which client.
    pub account: AccountId,
    /// Of which of its people; absent where the reason names none.
    pub person: Option<PersonId>,
    /// What is known of it.
    pub detail: ReasonDetail,
    /// Breaks ties first: who is in our trust comes before a guest (Gellius 5.13.2).
    pub(crate) duty: u8,
    /// Breaks the ties left.
    pub(crate) id: Uuid,
    pub(crate) days: i64,
    pub(crate) chance: f64,
    pub(crate) confidence: f64,
    pub(crate) is_pinned: bool,
}

/// What a reason is known by, in the order in which ties are broken.
pub(crate) type ReasonKey = (u8, ReasonKind, Uuid, AccountId);

/// An item of the rule, with the key of its reason.
pub(crate) type ReasonItem = Item<ReasonKey, AccountId, Option<PersonId>>;

/// What reasons are gathered from.
pub(crate) struct Ground {
    pub(crate) whose: Whose,
    /// The clients somebody cares for.
    pub(crate) mine: HashSet<AccountId>,
    directory: Arc<Directory>,
    pub(crate) figures: Arc<Figures>,
    pub(crate) attention: Arc<AttentionBook>,
    pub(crate) bench: Bench,
    verdicts: Arc<std::collections::HashMap<AccountId, crate::judge_accounts::BriefVerdict>>,
}

/// Everything reasons are gathered from, for somebody's morning.
pub(crate) async fn ground(
    context: &Context,
    viewer: &Viewer,
    whose: Whose,
) -> Result<Ground, AppError> {
    let request = FigureRequest::default();
    let mine = mornings::accounts_of(&context.store.read(viewer), &whose).await?;
    Ok(Ground {
        whose,
        mine: mine.into_iter().collect(),
        directory: context.book_state(viewer).await?.directory,
        figures: figures(context, viewer, &request).await?,
        attention: attention_book(context, viewer).await?,
        bench: bench(context, viewer, &request).await?,
        verdicts: brief_verdicts(context, viewer, &request).await?,
    })
}

impl Ground {
    pub(crate) const fn day(&self) -> Date {
        self.whose.day
    }

    pub(crate) fn weight(&self, account: AccountId) -> Weight {
        let verdict = self.verdicts.get(&account);
        Weight {
            is_key: verdict.is_some_and(|brief| brief.verdict == Verdict::Key),
            class: self.figures.of(account).and_then(|figure| figure.class),
        }
    }

    /// What is at stake with a client: what it brings in a year.
    pub(crate) fn value(&self, account: AccountId) -> Estimate {
        let figure = self.figures.of(account);
        match figure.filter(|figure| figure.revenue.is_positive()) {
            Some(figure) => Estimate::Known(figure.revenue.as_f64()),
            None => Estimate::Unknown("unknown-no-sales"),
        }
    }

    /// How a client came, as the order of duties asks.
    fn duty(&self, account: AccountId) -> Duty {
        let card = self.directory.card(account);
        duty_of(card.and_then(|card| card.origin))
    }

    /// The open question of a client that moves its verdict most.
    pub(crate) fn question(&self, account: AccountId) -> Option<Criterion> {
        let profile = self.bench.profile(None, account)?;
        self.bench.judge(account, &profile).next_question
    }

    pub(crate) fn item(&self, reason: &Reason) -> ReasonItem {
        Item {
            id: reason.key(),
            client: reason.account,
            cause: reason.person,
            kind: reason.kind,
            value: self.value(reason.account),
            chance: reason.chance,
            days: reason.days,
            confidence: reason.confidence,
            is_pinned: reason.is_pinned,
            finds_out: reason.kind.finds_out(),
        }
    }

    pub(crate) fn reason(
        &self,
        kind: ReasonKind,
        (account, person): (AccountId, Option<PersonId>),
        (id, days): (Uuid, i64),
        detail: ReasonDetail,
    ) -> Reason {
        let knows_value = self.value(account).bounds().is_some();
        let knows_person = person.is_some();
        let known = match &detail {
            ReasonDetail::Silence(silence) => {
                let exact = silence.days.bounds().is_some_and(|(low, high)| low == high);
                share_known(&[exact, knows_value])
            }
            ReasonDetail::Question(_) => share_known(&[true, knows_value]),
            ReasonDetail::Referral(line) => {
                let facts = &line.facts;
                share_known(&[facts.said.is_some(), facts.our_word.is_some(), knows_value])
            }
            ReasonDetail::Promise(_)
            | ReasonDetail::Thanks { .. }
            | ReasonDetail::Renewal { .. }
            | ReasonDetail::Agreement { .. }
            | ReasonDetail::Step { .. }
            | ReasonDetail::Birthday { .. } => share_known(&[true, knows_person, knows_value]),
        };
        Reason {
            kind,
            account,
            person,
            detail,
            duty: duty_rank(self.duty(account)),
            id,
            days,
            chance: kind.default_chance(),
            confidence: known,
            is_pinned: false,
        }
    }
}

impl Reason {
    pub(crate) const fn key(&self) -> ReasonKey {
        (self.duty, self.kind, self.id, self.account)
    }
}

/// The share of what is known; never quite nothing, for the reason itself is known.
fn share_known(known: &[bool]) -> f64 {
    let count = known.iter().filter(|one| **one).count().max(1);
    count as f64 / known.len().max(1) as f64
}

/// Every reason of a morning, and the promises that are due, which the page lists apart too.
pub(crate) async fn gather(
    context: &Context,
    viewer: &Viewer,
    ground: &Ground,
) -> Result<(Vec<Reason>, Vec<DuePromise>), AppError> {
    let read = context.store.read(viewer);
    let (day, whose) = (ground.day(), &ground.whose);
    let ahead = day.saturating_add(jiff::Span::new().days(OURS_AHEAD_DAYS));
    let promised = mornings::promises_due(&read, whose, ahead).await?;
    let mut reasons: Vec<Reason> = promised
        .iter()
        .filter_map(|promise| of_promise(ground, promise))
        .collect();
    // What falls on days off is to be done before them.
    let before_work = working_day_after(day).saturating_sub(jiff::Span::new().days(1));
    for step in mornings::steps_due(&read, whose, before_work).await? {
        reasons.push(ground.reason(
            ReasonKind::NextStep,
            (step.account_id, step.person_id),
            (step.id.0, days_until(day, working_day_up_to(step.due_day))),
            ReasonDetail::Step {
                id: step.id,
                what: step.what,
                due: step.due_day,
            },
        ));
    }
    let days = days_of_year(day);
    for one in mornings::birthdays(&read, whose, &days).await? {
        reasons.extend(of_birthday(ground, &one));
    }
    for owed in supports::thanks_owed(&read, SupportSide::Them, day, None).await? {
        reasons.extend(of_thanks(ground, &owed));
    }
    let ends = (
        day,
        day.saturating_add(jiff::Span::new().days(RENEWAL_AHEAD_DAYS)),
    );
    for ending in supports::expiring(&read, ends, None).await? {
        reasons.extend(of_renewal(ground, &ending));
    }
    reasons.extend(morning_agreements::reasons(context, viewer, ground).await?);
    reasons.extend(referrals(context, viewer, ground).await?);
    silences(ground, &mut reasons);
    questions(ground, &mut reasons);
    Ok((reasons, promised))
}

/// The best people to ask for a name. Nobody waits for it, so it counts half.
async fn referrals(
    context: &Context,
    viewer: &Viewer,
    ground: &Ground,
) -> Result<Vec<Reason>, AppError> {
    if ground.mine.is_empty() {
        return Ok(Vec::new());
    }
    let best = Box::pin(best_to_ask_at(
        context,
        viewer,
        (&ground.mine, REFERRALS_MAX),
    ))
    .await?;
    let best = best.into_iter();
    let reason = |line: AskingLine| {
        let account = line.account?;
        let (person, id) = match line.who {
            ChainParty::Person(person) => (Some(person), person.0),
            ChainParty::Account(_) | ChainParty::Prospect(_) => (None, account.0),
        };
        let detail = ReasonDetail::Referral(Box::new(line));
        Some(ground.reason(
            ReasonKind::Referral,
            (account, person),
            (id, QUESTION_DAYS),
            detail,
        ))
    };
    Ok(best.filter_map(reason).collect())
}

/// What we promised counts from a week before; what they promised once its day has come.
fn of_promise(ground: &Ground, promise: &DuePromise) -> Option<Reason> {
    let day = ground.day();
    let days = days_until(day, working_day_up_to(promise.due_day));
    let kind = match promise.debtor {
        Party::Us => ReasonKind::OurPromise,
        Party::Them => ReasonKind::TheirPromise,
    };
    if promise.debtor == Party::Them && days > 0 {
        return None;
    }
    let reason = ground.reason(
        kind,
        (promise.account_id, promise.person_id),
        (promise.id.0, days),
        ReasonDetail::Promise(Box::new(promise.clone())),
    );
    Some(Reason {
        chance: reason.chance * f64::from(promise.importance) / USUAL_IMPORTANCE,
        is_pinned: promise.debtor == Party::Us && days <= 0,
        ..reason
    })
}

/// Thanks are owed since the favour was done.
fn of_thanks(ground: &Ground, owed: &Support) -> Option<Reason> {
    let own = &owed.support;
    if !ground.mine.contains(&own.account_id) {
        return None;
    }
    Some(ground.reason(
        ReasonKind::Thanks,
        (own.account_id, own.person_id),
        (owed.id.0, days_until(ground.day(), own.day.civil())),
        ReasonDetail::Thanks {
            id: owed.id,
            what: own.what.clone(),
            on: own.day.civil(),
        },
    ))
}

/// What ends is due on its last day of work.
fn of_renewal(ground: &Ground, ending: &Support) -> Option<Reason> {
    let own = &ending.support;
    let until = own.until_day?;
    if !ground.mine.contains(&own.account_id) {
        return None;
    }
    Some(ground.reason(
        ReasonKind::Renewal,
        (own.account_id, own.person_id),
        (
            ending.id.0,
            days_until(ground.day(), working_day_up_to(until)),
        ),
        ReasonDetail::Renewal {
            id: ending.id,
            what: own.what.clone(),
            until,
        },
    ))
}

/// The days of the year whose birthdays are to be wished on a day: its own, and those of the days off
/// that follow it.
fn days_of_year(day: Date) -> Vec<String> {
    let mut days = Birthday::celebrated_on(day);
    if working_day_up_to(day) != day {
        return days;
    }
    let next = working_day_after(day);
    let mut off = day.saturating_add(jiff::Span::new().days(1));
    while off < next {
        days.extend(Birthday::celebrated_on(off));
        off = off.saturating_add(jiff::Span::new().days(1));
    }
    days
}

/// A birthday is wished to whoever said yes; of whom nobody asked, only where we keep the data on our
/// legitimate interest. A contract or a law is no basis for it.
#[must_use]
pub const fn may_be_wished(consent: Consent, basis: LawfulBasis) -> bool {
    match consent {
        Consent::Given => true,
        Consent::Refused | Consent::Withdrawn => false,
        Consent::Unknown => matches!(basis, LawfulBasis::LegitimateInterest),
    }
}

fn of_birthday(ground: &Ground, one: &Celebrant) -> Option<Reason> {
    if !may_be_wished(one.consent, one.lawful_basis) {
        return None;
    }
    let day = ground.day();
    let this_year = one.birthday.in_year(day.year())?;
    // Wished on the last working day of a year for the first days of the next.
    let on = if this_year < day {
        one.birthday.in_year(day.year() + 1)?
    } else {
        this_year
    };
    Some(ground.reason(
        ReasonKind::Birthday,
        (one.account_id, Some(one.person_id)),
        (one.person_id.0, 0),
        ReasonDetail::Birthday {
            birthday: one.birthday,
            on,
        },
    ))
}

/// Clients nobody spoke with for longer than was meant.
fn silences(ground: &Ground, reasons: &mut Vec<Reason>) {
    for &account in &ground.mine {
        let weight = ground.weight(account);
        let day = ground.day();
        if ground.attention.silence_on(account, weight, day) != Silence::Longer {
            continue;
        }
        let silence = ground.attention.judged_on(account, weight, day);
        let (Some((least, _)), Some(rhythm)) = (silence.days.bounds(), silence.rhythm) else {
            continue;
        };
        let late = i64::from(rhythm.days) - least as i64;
        reasons.push(ground.reason(
            ReasonKind::Silence,
            (account, None),
            (account.0, late),
            ReasonDetail::Silence(Box::new(silence)),
        ));
    }
}

/// The largest clients whose verdict hangs on one answer.
fn questions(ground: &Ground, reasons: &mut Vec<Reason>) {
    let undecided = |account: &AccountId| {
        let verdict = ground.verdicts.get(account);
        verdict.is_some_and(|brief| brief.verdict == Verdict::Undecided)
    };
    let open: Vec<AccountId> = ground
        .figures
        .positive_accounts()
        .iter()
        .take_while(|figure| figure.class == Some(Class::A))
        .map(|figure| figure.account)
        .filter(|account| ground.mine.contains(account) && undecided(account))
        .take(QUESTIONS_MAX)
        .collect();
    for account in open {
        if let Some(criterion) = ground.question(account) {
            reasons.push(ground.reason(
                ReasonKind::Question,
                (account, None),
                (account.0, QUESTION_DAYS),
                ReasonDetail::Question(criterion),
            ));
        }
    }
}

/// Clients somebody cares for whose silence cannot be judged, because no contact with them is recorded
/// or its day is known too roughly.
pub(crate) fn undecidable(ground: &Ground) -> usize {
    ground
        .mine
        .iter()
        .filter(|account| {
            let weight = ground.weight(**account);
            let silence = ground.attention.silence_on(**account, weight, ground.day());
            matches!(silence, Silence::NeverMet | Silence::Unclear)
        })
        .count()
}

pub(crate) fn days_until(day: Date, due: Date) -> i64 {
    i64::from(day_number(due) - day_number(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birthday_is_wished_only_where_that_is_allowed() {
        use {Consent as C, LawfulBasis as B};
        for basis in B::ALL {
            assert!(may_be_wished(C::Given, *basis));
            assert!(!may_be_wished(C::Refused, *basis));
            assert!(!may_be_wished(C::Withdrawn, *basis));
            let by_interest = *basis == B::LegitimateInterest;
            assert_eq!(may_be_wished(C::Unknown, *basis), by_interest, "{basis:?}");
        }
    }

    #[test]
    fn birthdays_of_days_off_are_wished_on_the_last_day_of_work() {
        let on = |text: &str| days_of_year(text.parse().expect("a day"));
        assert_eq!(on("2026-11-26"), ["11-26"]);
        assert_eq!(on("2026-11-27"), ["11-27", "11-28", "11-29"]);
        assert_eq!(on("2026-11-28"), ["11-28"], "a Saturday is its own day");
        assert_eq!(
            on("2026-12-31"),
            ["12-31", "01-01", "01-02", "01-03"],
            "a year ends on a day of work"
        );
    }

    #[test]
    fn what_is_known_of_a_reason_is_a_share_above_nothing() {
        assert!((share_known(&[true, true]) - 1.0).abs() < f64::EPSILON);
        assert!((share_known(&[true, false]) - 0.5).abs() < f64::EPSILON);
        assert!((share_known(&[false, false]) - 0.5).abs() < f64::EPSILON);
    }
}
