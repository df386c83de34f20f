//! What each way of finding prospects brought, and what is known to have been paid for it.

use std::collections::BTreeMap;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::UserId;
use clientela_domain::prospects::{Answer, Answers, Question, SourceKind};

use super::visible;
use crate::error::StoreError;
use crate::happenings;
use crate::sql::{self, Bind, Row, Values, binds, words};
use crate::transaction::Reader;

/// What one way brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFigures {
    /// The way; absent where nobody wrote down how a prospect came, which is no way of its own.
    pub kind: Option<SourceKind>,
    /// The firm's own name of it; empty for ours.
    pub channel: String,
    /// Prospects it brought.
    pub names: u64,
    /// Those of them that were qualified at some time.
    pub qualified: u64,
    /// Those of them that became clients.
    pub won: u64,
    /// Prospects that came long enough ago to say what became of them.
    pub ripe: u64,
    /// Those of the ripe ones that were qualified at some time.
    pub ripe_qualified: u64,
    /// Those of the ripe ones that became clients.
    pub ripe_won: u64,
}

/// What was paid for prospects that came one way, by what each cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceCost {
    /// The way.
    pub kind: SourceKind,
    /// The firm's own name of it; empty for ours.
    pub channel: String,
    /// What one cost.
    pub cost: Amount,
    /// In which currency.
    pub currency: Currency,
    /// How many cost so much.
    pub count: u64,
}

/// All prospects, each counted once, whatever ways it came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many there are.
    pub names: u64,
    /// Those that were qualified at some time.
    pub qualified: u64,
    /// Those that became clients.
    pub won: u64,
}

words! {
    /// Whether contacts with unknown organisations are counted: in most figures they stand apart.
    Cold {
        /// Counted with all others.
        With = "with",
        /// Left out.
        Without = "without",
        /// Only these.
        Only = "only",
    }
}

/// Which prospects are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFilter {
    /// That came on this day or later; those of which nobody wrote how they came are left out then.
    pub from: Option<Date>,
    /// That came by this day; likewise.
    pub to: Option<Date>,
    /// That this colleague answers for.
    pub owner: Option<UserId>,
    /// That came by cold contact, or did not; all when absent.
    pub cold: Option<Cold>,
}

impl SourceFilter {
    /// The conditions on a prospect and on the way in which it came; what they need bound is added to `values`.
    fn conditions(&self, values: &mut Values) -> String {
        let ways = self.of_ways(values);
        let owner = self.of_owners(values);
        format!("{ways}{owner}")
    }

    /// The condition on who answers for a prospect.
    fn of_owners(&self, values: &mut Values) -> String {
        let Some(owner) = self.owner else {
            return String::new();
        };
        values.push(owner.0.bind());
        format!(" AND prospects.owner_id = ${}", values.len())
    }

    /// The conditions on the way in which a prospect came.
    fn of_ways(&self, values: &mut Values) -> String {
        let mut text = String::new();
        let mut add = |condition: &str, value: sea_orm::Value| {
            values.push(value);
            text.push_str(&format!(" AND {condition} ${}", values.len()));
        };
        if let Some(day) = self.from {
            add("came.day >=", day.bind());
        }
        if let Some(day) = self.to {
            add("came.day <=", day.bind());
        }
        text.push_str(match self.cold {
            Some(Cold::Without) => " AND (came.kind IS NULL OR came.kind <> 'cold')",
            Some(Cold::Only) => " AND came.kind = 'cold'",
            Some(Cold::With) | None => "",
        });
        text
    }
}

words! {
    /// How long ago a prospect came.
    Age {
        /// Too lately to say what became of it; or nobody knows when.
        Fresh = "fresh",
        /// Long enough ago, in the later half of those.
        Later = "later",
        /// Long enough ago, in the earlier half of those.
        Earlier = "earlier",
    }
}

/// What became of the prospects that came one way and are alike in what is known of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceGroup {
    /// The way; absent where nobody wrote down how a prospect came.
    pub kind: Option<SourceKind>,
    /// The firm's own name of it; empty for ours.
    pub channel: String,
    /// How long ago they came.
    pub age: Age,
    /// The five answers.
    pub answers: Answers,
    /// Country, two letters; may be empty.
    pub country: String,
    /// How many they are.
    pub names: u64,
    /// Those of them that were qualified at some time.
    pub qualified: u64,
    /// Those of them that became clients.
    pub won: u64,
}

