//! Finding clients and people, over the real use cases.

use async_trait::async_trait;
use clientela_app::search_book::{SearchRequest, search_book};
use clientela_store::search::{self, AccountHit, PersonHit};
use clientela_store::search_words::Searched;

use super::AppDesk;
use crate::desk::{Answer, SearchDesk};
use crate::views::{FoundView, HitView, RecordId, UserView};

#[async_trait]
impl SearchDesk for AppDesk {
    async fn search(&self, user: &UserView, words: &str, limit: usize) -> Answer<FoundView> {
        let request = SearchRequest {
            limit,
            ..SearchRequest::of(words)
        };
        let found = search_book(&self.context, &self.viewer(user), &request).await?;
        Ok(FoundView {
            accounts: found.accounts.into_iter().map(account).collect(),
            people: found.people.into_iter().map(person).collect(),
            prospects: found.prospects,
            competitors: found.competitors,
        })
    }

    async fn search_accounts(
        &self,
        user: &UserView,
        words: &str,
        limit: usize,
    ) -> Answer<Vec<HitView>> {
        let request = SearchRequest {
            kinds: vec![Searched::Account],
            limit,
            ..SearchRequest::of(words)
        };
        let found = search_book(&self.context, &self.viewer(user), &request).await?;
        Ok(found.accounts.into_iter().map(account).collect())
    }

    async fn hits(&self, user: &UserView, records: &[RecordId]) -> Answer<Vec<HitView>> {
        let viewer = self.viewer(user);
        let read = self.context.store.read(&viewer);
        let mut accounts = Vec::new();
        let mut people = Vec::new();
        for record in records {
            match record {
                RecordId::Account(id) => accounts.push(id.0),
                RecordId::Person(id) => people.push(id.0),
            }
        }
        let accounts = search::accounts_by_id(&read, &accounts).await?;
        let people = search::people_by_id(&read, &people).await?;
        let accounts = accounts.into_iter().map(account);
        let mut hits: Vec<HitView> = accounts.chain(people.into_iter().map(person)).collect();
        hits.sort_by_key(|hit| records.iter().position(|record| *record == hit.id));
        Ok(hits)
    }
}

fn account(hit: AccountHit) -> HitView {
    HitView {
        id: RecordId::Account(hit.id),
        name: hit.name,
        detail: hit.city,
        found_by: hit.found_by.unwrap_or_default(),
    }
}

fn person(hit: PersonHit) -> HitView {
    let place = hit.account.map(|(_, name)| name).unwrap_or_default();
    let detail: Vec<String> = [hit.title, place]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    HitView {
        id: RecordId::Person(hit.id),
        name: hit.name,
        detail: detail.join(", "),
        found_by: hit.found_by.unwrap_or_default(),
    }
}
