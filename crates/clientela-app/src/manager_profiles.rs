//! Who could look after key clients: skills with evidence, capacity, tenure, results, records.

use std::collections::HashMap;

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::kam_assignment::{KamSkill, Level, Skill};
use clientela_domain::key_criteria::{Confidence, Evidence};
use clientela_store::manager_profiles::{self as store, Manager, ManagerProfile};
use clientela_store::{Permission, Role, Viewer, criterion_answers};
use serde::{Deserialize, Serialize};

use crate::answer_criterion::{EVIDENCE_CHARACTERS_MAX, author};
use crate::context::Context;
use crate::error::AppError;
use crate::figures::{FigureRequest, Figures, PeriodChoice, figures};

/// Days of a year, for tenure.
const DAYS_OF_YEAR: f64 = 365.25;

/// Most skills of one person.
const SKILLS_MAX: usize = 40;

/// A skill as somebody stated it, and as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedSkill {
    /// `negotiation`, `problem_solving`, `analysis`, `seniority`, `language:de`, `industry:bank`.
    pub skill: String,
    /// Level, 0 to 5.
    pub level: u8,
    /// What proves it; a level without evidence counts as unknown.
    #[serde(default)]
    pub evidence: String,
    /// The day it was written, ISO 8601.
    #[serde(default)]
    pub day: String,
    /// Who wrote it.
    #[serde(default)]
    pub author: String,
}

impl StatedSkill {
    /// As the rule takes it; `None` for a skill or level that is none.
    #[must_use]
    pub fn as_skill(&self) -> Option<KamSkill> {
        let evidence = Evidence {
            text: Some(self.evidence.clone()).filter(|text| !text.is_empty()),
            link: None,
            file: None,
            figure: None,
            day: self.day.parse().ok()?,
            author: self.author.clone(),
            confidence: Confidence::default(),
        };
        Some(KamSkill {
            skill: Skill::from_id(&self.skill)?,
            level: Level::new(self.level)?,
            evidence: vec![evidence],
        })
    }
}

/// What somebody brings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// First day with the firm.
    pub hired_on: Option<Date>,
    /// Skills, languages and sectors.
    pub skills: Vec<StatedSkill>,
    /// Proven results, in words.
    pub results: String,
    /// Hours a year there are for key clients.
    pub hours_a_year: Option<f64>,
    /// Most clients at once.
    pub accounts_max: Option<u64>,
    /// What they cost a year, in the reporting currency.
    pub yearly_cost: Option<Amount>,
    /// Version it was read at; 0 when there is none yet.
    pub version: i64,
}

/// Somebody who is or could be a key account manager, with what the book itself shows.
#[derive(Clone, Debug, PartialEq)]
pub struct ManagerCard {
    /// Who.
    pub user: UserId,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// What they bring; `None` while nobody wrote it down.
    pub profile: Option<Profile>,
    /// Years with the firm.
    pub tenure_years: Option<f64>,
    /// Clients they answer for.
    pub accounts: Vec<AccountId>,
    /// Revenue of those clients in the period.
    pub revenue: Amount,
    /// The same a year earlier; `None` when the ledger does not reach back.
    pub revenue_before: Option<Amount>,
    /// Answers about key criteria they recorded, and those of them with evidence.
    pub records: (u64, u64),
}

impl ManagerCard {
    /// Skills as the rule takes them.
    #[must_use]
    pub fn skills(&self) -> Vec<KamSkill> {
        let skills = self.profile.iter().flat_map(|profile| &profile.skills);
        skills.filter_map(StatedSkill::as_skill).collect()
    }
}

