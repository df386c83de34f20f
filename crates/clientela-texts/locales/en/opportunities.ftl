## Opportunities: the words of the domain
opportunity-stage-identified = seen
opportunity-stage-engaged = in talks
opportunity-stage-offered = offer made
opportunity-stage-negotiating = negotiating
opportunity-stage-won = won
opportunity-stage-lost = lost
unknown-value-of-opportunities = unknown: nobody wrote down what they are worth
missing-values-of-opportunities = what the others are worth
input-ended-stays = stays that have ended
input-opportunities-open = open opportunities
input-opportunities-ended = opportunities that have ended and stood in the best known stage
input-lines-since = lines of sales since

## The journal and refusals
journal-kind-opportunity = the opportunity
journal-filter-opportunity = Opportunities
journal-moved-opportunity = { $who } moved { $what } to { $value }
journal-opportunities-created = { $who } added { $count ->
    [one] one opportunity
   *[other] { $count } opportunities
} from an import
journal-opportunities-removed = { $who } removed { $count ->
    [one] one opportunity
   *[other] { $count } opportunities
} when undoing an import
journal-field-product-groups = the product groups
journal-field-value-low = the lower end of the worth
journal-field-value-high = the upper end of the worth
journal-field-expected-on = the day of the decision
journal-field-representative = who works on it
journal-field-prospect = the prospect
journal-field-opportunities-folder = the folder for opportunities
journal-field-opportunities-by = in whose name opportunities are imported
journal-field-opportunities-on = the taking of opportunities
not-now-opportunity-stage = It cannot go from its stage to that one. What has ended is opened again first.
field-opportunity-code-taken = Another opportunity has this code already.
invalid-opportunity-code-taken = Another opportunity has the code “{ $value }” already; take another, or change that one.
field-opportunity-code-unseen = This code belongs to something you do not see. Take another code, or ask whoever leads.
invalid-opportunity-code-unseen = This code belongs to something you do not see. Take another code, or ask whoever leads.
set-aside-opportunity-word-unknown = unknown stage or reason of an opportunity
remedy-opportunity-word-unknown = Stages: “identified”, “engaged”, “offered”, “negotiating”, “won”, “lost”; reasons: “price”, “quality”, “delivery”, “relation”, “specification”. Or empty the cell.
set-aside-prospect-unknown = unknown prospect
remedy-prospect-unknown = Write the prospect down first, give its code, or empty the cell. A name that several prospects have fits none.
set-aside-competitor-unknown = unknown competitor
remedy-competitor-unknown = Write the competitor down first, or empty the cell.

## Files
file-kind-opportunities = Opportunities
terminal-opportunities = opportunities
import-report-opportunities = To the opportunities
import-sample-opportunities = sample opportunities
import-needs-opportunities = A name, products or a code. Also useful: client, worth, stage, days opened and closed, who works on it, competitor and reason.
help-import-opportunities = What clients and prospects may buy from us: the pipeline of another program
help-import-opportunities--file = The file
help-import-opportunities--dry-run = Say what would happen and change nothing
help-import-opportunities--corrected = Rows set aside earlier, corrected in a CSV, to be run again
help-import-opportunities--on-conflict = Where the file and the book differ: ask, keep or replace
record-column-product-groups = Product groups
record-column-value-high = Value to
record-column-opened-on = Opened on
record-column-expected-on = Expected on
record-column-prospect = Prospect
mapping-missing-opportunity-name = the name, the products or the code
missing-opportunity-name = the name, the products or the code