const COUNTS: &str = "count(*) AS names,
    count(prospects.qualified_on) AS qualified,
    count(CASE WHEN prospects.stage = 'won' THEN 1 END) AS won";

/// The ways in which each prospect came, each once, with the first day.
const CAME: &str = "(SELECT prospect_id, kind, channel, MIN(day) AS day FROM prospect_sources
    GROUP BY prospect_id, kind, channel) AS came";

/// The last day of the earlier half of all that came by a day, of the days of a filter; a day is never cut in two. Cold
/// contacts are told apart, so a list of them moves no half of the others.
///
/// # Errors
/// When the database refuses.
pub async fn half_day(
    reader: &dyn Reader,
    filter: &SourceFilter,
    ripe_by: Date,
) -> Result<Option<Date>, StoreError> {
    let mut values = binds![ripe_by];
    let days = SourceFilter {
        cold: Some(Cold::Without),
        ..filter.clone()
    };
    let from = format!(
        "FROM prospect_sources AS came WHERE came.day <= $1{}",
        days.of_ways(&mut values)
    );
    let text = format!("SELECT count(*) AS found {from}");
    let read = |row: &Row| row.count("found");
    let count = sql::one(reader, "counting ways", &text, values.clone(), read).await?;
    let before = count.unwrap_or_default().saturating_sub(1) / 2;
    values.push(before.bind());
    let place = values.len();
    let text = format!("SELECT came.day {from} ORDER BY came.day LIMIT 1 OFFSET ${place}");
    let read = |row: &Row| row.day("day");
    sql::one(reader, "halving history", &text, values, read).await
}

/// What became of the prospects the viewer may see, by way and by what is known of them; those that came by `ripe_by`
/// are ripe, those of them that came by `early_by` are of the earlier half. One that came two ways counts for both.
///
/// # Errors
/// When the database refuses.
pub async fn source_groups(
    reader: &dyn Reader,
    filter: &SourceFilter,
    (ripe_by, early_by): (Date, Date),
) -> Result<Vec<SourceGroup>, StoreError> {
    let mut values = binds![ripe_by, early_by];
    let only = filter.conditions(&mut values);
    let alike = "prospects.functional_need, prospects.prestige_need, prospects.ability, prospects.authority,
        prospects.access, prospects.country";
    let text = format!(
        "SELECT came.kind, came.channel, {alike},
             CASE WHEN came.day IS NULL OR came.day > $1 THEN 'fresh'
                  WHEN came.day > $2 THEN 'later' ELSE 'earlier' END AS age, {COUNTS}
         FROM prospects LEFT JOIN {CAME} ON came.prospect_id = prospects.id
         WHERE {}{only} GROUP BY came.kind, came.channel, {alike}, age
         ORDER BY came.kind, came.channel, {alike}, age",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "counting sources", &text, values, |row: &Row| {
        let mut answers = Answers::default();
        for question in Question::ALL {
            let answer = row.word(question.code(), Answer::from_code)?;
            answers = answers.with(*question, answer);
        }
        Ok(SourceGroup {
            kind: row.word_if_any("kind", SourceKind::from_code)?,
            channel: row.text_if_any("channel")?.unwrap_or_default(),
            age: row.word("age", Age::from_code)?,
            answers,
            country: row.text("country")?,
            names: row.count("names")?,
            qualified: row.count("qualified")?,
            won: row.count("won")?,
        })
    })
    .await
}

/// What each way brought, of prospects that were counted by what is known of them.
#[must_use]
pub fn figures_of(groups: &[SourceGroup]) -> Vec<SourceFigures> {
    let mut ways: BTreeMap<(Option<SourceKind>, &str), SourceFigures> = BTreeMap::new();
    for one in groups {
        let way = ways.entry((one.kind, &one.channel)).or_insert_with(|| {
            let channel = one.channel.clone();
            SourceFigures::nothing(one.kind, channel)
        });
        let ripe = u64::from(one.age != Age::Fresh);
        way.names += one.names;
        way.qualified += one.qualified;
        way.won += one.won;
        way.ripe += ripe * one.names;
        way.ripe_qualified += ripe * one.qualified;
        way.ripe_won += ripe * one.won;
    }
    ways.into_values().collect()
}

