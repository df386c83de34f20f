//! What the live imports together say about a client: later files win wherever they know something.
//!
//! Computed from all of them in order, so that taking one away leaves exactly what the others say.

use std::collections::HashMap;

use clientela_domain::names::fold;
use clientela_domain::sales::reader::CustomerSeen;
use clientela_store::accounts::NewAccount;
use clientela_store::import_words::ImportCustomer;

use crate::directory::shown_code;
use crate::read_sheet::merge_customer;

/// Customers by key, as the live imports in their order show them.
#[must_use]
pub(crate) fn combined(
    rows: impl IntoIterator<Item = ImportCustomer>,
) -> HashMap<String, CustomerSeen> {
    let mut customers = HashMap::new();
    for row in rows {
        merge_customer(
            &mut customers,
            CustomerSeen {
                key: row.customer_key,
                code: row.code,
                name: row.name,
                registration_number: row.registration_number,
                vat_number: row.vat_number,
                city: row.city,
            },
        );
    }
    customers
}

/// The name a client goes by; the code stands in for a missing name.
#[must_use]
pub(crate) fn name_of(customer: &CustomerSeen) -> String {
    match (customer.name.as_str(), shown_code(&customer.key)) {
        ("", Some(code)) => code.to_owned(),
        (name, _) => name.to_owned(),
    }
}

/// A client as a customer of a file shows it.
#[must_use]
pub(crate) fn new_account(customer: &CustomerSeen) -> NewAccount {
    let name = name_of(customer);
    NewAccount {
        name_folded: fold(&name),
        name,
        registration_number: customer.registration_number.clone(),
        vat_number: customer.vat_number.clone(),
        city: customer.city.clone(),
        customer_keys: vec![customer.key.clone()],
    }
}
