//! The words of a line, and the hashes by which two versions of a document are told apart.

use xxhash_rust::xxh3::xxh3_64;

use super::Fault;
use super::cells::{company_number, is_personal};
use super::plan::Plan;
use crate::sales::column::Column;
use crate::sales::lines::{LineBatch, UNKNOWN_DAY, UNKNOWN_UNITS};
use crate::sales::rows::Record;

/// The words of a line, borrowed from the record.
pub(super) struct Words<'a> {
    pub(super) document_number: &'a str,
    pub(super) customer_code: &'a str,
    pub(super) customer_name: &'a str,
    pub(super) registration_number: &'a str,
    pub(super) vat_number: &'a str,
    pub(super) city: &'a str,
    pub(super) site: &'a str,
    pub(super) product: &'a str,
    pub(super) product_name: &'a str,
    pub(super) product_group: &'a str,
    pub(super) brand: &'a str,
    pub(super) unit: &'a str,
    pub(super) sales_representative: &'a str,
    pub(super) order_number: &'a str,
    pub(super) masked: u64,
}

/// Reads the words of a record; a personal number in a company's column is left out.
pub(super) fn words<'a>(
    plan: &Plan,
    record: Record<'a>,
    document_number: &'a str,
) -> Result<Words<'a>, Fault> {
    let mut masked = 0;
    let mut company = |column: Column| -> Result<&'a str, Fault> {
        let text = plan.code(record, column)?;
        if is_personal(text) {
            masked += 1;
            return Ok("");
        }
        Ok(company_number(text))
    };
    let registration_number = company(Column::CustomerRegistrationNumber)?;
    let vat_number = company(Column::CustomerVatNumber)?;
    let product_code = plan.code(record, Column::ProductCode)?;
    let product_name = plan.word(record, Column::ProductName)?;
    Ok(Words {
        document_number,
        customer_code: plan.code(record, Column::CustomerCode)?,
        customer_name: plan.word(record, Column::CustomerName)?,
        registration_number,
        vat_number,
        city: plan.word(record, Column::CustomerCity)?,
        site: plan.word(record, Column::Site)?,
        product: if product_code.is_empty() {
            product_name
        } else {
            product_code
        },
        product_name,
        product_group: plan.word(record, Column::ProductGroup)?,
        brand: plan.word(record, Column::Brand)?,
        unit: plan.word(record, Column::Unit)?,
        sales_representative: plan.word(record, Column::SalesRepresentative)?,
        order_number: plan.code(record, Column::OrderNumber)?,
        masked,
    })
}

pub(super) struct LineHashes {
    pub(super) content: u64,
    pub(super) knowledge: u64,
}

/// Hashes of the line whose numbers were pushed last.
pub(super) fn line_hashes(bytes: &mut Vec<u8>, lines: &LineBatch, words: &Words<'_>) -> LineHashes {
    let last = lines.net.len() - 1;
    bytes.clear();
    bytes.extend_from_slice(words.product.as_bytes());
    bytes.push(0);
    bytes.extend_from_slice(&lines.quantity[last].to_le_bytes());
    bytes.extend_from_slice(&lines.net[last].to_le_bytes());
    bytes.extend_from_slice(lines.currency[last].code().as_bytes());
    let content = xxh3_64(bytes);

    bytes.clear();
    let known_words = [
        words.customer_name,
        words.registration_number,
        words.vat_number,
        words.city,
        words.site,
        words.product_name,
        words.product_group,
        words.brand,
        words.unit,
        words.sales_representative,
        words.order_number,
    ];
    for (tag, word) in (1_u8..).zip(known_words) {
        if !word.is_empty() {
            bytes.push(tag);
            bytes.extend_from_slice(word.as_bytes());
            bytes.push(0);
        }
    }
    let numbers = [
        &lines.unit_price,
        &lines.discount,
        &lines.vat,
        &lines.gross,
        &lines.cost,
        &lines.promised_quantity,
        &lines.delivered_quantity,
        &lines.paid,
        &lines.open,
    ];
    for (tag, column) in (101_u8..).zip(numbers) {
        if column[last] != UNKNOWN_UNITS {
            bytes.push(tag);
            bytes.extend_from_slice(&column[last].to_le_bytes());
        }
    }
    let days = [
        &lines.day,
        &lines.promised_day,
        &lines.delivered_day,
        &lines.due_day,
    ];
    for (tag, column) in (201_u8..).zip(days) {
        if column[last] != UNKNOWN_DAY {
            bytes.push(tag);
            bytes.extend_from_slice(&column[last].to_le_bytes());
        }
    }
    LineHashes {
        content,
        knowledge: xxh3_64(bytes),
    }
}
