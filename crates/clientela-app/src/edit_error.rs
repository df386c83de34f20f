//! What can be wrong with a form: every field at once, so that nobody corrects them one by one.

use clientela_store::StoreError;

use crate::error::AppError;

/// A field that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// Name of the field.
    pub field: &'static str,
    /// Why: the message is `field-<code>`.
    pub code: &'static str,
    /// What was given.
    pub value: String,
}

/// Why a form was not written.
#[derive(Debug)]
pub enum EditError {
    /// These fields cannot be taken.
    Fields(Vec<FieldProblem>),
    /// Anything else.
    Other(AppError),
}

impl From<AppError> for EditError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Invalid { field, code, value } => {
                Self::Fields(vec![FieldProblem { field, code, value }])
            }
            other => Self::Other(other),
        }
    }
}

impl From<StoreError> for EditError {
    fn from(error: StoreError) -> Self {
        AppError::from(error).into()
    }
}

/// For answers that have room for one field: the first.
impl From<EditError> for AppError {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Other(error) => error,
            EditError::Fields(problems) => problems.into_iter().next().map_or(
                Self::Invalid {
                    field: "",
                    code: "required",
                    value: String::new(),
                },
                |first| Self::Invalid {
                    field: first.field,
                    code: first.code,
                    value: first.value,
                },
            ),
        }
    }
}
