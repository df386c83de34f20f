//! Rows of a file of a people map: each says of somebody at a client who they are, or that they are tied
//! to somebody else. Whoever has no name is somebody still unknown, known by the position.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use clientela_domain::day::Date;
use clientela_domain::estimate::Truth;
use clientela_domain::ids::{AccountId, MapStatementId, PlaceholderId, UserId};
use clientela_domain::names::fold;
use clientela_domain::people_map::{
    Attitude, BuyingRole, INFLUENCE_MAX, Node, Said, Statement, Strength, TieKind,
};
use clientela_domain::records::{RecordColumn, map_words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Viewer;
use clientela_store::import_records::{ImportRecord, RecordEntity};
use clientela_store::new_id::new_id;
use clientela_store::people_map::{self, NewPlaceholder};

use super::account_finder::AccountFinder;
use super::accounts::day;
use super::interactions::PeopleFinder;
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::keep_obligations::OBLIGATION_CHARACTERS_MAX;
use crate::keep_people_map::MAP_WORDS_MAX;

/// Columns that name people; those a file does not have are empty.
const NAMED_IN: [RecordColumn; 3] = [
    RecordColumn::Person,
    RecordColumn::ReportsTo,
    RecordColumn::TieTo,
];

/// Somebody as a row names them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Named {
    /// Known already.
    Known(Node),
    /// Somebody still unknown at a client, by the folded position.
    Unknown(AccountId, String),
}

/// What a row says, checked.
struct RowSaid {
    account: AccountId,
    about: Named,
    said: Vec<Unplaced>,
    day: Date,
    evidence: String,
}

/// A statement whose other end may be somebody the file itself brings.
enum Unplaced {
    Whole(Said),
    ReportsTo(Named),
    Tie(TieKind, Named, Option<Strength>, Date),
}

/// What each row would do.
pub(super) async fn sort(
    context: &Context,
    viewer: &Viewer,
    plan: &RecordPlan,
    rows: &[Row],
) -> Result<Work, AppError> {
    let state = context.book_state(viewer).await?;
    let texts = rows.iter().map(|row| row.text(plan, RecordColumn::Account));
    let finder = AccountFinder::load(context, viewer, &state, texts).await?;
    let people = PeopleFinder::load(context, viewer, (plan, &NAMED_IN), rows).await?;
    let reading = Reading {
        context,
        plan,
        state: &state,
        finder: &finder,
        people: &people,
    };
    let accounts: BTreeSet<AccountId> = rows
        .iter()
        .filter_map(|row| reading.account(row).ok())
        .collect();
    let book = Book::load(context, viewer, &accounts).await?;
    let titles = Titles::new(&reading, rows, book.unknown);
    let mut work = Work::default();
    let mut said: Vec<RowSaid> = Vec::with_capacity(rows.len());
    for row in rows {
        match reading.read(row, &titles) {
            Ok(found) => said.push(found),
            Err(fault) => work.set_aside.push(row.set_aside(plan, fault)),
        }
    }
    let mut making = Making {
        context,
        author: viewer.user,
        titles: &titles,
        known: book.statements,
        made: HashMap::new(),
        rests_on: BTreeSet::new(),
    };
    for one in said {
        making.add(one, &mut work);
    }
    let linked = making.rests_on.into_iter();
    work.records
        .extend(linked.map(|(entity, id)| ImportRecord::linked(entity, id)));
    Ok(work)
}

/// Client, about whom, what, since when: what a statement is known by.
type Identity = (AccountId, Node, String, Date);

/// What the book has of these clients already.
struct Book {
    statements: BTreeSet<Identity>,
    unknown: HashMap<(AccountId, String), PlaceholderId>,
}

impl Book {
    async fn load(
        context: &Context,
        viewer: &Viewer,
        accounts: &BTreeSet<AccountId>,
    ) -> Result<Self, AppError> {
        let read = context.store.read(viewer);
        let mut book = Self {
            statements: BTreeSet::new(),
            unknown: HashMap::new(),
        };
        for account in accounts {
            for known in people_map::of_account(&read, *account).await? {
                if known.taken_back.is_none() {
                    let one = &known.statement;
                    let words = format!("{:?}", one.said);
                    book.statements
                        .insert((*account, one.about, words, one.day));
                }
            }
            for known in people_map::placeholders_of(&read, *account).await? {
                let title = fold(&known.placeholder.title);
                book.unknown.entry((*account, title)).or_insert(known.id);
            }
        }
        Ok(book)
    }
}