impl SourceFigures {
    /// A way that brought nobody yet.
    #[must_use]
    pub const fn nothing(kind: Option<SourceKind>, channel: String) -> Self {
        Self {
            kind,
            channel,
            names: 0,
            qualified: 0,
            won: 0,
            ripe: 0,
            ripe_qualified: 0,
            ripe_won: 0,
        }
    }
}

/// What each way brought to each of us, of the prospects the viewer may see; nobody's stand by themselves.
///
/// # Errors
/// When the database refuses.
pub async fn owner_figures(
    reader: &dyn Reader,
    filter: &SourceFilter,
    ripe_by: Date,
) -> Result<Vec<(Option<UserId>, SourceFigures)>, StoreError> {
    let mut values = binds![ripe_by];
    let only = filter.conditions(&mut values);
    let text = format!(
        "SELECT came.kind, came.channel, prospects.owner_id, {COUNTS},
             count(CASE WHEN came.day <= $1 THEN 1 END) AS ripe,
             count(CASE WHEN came.day <= $1 THEN prospects.qualified_on END) AS ripe_qualified,
             count(CASE WHEN came.day <= $1 AND prospects.stage = 'won' THEN 1 END) AS ripe_won
         FROM prospects LEFT JOIN {CAME} ON came.prospect_id = prospects.id
         WHERE {}{only} GROUP BY came.kind, came.channel, prospects.owner_id",
        visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        let figures = SourceFigures {
            kind: row.word_if_any("kind", SourceKind::from_code)?,
            channel: row.text_if_any("channel")?.unwrap_or_default(),
            names: row.count("names")?,
            qualified: row.count("qualified")?,
            won: row.count("won")?,
            ripe: row.count("ripe")?,
            ripe_qualified: row.count("ripe_qualified")?,
            ripe_won: row.count("ripe_won")?,
        };
        Ok((row.uuid_if_any("owner_id")?.map(UserId), figures))
    };
    let mut found = sql::all(reader, "counting by colleague", &text, values, read).await?;
    found.sort_by(|(one_owner, one), (other_owner, other)| {
        let one = (
            one.kind,
            &one.channel,
            std::cmp::Reverse(one.names),
            one_owner,
        );
        one.cmp(&(
            other.kind,
            &other.channel,
            std::cmp::Reverse(other.names),
            other_owner,
        ))
    });
    Ok(found)
}

/// All prospects of a filter the viewer may see, each once.
///
/// # Errors
/// When the database refuses.
pub async fn totals(reader: &dyn Reader, filter: &SourceFilter) -> Result<Totals, StoreError> {
    let mut values = binds![];
    let ways = filter.of_ways(&mut values);
    let owner = filter.of_owners(&mut values);
    let way = "SELECT 1 FROM prospect_sources AS came WHERE came.prospect_id = prospects.id";
    let timeless = filter.from.is_none() && filter.to.is_none();
    let only = if ways.is_empty() {
        String::new()
    } else if timeless && filter.cold == Some(Cold::Without) {
        format!(" AND (EXISTS ({way}{ways}) OR NOT EXISTS ({way}))")
    } else {
        format!(" AND EXISTS ({way}{ways})")
    };
    let text = format!(
        "SELECT {COUNTS} FROM prospects WHERE {}{owner}{only}",
        visible(reader.viewer(), &mut values)
    );
    let found = sql::one(reader, "counting prospects", &text, values, read_totals);
    Ok(found.await?.unwrap_or_default())
}

