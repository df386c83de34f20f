//! Prospects: organisations that may become clients, with what is known of them and how far they are.
//!
//! A prospect is seen by whoever answers for it, by whoever wrote it down, by those who see that person's clients,
//! and, while nobody answers for it, by everybody. Nobody deletes one: what does not answer is parked with a day on
//! which to look again, what will not become a client is lost with its reason.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ImportId, ProspectId, UserId};
use clientela_domain::names::{fold, matching_key};
use clientela_domain::prospects::{Answer, Answers, Question, Stage, Verdict, qualify};
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::error::StoreError;
use crate::happenings::differences;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

mod answers;
mod brought;
mod contacts;
mod facts;
mod figures;
mod given;
mod list;
mod moves;
mod origins;
mod people;
mod sample;
mod sources;
mod waking;
mod ways;
mod won;
mod words;

pub use answers::{AnswerCount, GivenAnswer, answer, answer_counts, answers_of};
pub use brought::{
    BroughtProspect, BroughtWin, create_brought, keys_in_book, known_by_codes, known_keys,
    remove_left_behind, undo_brought, win_brought,
};
pub use contacts::{QualifiedProspect, last_contacts, qualified_between};
pub use facts::{NewFact, ProspectFact, add_fact, all_facts, facts_of, of_number};
pub use figures::{
    Age, Cold, SourceCost, SourceFigures, SourceFilter, SourceGroup, SourceTime, Totals,
    cold_totals, figures_of, half_day, owner_figures, source_costs, source_groups, source_times,
    totals,
};
pub use given::{Giver, NameGiven, came_as, given_by, last_named_by};
pub use list::{
    ProspectFilter, ProspectKey, ProspectSort, StageCount, Whose, by_stage, clients_of, count,
    list, numbered, twins,
};
pub use moves::{NewMove, StageMove, move_to, moves_of};
pub use origins::{Origin, OriginCost, OriginFigures, Origins, origin_costs, origin_figures};
pub use people::{ProspectPerson, add_person, people_called, people_of, remove_person};
pub use sample::{SampleProspect, remove_samples};
pub(crate) use sample::{insert_samples, remove_sample_origins};
pub(crate) use sources::insert as insert_sources;
pub use sources::{
    NewSource, ProspectSource, add_source, first_sources, named_by_account, named_by_person,
    remove_source, sources_of,
};
pub use waking::{first_people, stages_before};
pub use ways::{FormerColleague, LastTalk, former_colleagues, talks_with};
pub use won::{take_back, win};
pub(crate) use words::rebuild_words;
pub use words::{ProspectHit, search};

/// A prospect as people write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewProspect {
    /// Name of the organisation.
    pub name: String,
    /// Registration number; may be empty.
    pub registration_number: String,
    /// City; may be empty.
    pub city: String,
    /// Country, two letters; may be empty.
    pub country: String,
    /// Web address; may be empty.
    pub website: String,
    /// Telephone of the organisation; may be empty.
    pub phone: String,
    /// E-mail of the organisation; may be empty.
    pub email: String,
    /// Who of us answers for it.
    pub owner_id: Option<UserId>,
    /// More about it; may be empty.
    pub note: String,
    /// What is to be done next; may be empty.
    pub next_step: String,
    /// When.
    pub next_on: Option<Date>,
    /// When the people there were told whence we have their data (Regulation (EU) 2016/679, article 14).
    pub informed_on: Option<Date>,
}

/// Where a prospect stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How far it is.
    pub stage: Stage,
    /// Since when.
    pub day: Date,
    /// Why it was lost, a word of [`clientela_domain::prospects::LossReason`]; otherwise empty.
    pub reason: String,
    /// Why, in words; may be empty.
    pub note: String,
    /// When to look at it again.
    pub review_on: Option<Date>,
}

/// A prospect in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prospect {
    /// Which one.
    pub id: ProspectId,
    /// What was written.
    pub prospect: NewProspect,
    /// Where it stands.
    pub standing: Standing,
    /// The five answers.
    pub answers: Answers,
    /// Since when it counts as qualified.
    pub qualified_on: Option<Date>,
    /// The client it became.
    pub account_id: Option<AccountId>,
    /// That client was made for it.
    pub account_made: bool,
    /// Who wrote it down.
    pub created_by: Option<UserId>,
    /// When it was written down.
    pub created_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

pub(crate) const COLUMNS: &str = "prospects.id, prospects.name, prospects.registration_number, prospects.city,
    prospects.country, prospects.website, prospects.phone, prospects.email, prospects.owner_id, prospects.note,
    prospects.next_step, prospects.next_on, prospects.informed_on, prospects.stage, prospects.stage_day,
    prospects.stage_reason, prospects.stage_note, prospects.review_on, prospects.functional_need,
    prospects.prestige_need, prospects.ability, prospects.authority, prospects.access, prospects.qualified_on,
    prospects.account_id, prospects.account_made, prospects.created_by, prospects.created_at,
    prospects.is_sample, prospects.version";

