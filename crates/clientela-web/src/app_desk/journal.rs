//! Changes, from the journal.

use async_trait::async_trait;
use clientela_app::read_journal::{self, JournalLine, ROWS_MAX};
use clientela_domain::ids::AccountId;
use clientela_store::journal::{self, JournalFilter};
use clientela_store::viewer::Permission;
use clientela_store::{Via, accounts, users, value_restore};
use clientela_texts::{Language, Texts};
use jiff::SignedDuration;

use super::AppDesk;
use crate::desk::{Answer, DeskError, JournalDesk};
use crate::views::{ChangeView, JournalRequest, JournalView, LastChange, UserView};

/// How long after a deed the next page offers to undo it.
const JUST_NOW: SignedDuration = SignedDuration::from_secs(5);

#[async_trait]
impl JournalDesk for AppDesk {
    async fn journal(
        &self,
        user: &UserView,
        request: &JournalRequest,
        language: Language,
    ) -> Answer<JournalView> {
        let viewer = self.viewer(user);
        let read = self.context.store.read(&viewer);
        let account_name = match request.account {
            None => String::new(),
            Some(id) => {
                let account = accounts::get(&read, id).await?;
                account.ok_or(DeskError::NotFound)?.name
            }
        };
        let asked = asked(request);
        let texts = Texts::of(language);
        let page = read_journal::read_journal(&self.context, &viewer, &asked, texts).await?;
        let sees_all = viewer.may(Permission::ReadJournal);
        let people = if sees_all && request.account.is_none() {
            let all = users::names(&read).await?;
            all.into_iter().map(|user| (user.id, user.name)).collect()
        } else {
            Vec::new()
        };
        Ok(JournalView {
            changes: page.lines.into_iter().map(change).collect(),
            next: page.next,
            people,
            account_name,
            sees_all,
        })
    }

    async fn last_change(
        &self,
        user: &UserView,
        kind: &str,
        record: &str,
        language: Language,
    ) -> Answer<Option<LastChange>> {
        let asked = read_journal::JournalRequest {
            kind: Some(kind.to_owned()),
            record: Some(record.to_owned()),
            limit: 1,
            ..read_journal::JournalRequest::default()
        };
        let texts = Texts::of(language);
        let viewer = self.viewer(user);
        let page = read_journal::read_journal(&self.context, &viewer, &asked, texts).await?;
        let last = page.lines.into_iter().next();
        Ok(last.map(|line| LastChange {
            who: line
                .who
                .unwrap_or_else(|| texts.get("journal-program").into_owned()),
            when: line.when,
        }))
    }

    async fn undoable(&self, user: &UserView) -> Answer<Option<i64>> {
        let viewer = self.viewer(user);
        let latest = JournalFilter {
            actor: Some(user.id),
            via: Some(Via::Web),
            since: Some(viewer.at - JUST_NOW),
            ..JournalFilter::default()
        };
        let rows = journal::list(&self.context.store.read(&viewer), &latest, 1).await?;
        let undoable = rows.first().filter(|row| value_restore::is_restorable(row));
        Ok(undoable.map(|row| row.seq))
    }

    async fn restore_value(&self, user: &UserView, position: i64) -> Answer<()> {
        let viewer = self.viewer(user);
        Ok(read_journal::restore_value(&self.context, &viewer, position).await?)
    }
}

fn asked(request: &JournalRequest) -> read_journal::JournalRequest {
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let kind = request.account.map(|_| "account".to_owned());
    read_journal::JournalRequest {
        who: request.who,
        kind: kind.or_else(|| given(&request.kind)),
        record: request.account.map(|id| id.to_string()),
        via: Via::from_code(&request.via),
        from: request.from,
        to: request.to,
        before: request.before,
        limit: if request.whole { ROWS_MAX } else { 0 },
    }
}

fn change(line: JournalLine) -> ChangeView {
    let is_account = line.row.entity == "account";
    ChangeView {
        position: line.row.seq,
        when: line.when,
        at: line.row.at.to_string(),
        who: line.who.unwrap_or_default(),
        via: line.via,
        sentence: line.sentence,
        account: AccountId::parse(&line.row.entity_id).filter(|_| is_account),
        kind: line.row.entity,
        restorable: line.restorable,
    }
}