/// The prospects of a filter the viewer may see that came by cold contact and no other way.
///
/// # Errors
/// When the database refuses.
pub async fn cold_totals(reader: &dyn Reader, filter: &SourceFilter) -> Result<Totals, StoreError> {
    if filter.cold == Some(Cold::Without) {
        return Ok(Totals::default());
    }
    let filter = SourceFilter {
        cold: Some(Cold::Only),
        ..filter.clone()
    };
    let mut values = binds![];
    let ways = filter.of_ways(&mut values);
    let owner = filter.of_owners(&mut values);
    let way = "SELECT 1 FROM prospect_sources AS came WHERE came.prospect_id = prospects.id";
    let text = format!(
        "SELECT {COUNTS} FROM prospects WHERE {}{owner} AND EXISTS ({way}{ways})
             AND NOT EXISTS ({way} AND came.kind <> 'cold')",
        visible(reader.viewer(), &mut values)
    );
    let found = sql::one(
        reader,
        "counting cold prospects",
        &text,
        values,
        read_totals,
    );
    Ok(found.await?.unwrap_or_default())
}

fn read_totals(row: &Row) -> Result<Totals, StoreError> {
    Ok(Totals {
        names: row.count("names")?,
        qualified: row.count("qualified")?,
        won: row.count("won")?,
    })
}

impl Totals {
    /// All but these.
    #[must_use]
    pub const fn without(self, others: Self) -> Self {
        Self {
            names: self.names.saturating_sub(others.names),
            qualified: self.qualified.saturating_sub(others.qualified),
            won: self.won.saturating_sub(others.won),
        }
    }
}

/// What is known to have been paid for single prospects of a filter the viewer may see, by way.
///
/// # Errors
/// When the database refuses.
pub async fn source_costs(
    reader: &dyn Reader,
    filter: &SourceFilter,
) -> Result<Vec<SourceCost>, StoreError> {
    let mut values = binds![];
    let only = filter.conditions(&mut values);
    let text = format!(
        "SELECT came.kind, came.channel, came.cost, came.currency, count(*) AS found
         FROM prospect_sources AS came JOIN prospects ON prospects.id = came.prospect_id
         WHERE came.cost IS NOT NULL AND came.currency IS NOT NULL AND {}{only}
         GROUP BY came.kind, came.channel, came.cost, came.currency",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "adding up sources", &text, values, |row: &Row| {
        Ok(SourceCost {
            kind: row.word("kind", SourceKind::from_code)?,
            channel: row.text("channel")?,
            cost: row.word("cost", Amount::parse)?,
            currency: row.word("currency", Currency::from_code)?,
            count: row.count("found")?,
        })
    })
    .await
}

/// How long we spoke with the people of prospects that came one way, until they became clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceTime {
    /// The way; absent where nobody wrote down how a prospect came.
    pub kind: Option<SourceKind>,
    /// The firm's own name of it; empty for ours.
    pub channel: String,
    /// Minutes of the talks whose length is known.
    pub minutes: u64,
    /// Talks.
    pub talks: u64,
    /// Those of them whose length is known.
    pub timed: u64,
}

/// How long we spoke with the people of prospects of a filter, by way: talks the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn source_times(
    reader: &dyn Reader,
    filter: &SourceFilter,
) -> Result<Vec<SourceTime>, StoreError> {
    let mut values = binds![];
    let only = filter.conditions(&mut values);
    let prospect = visible(reader.viewer(), &mut values);
    let talk = happenings::interactions_visible(reader.viewer(), &mut values);
    let text = format!(
        "SELECT kind, channel, COALESCE(CAST(SUM(minutes) AS BIGINT), 0) AS minutes, count(*) AS talks,
             count(minutes) AS timed
         FROM (SELECT DISTINCT came.kind, came.channel, interactions.id, interactions.duration_minutes AS minutes
               FROM prospects LEFT JOIN {CAME} ON came.prospect_id = prospects.id
               JOIN prospect_people AS there ON there.prospect_id = prospects.id
               JOIN interaction_people AS took ON took.person_id = there.person_id
               JOIN interactions ON interactions.id = took.interaction_id
               WHERE (prospects.stage <> 'won' OR interactions.day <= prospects.stage_day)
                   AND {prospect} AND {talk}{only}) AS spoken
         GROUP BY kind, channel ORDER BY kind, channel"
    );
    sql::all(reader, "adding up talks", &text, values, |row: &Row| {
        Ok(SourceTime {
            kind: row.word_if_any("kind", SourceKind::from_code)?,
            channel: row.text_if_any("channel")?.unwrap_or_default(),
            minutes: row.count("minutes")?,
            talks: row.count("talks")?,
            timed: row.count("timed")?,
        })
    })
    .await
}
