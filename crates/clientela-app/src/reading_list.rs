//! The reading list: what is to be read today, by whom, and what each publication brought so far.

use std::cmp::Reverse;
use std::collections::HashMap;

use clientela_domain::day::{Date, day_from_number, day_number};
use clientela_domain::ids::{PublicationId, UserId};
use clientela_domain::prospects::{
    MATURITY_DAYS, ReadingDue, Tally, Yield, prior, reading_due, source_yield,
};
use clientela_store::Viewer;
use clientela_store::reading::{self, Publication, PublicationFigures, Reading};

use crate::context::Context;
use crate::error::AppError;

/// Something on the list, with when it is to be read and what it brought.
#[derive(Clone, Debug)]
pub struct PublicationLine {
    /// What it is.
    pub publication: Publication,
    /// Name of whoever reads it; empty for anybody.
    pub reader_name: String,
    /// Whoever reads it does not sign in any more: until somebody else is named, it is anybody's.
    pub has_reader_left: bool,
    /// When it was read last.
    pub last_read: Option<Date>,
    /// Lines found in it so far.
    pub found: u64,
    /// When it is to be read next; absent for what nobody reads any more.
    pub due: Option<ReadingDue>,
    /// What became of prospects found in it.
    pub figures: PublicationFigures,
    /// What part of them are qualified, with its interval; absent while no publication has ripe prospects.
    pub qualified: Option<Yield>,
    /// What part of them become clients.
    pub won: Option<Yield>,
}

/// Whose part of the list, and which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReadingShow {
    /// What somebody reads.
    #[default]
    Current,
    /// What the viewer reads, and what anybody does.
    Mine,
    /// What is to be read today.
    Due,
    /// Also what nobody reads any more.
    All,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReadingSort {
    /// What is due first.
    #[default]
    Due,
    /// By name.
    Name,
    /// What brought most clients first, then most qualified prospects, then most lines.
    Brought,
}

impl ReadingShow {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Current, Self::Mine, Self::Due, Self::All];

    /// The word in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Mine => "mine",
            Self::Due => "due",
            Self::All => "all",
        }
    }

    /// The message id.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Current => "reading-show-current",
            Self::Mine => "reading-show-mine",
            Self::Due => "reading-show-due",
            Self::All => "reading-show-all",
        }
    }

    /// The one a word means.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }

    fn keeps(self, line: &PublicationLine, viewer: &Viewer) -> bool {
        let own = &line.publication.publication;
        match self {
            Self::All => true,
            Self::Current => !own.is_stopped,
            Self::Mine => !own.is_stopped && line.is_read_by(viewer.user),
            Self::Due => line.is_due(),
        }
    }
}

impl ReadingSort {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Due, Self::Name, Self::Brought];

    /// The word in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Name => "name",
            Self::Brought => "brought",
        }
    }

    /// The message id.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Due => "reading-sort-due",
            Self::Name => "reading-sort-name",
            Self::Brought => "reading-sort-brought",
        }
    }

    /// The one a word means.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }
}

impl PublicationLine {
    /// It is to be read today.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.due.as_ref().is_some_and(|due| due.is_due)
    }

    /// This user reads it, or anybody where nobody is named who still signs in.
    #[must_use]
    pub fn is_read_by(&self, user: Option<UserId>) -> bool {
        let reader = self.publication.publication.reader_id;
        reader.is_none() || self.has_reader_left || user.is_none() || reader == user
    }
}

/// The reading list, as far as it is asked for.
///
/// # Errors
/// When the book cannot answer.
pub async fn reading_list(
    context: &Context,
    viewer: &Viewer,
    (show, sort): (ReadingShow, ReadingSort),
) -> Result<Vec<PublicationLine>, AppError> {
    let today = context.clock.today();
    let mut lines = lines(context, viewer, today, Brought::Counted).await?;
    lines.retain(|line| show.keeps(line, viewer));
    match sort {
        // By name already.
        ReadingSort::Name => {}
        ReadingSort::Due => lines.sort_by_key(|line| {
            let due = line.due.as_ref();
            (due.is_none(), due.map(|due| due.next))
        }),
        ReadingSort::Brought => lines.sort_by_key(|line| {
            let own = &line.figures;
            Reverse((own.won, own.qualified, own.prospects, line.found))
        }),
    }
    Ok(lines)
}

