//! What stands in a plan: goals, objectives, actions, risks, people to win, review days, and the fields of its sections.

use crate::obligations::coded;

/// Most objectives that are pursued at once.
pub const OBJECTIVES_MAX: usize = 5;

coded! {
    /// What kind of thing of a plan.
    EntryKind {
        /// What the client wants to reach.
        ClientGoal = "client_goal", "plan-kind-client-goal";
        /// What we want to reach with the client.
        OurGoal = "our_goal", "plan-kind-our-goal";
        /// What is to be reached, measured, up to a day.
        Objective = "objective", "plan-kind-objective";
        /// Who does what until when.
        Action = "action", "plan-kind-action";
        /// What may come in between.
        Risk = "risk", "plan-kind-risk";
        /// Somebody of the client to be won.
        Win = "win", "plan-kind-win";
        /// A day on which the plan is gone through.
        Review = "review", "plan-kind-review";
    }
}

impl EntryKind {
    /// The client may be shown such a thing, when somebody says so.
    #[must_use]
    pub const fn may_be_shared(self) -> bool {
        matches!(
            self,
            Self::ClientGoal | Self::OurGoal | Self::Objective | Self::Action | Self::Review
        )
    }
}

coded! {
    /// How far a thing of a plan is.
    EntryState {
        /// Still ahead.
        Open = "open", "plan-state-open";
        /// Done or reached.
        Done = "done", "plan-state-done";
        /// Given up.
        Dropped = "dropped", "plan-state-dropped";
    }
}

coded! {
    /// By what an objective is measured.
    Measure {
        /// Net revenue of the twelve months up to the last day of the ledger.
        Revenue = "revenue", "plan-measure-revenue";
        /// Margin of the lines whose cost is known, as a share of their revenue.
        Margin = "margin", "plan-measure-margin";
        /// Our revenue as a share of what the client could buy from us.
        Share = "share", "plan-measure-share";
        /// Share of due lines that came whole and on time.
        OnTimeInFull = "on_time_in_full", "plan-measure-on-time-in-full";
        /// How well we keep our word.
        OurTrust = "our_trust", "plan-measure-our-trust";
        /// How well they keep theirs.
        TheirTrust = "their_trust", "plan-measure-their-trust";
        /// People of the client we have spoken with in the last months.
        Contacts = "contacts", "plan-measure-contacts";
        /// Problems of the client that are not solved.
        OpenProblems = "open_problems", "plan-measure-open-problems";
        /// Would they recommend us, from -100 to 100.
        Recommend = "recommend", "plan-measure-recommend";
        /// A measure of their own, told by people.
        Own = "own", "plan-measure-own";
    }
}

impl Measure {
    /// The client may see it: nothing of what we earn, of what else it buys and of what we think of it.
    #[must_use]
    pub const fn may_be_shared(self) -> bool {
        matches!(
            self,
            Self::Revenue | Self::OnTimeInFull | Self::OpenProblems | Self::Own
        )
    }

    /// It is a part of a whole; its target is told in percent.
    #[must_use]
    pub const fn is_share(self) -> bool {
        matches!(
            self,
            Self::Margin | Self::Share | Self::OnTimeInFull | Self::OurTrust | Self::TheirTrust
        )
    }

    /// A smaller value is better.
    #[must_use]
    pub const fn less_is_better(self) -> bool {
        matches!(self, Self::OpenProblems)
    }
}

coded! {
    /// A section of a plan.
    Section {
        /// The client's business.
        Profile = "profile", "plan-section-profile";
        /// How it buys.
        Buying = "buying", "plan-section-buying";
        /// Who decides.
        Centre = "centre", "plan-section-centre";
        /// What hurts and what threatens.
        Problems = "problems", "plan-section-problems";
        /// What it spends and our part of it.
        Wallet = "wallet", "plan-section-wallet";
        /// What is to be reached.
        Objectives = "objectives", "plan-section-objectives";
        /// What we are worth to it.
        Value = "value", "plan-section-value";
        /// What we offer and on which terms.
        Offer = "offer", "plan-section-offer";
        /// What is done.
        Actions = "actions", "plan-section-actions";
        /// What may come in between.
        Risks = "risks", "plan-section-risks";
        /// What it brings.
        Financials = "financials", "plan-section-financials";
        /// How we stand with each other.
        Relationship = "relationship", "plan-section-relationship";
    }
}

