//! Verbs of the plan of activity.

use clap::{Args, Subcommand};

use super::happenings::By;

#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// The plan of a week: visits, hours, what they are expected to bring, what became of them
    Week {
        /// Which week, as `2026-W48` (by default, this one)
        #[arg(long, value_name = "WEEK")]
        week: Option<String>,
        #[command(flatten)]
        of: Whose,
    },
    /// Where the hours of a quarter bring most
    Allocation {
        /// Which quarter, as `2026-Q4` (by default, this one)
        #[arg(long, value_name = "QUARTER")]
        quarter: Option<String>,
        #[command(flatten)]
        of: Whose,
    },
    /// What contacts brought from one day to another (by default, in the last ninety days): plan against fact, and what
    /// followed
    Followed {
        /// Days after a contact that are looked at
        #[arg(long, value_name = "DAYS")]
        within: Option<u32>,
        #[command(flatten)]
        of: Whose,
    },
    /// How much time for visits somebody has, by weekday and on single days
    Hours {
        /// Says hours by weekday, Monday first: seven numbers with commas between, as `4,4,4,4,2.5,0,0`
        #[arg(long, value_name = "HOURS")]
        usual: Option<String>,
        /// Says what a visit takes, in hours
        #[arg(long, value_name = "HOURS")]
        visit: Option<f64>,
        /// One very day
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        /// Says how much time that day has, in hours
        #[arg(
            long,
            value_name = "HOURS",
            requires = "day",
            conflicts_with = "as_usual"
        )]
        day_hours: Option<f64>,
        /// That day is as its weekday again
        #[arg(long, requires = "day")]
        as_usual: bool,
        #[command(flatten)]
        of: Whose,
        #[command(flatten)]
        by: By,
    },
    /// The private address under which a calendar program reads somebody's visits
    Calendar {
        /// Makes a new address, told this once; the one before holds no more
        #[arg(long, conflicts_with = "withdraw")]
        renew: bool,
        /// Withdraws the address
        #[arg(long)]
        withdraw: bool,
        #[command(flatten)]
        by: By,
    },
    /// Plans a visit to a client
    Visit {
        /// Client: id, code or name
        account: String,
        /// When
        day: String,
        /// How long, in hours
        #[arg(long, value_name = "HOURS")]
        hours: Option<f64>,
        /// What for
        #[arg(long, value_name = "TEXT")]
        purpose: Option<String>,
        /// It was promised
        #[arg(long)]
        promised: bool,
        #[command(flatten)]
        by: By,
    },
}

/// Whose plan.
#[derive(Debug, Args)]
pub struct Whose {
    /// Whose: an e-mail (by default, that of who asks; everybody's for the program itself)
    #[arg(long = "for", value_name = "USER")]
    pub of: Option<String>,
}
