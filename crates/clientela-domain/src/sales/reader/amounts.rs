//! What a line is worth: net, or derived from gross, or quantity times price.

use super::Fault;
use super::plan::Plan;
use crate::amount::LINE_UNITS_MAX;
use crate::currency::Currency;
use crate::sales::column::Column;
use crate::sales::format::DiscountScale;
use crate::sales::lines::{DocumentKind, UNKNOWN_UNITS};
use crate::sales::report::SetAsideReason;
use crate::sales::rows::Record;
use crate::sales::values::{Decimal, NumberFault, divide_half_even};

/// Net plus VAT may differ from gross by this much: each was rounded to the cent on its own.
const DISAGREEMENT_MAX: i64 = 200;

/// The numbers of a line as the file has them.
struct Written {
    quantity: Option<Decimal>,
    unit_price: Option<Decimal>,
    gross_unit_price: Option<Decimal>,
    discount_percent: Option<Decimal>,
    discount_amount: Option<Decimal>,
    net: Option<Decimal>,
    vat_amount: Option<Decimal>,
    gross: Option<Decimal>,
    cost: Option<Decimal>,
    unit_cost: Option<Decimal>,
    margin: Option<Decimal>,
    /// In ten-thousandths of one.
    vat_rate: Option<i64>,
}

/// What a line is worth, in ten-thousandths; [`UNKNOWN_UNITS`] where unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineAmounts {
    pub(super) quantity: i64,
    pub(super) unit_price: i64,
    pub(super) discount: i64,
    pub(super) net: i64,
    pub(super) vat: i64,
    pub(super) gross: i64,
    pub(super) cost: i64,
    pub(super) derived_from_gross: bool,
    /// The currency written beside an amount.
    pub(super) currency: Option<Currency>,
}

/// Reads the amounts of a record.
///
/// A credit note is negative whatever the signs in the file, so its numbers are taken without sign
/// and the results made negative.
pub(super) fn line_amounts(
    plan: &Plan,
    record: Record<'_>,
    kind: DocumentKind,
) -> Result<LineAmounts, Fault> {
    let credit = kind == DocumentKind::CreditNote;
    let number = |column: Column| {
        plan.number(record, column).map(|number| {
            if credit {
                number.map(Decimal::absolute)
            } else {
                number
            }
        })
    };
    let written = Written {
        quantity: number(Column::Quantity)?,
        unit_price: number(Column::UnitPrice)?,
        gross_unit_price: number(Column::GrossUnitPrice)?,
        discount_percent: number(Column::DiscountPercent)?,
        discount_amount: number(Column::DiscountAmount)?,
        net: number(Column::NetAmount)?,
        vat_amount: number(Column::VatAmount)?,
        gross: number(Column::GrossAmount)?,
        cost: number(Column::CostAmount)?,
        unit_cost: number(Column::UnitCost)?,
        margin: number(Column::MarginAmount)?,
        vat_rate: if plan.has(Column::VatRate) {
            plan.vat_rate(record)
        } else {
            None
        },
    };
    let amounts = written.amounts(plan)?;
    Ok(if credit { amounts.negative() } else { amounts })
}

impl Written {
    fn amounts(&self, plan: &Plan) -> Result<LineAmounts, Fault> {
        let quantity = units(self.quantity, Column::Quantity)?;
        let mut vat = units(self.vat_amount, Column::VatAmount)?;
        let mut gross = units(self.gross, Column::GrossAmount)?;
        let rate = self.vat_rate.or(plan.gross_vat_rate);
        let discount_share = self.discount_share(plan.discount);
        let mut derived_from_gross = false;
        let net = if let Some(net) = self.net {
            let net = net
                .units()
                .map_err(|fault| fault_at(fault, Column::NetAmount))?;
            self.check_agreement(net, vat, gross)?;
            net
        } else if let Some(net) = net_of_gross(gross, vat, rate) {
            derived_from_gross = true;
            net
        } else if let (Some(quantity), Some(price)) = (self.quantity, self.unit_price) {
            self.discounted(quantity, price, discount_share, Column::UnitPrice)?
        } else if let (Some(quantity), Some(price), Some(rate)) =
            (self.quantity, self.gross_unit_price, rate)
        {
            let whole = self.discounted(quantity, price, discount_share, Column::GrossUnitPrice)?;
            gross = whole;
            derived_from_gross = true;
            without_vat(whole, rate)
        } else {
            return Err(Fault::of(
                SetAsideReason::AmountMissing,
                Self::amount_column(plan),
            ));
        };
        if net.abs() > LINE_UNITS_MAX {
            return Err(Fault::of(
                SetAsideReason::NumberTooLarge,
                Self::amount_column(plan),
            ));
        }
        if gross == UNKNOWN_UNITS && vat != UNKNOWN_UNITS {
            gross = net.saturating_add(vat);
        } else if vat == UNKNOWN_UNITS && gross != UNKNOWN_UNITS {
            vat = gross.saturating_sub(net);
        }
        Ok(LineAmounts {
            quantity,
            unit_price: self.net_unit_price(rate)?,
            discount: self.discount(discount_share)?,
            net,
            vat,
            gross,
            cost: self.cost(net)?,
            derived_from_gross,
            currency: self.currency(),
        })
    }

    /// The column to name when the amount of a line is at fault: the one that holds it or would.
    fn amount_column(plan: &Plan) -> Column {
        let candidates = [
            Column::NetAmount,
            Column::GrossAmount,
            Column::UnitPrice,
            Column::GrossUnitPrice,
        ];
        candidates
            .into_iter()
            .find(|&column| plan.has(column))
            .unwrap_or(Column::Quantity)
    }

