//! Which client a cell of a file means: by code, by customer key, by name.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::ids::AccountId;
use clientela_domain::names::{fold, matching_key};
use clientela_domain::records::RecordColumn;
use clientela_domain::sales::report::SetAsideReason;
use clientela_domain::sales::values::clean_code;
use clientela_store::Viewer;
use clientela_store::accounts::{self, AccountKey};

use super::rows::Fault;
use crate::context::{BookState, Context};
use crate::error::AppError;

/// The clients the cells of a file may mean.
#[derive(Debug, Default)]
pub(super) struct AccountFinder {
    by_code: HashMap<String, Vec<AccountId>>,
    by_customer_key: HashMap<String, Vec<AccountId>>,
    by_name: HashMap<String, Vec<AccountId>>,
    /// Names without their legal forms, for what no whole name fits.
    by_matching_key: HashMap<String, Vec<AccountId>>,
}

impl AccountFinder {
    /// Looks up everything these texts may mean.
    pub(super) async fn load(
        context: &Context,
        viewer: &Viewer,
        state: &BookState,
        texts: impl Iterator<Item = &str>,
    ) -> Result<Self, AppError> {
        let texts: BTreeSet<&str> = texts.filter(|text| !text.is_empty()).collect();
        if texts.is_empty() {
            return Ok(Self::default());
        }
        let read = context.store.read(viewer);
        let codes: Vec<String> = texts
            .iter()
            .map(|text| clean_code(text).to_owned())
            .collect();
        let keys: Vec<String> = codes.iter().map(|code| format!("c:{code}")).collect();
        let names: BTreeSet<String> = texts.iter().map(|text| fold(text)).collect();
        let names: Vec<String> = names.into_iter().collect();
        let mut by_matching_key: HashMap<String, Vec<AccountId>> = HashMap::new();
        for card in state.whole.cards() {
            by_matching_key
                .entry(matching_key(&card.name).key)
                .or_default()
                .push(card.id);
        }
        Ok(Self {
            by_code: accounts::find_brought(&read, AccountKey::Code, &codes).await?,
            by_customer_key: accounts::find_brought(&read, AccountKey::CustomerKey, &keys).await?,
            by_name: accounts::find_brought(&read, AccountKey::Name, &names).await?,
            by_matching_key,
        })
    }

    /// The clients a text may mean, by the first way that finds any.
    pub(super) fn all(&self, text: &str) -> Vec<AccountId> {
        let code = clean_code(text);
        let none = Vec::new();
        let mut coded: Vec<AccountId> = self
            .by_code
            .get(code)
            .unwrap_or(&none)
            .iter()
            .chain(
                self.by_customer_key
                    .get(&format!("c:{code}"))
                    .unwrap_or(&none),
            )
            .copied()
            .collect();
        coded.sort_unstable();
        coded.dedup();
        if !coded.is_empty() {
            return coded;
        }
        if let Some(id) = AccountId::parse(text) {
            return vec![id];
        }
        let whole = self.by_name.get(&fold(text));
        let bare = || self.by_matching_key.get(&matching_key(text).key);
        whole.or_else(bare).cloned().unwrap_or_default()
    }

    /// The one client a text means, which the viewer must see.
    pub(super) fn one(
        &self,
        state: &BookState,
        text: &str,
        column: RecordColumn,
    ) -> Result<AccountId, Fault> {
        match self.all(text).as_slice() {
            [] => Err(Fault::at(column, SetAsideReason::AccountUnknown)),
            [id] if state.directory.card(*id).is_some() => Ok(*id),
            [id] if state.whole.card(*id).is_some() => {
                Err(Fault::at(column, SetAsideReason::RecordOutOfSight))
            }
            [_] => Err(Fault::at(column, SetAsideReason::AccountUnknown)),
            _ => Err(Fault::at(column, SetAsideReason::AccountAmbiguous)),
        }
    }
}