/// The condition that leaves only prospects the viewer may see; `prospects` is the table's name in it. What it
/// needs bound is added to `values`.
pub(crate) fn visible(viewer: &Viewer, values: &mut Values) -> String {
    let walls = accounts::none_or_outside_walls(viewer, "prospects.account_id", values);
    if viewer.may(Permission::SeeAllAccounts) {
        return walls;
    }
    let Some(user) = viewer.user else {
        return "1 = 0".to_owned();
    };
    values.push(sql::Bind::bind(user.0));
    let who = values.len();
    values.push(sql::Bind::bind(viewer.day()));
    let day = values.len();
    format!(
        "(prospects.owner_id IS NULL OR prospects.owner_id = ${who} OR prospects.created_by = ${who}
             OR prospects.owner_id IN (SELECT sight.owner_id FROM sight
             WHERE sight.viewer_id = ${who} AND sight.first_day <= ${day} AND sight.last_day >= ${day}))
         AND {walls}"
    )
}

/// Writes a prospect down, with the ways in which it came.
///
/// # Errors
/// [`StoreError::Missing`] without such a user, person, client or campaign; [`StoreError::Forbidden`].
pub async fn create(
    tx: &mut Tx,
    new: &NewProspect,
    sources: &[NewSource],
) -> Result<ProspectId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    check(tx, new).await?;
    let id = ProspectId(new_id(tx.at()));
    let row = StoredProspect {
        id,
        new,
        day: tx.viewer().day(),
        author: tx.viewer().user,
        created_at: tx.at(),
        is_sample: false,
        import: None,
    };
    insert(tx, &[row]).await?;
    for source in sources {
        sources::check(tx, source).await?;
    }
    let rows: Vec<_> = sources.iter().map(|source| (id, source)).collect();
    insert_sources(tx, &rows).await?;
    let mut after = as_json(new);
    if let Some(first) = sources.first() {
        after["source"] = json!(first.kind.code());
    }
    tx.journal(JournalEntry::new("created", "prospect", id).after(after))
        .await?;
    Ok(id)
}

async fn check(tx: &Tx, new: &NewProspect) -> Result<(), StoreError> {
    if let Some(user) = new.owner_id {
        let found = crate::users::by_id(tx, user).await?;
        found.ok_or(StoreError::Missing("user"))?;
    }
    Ok(())
}

/// One row to be inserted.
pub(crate) struct StoredProspect<'a> {
    pub id: ProspectId,
    pub new: &'a NewProspect,
    pub day: Date,
    pub author: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
    pub import: Option<ImportId>,
}

/// Inserts prospects as mere names; answers and steps follow.
pub(crate) async fn insert(tx: &Tx, rows: &[StoredProspect<'_>]) -> Result<(), StoreError> {
    let head = "INSERT INTO prospects (id, name, name_folded, name_key, words_folded, registration_number, city,
        country, website, phone, email, owner_id, note, next_step, next_on, informed_on, stage, stage_day,
        stage_reason, stage_note, functional_need, prestige_need, ability, authority, access, verdict,
        account_made, is_sample, created_by, created_by_import, brought_version, created_at, version)";
    let unknown = Answer::Unknown.code();
    sql::insert_many(tx, "writing prospects", (head, ""), rows, |row| {
        let mut values = binds![row.id.0];
        values.extend(written(row.new));
        values.extend(binds![Stage::Prospect.code(), row.day, "", ""]);
        values.extend(Question::ALL.iter().map(|_| sql::Bind::bind(unknown)));
        values.extend(binds![
            qualify(&Answers::default()).verdict.code(),
            false,
            row.is_sample,
            row.author.map(|user| user.0),
            row.import.map(|import| import.0),
            row.import.map(|_| 1_i64),
            row.created_at,
            1_i64,
        ]);
        values
    })
    .await?;
    let said = rows.iter().map(|row| (row.id, words::said_of(row.new)));
    let said: Vec<(ProspectId, String)> = said.collect();
    words::add_words(tx, &said).await?;
    let head = "INSERT INTO prospect_moves (id, prospect_id, stage, day, reason, note, author_id, created_at)";
    sql::insert_many(tx, "writing steps of prospects", (head, ""), rows, |row| {
        binds![
            new_id(row.created_at),
            row.id.0,
            Stage::Prospect.code(),
            row.day,
            "",
            "",
            row.author.map(|user| user.0),
            row.created_at,
        ]
    })
    .await
    .map(drop)
}