/// Positions by which somebody unknown can be named: those of the book, and those the file brings.
struct Titles {
    known: HashMap<(AccountId, String), PlaceholderId>,
    brought: BTreeMap<(AccountId, String), (String, String)>,
}

impl Titles {
    fn new(
        reading: &Reading<'_>,
        rows: &[Row],
        known: HashMap<(AccountId, String), PlaceholderId>,
    ) -> Self {
        let mut brought = BTreeMap::new();
        for row in rows {
            let text = |column| row.text(reading.plan, column);
            let (title, unit) = (text(RecordColumn::Title), text(RecordColumn::Unit));
            let is_unknown = text(RecordColumn::Person).is_empty() && !title.is_empty();
            if let (true, Ok(account)) = (is_unknown, reading.account(row)) {
                let words = (title.to_owned(), unit.to_owned());
                brought.entry((account, fold(title))).or_insert(words);
            }
        }
        Self { known, brought }
    }

    fn named(&self, account: AccountId, title: &str) -> Option<Named> {
        let key = (account, fold(title));
        if let Some(id) = self.known.get(&key) {
            return Some(Named::Known(Node::Placeholder(*id)));
        }
        self.brought
            .contains_key(&key)
            .then_some(Named::Unknown(key.0, key.1))
    }
}

/// Makes statements of what rows say.
struct Making<'a> {
    context: &'a Context,
    author: Option<UserId>,
    titles: &'a Titles,
    known: BTreeSet<Identity>,
    made: HashMap<(AccountId, String), PlaceholderId>,
    rests_on: BTreeSet<(RecordEntity, uuid::Uuid)>,
}

impl Making<'_> {
    fn add(&mut self, one: RowSaid, work: &mut Work) {
        let about = self.node(&one.about, work);
        let mut new = Vec::new();
        for said in one.said {
            match said {
                Unplaced::Whole(said) => new.push((said, one.day)),
                Unplaced::ReportsTo(to) => {
                    let to = self.node(&to, work);
                    new.push((Said::ReportsTo(Some(to)), one.day));
                }
                Unplaced::Tie(kind, to, strength, day) => {
                    let to = self.node(&to, work);
                    new.push((Said::Tie(kind, to, strength), day));
                }
            }
        }
        new.retain(|(said, day)| {
            let identity = (one.account, about, format!("{said:?}"), *day);
            self.known.insert(identity)
        });
        if new.is_empty() {
            work.duplicate += 1;
            work.map_found.matched += 1;
            return;
        }
        work.accepted += 1;
        work.map_found.created += 1;
        self.rests_on.insert((RecordEntity::Account, one.account.0));
        let at = self.context.clock.now();
        for (said, day) in new {
            for node in std::iter::once(about).chain(other_end(said)) {
                if let Node::Person(person) = node {
                    self.rests_on.insert((RecordEntity::Person, person.0));
                }
            }
            let statement = Statement {
                id: MapStatementId(new_id(at)),
                about,
                said,
                day,
                at,
                author: self.author,
                evidence: one.evidence.clone(),
            };
            work.new_statements.push((one.account, statement));
        }
    }

    fn node(&mut self, named: &Named, work: &mut Work) -> Node {
        let (account, title) = match named {
            Named::Known(node) => return *node,
            Named::Unknown(account, title) => (*account, title.clone()),
        };
        let key = (account, title);
        if let Some(id) = self.made.get(&key) {
            return Node::Placeholder(*id);
        }
        let id = PlaceholderId(new_id(self.context.clock.now()));
        let (title, unit) = self.titles.brought.get(&key).cloned().unwrap_or_default();
        let new = NewPlaceholder {
            account_id: account,
            title,
            unit,
            person_id: None,
        };
        work.new_placeholders.push((id, new));
        self.made.insert(key, id);
        Node::Placeholder(id)
    }
}

