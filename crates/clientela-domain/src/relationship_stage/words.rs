//! The stages and the facts they ask for.

use crate::obligations::coded;

coded! {
    /// A stage of a relationship, the lowest first.
    Stage {
        /// Potential is seen, there is no steady business.
        Exploratory = "exploratory", "stage-exploratory";
        /// Regular orders, one main contact on each side.
        Basic = "basic", "stage-basic";
        /// Several functions talk, an agreement is in force.
        Cooperative = "cooperative", "stage-cooperative";
        /// Preferred supplier; information and planning are shared.
        Interdependent = "interdependent", "stage-interdependent";
        /// Joint teams, joint value.
        Integrated = "integrated", "stage-integrated";
    }
}

coded! {
    /// What a stage asks for, or a sign that the bond comes apart.
    Fact {
        /// Bought in four of the last six months, or a running call-off contract.
        RegularOrders = "regular_orders", "stage-fact-regular-orders";
        /// A key account manager is named.
        ManagerNamed = "manager_named", "stage-fact-manager-named";
        /// Contacts in three functions of the client.
        ThreeFunctions = "three_functions", "stage-fact-three-functions";
        /// An agreement is signed.
        AgreementSigned = "agreement_signed", "stage-fact-agreement-signed";
        /// There is a joint plan.
        JointPlan = "joint_plan", "stage-fact-joint-plan";
        /// Data are shared.
        DataShared = "data_shared", "stage-fact-data-shared";
        /// Our share of what they buy is 40 % and more.
        ShareOfWallet = "share_of_wallet", "stage-fact-share-of-wallet";
        /// There is a joint team.
        JointTeam = "joint_team", "stage-fact-joint-team";
        /// Savings are shared, or a product is made together.
        SharedSavings = "shared_savings", "stage-fact-shared-savings";
        /// The client has given notice.
        NoticeGiven = "notice_given", "stage-fact-notice-given";
        /// The client buys less often than it used to.
        Lapsing = "lapsing", "stage-fact-lapsing";
        /// Our trust in the client's word lies below one half.
        TrustLow = "trust_low", "stage-fact-trust-low";
        /// Whoever stood for us most has left.
        SponsorLeft = "sponsor_left", "stage-fact-sponsor-left";
    }
}

impl Stage {
    /// What the stage asks for beyond the one below it.
    #[must_use]
    pub const fn asks(self) -> &'static [Fact] {
        match self {
            Self::Exploratory => &[],
            Self::Basic => &[Fact::RegularOrders, Fact::ManagerNamed],
            Self::Cooperative => &[Fact::ThreeFunctions, Fact::AgreementSigned],
            Self::Interdependent => &[Fact::JointPlan, Fact::DataShared, Fact::ShareOfWallet],
            Self::Integrated => &[Fact::JointTeam, Fact::SharedSavings],
        }
    }

    /// Everything it asks for, what the stages below ask for first.
    pub fn requirements(self) -> impl Iterator<Item = Fact> {
        let stages = Self::ALL.iter().filter(move |stage| **stage <= self);
        stages.flat_map(|stage| stage.asks().iter().copied())
    }
}

impl Fact {
    /// Signs of which two together mean that the bond comes apart.
    pub const SIGNS: [Self; 3] = [Self::Lapsing, Self::TrustLow, Self::SponsorLeft];
}

/// Days after which what somebody said of a fact says nothing any more.
pub const SAID_DAYS: i32 = 365;
