//! The reading list, as it leaves the program.

use clientela_domain::prospects::Yield;
use clientela_store::reading::Reading;
use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::prospects::SpanAnswer;
use super::value::WhyAnswer;
use crate::reading_list::PublicationLine;

/// Answer of `reading list` and of `GET /reading`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReadingListAnswer {
    /// What the firm reads, in the order asked for.
    pub publications: Vec<PublicationAnswer>,
}

/// Something the firm reads for prospects.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PublicationAnswer {
    /// Id.
    pub id: String,
    /// `newspaper`, `magazine`, `directory`, `register` or `site`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Web address; empty without one.
    pub address: String,
    /// What we look for there.
    pub looks_for: String,
    /// Days between two readings.
    pub rhythm_days: u32,
    /// Who of us reads it; absent for anybody.
    pub reader: Option<NamedAnswer>,
    /// More about it.
    pub note: String,
    /// Nobody reads it any more.
    pub stopped: bool,
    /// When it was read last, ISO 8601.
    pub last_read: Option<String>,
    /// When it is to be read next, ISO 8601; absent for what nobody reads any more.
    pub next_reading: Option<String>,
    /// It is to be read today.
    pub due: bool,
    /// How that came about.
    pub why: Option<WhyAnswer>,
    /// Lines found in it so far.
    pub found: u64,
    /// Prospects it brought.
    pub prospects: u64,
    /// Those of them that were qualified at some time.
    pub qualified: u64,
    /// Those of them that became clients.
    pub won: u64,
    /// What part of its prospects are qualified; absent while no publication has prospects old enough.
    pub chance_to_qualify: Option<SpanAnswer>,
    /// What part of its prospects become clients.
    pub chance_to_win: Option<SpanAnswer>,
    /// Version, for changing and reading it.
    pub version: i64,
}

/// Something the firm reads, with its readings.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PublicationFullAnswer {
    /// What it is.
    #[serde(flatten)]
    pub publication: PublicationAnswer,
    /// Its readings, the latest first.
    pub readings: Vec<PublicationReadingAnswer>,
}

/// One reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PublicationReadingAnswer {
    /// On which day, ISO 8601.
    pub day: String,
    /// What else was said of it.
    pub found: String,
    /// How many lines were found.
    pub names: u32,
}

fn span(of: &Yield) -> SpanAnswer {
    SpanAnswer {
        low: Some(of.low),
        likely: Some(of.mean),
        high: Some(of.high),
    }
}

impl PublicationLine {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> PublicationAnswer {
        let own = &self.publication.publication;
        PublicationAnswer {
            id: self.publication.id.to_string(),
            kind: own.kind.code().to_owned(),
            name: own.name.clone(),
            address: own.address.clone(),
            looks_for: own.looks_for.clone(),
            rhythm_days: own.rhythm_days,
            reader: own.reader_id.map(|id| NamedAnswer {
                id: id.to_string(),
                name: self.reader_name.clone(),
            }),
            note: own.note.clone(),
            stopped: own.is_stopped,
            last_read: self.last_read.map(|day| day.to_string()),
            next_reading: self.due.as_ref().map(|due| due.next.to_string()),
            due: self.is_due(),
            why: self.due.as_ref().map(|due| WhyAnswer::from(&due.why)),
            found: self.found,
            prospects: self.figures.prospects,
            qualified: self.figures.qualified,
            won: self.figures.won,
            chance_to_qualify: self.qualified.as_ref().map(span),
            chance_to_win: self.won.as_ref().map(span),
            version: self.publication.version,
        }
    }

    /// The same with its readings.
    #[must_use]
    pub fn answer_with(&self, readings: &[Reading]) -> PublicationFullAnswer {
        let told = |one: &Reading| PublicationReadingAnswer {
            day: one.day.to_string(),
            found: one.found.clone(),
            names: one.names,
        };
        PublicationFullAnswer {
            publication: self.answer(),
            readings: readings.iter().map(told).collect(),
        }
    }
}
