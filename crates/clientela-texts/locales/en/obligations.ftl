## Obligations and trust: the words of the domain
party-us = we
party-them = the client
obligation-kind-quality = quality
obligation-kind-delivery = delivery
obligation-kind-deadline = deadline
obligation-kind-service = service
obligation-kind-payment = payment
obligation-kind-information = information
obligation-kind-reference = reference
obligation-kind-protection = protection
obligation-kind-other = other
obligation-origin-clause = clause of an agreement
obligation-origin-interaction = promise in a conversation
obligation-origin-custom = custom
obligation-origin-support = support
obligation-state-proposed = proposed
obligation-state-conditional = conditional
obligation-state-open = open
obligation-state-due = overdue, within grace
obligation-state-kept = kept
obligation-state-kept-in-grace = kept within grace
obligation-state-broken = broken
obligation-state-broken-cured = performed late
obligation-state-waived = waived
obligation-state-renegotiated = renegotiated
obligation-state-expired = expired
obligation-state-withdrawn = withdrawn
obligation-state-forgiven = forgiven
obligation-state-disputed = disputed
obligation-event-accept-unconditional = accepted
obligation-event-accept-conditional = accepted under its condition
obligation-event-reject = not accepted
obligation-event-withdraw = withdrawn
obligation-event-lapse = the offer lapsed
obligation-event-antecedent-true = the condition came true
obligation-event-antecedent-failed = the condition failed
obligation-event-release = released
obligation-event-cancel = said not to be done
obligation-event-renegotiate = renegotiated
obligation-event-due-reached = its day passed
obligation-event-discharge = done
obligation-event-grace-passed = the days of grace passed
obligation-event-contest = contested
obligation-event-resolve-kept = settled: kept
obligation-event-resolve-broken = settled: broken
obligation-group-open = open
obligation-group-due = overdue
obligation-group-kept = kept
obligation-group-kept-late = kept late
obligation-group-broken = broken
obligation-group-waived = waived
obligation-group-renegotiated = renegotiated
obligation-group-ended = ended
obligation-age-not-due = not yet due
obligation-age-1-30 = 1–30 days
obligation-age-31-60 = 31–60 days
obligation-age-61-90 = 61–90 days
obligation-age-over-90 = over 90 days
obligation-age-undated = without a day

## The evidence
input-due-day = day until when, with so many days of grace
input-obligation-event = event
input-promises-closed = closed promises
input-promises-kept = kept
input-promises-broken = broken
input-weight-kept = weight of what was kept
input-weight-broken = weight of what was broken
input-half-life = days in which the weight halves
missing-due-day = a day until when
missing-closed-promises = at least four closed promises
unknown-few-promises = fewer than four promises have been closed

## The one-line entry
quick-add-no-debtor = The line does not say who owes: we or the client.
quick-add-nothing-owed = The line does not say what is owed.

## The journal and refusals
journal-kind-obligation = an obligation with
journal-filter-obligation = Obligations
journal-obligations-created = { $who } added { $count ->
    [one] one obligation
   *[other] { $count } obligations
} from an import
journal-obligations-removed = { $who } removed { $count ->
    [one] one obligation
   *[other] { $count } obligations
} when undoing an import
journal-field-debtor = the debtor
journal-field-condition = the condition
journal-field-made-on = the day of the promise
journal-field-grace-days = the days of grace
journal-field-importance = the importance
journal-field-value-low = the worth at least
journal-field-value-high = the worth at most
journal-field-currency = the currency
journal-field-is-gift = the mark “gift without debt”
not-now-obligation-event-impossible = That cannot have happened to the obligation on that day: look at its history and at what can still happen.
not-now-nothing-to-take-back = There is nothing to take back: the last entry is taken back already, or something rests on it.
field-due-before-made = The day until when lies before the day of the promise.
field-due-is-agreed = The day is agreed; another one is written by renegotiating.
field-grace-too-long = Grace is at most 365 days.
field-importance-invalid = Importance is 1, 2 or 3.