## The pages
nav-opportunities = Opportunities
palette-opportunity = Write an opportunity down
palette-opportunity-words = opportunity deal sale offer pipeline funnel
opportunities-headline = { $count ->
    [one] one opportunity
   *[other] { $count } opportunities
}
opportunities-count = { $count ->
    [one] one
   *[other] { $count }
}
opportunities-open = open
opportunities-sort-newest = newest first
opportunities-sort-name = by name
opportunities-sort-expected = by the day of the decision
opportunities-empty-title = No opportunity is written down yet
opportunities-empty-text = Write down what a client or a prospect may buy from you: a name is enough. What it is worth may be an interval, or stay unknown.
opportunities-none-match = No opportunity fits these conditions.
opportunities-none-here = No opportunity is written down here yet.
opportunities-none-at-stage = Nothing stands here.
opportunities-board = Opportunities by stage
opportunities-board-lead = Drag a card to its next stage, or choose it in the card's menu. Whatever is won or lost is asked why.
opportunity-new = New opportunity
opportunity-new-lead = A name is enough. What is not known stays unknown.
opportunity-save = Write the opportunity down
opportunity-name = What it is about
opportunity-client = Client
opportunity-client-help = Name or code; empty while nobody knows whose it is.
opportunity-prospect = Prospect
opportunity-product-groups = Product groups
opportunity-product-groups-help = Several are parted by semicolons.
opportunity-worth = Worth
opportunity-worth-at-most = at most { $value }
opportunity-value-low = Worth at least
opportunity-value-high = Worth at most
opportunity-value-high-help = Empty: exactly the lower sum.
opportunity-currency = Currency
opportunity-expected-on = Decision expected
opportunity-owner = On our side
opportunity-person = Who decides
opportunity-competitor = Against whom
opportunity-note = Note
opportunity-stage = Stage
opportunity-day = Since when
opportunity-code = Code in another system
opportunity-contest = Won and lost
opportunity-move-stage = To stage
opportunity-move-day = On
opportunity-move-reason = Why it was won or lost
opportunity-move-reason-source = Who says why
opportunity-move-competitor = Won from or lost to
opportunity-move-note = More about it
opportunity-form-move = Move, win or lose
opportunity-end = Won or lost…
opportunity-moved = Moved
opportunity-here-since = since { $day }
opportunity-day-unknown = day unknown
opportunity-stood = { $days ->
    [one] one day there
   *[other] { $days } days there
}
opportunity-stands = { $days ->
    [one] for one day
   *[other] for { $days } days
}
opportunity-nobodys = client not known yet
opportunity-confirmed = Sales confirm it: the first line since is of { $day }; lines since: { $lines }, net { $revenue }.
opportunity-not-confirmed = The sales ledger has no line of this client since it was won.
opportunity-becomes-client = It is won, but the prospect is no client in the book yet.
pipeline-title = Pipeline
pipeline-lead = What is open and what may be expected of it, how often you win, and how long opportunities stand where. The interval in brackets says how sure that is: a few opportunities prove little.
pipeline-now = What is open
pipeline-open = { $count ->
    [one] One open opportunity, worth { $worth }.
   *[other] { $count } open opportunities, worth { $worth }.
}
pipeline-worth-without = { $worth }, without { $count } of unknown worth
pipeline-expects = Expected of these: about { $likely } (between { $low } and { $high }).
pipeline-expects-unknown = What may be expected of these is unknown: nothing of known worth, or nothing has been won or lost yet.
pipeline-how = How is it computed?
pipeline-why = Each open opportunity counts by the chance of its stage: how many of those that once stood there were won. A stage that few have passed is drawn towards all stages. The ends take the lower end of worth with the lower end of chance, and the upper with the upper.
pipeline-stages = Stages
pipeline-count = Opportunities
pipeline-chance = Chance to win
pipeline-time = Days in the stage
pipeline-days = { $median } (half: { $low }–{ $high }; { $stays } seen)
pipeline-note = The chance counts those that once stood in the stage and have ended; the interval holds nine times out of ten. Days are of those that have left the stage, where both days are known.
pipeline-rate = Won of what has ended
pipeline-ended = { $won } won and { $lost } lost: { $rate }. The won ones are worth { $worth }.
pipeline-by-source = By source
pipeline-by-representative = By colleague
pipeline-won = Won
pipeline-lost = Lost
pipeline-still-open = Open
pipeline-won-worth = Worth of the won
term-opportunity = Opportunity
term-opportunity-text = Something a client or a prospect may buy from us, with its stage, its worth as an interval, and why it was won or lost in the end.
help-of-opportunities = What clients and prospects may buy, how far each is, what the pipeline is worth and how often you win.

## The command line
help-opportunities = What clients and prospects may buy from us, how far each is, and the whole pipeline
help-opportunities-list = Opportunities, the newest first
help-opportunities-list--stage = Only in these stages, parted by commas; `open` for all that have not ended
help-opportunities-list--client = Only of this client: id, code or name
help-opportunities-list--owner = Only of this colleague, by e-mail
help-opportunities-list--search = Words in it
help-opportunities-list--sort = `newest`, `name` or `expected`
help-opportunities-list--limit = At most so many
help-opportunities-list--cursor = Where the last answer went on
help-opportunities-show = One opportunity with its history
help-opportunities-show--id = The opportunity
help-opportunities-add = Write an opportunity down
help-opportunities-add--name = What it is about
help-opportunities-add--code = By which code another system knows it
help-opportunities-add--stage = In which open stage it begins (by default, `identified`)
help-opportunities-set = Change an opportunity; what is not given stays
help-opportunities-set--id = The opportunity
help-opportunities-set--name = What it is about
help-opportunities-move = Move an opportunity to another stage
help-opportunities-move--id = The opportunity
help-opportunities-move--stage = `identified`, `engaged`, `offered`, `negotiating`, `won` or `lost`
help-opportunities-move--reason = Why it was won or lost: `price`, `quality`, `delivery`, `relation` or `specification`
help-opportunities-move--said-by-client = The client was asked why; otherwise it is our guess
help-opportunities-pipeline = What the pipeline is worth, and how often we win
help-opportunities-pipeline--owner = Only of this colleague, by e-mail
help-arg-opportunity-client = Of which client: id, code or name
help-arg-opportunity-prospect = Of which prospect: its id
help-arg-product-groups = Groups of products, parted by commas
help-arg-value-from = It is worth at least so much
help-arg-value-to = At most so much (by default, exactly the lower sum)
help-arg-opportunity-currency = Currency (by default, the firm's)
help-arg-expected-on = When it is expected to be decided
help-arg-opportunity-for = Who of us answers for it, by e-mail (by default, who writes this)
help-arg-opportunity-against = Against which competitor, by name
help-arg-opportunity-note = More about it
help-arg-opportunity-day = On which day (by default, today)
