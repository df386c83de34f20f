//! What each way of finding prospects brought, and what is known to have been paid for it.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::prospects::SourceKind;

use super::visible;
use crate::error::StoreError;
use crate::sql::{self, Row, binds};
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

const COUNTS: &str = "count(*) AS names,
    count(prospects.qualified_on) AS qualified,
    count(CASE WHEN prospects.stage = 'won' THEN 1 END) AS won";

/// What each way brought, of the prospects the viewer may see; those that came by `ripe_by` are ripe. A prospect that
/// came two ways counts for both.
///
/// # Errors
/// When the database refuses.
pub async fn source_figures(
    reader: &dyn Reader,
    ripe_by: Date,
) -> Result<Vec<SourceFigures>, StoreError> {
    let mut values = binds![ripe_by];
    let text = format!(
        "SELECT came.kind, came.channel, {COUNTS},
             count(CASE WHEN came.day <= $1 THEN 1 END) AS ripe,
             count(CASE WHEN came.day <= $1 THEN prospects.qualified_on END) AS ripe_qualified,
             count(CASE WHEN came.day <= $1 AND prospects.stage = 'won' THEN 1 END) AS ripe_won
         FROM prospects
         LEFT JOIN (SELECT prospect_id, kind, channel, MIN(day) AS day FROM prospect_sources
                    GROUP BY prospect_id, kind, channel) AS came
             ON came.prospect_id = prospects.id
         WHERE {} GROUP BY came.kind, came.channel",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "counting sources", &text, values, |row: &Row| {
        Ok(SourceFigures {
            kind: row.word_if_any("kind", SourceKind::from_code)?,
            channel: row.text_if_any("channel")?.unwrap_or_default(),
            names: row.count("names")?,
            qualified: row.count("qualified")?,
            won: row.count("won")?,
            ripe: row.count("ripe")?,
            ripe_qualified: row.count("ripe_qualified")?,
            ripe_won: row.count("ripe_won")?,
        })
    })
    .await
}

/// What became of the prospects that came one way on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOfSource {
    /// The way.
    pub kind: SourceKind,
    /// The firm's own name of it; empty for ours.
    pub channel: String,
    /// The day.
    pub day: Date,
    /// Prospects it brought.
    pub names: u64,
    /// Those of them that became clients.
    pub won: u64,
}

/// What became of ripe prospects the viewer may see, by way and day: of those that came by `ripe_by`. A prospect that
/// came two ways counts for both; one of which nobody wrote how it came is left out.
///
/// # Errors
/// When the database refuses.
pub async fn days_of_sources(
    reader: &dyn Reader,
    ripe_by: Date,
) -> Result<Vec<DayOfSource>, StoreError> {
    let mut values = binds![ripe_by];
    let text = format!(
        "SELECT came.kind, came.channel, came.day, count(*) AS names,
             count(CASE WHEN prospects.stage = 'won' THEN 1 END) AS won
         FROM (SELECT prospect_id, kind, channel, MIN(day) AS day FROM prospect_sources
               GROUP BY prospect_id, kind, channel) AS came
         JOIN prospects ON prospects.id = came.prospect_id
         WHERE came.day <= $1 AND {} GROUP BY came.kind, came.channel, came.day
         ORDER BY came.day, came.kind, came.channel",
        visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        Ok(DayOfSource {
            kind: row.word("kind", SourceKind::from_code)?,
            channel: row.text("channel")?,
            day: row.day("day")?,
            names: row.count("names")?,
            won: row.count("won")?,
        })
    };
    sql::all(reader, "counting days of sources", &text, values, read).await
}

/// All prospects the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn totals(reader: &dyn Reader) -> Result<Totals, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT {COUNTS} FROM prospects WHERE {}",
        visible(reader.viewer(), &mut values)
    );
    let found = sql::one(reader, "counting prospects", &text, values, read_totals);
    Ok(found.await?.unwrap_or_default())
}

/// The prospects the viewer may see that came by cold contact and no other way.
///
/// # Errors
/// When the database refuses.
pub async fn cold_totals(reader: &dyn Reader) -> Result<Totals, StoreError> {
    let mut values = binds![SourceKind::Cold.code()];
    let text = format!(
        "SELECT {COUNTS} FROM prospects
         WHERE EXISTS (SELECT 1 FROM prospect_sources AS came
                 WHERE came.prospect_id = prospects.id AND came.kind = $1)
             AND NOT EXISTS (SELECT 1 FROM prospect_sources AS other
                 WHERE other.prospect_id = prospects.id AND other.kind <> $1)
             AND {}",
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

/// What is known to have been paid for single prospects the viewer may see, by way.
///
/// # Errors
/// When the database refuses.
pub async fn source_costs(reader: &dyn Reader) -> Result<Vec<SourceCost>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT came.kind, came.channel, came.cost, came.currency, count(*) AS found
         FROM prospect_sources AS came JOIN prospects ON prospects.id = came.prospect_id
         WHERE came.cost IS NOT NULL AND came.currency IS NOT NULL AND {}
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
