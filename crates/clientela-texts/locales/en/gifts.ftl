## Gifts: the words of the domain
gift-direction-given = given
gift-direction-received = received
gift-kind-goods = a thing
gift-kind-meal = a meal
gift-kind-event = an event
gift-kind-travel = travel or a stay
gift-kind-sample = a sample
gift-kind-cash = cash or a voucher
official-no = no
official-yes = yes
official-unknown = unknown
gift-decision-allowed = allowed
gift-decision-needs-approval = needs the commercial director's approval
gift-decision-held-value = held: its value is unknown
gift-decision-held-recipient = held: who receives it, or whether a public official does, is unknown
gift-decision-refused-cash = refused: cash or as good as cash
gift-decision-refused-official = refused: the receiver is a public official
gift-decision-refused-tender = refused: too near to a decision on a tender or a claim
gift-decision-refused-single = refused: above the limit of one gift
gift-decision-refused-person = refused: above the limit of 12 months for one person
gift-decision-refused-firm = refused: above the limit of 12 months for one firm
gift-state-recorded = recorded
gift-state-waiting = waits for a decision
gift-state-approved = approved
gift-state-declined = not approved
gift-state-refused = refused by the rule
gift-state-withdrawn = withdrawn
gift-disposal-returned = given back
gift-disposal-donated = donated
gift-disposal-shared = shared among colleagues

## The evidence
input-gift-rule = rule
input-gift-value = value
input-gift-kind = kind
input-gift-official = public official
input-gift-official-limit = limit for public officials
input-gift-tender-days = days before a decision in which nothing is given
input-gift-single-limit = limit of one gift
input-gift-approve-above = approved above this value
input-gift-decision-day = days until the decision
input-gift-person-year = received by the same person in the 12 months before
input-gift-person-limit = limit of 12 months for one person
input-gift-firm-year = between the firms in the same direction in the 12 months before
input-gift-firm-limit = limit of 12 months for one firm
missing-gift-value = its value
missing-gift-recipient = who receives it, and whether that is a public official
missing-gift-values-before = the values of earlier gifts

## The journal and refusals
journal-kind-gift = a gift with
journal-filter-gift = Gifts
journal-approved-gift = { $who } approved { $what }
journal-declined-gift = { $who } did not approve { $what }
journal-withdrawn-gift = { $who } withdrew { $what }
journal-reinstated-gift = { $who } put back into the register { $what }
journal-disposed-gift = { $who } wrote down what became of { $what }
journal-gifts-created = { $who } added { $count ->
    [one] one gift
   *[other] { $count } gifts
} from an import
journal-gifts-removed = { $who } removed { $count ->
    [one] one gift
   *[other] { $count } gifts
} when undoing an import
journal-sample-support = { $who } loaded gifts and support of the sample firm
journal-field-gift-kind = the kind
journal-field-occasion = the occasion
journal-field-reason = the business reason
journal-field-document = the document
journal-field-official = whether it is a public official
journal-field-decision-day = the day of the decision
journal-field-decision = what the rule says
journal-field-disposal = what became of it
journal-setting-gifts = the limits for gifts
not-now-gift-state = The gift is no longer in that state: open it again and see what can be done.
field-gift-own = Somebody else decides about a gift you wrote down, give or receive.
field-gift-limits-order = The limits contradict each other: approval begins below the limit of one gift, which is not above the limit of 12 months.
invalid-gift-own = Nobody decides about a gift they wrote down, give or receive; let another commercial director do it.
invalid-gift-limits-order = The limits contradict each other: approval begins below the limit of one gift, which is not above the limit of 12 months.