/// Everybody who is or could be a key account manager, by name.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub async fn managers(context: &Context, viewer: &Viewer) -> Result<Vec<ManagerCard>, AppError> {
    let read = context.store.read(viewer);
    let state = context.book_state(viewer).await?;
    let now = figures(context, viewer, &FigureRequest::default()).await?;
    let before = year_before(context, viewer, &now).await?;
    let mut owned: HashMap<UserId, Vec<AccountId>> = HashMap::new();
    for card in state.directory.cards() {
        if let Some(owner) = card.owner_id {
            owned.entry(owner).or_default().push(card.id);
        }
    }
    let mut records: HashMap<UserId, (u64, u64)> = HashMap::new();
    for row in criterion_answers::latest(&read).await? {
        let Some(author) = row.author_id else {
            continue;
        };
        let answer = &row.answer;
        let proven = [
            &answer.evidence_text,
            &answer.evidence_link,
            &answer.evidence_file,
            &answer.evidence_figure,
        ];
        let of_author = records.entry(author).or_default();
        of_author.0 += 1;
        of_author.1 += u64::from(proven.into_iter().any(Option::is_some));
    }
    let today = context.clock.today();
    let cards = store::list(&read).await?.into_iter().map(|manager| {
        let accounts = owned.remove(&manager.user_id).unwrap_or_default();
        let sum = |figures: &Figures| {
            let own = accounts.iter().filter_map(|account| figures.of(*account));
            own.map(|figure| figure.revenue).sum::<Amount>()
        };
        let profile = manager.profile.as_ref().map(profile_of);
        let hired = profile.as_ref().and_then(|profile| profile.hired_on);
        ManagerCard {
            revenue: sum(&now),
            revenue_before: before.as_deref().map(sum),
            tenure_years: hired.map(|day| years(day, today)),
            records: records.get(&manager.user_id).copied().unwrap_or_default(),
            user: manager.user_id,
            name: manager.name,
            role: manager.role,
            profile,
            accounts,
        }
    });
    Ok(cards.collect())
}

async fn year_before(
    context: &Context,
    viewer: &Viewer,
    now: &Figures,
) -> Result<Option<std::sync::Arc<Figures>>, AppError> {
    let (Some(period), Some(extent)) = (now.period, now.extent) else {
        return Ok(None);
    };
    let before = period.year_before();
    if before.from < extent.from {
        return Ok(None);
    }
    let request = FigureRequest {
        period: PeriodChoice::Between(before),
        ..FigureRequest::default()
    };
    figures(context, viewer, &request).await.map(Some)
}

fn years(from: Date, to: Date) -> f64 {
    let days = clientela_domain::day::day_number(to) - clientela_domain::day::day_number(from);
    f64::from(days.max(0)) / DAYS_OF_YEAR
}

fn profile_of(stored: &ManagerProfile) -> Profile {
    let list = |json: &str| serde_json::from_str::<Vec<StatedSkill>>(json).unwrap_or_default();
    let mut skills = list(&stored.skills);
    skills.extend(list(&stored.languages));
    skills.extend(list(&stored.sectors));
    Profile {
        hired_on: stored.hired_on,
        skills,
        results: stored.results.clone(),
        hours_a_year: stored.hours_a_year,
        accounts_max: stored.accounts_max,
        yearly_cost: stored.yearly_cost,
        version: stored.version,
    }
}

/// One of them.
///
/// # Errors
/// [`AppError::NotFound`] for somebody who is not there or whom the viewer may not see.
pub async fn manager(
    context: &Context,
    viewer: &Viewer,
    user: UserId,
) -> Result<ManagerCard, AppError> {
    let all = managers(context, viewer).await?;
    let found = all.into_iter().find(|card| card.user == user);
    found.ok_or(AppError::NotFound("user"))
}

/// The user meant by an e-mail, an id or a whole name; `None` when there is none or more than one.
///
/// # Errors
/// When the book cannot answer.
pub async fn find_manager(
    context: &Context,
    viewer: &Viewer,
    wanted: &str,
) -> Result<UserId, AppError> {
    let read = context.store.read(viewer);
    let missing = || AppError::NotFound("user");
    if let Some(user) = clientela_store::users::by_email(&read, wanted).await? {
        return Ok(user.id);
    }
    let all: Vec<Manager> = store::list(&read).await?;
    if let Some(id) = UserId::parse(wanted) {
        let known = all.iter().any(|one| one.user_id == id);
        return known.then_some(id).ok_or_else(missing);
    }
    let folded = clientela_domain::names::fold(wanted);
    let mut named = all
        .iter()
        .filter(|one| clientela_domain::names::fold(&one.name) == folded);
    match (named.next(), named.next()) {
        (Some(one), None) => Ok(one.user_id),
        _ => Err(missing()),
    }
}