/// What is to be read on a day, by this user or by anybody; all of it without a user. What it brought is not counted:
/// every morning asks this, and there may be very many prospects.
///
/// # Errors
/// When the book cannot answer.
pub async fn to_read(
    context: &Context,
    viewer: &Viewer,
    (user, day): (Option<UserId>, Date),
) -> Result<Vec<PublicationLine>, AppError> {
    let mut lines = lines(context, viewer, day, Brought::Left).await?;
    lines.retain(|line| line.is_due() && line.is_read_by(user));
    lines.sort_by_key(|line| line.due.as_ref().map(|due| due.next));
    Ok(lines)
}

/// Something on the list with its readings, the latest first.
///
/// # Errors
/// [`AppError::NotFound`] when there is none.
pub async fn publication_line(
    context: &Context,
    viewer: &Viewer,
    id: PublicationId,
) -> Result<(PublicationLine, Vec<Reading>), AppError> {
    let today = context.clock.today();
    let all = lines(context, viewer, today, Brought::Counted).await?;
    let found = all.into_iter().find(|line| line.publication.id == id);
    let found = found.ok_or(AppError::NotFound("publication"))?;
    let readings = reading::readings_of(&context.store.read(viewer), id).await?;
    Ok((found, readings))
}

/// Whether it is counted what publications brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Brought {
    Counted,
    Left,
}

/// All of the list by name.
async fn lines(
    context: &Context,
    viewer: &Viewer,
    today: Date,
    brought: Brought,
) -> Result<Vec<PublicationLine>, AppError> {
    let read = context.store.read(viewer);
    let all = reading::list(&read).await?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let last = reading::last_readings(&read).await?;
    let ripe_by = day_from_number(day_number(today) - MATURITY_DAYS).unwrap_or(today);
    let figures = match brought {
        Brought::Counted => reading::figures(&read, ripe_by).await?,
        Brought::Left => HashMap::new(),
    };
    let tally = |of: &PublicationFigures, successes: u64| Tally {
        successes,
        names: of.ripe,
    };
    // In the order of the list: a sum of many parts depends on it in its last digits.
    let known = || all.iter().filter_map(|one| figures.get(&one.id));
    let qualified: Vec<Tally> = known().map(|of| tally(of, of.ripe_qualified)).collect();
    let won: Vec<Tally> = known().map(|of| tally(of, of.ripe_won)).collect();
    let (to_qualify, to_win) = (prior(&qualified), prior(&won));
    let directory = context.book_state(viewer).await?.directory.clone();
    let line = |publication: Publication| {
        let own = &publication.publication;
        let read = last.get(&publication.id);
        let last_read = read.map(|(day, _)| *day);
        let listed_on = context.clock.local(publication.created_at).date();
        let due =
            (!own.is_stopped).then(|| reading_due((last_read, listed_on), own.rhythm_days, today));
        let figures = figures.get(&publication.id).copied().unwrap_or_default();
        let reader = own.reader_id;
        let mut colleagues = directory.colleagues().iter();
        let has_reader_left =
            reader.is_some_and(|id| colleagues.any(|one| one.id == id && one.disabled));
        let reader = reader.and_then(|id| directory.colleague_name(id));
        PublicationLine {
            reader_name: reader.unwrap_or_default().to_owned(),
            has_reader_left,
            last_read,
            found: read.map_or(0, |(_, found)| *found),
            due,
            qualified: to_qualify
                .as_ref()
                .map(|prior| source_yield(tally(&figures, figures.ripe_qualified), prior)),
            won: to_win
                .as_ref()
                .map(|prior| source_yield(tally(&figures, figures.ripe_won), prior)),
            figures,
            publication,
        }
    };
    Ok(all.into_iter().map(line).collect())
}