macro_rules! fields {
    ($($(#[$of:meta])* $variant:ident in $section:ident = $code:literal, $message:literal;)+) => {
        coded! {
            /// What a section asks for.
            Field {
                $($(#[$of])* $variant = $code, $message;)+
            }
        }

        impl Field {
            /// The section that asks.
            #[must_use]
            pub const fn section(self) -> Section {
                match self {
                    $(Self::$variant => Section::$section,)+
                }
            }
        }
    };
}

fields! {
    /// How it earns its money.
    BusinessModel in Profile = "business_model", "plan-field-business-model";
    /// Turnover, profit and where they go.
    Results in Profile = "results", "plan-field-results";
    /// Where it wants to go.
    Strategy in Profile = "strategy", "plan-field-strategy";
    /// Sites and what they can take.
    Sites in Profile = "sites", "plan-field-sites";
    /// When its year is busy.
    Calendar in Profile = "calendar", "plan-field-calendar";
    /// Registration and VAT number, address.
    Legal in Profile = "legal", "plan-field-legal";
    /// The steps of a purchase.
    Process in Buying = "process", "plan-field-process";
    /// By what it chooses, step by step.
    ChoiceCriteria in Buying = "choice_criteria", "plan-field-choice-criteria";
    /// Who may sign up to what amount.
    Thresholds in Buying = "thresholds", "plan-field-thresholds";
    /// When there is a tender and how it runs.
    Tenders in Buying = "tenders", "plan-field-tenders";
    /// How it negotiates price and terms.
    PriceHabits in Buying = "price_habits", "plan-field-price-habits";
    /// How it pays.
    Payment in Buying = "payment", "plan-field-payment";
    /// Who has which role.
    Roles in Centre = "roles", "plan-field-roles";
    /// What they think of us.
    Attitudes in Centre = "attitudes", "plan-field-attitudes";
    /// Who can stop a decision.
    Vetoes in Centre = "vetoes", "plan-field-vetoes";
    /// With which roles we speak.
    Coverage in Centre = "coverage", "plan-field-coverage";
    /// Whom to win next.
    NextToWin in Centre = "next_to_win", "plan-field-next-to-win";
    /// What hurts the client.
    HeldProblems in Problems = "problems", "plan-field-problems";
    /// What we propose for it.
    Answers in Problems = "answers", "plan-field-answers";
    /// What threatens smooth business.
    HeldThreats in Problems = "threats", "plan-field-threats";
    /// What is prepared for it.
    Alternatives in Problems = "alternatives", "plan-field-alternatives";
    /// What it buys in a year, by category.
    Spend in Wallet = "spend", "plan-field-spend";
    /// Our part of it.
    OurShare in Wallet = "our_share", "plan-field-our-share";
    /// What more it could buy from us.
    Room in Wallet = "room", "plan-field-room";
    /// Who else sells to it.
    Competitors in Wallet = "competitors", "plan-field-competitors";
    /// Objectives that are pursued.
    Pursued in Objectives = "pursued", "plan-field-pursued";
    /// Each of them has a value of today.
    MeasuredToday in Objectives = "measured_today", "plan-field-measured-today";
    /// Each of them has an owner on both sides.
    BothOwners in Objectives = "both_owners", "plan-field-both-owners";
    /// What we are worth, in the client's money.
    ValueElements in Value = "value_elements", "plan-field-value-elements";
    /// What proves it.
    Evidence in Value = "evidence", "plan-field-evidence";
    /// Services beside the goods and what they cost us.
    Services in Value = "services", "plan-field-services";
    /// What it buys from us.
    Portfolio in Offer = "portfolio", "plan-field-portfolio";
    /// What is agreed.
    Agreement in Offer = "agreement", "plan-field-agreement";
    /// What of it had to be approved.
    Approvals in Offer = "approvals", "plan-field-approvals";
    /// Actions that are under way.
    Underway in Actions = "underway", "plan-field-underway";
    /// Each of them has an owner and a day.
    OwnedAndDated in Actions = "owned_and_dated", "plan-field-owned-and-dated";
    /// Each of them serves an objective.
    Linked in Actions = "linked", "plan-field-linked";
    /// Risks that were thought of.
    KnownRisks in Risks = "known_risks", "plan-field-known-risks";
    /// How likely and how bad each is.
    Judged in Risks = "judged", "plan-field-judged";
    /// What is done when they come.
    Replies in Risks = "replies", "plan-field-replies";
    /// Net revenue of twelve months.
    Revenue in Financials = "revenue", "plan-field-revenue";
    /// What is left of it.
    Margin in Financials = "margin", "plan-field-margin";
    /// What serving the client costs.
    CostToServe in Financials = "cost_to_serve", "plan-field-cost-to-serve";
    /// What is expected of the next twelve months.
    Forecast in Financials = "forecast", "plan-field-forecast";
    /// How much of it is secured by agreements.
    Secured in Financials = "secured", "plan-field-secured";
    /// How far the relation is and where it should be.
    Stage in Relationship = "stage", "plan-field-stage";
    /// How well we keep our word.
    OurTrust in Relationship = "our_trust", "plan-field-our-trust";
    /// How well they keep theirs.
    TheirTrust in Relationship = "their_trust", "plan-field-their-trust";
    /// On how many people it hangs.
    Thread in Relationship = "thread", "plan-field-thread";
    /// Who stands in for its manager.
    Deputy in Relationship = "deputy", "plan-field-deputy";
}

impl Field {
    /// What a section asks for.
    pub fn of(section: Section) -> impl Iterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(move |field| field.section() == section)
    }

    /// People write it down themselves; the others are read from the book.
    #[must_use]
    pub const fn is_told(self) -> bool {
        !matches!(
            self.section(),
            Section::Objectives | Section::Actions | Section::Risks
        )
    }

    /// Asked of clients that are not key, too: the short form has profile, contact and next action.
    #[must_use]
    pub const fn in_short_form(self) -> bool {
        matches!(self.section(), Section::Profile) || matches!(self, Self::Roles | Self::Underway)
    }
}