/// Writes down what somebody brings; returns the new version.
///
/// # Errors
/// [`AppError::Invalid`] for a skill, a level, hours or a day that make no sense; [`AppError::Stale`];
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn save_profile(
    context: &Context,
    viewer: &Viewer,
    user: UserId,
    profile: &Profile,
) -> Result<i64, AppError> {
    viewer.require(Permission::ChangeSettings)?;
    check(profile, context.clock.today())?;
    let known = store::list(&context.store.read(viewer)).await?;
    let known = known.into_iter().find(|one| one.user_id == user);
    let before = known.and_then(|one| one.profile).as_ref().map(profile_of);
    let signed = sign(context, viewer, profile, before.as_ref()).await?;
    let part = |wanted: fn(&Skill) -> bool| {
        let some = signed
            .iter()
            .filter(|one| Skill::from_id(&one.skill).is_some_and(|skill| wanted(&skill)));
        serde_json::to_string(&some.collect::<Vec<_>>()).unwrap_or_default()
    };
    let stored = ManagerProfile {
        hired_on: profile.hired_on,
        languages: part(|skill| matches!(skill, Skill::Language(_))),
        sectors: part(|skill| matches!(skill, Skill::Industry(_))),
        skills: part(|skill| !matches!(skill, Skill::Language(_) | Skill::Industry(_))),
        results: profile.results.trim().to_owned(),
        hours_a_year: profile.hours_a_year,
        accounts_max: profile.accounts_max,
        yearly_cost: profile.yearly_cost,
        version: profile.version,
    };
    let version = context
        .store
        .write_with(viewer, stored, move |tx, stored| {
            Box::pin(store::put(tx, user, stored))
        })
        .await?;
    Ok(version)
}

fn check(profile: &Profile, today: Date) -> Result<(), AppError> {
    let invalid =
        |field, code: &'static str, value: String| AppError::Invalid { field, code, value };
    if profile.skills.len() > SKILLS_MAX {
        return Err(invalid(
            "skills",
            "too-long",
            profile.skills.len().to_string(),
        ));
    }
    for one in &profile.skills {
        if Skill::from_id(&one.skill).is_none() {
            return Err(invalid("skills", "skill-unknown", one.skill.clone()));
        }
        if Level::new(one.level).is_none() {
            return Err(invalid(
                "skills",
                "level-out-of-range",
                one.level.to_string(),
            ));
        }
        if one.evidence.chars().count() > EVIDENCE_CHARACTERS_MAX {
            return Err(invalid("skills", "too-long", one.skill.clone()));
        }
    }
    if profile.results.chars().count() > EVIDENCE_CHARACTERS_MAX {
        return Err(invalid("results", "too-long", String::new()));
    }
    if let Some(hours) = profile.hours_a_year
        && !(0.0..=8_784.0).contains(&hours)
    {
        return Err(invalid(
            "hours_a_year",
            "hours-out-of-range",
            hours.to_string(),
        ));
    }
    if profile.hired_on.is_some_and(|day| day > today) {
        return Err(invalid("hired_on", "day-in-future", String::new()));
    }
    if profile.yearly_cost.is_some_and(Amount::is_negative) {
        return Err(invalid("yearly_cost", "value-invalid", String::new()));
    }
    Ok(())
}

/// A skill that did not change keeps its day and author; a new one gets today's.
async fn sign(
    context: &Context,
    viewer: &Viewer,
    profile: &Profile,
    before: Option<&Profile>,
) -> Result<Vec<StatedSkill>, AppError> {
    let (day, author) = (
        context.clock.today().to_string(),
        author(context, viewer).await?,
    );
    let known = before.map_or(&[][..], |profile| &profile.skills);
    let signed = profile.skills.iter().map(|one| {
        let same = known.iter().find(|known| {
            (&known.skill, known.level, &known.evidence) == (&one.skill, one.level, &one.evidence)
        });
        same.cloned().unwrap_or_else(|| StatedSkill {
            day: day.clone(),
            author: author.clone(),
            evidence: one.evidence.trim().to_owned(),
            ..one.clone()
        })
    });
    Ok(signed.collect())
}
