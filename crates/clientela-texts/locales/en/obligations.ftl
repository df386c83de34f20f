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
journal-field-value = the worth
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
help-import-obligations--on-conflict = What holds where the file differs from what people wrote: `ask` sets the row aside, `keep` keeps the book, `replace` takes the file
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

## The pages
nav-obligations = Obligations
palette-promise = Write down a promise
palette-promise-words = promise obligation owe owed due commitment
obligations-headline = { $count ->
    [one] one obligation
   *[other] { $count } obligations
}
obligations-owed = still owed
obligations-gifts = gifts without debt
obligations-sort = Order
obligations-by-due = by day due
obligations-by-made = latest promised first
obligations-empty-title = No obligations have been written down yet
obligations-empty-text = Write down what you promised a client and what you were promised: until when, who and what. From what was kept and what was not, trust in both sides is computed.
obligations-none-match = No obligations match.
obligations-calendar = Due day by day
obligations-due-headline = { $count ->
    [one] one promise still owed is due this month
   *[other] { $count } promises still owed are due this month
}
obligations-month-before = Month before
obligations-month-after = Next month
obligations-month-empty = Nothing is due this month.
obligations-week = Week of { $day }
obligations-earlier = { $count ->
    [one] one promise still owed was due earlier
   *[other] { $count } promises still owed were due earlier
}
obligation-we-owe = We owe
obligation-they-owe = They owe us
obligation-gift = gift without debt
obligation-gift-lead = a kindness that binds nobody
obligation-title = Obligation
obligation-new = New obligation
obligation-new-lead = In one line or in the form: until when, who, what, for whom and at which client.
obligation-line = An obligation in one line
obligation-line-help = For example: “We will send samples to Hranimir by Friday” or “Hranimir to pay invoice 14 by 20 March”.
obligation-line-example = we will send samples to Hranimir by Friday
obligation-line-example-short = we will send samples by Friday
obligation-form = The obligation
obligation-source-example = agreement 14, clause 3; e-mail; minutes
obligation-condition-help = If something has to come true first: “if they order by the end of the month”. Until then nothing is owed.
obligation-proposed-check = The other side has not accepted it yet
obligation-gift-check = A kindness without return: it is written down, and nobody owes anything for it
obligation-value-low = Worth at least
obligation-value-high = Worth at most
obligation-save = Save the obligation
obligation-history = What became of it
obligation-why = How its state comes about
obligation-nothing-yet = Nothing yet: it is proposed and not accepted.
obligation-record = What happened
obligation-when = When
obligation-note-example = delivery note, e-mail, number of a document
obligation-renegotiate-help = Both sides agree on something else: this promise ends as renegotiated and a new one takes its place. It does not count as broken.
obligation-new-due = New day
obligation-why-anew = Why
obligation-take-back = The last entry is a mistake
obligation-take-back-help = The last entry stays in the history as taken back and counts no more. Whoever wrote it may take it back, or the director.
obligation-take-back-why = Why it is a mistake
obligation-taken-back = The last entry is taken back
obligation-renegotiated = The obligation is renegotiated
obligation-impossible = That cannot have happened to the obligation on that day. Look at its history.
obligation-facts = Facts
obligation-change = Change what is written
obligation-interaction = Conversation
obligation-from-interaction = to the conversation written down
obligation-replaces = It takes the place of an earlier obligation
obligation-replaced-by = Another obligation has taken its place
obligation-by-calendar = the calendar
obligation-due-and-grace = { $day }, with { $days ->
    [one] one day of grace
   *[other] { $days } days of grace
}
undo-obligation-told = Written down.
obligation-do-discharge = Done
obligation-do-release = Let it go
obligation-do-cancel = Will not be done
obligation-do-renegotiate = Renegotiate
obligation-do-contest = Contest it
obligation-do-resolve-kept = Settled: kept
obligation-do-resolve-broken = Settled: broken
obligation-do-accept-unconditional = Accepted
obligation-do-accept-conditional = Accepted under its condition
obligation-do-reject = Not accepted
obligation-do-withdraw = Withdrawn
obligation-do-lapse = The offer lapsed
obligation-do-antecedent-true = The condition came true
obligation-do-antecedent-failed = The condition failed
bond-title = Mutual obligations
bond-lead = What we owe each other, and how each side keeps its word. It speaks in counts and days; favours are never added up.
bond-whole = The whole bond
bond-none = No obligations with this client have been written down yet.
bond-list = All obligations
bond-owed = What is owed
bond-nothing = nothing
bond-side = { $side }: { $count }
bond-more = { $count ->
    [one] one more
   *[other] { $count } more
}
bond-late = late
bond-soon = within two weeks
bond-later = later or without a day
bond-balance-label = We owe { $ours }, of which { $ours_late } are late. They owe us { $theirs }, of which { $theirs_late } are late.
bond-ages = What is owed, by how late it is
bond-age = How late
bond-count = How many
bond-unvalued = without a worth: { $count }
trust-title = Trust
trust-why = How it is computed
trust-late = late: { $late }; forgiven: { $forgiven }
trust-we-keep-better = Most probably we keep our word better.
trust-they-keep-better = Most probably they keep their word better.
trust-history = How it moved
trust-history-caption = Every day on which trust moved, and the promises that moved it
trust-no-history = No promises have been closed yet.
trust-behind = The promises behind it
trust-behind-lead = Kept counts 1, performed late 0.5, broken 0. The weight comes from the importance and halves in 180 days. What was let go before its day, renegotiated or disputed does not count.
trust-none-closed = none closed yet
trust-outcome = Outcome
trust-weight = Weight today
home-promises = Promises due
term-obligation = Obligation
term-obligation-text = A promise between us and a client: who owes what to whom and until when. It cannot be deleted; a mistake is taken back and stays in the history.
term-trust = Trust
term-trust-text = The expected part of promises one side keeps, from 0 to 100, with its interval. Shown from four closed promises on; nobody types it in.
term-gift = Gift without debt
term-gift-text = A favour or a present for which nobody owes anything. It is written down to be remembered and enters no account.
help-of-obligations = What we promised and what we were promised, with day and proof. Write it in one line, press “Done”, renegotiate in time; what is late or broken stays visible for both sides.
obligation-from-here = What was promised
