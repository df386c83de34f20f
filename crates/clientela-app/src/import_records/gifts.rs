//! Rows of a register of gifts: each names its client and makes one gift, judged as one that is written by
//! hand. Nothing is approved by a file.

use clientela_domain::amount::Amount;
use clientela_domain::coins;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::event_day::ToldDay;
use clientela_domain::gifts::{GiftDirection, GiftKind, Official};
use clientela_domain::ids::{GiftId, UserId};
use clientela_domain::names::fold;
use clientela_domain::records::{RecordColumn, words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Viewer;
use clientela_store::gifts::{self, GiftRules, GiftValue, KnownGift, NewGift};
use clientela_store::import_records::RecordEntity;
use serde_json::Value as Json;
use uuid::Uuid;

use super::Wishes;
use super::account_finder::AccountFinder;
use super::accounts::day;
use super::coded::{self, Known, Says, Told, same_client};
use super::interactions::PeopleFinder;
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::answers::import::MatchedAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::gift_settings::gift_rules;
use crate::keep_obligations::OBLIGATION_CHARACTERS_MAX;

/// What a row says, checked.
struct Said {
    gift: NewGift,
    author: Option<UserId>,
    code: String,
    says: Says,
}

/// What each row would do.
pub(super) async fn sort(
    context: &Context,
    viewer: &Viewer,
    plan: &RecordPlan,
    rows: &[Row],
    wishes: Wishes,
) -> Result<Work, AppError> {
    let state = context.book_state(viewer).await?;
    let texts = rows.iter().map(|row| row.text(plan, RecordColumn::Account));
    let finder = AccountFinder::load(context, viewer, &state, texts).await?;
    let columns = [RecordColumn::Person];
    let people = PeopleFinder::load(context, viewer, (plan, &columns), rows).await?;
    let rules = gift_rules(context, viewer).await?;
    let mut work = Work {
        gift_rules: rules,
        ..Work::default()
    };
    let reading = Reading {
        viewer,
        plan,
        state: &state,
        finder: &finder,
        people: &people,
        rules,
    };
    let said = coded::read_rows(&mut work, plan, rows, |row| reading.read(row));
    let accounts = coded::clients(said.iter().map(|(_, said)| said.gift.account_id));
    let given = coded::codes(&said);
    let read = context.store.read(viewer);
    let (known, codes) = gifts::known_of(&read, &accounts, &given).await?;
    let known = Known {
        identities: known.into_iter().collect(),
        codes,
        by_code: gifts::known_by_codes(&read, &given).await?,
    };
    coded::take(context, &mut work, plan, (said, known), wishes);
    Ok(work)
}

impl Told for Said {
    type Record = NewGift;
    type Identity = KnownGift;

    const ENTITY: RecordEntity = RecordEntity::Gift;

    fn code(&self) -> &str {
        &self.code
    }

    fn record(&self) -> &NewGift {
        &self.gift
    }

    fn identity(&self) -> KnownGift {
        identity(&self.gift)
    }

    fn rests_on(&self) -> Vec<(RecordEntity, Uuid)> {
        let account = (RecordEntity::Account, self.gift.account_id.0);
        let person = self.gift.person_id.map(|id| (RecordEntity::Person, id.0));
        [account].into_iter().chain(person).collect()
    }

    fn over(&self, known: &NewGift) -> Result<NewGift, Fault> {
        let (said, says) = (&self.gift, &self.says);
        same_client(said.account_id, known.account_id)?;
        if said.direction != known.direction {
            let column = RecordColumn::GiftDirection;
            return Err(Fault::at(column, SetAsideReason::RecordContradicts));
        }
        // An amount of the past stays what it was worth on its day.
        let worth = |value: &Option<GiftValue>| value.map(|value| (value.amount, value.currency));
        let value = if worth(&said.value) == worth(&known.value) {
            known.value
        } else {
            says.or(RecordColumn::Value, &said.value, &known.value)
        };
        let text = |column, said, known| says.or::<String>(column, said, known);
        Ok(NewGift {
            account_id: known.account_id,
            direction: known.direction,
            person_id: says.or(RecordColumn::Person, &said.person_id, &known.person_id),
            user_id: says.or(RecordColumn::Owner, &said.user_id, &known.user_id),
            kind: says.or(RecordColumn::GiftKind, &said.kind, &known.kind),
            what: said.what.clone(),
            occasion: text(RecordColumn::Occasion, &said.occasion, &known.occasion),
            reason: text(RecordColumn::Reason, &said.reason, &known.reason),
            document: text(RecordColumn::Document, &said.document, &known.document),
            value,
            official: says.or(RecordColumn::Official, &said.official, &known.official),
            day: said.day,
            decision_day: said.decision_day.or(known.decision_day),
        })
    }

    fn as_json(record: &NewGift) -> Json {
        gifts::as_json(record)
    }

    fn create(self, work: &mut Work, id: Uuid) {
        let one = (GiftId(id), self.gift, self.author, self.code);
        work.new_gifts.push(one);
    }

    fn change(&self, work: &mut Work, (id, version): (Uuid, i64), new: NewGift) {
        work.changed_gifts.push((GiftId(id), version, new));
    }

    fn found(work: &mut Work) -> &mut MatchedAnswer {
        &mut work.gifts_found
    }
}

/// What tells one gift from another when no code does.
fn identity(gift: &NewGift) -> KnownGift {
    KnownGift {
        account_id: gift.account_id,
        direction: gift.direction.code().to_owned(),
        person: gift.person_id.map(|person| person.0),
        what_folded: fold(&gift.what),
        day: gift.day.to_string(),
    }
}

struct Reading<'a> {
    viewer: &'a Viewer,
    plan: &'a RecordPlan,
    state: &'a BookState,
    finder: &'a AccountFinder,
    people: &'a PeopleFinder,
    rules: GiftRules,
}

