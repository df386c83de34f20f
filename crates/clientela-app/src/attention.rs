//! Which clients need somebody's attention: their next step, and whether they have been silent longer
//! than was meant. Read once for each state of the book, so that lists of all clients can filter by it.

use std::collections::HashMap;
use std::sync::Arc;

use clientela_domain::concentration::Class;
use clientela_domain::contact_rhythm::{
    ContactDays, JudgedSilence, Rhythm, RhythmRule, Silence, judge_silence, silence,
};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, NextStepId, UserId};
use clientela_store::next_steps::{self, ContactState};
use clientela_store::{Viewer, names_of};

use crate::answers::happenings::{NextStepBriefAnswer, SilenceAnswer};
use crate::context::Context;
use crate::error::AppError;

/// The open step of a client that is due first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenStep {
    /// Which one.
    pub id: NextStepId,
    /// What.
    pub what: String,
    /// Until when.
    pub due_day: Option<Date>,
    /// Who.
    pub owner: Option<UserId>,
    /// Who, by name.
    pub owner_name: String,
    /// Version, for closing it.
    pub version: i64,
}

/// What a client needs.
#[derive(Clone, Debug)]
pub struct Attention {
    /// The next step.
    pub next_step: Option<OpenStep>,
    /// The silence, with its evidence.
    pub silence: JudgedSilence,
}

/// What a list can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttentionFilter {
    /// Clients without a next step.
    NoNextStep,
    /// Clients whose next step is overdue.
    Overdue,
    /// Clients silent longer than their rhythm.
    Silent,
    /// Clients no contact with whom was ever recorded.
    NeverMet,
}

impl AttentionFilter {
    /// Every filter, for menus.
    pub const ALL: [Self; 4] = [
        Self::NoNextStep,
        Self::Overdue,
        Self::Silent,
        Self::NeverMet,
    ];

    /// The word in URLs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoNextStep => "no_next_step",
            Self::Overdue => "overdue",
            Self::Silent => "silent",
            Self::NeverMet => "never_met",
        }
    }

    /// The filter of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.code() == code)
    }
}

/// Next steps and last contacts of all clients a viewer may see, at one state of the book.
#[derive(Debug, Default)]
pub struct AttentionBook {
    steps: HashMap<AccountId, OpenStep>,
    contacts: HashMap<AccountId, ContactState>,
    rule: RhythmRule,
    today: Option<Date>,
}

/// What decides a client's rhythm.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weight {
    /// The client is key.
    pub is_key: bool,
    /// Its class.
    pub class: Option<Class>,
}

impl AttentionBook {
    fn rhythm(&self, account: AccountId, weight: Weight) -> Option<Rhythm> {
        let own = self
            .contacts
            .get(&account)
            .and_then(|state| state.rhythm_days);
        self.rule.for_client(own, weight.is_key, weight.class)
    }

    fn last_contact(&self, account: AccountId) -> Option<ContactDays> {
        let state = self.contacts.get(&account)?;
        ContactDays::from_order(state.last_contact_order?)
    }

    /// Was a contact with a client ever recorded?
    #[must_use]
    pub fn has_met(&self, account: AccountId) -> bool {
        self.last_contact(account).is_some()
    }

    /// Is it certain that a client was met on this day?
    #[must_use]
    pub fn met_on(&self, account: AccountId, day: Date) -> bool {
        let last = self.last_contact(account);
        last.is_some_and(|last| last.is_certainly_on(day))
    }

    /// The next step of a client.
    #[must_use]
    pub fn step_of(&self, account: AccountId) -> Option<&OpenStep> {
        self.steps.get(&account)
    }

    /// What a client needs, with its evidence.
    #[must_use]
    pub fn of(&self, account: AccountId, weight: Weight) -> Attention {
        let today = self.today.unwrap_or_default();
        Attention {
            next_step: self.steps.get(&account).cloned(),
            silence: judge_silence(
                self.last_contact(account),
                self.rhythm(account, weight),
                today,
            ),
        }
    }

