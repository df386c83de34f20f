//! Observable signs of a criterion, and the answer they add up to.

use super::{Answer, Criterion, Evidence};

/// So many found cues say yes.
const FOUND_FOR_YES: usize = 3;
/// So many checked cues, none of them found, say no.
const CHECKED_FOR_NO: usize = 4;

/// Declares each cue once: its name, criterion and word.
macro_rules! cues {
    ($($(#[$doc:meta])* $name:ident: $criterion:ident, $id:literal, $message:literal;)+) => {
        /// Something one can look for at a client; each finding needs a source.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Cue {
            $($(#[$doc])* $name,)+
        }

        impl Cue {
            /// All cues, by criterion.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word of JSON, command line and database.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)+
                }
            }

            /// The message that names it.
            #[must_use]
            pub const fn message_id(self) -> &'static str {
                match self {
                    $(Self::$name => $message,)+
                }
            }

            /// The criterion it speaks for.
            #[must_use]
            pub const fn criterion(self) -> Criterion {
                match self {
                    $(Self::$name => Criterion::$criterion,)+
                }
            }
        }
    };
}

cues! {
    /// A code of conduct for suppliers.
    SupplierCode: PurchasingPolicy, "supplier_code", "cue-supplier-code";
    /// Rules for tenders.
    TenderRules: PurchasingPolicy, "tender_rules", "cue-tender-rules";
    /// A frame contract for the year.
    FrameContract: PurchasingPolicy, "frame_contract", "cue-frame-contract";
    /// A strategy per category of goods.
    CategoryStrategy: PurchasingPolicy, "category_strategy", "cue-category-strategy";
    /// A central contract with local call-off.
    CentralContract: PurchasingPolicy, "central_contract", "cue-central-contract";

    /// A committee decides what is bought.
    BuyingCommittee: SelectionBodies, "buying_committee", "cue-buying-committee";
    /// Managers per category.
    CategoryManagers: SelectionBodies, "category_managers", "cue-category-managers";
    /// A portal suppliers must use.
    SupplierPortal: SelectionBodies, "supplier_portal", "cue-supplier-portal";
    /// Audits at the supplier.
    Audits: SelectionBodies, "audits", "cue-audits";
    /// A list of approved suppliers.
    ApprovedSuppliers: SelectionBodies, "approved_suppliers", "cue-approved-suppliers";
    /// A stricter specification than last year.
    StricterSpecification: SelectionBodies, "stricter_specification", "cue-stricter-specification";

    /// The contract is their form.
    OwnContractForm: MarketPower, "own_contract_form", "cue-own-contract-form";
    /// They pay later than our standard.
    LongerPayment: MarketPower, "longer_payment", "cue-longer-payment";
    /// A bonus paid back to them.
    RetroBonus: MarketPower, "retro_bonus", "cue-retro-bonus";
    /// A fee for being listed.
    ListingFee: MarketPower, "listing_fee", "cue-listing-fee";
    /// Penalty clauses.
    PenaltyClauses: MarketPower, "penalty_clauses", "cue-penalty-clauses";
    /// Bank guarantees.
    BankGuarantees: MarketPower, "bank_guarantees", "cue-bank-guarantees";
    /// They demand the lowest price found elsewhere.
    PriceMatch: MarketPower, "price_match", "cue-price-match";

    /// Scorecards for suppliers.
    Scorecards: Professionalism, "scorecards", "cue-scorecards";
    /// Electronic data interchange.
    ElectronicInterchange: Professionalism, "electronic_interchange", "cue-electronic-interchange";
    /// Fixed delivery windows.
    DeliveryWindows: Professionalism, "delivery_windows", "cue-delivery-windows";
    /// Written agenda and minutes.
    AgendaAndMinutes: Professionalism, "agenda_and_minutes", "cue-agenda-and-minutes";
    /// Few errors in their orders.
    FewOrderErrors: Professionalism, "few_order_errors", "cue-few-order-errors";
}

impl Cue {
    /// The cue of a [`Cue::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|cue| cue.id() == id)
    }

    /// The cues of one criterion; none for volume, which is computed.
    pub fn of(criterion: Criterion) -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(move |cue| cue.criterion() == criterion)
    }
}

/// Somebody looked for a cue.
#[derive(Clone, Debug, PartialEq)]
pub struct CueCheck {
    /// What was looked for.
    pub cue: Cue,
    /// Whether it is there.
    pub found: bool,
    /// How we know.
    pub evidence: Vec<Evidence>,
}

/// What the checks of one criterion add up to: nothing checked is unknown, three found are yes, one
/// or two partly, four checked and none found no. A later check of the same cue replaces an earlier
/// one; checks of other criteria do not count.
#[must_use]
pub fn answer_from_cues<'a>(
    criterion: Criterion,
    checks: impl IntoIterator<Item = &'a CueCheck>,
) -> Answer {
    let mut last: Vec<(Cue, bool)> = Vec::new();
    for check in checks
        .into_iter()
        .filter(|check| check.cue.criterion() == criterion)
    {
        last.retain(|(cue, _)| *cue != check.cue);
        last.push((check.cue, check.found));
    }
    match last.iter().filter(|(_, found)| *found).count() {
        FOUND_FOR_YES.. => Answer::Yes,
        1.. => Answer::Partly,
        0 if last.len() >= CHECKED_FOR_NO => Answer::No,
        0 => Answer::Unknown,
    }
}
