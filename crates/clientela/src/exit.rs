//! Exit codes and failures of the command line.

use std::process::ExitCode;

use clientela_app::error::AppError;

/// How a verb ended, as programs see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Done, but some rows were set aside.
    SomeSetAside,
    /// The check ran and found damage.
    Damaged,
    /// What was said is not clear enough, so nothing was written.
    NotWritten,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::from(0),
            Exit::Damaged | Exit::NotWritten => Self::from(1),
            Exit::SomeSetAside => Self::from(3),
        }
    }
}

/// Why a verb failed.
#[derive(Debug)]
pub enum Failure {
    /// A use case refused or failed: exit code 1.
    App(AppError),
    /// The command line itself is wrong: exit code 2, a message id and the value at fault.
    Usage(&'static str, String),
}

impl Failure {
    /// A failure of the system outside the use cases.
    pub fn system(
        operation: &str,
        error: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::App(AppError::system(operation, error))
    }

    /// The exit code.
    #[must_use]
    pub fn code(&self) -> ExitCode {
        match self {
            Self::App(_) => ExitCode::from(1),
            Self::Usage(..) => ExitCode::from(2),
        }
    }
}

impl<E: Into<AppError>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::App(error.into())
    }
}
