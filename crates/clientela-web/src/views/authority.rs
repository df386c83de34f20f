//! How strong the book is, as the use cases tell it.

pub use clientela_app::measure_authority::{AuthorityRequest, Member, Standing};