const fn other_end(said: Said) -> Option<Node> {
    match said {
        Said::ReportsTo(to) => to,
        Said::Tie(_, to, _) => Some(to),
        _ => None,
    }
}

struct Reading<'a> {
    context: &'a Context,
    plan: &'a RecordPlan,
    state: &'a BookState,
    finder: &'a AccountFinder,
    people: &'a PeopleFinder,
}

impl Reading<'_> {
    fn account(&self, row: &Row) -> Result<AccountId, Fault> {
        let column = RecordColumn::Account;
        match row.text(self.plan, column) {
            "" => Err(Fault::at(column, SetAsideReason::AccountMissing)),
            account => self.finder.one(self.state, account, column),
        }
    }

    fn read(&self, row: &Row, titles: &Titles) -> Result<RowSaid, Fault> {
        let text = |column| row.text(self.plan, column);
        let account = self.account(row)?;
        let about = self.about(row, account, titles)?;
        let today = self.context.clock.today();
        let since = self.day(RecordColumn::Day, text(RecordColumn::Day))?;
        let since = since.unwrap_or(today);
        let mut said = self.opinions(row)?;
        let above = text(RecordColumn::ReportsTo);
        if !above.is_empty() {
            let above = self.other(above, (account, RecordColumn::ReportsTo), titles)?;
            if above == about {
                let column = RecordColumn::ReportsTo;
                return Err(Fault::at(column, SetAsideReason::MapSelf));
            }
            said.push(Unplaced::ReportsTo(above));
        }
        said.extend(self.tie(row, (account, &about, since), titles)?);
        if said.is_empty() {
            let column = RecordColumn::Role;
            return Err(Fault::at(column, SetAsideReason::MapNothingSaid));
        }
        Ok(RowSaid {
            account,
            about,
            said,
            day: since,
            evidence: short(
                RecordColumn::Note,
                text(RecordColumn::Note),
                OBLIGATION_CHARACTERS_MAX,
            )?,
        })
    }

    /// Whom a row is about: a person, or else somebody unknown by the position.
    fn about(&self, row: &Row, account: AccountId, titles: &Titles) -> Result<Named, Fault> {
        let text = |column| row.text(self.plan, column);
        short(
            RecordColumn::Title,
            text(RecordColumn::Title),
            MAP_WORDS_MAX,
        )?;
        short(RecordColumn::Unit, text(RecordColumn::Unit), MAP_WORDS_MAX)?;
        match text(RecordColumn::Person) {
            "" => titles
                .named(account, text(RecordColumn::Title))
                .ok_or(Fault::at(
                    RecordColumn::Person,
                    SetAsideReason::PersonUnknown,
                )),
            name => self.person(name, (account, RecordColumn::Person)),
        }
    }

    fn person(
        &self,
        name: &str,
        (account, column): (AccountId, RecordColumn),
    ) -> Result<Named, Fault> {
        let found = self.people.of(name, Some(account));
        let found = found.map_err(|fault| Fault::at(column, fault.reason))?;
        match found[..] {
            [one] => Ok(Named::Known(Node::Person(one))),
            _ => Err(Fault::at(column, SetAsideReason::TooMany)),
        }
    }

    /// Somebody else: a person, or somebody unknown by the position.
    fn other(
        &self,
        text: &str,
        (account, column): (AccountId, RecordColumn),
        titles: &Titles,
    ) -> Result<Named, Fault> {
        match titles.named(account, text) {
            Some(named) => Ok(named),
            None => self.person(text, (account, column)),
        }
    }

    fn opinions(&self, row: &Row) -> Result<Vec<Unplaced>, Fault> {
        let text = |column| row.text(self.plan, column);
        let mut said = Vec::new();
        let roles = text(RecordColumn::Role).split([',', ';', '|', '/']);
        for role in roles.map(str::trim).filter(|role| !role.is_empty()) {
            let code = word(RecordColumn::Role, role, map_words::role)?;
            said.extend(BuyingRole::from_code(code).map(|role| Said::Role(role, true)));
        }
        if let Some(code) = word_if_any(RecordColumn::Attitude, text, map_words::attitude)? {
            said.push(Said::Attitude(Attitude::from_code(code)));
        }
        match text(RecordColumn::Influence) {
            "" => {}
            number => {
                let column = RecordColumn::Influence;
                let influence = number.trim_end_matches(".0").parse::<u8>().ok();
                let influence = influence.filter(|one| (1..=INFLUENCE_MAX).contains(one));
                let wrong = Fault::at(column, SetAsideReason::WholeNumberInvalid);
                said.push(Said::Influence(Some(influence.ok_or(wrong)?)));
            }
        }
        if let Some(code) = word_if_any(RecordColumn::Veto, text, map_words::veto)? {
            said.push(Said::Veto(match code {
                "yes" => Truth::True,
                "no" => Truth::False,
                _ => Truth::Undecided,
            }));
        }
        match text(RecordColumn::Owner) {
            "" => {}
            owner => {
                let found = self.state.directory.find_colleague(owner);
                let unknown = Fault::at(RecordColumn::Owner, SetAsideReason::ColleagueUnknown);
                said.push(Said::Counterpart(Some(found.ok_or(unknown)?)));
            }
        }
        Ok(said.into_iter().map(Unplaced::Whole).collect())
    }

    /// The tie of a row, and its end when the row says until when it held.
    fn tie(
        &self,
        row: &Row,
        (account, about, since): (AccountId, &Named, Date),
        titles: &Titles,
    ) -> Result<Vec<Unplaced>, Fault> {
        let text = |column| row.text(self.plan, column);
        let to = text(RecordColumn::TieTo);
        let Some(code) = word_if_any(RecordColumn::Tie, text, map_words::tie)? else {
            return if to.is_empty() {
                Ok(Vec::new())
            } else {
                Err(Fault::at(RecordColumn::Tie, SetAsideReason::MapWordUnknown))
            };
        };
        let kind = TieKind::from_code(code);
        let kind = kind.ok_or(Fault::at(RecordColumn::Tie, SetAsideReason::MapWordUnknown))?;
        let to = self.other(to, (account, RecordColumn::TieTo), titles)?;
        if to == *about {
            return Err(Fault::at(RecordColumn::TieTo, SetAsideReason::MapSelf));
        }
        let strength = word_if_any(RecordColumn::Strength, text, map_words::strength)?;
        let strength = strength
            .and_then(Strength::from_code)
            .unwrap_or(Strength::Plain);
        let mut said = vec![Unplaced::Tie(kind, to.clone(), Some(strength), since)];
        let column = RecordColumn::LastDay;
        if let Some(until) = self.day(column, text(column))? {
            if until < since {
                return Err(Fault::at(column, SetAsideReason::DateInvalid));
            }
            said.push(Unplaced::Tie(kind, to, None, until));
        }
        Ok(said)
    }

    /// A day that has been.
    fn day(&self, column: RecordColumn, text: &str) -> Result<Option<Date>, Fault> {
        if text.is_empty() {
            return Ok(None);
        }
        let wrong = || Fault::at(column, SetAsideReason::DateInvalid);
        let known: Date = day(self.plan, column, text)?.parse().map_err(|_| wrong())?;
        if known > self.context.clock.today() {
            return Err(wrong());
        }
        Ok(Some(known))
    }
}

fn word(
    column: RecordColumn,
    text: &str,
    read: fn(&str) -> Option<&'static str>,
) -> Result<&'static str, Fault> {
    read(text).ok_or(Fault::at(column, SetAsideReason::MapWordUnknown))
}

fn word_if_any<'a>(
    column: RecordColumn,
    text: impl Fn(RecordColumn) -> &'a str,
    read: fn(&str) -> Option<&'static str>,
) -> Result<Option<&'static str>, Fault> {
    match text(column) {
        "" => Ok(None),
        text => word(column, text, read).map(Some),
    }
}

fn short(column: RecordColumn, text: &str, most: usize) -> Result<String, Fault> {
    if text.chars().count() > most {
        return Err(Fault::at(column, SetAsideReason::TextTooLong));
    }
    Ok(text.to_owned())
}
