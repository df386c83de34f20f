//! `agreements limits`: above what terms wait for the commercial director.

use clientela_app::answers::approval_limits::ApprovalLimitsAnswer;
use clientela_app::approval_settings::ApprovalSettings;
use clientela_app::context::Context;
use clientela_store::Viewer;

use crate::exit::{Exit, Failure};
use crate::printer::Printer;

/// Shows the limits, after setting those that are given: discount, days until payment, credit, guarantee.
pub(super) async fn limits(
    context: &Context,
    viewer: &Viewer,
    given: [&Option<String>; 4],
    printer: &Printer,
) -> Result<Exit, Failure> {
    let mut settings = ApprovalSettings::load(context, viewer).await?;
    if given.iter().any(|one| one.is_some()) {
        let set = |given: &Option<String>, field: &mut Option<String>| match given.as_deref() {
            None => {}
            Some("none") => *field = None,
            Some(text) => *field = Some(text.to_owned()),
        };
        let [discount, payment_days, credit, guarantee] = given;
        set(discount, &mut settings.discount);
        set(payment_days, &mut settings.payment_days);
        set(credit, &mut settings.credit);
        set(guarantee, &mut settings.guarantee);
        settings.save(context, viewer).await?;
        settings = ApprovalSettings::load(context, viewer).await?;
    }
    let state = context.book_state(viewer).await?;
    let answer = ApprovalLimitsAnswer::of(&settings, state.settings.reporting_currency());
    printer.answer(&answer, |page| {
        if settings.is_empty() {
            page.say("approval-none-set");
            return;
        }
        let texts = page.texts();
        let line = |id: &str, value: &Option<String>| {
            let value = value.clone();
            let none = || texts.get("limit-none").into_owned();
            (texts.get(id).into_owned(), value.unwrap_or_else(none))
        };
        page.pairs(&[
            line("approval-discount", &settings.discount),
            line("approval-payment", &settings.payment_days),
            line("approval-credit", &settings.credit),
            line("approval-guarantee", &settings.guarantee),
        ]);
    });
    Ok(Exit::Done)
}
