//! The market of a client: who else sells to it, what was won and lost there, our share of what it buys. Sections of
//! the client's page.

use askama::Template;
use clientela_domain::ids::AccountId;
use clientela_texts::{Texts, format};

use super::brand_words::{incidents_table, remarks_table};
use super::happening_parts::part;
use super::market_words::{
    MarketTable, contests_table, positions_table, rate_counts, rate_value, share_estimate,
    wallet_table,
};
use super::price_words::prices_table;
use crate::error::WebError;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::views::brand::{NewIncident, NewRemark};
use crate::views::market::{
    ClientWallet, GroupPrices, MarketFilter, MarketPage, MarketQuery, NewContest, NewPosition,
    rate_of,
};

/// Records of a kind shown on the client's page.
const SHOWN: u64 = 5;

/// Contests of one client that are counted.
const COUNTED: u64 = 1_000;

#[derive(Template)]
#[template(path = "parts/account_market.html")]
struct Section {
    t: Texts,
    id: AccountId,
    positions: MarketPage<NewPosition>,
    prices: Vec<GroupPrices>,
    contests: MarketPage<NewContest>,
    wallet: ClientWallet,
    incidents: MarketPage<NewIncident>,
    remarks: MarketPage<NewRemark>,
    may_edit: bool,
}

/// The sections of a client's page.
pub(super) async fn section(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
) -> Result<Markup, WebError> {
    let (desk, user) = (&state.desk, &visitor.user);
    let of = |limit| MarketQuery {
        filter: MarketFilter {
            account: Some(id),
            ..MarketFilter::default()
        },
        ending_soon: false,
        cursor: None,
        limit,
    };
    part(&Section {
        t: visitor.t,
        id,
        positions: desk.positions(user, &of(SHOWN)).await?,
        prices: desk.prices(user, &of(SHOWN)).await?,
        contests: desk.contests(user, &of(COUNTED)).await?,
        wallet: desk.wallet(user, id).await?,
        incidents: desk.incidents(user, &of(SHOWN)).await?,
        remarks: desk.remarks(user, &of(SHOWN)).await?,
        may_edit: user.may_edit,
    })
}

impl Section {
    fn positions_table(&self) -> MarketTable {
        positions_table(self.t, &self.positions.lines, false)
    }

    fn prices_table(&self) -> MarketTable {
        let id = self.id.to_string();
        prices_table(self.t, &self.prices, &[("account", &id)])
    }

    fn contests_table(&self) -> MarketTable {
        let shown = usize::try_from(SHOWN).unwrap_or(usize::MAX);
        let shown = shown.min(self.contests.lines.len());
        contests_table(self.t, &self.contests.lines[..shown], false)
    }

    fn wallet_table(&self) -> MarketTable {
        wallet_table(self.t, &self.wallet.groups, self.wallet.currency)
    }

    /// Who stands here.
    fn standing(&self) -> String {
        let mut names: Vec<&str> = Vec::new();
        for line in &self.positions.lines {
            if !names.contains(&line.competitor_name.as_str()) {
                names.push(&line.competitor_name);
            }
        }
        self.t.with1("positions-summary", "names", names.join(", "))
    }

    /// How often people spoke of us here, and how often something went wrong.
    fn brand_summary(&self) -> String {
        let (said, wrong) = (self.remarks.matching, self.incidents.matching);
        self.t
            .with("brand-summary", &[("said", &said), ("wrong", &wrong)])
    }

    fn incidents_table(&self) -> MarketTable {
        incidents_table(self.t, &self.incidents.lines, false)
    }

    fn remarks_table(&self) -> MarketTable {
        remarks_table(self.t, &self.remarks.lines, false)
    }

    fn more_incidents(&self) -> String {
        self.more(self.incidents.lines.len(), self.incidents.matching)
    }

    fn more_remarks(&self) -> String {
        self.more(self.remarks.lines.len(), self.remarks.matching)
    }

    /// How often we win here.
    fn rate(&self) -> String {
        let rate = rate_of(self.contests.lines.iter());
        let (value, counts) = (rate_value(self.t, &rate), rate_counts(self.t, &rate));
        format!("{}: {value} ({counts})", self.t.get("contests-rate"))
    }

    /// How much each side depends on the other.
    fn dependency(&self) -> String {
        let t = self.t;
        let ours = self.wallet.our_share();
        let ours = match ours {
            Some(group) => share_estimate(t, &group.wallet.share),
            None => t.get("unknown").into_owned(),
        };
        let theirs = match self.wallet.their_share {
            Some(share) => format::share(t.language, share),
            None => t.get("unknown").into_owned(),
        };
        t.with("wallet-dependency", &[("ours", &ours), ("theirs", &theirs)])
    }

    fn more(&self, shown: usize, matching: u64) -> String {
        match matching.saturating_sub(u64::try_from(shown).unwrap_or(u64::MAX)) {
            0 => String::new(),
            more => self.t.with1("bond-more", "count", more),
        }
    }

    fn more_positions(&self) -> String {
        self.more(self.positions.lines.len(), self.positions.matching)
    }

    fn more_contests(&self) -> String {
        let shown = self.contests_table().rows.len();
        self.more(shown, self.contests.matching)
    }
}