    /// Net, VAT and gross must agree when all three are known.
    fn check_agreement(&self, net: i64, vat: i64, gross: i64) -> Result<(), Fault> {
        let vat = match (vat, self.vat_rate) {
            (UNKNOWN_UNITS, Some(rate)) => share_of(net, rate),
            (UNKNOWN_UNITS, None) => return Ok(()),
            (vat, _) => vat,
        };
        if gross == UNKNOWN_UNITS || (gross - net - vat).abs() <= DISAGREEMENT_MAX {
            Ok(())
        } else {
            Err(Fault::of(
                SetAsideReason::AmountsDisagree,
                Column::GrossAmount,
            ))
        }
    }

    /// The discount as a fraction of one; `None` without one, or when it is more than everything.
    fn discount_share(&self, scale: DiscountScale) -> Option<Decimal> {
        let discount = self.discount_percent?;
        let percent = discount.percent || scale == DiscountScale::Percent;
        let share = if percent {
            discount.hundredth()
        } else {
            Some(discount)
        };
        share.filter(|share| share.units().is_ok_and(|units| units.abs() <= 10_000))
    }

    fn discounted(
        &self,
        quantity: Decimal,
        price: Decimal,
        share: Option<Decimal>,
        column: Column,
    ) -> Result<i64, Fault> {
        let too_large = |fault| fault_at(fault, column);
        if let Some(amount) = self.discount_amount {
            let whole = quantity.times(price).map_err(too_large)?;
            return Ok(whole
                - amount
                    .units()
                    .map_err(|fault| fault_at(fault, Column::DiscountAmount))?);
        }
        match (self.discount_percent, share.and_then(Decimal::one_minus)) {
            (Some(_), Some(rest)) => quantity.times_two(price, rest).map_err(too_large),
            (Some(_), None) => Err(Fault::of(
                SetAsideReason::NumberInvalid,
                Column::DiscountPercent,
            )),
            (None, _) => quantity.times(price).map_err(too_large),
        }
    }

    /// The discount in money.
    fn discount(&self, share: Option<Decimal>) -> Result<i64, Fault> {
        if self.discount_amount.is_some() {
            return units(self.discount_amount, Column::DiscountAmount);
        }
        let price = self.unit_price.or(self.gross_unit_price);
        match (self.quantity, price, share) {
            (Some(quantity), Some(price), Some(share)) => quantity
                .times_two(price, share)
                .map_err(|fault| fault_at(fault, Column::DiscountPercent)),
            _ => Ok(UNKNOWN_UNITS),
        }
    }

    fn net_unit_price(&self, rate: Option<i64>) -> Result<i64, Fault> {
        if self.unit_price.is_some() {
            return units(self.unit_price, Column::UnitPrice);
        }
        let gross = units(self.gross_unit_price, Column::GrossUnitPrice)?;
        Ok(match rate {
            Some(rate) if gross != UNKNOWN_UNITS => without_vat(gross, rate),
            _ => UNKNOWN_UNITS,
        })
    }

    fn cost(&self, net: i64) -> Result<i64, Fault> {
        if self.cost.is_some() {
            return units(self.cost, Column::CostAmount);
        }
        if let (Some(quantity), Some(cost)) = (self.quantity, self.unit_cost) {
            return quantity
                .times(cost)
                .map_err(|fault| fault_at(fault, Column::UnitCost));
        }
        let margin = units(self.margin, Column::MarginAmount)?;
        Ok(if margin == UNKNOWN_UNITS {
            UNKNOWN_UNITS
        } else {
            net.saturating_sub(margin)
        })
    }

    fn currency(&self) -> Option<Currency> {
        [self.net, self.gross, self.unit_price, self.gross_unit_price]
            .into_iter()
            .find_map(|number| number.and_then(|number| number.currency))
    }
}

impl LineAmounts {
    fn negative(self) -> Self {
        let turned = |units: i64| {
            if units == UNKNOWN_UNITS {
                UNKNOWN_UNITS
            } else {
                -units.abs()
            }
        };
        Self {
            quantity: turned(self.quantity),
            discount: turned(self.discount),
            net: turned(self.net),
            vat: turned(self.vat),
            gross: turned(self.gross),
            cost: turned(self.cost),
            ..self
        }
    }
}

/// Net of a gross amount; `None` without gross, or without VAT and rate.
fn net_of_gross(gross: i64, vat: i64, rate: Option<i64>) -> Option<i64> {
    match (gross, vat, rate) {
        (UNKNOWN_UNITS, ..) => None,
        (gross, vat, _) if vat != UNKNOWN_UNITS => Some(gross.saturating_sub(vat)),
        (gross, _, Some(rate)) => Some(without_vat(gross, rate)),
        _ => None,
    }
}

/// `gross / (1 + rate)`, rounded half to even at the ledger's scale.
fn without_vat(gross: i64, rate: i64) -> i64 {
    let net = divide_half_even(i128::from(gross) * 10_000, 10_000 + i128::from(rate.max(0)));
    i64::try_from(net).unwrap_or(gross)
}

fn share_of(net: i64, rate: i64) -> i64 {
    i64::try_from(divide_half_even(i128::from(net) * i128::from(rate), 10_000))
        .unwrap_or(UNKNOWN_UNITS)
}

fn units(number: Option<Decimal>, column: Column) -> Result<i64, Fault> {
    number.map_or(Ok(UNKNOWN_UNITS), |number| {
        number.units().map_err(|fault| fault_at(fault, column))
    })
}

fn fault_at(fault: NumberFault, column: Column) -> Fault {
    let reason = match fault {
        NumberFault::Invalid => SetAsideReason::NumberInvalid,
        NumberFault::Ambiguous => SetAsideReason::NumberAmbiguous,
        NumberFault::TooLarge => SetAsideReason::NumberTooLarge,
    };
    Fault::of(reason, column)
}