/// What people write, in the order of the columns from the name on.
fn written(new: &NewProspect) -> Values {
    let words = [&new.name, &new.city, &new.registration_number, &new.website];
    let words: Vec<&str> = words.into_iter().map(String::as_str).collect();
    binds![
        &new.name,
        fold(&new.name),
        matching_key(&new.name).key,
        fold(&words.join(" ")),
        &new.registration_number,
        &new.city,
        &new.country,
        &new.website,
        &new.phone,
        &new.email,
        new.owner_id.map(|user| user.0),
        &new.note,
        &new.next_step,
        new.next_on,
        new.informed_on,
    ]
}

/// Changes what is written of a prospect somebody read at `version`. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: ProspectId,
    new: &NewProspect,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (ProspectId, i64),
    new: &NewProspect,
) -> Result<i64, StoreError> {
    let before = editable(tx, id).await?;
    check(tx, new).await?;
    let text = "UPDATE prospects SET name = $3, name_folded = $4, name_key = $5, words_folded = $6,
            registration_number = $7, city = $8, country = $9, website = $10, phone = $11, email = $12,
            owner_id = $13, note = $14, next_step = $15, next_on = $16, informed_on = $17, is_sample = $18,
            version = version + 1
        WHERE id = $1 AND version = $2";
    let mut values = binds![id.0, version];
    values.extend(written(new));
    values.extend(binds![false]);
    accounts::fresh(sql::execute(tx, "changing a prospect", text, values).await?)?;
    words::refresh_words(tx, id, new).await?;
    let (was, is) = differences(&as_json(&before.prospect), &as_json(new));
    let entry = JournalEntry::new(action, "prospect", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// A prospect the viewer may write about.
pub(crate) async fn editable(tx: &Tx, id: ProspectId) -> Result<Prospect, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    get(tx, id).await?.ok_or(StoreError::Missing("prospect"))
}

/// A prospect somebody read at `version` is another from now on; it is no sample any more.
pub(crate) async fn touch(tx: &Tx, id: ProspectId, version: i64) -> Result<(), StoreError> {
    let text =
        "UPDATE prospects SET is_sample = $3, version = version + 1 WHERE id = $1 AND version = $2";
    let values = binds![id.0, version, false];
    accounts::fresh(sql::execute(tx, "touching a prospect", text, values).await?)
}

/// A person wrote something down with a prospect the viewer sees: from now on it goes neither with a sample nor with
/// an import that is undone. What was read of it stays as new as it was.
pub(crate) async fn keep(tx: &Tx, id: ProspectId) -> Result<(), StoreError> {
    let found = get(tx, id).await?;
    found.ok_or(StoreError::Missing("prospect"))?;
    let text = "UPDATE prospects SET is_sample = $2, brought_version = NULL WHERE id = $1";
    sql::execute(tx, "keeping a prospect", text, binds![id.0, false])
        .await
        .map(drop)
}

/// A prospect.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: ProspectId) -> Result<Option<Prospect>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM prospects WHERE prospects.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a prospect", &text, values, read_prospect).await
}

pub(crate) fn as_json(new: &NewProspect) -> Json {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    json!({
        "name": new.name,
        "registration_number": new.registration_number,
        "city": new.city,
        "country": new.country,
        "website": new.website,
        "phone": new.phone,
        "email": new.email,
        "owner": new.owner_id.map(|id| id.to_string()),
        "note": new.note,
        "next_step": new.next_step,
        "next_on": day(new.next_on),
        "informed_on": day(new.informed_on),
    })
}

pub(crate) fn read_prospect(row: &Row) -> Result<Prospect, StoreError> {
    let mut answers = Answers::default();
    for question in Question::ALL {
        let answer = row.word(question.code(), Answer::from_code)?;
        answers = answers.with(*question, answer);
    }
    Ok(Prospect {
        id: ProspectId(row.uuid("id")?),
        prospect: NewProspect {
            name: row.text("name")?,
            registration_number: row.text("registration_number")?,
            city: row.text("city")?,
            country: row.text("country")?,
            website: row.text("website")?,
            phone: row.text("phone")?,
            email: row.text("email")?,
            owner_id: row.uuid_if_any("owner_id")?.map(UserId),
            note: row.text("note")?,
            next_step: row.text("next_step")?,
            next_on: row.day_if_any("next_on")?,
            informed_on: row.day_if_any("informed_on")?,
        },
        standing: Standing {
            stage: row.word("stage", Stage::from_code)?,
            day: row.day("stage_day")?,
            reason: row.text("stage_reason")?,
            note: row.text("stage_note")?,
            review_on: row.day_if_any("review_on")?,
        },
        answers,
        qualified_on: row.day_if_any("qualified_on")?,
        account_id: row.uuid_if_any("account_id")?.map(AccountId),
        account_made: row.truth("account_made")?,
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}

impl Prospect {
    /// What the answers say.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        qualify(&self.answers).verdict
    }
}