impl Reading<'_> {
    fn read(&self, row: &Row) -> Result<Said, Fault> {
        let text = |column| row.text(self.plan, column);
        let account = match text(RecordColumn::Account) {
            "" => {
                let column = RecordColumn::Account;
                return Err(Fault::at(column, SetAsideReason::AccountMissing));
            }
            account => self
                .finder
                .one(self.state, account, RecordColumn::Account)?,
        };
        let person = self.people.of(text(RecordColumn::Person), Some(account))?;
        if person.len() > 1 {
            let column = RecordColumn::Person;
            return Err(Fault::at(column, SetAsideReason::TooMany));
        }
        let direction = word(
            RecordColumn::GiftDirection,
            text(RecordColumn::GiftDirection),
            words::gift_direction,
        )?;
        let unknown = Fault::at(RecordColumn::GiftDirection, SetAsideReason::GiftWordUnknown);
        let kind = word(
            RecordColumn::GiftKind,
            text(RecordColumn::GiftKind),
            words::gift_kind,
        )?;
        let official = word(
            RecordColumn::Official,
            text(RecordColumn::Official),
            words::official,
        )?;
        let on = read_told(self.plan, RecordColumn::Day, text(RecordColumn::Day))?;
        let gift = NewGift {
            account_id: account,
            direction: direction
                .and_then(GiftDirection::from_code)
                .ok_or(unknown)?,
            person_id: person.first().copied(),
            user_id: colleague(self.viewer, self.state, text(RecordColumn::Owner))?,
            kind: kind
                .and_then(GiftKind::from_code)
                .unwrap_or(GiftKind::Goods),
            what: said(RecordColumn::What, text(RecordColumn::What))?,
            occasion: free(RecordColumn::Occasion, text(RecordColumn::Occasion))?,
            reason: free(RecordColumn::Reason, text(RecordColumn::Reason))?,
            document: free(RecordColumn::Document, text(RecordColumn::Document))?,
            value: self.value(text(RecordColumn::Value), text(RecordColumn::Currency))?,
            official: official
                .and_then(Official::from_code)
                .unwrap_or(Official::Unknown),
            day: on.ok_or(Fault::at(RecordColumn::Day, SetAsideReason::DateMissing))?,
            decision_day: read_day(
                self.plan,
                RecordColumn::DecisionDay,
                text(RecordColumn::DecisionDay),
            )?,
        };
        Ok(Said {
            gift,
            author: self.viewer.user,
            code: row.code(self.plan)?.to_owned(),
            says: Says::of(row, self.plan),
        })
    }

    fn value(&self, amount: &str, currency: &str) -> Result<Option<GiftValue>, Fault> {
        let in_coins = coins::read(amount).map(|sum| (sum, Currency::SESTERTIUS));
        let (amount, currency) = match in_coins {
            Some(found) => found,
            None => match money(RecordColumn::Value, amount)? {
                None => return Ok(None),
                Some(amount) => {
                    let known = currency_of(currency)?;
                    (amount, known.unwrap_or(self.rules.currency))
                }
            },
        };
        let rate = self.state.settings.rates.get(currency, self.rules.currency);
        Ok(Some(GiftValue {
            amount,
            currency,
            counted: rate.map(|rate| rate.apply(amount)),
        }))
    }
}