## The command line
help-obligations = What we owe clients and what they owe us
help-obligations-list = What is owed, the earliest due first
help-obligations-list--debtor = Only what this side owes: us or them
help-obligations-list--owner = Only this person's (e-mail); nobody for those without
help-obligations-list--group = open, due, kept, kept_late, broken, waived, renegotiated or ended, parted by commas
help-obligations-list--kind = Only of this kind
help-obligations-list--origin = Only from there
help-obligations-list--due = overdue, today, week, later or undated
help-obligations-list--search = Words in them
help-obligations-list--sort = due, or made (the latest promised first)
help-obligations-list--limit = At most so many
help-obligations-list--cursor = Where the last answer went on
help-obligations-show = One obligation with everything that happened to it
help-obligations-show--id = The obligation
help-obligations-add = Write an obligation down
help-obligations-add--debtor = Who owes: us or them
help-obligations-add--what = What
help-obligations-add--condition = What has to come true first
help-obligations-add--made = Since when (by default, today)
help-obligations-add--gift = A kindness that binds nobody
help-obligations-add--proposed = Not accepted by the other side yet
help-obligations-jot = Write an obligation down in a line: until when, who does what for whom, at which client
help-obligations-jot--line = The line
help-obligations-jot--dry-run = Say what the line means and write nothing
help-obligations-set = Change what is written about an obligation; what is not given stays
help-obligations-set--id = The obligation
help-obligations-set--what = What
help-obligations-record = Write down what happened: discharge, release, cancel, contest and so on
help-obligations-record--id = The obligation
help-obligations-record--event = What happened
help-obligations-record--day = When (by default, today)
help-obligations-record--note = Proof or a reason
help-obligations-renegotiate = Both sides agreed on something else; what is not given stays
help-obligations-renegotiate--id = The obligation
help-obligations-renegotiate--what = What from now on
help-obligations-renegotiate--day = When it was agreed (by default, today)
help-obligations-renegotiate--note = Why
help-obligations-take-back = What was written last about an obligation was a mistake
help-obligations-take-back--id = The obligation
help-obligations-take-back--note = Why
help-arg-kind = quality, delivery, deadline, service, payment, information, reference, protection or other
help-arg-origin = clause, interaction, custom or support
help-arg-source = Where it is written: a clause, a letter, minutes
help-arg-due = Until when: tomorrow, fri, +3d, 24.11
help-arg-grace = Days after it within which it still counts as kept
help-arg-importance = From 1 to 3
help-arg-value-low = Worth at least
help-arg-value-high = Worth at most
help-arg-currency = Currency of the worth (by default, the book’s)
help-arg-person = Who of the client's people, by id
help-arg-owner = Who of us (e-mail); by default who writes this
help-trust = How we and a client keep our word to each other

## Columns and lines
obligation-due = Due
obligation-undated = without a day
obligation-debtor = Who owes
obligation-what = What
obligation-state = State
obligation-owner = On our side
obligation-person = On their side
obligation-kind = Kind
obligation-origin = Origin
obligation-source = Where it is written
obligation-condition = Condition
obligation-made-on = Promised on
obligation-grace = Days of grace
obligation-importance = Importance
obligation-value = Worth
obligation-event = What happened
obligation-note = Proof or reason
trust-ours = We to them
trust-theirs = They to us
trust-side = Whose word
trust-moved = From → to
trust-because = Because of
trust-few-short = too few
trust-said = { $mean } of 100 ({ $low }–{ $high }), from { $count ->
    [one] one closed promise
   *[other] { $count } closed promises
}
trust-few = too few closed promises to say anything: { $count } of the 4 needed

## Files of obligations
file-kind-obligations = Obligations
terminal-obligations = obligations
import-report-obligations = To the obligations
help-import-obligations = Obligations: what we owe and what we are owed
help-import-obligations--file = The file
help-import-obligations--dry-run = Say what would happen and change nothing
help-import-obligations--corrected = Rows set aside earlier, corrected in a CSV, to be run again
help-import-obligations--on-conflict = Not used for obligations: known ones are left out
record-column-debtor = Who owes
record-column-what = What
record-column-kind = Kind of obligation
record-column-source = Where it is written
record-column-condition = Condition
record-column-made-on = Promised on
record-column-due-day = Due
record-column-grace-days = Days of grace
record-column-importance = Importance
record-column-state = State
record-column-closed-on = Closed on
mapping-missing-account = the client
mapping-missing-debtor = who owes
mapping-missing-what = what is owed
mapping-missing-made-on = when it was promised
missing-account = the client
missing-debtor = who owes
missing-what = what is owed
missing-made-on = when it was promised
set-aside-debtor-unknown = it is not clear who owes
remedy-debtor-unknown = Write “we” or “client”.
set-aside-obligation-word-unknown = unknown word for a kind, an origin or a state
remedy-obligation-word-unknown = Write a word of the list on the page of obligations, or empty the cell.
set-aside-obligation-impossible = its days and its state do not fit together
remedy-obligation-impossible = Look at the days: a closed obligation has the day on which it was closed, not before it was made, and no day but the due one lies in the future.
