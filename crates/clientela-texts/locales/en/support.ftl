## Support: the words of the domain
support-side-us = we
support-side-them = the client
support-side-both = both sides
support-kind-reference = reference
support-kind-testimonial = testimonial
support-kind-introduction = introduction
support-kind-advocacy = speaking for the other
support-kind-standing-by = help in trouble
support-kind-joint-tender = joint tender
support-kind-joint-event = joint event
support-kind-permission = permission for a name or logo
support-kind-use = use of a name or logo
support-kind-fair = fair
support-kind-anniversary = anniversary or feast
support-kind-review = business review
support-kind-incident = incident that hurt a name
support-kind-added-value = added value
support-kind-service = service delivered
support-family-favour = favours
support-family-joint = joint ventures
support-family-festival = shared occasions
support-family-brand = names and logos
support-family-value = added value and services
support-mark-name = the name
support-mark-logo = the logo
support-mark-name-and-logo = the name and the logo
support-state-planned = planned
support-state-done = done
support-state-withdrawn = withdrawn
support-cover-covered = with permission
support-cover-before = begun before the permission
support-cover-after = the permission has ended
support-cover-missing = without permission

## The evidence
input-use-from = used from
input-use-until = used until
input-permission-from = permitted from
input-permission-until = permitted until
missing-permission = permission of the party whose name or logo it is

## The journal and refusals
journal-kind-support = support with
journal-filter-support = Support
journal-withdrawn-support = { $who } withdrew { $what }
journal-reinstated-support = { $who } reinstated { $what }
journal-supports-created = { $who } added { $count ->
    [one] one record of support
   *[other] { $count } records of support
} from an import
journal-supports-removed = { $who } removed { $count ->
    [one] one record of support
   *[other] { $count } records of support
} when undoing an import
journal-field-side = the side
journal-field-support-kind = the kind
journal-field-before-whom = before whom
journal-field-mark = the name or logo
journal-field-until-day = the last day
journal-field-stated = the value we state
journal-field-confirmed = the confirmed value
journal-field-confirmed-on = the day of the confirmation
journal-field-confirmed-by = who confirmed it
journal-field-thanked-on = the day of thanks
journal-field-settled-on = the day it was settled
journal-field-support-state = the state
journal-field-guests = who was asked of the client
journal-field-hosts = who was asked of us
not-now-support-state = The record is no longer in that state: open it again and see what can be done.
not-now-support-no-mark = Only a permission or a use of a name or logo has an end that is moved like this.
field-mark-missing = Choose the name, the logo or both.
field-until-before-day = The last day lies before the first.
field-confirmed-value = Write what it was worth according to the client.
invalid-mark-missing = Choose name, logo or name_and_logo.
invalid-until-before-day = The last day lies before the first.
invalid-confirmed-value = Write what it was worth according to the client.
set-aside-support-word-unknown = unknown word for side, kind, mark or state
remedy-support-word-unknown = Write “we”, “the client” or “both”, and a word from the lists on the page of support.
set-aside-mark-missing = it does not say whether the name or the logo is meant
remedy-mark-missing = Write “name”, “logo” or “name and logo”.

## Files of support
file-kind-support = Support
terminal-support = support
import-report-support = To support
import-sample-support = sample support
help-import-support = Support: references, introductions, permissions, shared occasions, services
help-import-support--file = The file
help-import-support--dry-run = Say what would happen and change nothing
help-import-support--corrected = Rows set aside earlier, corrected in a CSV, to be run again
help-import-support--on-conflict = Not used for support: known records are skipped
record-column-side = Who supports
record-column-support-kind = Kind of support
record-column-before-whom = Before whom
record-column-mark = Name or logo
record-column-until-day = Until
record-column-stated = Value we state
record-column-confirmed = Confirmed value
record-column-confirmed-on = Confirmed on
record-column-confirmed-by = Confirmed by
record-column-thanked-on = Thanked on
record-column-settled-on = Settled on
record-column-attended = Who came
mapping-missing-side = who supports
mapping-missing-support-kind = kind of support
mapping-missing-support = what it consists of
missing-side = who supports
missing-support-kind = the kind of support
missing-support = what it consists of
journal-field-support-folder = the folder for support
journal-field-support-by = in whose name support is imported
journal-field-support-on = the taking of support

## The pages
nav-support = Support and brand
palette-support = Write support down
palette-support-words = support reference introduction testimonial logo permission fair anniversary service
support-headline = { $count ->
    [one] one record of support
   *[other] { $count } records of support
}
support-empty-title = No support is written down yet
support-empty-text = Write down who recommended, introduced or stood up for whom, whose logo is used with which permission, who came to shared occasions, and what a service was worth according to the client.
support-none-match = No support fits these conditions.
support-none-here = No support with this client is written down yet.
support-both-ways = Support both ways
support-title = Support
support-new = New support
support-new-lead = Who supported whom and by what: a reference, an introduction, leave to use a name or logo, a shared occasion, added value.
support-save = Write the support down
support-side = Who supports
support-kind = Kind
support-family = Group
support-mark = Name or logo
support-what = What it consists of
support-before-whom = Before whom
support-person = On the client's side
support-owner = On our side
support-document = Where it is written
support-day = Day
support-until = Until
support-until-help = End of the permission or of the use; empty: it goes on.
support-planned-check = Still to come
support-stated = Value we state
support-confirmed = Confirmed by the client
support-confirmed-on = Confirmed on
support-confirmed-by = Confirmed by
support-thanked-on = Thanked on
support-settled-on = Settled on
support-note = Note
support-worth = Value
support-state = State
support-attendance = Asked and came
support-attendance-help = For fairs, anniversaries, reviews and joint ventures: who of both sides was asked, and who came.
support-guests = On the client's side
support-hosts = On our side
support-came = came
support-asked = asked
support-thanks-owed-by-us = we owe thanks
support-thanks-owed-to-us = they have not thanked
support-ends = until { $day }
support-ended = ended on { $day }
support-settled = settled on { $day }
support-unsettled = not settled
support-stated-only = we say { $stated }, not confirmed by the client
support-stated-confirmed = we say { $stated }, the client says { $confirmed }
support-values = { $count ->
    [one] One service
   *[other] { $count } services
}: we state { $stated }, the client confirmed { $confirmed }, not confirmed: { $unconfirmed }
support-values-unknown = Services of unknown value: { $count }
support-due = What waits
support-due-thanks = We owe thanks: { $count }
support-due-uncovered = Name or logo without a valid permission: { $count }
support-due-expiring = End within 60 days: { $count }
support-due-unsettled = Incidents not settled: { $count }
support-waits = Waits for
support-waits-thanks = thanks
support-waits-confirmation = the client's confirmation
support-cover = How it stands to the permission
support-deeds = What happened
support-when = When
support-do-done = It is done
support-do-thank = We thanked
support-do-thanked-us = They thanked us
support-do-confirm = The client confirmed
support-do-settle = It is settled
support-do-end = It ended
support-promise = A promise from this support
support-withdraw = Written down by mistake
support-withdraw-help = What is withdrawn stays in the book and counts nowhere.
support-withdraw-why = Why
support-reinstate = Put it back
support-reinstated = The record is back
support-facts = Data
support-change = Change what is written
undo-support-written = The support is written down.
undo-support-withdrawn = The record is withdrawn.
term-support = Support
term-support-text = A favour of one side to the other: a reference, an introduction, leave to use a name or logo, a shared occasion, a service. One gives thanks for a favour; it does not become a debt.
help-of-support = Who recommended whom, whose logo is used and until when, who came to shared occasions, what a service was worth according to the client. On top stands for what we still owe thanks.