fn word(
    column: RecordColumn,
    text: &str,
    read: fn(&str) -> Option<&'static str>,
) -> Result<Option<&'static str>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let unknown = Fault::at(column, SetAsideReason::GiftWordUnknown);
    read(text).map(Some).ok_or(unknown)
}

/// A day of a cell; none when it is empty.
pub(super) fn read_day(
    plan: &RecordPlan,
    column: RecordColumn,
    text: &str,
) -> Result<Option<Date>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let canonical = day(plan, column, text)?;
    let invalid = Fault::at(column, SetAsideReason::DateInvalid);
    canonical.parse().map(Some).map_err(|_| invalid)
}

/// As [`read_day`], also a year, a month, a span, a day before Christ.
pub(super) fn read_told(
    plan: &RecordPlan,
    column: RecordColumn,
    text: &str,
) -> Result<Option<ToldDay>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let told = ToldDay::parse(&day(plan, column, text)?);
    let invalid = Fault::at(column, SetAsideReason::DateInvalid);
    told.map(Some).ok_or(invalid)
}

/// Our person of a cell; the importer when it is empty.
pub(super) fn colleague(
    viewer: &Viewer,
    state: &BookState,
    text: &str,
) -> Result<Option<UserId>, Fault> {
    if text.is_empty() {
        return Ok(viewer.user);
    }
    let found = state.directory.find_colleague(text);
    found.map(Some).ok_or(Fault::at(
        RecordColumn::Owner,
        SetAsideReason::ColleagueUnknown,
    ))
}

/// Words that have to be there.
pub(super) fn said(column: RecordColumn, text: &str) -> Result<String, Fault> {
    if text.is_empty() {
        return Err(Fault::at(column, SetAsideReason::SummaryMissing));
    }
    free(column, text)
}

/// Words that may be absent.
pub(super) fn free(column: RecordColumn, text: &str) -> Result<String, Fault> {
    if text.chars().count() > OBLIGATION_CHARACTERS_MAX {
        return Err(Fault::at(column, SetAsideReason::TextTooLong));
    }
    Ok(text.to_owned())
}

/// The currency of a cell; none when it is empty.
pub(super) fn currency_of(text: &str) -> Result<Option<Currency>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let known = match text.to_lowercase().as_str() {
        "€" | "евро" | "euro" => Some(Currency::EUR),
        "лв" | "лв." | "лева" | "lev" => Some(Currency::BGN),
        "hs" | "сестерции" | "sestertii" | "sesterces" => Some(Currency::SESTERTIUS),
        _ => Currency::from_code(&text.to_uppercase()),
    };
    let unknown = Fault::at(RecordColumn::Currency, SetAsideReason::CurrencyUnknown);
    known.map(Some).ok_or(unknown)
}

/// An amount of a cell that is not below zero; none when it is empty.
pub(super) fn money(column: RecordColumn, text: &str) -> Result<Option<Amount>, Fault> {
    let bare: String = text
        .chars()
        .filter(|one| !one.is_whitespace() && !matches!(one, '€' | '\u{202f}' | '\''))
        .collect();
    if bare.is_empty() {
        return Ok(None);
    }
    let plain = match (bare.rfind('.'), bare.rfind(',')) {
        (Some(point), Some(comma)) if comma > point => bare.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => bare.replace(',', ""),
        (Some(at), None) | (None, Some(at)) => {
            // Three digits behind a single mark may be thousands or decimals.
            if bare.len() - at == 4 && !bare.starts_with('0') {
                return Err(Fault::at(column, SetAsideReason::NumberAmbiguous));
            }
            bare.replace(',', ".")
        }
        (None, None) => bare,
    };
    let amount = Amount::parse(&plain).filter(|amount| !amount.is_negative());
    let invalid = Fault::at(column, SetAsideReason::NumberInvalid);
    amount.map(Some).ok_or(invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_in_either_language_or_set_aside() {
        let read = |text| money(RecordColumn::Value, text);
        let amount = |text: &str| Ok(Amount::parse(text));
        assert_eq!(read(""), Ok(None));
        assert_eq!(read("1 234,50 €"), amount("1234.50"));
        assert_eq!(read("1.234,50"), amount("1234.50"));
        assert_eq!(read("1,234.50"), amount("1234.50"));
        assert_eq!(read("0,125"), amount("0.125"));
        assert_eq!(read("40"), amount("40"));
        let ambiguous = Fault::at(RecordColumn::Value, SetAsideReason::NumberAmbiguous);
        assert_eq!(read("1,234"), Err(ambiguous));
        let invalid = Fault::at(RecordColumn::Value, SetAsideReason::NumberInvalid);
        assert_eq!(read("-5"), Err(invalid));
        assert_eq!(read("много"), Err(invalid));
    }
}