    /// Can anything be said of this client's silence, and what?
    #[must_use]
    pub fn silence_of(&self, account: AccountId, weight: Weight) -> Silence {
        let today = self.today.unwrap_or_default();
        silence(
            self.last_contact(account),
            self.rhythm(account, weight),
            today,
        )
    }

    /// As [`Self::silence_of`], on another day than the one the book was read for.
    #[must_use]
    pub fn silence_on(&self, account: AccountId, weight: Weight, day: Date) -> Silence {
        silence(
            self.last_contact(account),
            self.rhythm(account, weight),
            day,
        )
    }

    /// The silence of a client on a day, with its evidence.
    #[must_use]
    pub fn judged_on(&self, account: AccountId, weight: Weight, day: Date) -> JudgedSilence {
        judge_silence(
            self.last_contact(account),
            self.rhythm(account, weight),
            day,
        )
    }

    /// Does a client fit the filter?
    #[must_use]
    pub fn fits(&self, filter: AttentionFilter, account: AccountId, weight: Weight) -> bool {
        match filter {
            AttentionFilter::NoNextStep => !self.steps.contains_key(&account),
            AttentionFilter::Overdue => self
                .steps
                .get(&account)
                .and_then(|step| step.due_day)
                .is_some_and(|due| Some(due) < self.today),
            AttentionFilter::Silent => self.silence_of(account, weight) == Silence::Longer,
            AttentionFilter::NeverMet => self.last_contact(account).is_none(),
        }
    }
}

/// Next steps and last contacts of the clients the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn attention_book(
    context: &Context,
    viewer: &Viewer,
) -> Result<Arc<AttentionBook>, AppError> {
    let state = context.book_state(viewer).await?;
    let today = context.clock.today();
    let sight = viewer.user.filter(|_| !viewer.sees_all || viewer.walled);
    let rule = state.settings.rhythms.rule();
    context
        .attention_cache
        .get_or_compute((state.revision, sight, today), || async move {
            let read = context.store.read(viewer);
            let names: HashMap<UserId, String> = names_of::colleagues(&read)
                .await?
                .into_iter()
                .map(|colleague| (colleague.id, colleague.name))
                .collect();
            let steps = next_steps::next_of_accounts(&read)
                .await?
                .into_iter()
                .map(|one| {
                    let owner = one.step.owner_id;
                    let step = OpenStep {
                        id: one.id,
                        what: one.step.what,
                        due_day: one.step.due_day,
                        owner,
                        owner_name: owner
                            .and_then(|id| names.get(&id).cloned())
                            .unwrap_or_default(),
                        version: one.version,
                    };
                    (one.step.account_id, step)
                });
            let steps = steps.collect();
            let contacts = next_steps::contact_states(&read).await?;
            Ok(AttentionBook {
                steps,
                contacts: contacts
                    .into_iter()
                    .map(|state| (state.account_id, state))
                    .collect(),
                rule,
                today: Some(today),
            })
        })
        .await
}

impl Attention {
    /// The next step as it leaves the program.
    #[must_use]
    pub fn step_answer(&self) -> Option<NextStepBriefAnswer> {
        self.next_step.as_ref().map(|step| NextStepBriefAnswer {
            next_step: step.id.to_string(),
            what: step.what.clone(),
            due_day: step.due_day.map(|day| day.to_string()),
            owner: Some(step.owner_name.clone()).filter(|name| !name.is_empty()),
        })
    }

    /// The silence as it leaves the program.
    #[must_use]
    pub fn silence_answer(&self) -> SilenceAnswer {
        SilenceAnswer {
            state: self.silence.state.id().to_owned(),
            days: (&self.silence.days).into(),
            rhythm_days: self.silence.rhythm.map(|rhythm| rhythm.days),
            last_contact: self
                .silence
                .last_contact
                .map(|days| days.latest.to_string()),
            why: (&self.silence.why).into(),
        }
    }
}
