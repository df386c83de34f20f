//! Verbs about key account managers: the need for one, who they are, whom they look after.

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct NeedKamArguments {
    #[command(subcommand)]
    pub command: Option<NeedKamCommand>,
    /// The client: id, code or name; without it the answer is about the firm
    pub account: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum NeedKamCommand {
    /// Answer a question about one of the eight conditions
    Answer(NeedAnswerArguments),
    /// State hours per client and year by activity, and the hours of one manager
    Hours {
        /// `visits=40-60`, `calls`, `business_reviews`, `agreement_follow_up`, `reporting`,
        /// `problem_solving`, `other`; `visits=unknown` when nobody knows how long
        #[arg(value_name = "ACTIVITY=HOURS")]
        activities: Vec<String>,
        /// Hours a year of one manager, such as 1200-1400
        #[arg(long, value_name = "HOURS")]
        of_kam: Option<String>,
    },
}

#[derive(Debug, Args)]
pub struct NeedAnswerArguments {
    /// The client, or `firm` for the firm
    pub account: String,
    /// Which question
    pub question: String,
    /// `yes`, `partly`, `no`, `unknown`, or one or two numbers from 0 to 1 (`0.3-0.6`)
    pub answer: String,
    /// What proves it: text, a link or the path of a file, which is kept with the book
    #[arg(long, value_name = "TEXT|URL|FILE")]
    pub evidence: Vec<String>,
    /// A figure that proves it, as written
    #[arg(long, value_name = "TEXT")]
    pub figure: Option<String>,
    /// The day it was true
    #[arg(long, value_name = "DATE")]
    pub day: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum KamCommand {
    /// What each brings; with options it describes one person
    Profile(ProfileArguments),
    /// Propose who looks after which client
    Assign {
        /// Accept the proposal
        #[arg(long)]
        accept: bool,
    },
    /// The duties at one client and what is done
    Duties {
        /// The client
        account: String,
        /// A duty to mark
        #[arg(long, value_name = "DUTY", requires = "state")]
        mark: Option<String>,
        /// `done`, `not_needed` or `clear`
        #[arg(long, value_name = "WORD", requires = "mark")]
        state: Option<String>,
        /// What proves it
        #[arg(long, value_name = "TEXT")]
        evidence: Option<String>,
    },
    /// Dossier for handing a client over, and the hand-over itself
    Handover {
        /// The client; without it the hand-overs that run are shown
        account: Option<String>,
        /// Begin to hand over to this person
        #[arg(long, value_name = "USER")]
        to: Option<String>,
        /// Tick off a line of the checklist
        #[arg(long, value_name = "LINE", conflicts_with = "to")]
        check: Option<String>,
        /// A note on the line
        #[arg(long, value_name = "TEXT", requires = "check")]
        note: Option<String>,
        /// Finish the hand-over
        #[arg(long, conflicts_with_all = ["to", "check"])]
        finish: bool,
    },
}

#[derive(Debug, Args)]
pub struct ProfileArguments {
    /// E-mail, id or name; without it everybody is shown
    pub user: Option<String>,
    /// First day with the firm
    #[arg(long, value_name = "DATE", requires = "user")]
    pub hired_on: Option<String>,
    /// A skill with a level from 0 to 5: `negotiation=4`, `language:de=3`, `industry:bank=5`
    #[arg(long = "skill", value_name = "SKILL=LEVEL", requires = "user")]
    pub skills: Vec<String>,
    /// What proves each skill, in the same order
    #[arg(long, value_name = "TEXT", requires = "skills")]
    pub evidence: Vec<String>,
    /// Proven results
    #[arg(long, value_name = "TEXT", requires = "user")]
    pub results: Option<String>,
    /// Hours a year for key clients
    #[arg(long, value_name = "HOURS", requires = "user")]
    pub hours: Option<f64>,
    /// Most clients at once
    #[arg(long, value_name = "COUNT", requires = "user")]
    pub accounts_max: Option<u64>,
    /// Cost a year
    #[arg(long, value_name = "AMOUNT", requires = "user")]
    pub cost: Option<String>,
}
