//! Accounts found again by what other systems know them by.

use clientela_domain::ids::AccountId;

use super::visible;
use crate::error::StoreError;
use crate::external_codes::{CodedEntity, ExternalCode};
use crate::sql::{self, binds};
use crate::transaction::Reader;

/// What another system knows an account by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountIdentifier {
    /// Its key there; without a system also the customer code of sales files.
    Code(ExternalCode),
    /// Registration number, as accounts keep it.
    RegistrationNumber(String),
    /// VAT number, as accounts keep it.
    VatNumber(String),
}

/// The accounts the viewer may see that are known so, by id: more than one when the book has the same
/// client twice.
///
/// # Errors
/// When the database refuses.
pub async fn identified(
    reader: &dyn Reader,
    identifier: &AccountIdentifier,
) -> Result<Vec<AccountId>, StoreError> {
    let (mut values, condition) = match identifier {
        AccountIdentifier::RegistrationNumber(number) => {
            (binds![number], "accounts.registration_number = $1")
        }
        AccountIdentifier::VatNumber(number) => (binds![number], "accounts.vat_number = $1"),
        AccountIdentifier::Code(code) => (
            binds![
                CodedEntity::Account.code(),
                &code.system,
                &code.code,
                customer_key_of(code)
            ],
            "(accounts.id IN (SELECT entity_id FROM external_codes
                 WHERE entity = $1 AND system = $2 AND code = $3)
              OR accounts.id IN (SELECT account_id FROM account_codes WHERE customer_key = $4))",
        ),
    };
    let text = format!(
        "SELECT accounts.id FROM accounts WHERE {condition} AND {} ORDER BY accounts.id",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "finding an account again", &text, values, |row| {
        Ok(AccountId(row.uuid("id")?))
    })
    .await
}

/// The key of sales files that a code without a system stands for; no key of theirs is empty.
fn customer_key_of(code: &ExternalCode) -> String {
    if code.system.is_empty() {
        clientela_domain::sales::lines::customer_key(&code.code, "")
    } else {
        String::new()
    }
}
