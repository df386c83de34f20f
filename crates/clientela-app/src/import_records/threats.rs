//! Rows of a file of threats: each names its client and makes one threat.

use clientela_domain::ids::{ThreatId, UserId};
use clientela_domain::names::fold;
use clientela_domain::records::{RecordColumn, market_words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_domain::troubles::{Degree, ThreatKind, ThreatState};
use clientela_store::Viewer;
use clientela_store::brought;
use clientela_store::import_records::RecordEntity;
use clientela_store::threats::{self, KnownThreat, NewThreat, Threat};
use serde_json::Value as Json;
use uuid::Uuid;

use super::Wishes;
use super::account_finder::AccountFinder;
use super::coded::{self, Known, Says, Told, same_client};
use super::gifts::{colleague, free, read_day};
use super::plan::RecordPlan;
use super::positions::{account, past};
use super::rows::{Fault, Row};
use super::work::Work;
use crate::answers::import::MatchedAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;

/// What a row says, checked.
struct Said {
    threat: NewThreat,
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
    let mut work = Work::default();
    let reading = Reading {
        context,
        viewer,
        plan,
        state: &state,
        finder: &finder,
    };
    let said = coded::read_rows(&mut work, plan, rows, |row| reading.read(row));
    let accounts = coded::clients(said.iter().map(|(_, said)| said.threat.account_id));
    let given = coded::codes(&said);
    let read = context.store.read(viewer);
    let (known, codes) = threats::known_of(&read, &accounts, &given).await?;
    let known = Known {
        identities: known.into_iter().collect(),
        codes,
        by_code: brought::known_by_codes::<Threat>(&read, &given).await?,
    };
    coded::take(context, &mut work, plan, (said, known), wishes);
    Ok(work)
}

impl Told for Said {
    type Record = NewThreat;
    type Identity = KnownThreat;

    const ENTITY: RecordEntity = RecordEntity::Threat;

    fn code(&self) -> &str {
        &self.code
    }

    fn record(&self) -> &NewThreat {
        &self.threat
    }

    fn identity(&self) -> KnownThreat {
        KnownThreat {
            account_id: self.threat.account_id,
            kind: self.threat.kind,
            what_folded: fold(&self.threat.what),
            passed: self.threat.state == ThreatState::Passed,
        }
    }

    fn rests_on(&self) -> Vec<(RecordEntity, Uuid)> {
        vec![(RecordEntity::Account, self.threat.account_id.0)]
    }

    fn over(&self, known: &NewThreat) -> Result<NewThreat, Fault> {
        use RecordColumn as C;
        let (said, says) = (&self.threat, &self.says);
        same_client(said.account_id, known.account_id)?;
        let text = |column, said, known| says.or::<String>(column, said, known);
        Ok(NewThreat {
            account_id: known.account_id,
            kind: says.or(C::ThreatKind, &said.kind, &known.kind),
            what: said.what.clone(),
            likelihood: said.likelihood.or(known.likelihood),
            effect: said.effect.or(known.effect),
            alternative: text(C::Prepared, &said.alternative, &known.alternative),
            early_sign: text(C::EarlySign, &said.early_sign, &known.early_sign),
            owner_id: says.or(C::Owner, &said.owner_id, &known.owner_id),
            day: says.or(C::Day, &said.day, &known.day),
            review_day: said.review_day.or(known.review_day),
            state: says.or(C::State, &said.state, &known.state),
            note: text(C::Note, &said.note, &known.note),
        })
    }

    fn as_json(record: &NewThreat) -> Json {
        threats::as_json(record)
    }

    fn create(self, work: &mut Work, id: Uuid) {
        let one = (ThreatId(id), self.threat, self.author, self.code);
        work.new_threats.push(one);
    }

    fn change(&self, work: &mut Work, (id, version): (Uuid, i64), new: NewThreat) {
        work.changed_threats.push((ThreatId(id), version, new));
    }

    fn found(work: &mut Work) -> &mut MatchedAnswer {
        &mut work.threats_found
    }
}

struct Reading<'a> {
    context: &'a Context,
    viewer: &'a Viewer,
    plan: &'a RecordPlan,
    state: &'a BookState,
    finder: &'a AccountFinder,
}

impl Reading<'_> {
    fn read(&self, row: &Row) -> Result<Said, Fault> {
        use RecordColumn as C;
        let text = |column| row.text(self.plan, column);
        let kind = self.word(row, C::ThreatKind, market_words::threat_kind)?;
        let state = self.word(row, C::State, market_words::threat_state)?;
        let degree = |column| self.word::<Degree>(row, column, market_words::degree);
        let day = past(self.plan, self.context, row, C::Day)?;
        if text(C::What).is_empty() {
            return Err(Fault::at(C::What, SetAsideReason::CellMissing));
        }
        Ok(Said {
            threat: NewThreat {
                account_id: account(self.finder, self.state, text(C::Account))?,
                kind: kind.unwrap_or(ThreatKind::Other),
                what: free(C::What, text(C::What))?,
                likelihood: degree(C::Likelihood)?,
                effect: degree(C::Severity)?,
                alternative: free(C::Prepared, text(C::Prepared))?,
                early_sign: free(C::EarlySign, text(C::EarlySign))?,
                owner_id: colleague(self.viewer, self.state, text(C::Owner))?,
                day: day.unwrap_or(self.context.clock.today()),
                review_day: read_day(self.plan, C::ReviewDay, text(C::ReviewDay))?,
                state: state.unwrap_or(ThreatState::Watched),
                note: free(C::Note, text(C::Note))?,
            },
            author: self.viewer.user,
            code: row.code(self.plan)?.to_owned(),
            says: Says::of(row, self.plan),
        })
    }

    /// What a word of a cell means; none when the cell is empty.
    fn word<W>(
        &self,
        row: &Row,
        column: RecordColumn,
        read: fn(&str) -> Option<W>,
    ) -> Result<Option<W>, Fault> {
        match row.text(self.plan, column) {
            "" => Ok(None),
            text => {
                let unknown = Fault::at(column, SetAsideReason::MarketWordUnknown);
                read(text).map(Some).ok_or(unknown)
            }
        }
    }
}