## The command line
help-gifts = The register of gifts: given and received
help-gifts-list = Gifts, the latest first
help-gifts-list--direction = Only this way: given or received
help-gifts-list--state = recorded, waiting, approved, declined, refused or withdrawn, parted by commas
help-gifts-list--kind = Only of this kind
help-gifts-list--person = Only with this person (id)
help-gifts-list--user = Only of this colleague (e-mail)
help-gifts-list--since = Only from this day on
help-gifts-list--until = Only up to this day
help-gifts-list--search = Words in them
help-gifts-list--limit = At most so many
help-gifts-list--cursor = Where the last answer went on
help-gifts-show = One gift with what the rule says of it
help-gifts-show--id = The gift
help-gifts-add = Write a gift down; the rule says whether it is allowed
help-gifts-add--direction = given or received
help-gifts-add--what = What
help-gifts-add--dry-run = Say what the rule would decide and write nothing
help-gifts-set = Change what is written about a gift; what is not given stays
help-gifts-set--id = The gift
help-gifts-set--what = What
help-gifts-approve = Approve a gift that waits; nobody approves their own
help-gifts-approve--id = The gift
help-gifts-approve--note = Why
help-gifts-decline = Do not approve a gift that waits
help-gifts-decline--id = The gift
help-gifts-decline--note = Why
help-gifts-withdraw = Withdraw a gift that was written down by mistake
help-gifts-withdraw--id = The gift
help-gifts-withdraw--note = Why
help-gifts-reinstate = Put a withdrawn gift back into the register
help-gifts-reinstate--id = The gift
help-gifts-dispose = Write down what became of a gift that was not kept
help-gifts-dispose--id = The gift
help-gifts-dispose--disposal = returned, donated, shared; kept when it is kept after all
help-gifts-dispose--day = When (by default, today)
help-gifts-dispose--note = More about it
help-gifts-policy = The firm's limits for gifts; with a limit, changes it
help-gifts-policy--approve-above = Approved above this value
help-gifts-policy--single-limit = Most for one gift
help-gifts-policy--person-limit = Most for one person within 12 months
help-gifts-policy--firm-limit = Most for one firm within 12 months; none for no such limit
help-gifts-policy--official-limit = Most for a public official
help-gifts-policy--cash-allowed = yes when cash is not refused outright; otherwise no
help-gifts-policy--tender-days = Days before a decision in which nothing is given
help-arg-gift-kind = goods, meal, event, travel, sample or cash
help-arg-amount = Value with a point or a comma; unknown without one
help-arg-gift-currency = Currency (by default, the book's)
help-arg-official = Is the receiver a public official: no, yes or unknown
help-arg-gift-day = When (by default, today)
help-arg-decision-day = Day of a decision on a tender or a claim with this party
help-arg-occasion = On what occasion
help-arg-reason = Business reason
help-arg-document = Under which document it is booked
help-arg-user = Who of us (e-mail); by default, who writes it

## Files of gifts
file-kind-gifts = Gifts
terminal-gifts = gifts
import-report-gifts = To the register of gifts
import-sample-gifts = sample gifts
help-import-gifts = Gifts: given and received
help-import-gifts--file = The file
help-import-gifts--dry-run = Say what would happen and change nothing
help-import-gifts--corrected = Rows set aside earlier, corrected in a CSV, to be run again
help-import-gifts--on-conflict = What holds where the file differs from what people wrote: `ask` sets the row aside, `keep` keeps the book, `replace` takes the file
record-column-gift-direction = Given or received
record-column-gift-kind = Kind of gift
record-column-occasion = Occasion
record-column-reason = Business reason
record-column-document = Document
record-column-value = Value
record-column-currency = Currency
record-column-official = Public official
record-column-decision-day = Day of a decision
mapping-missing-gift-direction = given or received
mapping-missing-gift = what was given
missing-gift-direction = whether it was given or received
missing-gift = what was given
set-aside-gift-word-unknown = unknown word for direction, kind or public official
remedy-gift-word-unknown = Write “given” or “received”, a kind from the list on the page of gifts, “yes” or “no”.
journal-field-gifts-folder = the folder for gifts
journal-field-gifts-by = in whose name gifts are imported
journal-field-gifts-on = the taking of gifts

## The pages
nav-gifts = Gifts
gifts-title = Register of gifts
palette-gift = Write a gift down
palette-gift-words = gift present hospitality given received lunch
gifts-headline = { $count ->
    [one] one gift
   *[other] { $count } gifts
}
gifts-empty-title = The register is empty
gifts-empty-text = Write down what you gave to clients' people and what you received from them. The firm's rule says at once whether it is allowed; nobody owes anything for a gift.
gifts-none-match = No gifts fit these conditions.
gifts-none-here = No gifts with this client are written down yet.
gift-both-ways = Gifts both ways
gift-both-ways-lead = Given and received stand beside each other; no debt is made of them.
gift-side = { $value }, { $count ->
    [one] one gift
   *[other] { $count } gifts
}
gift-side-unvalued = at least { $value }, { $count ->
    [one] one gift
   *[other] { $count } gifts
}, { $unvalued } of them of unknown value
gift-lopsided-given = What was given is more than three times what was received.
gift-lopsided-received = What was received is more than three times what was given.
gift-title = Gift
gift-new = New gift
gift-new-lead = What, who to whom, on what occasion and for how much. The firm's rule says whether it is allowed before it is given.
gift-save = Write the gift down
gift-try = Check without writing
gift-would-be = What the rule says
gift-what = What
gift-kind = Kind
gift-direction = Direction
gift-value = Value
gift-value-help = With VAT, for one person; a gift for a family counts with its person. Empty means unknown, not zero.
gift-currency = Currency
gift-person = On the client's side
gift-user = On our side
gift-official = The receiver is a public official
gift-day = Day
gift-decision-day = Day of a decision
gift-decision-day-help = If there is an open tender or claim with this party: when it is decided.
gift-occasion = Occasion
gift-reason = Business reason
gift-document = Booked under
gift-state = State
gift-verdict = What the rule says
gift-remaining = left for this person within 12 months: at most { $value }
gift-waits = It waits. If something is missing, add it; otherwise a commercial director decides who did not write it down, give or receive it.
gift-waits-for-director = It waits. A commercial director decides who did not write it down, give or receive it and has declared no interest at the client; an administrator decides about no gifts.
gift-decide = Decision
gift-approve = Approve
gift-decline = Do not approve
gift-decision-note = Why
gift-approved = The gift is approved
gift-declined = The gift is not approved
gift-withdrawn = The gift is withdrawn
gift-reinstated = The gift is back in the register
gift-disposed = What became of the gift is written down
gift-dispose = Not kept
gift-dispose-help = A gift that was given back, donated or shared stays in the register; one given back does not count in the limits.
gift-disposal = What became of it
gift-disposal-day = When
gift-disposal-note = More about it
gift-kept = it is kept
gift-withdraw = Written down by mistake
gift-withdraw-help = A withdrawn gift stays in the register and counts nowhere.
gift-withdraw-why = Why
gift-reinstate = Put back into the register
gift-facts = Data
gift-change = Change what is written
gift-change-help = When something changes that the rule looks at, it judges anew and an earlier approval falls.
gift-from = From day
gift-to = Up to day
gift-counted = Value by the rule
gift-counted-currency = Currency of the rule
gift-decided-by = Decided by
gift-decided-at = Decided on
gift-written-at = Written down on
undo-gift-written = The gift is written down.
undo-gift-withdrawn = The gift is withdrawn.
gift-settings-title = Limits for gifts
gift-settings-lead = Every gift is judged by these limits. No law names a safe amount: they are the firm's own.
gift-settings-help = The first rule that hits decides: cash; public official; a decision near; unknown value or receiver; one gift; 12 months for a person; 12 months for a firm; approval. A change holds for gifts written down after it.
gift-approve-above = Approved above
gift-single-limit = Most for one gift
gift-person-limit = Most for one person within 12 months
gift-firm-limit = Most for one firm within 12 months (empty: no limit)
gift-official-limit = Most for a public official
gift-tender-days = Nothing is given before a decision
gift-cash-allowed = Cash and vouchers are not refused outright
gift-days = days
term-gift-register = Register of gifts
term-gift-register-text = What was given to clients' people and received from them, with value, occasion and what the rule says. Nobody approves their own gift; the record stays.
help-of-gifts = What we gave to clients' people and what we received. Before giving, check what the rule says; what is above the limits is refused, larger gifts wait for the commercial director.
