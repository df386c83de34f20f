## The five criteria
criterion-volume = Buys significant volume
criterion-purchasing-policy = Has its own purchasing policy
criterion-selection-bodies = Has bodies for selecting and buying
criterion-market-power = Has market power
criterion-professionalism = Works by strict rules
question-volume = How much could it buy in a year?
question-purchasing-policy = Does it have its own purchasing policy?
question-selection-bodies = Does a committee or a body choose its suppliers?
question-market-power = Does it set negotiation, terms and guarantees?
question-professionalism = Does it work by strict rules and good organisation?
answer-yes = yes
answer-partly = partly
answer-no = no
answer-unknown = unknown
answer-by-cues = by the signs below

## Signs people tick
cue-supplier-code = supplier code
cue-tender-rules = tender rules
cue-frame-contract = annual frame contract
cue-category-strategy = category strategy
cue-central-contract = central contract with local call-off
cue-buying-committee = buying committee
cue-category-managers = category managers
cue-supplier-portal = supplier portal
cue-audits = supplier audits
cue-approved-suppliers = approved-supplier list
cue-stricter-specification = stricter specification than last year
cue-own-contract-form = their contract form
cue-longer-payment = payment days above our standard
cue-retro-bonus = retro bonus
cue-listing-fee = listing fee
cue-penalty-clauses = penalty clauses
cue-bank-guarantees = bank guarantee
cue-price-match = price-match demand
cue-scorecards = supplier scorecards
cue-electronic-interchange = electronic exchange (EDI)
cue-delivery-windows = fixed delivery windows
cue-agenda-and-minutes = written agenda and minutes
cue-few-order-errors = low error rate in orders

## Answering in place
answer-open = Answer
answer-change = Change the answer
answer-legend = Answer
answer-cues-found = Signs seen
answer-cues-help = Three signs seen mean ‘yes’, one or two ‘partly’, at least four looked for and none seen ‘no’.
answer-cues-checked = I looked for the others too: they are not there
answer-evidence = Evidence
answer-evidence-help = Without evidence the answer stays a statement and does not enter the score.
answer-missing = Choose an answer or tick the signs you saw.
answer-link = Link
answer-file = Document
answer-file-keep = Keep ‘{ $name }’
answer-file-help = A contract, minutes, a photo, up to 25 MB. It is kept with the book and opens from here.
answer-figure = Figure
answer-figure-help = For example: 60 days, 3%, 12 shops.
answer-day = As of
answer-confidence = How sure
confidence-high = seen
confidence-medium = from somebody who knows
confidence-low = hearsay
answer-save = Save the answer
evidence-said = { $author }, { $day }, { $confidence }
criterion-volume-computed = Computed from the sales ledger and the stated potential.
score-bar-label = proven { $proven }, stated another { $stated }, at most { $high }, threshold { $threshold }
criterion-bar-label = { $criterion }: { $state }

## How do we know
why-title = Verdict ‘{ $verdict }’: { $score } at threshold { $threshold }
why-rule = rule
why-rule-score = sum of weight × answer over the sum of weights; what is open counts both as 0 and as 1
why-profile = profile
why-missing = missing
why-effect = { $name }, narrows by { $effect }
why-oldest = oldest
why-source-ledger = sales ledger
why-source-setting = setting
why-volume-facts = { $revenue }, { $share } of sales, place { $rank }, class { $class } · sales ledger, { $lines }

## Profiles
profile-equal = Equal view
profile-sales = Sales view
profile-purchasing = Purchasing view

## The list of key clients
key-lead = Which clients are key from three points of view, and which question decides about the others.
key-finding = { $key ->
    [one] { $key } key client carries
   *[other] { $key } key clients carry
    } { $share } of sales; { $undecided ->
    [one] { $undecided } more of class A lacks answers
   *[other] { $undecided } more of class A lack answers
    }.
key-finding-none = No key client is proven yet. Answer the questions about the largest: { $undecided ->
    [one] { $undecided } of class A waits
   *[other] { $undecided } of class A wait
    }.
key-table = Key clients by profile
key-next-question = Next question
key-next-none = everything is answered
key-show-all = All clients
key-show-some = Only key ones and the undecided of class A
key-sort-profile = Point of view
key-empty = Key clients show after the first sales import.
