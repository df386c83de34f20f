//! What the sample firm reads and saw, as the book keeps it.

use clientela_domain::day::Date;
use clientela_domain::prospects::PublicationKind;
use clientela_samples::{SampleFirm, SamplePublication as Told};
use clientela_store::Viewer;
use clientela_store::reading::{NewPublication, NewReading, SamplePublication};
use clientela_store::sample_happenings::Dated;

use crate::sample_happenings::{day, moment};

/// Days for which something is on the list of the sample.
const LISTED_DAYS_AGO: i64 = 90;

/// The reading list with its readings; whoever makes the sample reads it.
pub(crate) fn publications(
    firm: &SampleFirm,
    (viewer, today): (&Viewer, Date),
) -> Vec<Dated<SamplePublication>> {
    let told = firm.happenings.publications.iter();
    told.filter_map(|one| publication(one, (viewer, today)))
        .collect()
}

fn publication(told: &Told, (viewer, today): (&Viewer, Date)) -> Option<Dated<SamplePublication>> {
    let reading = |(days_ago, lines): &(i64, &[&str])| Dated {
        what: NewReading {
            day: day(today, *days_ago),
            found: String::new(),
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        },
        author: viewer.user,
        at: moment(today, *days_ago),
    };
    Some(Dated {
        what: SamplePublication {
            publication: NewPublication {
                kind: PublicationKind::from_code(told.kind)?,
                name: told.name.to_owned(),
                address: told.address.to_owned(),
                looks_for: told.looks_for.to_owned(),
                rhythm_days: told.rhythm_days,
                reader_id: viewer.user,
                note: String::new(),
                is_stopped: false,
            },
            readings: told.readings.iter().map(reading).collect(),
        },
        author: viewer.user,
        at: moment(today, LISTED_DAYS_AGO),
    })
}

/// What people saw, each line with its day.
pub(crate) fn seen(
    firm: &SampleFirm,
    (viewer, today): (&Viewer, Date),
) -> Vec<Dated<(String, Date)>> {
    let told = firm.happenings.observations.iter();
    told.map(|one| Dated {
        what: (one.line.to_owned(), day(today, one.days_ago)),
        author: viewer.user,
        at: moment(today, one.days_ago),
    })
    .collect()
}
